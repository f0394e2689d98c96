#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <clusterflow/output.h>
#include <clusterflow/plan.h>

#include "unit/analysis/chart_fixture.h"

static const char *const catalog = "clusterflow: catalog/1\n"
                                   "units: {person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  crew: {unit: person, range: [0, 10000]}\n"
                                   "  leader: {type: flag}\n";

static const char *const chart =
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: first\n"
    "    steps:\n"
    "      - {id: a, ask: A?, actors: town, criteria: [{index: crew, at_least: 200}]}\n"
    "      - {id: b, ask: B?, actors: town, criteria: [{index: leader, is: true}]}\n";

static const char *const bay = "clusterflow: city/1\nid: bay\nname: Bay\ncharts: [port]\n"
                               "indicators: {crew: {value: 150, unit: person, year: 2000}}\n";

struct planned {
    struct chart_fixture chart;
    struct cf_city *city;
    struct cf_binding *binding;
    struct cf_evaluation *before;
    struct cf_plan *plan;
};

static void make_plan(struct planned *planned, const struct cf_plan_options *options)
{
    chart_setup(&planned->chart, catalog, chart);
    planned->binding = city_bind(&planned->chart, bay, &planned->city);
    assert_int_equal(
        cf_evaluate(&planned->before, planned->binding, NULL, NULL, planned->chart.diags), CF_OK);
    assert_int_equal(cf_make_plan(&planned->plan, planned->binding, planned->before, options),
                     CF_OK);
}

static void release(struct planned *planned)
{
    cf_plan_free(planned->plan);
    cf_evaluation_free(planned->before);
    cf_binding_free(planned->binding);
    cf_city_free(planned->city);
    chart_teardown(&planned->chart);
}

static void test_all_steps_by_default(void **state)
{
    (void)state;
    struct planned planned = { 0 };
    make_plan(&planned, NULL);
    assert_int_equal(planned.plan->state, CF_PLAN_FOUND);
    assert_int_equal(planned.plan->last, 1);
    assert_int_equal(planned.plan->change_count, 2);
    assert_int_equal(planned.plan->changes[0].demand.action, CF_PLAN_CHANGE);
    assert_true(planned.plan->changes[0].demand.least == 50);
    assert_int_equal(planned.plan->changes[1].demand.action, CF_PLAN_ESTABLISH);
    assert_int_equal(planned.plan->given_count, 0);
    release(&planned);
}

static void test_as_far_as_is_asked(void **state)
{
    (void)state;
    const size_t crew = 0;
    const struct cf_plan_options until = { .last = 0 };
    const struct cf_plan_options given = { .given = &crew, .given_count = 1, .last = CF_NO_STEP };
    struct planned planned = { 0 };
    make_plan(&planned, &until);
    assert_int_equal(planned.plan->change_count, 1);
    assert_int_equal(planned.plan->stop_count, 1);
    release(&planned);
    make_plan(&planned, &given);
    assert_int_equal(planned.plan->state, CF_PLAN_NONE);
    assert_int_equal(planned.plan->obstacle.step, 0);
    assert_int_equal(planned.plan->obstacle.criteria[0].bar, CF_PLAN_GIVEN);
    release(&planned);
}

/* ---- what cannot be written ---- */

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
    struct planned planned = { 0 };
    make_plan(&planned, NULL);
    assert_int_equal(cf_write_plan_text(&sink, planned.plan, false, &style), CF_IO);
    assert_int_equal(cf_write_plan_markdown(&sink, planned.plan, true, &style, true), CF_IO);
    assert_int_equal(cf_write_plan_json_begin(&sink), CF_IO);
    assert_int_equal(cf_write_plan_json(&sink, planned.plan, true), CF_IO);
    assert_int_equal(cf_write_plan_jsonl(&sink, planned.plan), CF_IO);
    assert_int_equal(cf_write_plan_rows(&sink, planned.plan, CF_CSV, false), CF_IO);
    release(&planned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_steps_by_default),
        cmocka_unit_test(test_as_far_as_is_asked),
        cmocka_unit_test(test_a_sink_that_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
