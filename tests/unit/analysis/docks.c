#include "docks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char catalog[] =
    "clusterflow: catalog/1\n"
    "units:\n"
    "  crane:\n"
    "  CNY:\n"
    "  percent: {equals: 0.01}\n"
    "actor_classes:\n"
    "  port: {label: Port and city}\n"
    "  shippers: {label: Shipping lines}\n"
    "factors:\n"
    "  works: {label: Works}\n"
    "  trade: {label: Trade}\n"
    "indices:\n"
    "  dock_costs: {label: Costs of the docks, unit: CNY, factor: trade}\n"
    "  cranes: {label: Cranes, unit: crane, factor: works}\n"
    "  night_work: {label: Work at night, type: flag, factor: works}\n"
    "  owner: {label: Who owns the quays, type: category, values: [city, crown], factor: trade}\n"
    "  pilotage: {label: Pilotage, type: level, levels: [none, full]}\n";

static const char other_catalog[] = "clusterflow: catalog/1\n"
                                    "units: {crane: }\n"
                                    "actor_classes: {owners: {label: Owners}}\n"
                                    "indices:\n"
                                    "  cranes: {label: Cranes, unit: crane}\n";

static const char docks_chart[] =
    "clusterflow: flowchart/1\n"
    "id: docks\n"
    "title: Docks for liners\n"
    "catalog: catalog.yaml\n"
    "indices:\n"
    "  dues_share: {label: Dues in costs, unit: percent, ratio: [dock_dues, dock_costs]}\n"
    "stages:\n"
    "  - id: building\n"
    "    steps:\n"
    "      - id: lifting\n"
    "        title: Lifting gear\n"
    "        ask: Can cargo be lifted?\n"
    "        need: any\n"
    "        criteria: [{index: cranes, at_least: 20}, {index: night_work, is: true}]\n"
    "        actors: port\n"
    "      - id: dues\n"
    "        ask: Do the dues pay?\n"
    "        criteria: [{index: dues_share, at_least: 90}, {index: owner, is: city}]\n"
    "        actors: [shippers, port]\n"
    "  - use: lines.yaml\n";

static const char lines_chart[] = "clusterflow: flowchart/1\n"
                                  "id: lines\n"
                                  "catalog: catalog.yaml\n"
                                  "indices: {dock_dues: {label: Dues, unit: CNY, factor: trade}}\n"
                                  "stages:\n"
                                  "  - id: lines\n"
                                  "    steps:\n"
                                  "      - id: paid\n"
                                  "        ask: Do the lines pay?\n"
                                  "        criteria: [{index: dock_dues, over: 0}]\n"
                                  "        actors: shippers\n";

static const char quarry_chart[] = "clusterflow: flowchart/1\n"
                                   "id: quarry\n"
                                   "catalog: other.yaml\n"
                                   "stages:\n"
                                   "  - id: start\n"
                                   "    steps:\n"
                                   "      - id: blasting\n"
                                   "        ask: Is there a crane?\n"
                                   "        criteria: [{index: cranes, at_least: 1}]\n"
                                   "        actors: owners\n";

static struct cf_input input_of(const char *name, const char *text)
{
    return (struct cf_input){ name, text, strlen(text) };
}

static enum cf_status read_lines(void *payload, const char *path, const char *from,
                                 struct cf_input *input)
{
    (void)payload, (void)from;
    *input = input_of(path, lines_chart);
    return strcmp(path, "lines.yaml") == 0 ? CF_OK : CF_NOT_FOUND;
}

static void add_chart(struct docks *docks, int number, const char *name, const char *text)
{
    const struct cf_reader reader = { read_lines, NULL };
    struct cf_input input = input_of(name, text);
    assert_int_equal(cf_load_chart(&docks->charts[number], &input, &reader, docks->diags), CF_OK);
    assert_int_equal(cf_compile(&docks->built[number], docks->charts[number],
                                docks->catalogs[number == QUARRY], docks->diags),
                     CF_OK);
    docks->programs[number] = docks->built[number];
}

void docks_begin(struct docks *docks)
{
    struct cf_input inputs[] = { input_of("catalog.yaml", catalog),
                                 input_of("other.yaml", other_catalog) };
    *docks = (struct docks){ .diags = cf_diags_new() };
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(cf_load_catalog(&docks->catalogs[i], &inputs[i], docks->diags), CF_OK);
    add_chart(docks, DOCKS, "docks.yaml", docks_chart);
    add_chart(docks, LINES, "lines.yaml", lines_chart);
    add_chart(docks, QUARRY, "quarry.yaml", quarry_chart);
    assert_int_equal(cf_diags_count(docks->diags), 0);
}

const struct cf_city *docks_city(struct docks *docks, const char *text)
{
    char whole[4096];
    int length =
        snprintf(whole, sizeof whole, "clusterflow: city/1\nid: haven\nname: Haven\n%s", text);
    assert_in_range(length, 1, sizeof whole - 1);
    struct cf_input input = input_of("haven.yaml", whole);
    cf_city_free(docks->city);
    assert_int_equal(cf_load_city(&docks->city, &input, docks->diags), CF_OK);
    return docks->city;
}

void docks_end(struct docks *docks)
{
    cf_city_free(docks->city);
    for (size_t i = 0; i < DOCKS_CHARTS; i++) {
        cf_program_free(docks->built[i]);
        cf_chart_free(docks->charts[i]);
    }
    for (size_t i = 0; i < 2; i++)
        cf_catalog_free(docks->catalogs[i]);
    cf_diags_free(docks->diags);
}
