#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

/* ---- blocks ---- */

static void memory_is_zeroed_and_aligned(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *bytes = cf_arena_alloc(&arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % 8, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xab, size); /* seen by the next one if they overlap */
    }
    assert_false(arena.failed);
    cf_arena_clear(&arena);
}

static void earlier_memory_stays_where_it_is(void **state)
{
    enum { COUNT = 20000 };
    struct cf_arena arena = { 0 };
    int **numbers = cf_arena_array(&arena, COUNT, sizeof *numbers);
    (void)state;
    assert_non_null(numbers);
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = cf_arena_alloc(&arena, sizeof *numbers[i]);
        assert_non_null(numbers[i]);
        *numbers[i] = i;
    }
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(*numbers[i], i);
    cf_arena_clear(&arena);
}

static void a_piece_may_be_larger_than_any_block(void **state)
{
    enum { SIZE = 3 * 1024 * 1024 };
    struct cf_arena arena = { 0 };
    (void)state;
    char *bytes = cf_arena_alloc(&arena, SIZE);
    assert_non_null(bytes);
    bytes[0] = bytes[SIZE - 1] = 'x';
    assert_non_null(cf_arena_alloc(&arena, 1));
    cf_arena_clear(&arena);
}

static void nothing_at_all_is_no_failure(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    assert_non_null(cf_arena_alloc(&arena, 0));
    assert_non_null(cf_arena_array(&arena, 0, 8));
    assert_non_null(cf_arena_array(&arena, 8, 0));
    assert_false(arena.failed);
    cf_arena_clear(&arena);
}

static void a_failure_is_remembered(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    assert_null(cf_arena_array(&arena, SIZE_MAX / 2, 3));
    assert_true(arena.failed);
    assert_non_null(cf_arena_alloc(&arena, 1));
    assert_true(arena.failed);
    assert_null(cf_arena_alloc(&arena, SIZE_MAX));
    assert_null(cf_arena_alloc(&arena, SIZE_MAX - 20));
    assert_null(cf_arena_copy(&arena, "", SIZE_MAX));
    cf_arena_clear(&arena);
    assert_false(arena.failed);
}

static void an_arena_can_be_used_after_clearing(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    cf_arena_clear(&arena);
    assert_non_null(cf_arena_alloc(&arena, 100));
    cf_arena_clear(&arena);
    assert_non_null(cf_arena_alloc(&arena, 100));
    cf_arena_clear(&arena);
}

/* ---- texts ---- */

static void a_copy_ends_with_a_nul(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    assert_string_equal(cf_arena_copy(&arena, "Dalian Software Park", 6), "Dalian");
    assert_string_equal(cf_arena_copy(&arena, NULL, 0), "");
    const char *copy = cf_arena_copy(&arena, "a\0b", 3);
    assert_memory_equal(copy, "a\0b", 4);
    cf_arena_clear(&arena);
}

static void a_formatted_text_may_be_long(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    assert_string_equal(cf_arena_format(&arena, "%s:%d", "city.yaml", 12), "city.yaml:12");
    const char *text = cf_arena_format(&arena, "%5000d|", 7);
    assert_int_equal(strlen(text), 5001);
    assert_string_equal(text + 4999, "7|");
    cf_arena_clear(&arena);
}

/* ---- documents ---- */

struct record {
    const char *title;
    int year;
};

static void a_document_lies_in_its_own_arena(void **state)
{
    (void)state;
    struct record *record = cf_document_new(sizeof *record);
    assert_non_null(record);
    assert_null(record->title);
    assert_int_equal(record->year, 0);
    for (int i = 0; i < 1000; i++)
        record->title = cf_arena_copy(cf_arena_of(record), "Agglomeration", 13);
    assert_string_equal(record->title, "Agglomeration");
    cf_document_free(record);
    cf_document_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(earlier_memory_stays_where_it_is),
        cmocka_unit_test(a_piece_may_be_larger_than_any_block),
        cmocka_unit_test(nothing_at_all_is_no_failure),
        cmocka_unit_test(a_failure_is_remembered),
        cmocka_unit_test(an_arena_can_be_used_after_clearing),
        cmocka_unit_test(a_copy_ends_with_a_nul),
        cmocka_unit_test(a_formatted_text_may_be_long),
        cmocka_unit_test(a_document_lies_in_its_own_arena),
    };
    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
