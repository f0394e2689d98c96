/* Philox4x64-10 by the vectors that its authors publish with it (Random123, kat_vectors). */
#include "base/philox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void gives(const uint64_t counter[4], uint64_t left, uint64_t right,
                  const uint64_t expected[4])
{
    uint64_t words[4];
    const uint64_t key[2] = { left, right };
    memcpy(words, counter, sizeof words);
    cf_philox(words, key);
    assert_memory_equal(words, expected, sizeof words);
}

static void published_vectors(void **state)
{
    (void)state;
    const uint64_t none[4] = { 0, 0, 0, 0 };
    const uint64_t all[4] = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
    const uint64_t of_none[4] = { 0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b,
                                  0x7e68b68aec7ba23b };
    const uint64_t of_all[4] = { 0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6,
                                 0xa09caebf594f0ba0 };
    gives(none, 0, 0, of_none);
    gives(all, UINT64_MAX, UINT64_MAX, of_all);
}

static void between_zero_and_one(void **state)
{
    (void)state;
    assert_true(cf_unit_interval(0) == 0x1p-53);
    assert_true(cf_unit_interval(UINT64_MAX) == 1 - 0x1p-53);
    assert_true(cf_unit_interval(UINT64_C(1) << 63) == 0.5 + 0x1p-53);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(between_zero_and_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
