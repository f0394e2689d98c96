#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "unit/engine/engine_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const catalog = "units:\n"
                                   "  m:\n"
                                   "  km: {equals: 1000 m}\n"
                                   "  far: {equals: 1e300 km}\n"
                                   "  tiny: {equals: 1e-300 m}\n"
                                   "  staff: {also: [people]}\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  road: {unit: km, range: [0, 500]}\n"
                                   "  rail: {unit: km}\n"
                                   "  crew: {unit: staff}\n"
                                   "  reach: {unit: km2, product: [rail, pier]}\n"
                                   "  thin: {unit: m/m, ratio: [rail, pier]}\n"
                                   "  pier: {unit: km}\n"
                                   "  pace: {unit: '1', growth: {of: rail, over: 2}}\n"
                                   "  leader: {type: flag}\n"
                                   "  skill: {type: level, levels: [none, partial, full]}\n";

static const char *const chart = "id: port\n"
                                 "catalog: catalog.yaml\n"
                                 "stages:\n"
                                 "  - id: all\n"
                                 "    steps:\n"
                                 "      - id: way\n"
                                 "        ask: Is there a way?\n"
                                 "        criteria:\n"
                                 "          - {index: reach, at_least: 3, basis: assumption}\n"
                                 "          - {index: thin, at_least: 3, basis: assumption}\n"
                                 "          - {index: pace, at_least: 3, basis: assumption}\n"
                                 "        actors: town\n";

#define CITY(indicators) "id: bay\nname: Bay\ncharts: [port]\nindicators:\n" indicators

