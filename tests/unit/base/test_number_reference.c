/*
 * Numbers against published hard cases and against strtod and printf of the C library, bit for bit
 * and both ways, in locales with other decimal points and letters. NUMBERS in the environment says
 * how many random ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <clusterflow/base.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { BATCH = 1000, FEW = 120000, TEXT_SIZE = 72 };

static const char *const locales[] = { "C", "de_DE.UTF-8", "tr_TR.UTF-8" };

/* A test that cannot have a locale has shown nothing about it. */
static void enter_locale(const char *name)
{
    if (!setlocale(LC_ALL, name))
        fail_msg("there is no locale %s; make check-unit makes it", name);
    if (strcmp(name, "C") != 0)
        assert_string_equal(localeconv()->decimal_point, ",");
}

static int leave_locale(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C") ? 0 : -1;
}

static uint64_t bits_of(double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static double number_of(uint64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* ---- published cases ---- */

struct reference {
    const char *text;
    uint64_t bits;
};

static const struct reference read_cases[] = {
#define READ(text, bits) { text, bits },
#define WRITE(text, bits)
#include "unit/base/hard_numbers.inc"
#undef READ
#undef WRITE
};

static const struct reference write_cases[] = {
#define READ(text, bits)
#define WRITE(text, bits) { text, bits },
#include "unit/base/hard_numbers.inc"
#undef READ
#undef WRITE
};

/* A number's text as digits without zeros around them, and the power of ten of the last one. */
struct digits {
    char text[CF_NUMBER_SIZE];
    long exponent;
};

static struct digits digits_of(const char *text)
{
    struct digits digits = { .exponent = 0 };
    size_t length = 0;
    bool fraction = false;
    for (; *text && *text != 'e'; text++) {
        fraction |= *text == '.';
        if (*text < '0' || *text > '9')
            continue;
        if (length || *text != '0')
            digits.text[length++] = *text;
        digits.exponent -= fraction;
    }
    for (; length && digits.text[length - 1] == '0'; digits.exponent++)
        digits.text[--length] = '\0';
    if (*text == 'e')
        digits.exponent += strtol(text + 1, NULL, 10);
    return digits;
}

static void hard_texts_are_read_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(locales); i++) {
        enter_locale(locales[i]);
        for (size_t j = 0; j < COUNT(read_cases); j++) {
            double number = NAN;
            if (!cf_number_parse(read_cases[j].text, &number) ||
                bits_of(number) != read_cases[j].bits)
                fail_msg("%s in %s", read_cases[j].text, locales[i]);
        }
    }
}

static void hard_numbers_are_written_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(locales); i++) {
        enter_locale(locales[i]);
        for (size_t j = 0; j < COUNT(write_cases); j++) {
            char text[CF_NUMBER_SIZE];
            cf_number_format(number_of(write_cases[j].bits), text);
            struct digits came = digits_of(text), wanted = digits_of(write_cases[j].text);
            assert_string_equal(came.text, wanted.text);
            assert_int_equal(came.exponent, wanted.exponent);
        }
    }
}

/* ---- random numbers ---- */

static uint64_t seed;

static uint64_t next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static size_t how_many(void)
{
    const char *text = getenv("NUMBERS");
    return text ? (size_t)strtoull(text, NULL, 10) : FEW;
}

/* Any finite double, or one of the magnitudes that figures have. */
static double any_number(void)
{
    for (;;) {
        uint64_t bits = next_random();
        if (next_random() % 2) /* 2^-40 to 2^60 */
            bits = (bits & ~(UINT64_C(0x7FF) << 52)) | (983 + next_random() % 100) << 52;
        if (next_random() % 8 == 0) /* beside a power of two */
            bits &= ~UINT64_C(0xFFFFFFFFFFFFF) | next_random() % 4;
        if (isfinite(number_of(bits)))
            return number_of(bits);
    }
}

/* The decimal in the middle between a double and the next one, or next to it, to some digits. */
static void put_middle(char text[TEXT_SIZE])
{
    double number = fabs(any_number()), above = nextafter(number, INFINITY);
    long double middle = ((long double)number + (isfinite(above) ? above : number)) / 2;
    snprintf(text, TEXT_SIZE, "%.*Le", (int)(17 + next_random() % 38), middle);
    if (next_random() % 2)
        text[strcspn(text, "e") - 1] = (char)('0' + next_random() % 10);
}

