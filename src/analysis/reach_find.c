/* The search for ways in which a walk does what is wanted. */
#include <string.h>

#include "analysis/reach.h"

/* A walk of more steps is not looked for: each takes some of the stack. */
enum { LOOKS_MOST = 200000, STEPS_MOST = 4000 };

enum found { FOUND, NOT_FOUND };

/* What was open before. */
struct change {
    size_t index;
    uint64_t open;
};

/* A search: which ways of each index are still open, as bits. */
struct search {
    const struct cf_reach *reach;
    const struct cf_goal *goal;
    uint64_t *open;
    struct change *changes; /* of `open`, to be taken back */
    size_t change_count;
    bool *leads; /* by step: a route from it leads to the goal's step */
    size_t looks;
};

/* What a step is to answer while its criteria are gone through. */
struct asked {
    size_t step;
    enum cf_answer answer; /* or CF_ANY_ANSWER */
    size_t next;           /* where the walk goes on; the goal's step and beyond: it ends here */
    bool last;             /* the goal's step itself */
};

static enum found visit(struct search *search, size_t step);

/* ---- the ways of a criterion ---- */

static void take_back(struct search *search, size_t count)
{
    while (search->change_count > count) {
        const struct change *change = &search->changes[--search->change_count];
        search->open[change->index] = change->open;
    }
}

static bool leave(struct search *search, size_t index, uint64_t ways)
{
    uint64_t open = search->open[index];
    if ((open & ways) != open) {
        search->changes[search->change_count++] = (struct change){ index, open };
        search->open[index] = open & ways;
    }
    return open & ways;
}

static uint64_t not_known(const struct search *search, size_t index)
{
    return UINT64_C(1) << (search->reach->indices[index].way_count - 1);
}

/* Not known is a derived index only where its operands are not. */
static bool leave_unknown(struct search *search, size_t index)
{
    const struct cf_reach_index *of = &search->reach->indices[index];
    bool good = leave(search, index, not_known(search, index));
    for (size_t i = 0; i < of->operand_count && good; i++)
        good = leave(search, of->operands[i], not_known(search, of->operands[i]));
    return good;
}

/* Leaves only the ways that give the answer; false: there are none. */
static bool restrict_to(struct search *search, size_t criterion, enum cf_answer answer)
{
    size_t index = search->reach->index_of[criterion];
    if (!leave(search, index, search->reach->ways_of[criterion][answer]))
        return false;
    return search->open[index] != not_known(search, index) || leave_unknown(search, index);
}

/* ---- steps ---- */

/* Kleene's logic, as far as the step's answer is settled by some of its criteria. */
static bool fits(const struct cf_step *step, enum cf_answer answer, size_t yes, size_t no)
{
    size_t need = (size_t)step->need, possible = step->criterion_count - no;
    enum cf_answer given = yes >= need ? CF_YES : possible < need ? CF_NO : CF_UNKNOWN;
    return answer == CF_ANY_ANSWER || given == answer;
}

/* Does nothing else depend on how the step's indices are known? */
static bool is_private(const struct search *search, size_t step)
{
    const struct cf_reach *reach = search->reach;
    size_t first = reach->steps[step].first_criterion;
    for (size_t i = 0; i < reach->steps[step].step->criterion_count; i++)
        if (!reach->indices[reach->index_of[first + i]].private)
            return false;
    return true;
}

/* The answers to be tried, the base's first: what need not differ from the base does not. */
static void order_answers(const struct search *search, size_t criterion, enum cf_answer order[3])
{
    const struct cf_reach *reach = search->reach;
    const struct cf_reach_index *index = &reach->indices[reach->index_of[criterion]];
    static const enum cf_answer others[] = { CF_YES, CF_NO, CF_UNKNOWN };
    size_t count = 1;
    order[0] = CF_NO;
    while (!(reach->ways_of[criterion][order[0]] >> index->base & 1))
        order[0]++;
    for (size_t i = 0; i < 3; i++)
        if (others[i] != order[0])
            order[count++] = others[i];
}

/* Goes through criterion `number` of the step and those behind it. *settled: the step can answer
 * so, whatever comes after it. */
static enum found try_criteria(struct search *search, const struct asked *asked, size_t number,
                               size_t yes, size_t no, bool *settled)
{
    const struct cf_program_step *step = &search->reach->steps[asked->step];
    if (number == step->step->criterion_count) {
        if (!fits(step->step, asked->answer, yes, no))
            return NOT_FOUND;
        *settled = true;
        return asked->last ? FOUND : visit(search, asked->next);
    }
    if (++search->looks > LOOKS_MOST)
        return NOT_FOUND;
    size_t criterion = step->first_criterion + number, before = search->change_count;
    enum cf_answer order[3];
    order_answers(search, criterion, order);
    for (size_t i = 0; i < 3; i++) {
        if (restrict_to(search, criterion, order[i]) &&
            try_criteria(search, asked, number + 1, yes + (order[i] == CF_YES),
                         no + (order[i] == CF_NO), settled) == FOUND)
            return FOUND;
        take_back(search, before);
        if (*settled && is_private(search, asked->step))
            return NOT_FOUND; /* other answers of its criteria would change nothing further on */
    }
    return NOT_FOUND;
}

/* ---- the walk ---- */

