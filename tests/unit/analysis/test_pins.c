#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <clusterflow/stress.h>

#include "unit/engine/engine_fixture.h"

static const char *const catalog = "units: {m: , km: {equals: 1000 m}, person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  road: {unit: km, range: [0, 500]}\n"
                                   "  crew: {unit: person}\n"
                                   "  sea: {unit: km}\n"
                                   "  skill: {type: level, levels: [none, partial, full]}\n"
                                   "  form: {type: category, values: [open, shut, none]}\n";

static const char *const chart =
    "id: port\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: all\n"
    "    steps:\n"
    "      - id: way\n"
    "        ask: Is there a way?\n"
    "        actors: town\n"
    "        criteria:\n"
    "          - {index: road, at_most: 3000, unit: m, tolerance: 0.1, basis: assumption}\n"
    "      - id: people\n"
    "        ask: Are there people?\n"
    "        actors: town\n"
    "        criteria:\n"
    "          - {index: crew, between: [10, 20], tolerance: 0.2, basis: assumption}\n"
    "          - {index: skill, at_least: partial, basis: assumption}\n"
    "          - {index: form, is: open, basis: assumption}\n"
    "      - id: water\n"
    "        ask: Is the sea near, but not too near?\n"
    "        actors: town\n"
    "        criteria:\n"
    "          - {index: sea, at_least: 2, basis: assumption}\n"
    "          - {index: sea, at_most: 9, basis: assumption}\n";

static const char *const city = "id: bay\nname: Bay\ncharts: [port]\nas_of: 2006\n"
                                "indicators:\n"
                                "  road: [{value: 2, unit: km}, {about: 2500, unit: m}]\n"
                                "  sea: {value: 5, unit: km}\n"
                                "  crew: {value: 15, unit: person}\n"
                                "  skill: {value: full}\n"
                                "  form: {value: open}\n"
                                "sites:\n"
                                "  quay:\n"
                                "    name: Quay\n"
                                "    indicators:\n"
                                "      road: {value: 2, unit: km}\n"
                                "      sea: {about: 5, unit: km}\n"
                                "      crew: {value: 15, unit: person}\n";

struct pinned {
    struct engine_fixture fixture;
    const struct cf_locality *site;
    struct cf_flips *flips;
    struct cf_pins *pins;
};

static void setup(struct pinned *pinned, bool site, size_t most)
{
    engine_setup(&pinned->fixture, catalog, chart);
    engine_bind(&pinned->fixture, city);
    assert_said(&pinned->fixture, "");
    pinned->site = site ? &pinned->fixture.city->sites[0] : NULL;
    assert_int_equal(cf_find_flips(&pinned->flips, pinned->fixture.binding, pinned->site, NULL),
                     CF_OK);
    assert_int_equal(cf_pin_flips(&pinned->pins, pinned->flips, pinned->fixture.binding,
                                  pinned->site, NULL, most),
                     CF_OK);
}

static void teardown(struct pinned *pinned)
{
    cf_pins_free(pinned->pins);
    cf_flips_free(pinned->flips);
    engine_teardown(&pinned->fixture);
}

static const char *index_of(const struct pinned *pinned, const struct cf_pin *pin)
{
    return cf_program_index(pinned->fixture.program, pin->line->lever->index)->id.text;
}

/* The pin of a figure or a level on the index, on one side; NULL: there is none. */
static const struct cf_pin *find(const struct pinned *pinned, const char *index, bool figure,
                                 bool higher, bool beyond)
{
    for (size_t i = 0; i < pinned->pins->count; i++) {
        const struct cf_pin *pin = &pinned->pins->items[i];
        if (strcmp(index_of(pinned, pin), index) == 0 && pin->beyond == beyond &&
            pin->line->higher == higher && !pin->line->lever->observation == !figure)
            return pin;
    }
    return NULL;
}

/* ---- values ---- */

static void a_value_inside_has_the_outcome_of_now_and_one_beyond_has_not(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 0);
    const struct cf_pin *inside = find(&pinned, "crew", true, true, false);
    const struct cf_pin *beyond = find(&pinned, "crew", true, true, true);
    assert_true(inside->value == 24 && inside->end.verdict == CF_CLEAR);
    assert_true(beyond->value == 25 && beyond->end.verdict == CF_BOTTLENECK);
    assert_int_equal(beyond->end.first_no, 1);
    teardown(&pinned);
}

static void of_levels_the_one_before_the_flip_is_inside_unless_it_is_the_present_one(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 0);
    assert_true(find(&pinned, "skill", true, false, false)->value == 1);
    assert_true(find(&pinned, "skill", true, false, true)->value == 0);
    assert_null(find(&pinned, "skill", false, true, false)); /* full is the last one */
    assert_null(find(&pinned, "form", true, false, false));
    assert_true(find(&pinned, "form", true, false, true)->value == 1);
    teardown(&pinned);
}

