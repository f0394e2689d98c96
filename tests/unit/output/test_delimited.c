/* The writer of CSV and TSV. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "output/delimited.h"

static struct capture out;
static struct cf_sink sink;

static int init(void **state)
{
    (void)state;
    out.fail_at = 0;
    sink = capture_sink(&out);
    return 0;
}

static void check_text(enum cf_delimiter kind, const char *text, const char *expected)
{
    struct cf_delimited table;
    init(NULL);
    cf_delimited_init(&table, &sink, kind);
    cf_delimited_text(&table, text);
    assert_int_equal(cf_delimited_flush(&table), CF_OK);
    assert_string_equal(out.bytes, expected);
}

static void rows_of_all_kinds(void **state)
{
    (void)state;
    static const char *const names[] = { "a", "b" };
    struct cf_delimited table;
    cf_delimited_init(&table, &sink, CF_CSV);
    cf_delimited_header(&table, names, 2);
    cf_delimited_number(&table, -0.5);
    cf_delimited_number(&table, INFINITY);
    cf_delimited_count(&table, 12);
    cf_delimited_flag(&table, true);
    cf_delimited_year(&table, 0);
    cf_delimited_year(&table, 2014);
    cf_delimited_empty(&table);
    cf_delimited_text(&table, NULL);
    cf_delimited_list(&table);
    cf_delimited_list(&table);
    cf_delimited_item(&table, "x");
    cf_delimited_item(&table, "y");
    cf_delimited_list(&table);
    cf_delimited_item(&table, "z");
    cf_delimited_end_row(&table);
    assert_int_equal(cf_delimited_flush(&table), CF_OK);
    assert_string_equal(out.bytes, "a,b\r\n-0.5,,12,true,,2014,,,,x y,z\r\n");
}

static void csv_quotes_what_has_to_be(void **state)
{
    (void)state;
    check_text(CF_CSV, "", "");
    check_text(CF_CSV, "a b", "a b");
    check_text(CF_CSV, "a,b", "\"a,b\"");
    check_text(CF_CSV, "a \"b\"", "\"a \"\"b\"\"\"");
    check_text(CF_CSV, "a\nb\r", "\"a\nb\r\"");
    check_text(CF_CSV, "a\tb\\;", "a\tb\\;");
}

static void tsv_escapes_what_separates(void **state)
{
    (void)state;
    check_text(CF_TSV, "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e");
    check_text(CF_TSV, "a,\"b\"", "a,\"b\"");
}

static void formulas_are_guarded(void **state)
{
    (void)state;
    check_text(CF_CSV, "=1+1", "'=1+1");
    check_text(CF_CSV, "+1", "'+1");
    check_text(CF_CSV, "-1", "'-1");
    check_text(CF_CSV, "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    check_text(CF_CSV, "\t=1", "'\t=1");
    check_text(CF_CSV, "\r=1", "\"'\r=1\"");
    check_text(CF_TSV, "\n=1", "'\\n=1");
    check_text(CF_TSV,
               "\xef\xbc\x9d"
               "1",
               "'\xef\xbc\x9d"
               "1");
    check_text(CF_TSV, "a=1", "a=1");
}

/* So that the one that was put there can be taken away again. */
static void apostrophes_are_doubled_where_one_may_be_ours(void **state)
{
    (void)state;
    check_text(CF_CSV, "'=1", "''=1");
    check_text(CF_CSV, "''-", "'''-");
    check_text(CF_CSV, "'s-Hertogenbosch", "'s-Hertogenbosch");
    check_text(CF_CSV, "'", "'");
}

static void hidden_characters_are_shown(void **state)
{
    (void)state;
    check_text(CF_CSV, "a\xe2\x80\xae\x07\xff", "a<U+202E><U+0007><FF>");
    check_text(CF_CSV, "\xe2\x80\x8b=1", "<U+200B>=1");
    check_text(CF_CSV, "大连 Ü", "大连 Ü");
}

static void failures_stick(void **state)
{
    (void)state;
    struct cf_delimited table;
    out.fail_at = 1;
    cf_delimited_init(&table, &sink, CF_CSV);
    cf_delimited_text(&table, "a");
    assert_int_equal(cf_delimited_flush(&table), CF_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(rows_of_all_kinds, init),
        cmocka_unit_test_setup(csv_quotes_what_has_to_be, init),
        cmocka_unit_test_setup(tsv_escapes_what_separates, init),
        cmocka_unit_test_setup(formulas_are_guarded, init),
        cmocka_unit_test_setup(apostrophes_are_doubled_where_one_may_be_ours, init),
        cmocka_unit_test_setup(hidden_characters_are_shown, init),
        cmocka_unit_test_setup(failures_stick, init),
    };
    return cmocka_run_group_tests_name("CSV and TSV", tests, NULL, NULL);
}
