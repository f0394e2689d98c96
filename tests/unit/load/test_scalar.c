#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_fixture.h"
#include "load/record.h"

/* Reads the value of the key 'v' of a text by one of the readers. */
static bool read_by(struct load_fixture *f, const char *value, cf_field_reader *read,
                    const void *extra, void *out)
{
    char text[512];
    struct cf_field field = { .name = "v", .read = read, .extra = extra };
    snprintf(text, sizeof text, "v: %s\n", value);
    const struct cf_node *root = load_tree(f, text);
    assert_non_null(root);
    read(&f->reading, cf_node_get(root, "v"), &field, out);
    return !cf_reading_faulty(&f->reading);
}

static bool reads(const char *value, cf_field_reader *read, const void *extra, void *out)
{
    struct load_fixture f;
    bool good = read_by(&f, value, read, extra, out);
    load_end(&f);
    return good;
}

static void numbers(void **state)
{
    static const char *const bad[] = { "012",  "0x1F", "1_000", "1:30", "17,000", "+1",     ".5",
                                       "5.",   ".inf", ".nan",  "1e",   "1e999",  "\"5\"",  "'5'",
                                       "five", "5 %",  "-",     "",     "[5]",    "{a: 5}", "--5",
                                       "- 5",  "1e+",  "００",  "5e5.0" };
    double number = 7;
    (void)state;
    assert_true(reads("29", cf_read_number, NULL, &number));
    assert_true(number == 29);
    assert_true(reads("-0.5e1 # note", cf_read_number, NULL, &number));
    assert_true(number == -5);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        number = 7;
        if (strcmp(bad[i], "-") == 0 || strcmp(bad[i], "- 5") == 0)
            continue; /* no YAML */
        assert_false(reads(bad[i], cf_read_number, NULL, &number));
        assert_true(number == 7);
    }
}

static void fractions(void **state)
{
    double number = 7;
    (void)state;
    assert_true(reads("0", cf_read_fraction, NULL, &number));
    assert_true(number == 0);
    assert_true(reads("0.999", cf_read_fraction, NULL, &number));
    assert_false(reads("1", cf_read_fraction, NULL, &number));
    assert_false(reads("-0.1", cf_read_fraction, NULL, &number));
    assert_true(number == 0.999);
}

static void years(void **state)
{
    static const char *const bad[] = {
        "0",    "10000", "2007.0", "02007",    "\"2007\"",
        "2e3",  "-2007", "+2007",  "2,007",    "2007-05",
        "20O7", "",      "[2007]", "２００７", "9999999999999999999"
    };
    int year = 7;
    (void)state;
    assert_true(reads("1", cf_read_year, NULL, &year));
    assert_int_equal(year, 1);
    assert_true(reads("9999", cf_read_year, NULL, &year));
    assert_int_equal(year, 9999);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(reads(bad[i], cf_read_year, NULL, &year));
    assert_int_equal(year, 9999);
}

static void whole_numbers(void **state)
{
    static const struct cf_int_range range = { 0, 64 };
    int number = 7;
    (void)state;
    assert_true(reads("0", cf_read_int, &range, &number));
    assert_int_equal(number, 0);
    assert_true(reads("64", cf_read_int, &range, &number));
    assert_int_equal(number, 64);
    assert_false(reads("65", cf_read_int, &range, &number));
    assert_false(reads("-0", cf_read_int, &range, &number));
    assert_false(reads("00", cf_read_int, &range, &number));
    assert_false(reads("4294967296", cf_read_int, &range, &number));
    assert_false(reads("99999999999999999999999", cf_read_int, &range, &number));
    assert_int_equal(number, 64);
}

static void flags(void **state)
{
    static const char *const bad[] = {
        "yes",      "no",      "on", "off", "True", "TRUE", "y",
        "\"true\"", "'false'", "1",  "0",   "~",    "",     "[true]"
    };
    bool flag = false;
    (void)state;
    assert_true(reads("true", cf_read_flag, NULL, &flag));
    assert_true(flag);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(reads(bad[i], cf_read_flag, NULL, &flag));
    assert_true(flag);
    assert_true(reads("false", cf_read_flag, NULL, &flag));
    assert_false(flag);
}

