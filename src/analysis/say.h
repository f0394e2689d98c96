/*
 * Sets, criteria and steps in words, as messages quote them. All texts belong to the arena; where
 * memory fails they are "" and the arena remembers it.
 */
#ifndef CF_ANALYSIS_SAY_H
#define CF_ANALYSIS_SAY_H

#include <clusterflow/engine.h>

#include "base/arena.h"

/* Who speaks: about which program, into which memory. */
struct cf_speaker {
    const struct cf_program *program;
    struct cf_arena *arena;
};

/* A unit as people say it, for a number of it, with a blank before it: " persons", " person" for
 * one; as it is written where it is an expression; "" for none and for a pure number. */
const char *cf_say_unit(const struct cf_speaker *speaker, const char *unit, double number);

/* A set of values of an index: "at least 10 institutions", "partial or full". */
const char *cf_say_set(const struct cf_speaker *speaker, const struct cf_index *index,
                       const struct cf_value *set);

/* What a criterion accepts, tolerance included: "at least 10 institutions". */
const char *cf_say_accepted(const struct cf_speaker *speaker,
                            const struct cf_program_criterion *criterion);

/* Every value that an index can have: "every value from 0 to 5000 institutions", "every level". */
const char *cf_say_every_value(const struct cf_speaker *speaker, size_t index);

/* A criterion with its index: "'universities' at least 10 institutions", "'leader' is true". */
const char *cf_say_criterion(const struct cf_speaker *speaker,
                             const struct cf_program_criterion *criterion);

/* One text behind another, with `between` between them where there is one already. */
const char *cf_say_joined(const struct cf_speaker *speaker, const char *text, const char *between,
                          const char *more);

#endif
