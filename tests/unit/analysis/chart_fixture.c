#include "unit/analysis/chart_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct cf_input input_of(const char *name, const char *text)
{
    return (struct cf_input){ name, text, strlen(text) };
}

/* A text of a test that does not load is a fault of the test: shows why. */
static void expect_clean(const struct cf_diags *diags, const char *text)
{
    const struct cf_diag *diag = cf_diags_get(diags, 0);
    if (diag)
        fail_msg("%s:%u:%u: %s\n%s", diag->file, diag->line, diag->column, diag->message, text);
}

void chart_setup(struct chart_fixture *fixture, const char *catalog, const char *chart)
{
    struct cf_input catalog_input = input_of("catalog.yaml", catalog);
    struct cf_input chart_input = input_of("chart.yaml", chart);
    *fixture = (struct chart_fixture){ .diags = cf_diags_new() };
    assert_non_null(fixture->diags);
    cf_load_catalog(&fixture->catalog, &catalog_input, fixture->diags);
    expect_clean(fixture->diags, catalog);
    cf_load_chart(&fixture->chart, &chart_input, NULL, fixture->diags);
    expect_clean(fixture->diags, chart);
    cf_compile(&fixture->program, fixture->chart, fixture->catalog, fixture->diags);
    expect_clean(fixture->diags, chart);
    assert_int_equal(cf_lint_chart(fixture->program, fixture->diags), CF_OK);
}

void chart_teardown(struct chart_fixture *fixture)
{
    cf_program_free(fixture->program);
    cf_chart_free(fixture->chart);
    cf_catalog_free(fixture->catalog);
    cf_diags_free(fixture->diags);
}

static bool is_of(const struct cf_diag *diag, const char *rule, unsigned line)
{
    return strcmp(diag->rule->id, rule) == 0 && (!line || diag->line == line);
}

size_t chart_findings(const struct chart_fixture *fixture, const char *rule, unsigned line)
{
    size_t found = 0;
    for (size_t i = 0; i < cf_diags_count(fixture->diags); i++)
        found += is_of(cf_diags_get(fixture->diags, i), rule, line);
    return found;
}

const struct cf_diag *chart_finding(const struct chart_fixture *fixture, const char *rule,
                                    unsigned line)
{
    for (size_t i = 0; i < cf_diags_count(fixture->diags); i++)
        if (is_of(cf_diags_get(fixture->diags, i), rule, line))
            return cf_diags_get(fixture->diags, i);
    return NULL;
}

struct cf_binding *city_bind(const struct chart_fixture *fixture, const char *text,
                             struct cf_city **city)
{
    struct cf_input input = input_of("city.yaml", text);
    struct cf_diags *diags = cf_diags_new();
    struct cf_binding *binding = NULL;
    assert_non_null(diags);
    cf_load_city(city, &input, diags);
    expect_clean(diags, text);
    cf_bind(&binding, fixture->program, *city, diags);
    expect_clean(diags, text);
    cf_diags_free(diags);
    return binding;
}

void text_add(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t length = (size_t)vsnprintf(NULL, 0, format, args);
    if (text->length + length + 1 > text->capacity) {
        text->capacity = 2 * (text->length + length + 1);
        text->text = realloc(text->text, text->capacity);
        assert_non_null(text->text);
    }
    vsnprintf(text->text + text->length, length + 1, format, again);
    text->length += length;
    va_end(again);
    va_end(args);
}
