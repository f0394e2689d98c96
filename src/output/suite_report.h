/* What the writers of test reports share. */
#ifndef CF_OUTPUT_SUITE_REPORT_H
#define CF_OUTPUT_SUITE_REPORT_H

#include <clusterflow/output.h>

#include "output/json.h"
#include "output/page.h"

struct cf_test_counts {
    size_t passed, failed, pending; /* a faulty case has failed */
    size_t faulty;                  /* of those that failed */
};

struct cf_test_counts cf_test_counts(const struct cf_test_report *report);

struct cf_test_counts cf_suite_counts(const struct cf_tested_suite *tested);

/* How much of what is possible was covered, rounded down. */
size_t cf_coverage_percent(const struct cf_chart_coverage *chart);

/* A table for each chart; with verbose -1 one line. */
void cf_page_coverage(struct cf_page *page, const struct cf_coverage *coverage);

/* The key "coverage": a list of charts, or null. */
void cf_json_coverage(struct cf_json *json, const struct cf_coverage *coverage);

#endif
