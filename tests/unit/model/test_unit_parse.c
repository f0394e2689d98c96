#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "some_units.h"

/* ---- expressions ---- */

static const struct {
    const char *text;
    uint64_t num, den;
    int exp10, metre, second, person, yuan; /* powers */
} expressions[] = {
    { "m", 1, 1, 0, 1, 0, 0, 0 },
    { "metre", 1, 1, 0, 1, 0, 0, 0 },
    { "  m\t", 1, 1, 0, 1, 0, 0, 0 },
    { "km", 1, 1, 3, 1, 0, 0, 0 },
    { "m2", 1, 1, 0, 2, 0, 0, 0 },
    { "km2", 1, 1, 6, 2, 0, 0, 0 },
    { "km^2", 1, 1, 6, 2, 0, 0, 0 },
    { "km ^ 2", 1, 1, 6, 2, 0, 0, 0 },
    { "km^-2", 1, 1, -6, -2, 0, 0, 0 },
    { "ha", 1, 1, 4, 2, 0, 0, 0 },
    { "m0", 1, 1, 0, 0, 0, 0, 0 },
    { "m^0", 1, 1, 0, 0, 0, 0, 0 },
    { "m/m", 1, 1, 0, 0, 0, 0, 0 },
    { "min", 6, 1, 1, 0, 1, 0, 0 },
    { "m in2", 0, 0, 0, 0, 0, 0, 0 }, /* refused */
    { "min2", 36, 1, 2, 0, 2, 0, 0 },
    { "1/min", 1, 6, -1, 0, -1, 0, 0 },
    { "1/year", 1, 315576, -2, 0, -1, 0, 0 },
    { "CNY per person", 1, 1, 0, 0, 0, -1, 1 },
    { "CNY / person", 1, 1, 0, 0, 0, -1, 1 },
    { "yuan/people", 1, 1, 0, 0, 0, -1, 1 },
    { "\xc2\xa5 per \xe4\xba\xba", 1, 1, 0, 0, 0, -1, 1 },
    { "CNY/person m", 1, 1, 0, 1, 0, -1, 1 }, /* division binds the next factor only */
    { "CNY/person/m", 1, 1, 0, -1, 0, -1, 1 },
    { "CNY per person * m", 1, 1, 0, 1, 0, -1, 1 },
    { "CNY per person per m2", 1, 1, 0, -2, 0, -1, 1 },
    { "ten_thousand person", 1, 1, 4, 0, 0, 1, 0 },
    { "10000 person", 1, 1, 4, 0, 0, 1, 0 },
    { "1e4person", 0, 0, 0, 0, 0, 0, 0 }, /* refused */
    { "1e4*person", 1, 1, 4, 0, 0, 1, 0 },
    { "billion CNY", 1, 1, 9, 0, 0, 0, 1 },
    { "%", 1, 1, -2, 0, 0, 0, 0 },
    { "percent", 1, 1, -2, 0, 0, 0, 0 },
    { "per_cent", 1, 1, -2, 0, 0, 0, 0 },
    { "%/year", 1, 315576, -4, 0, -1, 0, 0 },
    { "1", 1, 1, 0, 0, 0, 0, 0 },
    { "120", 12, 1, 1, 0, 0, 0, 0 },
    { "1.250", 125, 1, -2, 0, 0, 0, 0 },
    { "0.00", 0, 0, 0, 0, 0, 0, 0 }, /* refused */
    { "1E-03", 1, 1, -3, 0, 0, 0, 0 },
    { "10^6 person", 1, 1, 6, 0, 0, 1, 0 },
    { "2^-3", 1, 8, 0, 0, 0, 0, 0 },
    { "2 3/4 5", 15, 2, 0, 0, 0, 0, 0 },
    { "5/2*2", 5, 1, 0, 0, 0, 0, 0 },
    { "2^63", (uint64_t)1 << 63, 1, 0, 0, 0, 0, 0 },
    { "2^63 5^27", (uint64_t)1 << 36, 1, 27, 0, 0, 0, 0 },
    { "2^100/2^99", 0, 0, 0, 0, 0, 0, 0 }, /* refused */
    { "18446744073709551615", UINT64_MAX, 1, 0, 0, 0, 0, 0 },
    { "18446744073709551615000000000000", UINT64_MAX, 1, 12, 0, 0, 0, 0 },
    { "0.000000000000000000000000000000000000000000000000000000000001", 1, 1, -60, 0, 0, 0, 0 },
    { "m127", 1, 1, 0, 127, 0, 0, 0 },
    { "m^-127", 1, 1, 0, -127, 0, 0, 0 },
    { "m100 m27", 1, 1, 0, 127, 0, 0, 0 },
};

