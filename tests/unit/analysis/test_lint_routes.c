/* What cf_lint_chart says about steps on their routes, and where it has to be silent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/analysis/lint_fixture.h"

/* ---- steps that are never reached ---- */

static void a_step_that_is_passed_over(void **state)
{
    (void)state;
    add_step("a, on_yes: c", "{index: leader, is: true}");
    add_step("b", "{index: policy, is: true}");
    add_step("c", "{index: form, is: public}");
    lint();
    expect("chart-unreachable", "no route reaches step 'b': a Yes of 'a' before it leads to 'c'");
    expect_also(7, "'a' goes on from here");
    assert_int_equal(diag->line, 8);
    assert_int_equal(diag->severity, CF_WARNING);
}

static void a_step_behind_one_that_is_passed_over(void **state)
{
    (void)state;
    add_step("a, on_yes: end", "{index: leader, is: true}");
    add_step("b", "{index: policy, is: true}");
    add_step("c", "{index: form, is: public}");
    lint();
    diag = chart_finding(&f, "chart-unreachable", 9);
    assert_string_equal(diag->message, "no route reaches step 'c': the way to it is a Yes of 'b' "
                                       "('policy' is true), which no route reaches");
}

static void a_step_behind_a_no_that_cannot_be(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 100}");
    add_step("b, on_yes: end, on_no: c", "{index: sales, at_least: 50}");
    add_step("c", "{index: form, is: public}");
    lint();
    expect("chart-unreachable",
           "no route reaches step 'c': the way to it is a No of 'b' ('sales' at "
           "least 50 yuan), which can never be No where it is reached");
    expect_also(8, "'b' stands here");
}

static void a_step_behind_a_yes_that_cannot_be(void **state)
{
    (void)state;
    add_step("a, on_yes: end, on_no: b", "{index: sales, at_least: 50}");
    add_step("b", "{index: sales, at_least: 100}");
    add_step("c", "{index: form, is: public}");
    lint();
    expect("chart-unreachable",
           "no route reaches step 'c': the way to it is a Yes of 'b' ('sales' at "
           "least 100 yuan), which is always No where it is reached");
}

/* ---- steps that are never No ---- */

static void every_value_of_the_range_is_good_enough(void **state)
{
    (void)state;
    add_step("a", "{index: universities, at_least: 0}, {index: skills, at_least: none}");
    lint();
    expect("chart-never-no",
           "step 'a' can never be No: every value (0 to 5000 institutions) of 'universities' is at "
           "least 0 institutions; every level of 'skills' is none, partial or full");
    expect_also(11, "the range of 'universities' is 0 to 5000 institutions");
    assert_int_equal(cf_diags_count(f.diags), 1);
}

static void one_of_a_unit_is_not_its_plural(void **state)
{
    (void)state;
    add_step("a", "{index: universities, at_least: 2}");
    add_step("b", "{index: universities, at_least: 1}");
    lint();
    expect("chart-never-no",
           "step 'b' ('universities' at least 1 institution) can never be No after "
           "'a' ('universities' at least 2 institutions) passed");
}

static void one_of_two_criteria_always_holds(void **state)
{
    (void)state;
    add_step("a, need: any", "{index: sales, at_least: 10}, {index: sales, under: 20}");
    lint();
    expect("chart-never-no", "step 'a' can never be No: every value of 'sales' is at least 10 yuan "
                             "or under 20 yuan");
    expect_also(12, "'sales' has no range");
}

static void between_the_two_a_value_is_left(void **state)
{
    (void)state;
    add_step("a, need: any", "{index: sales, over: 20}, {index: sales, under: 20}");
    lint();
    expect_nothing();
}

static void implied_by_a_step_before_it(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 100}, {index: leader, is: true}");
    add_step("b", "{index: policy, is: true}");
    add_step("c", "{index: sales, at_least: 50}");
    lint();
    expect("chart-never-no",
           "step 'c' ('sales' at least 50 yuan) can never be No after 'a' ('sales' "
           "at least 100 yuan, ...) passed");
    expect_also(7, "'a' comes before it");
    assert_int_equal(diag->line, 9);
}

static void implied_by_two_steps_together(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 100}");
    add_step("b", "{index: leader, is: true}");
    add_step("c, need: any", "{index: sales, at_least: 50}, {index: leader, is: true}");
    add_step("d", "{index: sales, at_least: 50}, {index: leader, is: true}");
    lint();
    diag = chart_finding(&f, "chart-never-no", 9);
    assert_string_equal(
        diag->message,
        "step 'c' ('sales' at least 50 yuan, 'leader' is true) can never be No after "
        "'a' ('sales' at least 100 yuan) passed");
    diag = chart_finding(&f, "chart-never-no", 10);
    assert_string_equal(
        diag->message,
        "step 'd' ('sales' at least 50 yuan, 'leader' is true) can never be No after "
        "'a' ('sales' at least 100 yuan) passed and 'b' ('leader' is true) passed");
}

static void implied_by_a_no(void **state)
{
    (void)state;
    add_step("a, on_yes: end, on_no: b", "{index: sales, at_least: 100}");
    add_step("b", "{index: sales, under: 100}");
    lint();
    expect("chart-never-no",
           "step 'b' ('sales' under 100 yuan) can never be No after 'a' ('sales' at "
           "least 100 yuan) was No");
}