static void ids(void **state)
{
    static const char *const good[] = {
        "a",     "a0",  "a_b-c",
        "\"a\"", "'b'", "a23456789012345678901234567890123456789012345678901234567890123"
    };
    static const char *const bad[] = {
        "A",
        "0a",
        "_a",
        "-a",
        "a b",
        "a.b",
        "a/b",
        "é",
        "aé",
        "\"\"",
        "",
        "[a]",
        "а", /* Cyrillic */
        "a2345678901234567890123456789012345678901234567890123456789012345"
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct cf_text id = { 0 };
        assert_true(reads(good[i], cf_read_id, NULL, &id));
        assert_non_null(id.text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct cf_text id = { 0 };
        assert_false(reads(bad[i], cf_read_id, NULL, &id));
        assert_null(id.text);
    }
}

static void words(void **state)
{
    static const char *const list[] = { "actual", "estimate", NULL };
    static const struct cf_words some = { list, 3 };
    struct load_fixture f;
    int word = 7;
    (void)state;
    assert_true(reads("estimate", cf_read_word, &some, &word));
    assert_int_equal(word, 4);
    assert_false(read_by(&f, "estimated", cf_read_word, &some, &word));
    assert_diag(&f, 0, "1:4:9 format-word");
    assert_string_equal(cf_diags_get(f.reading.diags, 0)->hint, "did you mean 'estimate'?");
    load_end(&f);
    assert_false(read_by(&f, "guess", cf_read_word, &some, &word));
    assert_diag_count(&f, 1);
    assert_string_equal(cf_diags_get(f.reading.diags, 0)->hint, "write one of actual, estimate");
    load_end(&f);
    assert_int_equal(word, 4);
}

static void lists(void **state)
{
    struct cf_text_list list = { 0 };
    struct load_fixture f;
    (void)state;
    assert_true(reads("a", cf_read_ids, NULL, &list));
    assert_int_equal(list.count, 1);
    assert_true(reads("[a, b, c]", cf_read_ids, NULL, &list));
    assert_int_equal(list.count, 3);
    assert_true(reads("[]", cf_read_ids, NULL, &list));
    assert_int_equal(list.count, 0);
    assert_false(read_by(&f, "[大, b, B, b, [c], {d: e}]", cf_read_ids, NULL, &list));
    assert_diag_count(&f, 5);
    assert_diag(&f, 0, "1:5:1 format-id");
    assert_diag(&f, 2, "1:14:1 format-duplicate-id");
    assert_diag(&f, 4, "1:22:1 format-type");
    load_end(&f);
    list = (struct cf_text_list){ 0 }; /* its texts went with the fixture */
    assert_false(reads("{a: b}", cf_read_ids, NULL, &list));
}

static void texts(void **state)
{
    const char *text = NULL;
    struct load_fixture f;
    (void)state;
    assert_true(read_by(&f, "\"\"", cf_read_string, NULL, (void *)&text));
    assert_string_equal(text, "");
    load_end(&f);
    assert_true(read_by(&f, "012", cf_read_string, NULL, (void *)&text));
    assert_string_equal(text, "012");
    load_end(&f);
    assert_false(reads("", cf_read_string, NULL, (void *)&text));
    assert_false(reads("# no text", cf_read_string, NULL, (void *)&text));
    assert_false(reads("[a]", cf_read_string, NULL, (void *)&text));
    assert_false(reads("{a: b}", cf_read_string, NULL, (void *)&text));
}

/* What was reported by the parser is passed over in silence. */
static void faulty_values_are_silent(void **state)
{
    static cf_field_reader *const readers[] = { cf_read_string, cf_read_id,   cf_read_number,
                                                cf_read_year,   cf_read_flag, cf_read_ids };
    (void)state;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct load_fixture f;
        uint64_t out[8] = { 0 };
        assert_false(read_by(&f, "*a", readers[i], NULL, out));
        assert_diag_count(&f, 1);
        assert_int_equal(out[0], 0);
        load_end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),       cmocka_unit_test(fractions),
        cmocka_unit_test(years),         cmocka_unit_test(flags),
        cmocka_unit_test(whole_numbers), cmocka_unit_test(ids),
        cmocka_unit_test(words),         cmocka_unit_test(lists),
        cmocka_unit_test(texts),         cmocka_unit_test(faulty_values_are_silent),
    };
    return cmocka_run_group_tests_name("load/scalar", tests, NULL, NULL);
}
