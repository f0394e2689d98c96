#include "engine/interval.h"

#include <math.h>

#include "base/number.h"

/* A sum or difference below this part of its largest operand is rounding alone. */
static const double negligible = 1e-12;

/* One end of an interval: a value, and whether some choice of operand values attains it. */
struct end {
    double value;
    bool attained;
};

static struct end low_of(struct cf_interval interval)
{
    return (struct end){ interval.low, !interval.low_open };
}

static struct end high_of(struct cf_interval interval)
{
    return (struct end){ interval.high, !interval.high_open };
}

static struct cf_interval from_ends(struct end low, struct end high)
{
    return (struct cf_interval){ low.value + 0.0, high.value + 0.0,
                                 !low.attained || isinf(low.value),
                                 !high.attained || isinf(high.value) };
}

/* ---- ratio ---- */

/* 0 / b is 0 whatever b is; a finite number / infinity comes near 0 and never there, since an
 * infinite end is open. */
static struct end divide(struct end a, struct end b)
{
    if (a.value == 0)
        return (struct end){ 0, a.attained };
    return (struct end){ a.value / b.value, a.attained && b.attained };
}

bool cf_interval_ratio(struct cf_interval a, struct cf_interval b, struct cf_interval *out)
{
    if (!(b.low > 0))
        return false;
    struct end least = low_of(a), most = high_of(a);
    *out = from_ends(divide(least, least.value < 0 ? low_of(b) : high_of(b)),
                     divide(most, most.value > 0 ? low_of(b) : high_of(b)));
    return true;
}

/* ---- product ---- */

static struct end multiply(struct end a, struct end b)
{
    if (a.value == 0 || b.value == 0) /* a closed 0 is attained with any other factor */
        return (struct end){ 0, (a.value == 0 && a.attained) || (b.value == 0 && b.attained) };
    return (struct end){ a.value * b.value, a.attained && b.attained };
}

/* The lesser (sign 1) or greater (sign -1) end; of near ends one that is attained is enough. */
static struct end outer(struct end a, struct end b, double sign)
{
    struct end end = sign * a.value <= sign * b.value ? a : b;
    if (cf_near(a.value, b.value))
        end.attained = a.attained || b.attained;
    return end;
}

struct cf_interval cf_interval_product(struct cf_interval a, struct cf_interval b)
{
    struct end corners[] = {
        multiply(low_of(a), low_of(b)),
        multiply(low_of(a), high_of(b)),
        multiply(high_of(a), low_of(b)),
        multiply(high_of(a), high_of(b)),
    };
    struct end low = corners[0], high = corners[0];
    for (int i = 1; i < 4; i++) {
        low = outer(low, corners[i], 1);
        high = outer(high, corners[i], -1);
    }
    return from_ends(low, high);
}

/* ---- sums ---- */

static double settle(double sum, double largest)
{
    return fabs(sum) < negligible * largest ? 0 : sum;
}

/* The sum of one end of each: the low ends, or the high ones. */
static struct end add_ends(const struct cf_interval *items, size_t count,
                           struct end (*end_of)(struct cf_interval))
{
    struct end sum = { 0, true };
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        struct end end = end_of(items[i]);
        sum.value += end.value;
        sum.attained = sum.attained && end.attained;
        largest = cf_larger(largest, fabs(end.value));
    }
    if (isfinite(sum.value))
        sum.value = settle(sum.value, largest);
    return sum;
}

struct cf_interval cf_interval_sum(const struct cf_interval *items, size_t count)
{
    return from_ends(add_ends(items, count, low_of), add_ends(items, count, high_of));
}

struct cf_interval cf_interval_difference(struct cf_interval a, struct cf_interval b)
{
    struct cf_interval items[] = { a, { -b.high, -b.low, b.high_open, b.low_open } };
    return cf_interval_sum(items, 2);
}

/* ---- max and min ---- */

/*
 * The greatest of the ends. `any`: the high end of a maximum is attained if one that reaches it is.
 * Otherwise it is a low end: all that reach it must be, else the maximum always lies above it.
 */
static struct end greatest(const struct cf_interval *items, size_t count,
                           struct end (*end_of)(struct cf_interval), bool any, double sign)
{
    struct end result = end_of(items[0]);
    for (size_t i = 1; i < count; i++)
        if (sign * end_of(items[i]).value > sign * result.value)
            result = end_of(items[i]);
    result.attained = !any;
    for (size_t i = 0; i < count; i++) {
        struct end end = end_of(items[i]);
        if (cf_near(end.value, result.value))
            result.attained =
                any ? result.attained || end.attained : result.attained && end.attained;
    }
    return result;
}

struct cf_interval cf_interval_max(const struct cf_interval *items, size_t count)
{
    return from_ends(greatest(items, count, low_of, false, 1),
                     greatest(items, count, high_of, true, 1));
}

struct cf_interval cf_interval_min(const struct cf_interval *items, size_t count)
{
    return from_ends(greatest(items, count, low_of, true, -1),
                     greatest(items, count, high_of, false, -1));
}

/* ---- growth ---- */

/* A root is good to so many digits. Next to powers of short numbers two ways of rounding it to the
 * nearest double would differ in the last one. */
enum { ROOT_DIGITS = 15 };

static struct end grow(struct end end, struct end base, int years)
{
    struct end ratio = divide(end, base);
    if (isfinite(ratio.value)) {
        double root = cf_decimal_round(cf_root(ratio.value, years), ROOT_DIGITS);
        ratio.value = settle(root - 1, cf_larger(root, 1));
    }
    return ratio;
}

bool cf_interval_growth(struct cf_interval end, struct cf_interval base, int years,
                        struct cf_interval *out)
{
    if (!(base.low > 0) || !(end.low >= 0))
        return false;
    *out =
        from_ends(grow(low_of(end), high_of(base), years), grow(high_of(end), low_of(base), years));
    return true;
}
