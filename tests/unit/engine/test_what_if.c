#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "unit/engine/engine_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const catalog = "units:\n"
                                   "  m:\n"
                                   "  km: {equals: 1000 m}\n"
                                   "  far: {equals: 1e300 km}\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  road: {unit: km, range: [0, 500]}\n"
                                   "  rail: {unit: km}\n"
                                   "  leader: {type: flag}\n"
                                   "  skill: {type: level, levels: [none, partial, full]}\n"
                                   "  form: {type: category, values: [public, private, mixed]}\n";

static const char *const chart =
    "id: port\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: all\n"
    "    steps:\n"
    "      - id: way\n"
    "        ask: Is there a way?\n"
    "        need: 1\n"
    "        criteria:\n"
    "          - {index: road, at_most: 3, tolerance: 0.1, basis: assumption}\n"
    "          - {index: rail, between: [2000, 9000], unit: m, basis: assumption}\n"
    "          - {index: skill, at_least: full}\n"
    "          - {index: form, one_of: [public]}\n"
    "          - {index: leader, is: true, basis: existence}\n"
    "        actors: town\n";

static const char *const city = "id: bay\nname: Bay\ncharts: [port]\n"
                                "indicators:\n"
                                "  rail: {value: 4, unit: km}\n";

static void setup(struct engine_fixture *fixture)
{
    engine_setup(fixture, catalog, chart);
    assert_said(fixture, "");
}

/* The answer to the first criterion on the index in the city. */
static struct cf_criterion_result answer(struct engine_fixture *fixture, size_t criterion)
{
    struct cf_evaluation *evaluation;
    engine_bind(fixture, city);
    assert_int_equal(cf_evaluate(&evaluation, fixture->binding, NULL, NULL, fixture->diags), CF_OK);
    struct cf_criterion_result result = evaluation->steps[0].criteria[criterion];
    cf_evaluation_free(evaluation);
    return result;
}

/* ---- values ---- */

static void a_value_holds_instead_of_what_is_known(void **state)
{
    static const struct {
        const char *assignment;
        size_t criterion;
        enum cf_answer answer;
    } rows[] = {
        { "road=3", 0, CF_YES },      { "road = 3", 0, CF_YES },     { "road=4 km", 0, CF_NO },
        { "road=3300 m", 0, CF_YES }, { "rail=10", 1, CF_NO },       { "rail=4000 m", 1, CF_YES },
        { "skill=full", 2, CF_YES },  { "skill=partial", 2, CF_NO }, { "form=public", 3, CF_YES },
        { "leader=true", 4, CF_YES }, { "leader=false", 4, CF_NO },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        setup(&fixture);
        assert_int_equal((i % 2 ? cf_program_set : cf_program_set_given)(
                             fixture.program, rows[i].assignment, fixture.diags),
                         CF_OK);
        assert_int_equal(answer(&fixture, rows[i].criterion).answer, rows[i].answer);
        assert_said(&fixture, "");
        engine_teardown(&fixture);
    }
}

static void an_index_that_no_chart_has_is_not_found_and_nothing_is_said(void **state)
{
    struct engine_fixture fixture;
    (void)state;
    setup(&fixture);
    assert_int_equal(cf_program_set(fixture.program, "roads=3", fixture.diags), CF_NOT_FOUND);
    assert_int_equal(cf_program_set_given(fixture.program, "roads=3", fixture.diags), CF_NOT_FOUND);
    assert_int_equal(cf_program_set_threshold(fixture.program, "way/roads=3", fixture.diags),
                     CF_NOT_FOUND);
    assert_int_equal(cf_program_set_threshold(fixture.program, "ways/road=3", fixture.diags),
                     CF_NOT_FOUND);
    assert_int_equal(cf_program_set_threshold(fixture.program, "wax/road=3", fixture.diags),
                     CF_NOT_FOUND);
    assert_said(&fixture, "");
    engine_teardown(&fixture);
}

