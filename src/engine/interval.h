/*
 * Interval arithmetic. An end of a result is closed exactly when some choice of operand values
 * attains it.
 */
#ifndef CF_ENGINE_INTERVAL_H
#define CF_ENGINE_INTERVAL_H

#include <clusterflow/model.h>

/* a / b; false when b reaches zero or below: then nothing is known. */
bool cf_interval_ratio(struct cf_interval a, struct cf_interval b, struct cf_interval *out);

struct cf_interval cf_interval_product(struct cf_interval a, struct cf_interval b);

/* The sum of several, and a - b. What is tiny beside its operands is 0. */
struct cf_interval cf_interval_sum(const struct cf_interval *items, size_t count);
struct cf_interval cf_interval_difference(struct cf_interval a, struct cf_interval b);

struct cf_interval cf_interval_max(const struct cf_interval *items, size_t count);
struct cf_interval cf_interval_min(const struct cf_interval *items, size_t count);

/* Compound annual rate from base to end over years; false unless base > 0 and end >= 0. */
bool cf_interval_growth(struct cf_interval end, struct cf_interval base, int years,
                        struct cf_interval *out);

#endif
