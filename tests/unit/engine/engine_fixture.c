#include "unit/engine/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MOST = 8192 };

static struct cf_input input_of(char *bytes, const char *name, const char *kind, const char *text)
{
    int length = snprintf(bytes, TEXT_MOST, "clusterflow: %s\n%s", kind, text);
    assert_in_range(length, 1, TEXT_MOST - 1);
    return (struct cf_input){ name, bytes, (size_t)length };
}

void engine_setup(struct engine_fixture *fixture, const char *catalog, const char *chart)
{
    char words[TEXT_MOST], steps[TEXT_MOST];
    struct cf_input catalog_input = input_of(words, "catalog.yaml", "catalog/1", catalog);
    struct cf_input chart_input = input_of(steps, "chart.yaml", "flowchart/1", chart);
    *fixture = (struct engine_fixture){ .diags = cf_diags_new() };
    assert_non_null(fixture->diags);
    assert_int_equal(cf_load_catalog(&fixture->catalog, &catalog_input, fixture->diags), CF_OK);
    cf_load_chart(&fixture->chart, &chart_input, NULL, fixture->diags);
    assert_non_null(fixture->chart);
    enum cf_status status =
        cf_compile(&fixture->program, fixture->chart, fixture->catalog, fixture->diags);
    assert_int_equal(status, fixture->program ? CF_OK : CF_INVALID);
}

void engine_bind(struct engine_fixture *fixture, const char *city)
{
    char text[TEXT_MOST];
    struct cf_input input = input_of(text, "city.yaml", "city/1", city);
    assert_non_null(fixture->program);
    cf_load_city(&fixture->city, &input, fixture->diags);
    assert_non_null(fixture->city);
    enum cf_status status =
        cf_bind(&fixture->binding, fixture->program, fixture->city, fixture->diags);
    assert_int_equal(status, fixture->binding ? CF_OK : CF_INVALID);
}

void engine_teardown(struct engine_fixture *fixture)
{
    cf_binding_free(fixture->binding);
    cf_program_free(fixture->program);
    cf_city_free(fixture->city);
    cf_chart_free(fixture->chart);
    cf_catalog_free(fixture->catalog);
    cf_diags_free(fixture->diags);
}

void assert_said(const struct engine_fixture *fixture, const char *expected)
{
    char said[TEXT_MOST] = "";
    size_t length = 0;
    for (size_t i = 0; i < cf_diags_count(fixture->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(fixture->diags, i);
        length += (size_t)snprintf(said + length, sizeof said - length, "%u:%u %s %s / %s\n",
                                   diag->line, diag->column, diag->rule->id, diag->message,
                                   diag->hint ? diag->hint : "-");
        assert_in_range(length, 0, sizeof said - 1);
    }
    assert_string_equal(said, expected);
}
