#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "analysis/sets.h"

static struct cf_value members(uint64_t bits)
{
    return (struct cf_value){ .type = CF_CATEGORY, .known = true, .members = bits };
}

static struct cf_value numbers(double low, double high)
{
    return (struct cf_value){ .type = CF_NUMBER,
                              .known = true,
                              .interval = { low, high, isinf(low) != 0, isinf(high) != 0 } };
}

static void check_tally(struct cf_value domain, const struct cf_value *sets, size_t least,
                        size_t most)
{
    struct cf_arena arena = { 0 };
    const struct cf_value *three[] = { &sets[0], &sets[1], &sets[2] };
    struct cf_tally tally = cf_sets_tally(&domain, three, 3, &arena);
    assert_int_equal(tally.least, least);
    assert_int_equal(tally.most, most);
    cf_arena_clear(&arena);
}

static void members_are_counted_up_to_the_last_of_64(void **state)
{
    uint64_t last = UINT64_C(1) << 63;
    struct cf_value few[] = { members(1), members(3), members(4) };
    struct cf_value far[] = { members(last), members(~last), members(last) };
    (void)state;
    check_tally(members(7), few, 1, 2);
    check_tally(members(15), few, 0, 2);
    check_tally(members(UINT64_MAX), far, 1, 2);
}

static void numbers_are_counted_between_all_ends(void **state)
{
    struct cf_value sets[] = { numbers(0, 10), numbers(5, INFINITY), numbers(10, 20) };
    struct cf_value apart[] = { numbers(0, 1), numbers(2, 3), numbers(30, 40) };
    (void)state;
    check_tally(numbers(0, 20), sets, 1, 3);
    check_tally(numbers(-INFINITY, INFINITY), sets, 0, 3);
    check_tally(numbers(0, 20), apart, 0, 1);
}

static void what_lies_outside_is_none_one_or_two_sets(void **state)
{
    struct cf_value all = numbers(0, 100), between = numbers(20, 30), above = numbers(20, INFINITY),
                    below = numbers(-INFINITY, 30), parts[2];
    struct cf_value words = members(7), one = members(2);
    (void)state;
    assert_int_equal(cf_set_outside(&all, &between, parts), 2);
    assert_true(parts[0].interval.high == 20 && parts[0].interval.high_open);
    assert_true(parts[1].interval.low == 30 && parts[1].interval.low_open);
    assert_int_equal(cf_set_outside(&all, &above, parts), 1);
    assert_true(parts[0].interval.low == 0 && parts[0].interval.high == 20);
    assert_int_equal(cf_set_outside(&all, &below, parts), 1);
    assert_true(parts[0].interval.low == 30 && parts[0].interval.high == 100);
    assert_int_equal(cf_set_outside(&between, &all, parts), 0);
    assert_int_equal(cf_set_outside(&words, &one, parts), 1);
    assert_int_equal(parts[0].members, 5);
    assert_int_equal(cf_set_outside(&one, &words, parts), 0);
}

static void a_cut_that_leaves_nothing_changes_nothing(void **state)
{
    struct cf_value words = members(6), some = members(3), none = members(8);
    struct cf_value all = numbers(0, 100), between = numbers(20, 30), far = numbers(200, 300);
    (void)state;
    assert_true(cf_set_cut(&words, &some));
    assert_int_equal(words.members, 2);
    assert_false(cf_set_cut(&words, &none));
    assert_int_equal(words.members, 2);
    assert_true(cf_set_cut(&all, &between));
    assert_true(all.interval.low == 20 && all.interval.high == 30);
    assert_false(cf_set_cut(&all, &far));
    assert_true(all.interval.low == 20 && all.interval.high == 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_counted_up_to_the_last_of_64),
        cmocka_unit_test(numbers_are_counted_between_all_ends),
        cmocka_unit_test(what_lies_outside_is_none_one_or_two_sets),
        cmocka_unit_test(a_cut_that_leaves_nothing_changes_nothing),
    };
    return cmocka_run_group_tests_name("sets", tests, NULL, NULL);
}
