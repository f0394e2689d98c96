/* The changes of a plan by who could act on them. */
#ifndef CF_OUTPUT_PLAN_ACTORS_H
#define CF_OUTPUT_PLAN_ACTORS_H

#include <clusterflow/plan.h>

#include "base/arena.h"

/* An actor, or a class for which none is named. */
struct cf_plan_actor {
    const struct cf_term *actor_class;
    const struct cf_actor *named; /* NULL: no document names one of the class */
    const size_t *changes;        /* numbers of the plan's changes, in their order */
    size_t count;
};

struct cf_plan_actors {
    const struct cf_plan_actor *items; /* in the order in which they come up */
    size_t count;
};

/* Who could act on which changes; nobody when memory fails, which the arena remembers. */
struct cf_plan_actors cf_plan_by_actor(struct cf_arena *arena, const struct cf_plan *plan);

#endif
