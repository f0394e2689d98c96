#include "analysis/search.h"

#include "analysis/sets.h"

enum {
    MOST_LOOKS = 20000,       /* of one search */
    ALL_LOOKS = 40 * 1000000, /* of all: less than a second */
    MOST_CRITERIA = 1000,     /* that have to be No at once: the search goes as deep */
};

bool cf_search_init(struct cf_search *search, const struct cf_questions *questions)
{
    struct cf_arena *arena = questions->arena;
    *search = (struct cf_search){ .questions = questions, .budget = ALL_LOOKS };
    search->asked = cf_arena_alloc(arena, questions->step_count);
    search->in_way = cf_arena_array(arena, questions->step_count, sizeof *search->in_way);
    search->is_in_way = cf_arena_array(arena, questions->step_count, sizeof *search->is_in_way);
    search->seen = cf_arena_array(arena, questions->subject_count, sizeof *search->seen);
    return search->asked && search->in_way && search->is_in_way && search->seen;
}

static bool has_given_up(const struct cf_search *search)
{
    return search->looks >= search->most_looks;
}

/* Whether the criterion is No by what is observed in the case at hand. */
static bool is_no(struct cf_search *search, uint32_t criterion)
{
    const struct cf_questions *questions = search->questions;
    const struct cf_value *seen = &search->seen[questions->subject_of[criterion]];
    search->looks++;
    return cf_value_answer(seen, &questions->criteria[criterion].accepted) == CF_NO;
}

static bool is_step_no(struct cf_search *search, const struct cf_program_step *step)
{
    size_t noes = 0, needed = cf_noes_needed(step->step);
    for (size_t i = 0; i < step->step->criterion_count && noes < needed; i++)
        noes += is_no(search, (uint32_t)(step->first_criterion + i));
    return noes >= needed;
}

static void note_in_way(struct cf_search *search, uint32_t step)
{
    if (!search->is_in_way[step])
        search->in_way[search->in_way_count++] = step;
    search->is_in_way[step] = true;
}

/* Whether no step that asks about the subject is No against what is asked of it. */
static bool agrees(struct cf_search *search, uint32_t subject)
{
    const struct cf_questions *questions = search->questions;
    const struct cf_subject *about = &questions->subjects[subject];
    for (size_t i = 0; i < about->count && !has_given_up(search); i++) {
        uint32_t step = questions->step_of[about->criteria[i]];
        search->looks++;
        if (step > search->last)
            break;
        if (search->asked[step] == CF_ASKED_NOT_NO && is_no(search, about->criteria[i]) &&
            is_step_no(search, &questions->steps[step])) {
            note_in_way(search, step);
            return false;
        }
    }
    return true;
}

static bool choose(struct cf_search *search, size_t at, uint32_t from, size_t left);

/* Can the criterion be No, and `left` more from the next one on, and the steps behind them? */
static bool fail(struct cf_search *search, uint32_t criterion, size_t at, size_t left)
{
    const struct cf_questions *questions = search->questions;
    uint32_t subject = questions->subject_of[criterion];
    struct cf_value before = search->seen[subject], parts[2];
    size_t count = cf_set_outside(before.known ? &before : &questions->subjects[subject].domain,
                                  &questions->criteria[criterion].accepted, parts);
    bool possible = false;
    search->looks++;
    for (size_t i = 0; i < count && !possible; i++) {
        search->seen[subject] = parts[i];
        possible = agrees(search, subject) && choose(search, at, criterion + 1, left);
    }
    search->seen[subject] = before;
    return possible;
}

/* Chooses which criteria of the step `noes[at]` are No: `left` more of those from number `from` on;
 * and goes on with the next step. */
static bool choose(struct cf_search *search, size_t at, uint32_t from, size_t left)
{
    if (has_given_up(search) || (!left && at + 1 == search->no_count))
        return true;
    const struct cf_program_step *step = &search->questions->steps[search->noes[at]];
    if (!left) {
        step = &search->questions->steps[search->noes[++at]];
        from = (uint32_t)step->first_criterion;
        left = cf_noes_needed(step->step);
    }
    size_t end = step->first_criterion + step->step->criterion_count;
    for (uint32_t i = from; i + left <= end; i++)
        if (fail(search, i, at, left - 1))
            return true;
    return false;
}

static void begin(struct cf_search *search, const uint32_t *noes, size_t count)
{
    search->noes = noes;
    search->no_count = count;
    search->looks = 0;
    search->most_looks = search->budget < MOST_LOOKS ? search->budget : MOST_LOOKS;
    while (search->in_way_count)
        search->is_in_way[search->in_way[--search->in_way_count]] = false;
}

bool cf_search_possible(struct cf_search *search, const uint32_t *noes, size_t count)
{
    const struct cf_questions *questions = search->questions;
    size_t criteria = 0;
    for (size_t i = 0; i < count && criteria <= MOST_CRITERIA; i++)
        criteria += cf_noes_needed(questions->steps[noes[i]].step);
    if (!count || criteria > MOST_CRITERIA || !search->budget)
        return true;
    begin(search, noes, count);
    const struct cf_program_step *first = &questions->steps[noes[0]];
    bool possible =
        choose(search, 0, (uint32_t)first->first_criterion, cf_noes_needed(first->step));
    search->budget -= search->looks < search->budget ? search->looks : search->budget;
    return possible;
}
