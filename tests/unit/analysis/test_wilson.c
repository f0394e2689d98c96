/* Wilson's interval against values computed by hand from its formula. */
#include <clusterflow/stress.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void is_interval(uint64_t count, uint64_t total, double low, double high)
{
    double found_low, found_high;
    cf_wilson(count, total, &found_low, &found_high);
    assert_true(fabs(found_low - low) < 1e-6);
    assert_true(fabs(found_high - high) < 1e-6);
}

static void by_hand(void **state)
{
    (void)state;
    is_interval(5, 10, 0.236593, 0.763407);
    is_interval(1, 10, 0.017876, 0.404150);
    is_interval(50, 100, 0.403832, 0.596168);
}

static void at_the_ends(void **state)
{
    double low, high;
    (void)state;
    is_interval(0, 10, 0, 0.277533);
    is_interval(10, 10, 0.722467, 1);
    cf_wilson(0, 10, &low, &high);
    assert_true(low == 0);
    cf_wilson(10, 10, &low, &high);
    assert_true(high == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(at_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
