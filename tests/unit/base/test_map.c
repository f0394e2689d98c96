#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

static void an_empty_map_has_no_keys(void **state)
{
    struct cf_map map = { 0 };
    (void)state;
    assert_int_equal(cf_map_get(&map, "person", 6), CF_MAP_NONE);
    assert_int_equal(cf_map_get(&map, "", 0), CF_MAP_NONE);
    cf_map_release(&map);
}

static void a_key_is_found_again(void **state)
{
    enum { COUNT = 5000, SIZE = 16 };
    static char keys[COUNT][SIZE];
    struct cf_map map = { 0 };
    (void)state;
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(keys[i], SIZE, "key_%u", (unsigned)i);
        assert_true(cf_map_add(&map, keys[i], strlen(keys[i]), i, NULL));
    }
    assert_int_equal(map.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(cf_map_get(&map, keys[i], strlen(keys[i])), i);
    assert_int_equal(cf_map_get(&map, "key_5000", 8), CF_MAP_NONE);
    cf_map_release(&map);
}

static void a_key_that_is_there_keeps_its_number(void **state)
{
    struct cf_map map = { 0 };
    uint32_t existing = 0;
    (void)state;
    assert_true(cf_map_add(&map, "CNY", 3, 7, &existing));
    assert_int_equal(existing, CF_MAP_NONE);
    assert_true(cf_map_add(&map, "CNY", 3, 8, &existing));
    assert_int_equal(existing, 7);
    assert_true(cf_map_add(&map, "CNY", 3, 9, NULL));
    assert_int_equal(cf_map_get(&map, "CNY", 3), 7);
    assert_int_equal(map.count, 1);
    cf_map_release(&map);
}

static void a_key_is_as_long_as_it_is_said_to_be(void **state)
{
    struct cf_map map = { 0 };
    (void)state;
    assert_true(cf_map_add(&map, "minute", 3, 1, NULL));
    assert_true(cf_map_add(&map, "minute", 1, 2, NULL));
    assert_true(cf_map_add(&map, "", 0, 3, NULL));
    assert_true(cf_map_add(&map, "m\0n", 3, 4, NULL));
    assert_int_equal(cf_map_get(&map, "min", 3), 1);
    assert_int_equal(cf_map_get(&map, "m", 1), 2);
    assert_int_equal(cf_map_get(&map, "x", 0), 3);
    assert_int_equal(cf_map_get(&map, "m\0n", 3), 4);
    assert_int_equal(cf_map_get(&map, "mi", 2), CF_MAP_NONE);
    assert_int_equal(cf_map_get(&map, "minute", 6), CF_MAP_NONE);
    cf_map_release(&map);
}

static void case_counts(void **state)
{
    struct cf_map map = { 0 };
    (void)state;
    assert_true(cf_map_add(&map, "person", 6, 1, NULL));
    assert_int_equal(cf_map_get(&map, "Person", 6), CF_MAP_NONE);
    cf_map_release(&map);
}

static void room_for_many_is_made_once(void **state)
{
    enum { COUNT = 100 };
    static const char letters[COUNT] = { 0 };
    struct cf_map map = { 0 };
    (void)state;
    assert_true(cf_map_reserve(&map, COUNT));
    const struct cf_map_node *nodes = map.nodes;
    for (uint32_t i = 0; i < COUNT; i++) /* keys of 0 to 99 zeros */
        assert_true(cf_map_add(&map, letters, i, i, NULL));
    assert_ptr_equal(map.nodes, nodes);
    assert_true(cf_map_reserve(&map, 1));
    assert_true(cf_map_add(&map, letters, COUNT, COUNT, NULL));
    for (uint32_t i = 0; i <= COUNT; i++)
        assert_int_equal(cf_map_get(&map, letters, i), i);
    cf_map_release(&map);
}

static void a_map_can_be_used_after_its_release(void **state)
{
    struct cf_map map = { 0 };
    (void)state;
    assert_true(cf_map_add(&map, "a", 1, 1, NULL));
    cf_map_release(&map);
    assert_int_equal(cf_map_get(&map, "a", 1), CF_MAP_NONE);
    assert_true(cf_map_add(&map, "a", 1, 2, NULL));
    assert_int_equal(cf_map_get(&map, "a", 1), 2);
    cf_map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_no_keys),
        cmocka_unit_test(a_key_is_found_again),
        cmocka_unit_test(a_key_that_is_there_keeps_its_number),
        cmocka_unit_test(a_key_is_as_long_as_it_is_said_to_be),
        cmocka_unit_test(case_counts),
        cmocka_unit_test(room_for_many_is_made_once),
        cmocka_unit_test(a_map_can_be_used_after_its_release),
    };
    return cmocka_run_group_tests_name("base/map", tests, NULL, NULL);
}
