/* The search for flip points of one lever. */
#ifndef CF_ANALYSIS_STRESS_FLIP_H
#define CF_ANALYSIS_STRESS_FLIP_H

#include "analysis/stress_probe.h"

struct cf_flip_search {
    struct cf_probe probe;
    struct cf_walk_end now;
    uint16_t *signs[2], *tried; /* room for the signs of two stretches and a trial */
    size_t sign_size;           /* of each, in bytes */
};

/* Fills the rest of a number lever at which the probe has begun. */
void cf_find_number_flips(struct cf_flip_search *search, struct cf_lever *lever);

/* Fills in the lines of flips by their levers; false: no memory. */
bool cf_list_flips(struct cf_flips *flips, const struct cf_program *program,
                   struct cf_arena *arena);

#endif
