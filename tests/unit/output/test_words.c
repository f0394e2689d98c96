/* Values, tests and margins in words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "output/words.h"

static struct fixture f;
static struct cf_page page;
static char plain[512];

static int init(void **state)
{
    (void)state;
    fixture_init(&f);
    cf_page_init(&page, NULL);
    return 0;
}

static int release(void **state)
{
    (void)state;
    cf_arena_clear(&page.arena);
    return 0;
}

/* Ties are blanks to the reader. */
static const char *untie(const char *text)
{
    size_t i = 0;
    for (; text[i] && i < sizeof plain - 1; i++)
        plain[i] = text[i] == CF_TIE_CHAR ? ' ' : text[i];
    plain[i] = '\0';
    return plain;
}

static void check_test(const struct cf_criterion_result *result, const char *expected)
{
    assert_string_equal(untie(cf_words_test(&page, &f.evaluation, result)), expected);
}

static void check_value(const struct cf_criterion_result *result, const char *expected)
{
    assert_string_equal(untie(cf_words_value(&page, result)), expected);
}

static void intervals_are_told_as_stated(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[1];
    const struct {
        double low, high;
        bool low_open, high_open;
        const char *words;
    } cases[] = {
        { 360, 440, false, false, "360–440" },
        { 10000, INFINITY, true, true, "over 10000" },
        { 10000, INFINITY, false, true, "at least 10000" },
        { -INFINITY, 5, true, false, "at most 5" },
        { -INFINITY, 60, true, true, "under 60" },
        { -5, 3, false, false, "-5 to 3" },
        { 5, 7, true, true, "over 5 to under 7" },
        { 5, 7, false, true, "5 to under 7" },
        { 0.3, 0.1 + 0.2, false, false, "0.3" },
    };
    f.evidence[1].observation = &f.observations[0];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        result->value =
            fixture_range(cases[i].low, cases[i].high, cases[i].low_open, cases[i].high_open);
        check_value(result, cases[i].words);
    }
}

/* "At least 50 %" is cut to 50 to 100, but the 100 is only the end of the range. */
static void ends_of_the_range_are_no_news(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[5];
    result->derived = false;
    result->value = fixture_range(50, 100, false, false);
    check_value(result, "at least 50");
    result->value = fixture_range(0, 30, false, true);
    check_value(result, "under 30");
    result->answer = CF_UNKNOWN;
    result->value = fixture_range(0, 100, false, false);
    check_value(result, "not known");
    check_test(result, "not known");
    assert_string_equal(cf_words_year(&page, result), "");
}

static void approximate_figures_show_their_tolerance(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[1];
    check_value(result, "about 400 (±10 %)");
    f.observations[1].unit.text = "hundred supplier";
    check_value(result, "360–440 (about, ±10 %)");
    f.observations[1] =
        (struct cf_observation){ .form = CF_FORM_NEARLY, .number = 650, .tolerance = 0.07 };
    result->value = fixture_range(604.5, 650, false, true);
    check_value(result, "nearly 650 (-7 %)");
}

static void number_tests_state_what_holds(void **state)
{
    (void)state;
    static const struct {
        enum cf_test test;
        enum cf_answer answer;
        const char *words;
    } cases[] = {
        { CF_AT_LEAST, CF_YES, "15 ≥ 10 institution" },
        { CF_AT_LEAST, CF_NO, "15 < 10 institution" },
        { CF_AT_LEAST, CF_UNKNOWN, "15, needs ≥ 10 institution" },
        { CF_OVER, CF_YES, "15 > 10 institution" },
        { CF_OVER, CF_NO, "15 ≤ 10 institution" },
        { CF_AT_MOST, CF_YES, "15 ≤ 10 institution" },
        { CF_AT_MOST, CF_NO, "15 > 10 institution" },
        { CF_UNDER, CF_YES, "15 < 10 institution" },
        { CF_UNDER, CF_NO, "15 ≥ 10 institution" },
        { CF_BETWEEN, CF_YES, "15 in 10–20 institution" },
        { CF_BETWEEN, CF_NO, "15 not in 10–20 institution" },
        { CF_BETWEEN, CF_UNKNOWN, "15, needs 10–20 institution" },
    };
    f.results[0].threshold[1] = 20;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f.criteria[0].test = cases[i].test;
        f.results[0].answer = cases[i].answer;
        check_test(&f.results[0], cases[i].words);
    }
}

static void tolerances_point_outwards(void **state)
{
    (void)state;
    f.results[0].tolerance = 0.2;
    check_test(&f.results[0], "15 ≥ 10 institution (-20 %)");
    f.criteria[0].test = CF_AT_MOST;
    check_test(&f.results[0], "15 ≤ 10 institution (+20 %)");
    f.criteria[0].test = CF_BETWEEN;
    f.results[0].threshold[1] = 20;
    check_test(&f.results[0], "15 in 10–20 institution (±20 %)");
}

