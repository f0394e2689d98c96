#include "output/plan_actors.h"

/* The parts of a list that grows while all changes are gone through. */
struct grouping {
    struct cf_arena *arena;
    struct cf_plan_actor *items;
    size_t **changes; /* of each */
    size_t count;
};

static struct cf_plan_actor *find(struct grouping *grouping, const struct cf_term *actor_class,
                                  const struct cf_actor *named)
{
    for (size_t i = 0; i < grouping->count; i++)
        if (grouping->items[i].actor_class == actor_class && grouping->items[i].named == named)
            return &grouping->items[i];
    return NULL;
}

static void add(struct grouping *grouping, const struct cf_term *actor_class,
                const struct cf_actor *named, size_t change, size_t changes)
{
    struct cf_plan_actor *actor = find(grouping, actor_class, named);
    if (!actor) {
        size_t *numbers = cf_arena_array(grouping->arena, changes, sizeof *numbers);
        if (!numbers)
            return;
        actor = &grouping->items[grouping->count];
        *actor = (struct cf_plan_actor){ actor_class, named, numbers, 0 };
        grouping->changes[grouping->count++] = numbers;
    }
    grouping->changes[actor - grouping->items][actor->count++] = change;
}

static size_t count_all(const struct cf_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->change_count; i++)
        for (size_t j = 0; j < plan->changes[i].actor_count; j++)
            count += plan->changes[i].actors[j].named_count + 1;
    return count;
}

struct cf_plan_actors cf_plan_by_actor(struct cf_arena *arena, const struct cf_plan *plan)
{
    struct grouping grouping = { .arena = arena };
    size_t most = count_all(plan);
    grouping.items = cf_arena_array(arena, most, sizeof *grouping.items);
    grouping.changes = cf_arena_array(arena, most, sizeof(*grouping.changes));
    for (size_t i = 0; grouping.items && grouping.changes && i < plan->change_count; i++)
        for (size_t j = 0; j < plan->changes[i].actor_count; j++) {
            const struct cf_candidates *candidates = &plan->changes[i].actors[j];
            size_t left = plan->change_count - i;
            if (!candidates->named_count)
                add(&grouping, candidates->actor_class, NULL, i, left);
            for (size_t k = 0; k < candidates->named_count; k++)
                add(&grouping, candidates->actor_class, candidates->named[k], i, left);
        }
    return (struct cf_plan_actors){ grouping.items, grouping.count };
}
