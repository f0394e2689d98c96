#include "analysis/questions.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"

/* Levels that are not near but closer than this are too close to tell them apart safely: between
 * them there has to be room for values that are near neither. */
static const double blur = 1e-8;

/* Lists of numbers under each of some keys: those of key k are items[first[k]] and on. */
struct lists {
    uint32_t *first; /* one more than there are keys */
    uint32_t *items;
};

/* Puts the numbers below `item_count` into lists by their keys, in ascending order. */
static bool sort_into(struct lists *lists, struct cf_arena *arena, const uint32_t *key_of,
                      size_t item_count, size_t key_count)
{
    lists->first = cf_arena_array(arena, key_count + 2, sizeof *lists->first);
    lists->items = cf_arena_array(arena, item_count, sizeof *lists->items);
    if (!lists->first || !lists->items)
        return false;
    uint32_t *next = lists->first + 1; /* ends up as the first of the following key */
    for (size_t i = 0; i < item_count; i++)
        next[key_of[i] + 1]++;
    for (size_t k = 0; k < key_count; k++)
        next[k + 1] += next[k];
    for (size_t i = 0; i < item_count; i++)
        lists->items[next[key_of[i]]++] = (uint32_t)i;
    return true;
}

/* ---- levels that are too close ---- */

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static size_t add_ends(double *ends, size_t count, const struct cf_interval *interval)
{
    if (isfinite(interval->low))
        ends[count++] = interval->low;
    if (isfinite(interval->high))
        ends[count++] = interval->high;
    return count;
}

/* Whether ends of what the criteria accept, or of the index's range, differ by next to nothing. */
static bool is_blurred(const struct cf_questions *questions, const struct cf_value *domain,
                       const uint32_t *criteria, size_t count)
{
    if (domain->type != CF_NUMBER)
        return false;
    double *ends = cf_arena_array(questions->arena, 2 * count + 2, sizeof *ends);
    if (!ends)
        return false;
    size_t ends_count = add_ends(ends, 0, &domain->interval);
    for (size_t i = 0; i < count; i++)
        ends_count =
            add_ends(ends, ends_count, &questions->criteria[criteria[i]].accepted.interval);
    qsort(ends, ends_count, sizeof *ends, compare_numbers);
    for (size_t i = 1; i < ends_count; i++)
        if (ends[i] != ends[i - 1] &&
            ends[i] - ends[i - 1] < blur * cf_larger(fabs(ends[i]), fabs(ends[i - 1])))
            return true;
    return false;
}

/* ---- subjects ---- */

/* Gives each criterion its subject; fills subject_count. */
static bool number_subjects(struct cf_questions *questions, uint32_t *subject_of)
{
    const struct cf_program *program = questions->program;
    size_t index_count = cf_program_index_count(program), count = questions->criterion_count;
    uint32_t *indices = cf_arena_array(questions->arena, count, sizeof *indices);
    struct lists lists;
    if (!indices)
        return false;
    for (size_t i = 0; i < count; i++)
        indices[i] = questions->criteria[i].index;
    if (!sort_into(&lists, questions->arena, indices, count, index_count))
        return false;
    for (size_t i = 0; i < index_count; i++) {
        const uint32_t *items = lists.items + lists.first[i];
        size_t asked = lists.first[i + 1] - lists.first[i];
        if (!asked)
            continue;
        struct cf_value domain = cf_program_domain(program, i);
        bool apart = is_blurred(questions, &domain, items, asked);
        for (size_t j = 0; j < asked; j++)
            subject_of[items[j]] = (uint32_t)(questions->subject_count + (apart ? j : 0));
        questions->subject_count += apart ? asked : 1;
    }
    return true;
}

/* Fills in the siblings of each criterion in the list of a subject. */
static void fill_siblings(const struct cf_questions *questions, const struct cf_subject *subject,
                          struct cf_siblings *siblings)
{
    const uint32_t *criteria = subject->criteria;
    for (size_t first = 0, end; first < subject->count; first = end) {
        uint32_t step = questions->step_of[criteria[first]];
        end = first + 1;
        while (end < subject->count && questions->step_of[criteria[end]] == step)
            end++;
        for (size_t i = first; i < end; i++)
            siblings[criteria[i]] = (struct cf_siblings){ criteria + first, end - first };
    }
}