static void member_tests_are_told_in_words(void **state)
{
    (void)state;
    struct cf_criterion_result *skills = &f.results[4], *form = &f.results[3];
    check_test(skills, "partial, needs full");
    skills->answer = CF_YES;
    skills->value.members = 4;
    check_test(skills, "full");
    f.bounds[4].text = "partial";
    skills->threshold_set.members = 6;
    check_test(skills, "full ≥ partial");
    skills->answer = CF_UNKNOWN;
    skills->value.members = 3;
    check_test(skills, "none or partial, needs at least partial");
    check_test(form, "not known");
    form->answer = CF_NO;
    form->value = (struct cf_value){ .type = CF_CATEGORY, .known = true, .members = 2 };
    check_test(form, "private, needs public");
    f.criteria[3].test = CF_IS_NOT;
    form->answer = CF_YES;
    check_test(form, "private, not public");
    form->answer = CF_NO;
    form->value.members = 1;
    check_test(form, "public, needs other than public");
}

static void flags_are_yes_and_no(void **state)
{
    (void)state;
    struct cf_criterion_result *housing = &f.results[2];
    check_test(housing, "yes");
    housing->answer = CF_NO;
    housing->value.members = 1;
    check_test(housing, "no");
    housing->answer = CF_UNKNOWN;
    housing->value.members = 3;
    housing->disputed = true;
    check_test(housing, "not known, disputed");
    housing->disputed = false;
    housing->value.known = false;
    check_test(housing, "not known");
    f.bounds[2].text = "false";
    housing->value = (struct cf_value){ .type = CF_FLAG, .known = true, .members = 1 };
    housing->answer = CF_YES;
    check_test(housing, "no, as needed");
    housing->value.members = 2;
    housing->answer = CF_NO;
    check_test(housing, "yes, needs no");
}

static void marks_say_what_to_beware_of(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[0];
    result->derived = result->disputed = true;
    f.observations[0].kind = CF_ESTIMATE;
    check_test(result, "15 ≥ 10 institution, derived, disputed, estimate");
    f.observations[0].kind = CF_WHAT_IF;
    result->derived = result->disputed = false;
    result->basis = CF_BASIS_WHAT_IF;
    check_test(result, "15 ≥ 10 institution, what if, what if level");
    result->year = 0;
    assert_string_equal(cf_words_year(&page, result), "n.d.");
    result->mixed_years = true;
    assert_string_equal(cf_words_year(&page, result), "mixed");
}

static void computed_figures_are_rounded_but_never_over_the_level(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[5];
    check_test(result, "17.23 < 20 %, derived");
    result->value = fixture_number(19.99999);
    check_test(result, "19.99999 < 20 %, derived");
    result->value = fixture_number(39741.234567);
    check_value(result, "39741");
    assert_string_equal(cf_words_rounded(&page, 0.1 + 0.2, 8), "0.3");
    assert_string_equal(cf_words_rounded(&page, 99.9996, 4), "100");
    assert_string_equal(cf_words_rounded(&page, -2.34567, 4), "-2.346");
    assert_string_equal(cf_words_rounded(&page, 53512345678, 4), "53512345678");
    assert_string_equal(cf_words_percent(&page, 0.07), "7" CF_TIE "%");
}

static void margins_are_distances(void **state)
{
    (void)state;
    struct cf_criterion_result *result = &f.results[0];
    const struct {
        double worst, best;
        const char *words;
    } cases[] = {
        { 5, 5, "5 institution" },
        { -1.5, 8, "-1.5 to 8 institution" },
        { 5, INFINITY, "5 or more institution" },
        { -INFINITY, -2, "-2 or less institution" },
        { -INFINITY, INFINITY, "unbounded both ways" },
        { NAN, NAN, "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        result->margin = (struct cf_margin){ true, cases[i].worst, cases[i].best };
        assert_string_equal(untie(cf_words_margin(&page, &f.evaluation, result)), cases[i].words);
    }
    result->margin.given = false;
    assert_string_equal(cf_words_margin(&page, &f.evaluation, result), "");
}

static void units_are_told_by_their_labels(void **state)
{
    (void)state;
    const struct cf_unit_def units[] = { { .id = TEXT("firm"), .label = "firms" },
                                         { .id = TEXT("minute"), .label = "min" } };
    const struct cf_vocabulary words = { .units = units, .unit_count = 2 };
    f.chart.words = &words;
    f.chart.words_count = 1;
    static const struct {
        const char *unit;
        double number;
        const char *words;
    } cases[] = {
        { "firm", 3, "firms" }, { "firm", 1, "firm" },
        { "minute", 1, "min" }, { "ten_thousand person", 2, "ten thousand person" },
        { "percent", 2, "%" },  { "1", 2, "" },
        { NULL, 2, "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(cf_words_unit(&page, &f.evaluation, cases[i].unit, cases[i].number),
                            cases[i].words);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, init, release)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(intervals_are_told_as_stated),
        TEST(ends_of_the_range_are_no_news),
        TEST(approximate_figures_show_their_tolerance),
        TEST(number_tests_state_what_holds),
        TEST(tolerances_point_outwards),
        TEST(member_tests_are_told_in_words),
        TEST(flags_are_yes_and_no),
        TEST(marks_say_what_to_beware_of),
        TEST(computed_figures_are_rounded_but_never_over_the_level),
        TEST(margins_are_distances),
        TEST(units_are_told_by_their_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
