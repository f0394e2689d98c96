/* What is suspicious in cities for the sake of their charts. Texts of cities begin at line 5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/city_fixture.h"

/* All that the chart asks for, but for what a test is about. */
#define STATED                                                                                     \
    "  park: {missing: not_stated}\n  tax: {missing: not_stated}\n"                                \
    "  skills: {missing: not_stated}\n  pay: {missing: not_stated}\n"                              \
    "  growth: {missing: not_stated}\n"

static void what_is_asked_for_is_stated(void **state)
{
    (void)state;
    assert_findings("city-lacks-indicator",
                    "indicators:\n" STATED "  firms: []\n"
                    "  exports: {value: 5, unit: CNY}\n",
                    "4 'firms' is not stated: step 'place' asks for it\n"
                    "4 'sales' is not stated, an operand of 'export_ratio': step 'trade' asks for "
                    "it\n"
                    "4 'staff' is not stated: step 'trade' asks for it\n");
}

static void a_site_or_the_derived_value_is_enough(void **state)
{
    (void)state;
    assert_findings("city-lacks-indicator",
                    "indicators:\n" STATED "  export_ratio: {missing: not_available}\n"
                    "  tight: {missing: not_available}\n"
                    "sites:\n"
                    "  dock: {indicators: {firms: {value: 5, unit: firm}}}\n"
                    "  pier: {indicators: {staff: {value: 5, unit: person}}}\n",
                    "");
}

static void without_a_chart_nothing_is_asked_for(void **state)
{
    struct city_fixture f;
    (void)state;
    city_begin(&f);
    city_lint(&f, "");
    cf_diags_clear(f.diags);
    assert_int_equal(cf_lint_city(f.city, NULL, 0, f.diags), CF_OK);
    assert_int_equal(cf_diags_count(f.diags), 0);
    city_end(&f);
}

/* ---- stale figures ---- */

static void a_figure_older_than_its_max_age_is_stale(void **state)
{
    (void)state;
    assert_findings("city-stale",
                    "as_of: 2014\n"
                    "indicators:\n"
                    "  skills:\n"
                    "    - {value: low, year: 2001}\n"
                    "    - {value: high, year: 2003}\n"
                    "    - {value: high, year: 2015}\n"
                    "    - {value: high, year: 2014, kind: target}\n",
                    "9 'skills' has no figure that is fresh enough for 2014: its newest is of "
                    "2003, and its 'max_age' is 10\n");
    assert_findings("city-stale",
                    "as_of: 2014\n"
                    "indicators:\n"
                    "  skills: [{value: low, year: 2001}, {value: high, year: 2004}]\n",
                    "");
    assert_findings("city-stale",
                    "as_of: 2014\n"
                    "indicators:\n"
                    "  skills: [{value: low, year: 2001}, {value: high}]\n",
                    "");
}

static void a_site_may_be_stale_by_itself(void **state)
{
    (void)state;
    assert_findings("city-stale",
                    "as_of: 2014\n"
                    "indicators: {skills: {value: low, year: 2010}}\n"
                    "sites:\n"
                    "  dock: {indicators: {skills: {value: low, year: 2000}}}\n"
                    "  pier: {indicators: {staff: {value: 5, unit: person, year: 2000}}}\n",
                    "8 'skills' has no figure that is fresh enough for 2014: its newest is of "
                    "2000, and its 'max_age' is 10\n");
}

/* ---- derived values ---- */

static void operands_of_different_years_are_mixed(void **state)
{
    (void)state;
    assert_findings("city-mixed-years",
                    "indicators:\n"
                    "  exports: {value: 1, unit: CNY, year: 2010}\n"
                    "  sales: {value: 5, unit: CNY, year: 2011}\n",
                    "6 'export_ratio' is derived from different years: 'exports' 1 CNY (2010), "
                    "'sales' 5 CNY (2011)\n");
    assert_findings("city-mixed-years",
                    "indicators:\n"
                    "  exports: {value: 1, unit: CNY, year: 2010}\n"
                    "  sales: {unit: CNY, series: {2010: 4, 2011: 5}}\n",
                    "");
    assert_findings("city-mixed-years",
                    "indicators:\n"
                    "  exports: {value: 1, unit: CNY, year: 2010}\n"
                    "  sales: {value: 5, unit: CNY, year: 2011}\n"
                    "  export_ratio: {value: 20, unit: percent, year: 2009}\n",
                    "");
}

static void years_are_mixed_for_the_year_asked_for(void **state)
{
    (void)state;
    assert_findings(
        "city-mixed-years",
        "as_of: 2010\n"
        "indicators:\n"
        "  exports: {value: 1, unit: CNY, year: 2010}\n"
        "  sales: [{value: 4, unit: CNY, year: 2009}, {value: 5, unit: CNY, year: 2011}]\n"
        "sites:\n"
        "  dock: {indicators: {sales: {value: 4, unit: CNY, year: 2011}}}\n",
        "7 'export_ratio' is derived from different years: 'exports' 1 CNY (2010), "
        "'sales' 4 CNY (2009)\n");
}

