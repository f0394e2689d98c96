#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "engine/interval.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define CLOSED(low, high)                                                                          \
    {                                                                                              \
        low, high, false, false                                                                    \
    }

static void assert_interval(struct cf_interval got, struct cf_interval expected, size_t row)
{
    if (got.low != expected.low || got.high != expected.high || got.low_open != expected.low_open ||
        got.high_open != expected.high_open)
        fail_msg("row %zu: %s%g, %g%s", row, got.low_open ? "(" : "[", got.low, got.high,
                 got.high_open ? ")" : "]");
}

/* ---- what an end is made of ---- */

static void an_end_of_a_product_is_attained_when_both_factors_can_be(void **state)
{
    static const struct {
        struct cf_interval a, b, product;
    } rows[] = {
        { CLOSED(2, 3), CLOSED(5, 7), CLOSED(10, 21) },
        { { 2, 3, true, false }, CLOSED(5, 7), { 10, 21, true, false } },
        { CLOSED(2, 3), { 5, 7, false, true }, { 10, 21, false, true } },
        /* a closed 0 is 0 with any other factor, an open one is nothing of its own */
        { CLOSED(0, 3), { 5, 7, true, true }, { 0, 21, false, true } },
        { { 5, 7, true, true }, CLOSED(0, 3), { 0, 21, false, true } },
        { { 0, 3, true, false }, CLOSED(5, 7), { 0, 21, true, false } },
        { CLOSED(5, 7), { 0, 3, true, false }, { 0, 21, true, false } },
        { { 0, 3, true, false }, { 0, 7, true, false }, { 0, 21, true, false } },
        /* 0 from one factor alone */
        { CLOSED(-2, 0), CLOSED(0, 5), CLOSED(-10, 0) },
        /* of two corners that are equal one that is attained is enough */
        { { -2, 2, true, false }, { -3, 3, false, false }, CLOSED(-6, 6) },
        { { -2, 2, true, true }, CLOSED(-3, 3), { -6, 6, true, true } },
        { CLOSED(-2, 2), { -3, 3, true, false }, CLOSED(-6, 6) },
        /* what does not fit is not attained */
        { CLOSED(1, 1e200), CLOSED(1, 1e200), { 1, INFINITY, false, true } },
        { CLOSED(-1e200, 1), CLOSED(1, 1e200), { -INFINITY, 1e200, true, false } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_interval(cf_interval_product(rows[i].a, rows[i].b), rows[i].product, i);
        assert_interval(cf_interval_product(rows[i].b, rows[i].a), rows[i].product, i);
    }
}

static void a_ratio_of_what_may_be_zero_or_less_is_none(void **state)
{
    struct cf_interval out;
    (void)state;
    assert_false(cf_interval_ratio((struct cf_interval)CLOSED(1, 2),
                                   (struct cf_interval)CLOSED(0, 2), &out));
    assert_false(cf_interval_ratio((struct cf_interval)CLOSED(1, 2),
                                   (struct cf_interval)CLOSED(-1, 2), &out));
    assert_false(cf_interval_ratio((struct cf_interval)CLOSED(1, 2),
                                   (struct cf_interval){ NAN, 2, false, false }, &out));
}

static void a_ratio_comes_near_zero_by_an_infinite_divisor_and_never_there(void **state)
{
    static const struct {
        struct cf_interval a, b, ratio;
    } rows[] = {
        { CLOSED(10, 20), CLOSED(2, 5), CLOSED(2, 10) },
        { { 10, 20, true, false }, CLOSED(2, 5), { 2, 10, true, false } },
        { CLOSED(10, 20), { 2, 5, true, false }, { 2, 10, false, true } },
        { CLOSED(-10, 20), CLOSED(2, 5), CLOSED(-5, 10) },
        { CLOSED(-20, -10), CLOSED(2, 5), CLOSED(-10, -2) },
        { CLOSED(10, 20), { 2, INFINITY, false, true }, { 0, 10, true, false } },
        { CLOSED(0, 20), { 2, INFINITY, false, true }, CLOSED(0, 10) },
        { { 0, 20, true, false }, CLOSED(2, 4), { 0, 10, true, false } },
        { CLOSED(-20, 0), { 2, INFINITY, false, true }, CLOSED(-10, 0) },
        { CLOSED(1, 1e300), CLOSED(1e-300, 1), { 1, INFINITY, false, true } },
        { CLOSED(-1e300, 0), CLOSED(1e-300, 1), { -INFINITY, 0, true, false } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct cf_interval ratio;
        assert_true(cf_interval_ratio(rows[i].a, rows[i].b, &ratio));
        assert_interval(ratio, rows[i].ratio, i);
    }
}

static void sums_that_all_but_vanish_are_zero(void **state)
{
    static const struct cf_interval thirds[] = { CLOSED(0.1, 0.1), CLOSED(0.2, 0.2),
                                                 CLOSED(-0.3, -0.3) };
    static const struct cf_interval far[] = { CLOSED(1, INFINITY), CLOSED(-3, 2) };
    static const struct cf_interval open[] = { CLOSED(1, 2), { 3, 4, true, false } };
    (void)state;
    assert_interval(cf_interval_sum(thirds, 3), (struct cf_interval)CLOSED(0, 0), 0);
    assert_interval(cf_interval_sum(far, 2), (struct cf_interval){ -2, INFINITY, false, true }, 1);
    assert_interval(cf_interval_sum(open, 2), (struct cf_interval){ 4, 6, true, false }, 2);
    assert_interval(cf_interval_difference(open[0], open[1]),
                    (struct cf_interval){ -3, -1, false, true }, 3);
}

/* ---- the greatest and the least ---- */

static void the_greatest_attains_what_any_and_the_least_what_all_attain(void **state)
{
    static const struct cf_interval items[] = { { 1, 5, true, true },
                                                { 1, 5, false, false },
                                                { 0, 4, false, false } };
    (void)state;
    assert_interval(cf_interval_max(items, 3), (struct cf_interval){ 1, 5, true, false }, 0);
    assert_interval(cf_interval_min(items, 2), (struct cf_interval){ 1, 5, false, true }, 1);
    assert_interval(cf_interval_min(items, 3), (struct cf_interval)CLOSED(0, 4), 2);
}

static void growth_is_told_of_what_was_there_before(void **state)
{
    struct cf_interval growth;
    (void)state;
    assert_true(cf_interval_growth((struct cf_interval)CLOSED(400, 900),
                                   (struct cf_interval)CLOSED(100, 100), 2, &growth));
    assert_interval(growth, (struct cf_interval)CLOSED(1, 2), 0);
    assert_true(cf_interval_growth((struct cf_interval){ 100, INFINITY, false, true },
                                   (struct cf_interval)CLOSED(100, 100), 1, &growth));
    assert_interval(growth, (struct cf_interval){ 0, INFINITY, false, true }, 1);
    assert_false(cf_interval_growth((struct cf_interval)CLOSED(1, 2),
                                    (struct cf_interval)CLOSED(0, 1), 1, &growth));
    assert_false(cf_interval_growth((struct cf_interval)CLOSED(-1, 2),
                                    (struct cf_interval)CLOSED(1, 1), 1, &growth));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_end_of_a_product_is_attained_when_both_factors_can_be),
        cmocka_unit_test(a_ratio_of_what_may_be_zero_or_less_is_none),
        cmocka_unit_test(a_ratio_comes_near_zero_by_an_infinite_divisor_and_never_there),
        cmocka_unit_test(sums_that_all_but_vanish_are_zero),
        cmocka_unit_test(the_greatest_attains_what_any_and_the_least_what_all_attain),
        cmocka_unit_test(growth_is_told_of_what_was_there_before),
    };
    return cmocka_run_group_tests_name("intervals", tests, NULL, NULL);
}
