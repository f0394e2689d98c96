#include "model/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

__extension__ typedef unsigned __int128 wide;

enum {
    LAST_EXPONENT = 1000, /* of ten, in a scale */
    MOST_DIMS = sizeof((struct cf_unit *)0)->power / sizeof((struct cf_unit *)0)->power[0],
};

struct cf_unit cf_unit_one(void)
{
    return (struct cf_unit){ .num = 1, .den = 1 };
}

/* ---- scales ---- */

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Takes the factors of ten out of a number and returns how many there were. */
static int strip_tens(wide *number)
{
    int count = 0;
    for (; *number % 10 == 0; count++)
        *number /= 10;
    return count;
}

/* Multiplies the scale of a unit by num / den * 10^exp10, which is reduced. */
static bool multiply_scale(struct cf_unit *unit, uint64_t num, uint64_t den, int exp10)
{
    uint64_t falling = common_divisor(unit->num, den);
    uint64_t rising = common_divisor(num, unit->den);
    wide above = (wide)(unit->num / falling) * (num / rising);
    wide below = (wide)(unit->den / rising) * (den / falling);
    int exponent = unit->exp10 + exp10 + strip_tens(&above) - strip_tens(&below);
    if (above > UINT64_MAX || below > UINT64_MAX || abs(exponent) > LAST_EXPONENT)
        return false;
    unit->num = (uint64_t)above;
    unit->den = (uint64_t)below;
    unit->exp10 = exponent;
    return true;
}

/* ---- products ---- */

/* Adds one base unit behind those that are there; a power of 0 is left out. */
static const char *add_dim(struct cf_unit *unit, uint16_t base, int power)
{
    if (!power)
        return NULL;
    if (abs(power) > CF_UNIT_LAST_POWER)
        return "a power beyond 127";
    if (unit->dims == MOST_DIMS)
        return "more than 8 base units in one unit";
    unit->base[unit->dims] = base;
    unit->power[unit->dims] = (int8_t)power;
    unit->dims++;
    return NULL;
}

/* The base powers of a * b, or of a / b when `sign` is -1. */
static const char *merge_dims(struct cf_unit *out, const struct cf_unit *a, const struct cf_unit *b,
                              int sign)
{
    const char *reason = NULL;
    unsigned i = 0, j = 0;
    while (!reason && (i < a->dims || j < b->dims)) {
        bool from_a = j == b->dims || (i < a->dims && a->base[i] <= b->base[j]);
        bool from_b = i == a->dims || (j < b->dims && b->base[j] <= a->base[i]);
        uint16_t base = from_a ? a->base[i] : b->base[j];
        int power = 0;
        if (from_a)
            power += a->power[i++];
        if (from_b)
            power += sign * b->power[j++];
        reason = add_dim(out, base, power);
    }
    return reason;
}

static const char *multiply(struct cf_unit *out, const struct cf_unit *a, const struct cf_unit *b,
                            int sign)
{
    struct cf_unit product = { .num = a->num, .den = a->den, .exp10 = a->exp10 };
    uint64_t num = sign > 0 ? b->num : b->den, den = sign > 0 ? b->den : b->num;
    if (!multiply_scale(&product, num, den, sign * b->exp10))
        return "the scale has too many digits";
    const char *reason = merge_dims(&product, a, b, sign);
    *out = product;
    return reason;
}

const char *cf_unit_fold(struct cf_unit *unit, const struct cf_unit *factor, int power)
{
    int sign = power < 0 ? -1 : 1;
    struct cf_unit square = *factor; /* factor, factor^2, factor^4, ... */
    const char *reason = NULL;
    for (int left = abs(power); left && !reason; left /= 2) {
        if (left % 2)
            reason = multiply(unit, unit, &square, sign);
        if (left > 1 && !reason)
            reason = multiply(&square, &square, &square, 1);
    }
    return reason;
}

enum cf_status cf_unit_multiply(struct cf_unit *out, const struct cf_unit *a,
                                const struct cf_unit *b)
{
    return multiply(out, a, b, 1) ? CF_INVALID : CF_OK;
}

enum cf_status cf_unit_divide(struct cf_unit *out, const struct cf_unit *a, const struct cf_unit *b)
{
    return multiply(out, a, b, -1) ? CF_INVALID : CF_OK;
}

/* ---- conversion ---- */

bool cf_unit_converts(const struct cf_unit *from, const struct cf_unit *to)
{
    return from->dims == to->dims &&
           memcmp(from->base, to->base, from->dims * sizeof from->base[0]) == 0 &&
           memcmp(from->power, to->power, from->dims * sizeof from->power[0]) == 0;
}

/*
 * Converts between two scales whose quotient does not fit a scale. The figure is rounded twice
 * here, so the last digits may be off; units in use have far fewer digits than that takes.
 */
static double convert_in_steps(struct cf_decimal decimal, const struct cf_unit *from,
                               const struct cf_unit *to)
{
    int exponent = decimal.exponent + from->exp10 - to->exp10;
    decimal.exponent = 0;
    decimal = cf_decimal_of(cf_decimal_scale(decimal, from->num, from->den, 0));
    return cf_decimal_scale(decimal, to->den, to->num, exponent);
}

double cf_unit_convert(double figure, const struct cf_unit *from, const struct cf_unit *to)
{
    if (from->exp10 == to->exp10 && from->num == to->num && from->den == to->den)
        return figure + 0.0; /* which makes 0 of -0 */
    if (!isfinite(figure))
        return figure;
    struct cf_decimal decimal = cf_decimal_of(figure);
    struct cf_unit scale = *from;
    if (!multiply_scale(&scale, to->den, to->num, -to->exp10))
        return convert_in_steps(decimal, from, to);
    return cf_decimal_scale(decimal, scale.num, scale.den, scale.exp10);
}
