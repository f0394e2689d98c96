#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "some_units.h"

static struct cf_unit unit_of(const char *text)
{
    struct cf_unit unit;
    struct cf_unit_fault fault;
    if (cf_units_parse(units, text, &unit, &fault))
        fail_msg("%s: %s", text, fault.reason);
    return unit;
}

/* ---- conversion ---- */

static void units_convert_when_their_base_powers_agree(void **state)
{
    static const struct {
        const char *from, *to;
        bool converts;
    } cases[] = {
        { "km", "m", true },
        { "km", "m2", false },
        { "ha", "km2", true },
        { "km", "min", false },
        { "m/s", "km per hour", true },
        { "m/s", "s/m", false }, /* a reciprocal is another thing */
        { "year", "1/year", false },
        { "person", "1", false },
        { "%", "1", true },
        { "% person", "person", true },
        { "CNY per person", "billion yuan/ten_thousand/people", true },
        { "person m", "m person", true },
        { "person/m", "m/person", false },
        { "m m s", "m s s", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_unit from = unit_of(cases[i].from), to = unit_of(cases[i].to);
        assert_int_equal(cf_unit_converts(&from, &to), cases[i].converts);
        assert_int_equal(cf_unit_converts(&to, &from), cases[i].converts);
    }
}

static const struct {
    double figure;
    const char *from, *to;
    double converted;
} conversions[] = {
    { 20, "km", "m", 20000 },
    { 4.35, "hundred", "1", 435 },
    { 53.5, "billion CNY", "CNY", 53500000000 },
    { 40.4, "ten_thousand person", "person", 404000 },
    { 404000, "person", "ten_thousand person", 40.4 },
    { 0.07, "1", "percent", 7 },
    { 7, "%", "1", 0.07 },
    { 1, "km2", "ha", 100 },
    { 26.2, "mile", "km", 42.1648128 },
    { 36, "km/hour", "m/s", 10 },
    { 1, "m/s", "km/hour", 3.6 },
    { 1, "s", "min", 1.0 / 60 },
    { 1, "day", "year", 1 / 365.25 },
    { 2, "year", "day", 730.5 },
    { 1, "N", "ha km per day2", 1 },
    { 0.1 + 0.2, "m", "metre", 0.1 + 0.2 },
    { 0x1p53, "m", "m", 9007199254740992 },
    { 0.1 + 0.2, "2 person/2", "person", 0.1 + 0.2 },
    { -1.5, "km", "m", -1500 },
    { 0, "km", "m", 0 },
    { -0.0, "km", "m", 0 },
    { -0.0, "m", "m", 0 },
    { INFINITY, "km", "m", INFINITY },
    { -INFINITY, "m", "km", -INFINITY },
    { 1e300, "1e200", "1", INFINITY },
    { -1e-300, "1e-200", "1", 0 },
    { 1e300, "1e200", "1e201", 1e299 },
    /* the quotient of these scales does not fit a scale */
    { 7, "1e300 1e300", "1e-300 1e-300", INFINITY },
    { -7, "1e-300 1e-300", "1e300 1e300", 0 },
    { 2, "18446744073709551615", "1/3", 0x3p65 },
    { 2, "1/18446744073709551615", "3", 0x2p-64 / 3 },
};

static void a_figure_is_converted_exactly_and_rounded_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(conversions); i++) {
        struct cf_unit from = unit_of(conversions[i].from), to = unit_of(conversions[i].to);
        double converted = cf_unit_convert(conversions[i].figure, &from, &to);
        if (converted != conversions[i].converted || (converted == 0 && signbit(converted)))
            fail_msg("%g %s is %a %s, not %a", conversions[i].figure, conversions[i].from,
                     converted, conversions[i].to, conversions[i].converted);
    }
}

