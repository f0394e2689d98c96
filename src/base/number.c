#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * strtod and printf follow the locale, but only in the decimal point. So strtod is given digits
 * and an exponent without a point, and of what printf writes only the digits are taken.
 */

__extension__ typedef unsigned __int128 wide;

#define WIDE_MAX     (~(wide)0)
#define LAST_INTEGER ((uint64_t)1 << 53) /* up to here every integer is a double */

enum {
    LONGEST_TEXT = 64,     /* of a number that is read, and so of one that is written */
    FAR_EXPONENT = 100000, /* beyond, 64 digits make no difference */
    SURE_DIGITS = 15,      /* so many digits survive being a double */
    ENOUGH_DIGITS = 17,    /* so many digits tell every double */
    PLAIN_DIGITS = 16,     /* digits before the point without an exponent */
    BOUNDARY_DIGITS = 768, /* the middle between two doubles has fewer digits */
    LAST_POWER = 22,       /* 10^22 is the last power of ten that is a double */
    /* Whether a double operation rounds once, to a double. */
    ROUNDS_ONCE = FLT_EVAL_METHOD == 0,
};

static const double powers_of_ten[LAST_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- from digits to a double ---- */

/* Reads `length` digits * 10^exponent; the buffer has room for 16 characters behind the digits. */
static double read_digits(char *digits, size_t length, int exponent)
{
    snprintf(digits + length, 16, "e%d", exponent);
    return strtod(digits, NULL);
}

static size_t write_digits(char *out, wide number)
{
    char reversed[40];
    size_t length = 0;
    do {
        reversed[length++] = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number);
    for (size_t i = 0; i < length; i++)
        out[i] = reversed[length - 1 - i];
    return length;
}

/* digits * 10^exponent, rounded once. */
static double compose(wide digits, int exponent)
{
    /* both are doubles: one operation, one rounding */
    if (ROUNDS_ONCE && digits <= LAST_INTEGER && abs(exponent) <= LAST_POWER) {
        double number = (double)(uint64_t)digits;
        return exponent < 0 ? number / powers_of_ten[-exponent] : number * powers_of_ten[exponent];
    }
    char text[64];
    return read_digits(text, write_digits(text, digits), exponent);
}

/* ---- reading ---- */

/* What a text says: digits * 10^exponent. */
struct reading {
    uint64_t digits;
    int exponent;
    bool cut; /* there are more digits than fit; they have to be taken from the text */
};

static const char *scan_digits(const char *text, struct reading *reading)
{
    for (; is_digit(*text); text++) {
        if (reading->digits > UINT64_MAX / 10 - 1)
            reading->cut = true;
        else
            reading->digits = reading->digits * 10 + (uint64_t)(*text - '0');
    }
    return text;
}

static const char *scan_exponent(const char *text, int *exponent)
{
    bool negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    if (!is_digit(*text))
        return NULL;
    int value = 0;
    for (; is_digit(*text); text++) {
        if (value < FAR_EXPONENT)
            value = value * 10 + (*text - '0');
    }
    *exponent += negative ? -value : value;
    return text;
}

/* Returns the end of the number without sign that the text begins with, NULL when there is none. */
static const char *scan_number(const char *text, struct reading *reading)
{
    const char *end = scan_digits(text, reading);
    if (end == text || (*text == '0' && end - text > 1))
        return NULL;
    if (*end == '.') {
        const char *fraction = end + 1;
        end = scan_digits(fraction, reading);
        if (end == fraction)
            return NULL;
        reading->exponent = -(int)(end - fraction);
    }
    if (*end == 'e' || *end == 'E')
        end = scan_exponent(end + 1, &reading->exponent);
    return end;
}

/* The number of a scanned text with more digits than fit an integer. */
static double read_long(const char *text, int exponent)
{
    char digits[LONGEST_TEXT + 16];
    size_t length = 0;
    for (; is_digit(*text) || *text == '.'; text++) {
        if (*text != '.')
            digits[length++] = *text;
    }
    return read_digits(digits, length, exponent);
}

bool cf_number_parse(const char *text, double *out)
{
    if (strnlen(text, LONGEST_TEXT + 1) > LONGEST_TEXT)
        return false;
    bool negative = *text == '-';
    text += negative;
    struct reading reading = { 0 };
    const char *end = scan_number(text, &reading);
    if (!end || *end)
        return false;
    double number =
        reading.cut ? read_long(text, reading.exponent) : compose(reading.digits, reading.exponent);
    if (isinf(number))
        return false;
    *out = negative ? 0 - number : number; /* -0 is read as 0 */
    return true;
}

/* ---- the shortest decimal ---- */

static struct cf_decimal without_zeros(uint64_t digits, int exponent)
{
    while (digits && digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (struct cf_decimal){ false, digits, digits ? exponent : 0 };
}

/*
 * Finds the decimal of a number with few digits. At most 15 digits that read back are the only
 * ones, so they are the shortest.
 */
static bool find_short(double number, struct cf_decimal *decimal)
{
    for (int places = 0; places <= LAST_POWER; places++) {
        double shifted = number * powers_of_ten[places];
        if (shifted >= 1e15)
            return false;
        uint64_t digits = (uint64_t)(shifted + 0.5);
        if ((double)digits / powers_of_ten[places] == number) {
            *decimal = without_zeros(digits, -places);
            return true;
        }
    }
    return false;
}

/* The number rounded to `count` digits, zeros at the end included. */
static struct cf_decimal round_to(double number, int count)
{
    char text[48];
    snprintf(text, sizeof text, "%.*e", count - 1, number);
    struct cf_decimal decimal = { 0 };
    const char *c = text;
    for (; *c != 'e'; c++) {
        if (is_digit(*c))
            decimal.digits = decimal.digits * 10 + (uint64_t)(*c - '0');
    }
    decimal.exponent = (int)strtol(c + 1, NULL, 10) - count + 1;
    return decimal;
}

static bool reads_back(struct cf_decimal decimal, double number)
{
    return compose(decimal.digits, decimal.exponent) == number;
}

/* Of a positive number. */
static struct cf_decimal find_any(double number)
{
    int count = number < DBL_MIN ? 1 : SURE_DIGITS; /* subnormals have fewer digits */
    struct cf_decimal decimal = round_to(number, count);
    while (count < ENOUGH_DIGITS && !reads_back(decimal, number)) {
        /* above a power of two doubles lie twice as far apart as below: the next decimal upwards
         * may read back although it is not the nearest, as with 2^89 */
        decimal.digits++;
        if (reads_back(decimal, number))
            break;
        decimal = round_to(number, ++count);
    }
    return without_zeros(decimal.digits, decimal.exponent);
}

struct cf_decimal cf_decimal_of(double number)
{
    double magnitude = fabs(number);
    struct cf_decimal decimal;
    if (magnitude < (double)LAST_INTEGER && magnitude == floor(magnitude))
        decimal = without_zeros((uint64_t)magnitude, 0);
    else if (!ROUNDS_ONCE || !find_short(magnitude, &decimal))
        decimal = find_any(magnitude);
    decimal.negative = number < 0;
    return decimal;
}

/* ---- writing ---- */

static char *put_zeros(char *out, int count)
{
    memset(out, '0', (size_t)count);
    return out + count;
}

static char *put(char *out, const char *digits, int count)
{
    memcpy(out, digits, (size_t)count);
    return out + count;
}

static char *put_plain(char *out, const char *digits, int count, int before_point)
{
    if (before_point >= count)
        return put_zeros(put(out, digits, count), before_point - count);
    if (before_point > 0) {
        out = put(out, digits, before_point);
        *out++ = '.';
        return put(out, digits + before_point, count - before_point);
    }
    out = put_zeros(put(out, "0.", 2), -before_point);
    return put(out, digits, count);
}

static char *put_scientific(char *out, const char *digits, int count, int exponent)
{
    *out++ = digits[0];
    if (count > 1) {
        *out++ = '.';
        out = put(out, digits + 1, count - 1);
    }
    return out + snprintf(out, 16, "e%d", exponent);
}

/* Zeros behind the point make tiny numbers long. */
static bool is_plain(int count, int before_point, bool negative)
{
    int behind_point = count - before_point;
    return before_point <= PLAIN_DIGITS && negative + 2 + behind_point <= LONGEST_TEXT;
}

size_t cf_number_format(double number, char out[CF_NUMBER_SIZE])
{
    struct cf_decimal decimal = cf_decimal_of(number);
    char digits[40];
    int count = (int)write_digits(digits, decimal.digits);
    int before_point = count + decimal.exponent;
    char *end = out;
    if (decimal.negative)
        *end++ = '-';
    end = is_plain(count, before_point, decimal.negative)
              ? put_plain(end, digits, count, before_point)
              : put_scientific(end, digits, count, before_point - 1);
    *end = '\0';
    return (size_t)(end - out);
}

/* ---- scaling ---- */

/*
 * (quotient + remainder / den) * 10^exponent by long division, remainder < den. Behind more digits
 * than the middle between two doubles can have, a last digit 1 stands for all that follow.
 */
static double divide_on(wide quotient, wide remainder, uint64_t den, int exponent)
{
    char text[BOUNDARY_DIGITS + 64];
    size_t length = write_digits(text, quotient);
    for (; remainder && length < BOUNDARY_DIGITS; exponent--) {
        remainder *= 10;
        text[length++] = (char)('0' + (int)(remainder / den));
        remainder %= den;
    }
    if (remainder) {
        text[length++] = '1';
        exponent--;
    }
    return read_digits(text, length, exponent);
}

/* number / den * 10^exponent, rounded once. */
static double divide(wide number, uint64_t den, int exponent)
{
    while (number % den && number <= WIDE_MAX / 10) {
        number *= 10;
        exponent--;
    }
    wide quotient = number / den, remainder = number % den;
    double low = compose(quotient, exponent);
    if (!remainder || low == compose(quotient + 1, exponent)) /* all between them round alike */
        return low;
    return divide_on(quotient, remainder, den, exponent);
}

double cf_decimal_scale(struct cf_decimal decimal, uint64_t num, uint64_t den, int exp10)
{
    double scaled = divide((wide)decimal.digits * num, den, decimal.exponent + exp10);
    return decimal.negative ? 0 - scaled : scaled; /* never -0 */
}

double cf_decimal_round(double number, int significant)
{
    struct cf_decimal decimal = cf_decimal_of(number);
    int digits = 0;
    for (uint64_t rest = decimal.digits; rest; rest /= 10)
        digits++;
    for (; digits > significant && decimal.exponent < 0; digits--, decimal.exponent++) {
        bool last = digits - 1 == significant || decimal.exponent == -1;
        decimal.digits = decimal.digits / 10 + (last && decimal.digits % 10 >= 5);
    }
    return cf_decimal_scale(decimal, 1, 1, 0);
}
