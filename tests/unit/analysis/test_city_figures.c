/* What is suspicious in figures by themselves. Texts of cities begin at line 5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/city_fixture.h"

static void a_figure_names_source_and_place(void **state)
{
    (void)state;
    assert_findings("city-no-source",
                    "sources: {report: {title: Report}}\n"
                    "indicators:\n"
                    "  staff: {value: 5, unit: person, year: 2010}\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, year: 2010, source: report}\n"
                    "    - {value: 5, unit: CNY, year: 2011, source: report, where: Table 1}\n"
                    "  exports: {missing: not_stated}\n"
                    "  unknown_to_all: {value: true, year: 2010}\n"
                    "sites:\n"
                    "  dock: {indicators: {park: {began: 2000}}}\n",
                    "7 this figure of 'staff' has no source\n"
                    "9 this figure of 'sales' does not say where in 'report' it stands\n"
                    "12 this figure of 'unknown_to_all' has no source\n"
                    "14 this figure of 'park' has no source\n");
}

static void a_figure_has_a_year(void **state)
{
    (void)state;
    assert_findings("city-no-year",
                    "indicators:\n"
                    "  staff: {about: 5, unit: ten_thousand person}\n"
                    "  sales: {between: [1, 2.5], unit: CNY, kind: plan}\n"
                    "  park: {began: 2000}\n"
                    "  skills: {value: high, since: 2000}\n"
                    "  form: {value: mixed, until: 2000}\n"
                    "  exports: {missing: not_stated}\n"
                    "  tax: {unit: percent, series: {2001: 5, 2002: {value: 6}}}\n",
                    "6 this figure of 'staff', about 5 ten_thousand person, has no year\n"
                    "7 this figure of 'sales', between 1 and 2.5 CNY, has no year\n");
}

/* ---- figures that differ ---- */

static void figures_of_one_year_that_differ_are_disputed(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, year: 2010}\n"
                    "    - {at_least: 5, unit: CNY, year: 2010}\n"
                    "    - {value: 6, unit: CNY, year: 2011}\n"
                    "  form: [{value: mixed, year: 2010}, {value: public, year: 2010}]\n",
                    "8 'sales' is disputed in 2010: 5 CNY, and at least 5 CNY by this figure\n"
                    "10 'form' is disputed in 2010: mixed, and public by this figure\n");
}

static void equal_figures_are_not_disputed(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  staff:\n"
                    "    - {value: 40.4, unit: ten_thousand person, year: 2010}\n"
                    "    - {value: 404000, unit: person, year: 2010}\n"
                    "  firms: [{at_least: 0, unit: firm, year: 2010},\n"
                    "    {between: [0, 1000000], unit: firm, year: 2010}]\n",
                    "");
}

static void only_what_was_is_disputed(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, year: 2010}\n"
                    "    - {value: 6, unit: CNY, year: 2010, kind: target}\n"
                    "    - {value: 7, unit: CNY, year: 2010, kind: opinion}\n"
                    "    - {missing: disputed, year: 2010}\n",
                    "");
}

static void a_preferred_figure_settles_it(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, year: 2010}\n"
                    "    - {value: 6, unit: CNY, year: 2010, preferred: true}\n"
                    "  staff:\n"
                    "    - {value: 5, unit: person, year: 2010}\n"
                    "    - {value: 6, unit: person, year: 2010, preferred: true}\n"
                    "    - {value: 7, unit: person, year: 2010, preferred: true}\n",
                    "12 'staff' is disputed in 2010: 6 person, and 7 person by this figure\n");
}

/* A span with an end is as recent as each of its years, one without as its first. */
static void spans_count_where_they_are_newest(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, since: 2001, until: 2005}\n"
                    "    - {value: 6, unit: CNY, year: 2005}\n"
                    "    - {value: 7, unit: CNY, year: 2006}\n"
                    "  staff:\n"
                    "    - {value: 5, unit: person, since: 2001}\n"
                    "    - {value: 6, unit: person, year: 2005}\n"
                    "    - {value: 7, unit: person, since: 2005}\n",
                    "8 'sales' is disputed in 2005: 5 CNY, and 6 CNY by this figure\n"
                    "13 'staff' is disputed in 2005: 6 person, and 7 person by this figure\n");
}

/* The dispute shows in the years for which the preferred figure says nothing. */
static void a_preferred_figure_settles_its_own_years(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, since: 2001, until: 2005}\n"
                    "    - {value: 6, unit: CNY, since: 2002, until: 2005}\n"
                    "    - {value: 7, unit: CNY, since: 2001, until: 2004, preferred: true}\n",
                    "8 'sales' is disputed in 2005: 5 CNY, and 6 CNY by this figure\n");
}

