/* Charts and cities from texts, for tests of what is said about them. */
#ifndef TESTS_UNIT_ANALYSIS_CHART_FIXTURE_H
#define TESTS_UNIT_ANALYSIS_CHART_FIXTURE_H

#include <clusterflow/analysis.h>
#include <clusterflow/engine.h>
#include <clusterflow/load.h>

/* A chart, compiled with a catalog, and what cf_lint_chart says about it. */
struct chart_fixture {
    struct cf_catalog *catalog;
    struct cf_chart *chart;
    struct cf_program *program;
    struct cf_diags *diags;
};

/* Fails the test unless all of it loads and compiles without a message. */
void chart_setup(struct chart_fixture *fixture, const char *catalog, const char *chart);
void chart_teardown(struct chart_fixture *fixture);

/* How many messages are of the rule, on the line (0: on any). */
size_t chart_findings(const struct chart_fixture *fixture, const char *rule, unsigned line);

/* The first message of the rule on the line (0: on any), or NULL. */
const struct cf_diag *chart_finding(const struct chart_fixture *fixture, const char *rule,
                                    unsigned line);

/* A city, bound to the chart. The text is loaded; fails the test when it is faulty. */
struct cf_binding *city_bind(const struct chart_fixture *fixture, const char *text,
                             struct cf_city **city);

/* A text that grows. Begin with { 0 }; free `text`. */
struct text {
    char *text;
    size_t length, capacity;
};

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