static void a_share_is_derived_as_at_most_the_whole(void **state)
{
    (void)state;
    assert_findings("city-share-above-whole",
                    "indicators:\n"
                    "  exports: {value: 5, unit: CNY, year: 2010}\n"
                    "  sales: {value: 5, unit: CNY, year: 2010}\n"
                    "sites:\n"
                    "  dock:\n"
                    "    indicators:\n"
                    "      exports: {value: 3, unit: CNY, year: 2010}\n"
                    "      sales: {between: [1, 2], unit: CNY, year: 2010}\n",
                    "11 'export_ratio' comes out at 150 percent or more, a share of more than the "
                    "whole\n");
}

/* A derived value out of its range is a warning of evaluation. */
static void the_warnings_of_evaluation_come_too(void **state)
{
    (void)state;
    assert_findings("city-derived-empty",
                    "indicators:\n"
                    "  exports: {value: 5, unit: CNY, year: 2010}\n"
                    "  sales: {value: 5, unit: CNY, year: 2010}\n",
                    "2 'tight', derived from 'exports' and 'sales', leaves its range: nothing is "
                    "known of it\n");
}

/* ---- critical levels ---- */

static void a_value_on_its_level_is_told(void **state)
{
    (void)state;
    assert_findings("city-on-threshold",
                    "indicators:\n"
                    "  firms: {value: 100, unit: firm, year: 2010}\n"
                    "  pay: {value: 5.5, unit: ten_thousand CNY / person, year: 2010}\n"
                    "  exports: {value: 1, unit: CNY, year: 2010}\n"
                    "  sales: {value: 10, unit: CNY, year: 2010}\n",
                    "6 'firms' reaches the critical level of step 'place' exactly, 100 firm\n"
                    "8 'export_ratio' reaches the critical level of step 'trade' exactly, 10 "
                    "percent\n");
    assert_findings("city-on-threshold",
                    "indicators:\n"
                    "  firms: {value: 101, unit: firm, year: 2010}\n"
                    "  exports: {value: 9, unit: CNY, year: 2010}\n"
                    "  sales: {value: 10, unit: CNY, year: 2010}\n",
                    "7 'export_ratio' reaches the critical level of step 'trade' exactly, 90 "
                    "percent\n");
}

static void a_tolerance_moves_the_level(void **state)
{
    (void)state;
    assert_findings(
        "city-on-threshold",
        "indicators: {pay: {value: 4.5, unit: ten_thousand CNY / person, year: 2010}}\n",
        "5 'pay' reaches the critical level of step 'wealth' exactly, 45000 CNY per "
        "person with its tolerance\n");
    assert_findings("city-on-threshold",
                    "indicators: {pay: {value: 5, unit: ten_thousand CNY / person, year: 2010}}\n",
                    "");
}

/* Whether the level is taken in has to change the answer. */
static void a_set_on_its_level_is_told_where_it_matters(void **state)
{
    (void)state;
    assert_findings("city-on-threshold",
                    "indicators: {firms: {at_least: 100, unit: firm, year: 2010}}\n",
                    "5 'firms' reaches the critical level of step 'place' exactly, 100 firm\n");
    assert_findings("city-on-threshold",
                    "indicators: {firms: {at_most: 100, unit: firm, year: 2010}}\n",
                    "5 'firms' reaches the critical level of step 'place' exactly, 100 firm\n");
    assert_findings("city-on-threshold",
                    "indicators: {firms: {over: 100, unit: firm, year: 2010}}\n", "");
    assert_findings("city-on-threshold",
                    "indicators: {firms: {between: [50, 150], unit: firm, year: 2010}}\n", "");
}

static void existence_and_ends_of_ranges_are_no_levels(void **state)
{
    (void)state;
    assert_findings("city-on-threshold",
                    "indicators:\n"
                    "  staff: {value: 10, unit: person, year: 2010}\n"
                    "  tax: {value: 100, unit: percent, year: 2010}\n",
                    "");
}

/* ---- names ---- */

static void actors_and_outcomes_name_what_there_is(void **state)
{
    (void)state;
    assert_findings(
        "city-unknown-step",
        "actors:\n"
        "  - id: one\n"
        "    name: One\n"
        "    class: mayor\n"
        "    clears: [plaec, place, software/plaec, software/later, later, sofware/place,\n"
        "      people, poeple, harbour, hitech/harbour]\n"
        "outcomes:\n"
        "  - {chart: software, stage: strat, reached: true}\n"
        "  - {chart: sofware, stage: start, reached: true}\n"
        "  - {chart: hitech, stage: strat, reached: true}\n"
        "  - {chart: software, stage: start, reached: true}\n",
        "9 no chart of the city has a step, stage or factor 'plaec'\n"
        "9 chart 'software' has no step 'plaec'\n"
        "9 chart 'software' has no step 'later'\n"
        "9 the city has no chart 'sofware'\n"
        "10 no chart of the city has a step, stage or factor 'poeple'\n"
        "12 chart 'software' has no stage 'strat'\n"
        "13 the city has no chart 'sofware'\n");
}