static void undated_figures_are_held_against_each_other(void **state)
{
    (void)state;
    assert_findings("city-disputed",
                    "indicators:\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY}\n"
                    "    - {value: 6, unit: CNY, year: 2010}\n"
                    "    - {value: 7, unit: CNY}\n"
                    "  park: [{value: true}, {value: false}, {began: 2000}]\n",
                    "9 'sales' is disputed: 5 CNY, and 7 CNY by this figure\n");
}

/* ---- periods ---- */

static void a_figure_does_not_deny_the_period(void **state)
{
    (void)state;
    assert_findings("city-period-conflict",
                    "indicators:\n"
                    "  park:\n"
                    "    - {began: 2000, ended: 2009}\n"
                    "    - {value: false, year: 1999}\n"
                    "    - {value: false, year: 2000}\n"
                    "    - {value: false, year: 2009}\n"
                    "    - {value: false, year: 2010}\n"
                    "    - {value: true, year: 1999}\n"
                    "    - {value: true, year: 2000}\n"
                    "    - {value: true, year: 2010}\n",
                    "9 'park' is false in 2000 by this figure, and true by its period (from 2000 "
                    "to 2009)\n"
                    "10 'park' is false in 2009 by this figure, and true by its period (from 2000 "
                    "to 2009)\n"
                    "12 'park' is true in 1999 by this figure, and false by its period (from 2000 "
                    "to 2009)\n"
                    "14 'park' is true in 2010 by this figure, and false by its period (from 2000 "
                    "to 2009)\n");
}

static void a_span_does_not_deny_the_period(void **state)
{
    (void)state;
    assert_findings("city-period-conflict",
                    "indicators:\n"
                    "  park:\n"
                    "    - {ended: 2009}\n"
                    "    - {value: true, since: 2005}\n"
                    "    - {value: true, since: 2005, until: 2009}\n"
                    "    - {value: true, until: 2005}\n"
                    "    - {value: false, since: 2009, until: 2012}\n"
                    "    - {value: false, since: 2010}\n",
                    "8 'park' is true in 2010 by this figure, and false by its period (ended "
                    "2009)\n"
                    "11 'park' is false in 2009 by this figure, and true by its period (ended "
                    "2009)\n");
}

static void two_periods_agree(void **state)
{
    (void)state;
    assert_findings("city-period-conflict",
                    "indicators:\n"
                    "  park:\n"
                    "    - {began: 2000}\n"
                    "    - {began: 2000}\n"
                    "    - {began: 2001}\n"
                    "    - {began: 2000, ended: 2009}\n",
                    "9 this period of 'park' (began 2001) and another (began 2000) differ in 2000\n"
                    "10 this period of 'park' (from 2000 to 2009) and another (began 2000) differ "
                    "in 2010\n");
}

static void what_is_settled_or_only_meant_denies_nothing(void **state)
{
    (void)state;
    assert_findings("city-period-conflict",
                    "indicators:\n"
                    "  park:\n"
                    "    - {began: 2000, preferred: true}\n"
                    "    - {began: 2001}\n"
                    "    - {value: false, year: 2005}\n"
                    "    - {value: false, year: 2005, kind: plan, preferred: true}\n"
                    "    - {began: 2030, kind: plan, preferred: true}\n"
                    "    - {value: false, preferred: true}\n",
                    "");
    assert_findings("city-period-conflict",
                    "indicators:\n"
                    "  park:\n"
                    "    - {began: 2001}\n"
                    "    - {began: 2000, preferred: true}\n"
                    "    - {value: false, year: 2005, preferred: true}\n",
                    "9 'park' is false in 2005 by this figure, and true by its period (began "
                    "2000)\n");
}

/* ---- jumps ---- */

static void a_jump_is_more_than_tenfold(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff:\n"
                    "    unit: person\n"
                    "    series: {2001: 5, 2002: 50, 2003: 501, 2004: 50.1, 2005: 5.01}\n"
                    "  sales: [{value: 40.4, unit: ten_thousand CNY, year: 2002},\n"
                    "    {value: 48.9, unit: CNY, year: 2003}]\n",
                    "8 'staff' jumps from 50 person (2002) to 501 person (2003), more than "
                    "tenfold\n"
                    "10 'sales' drops from 40.4 ten_thousand CNY (2002) to 48.9 CNY (2003), less "
                    "than a tenth\n");
}