static void the_nearest_flips_are_taken(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 1);
    assert_int_equal(pinned.pins->told, 1);
    assert_ptr_equal(pinned.pins->items[0].line, &pinned.flips->lines[0]);
    for (size_t i = 1; i < pinned.flips->line_count; i++)
        assert_true(pinned.flips->lines[i - 1].flip.share <= pinned.flips->lines[i].flip.share);
    teardown(&pinned);
}

/* ---- how they are stated ---- */

static void a_figure_is_stated_with_those_that_count_beside_it(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 0);
    const struct cf_pin *pin = find(&pinned, "road", true, true, true);
    assert_int_equal(pin->way, CF_PIN_FIGURES);
    assert_int_equal(pin->figure_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct cf_pin_figure *figure = &pin->figures[i];
        assert_ptr_equal(figure->observation,
                         &pinned.fixture.city->self.indicators[0].observations[i]);
        assert_true(figure->moved == (figure->observation == pin->line->lever->observation));
        assert_true(figure->figures[0] == (figure->moved ? pin->value : i ? 2.5 : 2));
    }
    teardown(&pinned);
}

static void a_level_without_its_tolerance_accepts_the_same(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 0);
    const struct cf_pin *road = find(&pinned, "road", false, false, false);
    const struct cf_pin *low = find(&pinned, "crew", false, true, false);
    assert_int_equal(road->way, CF_PIN_LEVEL);
    assert_true(road->level[0] == cf_widen(road->value, 0.1));
    assert_true(low->level[0] == cf_widen(low->value, -0.2) && low->level[1] == 24);
    teardown(&pinned);
}

static void one_of_two_levels_cannot_be_stated(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, false, 0);
    assert_int_equal(pinned.pins->left_out, 2);
    assert_null(find(&pinned, "sea", false, true, true));
    assert_non_null(find(&pinned, "sea", true, true, true));
    teardown(&pinned);
}

static void a_figure_of_a_site_is_set_if_it_is_a_plain_value(void **state)
{
    struct pinned pinned;
    (void)state;
    setup(&pinned, true, 0);
    assert_int_equal(find(&pinned, "road", true, true, true)->way, CF_PIN_SET);
    assert_int_equal(find(&pinned, "skill", true, false, true)->way, CF_PIN_FIGURES); /* shared */
    assert_null(find(&pinned, "sea", true, true, true));
    assert_int_equal(pinned.pins->left_out, 4); /* two ends of sea, and its two levels */
    teardown(&pinned);
}

/* ---- by the engine ---- */

/* What comes of a what-if, in a fixture of its own. */
static void assert_comes_to(const struct cf_pin *pin, const char *what_if)
{
    struct engine_fixture fixture;
    struct cf_evaluation *evaluation;
    engine_setup(&fixture, catalog, chart);
    enum cf_status status = pin->way == CF_PIN_SET
                                ? cf_program_set(fixture.program, what_if, fixture.diags)
                                : cf_program_set_threshold(fixture.program, what_if, fixture.diags);
    assert_int_equal(status, CF_OK);
    engine_bind(&fixture, city);
    const struct cf_locality *site = pin->way == CF_PIN_SET ? &fixture.city->sites[0] : NULL;
    assert_int_equal(cf_evaluate(&evaluation, fixture.binding, site, NULL, fixture.diags), CF_OK);
    assert_int_equal(evaluation->verdict, pin->end.verdict);
    assert_int_equal(evaluation->first_no, pin->end.first_no);
    cf_evaluation_free(evaluation);
    engine_teardown(&fixture);
}

static void what_ifs_come_to_what_the_pins_say(void **state)
{
    char text[200];
    struct pinned pinned;
    (void)state;
    for (int site = 0; site < 2; site++) {
        setup(&pinned, site, 0);
        for (size_t i = 0; i < pinned.pins->count; i++) {
            const struct cf_pin *pin = &pinned.pins->items[i];
            const char *index = index_of(&pinned, pin);
            if (pin->way == CF_PIN_SET)
                snprintf(text, sizeof text, "%s=%.17g", index, pin->value);
            else if (strcmp(index, "road") == 0)
                snprintf(text, sizeof text, "way/road=%.17g km", pin->level[0]);
            else if (strcmp(index, "crew") == 0)
                snprintf(text, sizeof text, "people/crew=%.17g..%.17g", pin->level[0],
                         pin->level[1]);
            if (pin->way == CF_PIN_SET ||
                (pin->way == CF_PIN_LEVEL && !pin->line->lever->members && !site))
                assert_comes_to(pin, text);
        }
        teardown(&pinned);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_inside_has_the_outcome_of_now_and_one_beyond_has_not),
        cmocka_unit_test(of_levels_the_one_before_the_flip_is_inside_unless_it_is_the_present_one),
        cmocka_unit_test(the_nearest_flips_are_taken),
        cmocka_unit_test(a_figure_is_stated_with_those_that_count_beside_it),
        cmocka_unit_test(a_level_without_its_tolerance_accepts_the_same),
        cmocka_unit_test(one_of_two_levels_cannot_be_stated),
        cmocka_unit_test(a_figure_of_a_site_is_set_if_it_is_a_plain_value),
        cmocka_unit_test(what_ifs_come_to_what_the_pins_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
