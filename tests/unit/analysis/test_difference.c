#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <clusterflow/diff.h>
#include <clusterflow/output.h>

#include "analysis/difference.h"
#include "unit/analysis/chart_fixture.h"

static const char *const catalog = "clusterflow: catalog/1\n"
                                   "units: {person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  crew: {unit: person, range: [0, 10000]}\n"
                                   "  leader: {type: flag}\n";

#define STEP(id, criteria)                                                                         \
    "      - {id: " id ", ask: Is it " id "?, actors: town, criteria: [" criteria "]}\n"
#define CHART(steps)                                                                               \
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: first\n"          \
    "    steps:\n" steps
#define CREW(level) "{index: crew, at_least: " level ", basis: assumption}"
#define LEADER      "{index: leader, is: true, basis: existence}"
#define NO_LEADER   "{index: leader, is: false, basis: existence}"

static const char *const bay = "clusterflow: city/1\nid: bay\nname: Bay\ncharts: [port]\n"
                               "indicators: {crew: {value: 150, unit: person, year: 2000}, "
                               "leader: {value: true, year: 2000}}\n";

/* Two versions of a chart, and a city. */
struct versions {
    struct chart_fixture before, after;
    struct cf_binding *binding;
    struct cf_city *city;
    struct cf_difference *difference;
};

static void compare(struct versions *versions, const char *before, const char *after)
{
    chart_setup(&versions->before, catalog, before);
    chart_setup(&versions->after, catalog, after);
    versions->binding = city_bind(&versions->before, bay, &versions->city);
    const struct cf_city *cities[] = { versions->city };
    assert_int_equal(cf_diff_charts(&versions->difference, versions->before.program,
                                    versions->after.program, cities, 1, NULL,
                                    versions->before.diags),
                     CF_OK);
}

static void release(struct versions *versions)
{
    cf_difference_free(versions->difference);
    cf_binding_free(versions->binding);
    cf_city_free(versions->city);
    chart_teardown(&versions->before);
    chart_teardown(&versions->after);
}

/* The changes of a set, as digits. */
static void expect_set(const struct cf_change_set *set, const char *digits)
{
    assert_int_equal(set->count, strlen(digits));
    for (size_t i = 0; i < set->count; i++)
        assert_int_equal(set->changes[i], digits[i] - '0');
}

static void test_one_change(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("100")) STEP("b", LEADER)),
            CHART(STEP("a", CREW("200")) STEP("b", LEADER)));
    const struct cf_difference *difference = versions.difference;
    assert_int_equal(difference->change_count, 1);
    assert_string_equal(difference->changes[0].before, "at_least 100");
    assert_string_equal(difference->changes[0].after, "at_least 200");
    assert_int_equal(cf_difference_aspects(difference),
                     CF_ASPECT_VERDICT | CF_ASPECT_FIRST_NO | CF_ASPECT_ACTORS);
    assert_int_equal(difference->effects[0].cause_count, 1);
    expect_set(&difference->effects[0].causes[0].sets[0], "0");
    assert_true(difference->effects[0].causes[0].complete);
    release(&versions);
}

static void test_any_of_two(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("200")) STEP("b", NO_LEADER)),
            CHART(STEP("a", CREW("100")) STEP("b", LEADER)));
    const struct cf_effect *effect = &versions.difference->effects[0];
    assert_int_equal(effect->aspects & CF_ASPECT_VERDICT, CF_ASPECT_VERDICT);
    assert_int_equal(effect->causes[0].set_count, 2);
    expect_set(&effect->causes[0].sets[0], "0");
    expect_set(&effect->causes[0].sets[1], "1");
    release(&versions);
}

static void test_a_pair(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("100")) STEP("b", LEADER)),
            CHART(STEP("a", CREW("200") ", " NO_LEADER) STEP("b", LEADER)));
    const struct cf_effect *effect = &versions.difference->effects[0];
    assert_int_equal(effect->cause_count, 1);
    assert_int_equal(effect->causes[0].set_count, 1);
    expect_set(&effect->causes[0].sets[0], "01");
    assert_true(effect->causes[0].complete);
    release(&versions);
}

static void test_more_than_a_pair(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("100"))),
            CHART(STEP("a", CREW("200") ", " NO_LEADER ", " CREW("300"))));
    const struct cf_effect *effect = &versions.difference->effects[0];
    assert_int_equal(effect->causes[0].set_count, 1);
    expect_set(&effect->causes[0].sets[0], "012");
    assert_false(effect->causes[0].complete);
    release(&versions);
}

#define MANY                                                                                       \
    "      - {id: s%d, ask: Is it s%d?, actors: town, criteria: "                                  \
    "[{index: crew, at_least: %d, basis: assumption}]}\n"

/* Of more changes than pairs are tried of, one set is found all the same. */
static void test_very_many(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    struct text before = { 0 }, after = { 0 };
    text_add(&before, "%s", CHART(STEP("a", CREW("100"))));
    text_add(&after, "%s", CHART(STEP("a", CREW("200") ", " NO_LEADER)));
    for (int i = 0; i < CF_DIFF_PAIRS; i++) {
        text_add(&before, MANY, i, i, i + 1);
        text_add(&after, MANY, i, i, i + 2);
    }
    compare(&versions, before.text, after.text);
    free(before.text);
    free(after.text);
    const struct cf_effect *effect = &versions.difference->effects[0];
    assert_int_equal(versions.difference->change_count, CF_DIFF_PAIRS + 2);
    expect_set(&effect->causes[0].sets[0], "01");
    assert_false(effect->causes[0].complete);
    release(&versions);
}

