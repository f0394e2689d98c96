#include "analysis/sets.h"

#include <math.h>
#include <stdlib.h>

size_t cf_set_outside(const struct cf_value *from, const struct cf_value *accepted,
                      struct cf_value parts[2])
{
    if (from->type != CF_NUMBER) {
        parts[0] = *from;
        parts[0].members &= ~accepted->members;
        return parts[0].members != 0;
    }
    struct cf_interval in = accepted->interval;
    struct cf_interval below = { -INFINITY, in.low, true, !in.low_open };
    struct cf_interval above = { in.high, INFINITY, !in.high_open, true };
    size_t count = 0;
    parts[count] = *from;
    if (isfinite(in.low) && cf_interval_cut(&parts[count].interval, below))
        count++;
    parts[count] = *from;
    if (isfinite(in.high) && cf_interval_cut(&parts[count].interval, above))
        count++;
    return count;
}

bool cf_set_cut(struct cf_value *set, const struct cf_value *other)
{
    if (set->type == CF_NUMBER)
        return cf_interval_cut(&set->interval, other->interval);
    if (!(set->members & other->members))
        return false;
    set->members &= other->members;
    return true;
}

/* ---- how many hold at once ---- */

static struct cf_tally take(struct cf_tally tally, size_t holding)
{
    if (holding < tally.least)
        tally.least = holding;
    if (holding > tally.most)
        tally.most = holding;
    return tally;
}

/* The members of a domain are the lowest bits. */
static struct cf_tally tally_members(uint64_t domain, const struct cf_value *const *sets,
                                     size_t count)
{
    struct cf_tally tally = { count, 0 };
    for (uint64_t bit = 1; bit && bit <= domain; bit <<= 1) {
        size_t holding = 0;
        for (size_t i = 0; i < count; i++)
            holding += (sets[i]->members & bit) != 0;
        tally = take(tally, holding);
    }
    return tally;
}

/* A place on the line where a set begins or has ended: at a number or right behind it. */
struct turn {
    double number;
    bool behind;
    bool begins, ends; /* neither: the place is only looked at */
};

static int compare_turns(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->behind - b->behind;
}

static size_t add_turns(struct turn *turns, size_t count, const struct cf_value *domain,
                        const struct cf_value *set)
{
    struct cf_interval within = set->interval;
    if (!cf_interval_cut(&within, domain->interval))
        return count;
    turns[count++] =
        (struct turn){ within.low, within.low_open && isfinite(within.low), true, false };
    turns[count++] = (struct turn){ within.high, !within.high_open, false, true };
    return count;
}

/* Goes along the domain from turn to turn; between two of them the same sets hold. */
static struct cf_tally tally_numbers(const struct cf_value *domain,
                                     const struct cf_value *const *sets, size_t count,
                                     struct cf_arena *arena)
{
    struct cf_tally tally = { count, 0 };
    struct turn *turns = cf_arena_array(arena, 2 * count + 1, sizeof *turns);
    if (!turns)
        return tally;
    size_t turn_count = 0, holding = 0;
    double last = domain->interval.high;
    turns[turn_count++] = (struct turn){ .number = domain->interval.low };
    for (size_t i = 0; i < count; i++)
        turn_count = add_turns(turns, turn_count, domain, sets[i]);
    qsort(turns, turn_count, sizeof *turns, compare_turns);
    for (size_t i = 0; i < turn_count; i++) {
        bool beyond = turns[i].number == last && (turns[i].behind || isinf(last));
        if (beyond)
            break;
        holding += turns[i].begins;
        holding -= turns[i].ends;
        if (i + 1 == turn_count || compare_turns(&turns[i], &turns[i + 1]) != 0)
            tally = take(tally, holding);
    }
    return tally;
}

struct cf_tally cf_sets_tally(const struct cf_value *domain, const struct cf_value *const *sets,
                              size_t count, struct cf_arena *arena)
{
    if (domain->type == CF_NUMBER)
        return tally_numbers(domain, sets, count, arena);
    return tally_members(domain->members, sets, count);
}
