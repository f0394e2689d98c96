/* A suite while it is made of a chart. */
#ifndef CF_ANALYSIS_GENERATE_H
#define CF_ANALYSIS_GENERATE_H

#include "analysis/reach.h"

struct cf_making {
    struct cf_made_suite *suite;
    struct cf_arena *arena;
    struct cf_reach reach;
    size_t *ways;               /* of the case at hand, by index */
    struct cf_made_case *cases; /* suite->cases */
    size_t capacity;
    struct cf_coverage_count *covered;
    enum cf_status status; /* of what failed first */
};

/* Evaluates figures: those of the suite, and over them those of the case. Fills what the case says
 * of its result, and counts what it covers. False when that failed: making->status tells why. */
bool cf_make_answers(struct cf_making *making, struct cf_made_case *made);

#endif
