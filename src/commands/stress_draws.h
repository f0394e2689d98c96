/* The draws of a stress test, by several threads. */
#ifndef CF_COMMANDS_STRESS_DRAWS_H
#define CF_COMMANDS_STRESS_DRAWS_H

#include <clusterflow.h>

struct draw_settings {
    uint64_t count; /* how many draws */
    uint64_t seed;
    double spread;    /* of the levels, as a fraction */
    unsigned threads; /* 0: as many as there are cores */
};

/*
 * Draws and sums up; shows how far it is on a terminal when it takes long. When the user interrupts
 * it, it stops behind a whole stretch of draws: the first ones, as if no more had been asked for.
 * CF_NOT_FOUND: it was interrupted before the first. *sampler is the caller's to free after *draws.
 */
enum cf_status make_draws(struct cf_draws **draws, struct cf_sampler **sampler,
                          const struct cf_binding *binding, const struct cf_locality *site,
                          const struct cf_evaluate_options *options,
                          const struct draw_settings *settings);

#endif
