#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <clusterflow/compare.h>

#include "output/compare_table.h"
#include "unit/analysis/chart_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MOST = 5 };

static const char *const catalog = "clusterflow: catalog/1\n"
                                   "units: {person: , m: , km: {equals: 1000 m}}\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  crew: {unit: person, range: [0, 10000]}\n"
                                   "  road: {unit: m}\n"
                                   "  leader: {type: flag}\n"
                                   "  form: {type: category, values: [a, b, c]}\n";

#define STEP(id, criterion)                                                                        \
    "      - {id: " id ", ask: Is it so?, actors: town, criteria: [" criterion "]}\n"
#define CHART(steps)                                                                               \
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: first\n"          \
    "    steps:\n" steps
#define CREW   "{index: crew, at_least: 100, basis: assumption}"
#define LEADER "{index: leader, is: true, basis: existence}"

/* Evaluations of several charts or cities. */
struct scene {
    struct chart_fixture charts[MOST];
    struct cf_city *cities[MOST];
    struct cf_binding *bindings[MOST];
    struct cf_compare_item items[MOST];
    size_t chart_count, count;
};

static void add(struct scene *scene, size_t chart, const char *figures)
{
    struct text text = { 0 };
    size_t i = scene->count++;
    struct cf_evaluation *evaluation;
    text_add(&text, "clusterflow: city/1\nid: city%zu\nname: City %zu\ncharts: [port]\n%s", i, i,
             figures);
    scene->bindings[i] = city_bind(&scene->charts[chart], text.text, &scene->cities[i]);
    free(text.text);
    assert_int_equal(
        cf_evaluate(&evaluation, scene->bindings[i], NULL, NULL, scene->charts[chart].diags),
        CF_OK);
    scene->items[i] = (struct cf_compare_item){ evaluation, scene->bindings[i] };
}

/* The first city once more, by another chart. */
static void add_again(struct scene *scene, size_t chart)
{
    struct chart_fixture *by = &scene->charts[chart];
    struct cf_binding **binding = &scene->bindings[scene->count];
    struct cf_evaluation *evaluation;
    assert_int_equal(cf_bind(binding, by->program, scene->cities[0], by->diags), CF_OK);
    assert_int_equal(cf_evaluate(&evaluation, *binding, NULL, NULL, by->diags), CF_OK);
    scene->items[scene->count++] = (struct cf_compare_item){ evaluation, *binding };
}

static void add_chart(struct scene *scene, const char *chart)
{
    chart_setup(&scene->charts[scene->chart_count++], catalog, chart);
}

static void end(struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        cf_evaluation_free((struct cf_evaluation *)(uintptr_t)scene->items[i].evaluation);
        cf_binding_free(scene->bindings[i]);
        cf_city_free(scene->cities[i]);
    }
    for (size_t i = 0; i < scene->chart_count; i++)
        chart_teardown(&scene->charts[i]);
}

static struct cf_compared *compare(struct scene *scene, enum cf_compare_by by)
{
    struct cf_compared *compared;
    assert_int_equal(cf_compare(&compared, by, scene->items, scene->count, scene->cities[0]),
                     CF_OK);
    return compared;
}

/* ---- the rows of several charts ---- */

