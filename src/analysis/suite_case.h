/* One case of a suite while it is run. */
#ifndef CF_ANALYSIS_SUITE_CASE_H
#define CF_ANALYSIS_SUITE_CASE_H

#include <clusterflow/analysis.h>

#include "base/arena.h"
#include "base/diag.h"

/* What was made of a city or of stated figures, to ask for values. */
struct cf_values_found {
    struct cf_city city;
    struct cf_binding *binding;
    struct cf_survey *survey; /* one item for each value that is expected, in their order */
};

struct cf_case_run {
    struct cf_case_result result; /* first: this is the document that is handed out */
    struct cf_arena *arena;
    const struct cf_suite *suite;
    const struct cf_case *test;
    const struct cf_resolver *resolver;
    struct cf_diags *diags; /* all that comes up in this case */
    size_t reported;        /* how many of them `eval` would report, too */

    const struct cf_chart *chart;
    const struct cf_catalog *catalog;
    struct cf_program *program;  /* with the what-ifs of the case */
    struct cf_program *as_filed; /* without them, to type what is expected */
    const struct cf_locality *site;
    struct cf_evaluate_options options;
    struct cf_values_found known, expected;
    struct cf_evaluation *evaluation;
    struct cf_comparison *items; /* result.items */
};

/* ---- the parts; each but the comparison returns CF_OK, CF_INVALID (reported), or a failure ----
 */

/* Makes the city of the case: the one that it names, with the figures that it states. */
enum cf_status cf_case_find_city(struct cf_case_run *run);

/* Reports names in the case that the chart, its catalog or the city do not have. */
void cf_case_check_names(struct cf_case_run *run);

/* The number of the step of that id, in a chart without faults; -1: there is none. */
int cf_case_find_step(const struct cf_chart *chart, const char *id);
/* That of the stage, which there is. */
size_t cf_case_find_stage(const struct cf_chart *chart, const char *id);

/* Compares what came with all that is expected. */
enum cf_status cf_case_compare(struct cf_case_run *run);

/* Nothing is known, or every value of the index's range is possible. */
bool cf_case_knows_nothing(const struct cf_case_run *run, const struct cf_known_value *known);

/* Fills item->words of a value that came: what an expectation would have to say, as far as possible
 * in the words of the one that there is. */
void cf_case_tell_value(struct cf_case_run *run, struct cf_comparison *item);

/* Compares the reported rules alone: of a case in which there may be no evaluation. */
enum cf_status cf_case_compare_reports(struct cf_case_run *run);

#endif
