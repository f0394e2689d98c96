#include "analysis/routes.h"

#include <stdlib.h>
#include <string.h>

/* A walk that comes to a step. */
struct arrival {
    const struct cf_trail *trail;
    struct arrival *next;
};

struct walker {
    const struct cf_questions *questions;
    struct cf_search search;
    struct cf_trail_room room;
    struct arrival **arrivals;       /* by step */
    const struct cf_trail *followed; /* what the search is asked for */
    uint32_t *noes;                  /* room for the numbers of all steps */
    struct cf_premise *premises;     /* room for an answer of each step */
    unsigned char *asked_alone;      /* room for what is asked for without a trail */
    struct cf_prospect *prospects;
};

/* ---- asking the search ---- */

/* The search is asked for what the trail says. Along a chart without branches each trail goes one
 * answer further than the one before, so only that is done then. */
static void follow(struct walker *walker, const struct cf_trail *trail)
{
    const struct cf_trail *answer;
    if (trail == walker->followed)
        return;
    if (!trail || trail->before != walker->followed) {
        for (answer = walker->followed; answer; answer = answer->before)
            walker->search.asked[answer->step] = CF_ASKED_NOTHING;
        for (answer = trail; answer; answer = answer->before)
            walker->search.asked[answer->step] = (unsigned char)answer->answer;
    } else {
        walker->search.asked[trail->step] = (unsigned char)trail->answer;
    }
    walker->followed = trail;
}

/* Whether a walk that leaves this trail can get this answer from the step. */
static bool is_possible(struct walker *walker, const struct cf_trail *trail, uint32_t step,
                        enum cf_asked asked)
{
    size_t count = 0;
    if (asked == CF_ASKED_NOT_NO && (!trail || !trail->noes))
        return true; /* when nothing is known */
    follow(walker, trail);
    if (asked == CF_ASKED_NO)
        walker->noes[count++] = step;
    for (const struct cf_trail *answer = trail; answer && answer->noes; answer = answer->before)
        if (answer->answer == CF_ASKED_NO)
            walker->noes[count++] = answer->step;
    walker->search.asked[step] = (unsigned char)asked;
    walker->search.last = step;
    bool possible = cf_search_possible(&walker->search, walker->noes, count);
    walker->search.asked[step] = CF_ASKED_NOTHING;
    return possible;
}

/* ---- why a step cannot be No ---- */

/* Whether the step can be No after these premises alone, but for the one at `without`. */
static bool is_possible_after(struct walker *walker, uint32_t step, size_t count, size_t without)
{
    const struct cf_premise *premises = walker->premises;
    unsigned char *asked = walker->search.asked;
    size_t noes = 0;
    walker->noes[noes++] = step;
    walker->search.asked = walker->asked_alone;
    for (size_t i = 0; i < count; i++) {
        if (i == without)
            continue;
        walker->asked_alone[premises[i].step] = (unsigned char)premises[i].answer;
        if (premises[i].answer == CF_ASKED_NO)
            walker->noes[noes++] = premises[i].step;
    }
    bool possible = cf_search_possible(&walker->search, walker->noes, noes);
    for (size_t i = 0; i < count; i++)
        walker->asked_alone[premises[i].step] = CF_ASKED_NOTHING;
    walker->search.asked = asked;
    return possible;
}

/* Puts into walker->premises which answers of the trail rule out that the step is No: of those that
 * the search ran into as few as do. Returns how many. */
static size_t find_premises(struct walker *walker, const struct cf_trail *trail, uint32_t step)
{
    struct cf_premise *premises = walker->premises;
    const struct cf_search *search = &walker->search;
    size_t count = 0;
    if (is_possible(walker, trail, step, CF_ASKED_NO))
        return 0; /* the budget is spent: no reason can be found */
    for (size_t i = 0; i < search->in_way_count; i++)
        premises[count++] = (struct cf_premise){ search->in_way[i], CF_ASKED_NOT_NO };
    for (size_t i = 1; i < search->no_count; i++) /* the first one is the step itself */
        premises[count++] = (struct cf_premise){ search->noes[i], CF_ASKED_NO };
    for (size_t i = 0; i < count;) {
        if (is_possible_after(walker, step, count, i))
            i++;
        else
            memmove(&premises[i], &premises[i + 1], (--count - i) * sizeof *premises);
    }
    return count;
}