/* Steps of the same name are one only where they ask the same. */
static void steps_that_ask_something_else_have_rows_of_their_own(void **state)
{
    static const struct {
        const char *one, *other;
        size_t rows;
    } cases[] = {
        { STEP("a", CREW), STEP("a", CREW), 1 },
        { STEP("a", CREW), STEP("b", CREW), 2 },
        { STEP("a", CREW), STEP("a, title: A step", CREW), 2 },
        { STEP("a", CREW), STEP("a", LEADER), 2 },
        { STEP("a", CREW), STEP("a", CREW ", " LEADER), 2 },
        { STEP("a, need: 1", CREW ", " LEADER), STEP("a, need: 2", CREW ", " LEADER), 2 },
        { STEP("a", CREW), STEP("a", "{index: crew, over: 100, basis: assumption}"), 2 },
        { STEP("a", CREW), STEP("a", "{index: crew, at_least: 101, basis: assumption}"), 2 },
        { STEP("a", CREW),
          STEP("a", "{index: crew, at_least: 100, tolerance: 0.1, basis: assumption}"), 2 },
        { STEP("a", CREW),
          STEP("a", "{index: crew, at_least: 100, unit: person, basis: "
                    "assumption}"),
          2 },
        { STEP("a", "{index: road, at_most: 3, unit: km, basis: assumption}"),
          STEP("a", "{index: road, at_most: 3, unit: m, basis: assumption}"), 2 },
        { STEP("a", "{index: road, at_most: 3, unit: km, basis: assumption}"),
          STEP("a", "{index: road, at_most: 3, unit: km, basis: assumption}"), 1 },
        { STEP("a", "{index: form, one_of: [a, b]}"), STEP("a", "{index: form, one_of: [a]}"), 2 },
        { STEP("a", "{index: form, one_of: [a, b]}"), STEP("a", "{index: form, one_of: [a, c]}"),
          2 },
        { STEP("a", CREW) STEP("b", LEADER), STEP("b", LEADER) STEP("a", CREW), 2 },
        { STEP("a", CREW) STEP("c", LEADER), STEP("a", CREW) STEP("b", LEADER), 3 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct scene scene = { 0 };
        struct text one = { 0 }, other = { 0 };
        text_add(&one, "%s%s", CHART(""), cases[i].one);
        text_add(&other, "%s%s", CHART(""), cases[i].other);
        add_chart(&scene, one.text);
        add_chart(&scene, other.text);
        add(&scene, 0, "");
        add_again(&scene, 1);
        struct cf_compared *compared = compare(&scene, CF_BY_CHART);
        assert_int_equal(compared->table_count, 1);
        assert_null(compared->tables[0].chart);
        assert_int_equal(compared->tables[0].stage_count, 1);
        assert_int_equal(compared->tables[0].stages[0].row_count, cases[i].rows);
        cf_compared_free(compared);
        free(one.text);
        free(other.text);
        end(&scene);
    }
}

static void a_step_that_a_chart_does_not_have_has_no_cell(void **state)
{
    struct scene scene = { 0 };
    (void)state;
    add_chart(&scene, CHART(STEP("a", CREW) STEP("c", LEADER)));
    add_chart(&scene, CHART(STEP("a", CREW) STEP("b", LEADER) STEP("c", LEADER)));
    add(&scene, 0, "indicators: {crew: {value: 100, unit: person}}\n");
    add_again(&scene, 1);
    struct cf_compared *compared = compare(&scene, CF_BY_CHART);
    const struct cf_compare_table *table = &compared->tables[0];
    const struct cf_compare_stage *stage = &table->stages[0];
    assert_int_equal(stage->row_count, 3);
    assert_string_equal(stage->rows[1].step->id.text,
                        "b"); /* between those that it stands between */
    assert_int_equal(stage->rows[1].numbers[0], CF_NO_STEP);
    assert_int_equal(stage->rows[1].numbers[1], 1);
    assert_null(cf_compare_cell(&table->columns[0], CF_NO_STEP));
    assert_int_equal(cf_compare_cell(&table->columns[1], 0)->answer, CF_YES);
    assert_int_equal(table->columns[0].rank, 0); /* charts are not ranked */
    cf_compared_free(compared);
    end(&scene);
}

/* ---- who is furthest ---- */

#define CITY(crew, leader)                                                                         \
    "indicators: {crew: {" crew ", unit: person}, leader: {value: " leader "}}\n"

static void cities_are_ranked_by_how_far_their_walks_may_get(void **state)
{
    static const struct {
        const char *city;
        size_t least, most, rank;
        bool tied;
    } columns[] = {
        { CITY("value: 100", "false"), 1, 1, 2, false },
        { CITY("value: 100", "true"), 2, 2, 1, false },
        { CITY("value: 40", "true"), 0, 0, 5, false },
        { CITY("about: 100", "true"), 0, 2, 3, false },
        { CITY("value: 60", "true"), 0, 0, 4, false },
    };
    struct scene scene = { 0 };
    (void)state;
    add_chart(&scene, CHART(STEP("a", CREW) STEP("b", LEADER)));
    for (size_t i = 0; i < COUNT(columns); i++)
        add(&scene, 0, columns[i].city);
    struct cf_compared *compared = compare(&scene, CF_BY_CITY);
    const struct cf_compare_table *table = &compared->tables[0];
    assert_int_equal(table->column_count, COUNT(columns));
    assert_true(table->by_margin); /* 60 misses the level by less than 40 */
    for (size_t i = 0; i < COUNT(columns); i++) {
        const struct cf_compare_column *column = &table->columns[i];
        if (column->least != columns[i].least || column->most != columns[i].most ||
            column->rank != columns[i].rank || column->tied != columns[i].tied)
            fail_msg("column %zu: %zu to %zu, rank %zu", i, column->least, column->most,
                     column->rank);
        assert_int_equal(table->order[column->rank - 1], i);
    }
    assert_int_equal(table->columns[0].missed, -1); /* no number */
    assert_int_equal(table->columns[2].missed, 0);
    assert_int_equal(table->columns[0].rank_worst, 3);
    assert_int_equal(table->columns[3].rank_best, 1);
    cf_compared_free(compared);
    end(&scene);
}

static void cities_that_stop_alike_without_one_level_tie(void **state)
{
    struct scene scene = { 0 };
    (void)state;
    add_chart(&scene, CHART(STEP("a", LEADER)));
    add(&scene, 0, "indicators: {leader: {value: false}}\n");
    add(&scene, 0, "indicators: {leader: {value: false}}\n");
    struct cf_compared *compared = compare(&scene, CF_BY_CITY);
    const struct cf_compare_table *table = &compared->tables[0];
    assert_false(table->by_margin);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(table->columns[i].rank, 1);
        assert_true(table->columns[i].tied);
    }
    cf_compared_free(compared);
    end(&scene);
}

