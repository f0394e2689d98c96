/*
 * The ways to clear a step: sets of its criteria that are enough together. docs/plan.md says in
 * which order they come; it is total, so that the same input gives the same plan.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/plan.h"
#include "analysis/sets.h"
#include "base/number.h"

/* A way and what it costs beside what is in the plan already. */
struct priced {
    struct cf_plan_way way;
    struct cf_plan_demand *demands; /* the way's */
    size_t changes, establishes;    /* indices that the plan does not change, or mention, yet */
    double largest, sum; /* of the relative changes of numbers, levels, flags, categories */
};

/* A step while its ways are listed. */
struct listing {
    struct cf_planner *planner;
    const struct cf_evaluation *now;
    size_t step, first, count; /* its criteria */
    size_t missing;            /* how many more have to be Yes */
    struct priced *open;       /* the criteria that are not and can become Yes, each by itself */
    size_t open_count;
    struct priced *ways; /* room for as many as are compared */
    size_t way_count, most;
};

static const struct cf_criterion_result *result_of(const struct cf_planner *planner,
                                                   const struct cf_evaluation *now, size_t step,
                                                   size_t criterion)
{
    return &now->steps[step].criteria[criterion - planner->steps[step].first_criterion];
}

/* ---- what is in the way of one criterion ---- */

/* One that is required and that nothing can meet together with this one. */
static size_t excluding(const struct cf_planner *planner, size_t criterion)
{
    size_t index = planner->criteria[criterion].index, last = criterion;
    struct cf_value set = cf_program_domain(planner->program, index);
    cf_set_cut(&set, &planner->criteria[criterion].accepted);
    for (size_t i = 0; i < planner->criterion_count; i++) {
        if (!planner->required[i] || planner->criteria[i].index != index)
            continue;
        last = i;
        if (!cf_set_cut(&set, &planner->criteria[i].accepted))
            break;
    }
    return last;
}

struct cf_plan_barred cf_plan_bar_of(const struct cf_planner *planner, size_t criterion)
{
    size_t index = planner->criteria[criterion].index;
    const struct cf_value *accepted = &planner->criteria[criterion].accepted;
    struct cf_plan_barred barred = { criterion, CF_PLAN_FREE, CF_NO_CRITERION_NUMBER };
    struct cf_value set = cf_program_domain(planner->program, index);
    if (planner->given[index]) {
        barred.bar = CF_PLAN_GIVEN;
    } else if (!cf_set_cut(&set, accepted)) {
        barred.bar = CF_PLAN_OUT_OF_RANGE;
    } else if (planner->aims[index].wanted) {
        set = planner->aims[index].needed;
        if (!cf_set_cut(&set, accepted)) {
            barred.bar = CF_PLAN_CONTRADICTION;
            barred.other = excluding(planner, criterion);
        }
    }
    return barred;
}

/* ---- one way ---- */

static void add_cost(struct priced *priced, const struct cf_plan_demand *demand,
                     const struct cf_aim *aim)
{
    bool change = demand->action == CF_PLAN_CHANGE;
    bool had_change = aim->wanted && aim->demand.action == CF_PLAN_CHANGE;
    priced->changes += change && !had_change;
    priced->establishes += !change && !aim->wanted;
    priced->largest = cf_larger(priced->largest, demand->most_share);
    priced->sum += demand->most_share;
}

/* The demand of a way on an index, which its criteria have narrowed; NULL: there is none yet. */
static struct cf_plan_demand *demand_on(struct cf_plan_demand *demands, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++)
        if (demands[i].number == index)
            return &demands[i];
    return NULL;
}

/* Narrows what is needed by one more criterion; false when nothing is left. */
static bool narrow(struct listing *listing, size_t criterion, struct cf_plan_demand *demands,
                   size_t *count)
{
    struct cf_planner *planner = listing->planner;
    const struct cf_program_criterion *asked = &planner->criteria[criterion];
    const struct cf_aim *aim = &planner->aims[asked->index];
    struct cf_plan_demand *demand = demand_on(demands, *count, asked->index);
    if (!demand) {
        demand = &demands[(*count)++];
        demand->number = asked->index;
        struct cf_value domain = cf_program_domain(planner->program, asked->index);
        demand->known =
            aim->wanted
                ? aim->known
                : cf_plan_known(result_of(planner, listing->now, listing->step, criterion)->value,
                                &domain);
        demand->needed = aim->wanted ? aim->needed : domain;
    }
    return cf_set_cut(&demand->needed, &asked->accepted);
}

/* Whether the step is Yes with the demands of a way: they may undo a criterion that is Yes. */
static bool is_enough(const struct listing *listing, struct cf_plan_demand *demands, size_t count)
{
    const struct cf_planner *planner = listing->planner;
    int yes = 0;
    for (size_t i = listing->first; i < listing->first + listing->count; i++) {
        const struct cf_program_criterion *asked = &planner->criteria[i];
        const struct cf_plan_demand *demand = demand_on(demands, count, asked->index);
        enum cf_answer answer = demand ? cf_value_answer(&demand->target, &asked->accepted)
                                       : result_of(planner, listing->now, listing->step, i)->answer;
        yes += answer == CF_YES;
    }
    return yes >= planner->steps[listing->step].step->need;
}