static int compare_premises(const void *left, const void *right)
{
    const struct cf_premise *a = left, *b = right;
    if (a->step != b->step)
        return a->step < b->step ? -1 : 1;
    return (a->answer > b->answer) - (a->answer < b->answer);
}

/* The premises of all trails together, each once, in the order of the steps. */
static void explain(struct walker *walker, const struct cf_trails *trails, uint32_t step)
{
    struct cf_prospect *prospect = &walker->prospects[step];
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < trails->count; i++) {
        size_t more = find_premises(walker, trails->items[i], step);
        struct cf_premise *all =
            cf_arena_array(walker->questions->arena, count + more, sizeof *all);
        if (!all)
            return;
        for (size_t j = 0; j < count; j++)
            all[j] = prospect->premises[j];
        for (size_t j = 0; j < more; j++)
            all[count++] = walker->premises[j];
        qsort(all, count, sizeof *all, compare_premises);
        for (size_t j = kept = 0; j < count; j++)
            if (!kept || compare_premises(&all[kept - 1], &all[j]) != 0)
                all[kept++] = all[j];
        prospect->one_way = i == 0 || (prospect->one_way && kept == more);
        prospect->premises = all;
        prospect->premise_count = count = kept;
    }
}

/* ---- walking ---- */

static void send(struct walker *walker, const struct cf_trail *trail, int to)
{
    if (to == CF_ROUTE_STOP || to == (int)walker->questions->step_count)
        return;
    struct arrival *arrival = cf_arena_alloc(walker->questions->arena, sizeof *arrival);
    if (!arrival)
        return;
    *arrival = (struct arrival){ trail, walker->arrivals[to] };
    walker->arrivals[to] = arrival;
}

/*
 * What the step can answer to a walk that left this trail, and where the walk goes on. An answer
 * that is the only possible one says nothing new.
 */
static void leave(struct walker *walker, const struct cf_trail *trail, uint32_t number)
{
    const struct cf_program_step *step = &walker->questions->steps[number];
    struct cf_arena *arena = walker->questions->arena;
    struct cf_prospect *prospect = &walker->prospects[number];
    bool no = !prospect->always && is_possible(walker, trail, number, CF_ASKED_NO);
    bool pass = is_possible(walker, trail, number, CF_ASKED_NOT_NO);
    prospect->can_be_no |= no;
    prospect->can_pass |= pass;
    if (pass)
        send(walker, no ? cf_trail_add(arena, trail, number, CF_ASKED_NOT_NO) : trail,
             step->on_yes);
    if (no)
        send(walker, pass ? cf_trail_add(arena, trail, number, CF_ASKED_NO) : trail, step->on_no);
}

static void visit(struct walker *walker, uint32_t step)
{
    const struct arrival *arrival = walker->arrivals[step];
    struct cf_prospect *prospect = &walker->prospects[step];
    struct cf_trails trails = { { NULL }, 0 };
    prospect->reached = arrival;
    prospect->always = cf_step_tally(walker->questions, step).least >=
                       (size_t)walker->questions->steps[step].step->need;
    if (arrival && !arrival->next)
        trails = (struct cf_trails){ { arrival->trail }, 1 };
    else
        for (; arrival; arrival = arrival->next)
            cf_trails_meet(&trails, arrival->trail, step, &walker->search, &walker->room);
    for (size_t i = 0; i < trails.count; i++)
        leave(walker, trails.items[i], step);
    if (prospect->reached && !prospect->can_be_no && !prospect->always)
        explain(walker, &trails, step);
}

const struct cf_prospect *cf_walk_routes(const struct cf_questions *questions)
{
    struct cf_arena *arena = questions->arena;
    size_t count = questions->step_count;
    struct walker walker = {
        .questions = questions,
        .arrivals = cf_arena_array(arena, count, sizeof(*walker.arrivals)),
        .noes = cf_arena_array(arena, count, sizeof *walker.noes),
        .premises = cf_arena_array(arena, count, sizeof *walker.premises),
        .asked_alone = cf_arena_alloc(arena, count),
        .prospects = cf_arena_array(arena, count, sizeof *walker.prospects),
    };
    if (!walker.arrivals || !walker.noes || !walker.premises || !walker.asked_alone ||
        !walker.prospects || !cf_search_init(&walker.search, questions) ||
        !cf_trail_room_init(&walker.room, questions))
        return NULL;
    send(&walker, NULL, 0);
    for (size_t i = 0; i < count && !arena->failed; i++)
        visit(&walker, (uint32_t)i);
    return arena->failed ? NULL : walker.prospects;
}
