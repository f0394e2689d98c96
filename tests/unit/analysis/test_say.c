/* Sets of values in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "analysis/say.h"
#include "unit/analysis/chart_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const catalog =
    "clusterflow: catalog/1\n"
    "units: {person: {label: persons}, CNY: {label: yuan}, sheep: {label: sheep}, m: , ha: {label: "
    "has}}\n"
    "actor_classes: {town: {}}\n"
    "indices:\n"
    "  crew: {unit: person, range: [0, 1000]}\n"
    "  cost: {unit: CNY}\n"
    "  share: {unit: '1'}\n"
    "  skill: {type: level, levels: [none, partial, full]}\n"
    "  form: {type: category, values: [a, b, c, d, e, f, g, h, i, j, k, l]}\n"
    "  leader: {type: flag}\n";

static const char *const chart =
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\n"
    "units: {berth: {label: berths}}\n"
    "stages:\n  - id: all\n    steps:\n"
    "      - {id: a, ask: Is it so?, actors: town, criteria: [{index: leader, is: true, basis: "
    "existence}]}\n";

static struct chart_fixture fixture;
static struct cf_arena arena;
static struct cf_speaker speaker;

static int begin(void **state)
{
    (void)state;
    chart_setup(&fixture, catalog, chart);
    speaker = (struct cf_speaker){ fixture.program, &arena };
    return 0;
}

static int end(void **state)
{
    (void)state;
    cf_arena_clear(&arena);
    chart_teardown(&fixture);
    return 0;
}

static const struct cf_index *index_of(const char *id)
{
    return cf_program_index(fixture.program, cf_program_index_number(fixture.program, id));
}

static void units_are_said_in_the_plural_but_for_one(void **state)
{
    static const struct {
        const char *unit;
        double number;
        const char *said;
    } rows[] = {
        { "person", 2, " persons" },
        { "person", 1, " person" },
        { "CNY", 1, " yuan" },
        { "CNY", 2, " yuan" },
        { "sheep", 1, " sheep" },
        { "m", 2, " m" },
        { "berth", 2, " berths" },
        { "berth", 1, " berth" },
        { "m per ha", 2, " m per ha" },
        { "ha", 1, " ha" },
        { "1", 2, "" },
        { NULL, 2, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(cf_say_unit(&speaker, rows[i].unit, rows[i].number), rows[i].said);
}

static void intervals_are_said_by_their_ends(void **state)
{
    static const struct {
        struct cf_interval interval;
        const char *said;
    } rows[] = {
        { { -INFINITY, INFINITY, true, true }, "any number" },
        { { 5, INFINITY, false, true }, "at least 5 persons" },
        { { 5, INFINITY, true, true }, "over 5 persons" },
        { { -INFINITY, 1, true, false }, "at most 1 person" },
        { { -INFINITY, 5, true, true }, "under 5 persons" },
        { { 5, 5, false, false }, "exactly 5 persons" },
        { { 5, 7, false, false }, "5 to 7 persons" },
        { { 5, 7, true, false }, "over 5 and at most 7 persons" },
        { { 5, 7, false, true }, "at least 5 and under 7 persons" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct cf_value set = { .type = CF_NUMBER, .known = true, .interval = rows[i].interval };
        assert_string_equal(cf_say_set(&speaker, index_of("crew"), &set), rows[i].said);
    }
}

static void members_are_named_as_long_as_they_are_few(void **state)
{
    static const struct {
        const char *index;
        uint64_t members;
        const char *said;
    } rows[] = {
        { "skill", 0, "none of its values" },
        { "skill", 2, "partial" },
        { "skill", 6, "partial or full" },
        { "skill", 7, "none, partial or full" },
        { "leader", 1, "false" },
        { "leader", 3, "false or true" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct cf_index *index = index_of(rows[i].index);
        struct cf_value set = { .type = index->type, .known = true, .members = rows[i].members };
        assert_string_equal(cf_say_set(&speaker, index, &set), rows[i].said);
    }
    struct cf_value many = { .type = CF_CATEGORY, .known = true, .members = 0xfff };
    assert_non_null(strstr(cf_say_set(&speaker, index_of("form"), &many), " others"));
}

static void every_value_is_said_with_the_range(void **state)
{
    static const char *const said[][2] = {
        { "crew", "every value (0 to 1000 persons)" },
        { "cost", "every value" },
        { "skill", "every level" },
        { "form", "every value" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(said); i++)
        assert_string_equal(
            cf_say_every_value(&speaker, cf_program_index_number(fixture.program, said[i][0])),
            said[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_said_in_the_plural_but_for_one),
        cmocka_unit_test(intervals_are_said_by_their_ends),
        cmocka_unit_test(members_are_named_as_long_as_they_are_few),
        cmocka_unit_test(every_value_is_said_with_the_range),
    };
    return cmocka_run_group_tests_name("words for sets", tests, begin, end);
}
