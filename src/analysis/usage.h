/* What cities state, and for which steps of their charts they name actors. */
#ifndef CF_ANALYSIS_USAGE_H
#define CF_ANALYSIS_USAGE_H

#include <clusterflow/analysis.h>

#include "base/arena.h"
#include "base/map.h"

/* A chart with the cities that were checked with it. */
struct cf_chart_usage {
    const struct cf_program *program;
    size_t cities;
    bool *named; /* by step: whether one of the cities names somebody who could clear it */
    struct cf_chart_usage *next;
};

struct cf_usage {
    bool any_city;
    struct cf_map stated; /* indices by their ids */
    struct cf_chart_usage *charts;
};

/* NULL: no city was checked with it. */
const struct cf_chart_usage *cf_usage_of_chart(const struct cf_usage *usage,
                                               const struct cf_program *program);

bool cf_usage_states(const struct cf_usage *usage, const char *index);

#endif