static bool fill_subjects(struct cf_questions *questions)
{
    struct cf_arena *arena = questions->arena;
    struct cf_siblings *siblings =
        cf_arena_array(arena, questions->criterion_count, sizeof *siblings);
    struct cf_subject *subjects = cf_arena_array(arena, questions->subject_count, sizeof *subjects);
    struct lists lists;
    if (!siblings || !subjects ||
        !sort_into(&lists, arena, questions->subject_of, questions->criterion_count,
                   questions->subject_count))
        return false;
    for (size_t i = 0; i < questions->subject_count; i++) {
        struct cf_subject *subject = &subjects[i];
        subject->criteria = lists.items + lists.first[i];
        subject->count = lists.first[i + 1] - lists.first[i];
        subject->last_step = questions->step_of[subject->criteria[subject->count - 1]];
        subject->domain =
            cf_program_domain(questions->program, questions->criteria[subject->criteria[0]].index);
        fill_siblings(questions, subject, siblings);
    }
    questions->subjects = subjects;
    questions->siblings = siblings;
    return true;
}

bool cf_questions_of(struct cf_questions *questions, const struct cf_program *program,
                     struct cf_arena *arena)
{
    *questions = (struct cf_questions){ .program = program, .arena = arena };
    questions->steps = cf_program_steps(program, &questions->step_count);
    questions->criteria = cf_program_criteria(program, &questions->criterion_count);
    uint32_t *step_of = cf_arena_array(arena, questions->criterion_count, sizeof *step_of);
    uint32_t *subject_of = cf_arena_array(arena, questions->criterion_count, sizeof *subject_of);
    if (!step_of || !subject_of)
        return false;
    for (size_t i = 0; i < questions->step_count; i++) {
        const struct cf_program_step *step = &questions->steps[i];
        for (size_t j = 0; j < step->step->criterion_count; j++)
            step_of[step->first_criterion + j] = (uint32_t)i;
    }
    questions->step_of = step_of;
    questions->subject_of = subject_of;
    return number_subjects(questions, subject_of) && fill_subjects(questions);
}

/* ---- what a step asks ---- */

size_t cf_noes_needed(const struct cf_step *step)
{
    return step->criterion_count - (size_t)step->need + 1;
}

bool cf_asks_about(const struct cf_questions *questions, size_t step, uint32_t subject)
{
    const struct cf_subject *about = &questions->subjects[subject];
    size_t first = questions->steps[step].first_criterion, low = 0, high = about->count;
    while (low < high) { /* the first of the subject's criteria that is not before the step */
        size_t middle = low + (high - low) / 2;
        if (about->criteria[middle] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < about->count && questions->step_of[about->criteria[low]] == step;
}

struct cf_tally cf_siblings_tally(const struct cf_questions *questions, struct cf_siblings siblings)
{
    const struct cf_subject *subject =
        &questions->subjects[questions->subject_of[siblings.items[0]]];
    const struct cf_value **sets = cf_arena_array(questions->arena, siblings.count, sizeof(*sets));
    for (size_t i = 0; i < siblings.count && sets; i++)
        sets[i] = &questions->criteria[siblings.items[i]].accepted;
    return sets ? cf_sets_tally(&subject->domain, sets, siblings.count, questions->arena)
                : (struct cf_tally){ 0, siblings.count };
}

struct cf_tally cf_step_tally(const struct cf_questions *questions, size_t step)
{
    const struct cf_program_step *asked = &questions->steps[step];
    struct cf_tally all = { 0, 0 };
    for (size_t i = 0; i < asked->step->criterion_count; i++) {
        uint32_t criterion = (uint32_t)(asked->first_criterion + i);
        struct cf_siblings siblings = questions->siblings[criterion];
        if (siblings.items[0] != criterion)
            continue;
        struct cf_tally tally = cf_siblings_tally(questions, siblings);
        all.least += tally.least;
        all.most += tally.most;
    }
    return all;
}
