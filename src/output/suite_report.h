/* What the writers of test reports share. */
#ifndef CF_OUTPUT_SUITE_REPORT_H
#define CF_OUTPUT_SUITE_REPORT_H

#include <clusterflow/output.h>

struct cf_test_counts {
    size_t passed, failed, pending; /* a faulty case has failed */
    size_t faulty;                  /* of those that failed */
};

struct cf_test_counts cf_test_counts(const struct cf_test_report *report);

struct cf_test_counts cf_suite_counts(const struct cf_tested_suite *tested);

#endif
