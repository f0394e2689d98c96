#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- numbers and texts ---- */

/* Number and text, one of the other. */
static const struct pair {
    double number;
    const char *text;
} pairs[] = {
    { 0, "0" },
    { 1, "1" },
    { -1, "-1" },
    { 29, "29" },
    { 100, "100" },
    { 40.4, "40.4" },
    { -2.5, "-2.5" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { 2.0 / 3, "0.6666666666666666" },
    { 53500000000, "53500000000" },
    { 1e-7, "0.0000001" },
    { 123456789.125, "123456789.125" },
    { 9007199254740991, "9007199254740991" },
    { 9007199254740992, "9007199254740992" },
    { 9007199254740994, "9007199254740994" },
    { 9999999999999998, "9999999999999998" },
    { 0.30000000000000002e16, "3000000000000000" },
    { 1e16, "1e16" },
    { -1e16, "-1e16" },
    { 12345678901234568, "1.2345678901234568e16" },
    { 1e21, "1e21" },
    { 1e22, "1e22" },
    { 1e23, "1e23" },
    { 1.0000000000000001e23, "1.0000000000000001e23" },
    { 1.5e300, "1.5e300" },
    /* the nearest decimal of 16 digits does not read back, the next one does */
    { 618970019642690137449562112.0, "6.189700196426902e26" },
    { 0x1p863, "6.150157786156811e259" },
    { 0x1p-44, "0.00000000000005684341886080802" },
    { 1.7976931348623157e308, "1.7976931348623157e308" },
};

static void a_number_is_written_with_the_fewest_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char text[CF_NUMBER_SIZE];
        assert_int_equal(cf_number_format(pairs[i].number, text), strlen(pairs[i].text));
        assert_string_equal(text, pairs[i].text);
    }
}

static void what_is_written_can_be_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        double number = NAN;
        if (!cf_number_parse(pairs[i].text, &number) || number != pairs[i].number)
            fail_msg("%s", pairs[i].text);
    }
}

/* What is longer in plain notation than a number that is read. */
static void a_tiny_number_is_written_as_it_can_be_read(void **state)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        { 5e-324, "5e-324" },
        { -5e-324, "-5e-324" },
        { 2.2250738585072014e-308, "2.2250738585072014e-308" },
        { 1e-62, "0.00000000000000000000000000000000000000000000000000000000000001" },
        { -1e-61, "-0.0000000000000000000000000000000000000000000000000000000000001" },
        { -1e-62, "-1e-62" },
        { 1e-63, "1e-63" },
        { 1.5e-61, "0.00000000000000000000000000000000000000000000000000000000000015" },
        { 1.25e-61, "1.25e-61" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[CF_NUMBER_SIZE];
        double number = NAN;
        assert_int_equal(cf_number_format(cases[i].number, text), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
        assert_true(cf_number_parse(text, &number) && number == cases[i].number);
    }
}

static void minus_zero_is_written_and_read_as_zero(void **state)
{
    static const char *const texts[] = { "-0", "-0.0", "-0e5", "-1e-400" };
    char text[CF_NUMBER_SIZE];
    (void)state;
    assert_int_equal(cf_number_format(-0.0, text), 1);
    assert_string_equal(text, "0");
    for (size_t i = 0; i < COUNT(texts); i++) {
        double number = NAN;
        assert_true(cf_number_parse(texts[i], &number));
        assert_true(number == 0 && !signbit(number));
    }
}

/* ---- reading ---- */