static void what_stands_out_is_told_once(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff:\n"
                    "    - {value: 50, unit: person, year: 2001}\n"
                    "    - {value: 5000, unit: person, year: 2002}\n"
                    "    - {value: 60, unit: person, year: 2003}\n"
                    "    - {value: 6000, unit: person, year: 2004}\n"
                    "    - {value: 600000, unit: person, year: 2005}\n",
                    "8 'staff' jumps from 50 person (2001) to 5000 person (2002), more than "
                    "tenfold\n"
                    "10 'staff' jumps from 60 person (2003) to 6000 person (2004), more than "
                    "tenfold\n"
                    "11 'staff' jumps from 6000 person (2004) to 600000 person (2005), more than "
                    "tenfold\n");
}

static void neighbours_are_at_most_three_years_apart(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff: {unit: person, series: {2008: 5000, 2001: 1, 2004: 50}}\n"
                    "  sales: {unit: CNY, series: {2005: 50, 2001: 1}}\n",
                    "6 'staff' jumps from 1 person (2001) to 50 person (2004), more than "
                    "tenfold\n");
}

/* Every value that the figures leave open has to be such a jump. */
static void a_jump_is_certain(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff: [{at_least: 1, unit: person, year: 2001},\n"
                    "    {value: 500, unit: person, year: 2002}]\n"
                    "  sales: [{about: 10, unit: CNY, year: 2001},\n"
                    "    {about: 122, unit: CNY, year: 2002}]\n"
                    "  exports: [{under: 10, unit: CNY, year: 2001},\n"
                    "    {value: 100, unit: CNY, year: 2002}]\n"
                    "  output: [{at_most: 10, unit: CNY, year: 2001},\n"
                    "    {at_least: 100, unit: CNY, year: 2002}]\n"
                    "  firms: [{under: 10, unit: firm, year: 2001},\n"
                    "    {value: 100, unit: firm, year: 2002}]\n",
                    "15 'firms' jumps from under 10 firm (2001) to 100 firm (2002), more than "
                    "tenfold\n");
}

static void zero_and_signs_are_no_jumps(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff: {unit: person, series: {2001: 0, 2002: 50, 2003: 0}}\n"
                    "  sales: {unit: CNY, series: {2001: -1, 2002: 50, 2003: -5000}}\n"
                    "  exports: {unit: CNY, series: {2001: -1, 2002: -50}}\n"
                    "  balance: {unit: CNY, series: {2001: 1, 2002: 50}}\n"
                    "  growth: {unit: percent, series: {2001: 1, 2002: 50}}\n",
                    "8 'exports' jumps from -1 CNY (2001) to -50 CNY (2002), more than "
                    "tenfold\n");
}

static void plans_are_compared_with_plans(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff:\n"
                    "    - {value: 5, unit: person, year: 2001}\n"
                    "    - {value: 5000, unit: person, year: 2002, kind: target}\n"
                    "    - {value: 6, unit: person, year: 2003, kind: estimate}\n"
                    "    - {value: 5, unit: person, year: 2004, kind: plan}\n",
                    "10 'staff' drops from 5000 person (2002) to 5 person (2004), less than a "
                    "tenth\n");
}

static void of_a_year_the_preferred_figure_is_compared(void **state)
{
    (void)state;
    assert_findings("city-jump",
                    "indicators:\n"
                    "  staff:\n"
                    "    - {value: 5, unit: person, year: 2001}\n"
                    "    - {value: 5000, unit: person, year: 2002}\n"
                    "    - {value: 6, unit: person, year: 2002, preferred: true}\n"
                    "  sales:\n"
                    "    - {value: 5, unit: CNY, year: 2001}\n"
                    "    - {value: 5000, unit: CNY, year: 2002}\n"
                    "    - {value: 6, unit: CNY, year: 2002}\n",
                    "");
}

/* ---- shares ---- */

static void a_share_is_at_most_the_whole(void **state)
{
    (void)state;
    assert_findings("city-share-above-whole",
                    "indicators:\n"
                    "  tenants:\n"
                    "    - {value: 100, unit: percent, year: 2001}\n"
                    "    - {value: 100.1, unit: percent, year: 2002}\n"
                    "    - {over: 100, unit: percent, year: 2003}\n"
                    "    - {about: 110, unit: percent, year: 2004}\n"
                    "    - {value: 3, unit: 1, year: 2005, kind: plan}\n"
                    "  export_ratio: {value: 200, unit: percent, year: 2001}\n",
                    "8 'tenants' is 100.1 percent (2002), a share of more than the whole\n"
                    "9 'tenants' is over 100 percent (2003), a share of more than the whole\n"
                    "11 'tenants' is 3 (2005), a share of more than the whole\n"
                    "12 'export_ratio' is 200 percent (2001), a share of more than the whole\n");
}

