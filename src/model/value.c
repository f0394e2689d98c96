#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <clusterflow/model.h>

#include "base/number.h"

__extension__ typedef unsigned __int128 wide;

/* Numbers closer than this part of the larger one are equal: converting a unit must not decide. */
static const double nearness = 1e-9;

const char *cf_answer_name(enum cf_answer answer)
{
    static const char *const names[] = { "no", "unknown", "yes" };
    return names[answer];
}

/* ---- numbers ---- */

bool cf_near(double a, double b)
{
    if (a == b)
        return true;
    return isfinite(a) && isfinite(b) && fabs(a - b) < nearness * cf_larger(fabs(a), fabs(b));
}

/*
 * Adds sign * addend to the number whose decimal digits are `text`. The sum is not negative and has
 * no more digits.
 */
static void add_to_digits(char *text, size_t length, int sign, wide addend)
{
    int carry = 0;
    for (char *c = text + length - 1; addend || carry; c--) {
        int digit = *c - '0' + sign * (int)(addend % 10) + carry;
        carry = digit < 0 ? -1 : digit / 10;
        *c = (char)('0' + digit - carry * 10);
        addend /= 10;
    }
}

/*
 * figure * (1 + sign * part) where 1 + part does not fit 64 bits: on digits, so that it stays
 * exact. Only fractions with more than 18 places come here.
 */
static double widen_long(struct cf_decimal figure, int sign, struct cf_decimal part)
{
    char text[400]; /* the two have at most 17 digits, and at most 340 zeros follow */
    size_t zeros = (size_t)-part.exponent;
    size_t length = (size_t)snprintf(text, sizeof text, "0%" PRIu64, figure.digits);
    memset(text + length, '0', zeros);
    length += zeros;
    add_to_digits(text, length, sign, (wide)figure.digits * part.digits);
    snprintf(text + length, sizeof text - length, "e%d", figure.exponent + part.exponent);
    double widened = strtod(text, NULL); /* no point in it, so the locale does not matter */
    return figure.negative ? 0 - widened : widened;
}

double cf_widen(double figure, double fraction)
{
    enum { MOST_PLACES = 18 }; /* 2 * 10^18 fits 64 bits */
    if (!isfinite(figure) || figure == 0 || fraction == 0)
        return figure + 0.0; /* which makes 0 of -0 */
    if (fabs(fraction) >= 1)
        return figure + fraction * fabs(figure);
    struct cf_decimal number = cf_decimal_of(figure), part = cf_decimal_of(fraction);
    int sign = number.negative == part.negative ? 1 : -1;
    if (-part.exponent > MOST_PLACES)
        return widen_long(number, sign, part);
    uint64_t one = 1;
    for (int places = -part.exponent; places > 0; places--)
        one *= 10;
    uint64_t factor = sign > 0 ? one + part.digits : one - part.digits;
    return cf_decimal_scale(number, factor, 1, part.exponent);
}

__extension__ typedef __int128 signed_wide;

/* The digits of a decimal at an exponent that is not greater than its own, with its sign. */
static signed_wide digits_at(struct cf_decimal decimal, int exponent)
{
    signed_wide digits = decimal.digits;
    for (; exponent < decimal.exponent; exponent++)
        digits *= 10;
    return decimal.negative ? -digits : digits;
}

/* digits * 10^exponent, rounded once. Beyond 64 bits written in two halves: printf knows no 128. */
static double from_digits(signed_wide digits, int exponent)
{
    const uint64_t half = UINT64_C(10000000000000000000);
    wide size = digits < 0 ? -(wide)digits : (wide)digits;
    for (; size % 10 == 0; exponent++) /* not 0: what is not near differs */
        size /= 10;
    if (size <= UINT64_MAX)
        return cf_decimal_scale((struct cf_decimal){ digits < 0, (uint64_t)size, exponent }, 1, 1,
                                0);
    char text[64];
    snprintf(text, sizeof text, "%s%" PRIu64 "%019" PRIu64 "e%d", digits < 0 ? "-" : "",
             (uint64_t)(size / half), (uint64_t)(size % half), exponent);
    return strtod(text, NULL); /* no point in it, so the locale does not matter */
}

static bool is_small_integer(double number)
{
    return fabs(number) < 9007199254740992.0 && number == (double)(int64_t)number; /* 2^53 */
}

/* large + sign * small, by their sizes, where small lies beyond 128 bits: on digits, exact. */
static double add_far(struct cf_decimal large, int sign, struct cf_decimal small)
{
    char text[720]; /* the exponents of doubles lie within 650 of each other */
    size_t zeros = (size_t)(large.exponent - small.exponent);
    size_t length = (size_t)snprintf(text, sizeof text, "0%" PRIu64, large.digits);
    memset(text + length, '0', zeros);
    length += zeros;
    add_to_digits(text, length, sign, small.digits);
    snprintf(text + length, sizeof text - length, "e%d", small.exponent);
    return strtod(text, NULL);
}