static enum found try_answer(struct search *search, size_t step, enum cf_answer answer,
                             bool *settled)
{
    const struct cf_program_step *at = &search->reach->steps[step];
    int next = answer == CF_NO ? at->on_no : at->on_yes;
    if (next == CF_ROUTE_STOP || (size_t)next > search->goal->step || !search->leads[next])
        return NOT_FOUND;
    struct asked asked = { step, answer, (size_t)next, false };
    return try_criteria(search, &asked, 0, 0, 0, settled);
}

static enum found visit(struct search *search, size_t step)
{
    static const enum cf_answer answers[] = { CF_YES, CF_NO, CF_UNKNOWN };
    bool settled[] = { false, false, false };
    if (step == search->goal->step) {
        struct asked asked = { step, search->goal->answer, 0, true };
        if (step == search->reach->step_count)
            return FOUND;
        return try_criteria(search, &asked, 0, 0, 0, &settled[0]);
    }
    for (size_t i = 0; i < 3; i++) {
        if (answers[i] == CF_UNKNOWN && settled[0] && is_private(search, step))
            break; /* it would lead where Yes leads */
        if (try_answer(search, step, answers[i], &settled[i]) == FOUND)
            return FOUND;
    }
    return NOT_FOUND;
}

static void mark_leading(struct search *search)
{
    const struct cf_reach *reach = search->reach;
    search->leads[search->goal->step] = true;
    for (size_t i = search->goal->step; i-- > 0;) {
        int yes = reach->steps[i].on_yes, no = reach->steps[i].on_no;
        search->leads[i] =
            ((size_t)yes <= search->goal->step && search->leads[yes]) ||
            (no != CF_ROUTE_STOP && (size_t)no <= search->goal->step && search->leads[no]);
    }
}

/* ---- the goal ---- */

static bool take_value(struct search *search)
{
    const struct cf_goal *goal = search->goal;
    const struct cf_reach *reach = search->reach;
    const struct cf_reach_index *index = &reach->indices[reach->index_of[goal->criterion]];
    if (!goal->value->known)
        return leave_unknown(search, reach->index_of[goal->criterion]);
    for (size_t i = 0; i < index->criterion_count; i++) {
        const struct cf_value *accepted = &reach->criteria[index->criteria[i]].accepted;
        if (!restrict_to(search, index->criteria[i], cf_value_answer(goal->value, accepted)))
            return false;
    }
    return true;
}

/* As many of the others as the step needs beside this one are Yes, and the rest No. */
static bool let_decide(struct search *search)
{
    const struct cf_reach *reach = search->reach;
    const struct cf_program_step *step = &reach->steps[search->goal->step];
    size_t own = search->goal->criterion, left = (size_t)step->step->need - 1;
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        size_t criterion = step->first_criterion + i;
        if (criterion == own)
            continue;
        bool yes = left > 0;
        left -= yes;
        if (!restrict_to(search, criterion, yes ? CF_YES : CF_NO))
            return false;
    }
    return true;
}

static bool take_goal(struct search *search)
{
    const struct cf_goal *goal = search->goal;
    if (goal->criterion == CF_NO_CRITERION)
        return true;
    if (goal->value ? !take_value(search)
                    : !restrict_to(search, goal->criterion, goal->criterion_answer))
        return false;
    return !goal->decides || let_decide(search);
}

/* The base where it is open, else the first way that is. */
static void choose(const struct search *search, size_t *ways)
{
    for (size_t i = 0; i < search->reach->index_count; i++) {
        ways[i] = search->reach->indices[i].base;
        if (search->open[i] >> ways[i] & 1)
            continue;
        for (ways[i] = 0; !(search->open[i] >> ways[i] & 1);)
            ways[i]++;
    }
}

/* Each criterion is gone through once on a walk, and once for the goal. */
static size_t most_changes(const struct cf_reach *reach)
{
    size_t most = 0;
    for (size_t i = 0; i < reach->criterion_count; i++)
        most += 2 * (2 + reach->indices[reach->index_of[i]].operand_count);
    return most;
}

static enum cf_status find(struct search *search, size_t *ways)
{
    const struct cf_reach *reach = search->reach;
    for (size_t i = 0; i < reach->index_count; i++)
        search->open[i] = UINT64_MAX >> (64 - reach->indices[i].way_count);
    mark_leading(search);
    if (!search->leads[0] || !take_goal(search) || visit(search, 0) != FOUND)
        return CF_NOT_FOUND;
    choose(search, ways);
    return CF_OK;
}

enum cf_status cf_reach_find(const struct cf_reach *reach, const struct cf_goal *goal, size_t *ways)
{
    struct cf_arena arena = { 0 };
    struct search search = { .reach = reach, .goal = goal };
    if (goal->step > STEPS_MOST)
        return CF_NOT_FOUND;
    search.open = cf_arena_array(&arena, reach->index_count, sizeof *search.open);
    search.leads = cf_arena_array(&arena, reach->step_count + 1, sizeof *search.leads);
    search.changes = cf_arena_array(&arena, most_changes(reach), sizeof *search.changes);
    bool good = search.open && search.leads && search.changes;
    enum cf_status status = good ? find(&search, ways) : CF_NO_MEMORY;
    cf_arena_clear(&arena);
    return status;
}
