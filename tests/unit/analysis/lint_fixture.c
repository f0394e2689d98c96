#include "unit/analysis/lint_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

const char lint_catalog[] =
    "clusterflow: catalog/1\n"
    "units:\n"
    "  institution: {label: institutions}\n"
    "  CNY: {label: yuan}\n"
    "  percent: {equals: 0.01, label: '%'}\n"
    "  m:\n"
    "  km: {equals: 1000 m}\n"
    "actor_classes:\n"
    "  someone: {label: Someone}\n"
    "indices:\n"
    "  universities: {unit: institution, range: [0, 5000]}\n"
    "  sales: {unit: CNY}\n"
    "  exports: {unit: CNY}\n"
    "  export_ratio: {unit: percent, ratio: [exports, sales], range: [0, 100]}\n"
    "  distance: {unit: m}\n"
    "  leader: {type: flag}\n"
    "  policy: {type: flag}\n"
    "  skills: {type: level, levels: [none, partial, full]}\n"
    "  form: {type: category, values: [public, private, mixed]}\n"
    "  only: {type: category, values: [one]}\n";

struct chart_fixture f;
struct text chart;
const struct cf_diag *diag;

int lint_release(void **state)
{
    (void)state;
    chart_teardown(&f);
    f = (struct chart_fixture){ 0 };
    free(chart.text);
    chart = (struct text){ 0 };
    return 0;
}

void lint_begin(void)
{
    text_add(&chart, "clusterflow: flowchart/1\nid: chart\ncatalog: catalog.yaml\nstages:\n"
                     "  - id: all\n    steps:\n");
}

void add_step(const char *head, const char *criteria)
{
    if (!chart.length)
        lint_begin();
    text_add(&chart, "      - {id: %s, ask: Is it so?, actors: someone, criteria: [", head);
    for (const char *c = criteria; *c; c++)
        text_add(&chart, *c == '}' ? ", basis: existence}" : "%c", *c);
    text_add(&chart, "]}\n");
}

void lint(void)
{
    chart_setup(&f, lint_catalog, chart.text);
}

void expect(const char *rule, const char *message)
{
    diag = chart_finding(&f, rule, 0);
    assert_non_null(diag);
    assert_string_equal(diag->message, message);
    assert_int_equal(chart_findings(&f, rule, 0), 1);
    assert_non_null(diag->hint);
}

void expect_also(unsigned line, const char *words)
{
    assert_non_null(diag->also);
    assert_string_equal(diag->also, words);
    assert_int_equal(diag->also_line, line);
}

void expect_nothing(void)
{
    const struct cf_diag *first = cf_diags_get(f.diags, 0);
    if (first)
        fail_msg("%s [%s]", first->message, first->rule->id);
}
