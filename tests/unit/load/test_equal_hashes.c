#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

/* Pairs of words with the same hash, found by trying many. */
static void equal_hashes_are_told_apart(void **state)
{
    static const char *const words[] = { "dapako",   "wupahan", "wemozun", "zevukepi",
                                         "mobiwopa", "pakedor", "belubos", "mavukir" };
    enum { COUNT = sizeof words / sizeof *words };
    struct cf_map map = { 0 };
    uint32_t existing;
    (void)state;
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_true(cf_map_add(&map, words[i], strlen(words[i]), i, &existing));
        assert_int_equal(existing, CF_MAP_NONE);
    }
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(cf_map_get(&map, words[i], strlen(words[i])), i);
    assert_int_equal(map.nodes[0].hash, map.nodes[1].hash);
    cf_map_release(&map);
}

/* Texts that differ in their last bits, or in their length alone. */
static void beginnings_of_a_text_are_told_apart(void **state)
{
    static const char text[300] = { 0 };
    struct cf_map map = { 0 };
    (void)state;
    for (uint32_t i = 0; i < sizeof text; i++)
        assert_true(cf_map_add(&map, text, i, i, NULL));
    assert_int_equal(map.count, sizeof text);
    for (uint32_t i = 0; i < sizeof text; i++)
        assert_int_equal(cf_map_get(&map, text, i), i);
    cf_map_release(&map);
}

/* All texts of two bytes. */
static void every_bit_of_a_text_counts(void **state)
{
    enum { COUNT = 65536 };
    static char texts[COUNT][2];
    struct cf_map map = { 0 };
    (void)state;
    for (uint32_t i = 0; i < COUNT; i++) {
        texts[i][0] = (char)(i & 0xFF);
        texts[i][1] = (char)(i >> 8);
        assert_true(cf_map_add(&map, texts[i], 2, i, NULL));
    }
    assert_int_equal(map.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(cf_map_get(&map, texts[i], 2), i);
    cf_map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_hashes_are_told_apart),
        cmocka_unit_test(beginnings_of_a_text_are_told_apart),
        cmocka_unit_test(every_bit_of_a_text_counts),
    };
    return cmocka_run_group_tests_name("load/equal_hashes", tests, NULL, NULL);
}