double cf_distance(double a, double b)
{
    enum { MOST_PLACES = 20 }; /* with 17 digits, twice, this fits 128 bits */
    if (cf_near(a, b))
        return 0;
    if (!isfinite(a) || !isfinite(b) || a == 0 || b == 0 ||
        (is_small_integer(a) && is_small_integer(b)))
        return a - b; /* exact already */
    struct cf_decimal x = cf_decimal_of(a), y = cf_decimal_of(b);
    int sign = x.negative == y.negative ? -1 : 1;
    double far;
    if (x.exponent - y.exponent > MOST_PLACES) {
        far = add_far(x, sign, y);
        return x.negative ? -far : far;
    }
    if (y.exponent - x.exponent > MOST_PLACES) {
        far = add_far(y, sign, x);
        return y.negative ? far : -far;
    }
    int exponent = x.exponent < y.exponent ? x.exponent : y.exponent;
    return from_digits(digits_at(x, exponent) - digits_at(y, exponent), exponent);
}

/* ---- intervals ---- */

bool cf_interval_equal(struct cf_interval a, struct cf_interval b)
{
    return cf_near(a.low, b.low) && cf_near(a.high, b.high) && a.low_open == b.low_open &&
           a.high_open == b.high_open;
}

/* One end of an interval, measured outwards: the greater value reaches further. */
struct end {
    double reach;
    bool open;
};

static struct end low_end(struct cf_interval interval)
{
    return (struct end){ -interval.low, interval.low_open };
}

static struct end high_end(struct cf_interval interval)
{
    return (struct end){ interval.high, interval.high_open };
}

static struct cf_interval between(struct end low, struct end high)
{
    return (struct cf_interval){ 0 - low.reach, high.reach, low.open, high.open };
}

/* The end that reaches further; of near ends both count, and one that is closed closes. */
static struct end outer(struct end a, struct end b)
{
    struct end end = a.reach > b.reach ? a : b;
    if (cf_near(a.reach, b.reach))
        end.open = a.open && b.open;
    return end;
}

/* The end that reaches less far; of near ends both count, and one that is open opens. */
static struct end inner(struct end a, struct end b)
{
    struct end end = a.reach < b.reach ? a : b;
    if (cf_near(a.reach, b.reach))
        end.open = a.open || b.open;
    return end;
}

struct cf_interval cf_interval_hull(struct cf_interval a, struct cf_interval b)
{
    return between(outer(low_end(a), low_end(b)), outer(high_end(a), high_end(b)));
}

/* Whether a ends before b begins. Of an interval and itself: whether it is empty. */
static bool ends_before(struct cf_interval a, struct cf_interval b)
{
    if (cf_near(a.high, b.low))
        return a.high_open || b.low_open;
    return a.high < b.low;
}

bool cf_interval_cut(struct cf_interval *a, struct cf_interval b)
{
    struct cf_interval both =
        between(inner(low_end(*a), low_end(b)), inner(high_end(*a), high_end(b)));
    if (ends_before(both, both))
        return false;
    /* do the ends cross by a hair? then the one that is b's holds for both */
    if (both.low > both.high && both.low == b.low)
        both.high = both.low;
    else if (both.low > both.high)
        both.low = both.high;
    *a = both;
    return true;
}

/* ---- answers ---- */

/* Whether the end stays within the limit; beyond an infinite limit nothing lies. */
static bool is_within(struct end end, struct end limit)
{
    if (limit.reach == INFINITY)
        return true;
    if (cf_near(end.reach, limit.reach))
        return end.open || !limit.open;
    return end.reach < limit.reach;
}

static enum cf_answer answer_number(struct cf_interval observed, struct cf_interval accepted)
{
    if (is_within(low_end(observed), low_end(accepted)) &&
        is_within(high_end(observed), high_end(accepted)))
        return CF_YES;
    bool apart = ends_before(observed, accepted) || ends_before(accepted, observed);
    return apart ? CF_NO : CF_UNKNOWN;
}

static enum cf_answer answer_members(uint64_t observed, uint64_t accepted)
{
    if (!(observed & ~accepted))
        return CF_YES;
    return observed & accepted ? CF_UNKNOWN : CF_NO;
}

enum cf_answer cf_value_answer(const struct cf_value *observed, const struct cf_value *accepted)
{
    if (!observed->known || !accepted->known)
        return CF_UNKNOWN;
    if (observed->type == CF_NUMBER)
        return answer_number(observed->interval, accepted->interval);
    return answer_members(observed->members, accepted->members);
}
