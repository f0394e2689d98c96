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

/* Of eight bytes, with that hash: what the map does with a text of so many bytes, undone. */
static void make_text(char *text, uint32_t high, uint32_t hash)
{
    static const uint64_t inverse = UINT64_C(0xF1DE83E19937733D);
    uint64_t word = (uint64_t)high << 32 | hash;
    for (int i = 0; i < 2; i++)
        word = (word ^ word >> 32) * inverse;
    word ^= 8;
    for (int i = 0; i < 8; i++)
        text[i] = (char)(word >> 8 * i);
}

/* So many that hashes alone tell no more, and bits of the texts do; one is the beginning of others.
 */
static void many_texts_of_one_hash_are_told_apart(void **state)
{
    enum { COUNT = 60 };
    static char texts[COUNT][8];
    struct cf_map map = { 0 };
    uint32_t count = 0;
    (void)state;
    assert_true(cf_map_add(&map, "b", 1, COUNT, NULL));
    uint32_t hash = map.nodes[0].hash;
    cf_map_release(&map);
    for (uint32_t high = 0; count < COUNT; high++) {
        make_text(texts[count], high, hash);
        count += texts[count][0] == 'b' || high < COUNT / 2;
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_true(cf_map_add(&map, texts[i], 8, i, NULL));
        assert_int_equal(map.nodes[i].hash, hash);
    }
    assert_true(cf_map_add(&map, "b", 1, COUNT, NULL));
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(cf_map_get(&map, texts[i], 8), i);
    assert_int_equal(cf_map_get(&map, "b", 1), COUNT);
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
        cmocka_unit_test(many_texts_of_one_hash_are_told_apart),
        cmocka_unit_test(beginnings_of_a_text_are_told_apart),
        cmocka_unit_test(every_bit_of_a_text_counts),
    };
    return cmocka_run_group_tests_name("load/equal_hashes", tests, NULL, NULL);
}
