/* Pairs of things in two versions, and an order that holds both. */
#include <string.h>

#include "analysis/difference.h"
#include "base/map.h"

bool cf_diff_pair_up(struct cf_diff_order *order, struct cf_arena *arena, cf_diff_id *id_of,
                     const void *old_things, size_t old_count, const void *new_things,
                     size_t new_count)
{
    struct cf_map numbers = { 0 };
    bool good = true;
    order->pairs = cf_arena_array(arena, old_count + new_count, sizeof *order->pairs);
    bool *paired = cf_arena_array(arena, old_count, sizeof *paired);
    for (size_t i = 0; i < old_count && good; i++) {
        const char *id = id_of(old_things, i);
        good = cf_map_add(&numbers, id, strlen(id), (uint32_t)i, NULL);
    }
    good = good && order->pairs && paired;
    for (size_t i = 0; i < new_count && good; i++) {
        const char *id = id_of(new_things, i);
        uint32_t old_number = cf_map_get(&numbers, id, strlen(id));
        bool found = old_number != CF_MAP_NONE;
        order->pairs[order->count++] =
            (struct cf_diff_pair){ found ? (int)old_number : CF_DIFF_NONE, (int)i, CF_DIFF_NONE,
                                   false };
        if (found)
            paired[old_number] = true;
    }
    for (size_t i = 0; i < old_count && good; i++)
        if (!paired[i])
            order->pairs[order->count++] =
                (struct cf_diff_pair){ (int)i, CF_DIFF_NONE, CF_DIFF_NONE, false };
    cf_map_release(&numbers);
    arena->failed |= !good;
    return good;
}

/* ---- what stays in order ---- */

/* Pairs by their numbers in one version. */
static size_t *by_number(const struct cf_diff_order *order, struct cf_arena *arena, size_t count,
                         bool of_new)
{
    size_t *pairs = cf_arena_array(arena, count, sizeof *pairs);
    for (size_t i = 0; i < order->count && pairs; i++) {
        int number = of_new ? order->pairs[i].new_number : order->pairs[i].old_number;
        if (number != CF_DIFF_NONE)
            pairs[number] = i;
    }
    return pairs;
}

static bool stays(const struct cf_diff_pair *pair)
{
    return pair->old_number != CF_DIFF_NONE && pair->new_number != CF_DIFF_NONE && !pair->moved;
}

/* How many of the `count` chains end before the number: ends[i] is the pair at the end of the chain
 * of length i + 1 whose end is the earliest in the new version. */
static size_t shorter_chains(const struct cf_diff_order *order, const size_t *ends, size_t count,
                             int number)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (order->pairs[ends[middle]].new_number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest row of pairs that ascends in both versions stays; the others have moved. */
static bool find_moved(struct cf_diff_order *order, struct cf_arena *arena, const size_t *by_old,
                       size_t old_count)
{
    size_t *ends = cf_arena_array(arena, old_count, sizeof *ends);
    size_t *before = cf_arena_array(arena, order->count, sizeof *before);
    bool *kept = cf_arena_array(arena, order->count, sizeof *kept);
    size_t length = 0;
    if (!ends || !before || !kept)
        return false;
    for (size_t i = 0; i < old_count; i++) {
        const struct cf_diff_pair *pair = &order->pairs[by_old[i]];
        if (!stays(pair))
            continue;
        size_t chain = shorter_chains(order, ends, length, pair->new_number);
        before[by_old[i]] = chain ? ends[chain - 1] : 0;
        ends[chain] = by_old[i];
        length += chain == length;
    }
    for (size_t i = length, pair = length ? ends[length - 1] : 0; i > 0; i--) {
        kept[pair] = true;
        pair = before[pair];
    }
    for (size_t i = 0; i < order->count; i++)
        if (stays(&order->pairs[i]) && !kept[i])
            order->pairs[i].moved = true;
    return true;
}

/* ---- slots ---- */

/* Appends the slots of a version up to the next thing that stays. Returns the number of it. */
static size_t add_slots(struct cf_diff_order *order, const size_t *pairs, size_t from, size_t count,
                        bool of_new)
{
    while (from < count && !stays(&order->pairs[pairs[from]]))
        order->slots[order->slot_count++] = (struct cf_diff_slot){ pairs[from++], !of_new, of_new };
    return from;
}

bool cf_diff_find_order(struct cf_diff_order *order, struct cf_arena *arena, size_t old_count,
                        size_t new_count)
{
    size_t *by_old = by_number(order, arena, old_count, false);
    size_t *by_new = by_number(order, arena, new_count, true);
    order->slots = cf_arena_array(arena, old_count + new_count, sizeof *order->slots);
    if (!by_old || !by_new || !order->slots || !find_moved(order, arena, by_old, old_count))
        return false;
    for (size_t i = 0, j = 0; i < old_count || j < new_count; i++, j++) {
        i = add_slots(order, by_old, i, old_count, false);
        j = add_slots(order, by_new, j, new_count, true);
        if (i < old_count)
            order->slots[order->slot_count++] = (struct cf_diff_slot){ by_old[i], true, true };
    }
    return true;
}

bool cf_diff_slot_taken(const struct cf_diff_slot *slot, bool as_new)
{
    return as_new ? slot->in_new : slot->in_old;
}