/* Makes the way of some criteria; false when it does not do. */
static bool make_way(struct listing *listing, const size_t *criteria, size_t count,
                     struct priced *priced)
{
    struct cf_planner *planner = listing->planner;
    struct cf_plan_demand *demands = cf_arena_array(planner->arena, count, sizeof *demands);
    size_t *numbers = cf_arena_array(planner->arena, count, sizeof *numbers);
    size_t demand_count = 0;
    *priced = (struct priced){ { numbers, count, demands, 0 }, demands, 0, 0, 0, 0 };
    if (!demands || !numbers)
        return false;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = criteria[i];
        if (!narrow(listing, criteria[i], demands, &demand_count))
            return false;
    }
    for (size_t i = 0; i < demand_count; i++) {
        struct cf_value known = demands[i].known, needed = demands[i].needed;
        cf_plan_fill(&demands[i], planner->program, demands[i].number, &known, &needed);
        add_cost(priced, &demands[i], &planner->aims[demands[i].number]);
    }
    priced->way.demand_count = demand_count;
    return true;
}

/* ---- which is cheaper ---- */

static int order(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_ways(const void *left, const void *right)
{
    const struct priced *a = left, *b = right;
    int found = order((double)a->changes, (double)b->changes);
    if (!found)
        found = order((double)a->establishes, (double)b->establishes);
    if (!found)
        found = order(a->largest, b->largest);
    if (!found)
        found = order(a->sum, b->sum);
    for (size_t i = 0; !found && i < a->way.criterion_count; i++)
        found = order((double)a->way.criteria[i], (double)b->way.criteria[i]);
    return found;
}

/* ---- all ways ---- */

static void list_open(struct listing *listing)
{
    struct cf_planner *planner = listing->planner;
    size_t yes = 0, need = (size_t)planner->steps[listing->step].step->need;
    for (size_t i = listing->first; i < listing->first + listing->count; i++) {
        if (result_of(planner, listing->now, listing->step, i)->answer == CF_YES)
            yes++;
        else if (cf_plan_bar_of(planner, i).bar == CF_PLAN_FREE &&
                 make_way(listing, &i, 1, &listing->open[listing->open_count]))
            listing->open_count++;
    }
    listing->missing = need - yes; /* the step is not Yes */
    qsort(listing->open, listing->open_count, sizeof *listing->open, compare_ways);
}

static int compare_numbers(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Tries the criteria at some positions among those that are open. */
static void try_positions(struct listing *listing, const size_t *positions, size_t *criteria)
{
    for (size_t i = 0; i < listing->missing; i++)
        criteria[i] = listing->open[positions[i]].way.criteria[0];
    qsort(criteria, listing->missing, sizeof *criteria, compare_numbers);
    struct priced *priced = &listing->ways[listing->way_count];
    if (make_way(listing, criteria, listing->missing, priced) &&
        is_enough(listing, priced->demands, priced->way.demand_count))
        listing->way_count++;
}

/* The next positions in lexicographic order; false after the last. */
static bool advance(size_t *positions, size_t count, size_t among)
{
    for (size_t i = count; i--;) {
        if (positions[i] == among - count + i)
            continue;
        positions[i]++;
        for (size_t j = i + 1; j < count; j++)
            positions[j] = positions[j - 1] + 1;
        return true;
    }
    return false;
}

/* How many sets of k among n there are; SIZE_MAX: more than can be told. */
static size_t choose(size_t n, size_t k)
{
    size_t ways = 1;
    k = k < n - k ? k : n - k;
    for (size_t i = 1; i <= k; i++) {
        if (ways > SIZE_MAX / (n - k + i))
            return SIZE_MAX;
        ways = ways * (n - k + i) / i;
    }
    return ways;
}

/* Sets of the size that is missing, those of the cheapest criteria first. Returns whether these are
 * all. */
static bool list_sets(struct listing *listing)
{
    struct cf_arena *arena = listing->planner->arena;
    size_t missing = listing->missing;
    size_t *positions = cf_arena_array(arena, missing, sizeof *positions);
    size_t *criteria = cf_arena_array(arena, missing, sizeof *criteria);
    listing->ways = cf_arena_array(arena, listing->most, sizeof *listing->ways);
    if (!positions || !criteria || !listing->ways)
        return true;
    for (size_t i = 0; i < missing; i++)
        positions[i] = i;
    for (size_t tried = 0; tried < listing->most; tried++) {
        try_positions(listing, positions, criteria);
        if (!advance(positions, missing, listing->open_count))
            return true;
    }
    return false;
}

void cf_plan_list_ways(struct cf_planner *planner, const struct cf_evaluation *now,
                       struct cf_choice *choice)
{
    const struct cf_program_step *step = &planner->steps[choice->step];
    struct listing listing = { .planner = planner,
                               .now = now,
                               .step = choice->step,
                               .first = step->first_criterion,
                               .count = step->step->criterion_count };
    listing.open = cf_arena_array(planner->arena, listing.count, sizeof *listing.open);
    choice->compared = true;
    if (!listing.open)
        return;
    list_open(&listing);
    if (listing.open_count < listing.missing)
        return;
    size_t all = choose(listing.open_count, listing.missing);
    size_t most = CF_PLAN_MOST_CRITERIA / (listing.missing + 1) + 1;
    listing.most = all < most ? all : most;
    choice->compared = list_sets(&listing);
    qsort(listing.ways, listing.way_count, sizeof *listing.ways, compare_ways);
    choice->ways = cf_arena_array(planner->arena, listing.way_count, sizeof *choice->ways);
    for (size_t i = 0; choice->ways && i < listing.way_count; i++)
        choice->ways[i] = listing.ways[i].way;
    choice->way_count = choice->ways ? listing.way_count : 0;
    choice->way_total = choice->compared ? choice->way_count : all;
}
