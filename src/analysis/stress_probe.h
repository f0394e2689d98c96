/* What becomes of a place when one figure or level is another. */
#ifndef CF_ANALYSIS_STRESS_PROBE_H
#define CF_ANALYSIS_STRESS_PROBE_H

#include "analysis/stress.h"

struct cf_probe {
    const struct cf_stress_model *model;
    const struct cf_lever *lever; /* that is moved */
    double figures[2];            /* of the lever as they are; `between` has two */
    struct cf_value *pools;       /* as they are with the lever's value */
    struct cf_value *grounds;
    struct cf_value *accepted; /* by criterion */
    enum cf_answer *answers;
};

/* Returns false when memory fails. */
bool cf_probe_init(struct cf_probe *probe, const struct cf_stress_model *model,
                   struct cf_arena *arena);

/* Begins with another lever. */
void cf_probe_begin(struct cf_probe *probe, const struct cf_lever *lever);

/* Gives the lever another value; false: it cannot have it. */
bool cf_probe_put(struct cf_probe *probe, double value);

/* Gives a lever that is no number this member. */
void cf_probe_put_member(struct cf_probe *probe, unsigned member);

/* Puts all back as it is. */
void cf_probe_end(struct cf_probe *probe);

struct cf_walk_end cf_probe_outcome(struct cf_probe *probe);

/*
 * How the ends of what is known lie to those of what is accepted, by criterion: all on which the
 * answers depend. Each end moves one way as a figure does, so between two values of it with the
 * same signs there is none with others. `signs` has room for one of each criterion.
 */
void cf_probe_signs(const struct cf_probe *probe, uint16_t *signs);

/* Whether one of the signs says that two ends are near, where the other does not. */
bool cf_signs_touch(const uint16_t *signs, const uint16_t *others, size_t count);

#endif