static void a_figure_of_few_digits_survives_the_way_there_and_back(void **state)
{
    static const char *const pairs[][2] = { { "km", "m" },
                                            { "%", "1" },
                                            { "billion CNY", "ten_thousand CNY" },
                                            { "mile", "km" },
                                            { "CNY/person", "billion CNY/ten_thousand/person" } };
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct cf_unit from = unit_of(pairs[i][0]), to = unit_of(pairs[i][1]);
        for (int n = -5000; n <= 5000; n++) {
            double figure = n / 100.0;
            double there = cf_unit_convert(figure, &from, &to);
            assert_true(cf_unit_convert(there, &to, &from) == figure);
        }
    }
}

/* ---- products ---- */

static bool same(const struct cf_unit *a, const struct cf_unit *b)
{
    return cf_unit_converts(a, b) && cf_unit_convert(1, a, b) == 1;
}

static void units_are_multiplied_and_divided(void **state)
{
    static const struct {
        const char *a, *b, *product, *quotient;
    } cases[] = {
        { "km", "m", "1000 m2", "1000" },
        { "CNY", "person", "person CNY", "CNY per person" },
        { "CNY per person", "person", "CNY", "CNY/person^2" },
        { "1", "year", "year", "1/year" },
        { "%", "%", "0.0001", "1" },
        { "m s", "s CNY", "m s2 CNY", "m/CNY" },
        { "1/8", "1/125", "0.001", "15.625" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_unit a = unit_of(cases[i].a), b = unit_of(cases[i].b), out;
        struct cf_unit product = unit_of(cases[i].product), quotient = unit_of(cases[i].quotient);
        assert_int_equal(cf_unit_multiply(&out, &a, &b), CF_OK);
        assert_true(same(&out, &product));
        assert_int_equal(cf_unit_divide(&out, &a, &b), CF_OK);
        assert_true(same(&out, &quotient));
        assert_int_equal(cf_unit_multiply(&a, &a, &b), CF_OK); /* in its own place */
        assert_true(same(&a, &product));
    }
}

static void a_product_that_does_not_fit_is_refused(void **state)
{
    struct cf_unit power = unit_of("m127"), metre = unit_of("m"), out;
    struct cf_unit many = unit_of("18446744073709551615"), three = unit_of("3");
    struct cf_unit third = unit_of("1/3");
    (void)state;
    assert_int_equal(cf_unit_multiply(&out, &power, &metre), CF_INVALID);
    assert_int_equal(cf_unit_divide(&out, &power, &metre), CF_OK);
    assert_int_equal(cf_unit_multiply(&out, &many, &three), CF_INVALID);
    assert_int_equal(cf_unit_divide(&out, &many, &three), CF_OK);
    assert_int_equal(cf_unit_divide(&out, &many, &third), CF_INVALID);
}

static void a_power_that_does_not_fit_is_refused(void **state)
{
    struct cf_units *table = cf_units_new();
    struct cf_unit_fault fault;
    struct cf_unit unit;
    (void)state;
    assert_non_null(table);
    assert_int_equal(cf_units_define(table, "many", "18446744073709551615", NULL, 0, &fault, NULL),
                     CF_OK);
    assert_int_equal(cf_units_parse(table, "many", &unit, &fault), CF_OK);
    assert_int_equal(cf_units_parse(table, "many2", &unit, &fault), CF_INVALID);
    assert_int_equal(cf_units_parse(table, "3 many3", &unit, &fault), CF_INVALID);
    assert_string_equal(fault.reason, "the scale has too many digits");
    cf_units_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_convert_when_their_base_powers_agree),
        cmocka_unit_test(a_figure_is_converted_exactly_and_rounded_once),
        cmocka_unit_test(a_figure_of_few_digits_survives_the_way_there_and_back),
        cmocka_unit_test(units_are_multiplied_and_divided),
        cmocka_unit_test(a_product_that_does_not_fit_is_refused),
        cmocka_unit_test(a_power_that_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests_name("model/unit", tests, make_units, free_units);
}
