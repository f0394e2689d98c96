/* What one index has to come to: from what is known and what is needed to the nearest value. */
#include <math.h>
#include <stdlib.h>

#include "analysis/plan.h"
#include "analysis/sets.h"
#include "base/number.h"

/* How much further than an open end the values reach that are taken for the nearest. */
static const double hardly = 1e-6;

struct cf_value cf_plan_known(struct cf_value value, const struct cf_value *domain)
{
    return value.known ? value : *domain;
}

/* ---- numbers ---- */

static struct cf_interval point(double number)
{
    return (struct cf_interval){ number, number, false, false };
}

/* The values right behind an open end, upwards (sign 1) or downwards (sign -1). */
static double behind(double end, double limit, double sign)
{
    double next = end + sign * hardly * cf_larger(fabs(end), 1);
    bool beyond = sign * next >= sign * limit || cf_near(next, limit);
    return beyond ? end + (limit - end) / 2 : next;
}

static struct cf_interval nearest_above(const struct cf_interval *needed)
{
    if (!needed->low_open)
        return point(needed->low);
    return (struct cf_interval){ needed->low, behind(needed->low, needed->high, 1), true, false };
}

static struct cf_interval nearest_below(const struct cf_interval *needed)
{
    if (!needed->high_open)
        return point(needed->high);
    return (struct cf_interval){ behind(needed->high, needed->low, -1), needed->high, false, true };
}

/* Of two sets that do not meet, does the first lie below? */
static bool lies_below(const struct cf_interval *a, const struct cf_interval *b)
{
    if (cf_near(a->low, b->low))
        return b->low_open;
    return a->low < b->low;
}

static double share_of(double distance, double figure)
{
    if (distance == 0)
        return 0;
    return isfinite(figure) && figure != 0 ? distance / fabs(figure) : INFINITY;
}

/* The edge is finite, since something lies behind it. */
static double distance_of(double edge, double figure)
{
    return isfinite(figure) ? fabs(cf_distance(edge, figure)) : INFINITY;
}

static void change_number(struct cf_plan_demand *demand)
{
    const struct cf_interval *known = &demand->known.interval, *needed = &demand->needed.interval;
    demand->rises = lies_below(known, needed);
    double edge = demand->rises ? needed->low : needed->high;
    double near = demand->rises ? known->high : known->low;
    double far = demand->rises ? known->low : known->high;
    demand->open = demand->rises ? needed->low_open : needed->high_open;
    demand->target.interval = demand->rises ? nearest_above(needed) : nearest_below(needed);
    demand->least = distance_of(edge, near);
    demand->most = distance_of(edge, far);
    demand->least_share = share_of(demand->least, near);
    demand->most_share = share_of(demand->most, far);
}

/* ---- levels, flags and categories ---- */

static int lowest(uint64_t members)
{
    int i = 0;
    while (!(members >> i & 1))
        i++;
    return i;
}

static int highest(uint64_t members)
{
    int i = 63;
    while (!(members >> i & 1))
        i--;
    return i;
}

/* How many levels a known one is away from the nearest that is needed; negative: downwards. */
static int way_to_level(uint64_t needed, int from)
{
    for (int distance = 1; distance < 64; distance++) {
        if (from + distance < 64 && needed >> (from + distance) & 1)
            return distance;
        if (from >= distance && needed >> (from - distance) & 1)
            return -distance;
    }
    return 0;
}

/* The nearest level from the nearest of the known ones; upwards where both are as near. */
static void change_level(struct cf_plan_demand *demand)
{
    uint64_t known = demand->known.members, needed = demand->needed.members;
    int best = 0, farthest = 0, at = lowest(known);
    for (int i = lowest(known); i <= highest(known); i++) {
        int way = known >> i & 1 ? way_to_level(needed, i) : 0;
        if (way && (!best || abs(way) < abs(best))) {
            best = way;
            at = i;
        }
        farthest = abs(way) > farthest ? abs(way) : farthest;
    }
    double levels = (double)demand->index->values.count - 1;
    demand->rises = best > 0;
    demand->target.members = UINT64_C(1) << (at + best);
    demand->least = abs(best);
    demand->most = farthest;
    demand->least_share = demand->least / levels;
    demand->most_share = demand->most / levels;
}

/* ---- all ---- */

void cf_plan_fill(struct cf_plan_demand *demand, const struct cf_program *program, size_t index,
                  const struct cf_value *known, const struct cf_value *needed)
{
    *demand = (struct cf_plan_demand){ .number = index,
                                       .index = cf_program_index(program, index),
                                       .action = CF_PLAN_ESTABLISH,
                                       .known = *known,
                                       .needed = *needed,
                                       .target = *known };
    struct cf_value domain = cf_program_domain(program, index);
    demand->blank = known->type == CF_NUMBER ? cf_interval_equal(known->interval, domain.interval)
                                             : known->members == domain.members;
    if (cf_set_cut(&demand->target, needed))
        return;
    demand->action = CF_PLAN_CHANGE;
    demand->target = *needed;
    demand->least_share = demand->most_share = 1;
    if (known->type == CF_NUMBER)
        change_number(demand);
    else if (known->type == CF_LEVEL)
        change_level(demand);
}

bool cf_plan_is_wider(const struct cf_value *a, const struct cf_value *b)
{
    return cf_value_answer(b, a) == CF_YES && cf_value_answer(a, b) != CF_YES;
}

/* ---- words ---- */

const char *cf_plan_state_name(enum cf_plan_state state)
{
    static const char *const names[] = { "clear", "plan", "none", "given_up", "faulty" };
    return names[state];
}

const char *cf_plan_action_name(enum cf_plan_action action)
{
    return action == CF_PLAN_CHANGE ? "change" : "establish";
}

const char *cf_plan_stop_name(enum cf_plan_stop_kind kind)
{
    static const char *const names[] = { "bottleneck", "unknown", "undone", "passed_by" };
    return names[kind];
}

const char *cf_plan_bar_name(enum cf_plan_bar bar)
{
    static const char *const names[] = { "free", "given", "out_of_range", "contradiction",
                                         "arithmetic" };
    return names[bar];
}
