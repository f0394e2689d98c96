/*
 * Texts to numbers, and numbers to texts, against strtod and printf of the C library. Eight bytes
 * are also taken as a number.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* What docs/format.md takes for a number: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static bool is_number(const char *text)
{
    const char *at = text + (*text == '-');
    size_t digits = strspn(at, "0123456789");
    if (!digits || (*at == '0' && digits > 1) || strlen(text) > 64)
        return false;
    at += digits;
    if (*at == '.') {
        digits = strspn(at + 1, "0123456789");
        at += 1 + digits;
        if (!digits)
            return false;
    }
    if (*at == 'e' || *at == 'E') {
        at += 1 + (at[1] == '-' || at[1] == '+');
        digits = strspn(at, "0123456789");
        at += digits;
        if (!digits)
            return false;
    }
    return !*at;
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void judge_reading(const char *text)
{
    double number = 4711, wanted = strtod(text, NULL);
    bool read = cf_number_parse(text, &number);
    if (read != (is_number(text) && isfinite(wanted)))
        fuzz_fail("'%s' is read or not", text);
    if (read && !same_bits(number, wanted == 0 ? 0 : wanted))
        fuzz_fail("'%s' is read as %a, not %a", text, number, wanted);
    if (!read && number != 4711)
        fuzz_fail("'%s' is refused, and leaves %a", text, number);
}

/* The digits of a number's text, without the zeros around them. */
static size_t significant(const char *text)
{
    size_t count = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && !count))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros;
}

static void judge_writing(double number)
{
    char text[CF_NUMBER_SIZE + 1], other[64];
    size_t count = 1;
    size_t length = cf_number_format(number, text);
    if (length != strlen(text) || length >= CF_NUMBER_SIZE)
        fuzz_fail("%a: the length is wrong", number);
    if (!same_bits(strtod(text, NULL), number == 0 ? 0 : number))
        fuzz_fail("%a is written as %s", number, text);
    if (strchr(text, 'e') ? fabs(number) < 1e16 && fabs(number) > 1e-44 : fabs(number) >= 1e16)
        fuzz_fail("%a is written as %s", number, text);
    judge_reading(text);
    /* the fewest digits that the C library needs; beside a power of two fewer may do */
    for (; count <= 17; count++) {
        snprintf(other, sizeof other, "%.*e", (int)count - 1, number);
        if (strtod(other, NULL) == number)
            break;
    }
    if (number != 0 && significant(text) > significant(other))
        fuzz_fail("%a is written as %s, and %s would do", number, text, other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cf_input input = { "", (const char *)data, size };
    char *text = fuzz_text(&input);
    double number;
    judge_reading(text);
    free(text);
    for (size_t i = 0; i + sizeof number <= size && i < 64; i++) {
        memcpy(&number, data + i, sizeof number);
        if (isfinite(number))
            judge_writing(number);
    }
    return 0;
}