static void figures_that_do_not_fit_their_index_are_told(void **state)
{
    static const struct {
        const char *city, *said;
    } rows[] = {
        { CITY("  road: {value: 600, unit: km}\n"),
          "6:9 city-no-value this figure lies outside the range of 'road', 0 to 500 km / check the "
          "figure and its unit, or the index's range\n" },
        { CITY("  road: {nearly: 0, unit: km}\n"),
          "6:9 city-no-value this leaves no value that 'road' can have / check the figure and its "
          "unit, or the index's range\n" },
        { CITY("  rail: {nearly: 0, unit: km}\n"),
          "6:9 city-no-value this leaves no value that 'rail' can have / check the figure and its "
          "unit, or the index's range\n" },
        { CITY("  road: {value: -1, unit: km}\n"),
          "6:9 city-no-value this figure lies outside the range of 'road', 0 to 500 km / check the "
          "figure and its unit, or the index's range\n" },
        { CITY("  rail: {value: 1e100, unit: far}\n"),
          "6:9 city-no-value this figure is too large for 'rail' / check the figure and its unit, "
          "or the index's range\n" },
        { CITY("  rail: {between: [-1e100, 1e100], unit: far}\n"),
          "6:9 city-no-value this figure is too large for 'rail' / check the figure and its unit, "
          "or the index's range\n" },
        { CITY("  rail: {at_least: 1e100, unit: far}\n"),
          "6:9 city-no-value this figure is too large for 'rail' / check the figure and its unit, "
          "or the index's range\n" },
        { CITY("  rail: {at_most: -1e100, unit: far}\n"),
          "6:9 city-no-value this figure is too large for 'rail' / check the figure and its unit, "
          "or the index's range\n" },
        { CITY("  rail: {between: [1, 1e100], unit: far}\n"),
          "6:9 city-no-value this figure is too large for 'rail' / check the figure and its unit, "
          "or the index's range\n" },
        { CITY("  skill: {began: 2001}\n"),
          "6:10 city-type 'began' does not fit 'skill', a level / state it by 'value'\n" },
        { CITY("  rail: {began: 2001}\n"),
          "6:9 city-type 'began' and 'ended' do not fit 'rail', a number / state the figure, and "
          "when by 'since' and 'until'\n" },
        { CITY("  skill: {at_least: 3}\n"),
          "6:10 city-type 'at_least' does not fit 'skill', a level / state it by 'value'\n" },
        { CITY("  skill: {value: full, unit: km}\n"),
          "6:30 city-unit a level has no unit / delete it, or name a number index\n" },
        { CITY("  rail: {value: 3, unit: \"km x\"}\n"),
          "6:26 city-unit unit 'km x': unknown unit 'x' / units are defined in the catalog; 'rail' "
          "is measured in 'km'\n" },
        { CITY("  rail: {value: 3, unit: km x}\n"),
          "6:29 city-unit unit 'km x': unknown unit 'x' / units are defined in the catalog; 'rail' "
          "is measured in 'km'\n" },
        { CITY("  rail: {value: 3, unit: "
               "kilometrekilometrekilometrekilometrekilometrekilometrekilometrek}\n"),
          "6:26 city-unit unknown unit "
          "'kilometrekilometrekilometrekilometrekilometrekilometrekilometrek' / units are defined "
          "in the catalog; 'rail' is measured in 'km'\n" },
        { CITY("  rail: {value: 3, unit: ''}\n"),
          "6:26 city-unit unit '': an empty unit '' / units are defined in the catalog; 'rail' is "
          "measured in 'km'\n" },
        { CITY("  crew: {value: 3, unit: (staff)}\n"),
          "6:26 city-unit unit '(staff)': unknown unit; brackets have no meaning here '(staff)' / "
          "units are defined in the catalog; 'crew' is measured in 'staff'\n" },
        { CITY("  crew: {value: 3, unit: staff)}\n"),
          "6:26 city-unit unit 'staff)': unknown unit; brackets have no meaning here 'staff)' / "
          "units are defined in the catalog; 'crew' is measured in 'staff'\n" },
        { CITY("  crew: {value: 3, unit: km}\n"),
          "6:26 city-unit unit 'km' does not convert to 'staff', the unit of 'crew' / give the "
          "figure in 'staff', or name another index\n" },
        { CITY("  rail: {value: 3}\n"), "6:9 format-missing-key this figure has no 'unit' / add "
                                        "'unit: km' if that is what it is told in\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        engine_setup(&fixture, catalog, chart);
        engine_bind(&fixture, rows[i].city);
        assert_said(&fixture, rows[i].said);
        assert_null(fixture.binding);
        engine_teardown(&fixture);
    }
}

/* ---- what is derived ---- */

static struct cf_criterion_result answer(struct engine_fixture *fixture, size_t criterion)
{
    struct cf_evaluation *evaluation;
    assert_non_null(fixture->binding);
    assert_int_equal(cf_evaluate(&evaluation, fixture->binding, NULL, NULL, fixture->diags), CF_OK);
    struct cf_criterion_result result = evaluation->steps[0].criteria[criterion];
    cf_evaluation_free(evaluation);
    return result;
}

static void what_does_not_fit_a_number_is_not_known(void **state)
{
    static const struct {
        const char *city;
        size_t criterion;
        const char *said;
    } rows[] = {
        { CITY("  rail: {value: 1e200, unit: km}\n  pier: {value: 1e200, unit: km}\n"), 0,
          "2:5 city-derived-empty 'reach', derived from 'rail' and 'pier', leaves its range: "
          "nothing is known of it / check the figures and units of the operands\n" },
        { CITY("  rail: {value: -1e200, unit: km}\n  pier: {value: 1e200, unit: km}\n"), 0,
          "2:5 city-derived-empty 'reach', derived from 'rail' and 'pier', leaves its range: "
          "nothing is known of it / check the figures and units of the operands\n" },
        { CITY("  rail: {value: 1e300, unit: m}\n  pier: {value: 1e100, unit: tiny}\n"), 1,
          "2:5 city-derived-empty 'thin', derived from 'rail' and 'pier', leaves its range: "
          "nothing is known of it / check the figures and units of the operands\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        engine_setup(&fixture, catalog, chart);
        engine_bind(&fixture, rows[i].city);
        assert_said(&fixture, "");
        assert_false(answer(&fixture, rows[i].criterion).value.known);
        assert_said(&fixture, rows[i].said);
        engine_teardown(&fixture);
    }
}

static void an_index_of_no_number_is_none(void **state)
{
    struct engine_fixture fixture;
    (void)state;
    engine_setup(&fixture, catalog, chart);
    size_t count = cf_program_index_count(fixture.program);
    assert_int_equal(count, 9);
    assert_int_equal(cf_program_index_number(fixture.program, "leader"), 7);
    assert_string_equal(cf_program_index(fixture.program, 7)->id.text, "leader");
    assert_int_equal(cf_program_domain(fixture.program, 7).members, 3);
    assert_int_equal(cf_program_index_number(fixture.program, "ledger"), count);
    assert_null(cf_program_index(fixture.program, count));
    assert_false(cf_program_domain(fixture.program, count).known);
    engine_teardown(&fixture);
}

/* An indicator whose name was refused has none. */
static void an_index_that_the_catalog_lacks_is_told_of_faulty_cities_too(void **state)
{
    struct engine_fixture fixture;
    (void)state;
    engine_setup(&fixture, catalog, chart);
    engine_bind(&fixture, CITY("  Rail: {value: 3, unit: km}\n  raid: {value: 3, unit: km}\n"));
    assert_null(fixture.binding);
    cf_diags_clear(fixture.diags);
    const struct cf_program *programs[] = { fixture.program };
    assert_int_equal(cf_check_indicators(fixture.city, programs, 1, fixture.diags), CF_OK);
    assert_said(&fixture, "7:3 city-unknown-index no index 'raid' in the catalog / did you mean "
                          "'rail'?\n");
    engine_teardown(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_that_do_not_fit_their_index_are_told),
        cmocka_unit_test(an_index_that_the_catalog_lacks_is_told_of_faulty_cities_too),
        cmocka_unit_test(what_does_not_fit_a_number_is_not_known),
        cmocka_unit_test(an_index_of_no_number_is_none),
    };
    return cmocka_run_group_tests_name("binding", tests, NULL, NULL);
}
