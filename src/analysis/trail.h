/*
 * Trails: what the steps on a walk have answered so far, as far as it matters for what follows. A
 * trail is never changed, so trails share their beginnings.
 */
#ifndef CF_ANALYSIS_TRAIL_H
#define CF_ANALYSIS_TRAIL_H

#include "analysis/search.h"

/* An answer, and the answers of earlier steps before it. NULL is the trail without answers. */
struct cf_trail {
    const struct cf_trail *before;
    uint32_t step;
    enum cf_asked answer; /* CF_ASKED_NO or CF_ASKED_NOT_NO */
    size_t noes;          /* how many of the answers up to this one are No */
};

/* The trail with the answer of a later step added; `before` when memory fails. */
const struct cf_trail *cf_trail_add(struct cf_arena *arena, const struct cf_trail *before,
                                    uint32_t step, enum cf_asked answer);

/* The trails of the walks that meet at a step. */
struct cf_trails {
    const struct cf_trail *items[32];
    size_t count;
};

/* Room for simplifying trails. */
struct cf_trail_room {
    uint32_t *round; /* by subject: in which round it was last found to matter */
    uint32_t rounds;
    const struct cf_trail **kept; /* for an answer of each step */
};

/* Returns false when memory fails. */
bool cf_trail_room_init(struct cf_trail_room *room, const struct cf_questions *questions);

/*
 * Adds the trail of one more walk that comes to `step`. What it says about nothing that is asked
 * from there on is forgotten, and so are trails that say the same as another one and more: what is
 * possible after them is possible after that one. Of too many trails only what they have in common
 * is kept; then more seems possible than is. Takes from the search's budget.
 */
void cf_trails_meet(struct cf_trails *trails, const struct cf_trail *trail, size_t step,
                    struct cf_search *search, struct cf_trail_room *room);

#endif