static void an_expression_has_its_scale_and_powers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++) {
        struct cf_unit unit;
        struct cf_unit_fault fault;
        int powers[8] = { 0 };
        enum cf_status status = cf_units_parse(units, expressions[i].text, &unit, &fault);
        assert_int_equal(status, expressions[i].num ? CF_OK : CF_INVALID);
        if (status)
            continue;
        for (unsigned d = 0; d < unit.dims; d++) {
            assert_true(d == 0 || unit.base[d - 1] < unit.base[d]);
            assert_int_not_equal(unit.power[d], 0);
            powers[unit.base[d]] = unit.power[d];
        }
        if (unit.num != expressions[i].num || unit.den != expressions[i].den ||
            unit.exp10 != expressions[i].exp10)
            fail_msg("%s: the scale is %llu/%llu e%d", expressions[i].text,
                     (unsigned long long)unit.num, (unsigned long long)unit.den, unit.exp10);
        if (powers[0] != expressions[i].metre || powers[1] != expressions[i].second ||
            powers[2] != expressions[i].person || powers[3] != expressions[i].yuan)
            fail_msg("%s: the powers are wrong", expressions[i].text);
    }
}

static const struct {
    const char *text, *reason;
    size_t at, length;
} faults[] = {
    { "", "an empty unit", 0, 0 },
    { "  ", "an empty unit", 0, 0 },
    { "wug", "unknown unit", 0, 3 },
    { "CNY per wug m", "unknown unit", 8, 3 },
    { "cny", "unknown unit", 0, 3 },
    { "mm", "unknown unit", 0, 2 },
    { "m10000", "unknown unit", 0, 6 },
    { "(m)", "unknown unit; brackets have no meaning here", 0, 3 },
    { "/m", "nothing stands before this", 0, 1 },
    { " per m", "nothing stands before this", 1, 3 },
    { "* m", "nothing stands before this", 0, 1 },
    { "m/", "nothing stands behind this", 1, 1 },
    { "m * ", "nothing stands behind this", 2, 1 },
    { "CNY per", "nothing stands behind this", 4, 3 },
    { "m//s", "two operators in a row", 2, 1 },
    { "m * / s", "two operators in a row", 4, 1 },
    { "m per per s", "two operators in a row", 6, 3 },
    { "m / per s", "two operators in a row", 4, 3 },
    { "^2", "a power without a unit before it", 0, 1 },
    { "m*^2", "a power without a unit before it", 2, 1 },
    { "per^2", "nothing stands before this", 0, 3 },
    { "m^", "a power is an integer such as 2 or -1", 1, 1 },
    { "m^ /s", "a power is an integer such as 2 or -1", 1, 2 },
    { "m^-", "a power is an integer such as 2 or -1", 1, 2 },
    { "m^+2", "a power is an integer such as 2 or -1", 1, 3 },
    { "m^2.5", "a power is an integer such as 2 or -1", 1, 4 },
    { "m^02", "a power is an integer such as 2 or -1", 1, 3 },
    { "m02", "a power is an integer such as 2 or -1", 0, 3 },
    { "m^s", "a power is an integer such as 2 or -1", 1, 2 },
    { "m2^3", "a second power", 2, 2 },
    { "m^2^3", "a second power", 3, 2 },
    { "m^2 ^3", "a second power", 4, 2 },
    { "m128", "a power beyond 127", 0, 4 },
    { "m^128", "a power beyond 127", 1, 4 },
    { "m^-99999999999999999999", "a power beyond 127", 1, 22 },
    { "s m100 m28", "a power beyond 127", 7, 3 },
    { "-1 m", "neither a name nor a number, which begins with a digit", 0, 2 },
    { "+5", "neither a name nor a number, which begins with a digit", 0, 2 },
    { ".5 m", "neither a name nor a number, which begins with a digit", 0, 2 },
    { "m-2", "unknown unit", 0, 3 },
    { "0 m", "zero is no scale", 0, 1 },
    { "m/0", "zero is no scale", 2, 1 },
    { "1e-400", "zero is no scale", 0, 6 },
    { "012 m", "not a number as it is written here (1000, 0.5, 1e6)", 0, 3 },
    { "1,000 m", "not a number as it is written here (1000, 0.5, 1e6)", 0, 5 },
    { "1. m", "not a number as it is written here (1000, 0.5, 1e6)", 0, 2 },
    { "10m", "not a number as it is written here (1000, 0.5, 1e6)", 0, 3 },
    { "1e309", "not a number as it is written here (1000, 0.5, 1e6)", 0, 5 },
    { "18446744073709551616", "a number with too many digits", 0, 20 },
    { "3.14159265358979323846", "a number with too many digits", 0, 22 },
    { "2^64", "the scale has too many digits", 0, 1 },
    { "1/3^41", "the scale has too many digits", 2, 1 },
    { "m 18446744073709551615 3", "the scale has too many digits", 23, 1 },
    { "1e300 1e300 1e300 1e300", "the scale has too many digits", 18, 5 },
};

