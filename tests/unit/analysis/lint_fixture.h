/* Charts that are made step by step, and what cf_lint_chart has to say about them. */
#ifndef TESTS_UNIT_ANALYSIS_LINT_FIXTURE_H
#define TESTS_UNIT_ANALYSIS_LINT_FIXTURE_H

#include "unit/analysis/chart_fixture.h"

/* The catalog, of 20 lines: indices of every type. */
extern const char lint_catalog[];

/* The test at hand. */
extern struct chart_fixture f;
extern struct text chart;
extern const struct cf_diag *diag; /* the one looked at last */

/* The beginning of a chart of one stage, up to line 6. */
void lint_begin(void);

/* A step on a line of its own, begun by the first one; its criteria stand in braces, and get their
 * basis. `head` is its id, with further keys behind a comma. */
void add_step(const char *head, const char *criteria);

/* Loads and lints the chart with the catalog. */
void lint(void);

/* The chart has one message of the rule, and this is it. It becomes `diag`. */
void expect(const char *rule, const char *message);
void expect_also(unsigned line, const char *words);

void expect_nothing(void);

/* The teardown of each test. */
int lint_release(void **state);

#endif