static void implied_on_each_route_by_another_step(void **state)
{
    (void)state;
    add_step("a, on_no: c, on_yes: b", "{index: leader, is: true}");
    add_step("b, on_yes: d", "{index: sales, at_least: 100}");
    add_step("c", "{index: sales, at_least: 200}");
    add_step("d", "{index: sales, at_least: 50}");
    lint();
    expect("chart-never-no",
           "step 'd' ('sales' at least 50 yuan) can never be No after 'b' ('sales' "
           "at least 100 yuan) passed or 'c' ('sales' at least 200 yuan) passed");
}

static void a_way_round_leaves_it_open(void **state)
{
    (void)state;
    add_step("a, on_no: b", "{index: sales, at_least: 100}");
    add_step("b", "{index: sales, at_least: 50}");
    lint();
    expect_nothing();
}

/* What is not known passes a step: the later step may yet turn out to be No by the other index. */
static void an_unknown_step_implies_nothing_of_the_other_index(void **state)
{
    (void)state;
    add_step("a, need: any", "{index: leader, is: true}, {index: policy, is: true}");
    add_step("b", "{index: leader, is: true}");
    lint();
    expect_nothing();
}

/* A city may state both a share and what it is made of; they are compared with nothing but
 * themselves. */
static void derived_indices_are_independent(void **state)
{
    (void)state;
    add_step("a", "{index: exports, at_most: 0}");
    add_step("b", "{index: export_ratio, at_most: 0}");
    lint();
    expect_nothing();
}

/* ---- numbers that are nearly the same ---- */

static void equal_levels_in_different_words(void **state)
{
    (void)state;
    add_step("a", "{index: distance, at_least: 4.35, unit: km}");
    add_step("b", "{index: distance, at_least: 4350}");
    lint();
    expect("chart-never-no", "step 'b' ('distance' at least 4350 m) can never be No after 'a' "
                             "('distance' at least 4350 m) passed");
}

/* 59.99999995 is near the one and not near the other, so a city could pass a and fail b. */
static void nothing_is_concluded_from_nearly_equal_levels(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 60}");
    add_step("b", "{index: sales, at_least: 60.00000001}, {index: sales, at_most: 60.00000002}");
    lint();
    expect_nothing();
}

static void levels_that_are_clearly_apart_are_told_apart(void **state)
{
    (void)state;
    add_step("a", "{index: sales, at_least: 60.00001}");
    add_step("b", "{index: sales, at_least: 60}");
    lint();
    assert_int_equal(chart_findings(&f, "chart-never-no", 8), 1);
}

/* ---- effort ---- */

/* A step that needs 30 of 60 flags: there are too many ways to be No to try them all. That a step
 * before it rules them out is left unsaid; that it can never be No by itself would not be. */
static void what_takes_too_long_is_left_unsaid(void **state)
{
    (void)state;
    struct text flags = { 0 }, all = { 0 }, criteria = { 0 };
    text_add(&flags, "%s", lint_catalog);
    for (int i = 0; i < 60; i++) {
        text_add(&flags, "  flag%d: {type: flag}\n", i);
        text_add(&criteria, "%s{index: flag%d, is: true}", i ? ", " : "", i);
    }
    add_step("a, need: 40", criteria.text);
    add_step("b, need: 30", criteria.text);
    chart_setup(&f, flags.text, chart.text);
    expect_nothing();
    free(flags.text);
    free(all.text);
    free(criteria.text);
}

/* Each step doubles the number of routes; the answers that matter to nobody later are forgotten. */
static void many_routes_meet_again(void **state)
{
    (void)state;
    struct text flags = { 0 };
    text_add(&flags, "%s", lint_catalog);
    add_step("first", "{index: sales, at_least: 100}");
    for (int i = 0; i < 100; i++) {
        char head[80], criteria[80];
        text_add(&flags, "  flag%d: {type: flag}\n", i);
        snprintf(head, sizeof head, "s%d, on_no: s%d", i, i + 1);
        snprintf(criteria, sizeof criteria, "{index: flag%d, is: true}", i);
        add_step(head, criteria);
    }
    add_step("s100", "{index: sales, at_least: 50}");
    chart_setup(&f, flags.text, chart.text);
    expect("chart-never-no", "step 's100' ('sales' at least 50 yuan) can never be No after 'first' "
                             "('sales' at least 100 yuan) passed");
    free(flags.text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, lint_release)
    const struct CMUnitTest tests[] = {
        TEST(a_step_that_is_passed_over),
        TEST(a_step_behind_one_that_is_passed_over),
        TEST(a_step_behind_a_no_that_cannot_be),
        TEST(a_step_behind_a_yes_that_cannot_be),
        TEST(every_value_of_the_range_is_good_enough),
        TEST(one_of_a_unit_is_not_its_plural),
        TEST(one_of_two_criteria_always_holds),
        TEST(between_the_two_a_value_is_left),
        TEST(implied_by_a_step_before_it),
        TEST(implied_by_two_steps_together),
        TEST(implied_by_a_no),
        TEST(implied_on_each_route_by_another_step),
        TEST(a_way_round_leaves_it_open),
        TEST(an_unknown_step_implies_nothing_of_the_other_index),
        TEST(derived_indices_are_independent),
        TEST(equal_levels_in_different_words),
        TEST(nothing_is_concluded_from_nearly_equal_levels),
        TEST(levels_that_are_clearly_apart_are_told_apart),
        TEST(what_takes_too_long_is_left_unsaid),
        TEST(many_routes_meet_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
