/* What a city file holds, and what its charts miss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "docks.h"

static struct docks docks;
static struct cf_inventory *inventory;
static char told[4096];

static int begin(void **state)
{
    (void)state;
    docks_begin(&docks);
    return 0;
}

static int end(void **state)
{
    (void)state;
    cf_inventory_free(inventory);
    inventory = NULL;
    docks_end(&docks);
    return 0;
}

static void take(const char *text, size_t charts)
{
    cf_inventory_free(inventory);
    assert_int_equal(
        cf_take_inventory(&inventory, docks_city(&docks, text), docks.programs, charts), CF_OK);
}

static void tell(const char *text, size_t number)
{
    size_t length = strlen(told);
    snprintf(told + length, sizeof told - length, "%s%zu ", text, number);
}

static const char *gaps(void)
{
    *told = '\0';
    for (size_t i = 0; i < inventory->gap_count; i++) {
        const struct cf_gap *gap = &inventory->gaps[i];
        tell(gap->index->id.text, gap->holding ? gap->holding->count : 0);
    }
    return told;
}

static const char *holdings(void)
{
    *told = '\0';
    for (size_t i = 0; i < inventory->holding_count; i++)
        tell(inventory->holdings[i].id, inventory->holdings[i].count);
    return told;
}

static const char *classes(void)
{
    *told = '\0';
    for (size_t i = 0; i < inventory->class_count; i++) {
        tell(inventory->classes[i].id, inventory->classes[i].count);
        for (size_t j = 0; j < inventory->classes[i].count; j++)
            tell(inventory->classes[i].actors[j]->id.text, inventory->classes[i].term != NULL);
    }
    return told;
}

static void observations_by_kind_and_year(void **state)
{
    (void)state;
    take("indicators:\n"
         "  cranes:\n"
         "    - {value: 18, unit: crane, year: 1905}\n"
         "    - {value: 30, unit: crane, year: 1912, kind: plan}\n"
         "    - {value: 20, unit: crane, since: 1890, until: 1899, kind: estimate}\n"
         "    - {missing: not_stated, year: 1920}\n"
         "  night_work: {began: 1901, ended: 1903}\n",
         1);
    const struct cf_holding *cranes = &inventory->holdings[0];
    assert_int_equal(cranes->count, 4);
    assert_int_equal(cranes->kinds[CF_ACTUAL], 1);
    assert_int_equal(cranes->kinds[CF_PLAN], 1);
    assert_int_equal(cranes->kinds[CF_ESTIMATE], 1);
    assert_int_equal(cranes->missing, 1);
    assert_int_equal(cranes->answering, 2);
    assert_int_equal(cranes->from, 1890);
    assert_int_equal(cranes->to, 1920);
    assert_int_equal(inventory->holdings[1].from, 1901);
    assert_int_equal(inventory->holdings[1].to, 1903);
    assert_int_equal(inventory->total.count, 5);
}

static void observations_of_sites_are_counted_with_those_of_the_city(void **state)
{
    (void)state;
    take("indicators: {cranes: {value: 18, unit: crane}}\n"
         "sites:\n"
         "  quay: {indicators: {cranes: {value: 3, unit: crane}, pilotage: {value: full}}}\n"
         "  pier: {name: Pier}\n",
         1);
    assert_string_equal(holdings(), "cranes2 pilotage1 ");
    assert_int_equal(inventory->holdings[0].answering, 1);
    assert_int_equal(inventory->site_counts[0], 2);
    assert_int_equal(inventory->site_counts[1], 0);
}

static void citations_are_counted(void **state)
{
    (void)state;
    take("sources: {almanac: {title: A}, letters: {title: L}}\n"
         "indicators:\n"
         "  cranes: {value: 18, unit: crane, source: letters}\n"
         "  night_work: {value: true, source: letters}\n"
         "  pilotage: {value: full}\n",
         1);
    assert_int_equal(inventory->cited[0], 0);
    assert_int_equal(inventory->cited[1], 2);
    assert_int_equal(inventory->uncited, 1);
}

static void indices_stand_by_their_factors(void **state)
{
    (void)state;
    take("indicators:\n"
         "  lanterns: {value: 3}\n"
         "  pilotage: {value: full}\n"
         "  owner: {value: city}\n"
         "  dock_dues: {value: 3, unit: CNY}\n"
         "  cranes: {value: 3, unit: crane}\n",
         1);
    assert_string_equal(holdings(), "cranes1 owner1 dock_dues1 pilotage1 lanterns1 ");
    assert_null(inventory->holdings[4].index);
}

static void without_charts_the_order_is_that_of_the_file(void **state)
{
    (void)state;
    take("indicators: {pilotage: {value: full}, cranes: {value: 3, unit: crane}}\n", 0);
    assert_string_equal(holdings(), "pilotage1 cranes1 ");
    assert_string_equal(gaps(), "");
}

static void what_is_asked_for_and_not_stated_is_a_gap(void **state)
{
    (void)state;
    take("indicators: {}\n", 1);
    assert_string_equal(gaps(), "cranes0 night_work0 dock_dues0 dock_costs0 owner0 ");
    take("indicators:\n"
         "  cranes: {value: 3, unit: crane, kind: target}\n"
         "  night_work: {missing: disputed}\n"
         "  owner: {value: city, kind: estimate}\n"
         "  dock_dues: {value: 3, unit: CNY}\n",
         1);
    assert_string_equal(gaps(), "cranes1 night_work1 dock_costs0 ");
}

static void what_is_derived_and_stated_needs_no_operands(void **state)
{
    (void)state;
    take("indicators:\n"
         "  cranes: {value: 3, unit: crane}\n"
         "  night_work: {value: true}\n"
         "  owner: {value: city}\n"
         "  dues_share: {value: 95, unit: percent}\n",
         1);
    assert_string_equal(gaps(), "dock_dues0 "); /* for the step `paid` */
}

static void a_site_answers_nothing_for_its_city(void **state)
{
    (void)state;
    take("sites: {quay: {indicators: {dock_dues: {value: 3, unit: CNY}}}}\n", 2);
    assert_string_equal(gaps(), "cranes0 night_work0 dock_dues1 dock_costs0 owner0 ");
}

static void actors_by_classes(void **state)
{
    (void)state;
    take("actors:\n"
         "  - {id: guild, name: Guild, class: carters}\n"
         "  - {id: line, name: Line, class: [shippers, port]}\n"
         "sites:\n"
         "  quay: {actors: [{id: watch, name: Watch, class: port}]}\n",
         1);
    assert_string_equal(classes(), "port2 line1 watch1 shippers1 line1 carters1 guild0 ");
    take("indicators: {}\n", 1);
    assert_string_equal(classes(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(observations_by_kind_and_year),
        cmocka_unit_test(observations_of_sites_are_counted_with_those_of_the_city),
        cmocka_unit_test(citations_are_counted),
        cmocka_unit_test(indices_stand_by_their_factors),
        cmocka_unit_test(without_charts_the_order_is_that_of_the_file),
        cmocka_unit_test(what_is_asked_for_and_not_stated_is_a_gap),
        cmocka_unit_test(what_is_derived_and_stated_needs_no_operands),
        cmocka_unit_test(a_site_answers_nothing_for_its_city),
        cmocka_unit_test(actors_by_classes),
    };
    return cmocka_run_group_tests_name("inventory", tests, begin, end);
}
