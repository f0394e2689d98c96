/*
 * The engine's word on a plan: with all of it the place is clear; without any one change it is not;
 * and no smaller change would do. Nothing here relies on how the plan was found.
 */
#include <math.h>

#include "analysis/plan.h"
#include "base/number.h"

/* How much nearer a number is tried, as parts of the change. Without routes the least part finds
 * whatever the others would. */
static const double parts[] = { 1e-6, 1e-3 };
enum { PART_COUNT = sizeof parts / sizeof *parts };

/* Is the place clear with another value in place of what is laid at a position? */
static bool clear_with(struct cf_planner *planner, size_t at, const struct cf_value *value)
{
    struct cf_value kept = planner->laid[at].value;
    planner->laid[at].value = *value;
    bool clear = cf_plan_is_clear(planner);
    planner->laid[at].value = kept;
    if (clear)
        planner->less = *value;
    return clear;
}

static bool clear_without(struct cf_planner *planner, size_t at)
{
    struct cf_laid kept = planner->laid[at], last = planner->laid[planner->laid_count - 1];
    planner->laid[at] = last;
    planner->laid_count--;
    bool clear = cf_plan_is_clear(planner);
    planner->laid_count++;
    planner->laid[planner->laid_count - 1] = last;
    planner->laid[at] = kept;
    return clear;
}

/* ---- numbers to change ---- */

static bool clear_at(struct cf_planner *planner, size_t at, double number)
{
    struct cf_value value = planner->laid[at].value;
    value.interval = (struct cf_interval){ number, number, false, false };
    return clear_with(planner, at, &value);
}

/* At the ends of what the criteria accept that lie on the way. */
static bool edge_would_do(struct cf_planner *planner, size_t at, double from, double to)
{
    enum { MOST_EDGES = 64 };
    size_t index = planner->laid[at].index;
    int tried = 0;
    for (size_t i = 0; i < planner->criterion_count && tried < MOST_EDGES; i++) {
        const struct cf_interval *accepted = &planner->criteria[i].accepted.interval;
        double ends[] = { accepted->low, accepted->high };
        for (int j = 0; j < 2 && planner->criteria[i].index == index; j++) {
            bool between = (ends[j] > from) != (ends[j] > to) && isfinite(ends[j]);
            if (!between || cf_near(ends[j], from) || cf_near(ends[j], to))
                continue;
            tried++;
            if (clear_at(planner, at, ends[j]))
                return true;
        }
    }
    return false;
}

static bool smaller_number_would_do(struct cf_planner *planner, size_t at,
                                    const struct cf_plan_demand *demand)
{
    const struct cf_interval *known = &demand->known.interval, *needed = &demand->needed.interval;
    double from = demand->rises ? known->high : known->low;
    double to = demand->rises ? needed->low : needed->high;
    for (int i = 0; i < PART_COUNT; i++) {
        double nearer = demand->open ? to : to + (from - to) * parts[i];
        if (!demand->open && cf_near(nearer, to))
            nearer = to + (from - to) / 2;
        if ((demand->open || !cf_near(nearer, to)) && clear_at(planner, at, nearer))
            return true;
    }
    return edge_would_do(planner, at, from, to);
}

/* ---- levels to change ---- */

static bool smaller_level_would_do(struct cf_planner *planner, size_t at,
                                   const struct cf_plan_demand *demand)
{
    struct cf_value value = demand->target;
    for (int i = 1; i < (int)demand->least; i++) {
        value.members = demand->rises ? demand->target.members >> i : demand->target.members << i;
        if (clear_with(planner, at, &value))
            return true;
    }
    return false;
}

/* ---- what is to be established ---- */

/* The target with a part more of what is known, at the end that was cut; false: it was not. */
static bool widen(const struct cf_plan_demand *demand, bool high, double part,
                  struct cf_value *wider)
{
    const struct cf_interval *known = &demand->known.interval, *target = &demand->target.interval;
    double from = high ? target->high : target->low, limit = high ? known->high : known->low;
    bool open = high ? target->high_open : target->low_open;
    if (cf_near(from, limit) && open == (high ? known->high_open : known->low_open))
        return false;
    double to = limit;
    if (!cf_near(from, limit)) {
        double most = isfinite(limit) ? limit - from : (high ? 1 : -1) * cf_larger(fabs(from), 1);
        to = open ? from : from + most * part;
        to = !open && cf_near(to, from) ? from + most / 2 : to;
        to = !open && cf_near(to, from) ? limit : to;
    }
    *wider = demand->target;
    if (high) {
        wider->interval.high = to;
        wider->interval.high_open = false;
    } else {
        wider->interval.low = to;
        wider->interval.low_open = false;
    }
    return true;
}

static bool less_certainty_would_do(struct cf_planner *planner, size_t at,
                                    const struct cf_plan_demand *demand)
{
    struct cf_value wider;
    if (demand->known.type == CF_NUMBER) {
        for (int i = 0; i < 2 * PART_COUNT; i++)
            if (widen(demand, i % 2, parts[i / 2], &wider) && clear_with(planner, at, &wider))
                return true;
        return false;
    }
    uint64_t others = demand->known.members & ~demand->target.members;
    for (uint64_t bit = 1; bit; bit <<= 1) {
        wider = demand->target;
        wider.members |= bit;
        if (others & bit && clear_with(planner, at, &wider))
            return true;
    }
    return false;
}

/* ---- all ---- */

bool cf_plan_less_would_do(struct cf_planner *planner, size_t at)
{
    const struct cf_plan_demand *demand = &planner->aims[planner->laid[at].index].demand;
    if (demand->action == CF_PLAN_ESTABLISH)
        return less_certainty_would_do(planner, at, demand);
    if (demand->known.type == CF_NUMBER)
        return smaller_number_would_do(planner, at, demand);
    return demand->known.type == CF_LEVEL && smaller_level_would_do(planner, at, demand);
}

bool cf_plan_verify(struct cf_planner *planner)
{
    bool good = cf_plan_is_clear(planner);
    for (size_t i = 0; i < planner->laid_count && good; i++)
        good = !clear_without(planner, i) && !cf_plan_less_would_do(planner, i);
    return good && planner->status == CF_OK;
}
