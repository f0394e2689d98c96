#include <math.h>

#include "base/number.h"
#include "engine/evaluation.h"

/* The nearest edge as seen from one number: the smaller of the two distances. */
static double from_edges(double number, const struct cf_interval *accepted)
{
    double low = isfinite(accepted->low) ? cf_distance(number, accepted->low) : INFINITY;
    double high = isfinite(accepted->high) ? cf_distance(accepted->high, number) : INFINITY;
    return cf_smaller(low, high);
}

/* Is a number between the observed ends, wherever they are open? */
static bool within(double number, const struct cf_interval *observed)
{
    return (number >= observed->low || cf_near(number, observed->low)) &&
           (number <= observed->high || cf_near(number, observed->high));
}

/* The distance has one peak, in the middle of what is accepted; elsewhere it falls. */
static double best_of(const struct cf_interval *observed, const struct cf_interval *accepted)
{
    double best =
        cf_larger(from_edges(observed->low, accepted), from_edges(observed->high, accepted));
    if (isfinite(accepted->low) && isfinite(accepted->high)) {
        double middle = accepted->low + cf_distance(accepted->high, accepted->low) / 2;
        if (within(middle, observed))
            best = cf_distance(accepted->high, accepted->low) / 2;
    }
    return best;
}

struct cf_margin cf_margin_of(const struct cf_value *value, const struct cf_value *accepted)
{
    struct cf_margin margin = { value->type == CF_NUMBER, NAN, NAN };
    if (!margin.given || !value->known)
        return margin;
    const struct cf_interval *observed = &value->interval, *set = &accepted->interval;
    margin.worst =
        cf_smaller(from_edges(observed->low, set), from_edges(observed->high, set)) + 0.0;
    margin.best = best_of(observed, set) + 0.0;
    return margin;
}
