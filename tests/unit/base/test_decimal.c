#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "base/number.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void every_decimal_of_fifteen_digits_is_written_as_it_is_read(void **state)
{
    uint64_t seed = 42;
    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct cf_decimal decimal = { .digits = next_random(&seed) % 1000000000000000 | 1,
                                      .exponent = (int)(next_random(&seed) % 200) - 100 };
        if (decimal.digits % 10 == 0)
            continue;
        struct cf_decimal back = cf_decimal_of(cf_decimal_scale(decimal, 1, 1, 0));
        assert_int_equal(back.digits, decimal.digits);
        assert_int_equal(back.exponent, decimal.exponent);
        assert_false(back.negative);
    }
}

/* Halfway between two doubles, which only all digits of the quotient tell: to the even one. */
static void a_quotient_that_ends_halfway_is_rounded_to_even(void **state)
{
    static const struct {
        uint64_t digits;
        double rounded;
    } cases[] = {
        { 9007199254740991, 0x1.fffffffffffffp-8 }, /* 2^53 - 1: it fits */
        { 9007199254740993, 0x1p-7 },
        { 9007199254740995, 0x1.0000000000002p-7 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_decimal decimal = { false, cases[i].digits, 0 };
        assert_true(cf_decimal_scale(decimal, 1, UINT64_C(1) << 60, 0) == cases[i].rounded);
    }
}

static void a_number_is_larger_and_smaller_than_none(void **state)
{
    (void)state;
    assert_true(cf_larger(1, 2) == 2 && cf_larger(2, 1) == 2);
    assert_true(cf_smaller(1, 2) == 1 && cf_smaller(2, 1) == 1);
    assert_true(cf_larger(1, NAN) == 1 && cf_larger(NAN, 1) == 1);
    assert_true(cf_smaller(1, NAN) == 1 && cf_smaller(NAN, 1) == 1);
    assert_true(isnan(cf_larger(NAN, NAN)) && isnan(cf_smaller(NAN, NAN)));
}

static void a_decimal_has_no_zeros_at_the_end(void **state)
{
    static const struct {
        double number;
        struct cf_decimal decimal;
    } cases[] = {
        { 0, { false, 0, 0 } },
        { -0.0, { false, 0, 0 } },
        { 1000, { false, 1, 3 } },
        { -120, { true, 12, 1 } },
        { 4.35, { false, 435, -2 } },
        { 53.5, { false, 535, -1 } },
        { 1e23, { false, 1, 23 } },
        { 5e-324, { false, 5, -324 } },
        { -0x1p89, { true, 6189700196426902, 11 } },
        { 0x1p863, { false, 6150157786156811, 244 } },
        { 0.1 + 0.2, { false, 30000000000000004, -17 } },
        { 1.7976931348623157e308, { false, 17976931348623157, 292 } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_decimal decimal = cf_decimal_of(cases[i].number);
        assert_int_equal(decimal.negative, cases[i].decimal.negative);
        assert_int_equal(decimal.digits, cases[i].decimal.digits);
        assert_int_equal(decimal.exponent, cases[i].decimal.exponent);
    }
}

static const struct {
    double number;
    uint64_t num, den;
    int exp10;
    double scaled;
} scalings[] = {
    { 4.35, 1, 1, 2, 435 },
    { 1.1, 9, 1, -1, 0.99 },
    { 53.5, 1, 1, 9, 53500000000 },
    { 0.07, 1, 1, 2, 7 },
    { 1.005, 1, 1, 3, 1005 },
    { 1, 1, 3, 0, 1.0 / 3 },
    { -2, 1, 3, 0, -2.0 / 3 },
    { 1, 1, 7, 300, 1e300 / 7 },
    { 10, 1, 10, 0, 1 },
    { 1, 1, (uint64_t)1 << 63, 0, 0x1p-63 },
    { 3, UINT64_MAX, 3, 0, 0x1p64 },
    { 1, 1, UINT64_MAX, 0, 0x1p-64 },
    /* in the middle between two doubles, and next to it by less than 128 bits show */
    { 1, 9007199254740993, 1, 0, 9007199254740992 },
    { 1, 27021597764222979, 3, 0, 9007199254740992 },
    { 1, 27021597764222980, 3, 0, 9007199254740994 },
    { 1, 27021597764222978, 3, 0, 9007199254740992 },
    /* the ends of the range */
    { 5, 1, 1, -324, 5e-324 },
    { 2, 1, 1, -324, 0 },
    { -2, 1, 1, -324, 0 },
    { -3, 1, 1, -324, -5e-324 },
    { 5e-324, 1, 2, 0, 5e-324 }, /* 2.5e-324 is nearer to it than to 0 */
    { 5e-324, 1, 3, 0, 0 },
    { 1.7976931348623157e308, 1, 1, 1, INFINITY },
    { -1, 1, 1, 309, -INFINITY },
    { 1.7976931348623157e308, 7, 7, 0, 1.7976931348623157e308 },
    { 0, UINT64_MAX, 7, 300, 0 },
    { -0.0, 1, 1, 0, 0 },
};

static void a_decimal_is_scaled_exactly_and_rounded_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(scalings); i++) {
        double scaled = cf_decimal_scale(cf_decimal_of(scalings[i].number), scalings[i].num,
                                         scalings[i].den, scalings[i].exp10);
        if (scaled != scalings[i].scaled || (scaled == 0 && signbit(scaled)))
            fail_msg("case %zu: %a instead of %a", i, scaled, scalings[i].scaled);
    }
}

/* digits * num / den misses 9007199254740993, the middle, by 1 / den: by one part in 10^32. */
static void a_quotient_is_told_from_the_middle_between_two_numbers(void **state)
{
    static const struct {
        uint64_t digits, num, den;
        double scaled;
    } cases[] = {
        { 7218991505886775, 7375831748169019, 5911500926423468, 9007199254740994 },
        { 8579659252558826, 6598138611949315, 6284948227594687, 9007199254740992 },
        { 6872980113096233, 371677113081989, 283609736440652, 9007199254740994 },
        { 5774177938439584, 5887322718008273, 3774141993906081, 9007199254740992 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_decimal decimal = { .digits = cases[i].digits };
        assert_true(cf_decimal_scale(decimal, cases[i].num, cases[i].den, 0) == cases[i].scaled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_decimal_of_fifteen_digits_is_written_as_it_is_read),
        cmocka_unit_test(a_quotient_that_ends_halfway_is_rounded_to_even),
        cmocka_unit_test(a_number_is_larger_and_smaller_than_none),
        cmocka_unit_test(a_decimal_has_no_zeros_at_the_end),
        cmocka_unit_test(a_decimal_is_scaled_exactly_and_rounded_once),
        cmocka_unit_test(a_quotient_is_told_from_the_middle_between_two_numbers),
    };
    return cmocka_run_group_tests_name("base/decimal", tests, NULL, NULL);
}
