/* Decimal numbers, exact and without locale: what cf_number_parse and the units are made of. */
#ifndef CF_BASE_NUMBER_H
#define CF_BASE_NUMBER_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include <clusterflow/base.h>

/* sign * digits * 10^exponent; the shortest such text that reads back to a double. */
struct cf_decimal {
    bool negative;
    uint64_t digits; /* at most 17 digits; not a multiple of ten unless 0 */
    int exponent;
};

/* fmax and fmin: these, pow and the like are a shared library of their own, which a run would load
 * for nothing else. */
static inline double cf_larger(double a, double b)
{
    return a >= b || isnan(b) ? a : b;
}

static inline double cf_smaller(double a, double b)
{
    return a <= b || isnan(b) ? a : b;
}

/* The double next to the n-th root of a finite number from 0 on; n is at least 1. */
double cf_root(double number, int n);

/* The shortest decimal of a finite double. */
struct cf_decimal cf_decimal_of(double number);

/*
 * decimal * num / den * 10^exp10, rounded once to the nearest double; an infinity when it does not
 * fit. den is not 0.
 */
double cf_decimal_scale(struct cf_decimal decimal, uint64_t num, uint64_t den, int exp10);

/* The number with `significant` digits; what stands before the point stays. */
double cf_decimal_round(double number, int significant);

#endif