static void what_may_be_more_is_no_share(void **state)
{
    (void)state;
    assert_findings("city-share-above-whole",
                    "indicators:\n"
                    "  crowding: {value: 200, unit: percent, year: 2001}\n"
                    "  growth: {value: 200, unit: percent, year: 2001}\n"
                    "  sales: {value: 200, unit: CNY, year: 2001}\n",
                    "");
}

/* ---- sites ---- */

static void a_site_has_no_more_than_its_city(void **state)
{
    (void)state;
    assert_findings("city-site-above-city",
                    "indicators:\n"
                    "  staff: {unit: person, series: {2001: 5, 2002: {nearly: 5}, 2003: 5}}\n"
                    "  firms: {at_least: 5, unit: firm, year: 2001}\n"
                    "sites:\n"
                    "  dock:\n"
                    "    indicators:\n"
                    "      firms: {value: 6, unit: firm, year: 2001}\n"
                    "      staff:\n"
                    "        - {value: 5, unit: person, year: 2001}\n"
                    "        - {value: 5, unit: person, year: 2002}\n"
                    "        - {about: 6, unit: person, year: 2003}\n"
                    "        - {value: 6, unit: person, year: 2004}\n"
                    "        - {value: 6, unit: person, year: 2001, kind: plan}\n",
                    "14 'staff' of site 'dock' is 5 person (2002), more than the city's nearly 5 "
                    "person\n"
                    "15 'staff' of site 'dock' is about 6 person (2003), more than the city's 5 "
                    "person\n");
}

static void what_does_not_add_up_is_not_compared(void **state)
{
    (void)state;
    assert_findings("city-site-above-city",
                    "indicators:\n"
                    "  pay: {value: 5, unit: CNY per person, year: 2001}\n"
                    "  way_to_work: {value: 5, unit: minute, year: 2001}\n"
                    "  rank: {value: 5, unit: place, year: 2001}\n"
                    "  patents: {value: 5, unit: firm, year: 2001}\n"
                    "  tax: {value: 5, unit: percent, year: 2001}\n"
                    "  balance: {value: 5, unit: CNY, year: 2001}\n"
                    "  staff: {value: 5, unit: person, year: 2001, kind: plan}\n"
                    "sites:\n"
                    "  dock:\n"
                    "    indicators:\n"
                    "      pay: {value: 50, unit: CNY per person, year: 2001}\n"
                    "      way_to_work: {value: 50, unit: minute, year: 2001}\n"
                    "      rank: {value: 50, unit: place, year: 2001}\n"
                    "      patents: {value: 50, unit: firm, year: 2001}\n"
                    "      tax: {value: 50, unit: percent, year: 2001}\n"
                    "      balance: {value: 50, unit: CNY, year: 2001}\n"
                    "      staff: {value: 50, unit: person, year: 2001}\n"
                    "      output: {value: 50, unit: CNY, year: 2001}\n",
                    "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_names_source_and_place),
        cmocka_unit_test(a_figure_has_a_year),
        cmocka_unit_test(figures_of_one_year_that_differ_are_disputed),
        cmocka_unit_test(equal_figures_are_not_disputed),
        cmocka_unit_test(only_what_was_is_disputed),
        cmocka_unit_test(a_preferred_figure_settles_it),
        cmocka_unit_test(spans_count_where_they_are_newest),
        cmocka_unit_test(a_preferred_figure_settles_its_own_years),
        cmocka_unit_test(undated_figures_are_held_against_each_other),
        cmocka_unit_test(a_figure_does_not_deny_the_period),
        cmocka_unit_test(a_span_does_not_deny_the_period),
        cmocka_unit_test(two_periods_agree),
        cmocka_unit_test(what_is_settled_or_only_meant_denies_nothing),
        cmocka_unit_test(a_jump_is_more_than_tenfold),
        cmocka_unit_test(what_stands_out_is_told_once),
        cmocka_unit_test(neighbours_are_at_most_three_years_apart),
        cmocka_unit_test(a_jump_is_certain),
        cmocka_unit_test(zero_and_signs_are_no_jumps),
        cmocka_unit_test(plans_are_compared_with_plans),
        cmocka_unit_test(of_a_year_the_preferred_figure_is_compared),
        cmocka_unit_test(a_share_is_at_most_the_whole),
        cmocka_unit_test(what_may_be_more_is_no_share),
        cmocka_unit_test(a_site_has_no_more_than_its_city),
        cmocka_unit_test(what_does_not_add_up_is_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
