#include "load/load_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void load_begin(struct load_fixture *fixture, const char *bytes, size_t length)
{
    struct cf_input input = { "file.yaml", bytes, length };
    *fixture = (struct load_fixture){ 0 };
    fixture->reading.arena = &fixture->arena;
    fixture->reading.diags = cf_diags_new();
    fixture->reading.source = cf_source_copy(&fixture->arena, &input);
    assert_non_null(fixture->reading.diags);
    assert_non_null(fixture->reading.source);
}

const struct cf_node *load_tree(struct load_fixture *fixture, const char *text)
{
    load_begin(fixture, text, strlen(text));
    return cf_scan(&fixture->reading) ? cf_tree_parse(&fixture->reading) : NULL;
}

void load_end(struct load_fixture *fixture)
{
    cf_diags_free(fixture->reading.diags);
    cf_arena_clear(&fixture->reading.scratch);
    cf_arena_clear(&fixture->arena);
}

void assert_diag_count(struct load_fixture *fixture, size_t count)
{
    cf_diags_settle(fixture->reading.diags);
    assert_int_equal(cf_diags_count(fixture->reading.diags), count);
}

void assert_diag(struct load_fixture *fixture, size_t i, const char *expected)
{
    char got[128];
    cf_diags_settle(fixture->reading.diags);
    const struct cf_diag *diag = cf_diags_get(fixture->reading.diags, i);
    assert_non_null(diag);
    snprintf(got, sizeof got, "%u:%u:%u %s", diag->line, diag->column, diag->width, diag->rule->id);
    assert_string_equal(got, expected);
}
