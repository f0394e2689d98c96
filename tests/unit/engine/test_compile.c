#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "unit/engine/engine_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- faults in the words of a chart ---- */

static const char *const catalog = "units:\n"
                                   "  m:\n"
                                   "  km: {equals: 1000 m}\n"
                                   "  person: {also: [people]}\n"
                                   "factors: {people: {}}\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  road: {unit: km, range: [0, 500]}\n"
                                   "  staff: {unit: person}\n"
                                   "  leader: {type: flag}\n"
                                   "  skill: {type: level, levels: [none, full]}\n";

#define CHART(words, criteria)                                                                     \
    "id: port\ncatalog: catalog.yaml\n" words "stages:\n  - id: all\n    steps:\n"                 \
    "      - id: way\n        ask: Is there a way?\n        criteria: [" criteria "]\n"            \
    "        actors: town\n"

#define ROAD "{index: road, at_most: 3, basis: assumption}"

static void what_a_chart_defines_badly_is_told(void **state)
{
    static const struct {
        const char *chart, *said;
    } rows[] = {
        { CHART("factors: {people: {}}\n", ROAD),
          "4:11 catalog-redefined factor 'people' is defined already / choose another id, or "
          "delete it here\n" },
        { CHART("actor_classes: {town: {}}\n", ROAD),
          "4:17 catalog-redefined actor class 'town' is defined already / choose another id, or "
          "delete it here\n" },
        { CHART("indices: {road: {unit: m}}\n", ROAD),
          "4:11 catalog-redefined index 'road' is defined already / choose another id, or delete "
          "it here\n" },
        { CHART("indices: {rail: {unit: m, factor: peple}}\n", ROAD),
          "4:35 catalog-undefined no factor 'peple' / did you mean 'people'?\n" },
        { CHART("units: {mile: {equals: 1.6 kn}}\n", ROAD),
          "4:28 catalog-unit unit 'mile': unknown unit 'kn' / make it of numbers and of units that "
          "stand before it\n" },
        { CHART("units: {firm: {also: [business, people]}}\n", ROAD),
          "4:33 catalog-unit unit name 'people': the name is taken already / choose another "
          "name\n" },
        { CHART("units: {people: {also: [folk]}}\n", ROAD),
          "4:9 catalog-unit unit name 'people': the name is taken already / choose another "
          "name\n" },
        { CHART("indices: {rail: {unit: 'km x', range: [0, 1]}}\n", ROAD),
          "4:24 catalog-unit unit 'km x': unknown unit 'x' / define it under 'units'\n" },
        { CHART("units: {big: {equals: 18446744073709551615}}\n"
                "indices: {a: {unit: big}, b: {unit: big, product: [a, a]}}\n",
                ROAD),
          "5:37 catalog-derived the product of 'b' does not come out in 'big' / mend the unit or "
          "the operands\n" },
        { CHART("indices: {rail: {unit: kn}}\n", ROAD),
          "4:24 catalog-unit unknown unit 'kn' / did you mean 'km'?\n" },
        { CHART("indices: {pace: {unit: km, growth: {of: staff, over: 2}}}\n", ROAD),
          "4:24 catalog-derived the growth of 'pace' is a pure number and not in 'km' / mend the "
          "unit or the operands\n" },
        { CHART("indices: {pace: {unit: km, ratio: [road, staff]}}\n", ROAD),
          "4:24 catalog-derived the ratio of 'pace' does not come out in 'km' / mend the unit or "
          "the operands\n" },
        { CHART("indices: {both: {unit: km, sum: [road, staff]}}\n", ROAD),
          "4:24 catalog-derived the sum of 'both' has an operand that does not convert to 'km' / "
          "mend the unit or the operands\n" },
        { CHART("indices: {both: {unit: km, sum: [road, rood]}}\n", ROAD),
          "4:40 catalog-derived operand 'rood' is not defined / define it under 'indices'\n" },
        { CHART("indices: {both: {unit: km, sum: [road, leader]}}\n", ROAD),
          "4:40 catalog-derived operand 'leader' is not a number index / derive from numbers\n" },
        { CHART("indices: {a: {unit: m, sum: [road]}, b: {unit: m, sum: [a]}}\n", ROAD),
          "4:57 catalog-derived operand 'a' is derived itself / derive from observed indices\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        engine_setup(&fixture, catalog, rows[i].chart);
        assert_said(&fixture, rows[i].said);
        assert_null(fixture.program);
        engine_teardown(&fixture);
    }
}

/* What the loader has refused is passed over: nothing is said twice. */
static void what_is_refused_already_is_told_once(void **state)
{
    static const struct {
        const char *chart, *said;
    } rows[] = {
        { CHART("indices: {Rail: {unit: m}}\n", ROAD),
          "4:11 format-id 'Rail' is not an id / did you mean 'rail'?\n" },
        { CHART("units: {\"2m\": {equals: 2 m}}\n", ROAD),
          "4:9 catalog-unit '2m' cannot name a unit / use letters, digits and _, not a digit "
          "first, and not 'per'; other spellings go into 'also'\n" },
        { CHART("units: {\"2m\": {equals: 2 m}}\nindices: {rail: {unit: kn}}\n", ROAD),
          "4:9 catalog-unit '2m' cannot name a unit / use letters, digits and _, not a digit "
          "first, "
          "and not 'per'; other spellings go into 'also'\n"
          "5:24 catalog-unit unknown unit 'kn' / did you mean 'km'?\n" },
        { CHART("factors: {People: {}}\n", ROAD),
          "4:11 format-id 'People' is not an id / did you mean 'people'?\n" },
        { CHART("indices: {rail: {range: [0, 1]}}\n", "{index: rail, at_most: 1, unit: m}"),
          "4:11 format-missing-key a number index needs 'unit' / add its unit, or say 'type: "
          "flag'\n" },
        { CHART("indices: {rail: {unit: m, sum: []}}\n", "{index: rail, at_most: 1}"),
          "4:32 catalog-derived 'sum' takes a list of indices / write [a, b]\n" },
        { CHART("indices: {rail: {unit: m, sum: [Road]}}\n", "{index: rail, at_most: 1}"),
          "4:33 format-id 'Road' is not an id / did you mean 'road'?\n" },
        { CHART("indices: {rail: {unit: x}, rails: {unit: m, sum: [rail]}}\n",
                "{index: rail, at_most: 1, unit: m}"),
          "4:24 catalog-unit unknown unit 'x' / define it under 'units'\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        engine_setup(&fixture, catalog, rows[i].chart);
        assert_said(&fixture, rows[i].said);
        assert_null(fixture.program);
        engine_teardown(&fixture);
    }
}

/* ---- criteria ---- */

static void criteria_that_do_not_fit_their_index_are_told(void **state)
{
    static const struct {
        const char *chart, *said;
    } rows[] = {
        { CHART("", "{index: skill, at_least: full, unit: km}"),
          "9:57 chart-unit a level has no unit / delete it\n" },
        { CHART("", "{index: skill, between: [none, full]}"),
          "9:20 chart-test 'between' does not fit 'skill', a level / test it by 'at_least', "
          "'at_most' or 'is'\n" },
        { CHART("", "{index: skill, at_least: full, tolerance: 0.1}"),
          "9:62 chart-test a level has no tolerance / delete it\n" },
        { CHART("", "{index: road, between: [5, 3], basis: assumption}"),
          "9:44 format-range 'between' begins above its end / give the smaller number first\n" },
        { CHART("", "{index: road, at_least: 1e308, unit: km km km, basis: assumption}"),
          "9:57 chart-unit unit 'km km km' does not convert to 'km', the unit of 'road' / give the "
          "figure in 'km', or name another index\n" },
        { CHART("units: {far: {equals: 1e9 km}}\n",
                "{index: road, at_least: 1e308, unit: far, basis: assumption}"),
          "10:44 format-range the critical level is too large to be told in 'km' / check the "
          "figure and its unit\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        engine_setup(&fixture, catalog, rows[i].chart);
        assert_said(&fixture, rows[i].said);
        assert_null(fixture.program);
        engine_teardown(&fixture);
    }
}

/* As many as a set has bits. */
static void an_index_has_up_to_64_values(void **state)
{
    struct engine_fixture fixture;
    char words[1024] = "indices: {form: {type: category, values: [v0", text[2048];
    (void)state;
    for (int i = 1; i < 64; i++)
        snprintf(words + strlen(words), sizeof words - strlen(words), ", v%d", i);
    snprintf(text, sizeof text, CHART("%s]}}\n", ROAD), words);
    engine_setup(&fixture, catalog, text);
    assert_said(&fixture, "");
    size_t number = cf_program_index_number(fixture.program, "form");
    assert_true(cf_program_domain(fixture.program, number).members == UINT64_MAX);
    engine_teardown(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_chart_defines_badly_is_told),
        cmocka_unit_test(what_is_refused_already_is_told_once),
        cmocka_unit_test(an_index_has_up_to_64_values),
        cmocka_unit_test(criteria_that_do_not_fit_their_index_are_told),
    };
    return cmocka_run_group_tests_name("compiling", tests, NULL, NULL);
}
