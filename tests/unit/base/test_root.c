#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>

#include "base/number.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Found by exact fractions: number, n, and the double next to the n-th root. */
static const struct {
    double number;
    int n;
    double root;
} roots[] = {
    { 0x1.0000000000000p+1, 3, 0x1.428a2f98d728bp+0 },
    { 0x1.4000000000000p+3, 3, 0x1.13c484138704fp+1 },
    { 0x1.999999999999ap-4, 3, 0x1.db4c7760bcff3p-2 },
    { 0x1.35c28f5c28f5cp+0, 2, 0x1.199999999999ap+0 },
    { 0x1.7460aa64c2f83p+0, 4, 0x1.19245faca1d8ap+0 },
    { 0x1.0000000000000p+1, 12, 0x1.0f38f92d97963p+0 },
    { 0x1.0000000000000p-1, 7, 0x1.cfbb031a741a5p-1 },
    { 0x1.1ccf385ebc8a0p+1023, 3, 0x1.09438d5a385e9p+341 },
    { 0x0.0000000000001p-1022, 2, 0x1.0000000000000p-537 },
    { 0x0.0000000000001p-1022, 3, 0x1.0000000000000p-358 },
    { 0x0.012688b70e62bp-1022, 5, 0x1.0747ddddf22a5p-206 },
    { 0x1.fffffffffffffp+1023, 50, 0x1.650debc147335p+20 },
    { 0x1.0000000000001p+0, 9, 0x1.0000000000000p+0 },
    { 0x1.fffffffffffffp-1, 9, 0x1.0000000000000p+0 },
    { 0x1.12e0be826d695p-30, 97, 0x1.9d82aac3983abp-1 },
    { 0x1.8000000000000p+1, 100, 0x1.02d3f4bc9a212p+0 },
    { 0x1.f261b68b1971cp+4, 7, 0x1.a265b31ee074ap+0 },
    { 0x1.3e1803fb10c08p+5, 30, 0x1.21701d7811e82p+0 },
    { 0x1.70efaba2206eep+5, 2, 0x1.b29ef45ee0e11p+2 },
    { 0x1.5026eace680edp+5, 5, 0x1.0e5541aae1082p+1 },
    { 0x1.039e2ee8f8de6p+5, 4, 0x1.3181c9399b202p+1 },
    { 0x1.6ad39e5b2ae77p+2, 10, 0x1.3080d2c660d81p+0 },
    { 0x1.5b638255d89efp+5, 9, 0x1.853b9c333b5f2p+0 },
    { 0x1.b314e959d0be2p+4, 21, 0x1.2b9a8af135efbp+0 },
    { 0x1.8f2b5affa98d5p+3, 5, 0x1.a812e26e00e6cp+0 },
    { 0x1.469d94045cd67p+4, 4, 0x1.101349a99ec92p+1 },
    { 0x1.6e8b7ab4b6db1p+5, 9, 0x1.878faa8213e1cp+0 },
    { 0x1.ff457611d4474p+2, 3, 0x1.ffc1ca774314bp+0 },
    { 0x1.bc9b5f9d99ddap+2, 21, 0x1.18c0f304cac6cp+0 },
    { 0x1.63f5168a87030p+4, 4, 0x1.15fd7d32bb464p+1 },
    { 0x1.94610b6f2d074p-4, 2, 0x1.41bf327f1e0f6p-2 },
    { 0x1.4f62187972a2bp+3, 5, 0x1.998f86f5b72f6p+0 },
    { 0x1.800dd4e79f090p+5, 4, 0x1.50ed42a0e15bep+1 },
    { 0x1.5cf92b13b8f9ap+5, 6, 0x1.e04ff0237120cp+0 },
    { 0x1.f60fd36e7506fp+3, 5, 0x1.bbfa5b6b3e6d4p+0 },
    { 0x1.af73d6ff31c25p+4, 30, 0x1.1db728063980fp+0 },
    { 0x1.f4a4dfc955779p+4, 4, 0x1.2ebc16cf97edep+1 },
    { 0x1.786526bd19208p+5, 5, 0x1.14842d987041ep+1 },
    { 0x1.82a0decee00b0p+5, 9, 0x1.89e38d717a4dcp+0 },
};

static void the_nearest_double_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(roots); i++)
        assert_true(cf_root(roots[i].number, roots[i].n) == roots[i].root);
}

static void exact_roots_are_exact(void **state)
{
    (void)state;
    assert_true(cf_root(0, 3) == 0);
    assert_true(cf_root(1, 9998) == 1);
    assert_true(cf_root(0.3, 1) == 0.3);
    assert_true(cf_root(8, 3) == 2);
    assert_true(cf_root(0.125, 3) == 0.5);
    assert_true(cf_root(3486784401, 20) == 3);
    assert_true(cf_root(ldexp(1, 1000), 1000) == 2);
    assert_true(cf_root(ldexp(1, -1074), 1074) == 0.5);
}

/* Those of two are rounded to the nearest by every system. */
static void square_roots_are_those_of_the_system(void **state)
{
    uint64_t random = 1;
    (void)state;
    for (int i = 0; i < 2000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        double number = ldexp((double)(random >> 11), (int)(random % 2000) - 1100);
        assert_true(cf_root(number, 2) == sqrt(number));
    }
    for (double number = 1; number < 1 + 1000 * DBL_EPSILON; number += DBL_EPSILON)
        assert_true(cf_root(number, 2) == sqrt(number) &&
                    cf_root(1 / number, 2) == sqrt(1 / number));
    assert_true(cf_root(DBL_MAX, 2) == sqrt(DBL_MAX));
}

/* The longest time between two years. */
static void high_roots_stay_between_their_neighbours(void **state)
{
    (void)state;
    assert_true(cf_root(DBL_MAX, 9998) > 1.07 && cf_root(DBL_MAX, 9998) < 1.08);
    assert_true(cf_root(DBL_TRUE_MIN, 9998) > 0.92 && cf_root(DBL_TRUE_MIN, 9998) < 0.93);
    assert_true(cf_root(1 + DBL_EPSILON, 9998) == 1);
}

static void the_larger_and_the_smaller_leave_out_what_is_no_number(void **state)
{
    (void)state;
    assert_true(cf_larger(1, 2) == 2 && cf_larger(2, 1) == 2 && cf_smaller(1, 2) == 1);
    assert_true(cf_larger(-INFINITY, INFINITY) == INFINITY && cf_smaller(3, -INFINITY) < 0);
    assert_true(cf_larger(NAN, 1) == 1 && cf_larger(1, NAN) == 1);
    assert_true(cf_smaller(NAN, 1) == 1 && cf_smaller(1, NAN) == 1);
    assert_true(isnan(cf_larger(NAN, NAN)) && isnan(cf_smaller(NAN, NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_double_is_found),
        cmocka_unit_test(exact_roots_are_exact),
        cmocka_unit_test(square_roots_are_those_of_the_system),
        cmocka_unit_test(high_roots_stay_between_their_neighbours),
        cmocka_unit_test(the_larger_and_the_smaller_leave_out_what_is_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
