/* A style that is not given is the one of zeros, in every writer that takes one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

static struct capture given, missing;
static const struct cf_style zeros;
static struct fixture f;

static int init(void **state)
{
    (void)state;
    memset(&given, 0, sizeof given);
    memset(&missing, 0, sizeof missing);
    fixture_init(&f);
    return 0;
}

static void check_same(void)
{
    assert_true(given.length > 0);
    assert_string_equal(given.bytes, missing.bytes);
}

static void of_a_text(void **state)
{
    (void)state;
    struct cf_sink a = capture_sink(&given), b = capture_sink(&missing);
    assert_int_equal(cf_write_text(&a, &f.evaluation, &zeros), CF_OK);
    assert_int_equal(cf_write_text(&b, &f.evaluation, NULL), CF_OK);
    check_same();
}

static void of_a_table(void **state)
{
    (void)state;
    struct cf_sink a = capture_sink(&given), b = capture_sink(&missing);
    assert_int_equal(cf_write_rows_header(&a, CF_CSV, &zeros), CF_OK);
    assert_int_equal(cf_write_rows_header(&b, CF_CSV, NULL), CF_OK);
    assert_int_equal(cf_write_rows(&a, &f.evaluation, CF_CSV, &zeros), CF_OK);
    assert_int_equal(cf_write_rows(&b, &f.evaluation, CF_CSV, NULL), CF_OK);
    check_same();
}

static void of_markdown(void **state)
{
    (void)state;
    struct cf_sink a = capture_sink(&given), b = capture_sink(&missing);
    assert_int_equal(cf_write_markdown(&a, &f.evaluation, &zeros, true), CF_OK);
    assert_int_equal(cf_write_markdown(&b, &f.evaluation, NULL, true), CF_OK);
    check_same();
}

static void of_messages_lists_and_rules(void **state)
{
    (void)state;
    struct cf_sink a = capture_sink(&given), b = capture_sink(&missing);
    const struct cf_list_row row = { "dalian", "Dalian", "data/dalian.yaml" };
    struct cf_diags *diags = cf_diags_new();
    assert_non_null(diags);
    assert_int_equal(cf_diags_add(diags, "city-unit", (struct cf_pos){ 0 }, "wrong", NULL), CF_OK);
    assert_int_equal(cf_write_diags(&a, diags, 0, &zeros), CF_OK);
    assert_int_equal(cf_write_diags(&b, diags, 0, NULL), CF_OK);
    assert_int_equal(cf_write_list(&a, "Cities", &row, 1, &zeros), CF_OK);
    assert_int_equal(cf_write_list(&b, "Cities", &row, 1, NULL), CF_OK);
    assert_int_equal(cf_write_rule_page(&a, cf_rule_find("city-unit"), &zeros), CF_OK);
    assert_int_equal(cf_write_rule_page(&b, cf_rule_find("city-unit"), NULL), CF_OK);
    cf_diags_free(diags);
    check_same();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(of_a_text, init),
        cmocka_unit_test_setup(of_a_table, init),
        cmocka_unit_test_setup(of_markdown, init),
        cmocka_unit_test_setup(of_messages_lists_and_rules, init),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
