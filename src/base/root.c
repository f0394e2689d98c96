/*
 * Roots. Those of a C library differ in their last digit from system to system; the nearest double
 * is the same everywhere, and is found by halving: doubles from 0 on are ordered as their bits are.
 */
#include <string.h>

#include "base/number.h"

/* (high + low) * 2^exponent, where high is from 1/2 to 1 and low less than half its last place. */
struct wide {
    double high, low;
    int exponent;
};

/* Of a high part above 0. */
static struct wide normal(double high, double low, int exponent)
{
    while (high >= 1) {
        high /= 2;
        low /= 2;
        exponent++;
    }
    while (high < 0.5) {
        high *= 2;
        low *= 2;
        exponent--;
    }
    return (struct wide){ high, low, exponent };
}

/* The 26 leading bits of a double; the others are what is left of it. */
static double leading(double number)
{
    double scaled = number * 134217729.0; /* 2^27 + 1 */
    return scaled - (scaled - number);
}

/* Good to some 100 bits: the product of the high parts is exact, in two doubles (Dekker, 1971). */
static struct wide multiply(struct wide a, struct wide b)
{
    double product = a.high * b.high;
    double a1 = leading(a.high), a2 = a.high - a1, b1 = leading(b.high), b2 = b.high - b1;
    double rest = ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
    rest += a.high * b.low + a.low * b.high;
    double high = product + rest;
    return normal(high, rest - (high - product), a.exponent + b.exponent);
}

static struct wide power(struct wide base, int n)
{
    struct wide result = { 0.5, 0, 1 };
    for (; n; n >>= 1, base = multiply(base, base))
        if (n & 1)
            result = multiply(result, base);
    return result;
}

/*
 * Is the n-th power of root + more above the number? `more` is 0 or half the way to the next
 * double. From half way no power is a double, and where it seems to be one, as with 1 + 2^-53, what
 * was too small to be kept, 2^-106, puts it above.
 */
static bool is_above(double root, double more, int n, double number)
{
    struct wide raised = power(normal(root, more, 0), n), wanted = normal(number, 0, 0);
    if (raised.exponent != wanted.exponent)
        return raised.exponent > wanted.exponent;
    if (raised.high != wanted.high)
        return raised.high > wanted.high;
    return raised.low > 0 || (raised.low == 0 && more > 0);
}

static double double_of(uint64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

double cf_root(double number, int n)
{
    if (!(number > 0) || n == 1)
        return number;
    double one = 1, bound = cf_larger(number, one);
    uint64_t low = 1, high; /* the root is not below low and below high */
    memcpy(&high, &bound, sizeof high);
    for (high++; high - low > 1;) {
        uint64_t middle = low + (high - low) / 2;
        if (is_above(double_of(middle), 0, n, number))
            high = middle;
        else
            low = middle;
    }
    double below = double_of(low), gap = double_of(high) - below;
    return is_above(below, gap / 2, n, number) ? below : double_of(high);
}