/* ---- what cannot be undone by itself ---- */

/* One effect, all of whose aspects come back by these changes and no others. */
static void expect_only(const struct versions *versions, const char *digits)
{
    const struct cf_effect *effect = &versions->difference->effects[0];
    assert_true(effect->aspects & CF_ASPECT_VERDICT);
    assert_int_equal(effect->cause_count, 1);
    assert_int_equal(effect->causes[0].set_count, 1);
    expect_set(&effect->causes[0].sets[0], digits);
    assert_true(effect->causes[0].complete);
}

#define SECOND(steps) "  - id: second\n    steps:\n" steps
#define FIRST_LAST                                                                                 \
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n" SECOND(                 \
        STEP("b", LEADER)) "  - id: first\n    steps:\n" STEP("c", CREW("7"))

/* With a back and c still there, the first stage would stand twice, around the second. */
static void test_a_stage_stands_once(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("200")) SECOND(STEP("b", LEADER))), FIRST_LAST);
    assert_string_equal(versions.difference->changes[0].before, "first of first");
    assert_string_equal(versions.difference->changes[1].after, "first of first");
    expect_only(&versions, "01");
    release(&versions);
}

/* Without its only step there is no chart, without its only criterion no step. */
static void test_the_last_one_stays(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("200"))), CHART(STEP("b", LEADER)));
    assert_int_equal(versions.difference->changes[0].kind, CF_REMOVED);
    assert_int_equal(versions.difference->changes[1].kind, CF_ADDED);
    expect_only(&versions, "0");
    release(&versions);
    compare(&versions, CHART(STEP("a", CREW("200"))), CHART(STEP("a", LEADER)));
    assert_int_equal(versions.difference->changes[0].kind, CF_ADDED);
    assert_int_equal(versions.difference->changes[1].kind, CF_REMOVED);
    expect_only(&versions, "1");
    release(&versions);
}

#define ROUTE(id, route, criteria)                                                                 \
    "      - {id: " id ", ask: Is it " id "?, actors: town, " route ", criteria: [" criteria "]}"  \
    "\n"

/* A route comes back with the step that it leads to, and with its place further down. */
static void test_routes_need_their_steps(void **state)
{
    (void)state;
    struct versions versions = { 0 };
    compare(&versions,
            CHART(ROUTE("a", "on_yes: c", LEADER) STEP("b", CREW("200")) STEP("c", LEADER)),
            CHART(STEP("a", LEADER) STEP("b", CREW("200"))));
    assert_string_equal(versions.difference->changes[0].field, "on_yes");
    assert_int_equal(versions.difference->changes[1].kind, CF_REMOVED);
    expect_only(&versions, "01");
    release(&versions);
    compare(&versions,
            CHART(ROUTE("a", "on_no: c", CREW("200")) STEP("b", NO_LEADER) STEP("c", LEADER)),
            CHART(STEP("c", LEADER) STEP("a", CREW("200")) STEP("b", NO_LEADER)));
    assert_int_equal(versions.difference->changes[0].kind, CF_MOVED);
    assert_string_equal(versions.difference->changes[1].field, "on_no");
    expect_only(&versions, "01");
    release(&versions);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(cf_change_kind_name(CF_CHANGED), "changed");
    assert_string_equal(cf_change_of_name(CF_OF_OUTCOME), "outcome");
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
    const struct cf_diff_view view = { "old", "new", NULL, 0 };
    const struct cf_style style = { .width = 80 };
    struct versions versions = { 0 };
    compare(&versions, CHART(STEP("a", CREW("100"))), CHART(STEP("a", CREW("200"))));
    assert_int_equal(cf_write_difference(&sink, versions.difference, &view, &style), CF_IO);
    assert_int_equal(cf_write_difference_json(&sink, versions.difference, &view), CF_IO);
    assert_int_equal(cf_write_difference_markdown(&sink, versions.difference, &view), CF_IO);
    release(&versions);
}

/* ---- what moved ---- */

static const char *letter(const void *texts, size_t number)
{
    return ((const char *const *)texts)[number];
}

static void test_as_few_as_can_be_moved(void **state)
{
    (void)state;
    static const char *const before[] = { "a", "b", "c", "d", "e" };
    static const char *const after[] = { "e", "a", "b", "x", "d" };
    struct cf_arena arena = { 0 };
    struct cf_diff_order order = { 0 };
    assert_true(cf_diff_pair_up(&order, &arena, letter, before, 5, after, 5));
    assert_true(cf_diff_find_order(&order, &arena, 5, 5));
    assert_int_equal(order.count, 6);
    for (size_t i = 0; i < order.count; i++)
        assert_int_equal(order.pairs[i].moved, i == 0); /* "e" is the first of the new ones */
    /* e is there twice: e a b c x d e */
    assert_int_equal(order.slot_count, 7);
    assert_true(cf_diff_slot_taken(&order.slots[0], true));
    assert_false(cf_diff_slot_taken(&order.slots[0], false));
    assert_true(cf_diff_slot_taken(&order.slots[6], false));
    cf_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_change),
        cmocka_unit_test(test_any_of_two),
        cmocka_unit_test(test_a_pair),
        cmocka_unit_test(test_more_than_a_pair),
        cmocka_unit_test(test_very_many),
        cmocka_unit_test(test_a_stage_stands_once),
        cmocka_unit_test(test_the_last_one_stays),
        cmocka_unit_test(test_routes_need_their_steps),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_a_sink_that_refuses),
        cmocka_unit_test(test_as_few_as_can_be_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