static void peers_are_those_that_cleared_the_step(void **state)
{
    struct scene scene = { 0 };
    (void)state;
    add_chart(&scene, CHART(STEP("a", CREW)));
    add(&scene, 0, "indicators: {crew: {value: 40, unit: person}}\n");
    add(&scene, 0,
        "indicators: {crew: {value: 200, unit: person}}\n"
        "actors: [{id: hall, name: Hall, class: town}]\n");
    add(&scene, 0, "indicators: {crew: {value: 60, unit: person}}\n");
    struct cf_compared *compared = compare(&scene, CF_BY_CITY);
    const struct cf_compare_table *table = &compared->tables[0];
    assert_int_equal(table->peers_count, 1);
    assert_int_equal(table->peers[0].column, 0);
    assert_int_equal(table->peers[0].items[0].column, 1);
    assert_non_null(table->peers[0].items[0].actors);
    assert_string_equal(table->peers[0].items[0].actors->items[0].named[0]->name, "Hall");
    for (size_t i = 1; i < table->peers[0].count; i++)
        assert_null(table->peers[0].items[i].actors);
    cf_compared_free(compared);
    end(&scene);
}

/* ---- years ---- */

static void a_history_has_the_years_in_which_answers_change(void **state)
{
    static const char *const text = "clusterflow: city/1\nid: bay\nname: Bay\ncharts: [port]\n"
                                    "indicators:\n"
                                    "  crew:\n"
                                    "    - {value: 40, unit: person, year: 2001}\n"
                                    "    - {value: 200, unit: person, year: 2006}\n"
                                    "    - {value: 200, unit: person, year: 2009}\n"
                                    "  leader: {began: 2003, ended: 2007}\n";
    struct scene scene = { 0 };
    struct cf_city *city;
    struct cf_history *history;
    struct cf_compared *compared;
    struct cf_compare_item items[16];
    (void)state;
    add_chart(&scene, CHART(STEP("a", CREW) STEP("b", LEADER)));
    struct cf_binding *binding = city_bind(&scene.charts[0], text, &city);
    assert_int_equal(cf_evaluate_history(&history, binding, NULL, NULL, scene.charts[0].diags),
                     CF_OK);
    assert_in_range(history->count, 3, 16);
    for (size_t i = 0; i < history->count; i++) {
        assert_true(i == 0 || history->items[i]->year > history->items[i - 1]->year);
        items[i] = (struct cf_compare_item){ history->items[i], binding };
    }
    assert_int_equal(cf_compare(&compared, CF_BY_YEAR, items, history->count, NULL), CF_OK);
    const struct cf_compare_table *table = &compared->tables[0];
    assert_int_equal(table->move_count, 2); /* crew in 2006, no leader after 2007 */
    assert_int_equal(history->items[table->moves[0].column]->year, 2006);
    assert_int_equal(table->moves[0].step, 0);
    assert_int_equal(table->moves[0].criterion_count, 1);
    assert_int_equal(table->moves[1].step, 1);
    cf_compared_free(compared);
    cf_history_free(history);
    cf_binding_free(binding);
    cf_city_free(city);
    end(&scene);
}

