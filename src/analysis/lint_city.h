/*
 * The parts of looking at a city. Each reports what it finds; lint->arena remembers when memory
 * failed.
 */
#ifndef CF_ANALYSIS_LINT_CITY_H
#define CF_ANALYSIS_LINT_CITY_H

#include <clusterflow/analysis.h>

#include "analysis/figure.h"
#include "base/arena.h"
#include "base/diag.h"

/* The figures of one index at one place that speak of a single year. */
struct cf_year_figure {
    int year;
    bool actual;            /* it tells what was; else what is planned, or somebody's opinion */
    struct cf_interval set; /* the hull of those that count, in the index's unit */
    const struct cf_observation *first; /* of those that count */
};

/* They ascend by years; those that tell what was come first. */
struct cf_series {
    const struct cf_year_figure *items;
    size_t count;
};

/* A chart that the city is bound to. */
struct cf_lint_chart_of_city {
    const struct cf_binding *binding;
    const struct cf_program *program;
    struct cf_survey *survey;
    bool *adds_up;             /* by index: whether its sites' figures are parts of the city's */
    struct cf_series *of_city; /* by index: what the city itself states */
};

struct cf_city_lint {
    const struct cf_city *city;
    struct cf_lint_chart_of_city *charts;
    size_t count; /* of charts */
    struct cf_arena arena;
    struct cf_diags *diags;
};

/* All that one place states of one index, typed by the first chart that knows the index. */
struct cf_statement {
    struct cf_lint_chart_of_city *chart;
    const struct cf_locality *site; /* NULL: the city itself */
    const struct cf_index *index;
    size_t number; /* of the index in the chart's program */
    const struct cf_bound *items;
    size_t count;
};

/* ---- one statement ---- */

/* Figures of one year that differ without one that is preferred. */
void cf_lint_disputes(struct cf_city_lint *lint, const struct cf_statement *statement);

/* Figures and periods that contradict a period. */
void cf_lint_periods(struct cf_city_lint *lint, const struct cf_statement *statement);

/* Jumps from year to year, and sites above their city. The city comes before its sites. */
void cf_lint_years(struct cf_city_lint *lint, const struct cf_statement *statement);

/* Shares above the whole, as they are stated. */
void cf_lint_shares(struct cf_city_lint *lint, const struct cf_statement *statement);

/* ---- all of a chart ---- */

/* Marks the indices that add up. */
void cf_lint_mark_additive(struct cf_city_lint *lint, struct cf_lint_chart_of_city *chart);

/* What a chart asks for and the city lacks. */
void cf_lint_needs(struct cf_city_lint *lint);

/* What an evaluation finds: stale figures, mixed years, values on their level, derived shares. */
void cf_lint_survey(struct cf_city_lint *lint, const struct cf_lint_chart_of_city *chart);

/* ---- the city ---- */

/* Steps and stages that actors and outcomes name. */
void cf_lint_names(struct cf_city_lint *lint);

/* Whether an index is a share: its whole is 100 percent. */
bool cf_is_share(const struct cf_program *program, const struct cf_index *index);

/* Whether all values of the interval lie above all values up to `high`. */
bool cf_interval_above(struct cf_interval interval, double high, bool high_open);

#endif
