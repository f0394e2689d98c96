/* What came of draws: shares, with Wilson's intervals (E. B. Wilson, "Probable inference, the law
 * of succession, and statistical inference", 1927). */
#include "analysis/stress_sampler.h"
#include "base/number.h"

void cf_wilson(uint64_t count, uint64_t total, double *low, double *high)
{
    static const double z = 1.959963984540054; /* of 95 %, both tails of the normal distribution */
    double n = (double)total, p = (double)count / n;
    double around = z * z / n;
    double middle = (p + around / 2) / (1 + around);
    double half = z * cf_root(p * (1 - p) / n + around / (4 * n), 2) / (1 + around);
    *low = count ? middle - half : 0;
    *high = count < total ? middle + half : 1;
}

/* The outcome that a count stands for. */
static struct cf_walk_end end_of(const struct cf_sampler *sampler, size_t number)
{
    size_t steps = sampler->model.step_count;
    if (number < steps)
        return (struct cf_walk_end){ CF_BOTTLENECK, (int)number };
    return (struct cf_walk_end){ number == steps ? CF_UNDECIDED : CF_CLEAR, CF_NO_STEP };
}

static bool sum_up(struct cf_draws *draws, const struct cf_sampler *sampler, const uint64_t *counts)
{
    size_t count = cf_sampler_outcomes(sampler);
    struct cf_outcome_share *shares = cf_arena_array(cf_arena_of(draws), count, sizeof *shares);
    draws->outcomes = shares;
    for (size_t i = 0; i < count && shares; i++) {
        if (!counts[i])
            continue;
        struct cf_outcome_share *share = &shares[draws->outcome_count++];
        share->end = end_of(sampler, i);
        share->count = counts[i];
        share->share = (double)counts[i] / (double)draws->drawn;
        cf_wilson(counts[i], draws->drawn, &share->low, &share->high);
    }
    return shares;
}

enum cf_status cf_sum_up_draws(struct cf_draws **out, const struct cf_sampler *sampler,
                               const uint64_t *counts, uint64_t drawn, uint64_t asked)
{
    struct cf_draws *draws = cf_document_new(sizeof *draws);
    *out = NULL;
    if (!draws)
        return CF_NO_MEMORY;
    draws->asked = asked;
    draws->drawn = drawn;
    draws->seed = sampler->seed;
    draws->spread = sampler->spread;
    draws->variables = sampler->variables;
    draws->variable_count = sampler->variable_count;
    draws->figure_count = sampler->figure_count;
    draws->open_count = sampler->open_count;
    draws->missing_count = sampler->missing_count;
    if (!sum_up(draws, sampler, counts)) {
        cf_draws_free(draws);
        return CF_NO_MEMORY;
    }
    *out = draws;
    return CF_OK;
}

void cf_draws_free(struct cf_draws *draws)
{
    cf_document_free(draws);
}
