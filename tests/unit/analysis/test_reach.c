/* What a chart's suites can bring about, where a chart has many steps. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/reach.h"
#include "chart_fixture.h"

static struct chart_fixture fixture;

/* A chart of so many steps, each of which asks for a flag: all for the same, or each for its own.
 */
static void begin(size_t steps, bool same)
{
    struct text catalog = { 0 }, chart = { 0 };
    text_add(&catalog, "clusterflow: catalog/1\n"
                       "actor_classes: {local_government: {label: Local government}}\n"
                       "indices:\n");
    for (size_t i = 0; i < (same ? 1 : steps); i++)
        text_add(&catalog, "  flag_%zu: {type: flag}\n", i);
    text_add(&chart, "clusterflow: flowchart/1\nid: long\ncatalog: catalog.yaml\nstages:\n"
                     "  - id: only\n    steps:\n");
    for (size_t i = 0; i < steps; i++)
        text_add(&chart,
                 "      - id: step_%zu\n        ask: So?\n"
                 "        criteria: [{index: flag_%zu, is: true, basis: assumption}]\n"
                 "        actors: [local_government]\n",
                 i, same ? 0 : i);
    chart_setup(&fixture, catalog.text, chart.text);
    free(catalog.text);
    free(chart.text);
}

/* Each step that is looked ahead takes some of the stack. */
static void a_walk_of_too_many_steps_is_not_looked_for(void **state)
{
    struct cf_arena arena = { .block = NULL };
    struct cf_reach reach;
    struct cf_goal goal = { .step = 4000, .answer = CF_YES, .criterion = CF_NO_CRITERION };
    size_t way;
    (void)state;
    begin(4002, true);
    assert_true(cf_reach_init(&reach, fixture.program, &arena));
    assert_int_equal(reach.index_count, 1);
    assert_int_equal(cf_reach_find(&reach, &goal, &way), CF_OK);
    goal.step = 4001;
    assert_int_equal(cf_reach_find(&reach, &goal, &way), CF_NOT_FOUND);
    cf_arena_clear(&arena);
    chart_teardown(&fixture);
}

/* A sanitizer's allocator tells 0. */
static size_t bytes_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Each case has a city of its own to find its answers: they are not kept. */
static void a_made_suite_keeps_little_memory(void **state)
{
    enum { STEPS = 150, BYTES_MOST = 32 << 20 };
    struct cf_made_suite *suite;
    (void)state;
    begin(STEPS, false);
    size_t before = bytes_in_use();
    assert_int_equal(cf_make_suite(&suite, fixture.program), CF_OK);
    assert_true(suite->case_count > STEPS);
    assert_true(bytes_in_use() - before < BYTES_MOST);
    cf_made_suite_free(suite);
    chart_teardown(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_of_too_many_steps_is_not_looked_for),
        cmocka_unit_test(a_made_suite_keeps_little_memory),
    };
    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