/* ---- charts and catalogs ---- */

static const char actors[] = "actors:\n"
                             "  - {id: a, name: A, class: firm_owner, clears: [later, place]}\n"
                             "  - {id: b, name: B, class: ministry, clears: [software/wealth]}\n";

static void a_bottleneck_has_an_actor(void **state)
{
    struct city_fixture f;
    struct cf_usage *usage = cf_usage_new();
    (void)state;
    assert_non_null(usage);
    city_begin(&f);
    assert_int_equal(cf_lint_chart_actors(f.program, usage, f.diags), CF_OK);
    assert_string_equal(city_findings(&f, "chart-no-actor"), "");
    city_add(&f, usage, actors);
    assert_int_equal(cf_lint_chart_actors(f.program, usage, f.diags), CF_OK);
    assert_string_equal(city_findings(&f, "chart-no-actor"),
                        "13 step 'trade' of 'software' may be the bottleneck, and the city that is "
                        "checked with it names nobody who could clear it\n");
    assert_string_equal(
        cf_diags_get(f.diags, 0)->hint,
        "name an actor in a city file, of class 'mayor' or 'ministry', with the step "
        "in its 'clears' or without 'clears'");
    cf_usage_free(usage);
    city_end(&f);
}

/* By the rule of candidate actors: of the site, too, by the factor, or for anything. */
static void an_actor_of_another_city_or_of_a_site_counts(void **state)
{
    static const char *const others[] = {
        "actors: [{id: c, name: C, class: [firm_owner, mayor]}]\n",
        "actors: [{id: c, name: C, class: ministry, clears: people}]\n",
        "sites: {dock: {actors: [{id: c, name: C, class: mayor, clears: start}]}}\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct city_fixture f;
        struct cf_usage *usage = cf_usage_new();
        assert_non_null(usage);
        city_begin(&f);
        city_add(&f, usage, actors);
        city_add(&f, usage, others[i]);
        assert_int_equal(cf_lint_chart_actors(f.program, usage, f.diags), CF_OK);
        assert_string_equal(city_findings(&f, "chart-no-actor"), "");
        cf_usage_free(usage);
        city_end(&f);
    }
}

static void an_index_is_asked_for_or_stated(void **state)
{
    struct city_fixture f;
    struct cf_usage *usage = cf_usage_new();
    (void)state;
    assert_non_null(usage);
    city_begin(&f);
    const struct cf_program *const programs[] = { f.program };
    assert_int_equal(cf_lint_catalog(f.catalog, programs, 1, usage, f.diags), CF_OK);
    assert_string_equal(city_findings(&f, "catalog-unused-index"), "");
    city_add(&f, usage,
             "indicators: {balance: {value: 1, unit: CNY}, crowding: []}\n"
             "sites: {dock: {indicators: {tenants: {missing: not_stated}}}}\n");
    assert_int_equal(cf_lint_catalog(f.catalog, programs, 0, usage, f.diags), CF_OK);
    assert_string_equal(city_findings(&f, "catalog-unused-index"), "");
    assert_int_equal(cf_lint_catalog(f.catalog, programs, 1, usage, f.diags), CF_OK);
    assert_string_equal(city_findings(&f, "catalog-unused-index"),
                        "25 no chart asks for 'crowding', and no city states it\n"
                        "27 no chart asks for 'way_to_work', and no city states it\n"
                        "28 no chart asks for 'rank', and no city states it\n"
                        "29 no chart asks for 'patents', and no city states it\n"
                        "32 no chart asks for 'form', and no city states it\n");
    cf_usage_free(usage);
    city_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_is_stated),
        cmocka_unit_test(a_site_or_the_derived_value_is_enough),
        cmocka_unit_test(without_a_chart_nothing_is_asked_for),
        cmocka_unit_test(a_figure_older_than_its_max_age_is_stale),
        cmocka_unit_test(a_site_may_be_stale_by_itself),
        cmocka_unit_test(operands_of_different_years_are_mixed),
        cmocka_unit_test(years_are_mixed_for_the_year_asked_for),
        cmocka_unit_test(a_share_is_derived_as_at_most_the_whole),
        cmocka_unit_test(the_warnings_of_evaluation_come_too),
        cmocka_unit_test(a_value_on_its_level_is_told),
        cmocka_unit_test(a_tolerance_moves_the_level),
        cmocka_unit_test(a_set_on_its_level_is_told_where_it_matters),
        cmocka_unit_test(existence_and_ends_of_ranges_are_no_levels),
        cmocka_unit_test(actors_and_outcomes_name_what_there_is),
        cmocka_unit_test(a_bottleneck_has_an_actor),
        cmocka_unit_test(an_actor_of_another_city_or_of_a_site_counts),
        cmocka_unit_test(an_index_is_asked_for_or_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
