/* What cf_lint_chart says about single steps, and where it has to be silent. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "unit/analysis/lint_fixture.h"

/* ---- contradictions ---- */

static void two_levels_of_an_index_contradict(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 50}, {index: leader, is: true}, "
                  "{index: sales, at_most: 40}");
    lint();
    expect(
        "chart-contradiction",
        "step 'a' can never be Yes: 'sales' cannot be both at least 50 yuan and at most 40 yuan");
    expect_also(7, "it contradicts this one");
    assert_int_equal(diag->severity, CF_ERROR);
    assert_int_equal(cf_diags_count(f.diags), 1);
}

static void levels_may_touch_where_both_are_closed(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 50}, {index: sales, at_most: 50}");
    lint();
    expect_nothing();
}

static void levels_that_touch_in_an_open_end_contradict(void **state)
{
    (void)state;
    add_step("a", "{index: sales, over: 50}, {index: sales, at_most: 50}");
    lint();
    expect("chart-contradiction",
           "step 'a' can never be Yes: 'sales' cannot be both over 50 yuan and at most 50 yuan");
}

static void a_tolerance_may_resolve_a_contradiction(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 50}, {index: sales, at_most: 40, tolerance: 0.25}");
    lint();
    expect_nothing();
}

static void units_are_converted_first(void **state)
{
    (void)state;
    add_step("a", "{index: distance, at_least: 0.1, unit: km}, {index: distance, under: 100}");
    lint();
    expect("chart-contradiction",
           "step 'a' can never be Yes: 'distance' cannot be both at least 100 m and under 100 m");
}

static void three_sets_may_contradict_where_no_two_do(void **state)
{
    (void)state;
    add_step("a",
             "{index: form, one_of: [public, private]}, {index: form, one_of: [private, mixed]},"
             " {index: form, one_of: [public, mixed]}");
    lint();
    expect(
        "chart-contradiction",
        "step 'a' can never be Yes: 'form' cannot be all of public or private; private or mixed; "
        "public or mixed");
}

static void each_index_that_contradicts_itself_is_told(void **state)
{
    (void)state;
    add_step("a",
             "{index: leader, is: true}, {index: policy, is: false}, {index: leader, is: false},"
             " {index: policy, is: true}");
    lint();
    assert_int_equal(chart_findings(&f, "chart-contradiction", 0), 2);
}

static void too_few_can_be_met_at_once(void **state)
{
    (void)state;
    add_step("a, need: 3", "{index: form, is: public}, {index: form, is: private}, "
                           "{index: form, is: mixed}, {index: leader, is: true}");
    lint();
    expect("chart-contradiction",
           "step 'a' can never be Yes: it needs 3 of its 4 criteria, and at most 2 can be met at "
           "once ('form' cannot be both public and private)");
    expect_also(7, "one of those that cannot be met at once");
    assert_string_equal(diag->hint, "change a level, or 'need' at most 2");
}

static void as_many_as_needed_can_be_met(void **state)
{
    (void)state;
    add_step("a, need: 2", "{index: form, is: public}, {index: form, is: private}, "
                           "{index: form, is: mixed}, {index: leader, is: true}");
    lint();
    expect_nothing();
}

/* ---- what no value meets ---- */

static void a_level_beyond_the_range(void **state)
{
    (void)state;
    add_step("a", "{index: universities, over: 5000}, {index: universities, at_most: 10}");
    lint();
    expect("chart-unmeetable", "'universities' can never be over 5000 institutions");
    expect_also(11, "the range of 'universities' is 0 to 5000 institutions");
    assert_string_equal(diag->also_file, "catalog.yaml");
    assert_int_equal(cf_diags_count(f.diags), 1); /* that is enough said */
}

static void the_end_of_the_range_belongs_to_it(void **state)
{
    (void)state;
    add_step("a", "{index: universities, at_least: 5000}");
    lint();
    expect_nothing();
}

static void near_the_end_of_the_range_is_as_good_as_on_it(void **state)
{
    (void)state;
    add_step("a", "{index: universities, at_least: 5000.000001}");
    lint();
    expect_nothing();
}

static void a_category_without_another_value(void **state)
{
    (void)state;
    add_step("a", "{index: only, is_not: one}");
    lint();
    expect("chart-unmeetable", "'only' has no value that meets this");
    expect_also(20, "'only' is one");
}

/* ---- criteria that could be left out ---- */

static void a_wider_level_where_all_are_needed(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 50}, {index: sales, at_least: 100}");
    lint();
    expect("chart-implied",
           "'sales' at least 50 yuan adds nothing: the step asks for at least 100 yuan, too");
    expect_also(7, "the step asks for at least 100 yuan here");
}

static void a_narrower_level_where_one_is_enough(void **state)
{
    (void)state;
    add_step("a, need: any", "{index: sales, at_least: 50}, {index: sales, at_least: 100}");
    lint();
    expect("chart-implied",
           "'sales' at least 100 yuan adds nothing: at least 50 yuan is enough for the step");
}