static void a_text_is_rounded_to_the_nearest_number(void **state)
{
    static const struct pair cases[] = {
        { 9007199254740992, "9007199254740993" }, /* in the middle: to the even one */
        { 9007199254740996, "9007199254740995" },
        { 9007199254740994, "9007199254740993.00000000000000000000000000000000000001" },
        { 9007199254740992, "9007199254740992.99999999999999999999999999999999999999" },
        { 18446744073709551615.0, "18446744073709551615" },
        { 18446744073709551616.0, "18446744073709551616" },
        { 184467440737095516160.0, "184467440737095516159" },
        { 5e-324, "5e-324" },
        { 5e-324, "2.4703282292062328e-324" },
        { 0, "2.4703282292062327e-324" },
        { 0, "1e-99999999999999999999" },
        { 0, "0e99999999999999999999" },
        { 2.2250738585072011e-308, "2.2250738585072011e-308" },
        { 2.2250738585072014e-308, "2.2250738585072012e-308" },
        { 1.7976931348623157e308, "1.7976931348623157e308" },
        { 1.7976931348623157e308, "1.797693134862315807e308" },
        { 0.3, "0.3" },
        { 435, "4.35e2" },
        { 1e23, "1E+23" },
        { 1e-5, "1.0e-05" },
        { 0.5, "0.500" },
        { -1234.5678e-10, "-1234.5678e-10" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double number = NAN;
        if (!cf_number_parse(cases[i].text, &number) || number != cases[i].number)
            fail_msg("%s was read as %a", cases[i].text, number);
    }
}

static void what_is_not_a_number_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "-",
        "--1",
        "+1",
        "012",
        "-012",
        "00",
        "00.5",
        ".5",
        "-.5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "1e-",
        "1e+-5",
        "e5",
        "1e5.0",
        "0x1F",
        "1_000",
        "17,000",
        "1:30",
        " 1",
        "1 ",
        "1\n",
        "1a",
        "1.5.2",
        "inf",
        "-inf",
        ".inf",
        "nan",
        ".nan",
        "NaN",
        "1e309",
        "-1e309",
        "1e400",
        "1e99999999999999999999",
        "1.8e308",
        "1,5",
        "1.5f",
        "0x1p3",
        "1d5",
        "\xd9\xa1",
        "1-2",
        "infinity",
        "1.797693134862315808e308",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        double number = 4711;
        if (cf_number_parse(texts[i], &number))
            fail_msg("%s was read as %a", texts[i], number);
        assert_true(number == 4711); /* left alone */
    }
}

static void a_number_has_at_most_64_characters(void **state)
{
    char text[80] = "-0.";
    double number = NAN;
    (void)state;
    memset(text + 3, '1', 61);
    assert_int_equal(strlen(text), 64);
    assert_true(cf_number_parse(text, &number));
    assert_true(number == -1.0 / 9);
    text[64] = '1';
    assert_false(cf_number_parse(text, &number));
    memset(text, '9', 64);
    text[64] = '\0';
    assert_true(cf_number_parse(text, &number));
    assert_true(number == 1e64);
    text[64] = '9';
    assert_false(cf_number_parse(text, &number));
}

/* ---- locale ---- */

static int leave_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C") ? 0 : -1;
}

static void the_locale_does_not_matter(void **state)
{
    static const char *const names[] = { "de_DE.UTF-8", "tr_TR.UTF-8" };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!setlocale(LC_ALL, names[i]))
            fail_msg("there is no locale %s; make check-unit makes it", names[i]);
        a_number_is_written_with_the_fewest_digits(state);
        what_is_written_can_be_read(state);
        a_tiny_number_is_written_as_it_can_be_read(state);
        a_text_is_rounded_to_the_nearest_number(state);
        what_is_not_a_number_is_refused(state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_written_with_the_fewest_digits),
        cmocka_unit_test(what_is_written_can_be_read),
        cmocka_unit_test(a_tiny_number_is_written_as_it_can_be_read),
        cmocka_unit_test(minus_zero_is_written_and_read_as_zero),
        cmocka_unit_test(a_text_is_rounded_to_the_nearest_number),
        cmocka_unit_test(what_is_not_a_number_is_refused),
        cmocka_unit_test(a_number_has_at_most_64_characters),
        cmocka_unit_test_teardown(the_locale_does_not_matter, leave_locale),
    };
    return cmocka_run_group_tests_name("base/number", tests, NULL, NULL);
}