static void put_digits(char text[TEXT_SIZE])
{
    size_t length = 1 + next_random() % 30, point = next_random() % (length + 4);
    char *out = text;
    if (next_random() % 4 == 0)
        *out++ = '-';
    *out++ = (char)('1' + next_random() % 9);
    for (size_t i = 1; i < length; i++) {
        if (i == point)
            *out++ = '.';
        *out++ = (char)('0' + next_random() % 10);
    }
    *out = '\0';
    if (next_random() % 2)
        snprintf(out, 8, "%c%d", next_random() % 2 ? 'e' : 'E', (int)(next_random() % 700) - 350);
}

static void check_texts(char (*texts)[TEXT_SIZE], const double *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double number = NAN;
        bool read = cf_number_parse(texts[i], &number);
        if (read != (isfinite(wanted[i]) != 0) ||
            (read && bits_of(number) != bits_of(wanted[i] == 0 ? 0 : wanted[i])))
            fail_msg("%s in %s is read as %a, not %a", texts[i], setlocale(LC_ALL, NULL), number,
                     wanted[i]);
    }
}

static void texts_are_read_as_the_c_library_reads_them(void **state)
{
    static char texts[BATCH][TEXT_SIZE];
    static double wanted[BATCH];
    (void)state;
    seed = 19910501;
    for (size_t done = 0; done < how_many(); done += BATCH) {
        enter_locale("C");
        for (size_t i = 0; i < BATCH; i++) {
            i % 2 ? put_middle(texts[i]) : put_digits(texts[i]);
            wanted[i] = strtod(texts[i], NULL);
        }
        enter_locale(locales[done / BATCH % COUNT(locales)]);
        check_texts(texts, wanted, BATCH);
    }
}

/* Whether a decimal of so many digits reads back; beside a power of two it need not be the nearest
 * one. In the C locale. */
static bool fewer_do(double number, int count)
{
    char text[48], near[64];
    snprintf(text, sizeof text, "%.*e", count - 1, fabs(number));
    struct digits digits = digits_of(text);
    size_t length = strlen(digits.text);
    uint64_t value = strtoull(digits.text, NULL, 10);
    for (; length < (size_t)count; length++, digits.exponent--)
        value *= 10; /* zeros at the end count */
    for (uint64_t other = value - 1; other <= value + 1; other++) {
        snprintf(near, sizeof near, "%llue%ld", (unsigned long long)other, digits.exponent);
        if (strtod(near, NULL) == fabs(number))
            return true;
    }
    return false;
}

static void check_writing(double number, const char *text)
{
    int count = (int)strlen(digits_of(text).text);
    if (bits_of(strtod(text, NULL)) != bits_of(number == 0 ? 0 : number))
        fail_msg("%a is written as %s", number, text);
    if (count > 17 || (count > 1 && fewer_do(number, count - 1)))
        fail_msg("%a is written as %s, and fewer digits would do", number, text);
}

static void numbers_are_written_with_the_fewest_digits(void **state)
{
    static char texts[BATCH][CF_NUMBER_SIZE];
    static double numbers[BATCH];
    (void)state;
    seed = 19900620;
    for (size_t done = 0; done < how_many(); done += BATCH) {
        enter_locale(locales[done / BATCH % COUNT(locales)]);
        for (size_t i = 0; i < BATCH; i++) {
            numbers[i] = any_number();
            size_t length = cf_number_format(numbers[i], texts[i]);
            assert_int_equal(length, strlen(texts[i]));
        }
        enter_locale("C");
        for (size_t i = 0; i < BATCH; i++)
            check_writing(numbers[i], texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(hard_texts_are_read_as_published, leave_locale),
        cmocka_unit_test_teardown(hard_numbers_are_written_as_published, leave_locale),
        cmocka_unit_test_teardown(texts_are_read_as_the_c_library_reads_them, leave_locale),
        cmocka_unit_test_teardown(numbers_are_written_with_the_fewest_digits, leave_locale),
    };
    return cmocka_run_group_tests_name("base/number reference", tests, NULL, NULL);
}