static void chosen_years_are_evaluated_in_their_order(void **state)
{
    static const int years[] = { 2006, 2001 };
    struct scene scene = { 0 };
    struct cf_history *history;
    (void)state;
    add_chart(&scene, CHART(STEP("a", CREW)));
    add(&scene, 0, "indicators: {crew: {value: 200, unit: person, year: 2003}}\n");
    assert_int_equal(
        cf_evaluate_years(&history, scene.bindings[0], NULL, NULL, years, 2, scene.charts[0].diags),
        CF_OK);
    assert_int_equal(history->count, 2);
    assert_int_equal(history->items[0]->year, 2006);
    assert_int_equal(history->items[0]->steps[0].answer, CF_YES);
    assert_int_equal(history->items[1]->steps[0].answer, CF_UNKNOWN);
    cf_history_free(history);
    end(&scene);
}

static void what_is_compared_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(cf_compare_by_name(CF_BY_CITY), "city");
    assert_string_equal(cf_compare_by_name(CF_BY_SITE), "site");
    assert_string_equal(cf_compare_by_name(CF_BY_YEAR), "year");
    assert_string_equal(cf_compare_by_name(CF_BY_CHART), "chart");
}

static void what_is_not_all_is_never_a_hundred(void **state)
{
    (void)state;
    const struct cf_evaluation evaluation = { .step_count = 201 };
    struct cf_compare_column column = { .evaluation = &evaluation, .cleared = 200 };
    assert_int_equal(cf_compare_percent(&column), 99);
    column.cleared = 201;
    assert_int_equal(cf_compare_percent(&column), 100);
    column.cleared = 101;
    assert_int_equal(cf_compare_percent(&column), 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_that_ask_something_else_have_rows_of_their_own),
        cmocka_unit_test(a_step_that_a_chart_does_not_have_has_no_cell),
        cmocka_unit_test(cities_are_ranked_by_how_far_their_walks_may_get),
        cmocka_unit_test(cities_that_stop_alike_without_one_level_tie),
        cmocka_unit_test(peers_are_those_that_cleared_the_step),
        cmocka_unit_test(a_history_has_the_years_in_which_answers_change),
        cmocka_unit_test(chosen_years_are_evaluated_in_their_order),
        cmocka_unit_test(what_is_compared_has_a_name),
        cmocka_unit_test(what_is_not_all_is_never_a_hundred),
    };
    return cmocka_run_group_tests_name("comparing", tests, NULL, NULL);
}
