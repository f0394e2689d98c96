#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include <clusterflow/grounds.h>

#include "unit/engine/engine_fixture.h"

static const char *const catalog = "units: {m: , km: {equals: 1000 m}, person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  road: {unit: km, range: [0, 500]}\n"
                                   "  rail: {unit: km}\n"
                                   "  ways: {unit: km, sum: [road, rail]}\n"
                                   "  more: {unit: '1', growth: {of: rail, over: 1}}\n";

static const char *const chart = "id: port\n"
                                 "catalog: catalog.yaml\n"
                                 "stages:\n"
                                 "  - id: all\n"
                                 "    steps:\n"
                                 "      - id: way\n"
                                 "        ask: Is there a way?\n"
                                 "        actors: town\n"
                                 "        criteria:\n"
                                 "          - {index: road, at_most: 3, basis: assumption}\n"
                                 "          - {index: ways, at_least: 3, basis: assumption}\n"
                                 "          - {index: more, at_least: 1, basis: assumption}\n"
                                 "          - {index: road, at_least: 1, basis: assumption}\n";

static const char *const city = "id: bay\nname: Bay\ncharts: [port]\nas_of: 2006\n"
                                "indicators:\n"
                                "  road:\n"
                                "    - {between: [2000, 4000], unit: m, year: 2005}\n"
                                "    - {value: 3, unit: km, year: 2005}\n"
                                "  rail: {unit: km, series: {2004: 2, 2005: {at_least: 6}}}\n";

static void setup(struct engine_fixture *fixture)
{
    engine_setup(fixture, catalog, chart);
    engine_bind(fixture, city);
    assert_said(fixture, "");
}

static struct cf_grounds *find(struct engine_fixture *fixture,
                               const struct cf_evaluate_options *options)
{
    struct cf_grounds *grounds;
    assert_int_equal(cf_find_grounds(&grounds, fixture->binding, NULL, options, fixture->diags),
                     CF_OK);
    return grounds;
}

static void grounds_are_the_pools_of_figures_that_count(void **state)
{
    struct engine_fixture fixture;
    (void)state;
    setup(&fixture);
    struct cf_grounds *grounds = find(&fixture, NULL);
    assert_int_equal(grounds->count, 3); /* road is asked for twice */
    assert_int_equal(grounds->of_criterion[0], grounds->of_criterion[3]);
    const struct cf_ground *road = &grounds->items[grounds->of_criterion[0]];
    assert_false(road->derived);
    assert_int_equal(road->pool_count, 1);
    assert_int_equal(grounds->pools[road->pools[0]].count, 2);
    assert_true(grounds->pools[road->pools[0]].disputed);
    const struct cf_ground *ways = &grounds->items[grounds->of_criterion[1]];
    assert_true(ways->derived && ways->given);
    assert_int_equal(ways->pool_count, 2);
    assert_int_equal(ways->pools[0], road->pools[0]); /* the same figures, one pool */
    const struct cf_ground *more = &grounds->items[grounds->of_criterion[2]];
    assert_true(more->given);
    assert_int_not_equal(more->pools[0], more->pools[1]); /* of the same index, other figures */
    cf_grounds_free(grounds);
    engine_teardown(&fixture);
}

static void an_earlier_year_rests_on_other_figures(void **state)
{
    struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    struct engine_fixture fixture;
    (void)state;
    setup(&fixture);
    options.year = 2004;
    struct cf_grounds *grounds = find(&fixture, &options);
    assert_int_equal(grounds->pools[grounds->items[0].pools[0]].count, 0);
    assert_true(grounds->items[1].given);  /* of a sum one operand is enough to try */
    assert_false(grounds->items[2].given); /* of a growth it is not */
    cf_grounds_free(grounds);
    engine_teardown(&fixture);
}

static void figures_are_told_in_the_unit_of_the_index(void **state)
{
    struct engine_fixture fixture;
    double figures[2];
    (void)state;
    setup(&fixture);
    struct cf_grounds *grounds = find(&fixture, NULL);
    const struct cf_pool *road = &grounds->pools[grounds->items[0].pools[0]];
    cf_stated_figures(fixture.program, road->index, road->observed[0], &road->stated[0], figures);
    assert_true(figures[0] == 2 && figures[1] == 4);
    cf_stated_figures(fixture.program, road->index, road->observed[1], &road->stated[1], figures);
    assert_true(figures[0] == 3 && figures[1] == 0);
    cf_grounds_free(grounds);
    engine_teardown(&fixture);
}

static void a_figure_that_does_not_fit_states_nothing(void **state)
{
    struct engine_fixture fixture;
    struct cf_value value;
    (void)state;
    setup(&fixture);
    struct cf_grounds *grounds = find(&fixture, NULL);
    const struct cf_pool *road = &grounds->pools[grounds->items[0].pools[0]];
    const struct cf_observation *between = road->observed[0], *exact = road->observed[1];
    assert_true(cf_restate(fixture.program, road->index, between, 1, 600, &value));
    assert_true(value.interval.low == 1 && value.interval.high == 500);
    assert_false(cf_restate(fixture.program, road->index, between, 5, 4, &value));
    assert_false(cf_restate(fixture.program, road->index, exact, INFINITY, 0, &value));
    assert_false(cf_restate(fixture.program, road->index, exact, 501, 0, &value));
    cf_grounds_free(grounds);
    engine_teardown(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grounds_are_the_pools_of_figures_that_count),
        cmocka_unit_test(an_earlier_year_rests_on_other_figures),
        cmocka_unit_test(figures_are_told_in_the_unit_of_the_index),
        cmocka_unit_test(a_figure_that_does_not_fit_states_nothing),
    };
    return cmocka_run_group_tests_name("grounds", tests, NULL, NULL);
}
