#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <clusterflow/backtest.h>
#include <clusterflow/output.h>

#include "unit/analysis/chart_fixture.h"

static const char *const catalog = "clusterflow: catalog/1\n"
                                   "units: {person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices: {crew: {unit: person, range: [0, 10000]}}\n";

static const char *const chart =
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: first\n"
    "    steps:\n"
    "      - {id: a, ask: A?, actors: town, criteria: [{index: crew, at_least: 200}]}\n";

static const char *const bay =
    "clusterflow: city/1\nid: bay\nname: Bay\ncharts: [port]\n"
    "indicators:\n"
    "  crew: [{value: 150, unit: person, year: 2000}, {value: 250, unit: person, year: 2010}]\n"
    "outcomes:\n"
    "  - {chart: port, stage: first, reached: true}\n"
    "  - {chart: port, stage: first, reached: true, year: 2005}\n"
    "  - {chart: port, stage: last, reached: true, year: 2005}\n"
    "  - {chart: quay, stage: first, reached: true, year: 2005}\n";

struct tested {
    struct chart_fixture chart;
    struct cf_city *city;
    struct cf_binding *binding;
    struct cf_backtest *backtest;
    const struct cf_backtest_result *result;
};

static void setup(struct tested *tested)
{
    chart_setup(&tested->chart, catalog, chart);
    tested->binding = city_bind(&tested->chart, bay, &tested->city);
    tested->backtest = cf_backtest_new();
    assert_non_null(tested->backtest);
    assert_int_equal(cf_backtest_add(tested->backtest, tested->binding, NULL, tested->chart.diags),
                     CF_OK);
    assert_int_equal(cf_backtest_finish(tested->backtest, &tested->result), CF_OK);
}

static void teardown(struct tested *tested)
{
    cf_backtest_free(tested->backtest);
    cf_binding_free(tested->binding);
    cf_city_free(tested->city);
    chart_teardown(&tested->chart);
}

/* Without options an outcome that has no year is walked as of the file's. */
static void test_outcomes_of_the_chart(void **state)
{
    (void)state;
    struct tested tested;
    setup(&tested);
    assert_int_equal(tested.result->chart_count, 1);
    const struct cf_chart_backtest *judged = &tested.result->charts[0];
    assert_int_equal(judged->outcome_count, 2);
    assert_int_equal(judged->outcomes[0].evaluation->year, 2010);
    assert_int_equal(judged->outcomes[0].judgement, CF_CONFIRMED);
    assert_int_equal(judged->outcomes[1].evaluation->year, 2005);
    assert_int_equal(judged->outcomes[1].judgement, CF_NOT_NECESSARY);
    assert_int_equal(judged->contradicted[0], 1);
    teardown(&tested);
}

static int refuse(void *payload, const char *bytes, size_t length)
{
    (void)payload;
    (void)bytes;
    (void)length;
    return -1;
}

static void test_a_sink_that_refuses(void **state)
{
    (void)state;
    const struct cf_sink sink = { refuse, NULL };
    const struct cf_style style = { .width = 80 };
    struct tested tested;
    setup(&tested);
    assert_int_equal(cf_write_backtest(&sink, tested.result, &style), CF_IO);
    assert_int_equal(cf_write_backtest_markdown(&sink, tested.result), CF_IO);
    assert_int_equal(cf_write_backtest_json(&sink, tested.result, NULL, 0), CF_IO);
    teardown(&tested);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outcomes_of_the_chart),
        cmocka_unit_test(test_a_sink_that_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
