/* What people write instead of numbers, years and flags, and how to mend it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/hint.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct row {
    const char *text;
    bool plain;
    const char *hint;
};

static void check(const struct row *rows, size_t count,
                  const char *(*hint)(const char *text, bool plain))
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(hint(rows[i].text, rows[i].plain), rows[i].hint) != 0)
            fail_msg("'%s': %s", rows[i].text, hint(rows[i].text, rows[i].plain));
}

static void what_is_no_number_is_told_how_to_be_one(void **state)
{
    static const struct row rows[] = {
        { "", true, "write a number" },
        { "3,5", true, "write '.' for the decimal comma" },
        { "1,234", true, "write it without thousands separators, with '.' for decimals" },
        { "1,234.5", true, "write it without thousands separators, with '.' for decimals" },
        { "1 234", true, "write it without thousands separators, with '.' for decimals" },
        { "1'234", true, "write it without thousands separators, with '.' for decimals" },
        { "1.234.567", true, "write it without thousands separators, with '.' for decimals" },
        { "1_000", true, "write it without '_'" },
        { "_", true, "write it without '_'" },
        { "12:30", true, "write it as a decimal number" },
        { ":", true, "write it as a decimal number" },
        { "5-10", true, "write a span as between: [5, 10]" },
        { "5-x", true, "write the number alone; its unit belongs into 'unit'" },
        { "-5-10", true, "write the number alone; its unit belongs into 'unit'" },
        { "1-2-3", true, "write a span as between: [5, 10]" },
        { "n.a.", true, "for a figure that is not known write missing: not_available" },
        { "null", true, "for a figure that is not known write missing: not_available" },
        { "~", true, "for a figure that is not known write missing: not_available" },
        { "none", true, "for a figure that is not known write missing: not_available" },
        { "0x1F", true, "write it as a decimal number" },
        { "0b1", true, "write it as a decimal number" },
        { "-0o7", true, "write it as a decimal number" },
        { "0x", true, "write it as a decimal number" },
        { "007", true, "write it without leading zeros" },
        { "-05", true, "write it without leading zeros" },
        { "05.5", true, "write it without leading zeros" },
        { "0a", true, "write the number alone; its unit belongs into 'unit'" },
        { "0123x", true, "write the number alone; its unit belongs into 'unit'" },
        { "+5", true, "write it without '+'" },
        { ".5", true, "write a 0 before the '.'" },
        { "-.5", true, "write a 0 before the '.'" },
        { ".x", true, "write a number such as 29, 0.5 or 1.5e3" },
        { "5.", true, "write it without the last '.'" },
        { "-5.", true, "write it without the last '.'" },
        { "5.x.", true, "write the number alone; its unit belongs into 'unit'" },
        { "<5", true, "write at_least, over, at_most or under, and the number alone" },
        { ">5", true, "write at_least, over, at_most or under, and the number alone" },
        { "≤5", true, "write at_least, over, at_most or under, and the number alone" },
        { "≥5", true, "write at_least, over, at_most or under, and the number alone" },
        { "~5", true, "write about, and the number alone" },
        { "≈5", true, "write about, and the number alone" },
        { "ca. 5", true, "write about, and the number alone" },
        { "c. 5", true, "write about, and the number alone" },
        { "−5", true, "write a plain '-' before the digits" },
        { "–5", true, "write a plain '-' before the digits" },
        { "５", true, "write plain digits, not full-width ones" },
        { "5%", true, "write the number alone, and 'percent' as its unit" },
        { "1e999", true, "write a number such as 29, 0.5 or 1.5e3, not larger than 1e308" },
        { "1e", true, "write a number such as 29, 0.5 or 1.5e3, not larger than 1e308" },
        { "e5", true, "write a number such as 29, 0.5 or 1.5e3, not larger than 1e308" },
        { "5 m", true, "write the number alone; its unit belongs into 'unit'" },
        { "five", true, "write a number such as 29, 0.5 or 1.5e3" },
        { "cafe", true, "write a number such as 29, 0.5 or 1.5e3" },
        { "caf 5", true, "write about, and the number alone" },
        { "00000000000000000000000000000000000000000000000000000000000000000", true,
          "a number has at most 64 characters: write it with an exponent, as 1.5e70" },
        { "1e5x", true, "write the number alone; its unit belongs into 'unit'" },
        { ".", true, "write a 0 before the '.'" },
        { "-", true, "for a figure that is not known write missing: not_available" },
        { "29", false, "write the number without quotes" },
        { "5-10", false, "write a span as between: [5, 10]" },
        { "x", false, "write a number such as 29, 0.5 or 1.5e3" },
    };
    (void)state;
    check(rows, COUNT(rows), cf_number_hint);
}

static void what_is_no_year_is_told_how_to_be_one(void **state)
{
    static const struct row rows[] = {
        { "2006-2007", true, "write a span as since: 2006, until: 2007" },
        { "2006/2007", true, "write a span as since: 2006, until: 2007" },
        { "2006-07-1", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "2006.2007", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "2006-07-x", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "206-20077", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "0206", true, "write all four digits of the year, and no more" },
        { "007x", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "20x1", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "206", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "12345", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "0", true, "write all four digits of the year, and no more" },
        { "2006 or 7", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "2006or 7", true, "write a year such as 2007; a month or day goes into 'note'" },
        { "2007", false, "write the year without quotes" },
        { "2007 ", false, "write a year such as 2007; a month or day goes into 'note'" },
    };
    (void)state;
    check(rows, COUNT(rows), cf_year_hint);
}

static void what_is_no_flag_is_told_how_to_be_one(void **state)
{
    static const struct row rows[] = {
        { "yes", true, "did you mean true?" },
        { "Yes", true, "did you mean true?" },
        { "ON", true, "did you mean true?" },
        { "y", true, "did you mean true?" },
        { "n", true, "did you mean false?" },
        { "no", true, "did you mean false?" },
        { "OFF", true, "did you mean false?" },
        { "False", true, "did you mean false?" },
        { "TRUE", true, "did you mean true?" },
        { "true", true, "did you mean true?" },
        { "maybe", true, "write true or false" },
        { "truely", true, "write true or false" },
        { "", true, "write true or false" },
        { "1", true, "write true or false" },
        { "true", false, "write true without quotes" },
        { "No", false, "write false without quotes" },
        { "maybe", false, "write true or false" },
    };
    (void)state;
    check(rows, COUNT(rows), cf_flag_hint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_number_is_told_how_to_be_one),
        cmocka_unit_test(what_is_no_year_is_told_how_to_be_one),
        cmocka_unit_test(what_is_no_flag_is_told_how_to_be_one),
    };
    return cmocka_run_group_tests_name("hints", tests, NULL, NULL);
}