static void what_is_wrong_with_an_expression_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct cf_unit unit;
        struct cf_unit_fault fault = { 0 };
        assert_int_equal(cf_units_parse(units, faults[i].text, &unit, &fault), CF_INVALID);
        if (strcmp(fault.reason, faults[i].reason) != 0 || fault.at != faults[i].at ||
            fault.length != faults[i].length)
            fail_msg("'%s': %s at %zu+%zu", faults[i].text, fault.reason, fault.at, fault.length);
    }
}

static void a_very_long_expression_is_read_in_time(void **state)
{
    enum { SIZE = 1 << 20 };
    static char text[SIZE + 1];
    struct cf_unit unit;
    struct cf_unit_fault fault;
    (void)state;
    memset(text, '1', SIZE);
    text[0] = 'm';
    assert_int_equal(cf_units_parse(units, text, &unit, &fault), CF_INVALID);
    assert_int_equal(fault.length, SIZE);
    text[0] = '1';
    assert_int_equal(cf_units_parse(units, text, &unit, &fault), CF_INVALID);
    for (size_t i = 0; i < SIZE; i += 8)
        memcpy(text + i, i % 16 ? "m^-127  " : "m^127   ", 8);
    assert_int_equal(cf_units_parse(units, text, &unit, &fault), CF_OK);
    assert_int_equal(unit.dims, 0);
}

/* ---- definitions ---- */

static void an_exact_name_beats_a_name_with_digits(void **state)
{
    struct cf_units *table = cf_units_new();
    struct cf_unit_fault fault;
    struct cf_unit unit;
    (void)state;
    assert_int_equal(cf_units_define(table, "m", NULL, NULL, 0, &fault, NULL), CF_OK);
    assert_int_equal(cf_units_define(table, "m2", "7", NULL, 0, &fault, NULL), CF_OK);
    assert_int_equal(cf_units_parse(table, "m2", &unit, &fault), CF_OK);
    assert_int_equal(unit.num, 7);
    assert_int_equal(unit.dims, 0);
    assert_int_equal(cf_units_parse(table, "m^2", &unit, &fault), CF_OK);
    assert_int_equal(unit.power[0], 2);
    assert_int_equal(cf_units_parse(table, "m2^2", &unit, &fault), CF_OK);
    assert_int_equal(unit.num, 49);
    assert_int_equal(cf_units_parse(table, "m22", &unit, &fault), CF_OK); /* m2 squared */
    assert_int_equal(unit.num, 49);
    assert_int_equal(cf_units_parse(table, "m3", &unit, &fault), CF_OK);
    assert_int_equal(unit.power[0], 3);
    assert_int_equal(cf_units_define(table, "\xe4\xba\xba", NULL, NULL, 0, &fault, NULL), CF_OK);
    assert_int_equal(cf_units_parse(table, "\xe4\xba\xba", &unit, &fault), CF_OK);
    cf_units_free(table);
}

static const struct {
    struct definition definition;
    const char *reason;
    size_t at, length;
    const char *taken; /* the name at fault; NULL: the expression */
} wrong_definitions[] = {
    { { "km", "1 m", { NULL } }, "the name is taken already", 0, 2, "km" },
    { { "people", NULL, { NULL } }, "the name is taken already", 0, 6, "people" },
    { { "x1_", "2 wug", { "y" } }, "unknown unit", 2, 3, NULL },
    { { "x2_", "2 x2_", { NULL } }, "unknown unit", 2, 3, NULL },
    { { "x3_", "", { NULL } }, "an empty unit", 0, 0, NULL },
    { { "x4_", NULL, { "y4", "RMB" } }, "the name is taken already", 0, 3, "RMB" },
    { { "x5_", NULL, { "x5_" } }, "the name is taken already", 0, 3, "x5_" },
    { { "x6_", NULL, { "y6", "y6" } }, "the name is taken already", 0, 2, "y6" },
    { { "per", NULL, { NULL } }, "the word for a division cannot be a name", 0, 3, "per" },
    { { "x7_", NULL, { "per" } }, "the word for a division cannot be a name", 0, 3, "per" },
    { { "x8_", NULL, { "" } }, "a name cannot be empty", 0, 0, "" },
    { { "x9_", NULL, { "m/s" } }, "a name cannot contain blanks, *, / or ^", 1, 1, "m/s" },
    { { "x10_", NULL, { "a b" } }, "a name cannot contain blanks, *, / or ^", 1, 1, "a b" },
    { { "x11_", NULL, { "m^" } }, "a name cannot contain blanks, *, / or ^", 1, 1, "m^" },
    { { "x12_", NULL, { "2nd" } },
      "a name cannot begin with a digit, a sign or a point",
      0,
      1,
      "2nd" },
    { { "x13_", NULL, { "-" } }, "a name cannot begin with a digit, a sign or a point", 0, 1, "-" },
    { { "a-b", NULL, { NULL } }, "a unit's id has letters, digits and _ only", 1, 1, "a-b" },
    { { "$", NULL, { NULL } }, "a unit's id has letters, digits and _ only", 0, 1, "$" },
    { { "a{", NULL, { NULL } }, "a unit's id has letters, digits and _ only", 1, 1, "a{" },
    { { "a[", NULL, { NULL } }, "a unit's id has letters, digits and _ only", 1, 1, "a[" },
};