static void the_later_of_two_that_are_the_same(void **state)
{
    (void)state;
    add_step(
        "a",
        "{index: distance, at_least: 1, unit: km},\n          {index: distance, at_least: 1000}");
    lint();
    expect("chart-implied",
           "'distance' at least 1000 m adds nothing: the step asks for at least 1000 "
           "m, too");
    assert_int_equal(diag->line, 8);
}

static void implied_by_two_neighbours_together(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 10}, {index: sales, at_most: 20}, "
                  "{index: sales, between: [5, 20]}");
    lint();
    expect("chart-implied", "'sales' 5 to 20 yuan adds nothing: the step asks for at least 10 yuan "
                            "and at most 20 yuan, too");
}

static void all_that_is_reported_can_be_left_out_at_once(void **state)
{
    (void)state;
    add_step("a", "{index: sales, between: [10, 20]}, {index: sales, at_least: 10}, "
                  "{index: sales, at_most: 20}");
    lint();
    assert_int_equal(chart_findings(&f, "chart-implied", 0), 2);
}

static void sets_do_not_imply_what_only_their_common_part_does(void **state)
{
    (void)state;
    add_step("a",
             "{index: form, one_of: [public, private]}, {index: form, one_of: [private, mixed]},"
             " {index: form, is: private}");
    lint();
    /* public-or-mixed is No to private and Unknown to the others; these two are implied by it */
    assert_int_equal(chart_findings(&f, "chart-implied", 0), 2);
}

static void met_by_every_value(void **state)
{
    (void)state;
    add_step("a, need: 2", "{index: export_ratio, at_most: 90, tolerance: 0.2}, "
                           "{index: leader, is: true}, {index: policy, is: true}");
    lint();
    expect("chart-implied",
           "'export_ratio' at most 108 % adds nothing: every value (0 to 100 %) meets it");
    expect_also(14, "the range of 'export_ratio' is 0 to 100 %");
}

static void criteria_of_which_some_are_needed_are_not_compared(void **state)
{
    (void)state;
    add_step("a, need: 2", "{index: sales, at_least: 50}, {index: sales, at_least: 100}, "
                           "{index: leader, is: true}");
    lint();
    expect_nothing();
}

/* ---- what is stated ---- */

static void a_stage_without_steps(void **state)
{
    (void)state;
    text_add(&chart, "clusterflow: flowchart/1\nid: chart\ncatalog: catalog.yaml\nstages:\n"
                     "  - id: empty\n  - id: all\n    steps:\n");
    add_step("a", "{index: leader, is: true}");
    lint();
    expect("chart-empty-stage", "stage 'empty' has no steps");
    assert_int_equal(diag->line, 5);
}

static void where_a_level_comes_from(void **state)
{
    (void)state;
    lint_begin();
    text_add(&chart,
             "      - id: a\n        ask: Is it so?\n        actors: someone\n"
             "        criteria:\n"
             "          - {index: sales, at_least: 1000}\n"
             "          - {index: exports, at_least: 1000, basis: assumption}\n"
             "          - {index: skills, is: full, basis: assumption, note: Our guess.}\n");
    lint();
    expect("chart-no-basis",
           "'sales' at least 1000 yuan: no 'basis' says where this level comes from");
    assert_int_equal(diag->line, 11);
    expect("chart-assumption-note",
           "'exports' at least 1000 yuan: an assumption, and no 'note' says why");
    assert_int_equal(diag->line, 12);
    assert_int_equal(cf_diags_count(f.diags), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, lint_release)
    const struct CMUnitTest tests[] = {
        TEST(two_levels_of_an_index_contradict),
        TEST(levels_may_touch_where_both_are_closed),
        TEST(levels_that_touch_in_an_open_end_contradict),
        TEST(a_tolerance_may_resolve_a_contradiction),
        TEST(units_are_converted_first),
        TEST(three_sets_may_contradict_where_no_two_do),
        TEST(each_index_that_contradicts_itself_is_told),
        TEST(too_few_can_be_met_at_once),
        TEST(as_many_as_needed_can_be_met),
        TEST(a_level_beyond_the_range),
        TEST(the_end_of_the_range_belongs_to_it),
        TEST(near_the_end_of_the_range_is_as_good_as_on_it),
        TEST(a_category_without_another_value),
        TEST(a_wider_level_where_all_are_needed),
        TEST(a_narrower_level_where_one_is_enough),
        TEST(the_later_of_two_that_are_the_same),
        TEST(implied_by_two_neighbours_together),
        TEST(all_that_is_reported_can_be_left_out_at_once),
        TEST(sets_do_not_imply_what_only_their_common_part_does),
        TEST(met_by_every_value),
        TEST(criteria_of_which_some_are_needed_are_not_compared),
        TEST(a_stage_without_steps),
        TEST(where_a_level_comes_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
