#include "analysis/city_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char catalog[] = "clusterflow: catalog/1\n"
                              "units:\n"
                              "  person: {also: [persons]}\n"
                              "  firm:\n"
                              "  place:\n"
                              "  CNY:\n"
                              "  minute:\n"
                              "  hour: {equals: 60 minute}\n"
                              "  km2:\n"
                              "  percent: {equals: 0.01}\n"
                              "  ten_thousand: {equals: 10000}\n"
                              "actor_classes: {mayor: {}, firm_owner: {}, ministry: {}}\n"
                              "factors: {people: {}}\n"
                              "indices:\n"
                              "  firms: {unit: firm, range: [0, 1000000]}\n"
                              "  staff: {unit: person}\n"
                              "  sales: {unit: CNY}\n"
                              "  exports: {unit: CNY}\n"
                              "  output: {unit: CNY}\n"
                              "  export_ratio: {unit: percent, ratio: [exports, sales]}\n"
                              "  growth: {unit: percent, growth: {of: output, over: 2}}\n"
                              "  balance: {unit: CNY, difference: [exports, sales]}\n"
                              "  tenants: {unit: percent}\n"
                              "  tax: {unit: percent, range: [0, 100]}\n"
                              "  crowding: {unit: percent, range: [0, 500]}\n"
                              "  pay: {unit: CNY per person}\n"
                              "  way_to_work: {unit: minute}\n"
                              "  rank: {unit: place, range: [1, 1000]}\n"
                              "  patents: {unit: firm, shared: true}\n"
                              "  park: {type: flag}\n"
                              "  skills: {type: level, levels: [low, some, high], max_age: 10}\n"
                              "  form: {type: category, values: [public, private, mixed]}\n"
                              "  tight: {unit: percent, range: [0, 1], ratio: [exports, sales]}\n";

static const char chart[] =
    "clusterflow: flowchart/1\n"
    "id: software\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: start\n"
    "    steps:\n"
    "      - id: place\n"
    "        ask: Is there a place?\n"
    "        criteria:\n"
    "          - {index: park, is: true}\n"
    "          - {index: firms, at_least: 100, actors: firm_owner}\n"
    "        actors: mayor\n"
    "      - id: trade\n"
    "        ask: Does it trade?\n"
    "        factor: people\n"
    "        criteria:\n"
    "          - {index: export_ratio, between: [10, 90]}\n"
    "          - {index: tax, at_most: 100}\n"
    "          - {index: staff, over: 10, basis: existence}\n"
    "          - {index: tight, at_most: 1}\n"
    "        actors: [mayor, ministry]\n"
    "  - id: later\n"
    "    steps:\n"
    "      - id: skilled\n"
    "        ask: Are there people?\n"
    "        criteria: [{index: skills, at_least: some}, {index: growth, over: 5}]\n"
    "        actors: ministry\n"
    "        on_no: wealth\n"
    "      - id: wealth\n"
    "        ask: Is it rich?\n"
    "        criteria: [{index: pay, over: 5, unit: ten_thousand CNY / person, tolerance: 0.1}]\n"
    "        actors: ministry\n";

static struct cf_input input_of(const char *name, const char *text)
{
    return (struct cf_input){ name, text, strlen(text) };
}

void city_begin(struct city_fixture *f)
{
    struct cf_input catalog_file = input_of("catalog.yaml", catalog);
    struct cf_input chart_file = input_of("software.yaml", chart);
    *f = (struct city_fixture){ .diags = cf_diags_new() };
    assert_non_null(f->diags);
    assert_int_equal(cf_load_catalog(&f->catalog, &catalog_file, f->diags), CF_OK);
    assert_int_equal(cf_load_chart(&f->chart, &chart_file, NULL, f->diags), CF_OK);
    assert_int_equal(cf_compile(&f->program, f->chart, f->catalog, f->diags), CF_OK);
}

/* The text of a city, behind what every city begins with. */
static const char *city_text(const char *text)
{
    static char bytes[1 << 20];
    int length =
        snprintf(bytes, sizeof bytes,
                 "clusterflow: city/1\nid: quay\nname: Quay\ncharts: [software]\n%s", text);
    assert_true(length > 0 && (size_t)length < sizeof bytes);
    return bytes;
}

void city_lint(struct city_fixture *f, const char *text)
{
    struct cf_input input = input_of("quay.yaml", city_text(text));
    assert_int_equal(cf_load_city(&f->city, &input, f->diags), CF_OK);
    assert_int_equal(cf_bind(&f->binding, f->program, f->city, f->diags), CF_OK);
    const struct cf_binding *bindings[] = { f->binding };
    assert_int_equal(cf_lint_city(f->city, bindings, 1, f->diags), CF_OK);
}

const char *city_findings(const struct city_fixture *f, const char *rule)
{
    static char found[1 << 16];
    size_t length = 0;
    const struct cf_diag *diag;
    found[0] = '\0';
    assert_non_null(cf_rule_find(rule));
    for (size_t i = 0; (diag = cf_diags_get(f->diags, i)); i++) {
        if (strcmp(diag->rule->id, rule) != 0)
            continue;
        assert_non_null(diag->hint);
        length += (size_t)snprintf(found + length, sizeof found - length, "%u %s\n", diag->line,
                                   diag->message);
        assert_true(length < sizeof found);
    }
    return found;
}

void city_end(struct city_fixture *f)
{
    cf_binding_free(f->binding);
    cf_city_free(f->city);
    cf_program_free(f->program);
    cf_chart_free(f->chart);
    cf_catalog_free(f->catalog);
    cf_diags_free(f->diags);
}

void assert_findings(const char *rule, const char *text, const char *expected)
{
    struct city_fixture f;
    city_begin(&f);
    city_lint(&f, text);
    assert_string_equal(city_findings(&f, rule), expected);
    city_end(&f);
}

void city_add(struct city_fixture *f, struct cf_usage *usage, const char *text)
{
    struct cf_input input = input_of("other.yaml", city_text(text));
    struct cf_city *city;
    assert_int_equal(cf_load_city(&city, &input, f->diags), CF_OK);
    assert_int_equal(cf_usage_add(usage, city, f->program), CF_OK);
    cf_city_free(city);
}