static void a_definition_that_is_wrong_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong_definitions); i++) {
        struct cf_unit_fault fault = { 0 };
        const char *taken = "not set";
        assert_int_equal(define(&wrong_definitions[i].definition, &fault, &taken), CF_INVALID);
        assert_string_equal(fault.reason, wrong_definitions[i].reason);
        assert_int_equal(fault.at, wrong_definitions[i].at);
        assert_int_equal(fault.length, wrong_definitions[i].length);
        if (wrong_definitions[i].taken)
            assert_string_equal(taken, wrong_definitions[i].taken);
        else
            assert_null(taken);
    }
}

static void a_unit_keeps_its_own_copy_of_its_names(void **state)
{
    struct cf_units *table = cf_units_new();
    char id[] = "firm", alias[] = "company";
    const char *also[] = { alias };
    struct cf_unit_fault fault;
    struct cf_unit unit;
    (void)state;
    assert_int_equal(cf_units_define(table, id, NULL, also, 1, &fault, NULL), CF_OK);
    memset(id, 'x', strlen(id));
    memset(alias, 'x', strlen(alias));
    assert_int_equal(cf_units_parse(table, "firm", &unit, &fault), CF_OK);
    assert_int_equal(cf_units_parse(table, "company", &unit, &fault), CF_OK);
    cf_units_free(table);
}

static void a_unit_has_at_most_eight_base_units(void **state)
{
    struct cf_units *table = cf_units_new();
    struct cf_unit_fault fault;
    struct cf_unit unit;
    (void)state;
    for (char id[] = "a"; id[0] <= 'i'; id[0]++)
        assert_int_equal(cf_units_define(table, id, NULL, NULL, 0, &fault, NULL), CF_OK);
    assert_int_equal(cf_units_parse(table, "h g f e d c b a", &unit, &fault), CF_OK);
    assert_int_equal(unit.dims, 8);
    assert_int_equal(cf_units_parse(table, "a b c d e f g h i", &unit, &fault), CF_INVALID);
    assert_string_equal(fault.reason, "more than 8 base units in one unit");
    assert_int_equal(fault.at, 16);
    assert_int_equal(cf_units_parse(table, "a b c d e f g h/a i", &unit, &fault), CF_OK);
    cf_units_free(table);
}

static void base_units_are_counted(void **state)
{
    struct cf_units *table = cf_units_new();
    struct cf_unit_fault fault = { 0 };
    struct cf_unit unit;
    char id[16];
    (void)state;
    for (int i = 0; i < 65536; i++) {
        snprintf(id, sizeof id, "u%d_", i);
        assert_int_equal(cf_units_define(table, id, NULL, NULL, 0, &fault, NULL), CF_OK);
    }
    assert_int_equal(cf_units_parse(table, "u65535_", &unit, &fault), CF_OK);
    assert_int_equal(unit.base[0], 65535);
    assert_int_equal(cf_units_define(table, "x", NULL, NULL, 0, &fault, NULL), CF_INVALID);
    assert_string_equal(fault.reason, "more than 65536 base units");
    assert_int_equal(cf_units_define(table, "x", "u0_", NULL, 0, &fault, NULL), CF_OK);
    cf_units_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_has_its_scale_and_powers),
        cmocka_unit_test(what_is_wrong_with_an_expression_is_told),
        cmocka_unit_test(a_very_long_expression_is_read_in_time),
        cmocka_unit_test(an_exact_name_beats_a_name_with_digits),
        cmocka_unit_test(a_unit_keeps_its_own_copy_of_its_names),
        cmocka_unit_test(a_unit_has_at_most_eight_base_units),
        cmocka_unit_test(base_units_are_counted),
        cmocka_unit_test(a_definition_that_is_wrong_is_refused), /* leaves names behind */
    };
    return cmocka_run_group_tests_name("model/unit_parse", tests, make_units, free_units);
}