/* Where it was said: --set and --given tell their names in place of a file's. */
static void what_is_no_value_is_told_where_it_stands(void **state)
{
    static const struct {
        const char *assignment, *said;
    } rows[] = {
        { "road", "1:1 what-if 'road' is not an assignment / write INDEX=VALUE, such as "
                  "universities=29\n" },
        { "road=", "1:1 what-if 'road=' is not an assignment / write INDEX=VALUE, such as "
                   "universities=29\n" },
        { "=3",
          "1:1 what-if '=3' is not an assignment / write INDEX=VALUE, such as universities=29\n" },
        { "  =  ", "1:1 what-if '  =  ' is not an assignment / write INDEX=VALUE, such as "
                   "universities=29\n" },
        { "road=three",
          "1:6 what-if 'three' is not a number / write a number such as 29, 0.5 or 1.5e3\n" },
        { "road=3 kn",
          "1:8 what-if unknown unit 'kn' / did you mean 'km'? 'road' is measured in 'km'\n" },
        { "road=501", "1:6 what-if 501 lies outside the range of 'road' / give a value that 'road' "
                      "can have\n" },
        { "rail=1e100 far", "1:6 what-if 1e100 far lies outside the range of 'rail' / give a value "
                            "that 'rail' can have\n" },
        { "skill=fully", "1:7 what-if 'fully' is no level of 'skill' / did you mean 'full'?\n" },
        { "leader=yes", "1:8 what-if 'yes' is not a flag / did you mean true, without quotes?\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        setup(&fixture);
        assert_int_equal(cf_program_set(fixture.program, rows[i].assignment, fixture.diags),
                         CF_INVALID);
        assert_string_equal(cf_diags_get(fixture.diags, 0)->file, "--set");
        assert_said(&fixture, rows[i].said);
        cf_diags_clear(fixture.diags);
        assert_int_equal(cf_program_set_given(fixture.program, rows[i].assignment, fixture.diags),
                         CF_INVALID);
        assert_string_equal(cf_diags_get(fixture.diags, 0)->file, "--given");
        assert_said(&fixture, rows[i].said);
        engine_teardown(&fixture);
    }
}

/* ---- critical levels ---- */

static void a_critical_level_holds_without_tolerance_in_the_units_of_the_criterion(void **state)
{
    static const struct {
        const char *assignment;
        size_t criterion;
        enum cf_answer answer;
        double level[2];
    } rows[] = {
        { "way/rail=2000..3000", 1, CF_NO, { 2, 3 } },
        { "way/rail=4000..4000", 1, CF_YES, { 4, 4 } },
        { "way/rail=2..5 km", 1, CF_YES, { 2, 5 } },
        { "way/road=7", 0, CF_UNKNOWN, { 7, 0 } },
        { "way/form=private,mixed", 3, CF_UNKNOWN, { 0, 0 } },
        { "way/skill=partial", 2, CF_UNKNOWN, { 0, 0 } },
        { "way/leader=false", 4, CF_UNKNOWN, { 0, 0 } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        setup(&fixture);
        assert_int_equal(
            cf_program_set_threshold(fixture.program, rows[i].assignment, fixture.diags), CF_OK);
        struct cf_criterion_result result = answer(&fixture, rows[i].criterion);
        assert_int_equal(result.answer, rows[i].answer);
        assert_int_equal(result.basis, CF_BASIS_WHAT_IF);
        assert_true(result.tolerance == 0);
        assert_true(result.threshold[0] == rows[i].level[0]);
        assert_true(result.threshold[1] == rows[i].level[1]);
        engine_teardown(&fixture);
    }
}

static void what_is_no_critical_level_is_told(void **state)
{
    static const struct {
        const char *assignment, *said;
    } rows[] = {
        { "way/road", "1:1 what-if 'way/road' is not an assignment / write STEP/INDEX=VALUE, such "
                      "as universities/universities=10\n" },
        { "road=3", "1:1 what-if 'road' is not a step and an index / write STEP/INDEX=VALUE, such "
                    "as universities/universities=10\n" },
        { "way/road=three",
          "1:10 what-if 'three' is not a number / write a number such as 29, 0.5 or 1.5e3\n" },
        { "way/road=3 kn",
          "1:12 what-if unknown unit 'kn' / did you mean 'km'? 'road' is measured in 'km'\n" },
        { "way/road=1e100 far", "1:10 what-if the critical level is too large to be told in 'km' / "
                                "check the figure and its unit\n" },
        { "way/rail=3", "1:10 what-if 'between' takes two numbers / write them as A..B\n" },
        { "way/rail=1..2..3", "1:10 what-if 'between' takes two numbers / write them as A..B\n" },
        { "way/rail=3 m..x", "1:10 what-if 'between' takes two numbers / write them as A..B\n" },
        { "way/rail=5..3",
          "1:10 what-if 'between' begins above its end / give the smaller number first\n" },
        { "way/rail=3..", "1:13 what-if '' is not a number / write a number\n" },
        { "way/form=public,",
          "1:17 what-if '' is no value of 'form' / write one of public, private, mixed\n" },
        { "way/skill=fully",
          "1:11 what-if 'fully' is no level of 'skill' / did you mean 'full'?\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct engine_fixture fixture;
        setup(&fixture);
        assert_int_equal(
            cf_program_set_threshold(fixture.program, rows[i].assignment, fixture.diags),
            CF_INVALID);
        assert_string_equal(cf_diags_get(fixture.diags, 0)->file, "--threshold");
        assert_said(&fixture, rows[i].said);
        engine_teardown(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_holds_instead_of_what_is_known),
        cmocka_unit_test(an_index_that_no_chart_has_is_not_found_and_nothing_is_said),
        cmocka_unit_test(what_is_no_value_is_told_where_it_stands),
        cmocka_unit_test(a_critical_level_holds_without_tolerance_in_the_units_of_the_criterion),
        cmocka_unit_test(what_is_no_critical_level_is_told),
    };
    return cmocka_run_group_tests_name("what-ifs", tests, NULL, NULL);
}
