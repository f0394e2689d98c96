#include "analysis/stress_probe.h"

#include <math.h>

bool cf_probe_init(struct cf_probe *probe, const struct cf_stress_model *model,
                   struct cf_arena *arena)
{
    const struct cf_grounds *grounds = model->grounds;
    *probe = (struct cf_probe){ .model = model };
    probe->pools = cf_arena_array(arena, grounds->pool_count, sizeof *probe->pools);
    probe->grounds = cf_arena_array(arena, grounds->count, sizeof *probe->grounds);
    probe->accepted = cf_arena_array(arena, model->criterion_count, sizeof *probe->accepted);
    probe->answers = cf_arena_array(arena, model->criterion_count, sizeof *probe->answers);
    if (!probe->pools || !probe->grounds || !probe->accepted || !probe->answers)
        return false;
    for (size_t i = 0; i < grounds->pool_count; i++)
        probe->pools[i] = grounds->pools[i].value;
    for (size_t i = 0; i < grounds->count; i++)
        probe->grounds[i] = grounds->items[i].value;
    for (size_t i = 0; i < model->criterion_count; i++)
        probe->accepted[i] = model->criteria[i].accepted;
    return true;
}

/* ---- figures ---- */

static size_t place_in(const struct cf_pool *pool, const struct cf_observation *observation)
{
    size_t i = 0;
    while (i < pool->count && pool->observed[i] != observation)
        i++;
    return i;
}

/* The union of what the pool's observations state, with `value` in place of one. */
static struct cf_value unite_with(const struct cf_pool *pool, size_t replaced,
                                  const struct cf_value *value)
{
    struct cf_value all = *value;
    for (size_t i = 0; i < pool->count; i++) {
        if (i == replaced)
            continue;
        all.interval = cf_interval_hull(all.interval, pool->stated[i].interval);
        all.members |= pool->stated[i].members;
    }
    return all;
}

/* Lets the values of all grounds follow from those of the pools with the lever's figure. */
static void follow(struct cf_probe *probe)
{
    const struct cf_grounds *grounds = probe->model->grounds;
    for (size_t i = 0; i < grounds->count; i++) {
        const struct cf_ground *ground = &grounds->items[i];
        bool rests = false;
        for (size_t j = 0; j < ground->pool_count; j++) {
            const struct cf_pool *pool = &grounds->pools[ground->pools[j]];
            rests |= place_in(pool, probe->lever->observation) < pool->count;
        }
        if (rests)
            probe->grounds[i] =
                cf_stress_value(probe->model, ground, probe->pools, probe->model->operands);
    }
}

static void state(struct cf_probe *probe, const struct cf_value *value)
{
    const struct cf_grounds *grounds = probe->model->grounds;
    for (size_t i = 0; i < grounds->pool_count; i++) {
        size_t place = place_in(&grounds->pools[i], probe->lever->observation);
        if (place < grounds->pools[i].count)
            probe->pools[i] = unite_with(&grounds->pools[i], place, value);
    }
    follow(probe);
}

/* ---- levels ---- */

/* What a criterion accepts with another level: as it was compiled, tolerance included. */
static void accept(struct cf_probe *probe, double level)
{
    const struct cf_program_criterion *criterion = &probe->model->criteria[probe->lever->criterion];
    enum cf_test test = criterion->criterion->test;
    struct cf_interval *accepted = &probe->accepted[probe->lever->criterion].interval;
    bool high = probe->lever->second || test == CF_AT_MOST || test == CF_UNDER;
    if (high)
        accepted->high = cf_widen(level, criterion->tolerance);
    else
        accepted->low = cf_widen(level, -criterion->tolerance);
}

static uint64_t members_from(enum cf_test test, unsigned member, uint64_t all)
{
    uint64_t bit = UINT64_C(1) << member;
    if (test == CF_AT_LEAST)
        return all & ~(bit - 1);
    return test == CF_AT_MOST ? bit | (bit - 1) : bit;
}

/* ---- the lever ---- */

void cf_probe_begin(struct cf_probe *probe, const struct cf_lever *lever)
{
    const struct cf_grounds *grounds = probe->model->grounds;
    const struct cf_program_criterion *criterion = &probe->model->criteria[lever->criterion];
    probe->lever = lever;
    probe->figures[0] = criterion->threshold[0];
    probe->figures[1] = criterion->threshold[1];
    if (!lever->observation || criterion->accepted.type != CF_NUMBER)
        return;
    for (size_t i = 0; i < grounds->pool_count; i++) {
        size_t place = place_in(&grounds->pools[i], lever->observation);
        if (place < grounds->pools[i].count)
            cf_stated_figures(probe->model->program, lever->index, lever->observation,
                              &grounds->pools[i].stated[place], probe->figures);
    }
}

bool cf_probe_put(struct cf_probe *probe, double value)
{
    const struct cf_lever *lever = probe->lever;
    struct cf_value stated;
    double first = lever->second ? probe->figures[0] : value;
    double second = lever->second ? value : probe->figures[1];
    if (!lever->observation) {
        accept(probe, value);
        return true;
    }
    if (!cf_restate(probe->model->program, lever->index, lever->observation, first, second,
                    &stated))
        return false;
    state(probe, &stated);
    return true;
}

void cf_probe_put_member(struct cf_probe *probe, unsigned member)
{
    const struct cf_lever *lever = probe->lever;
    const struct cf_program_criterion *criterion = &probe->model->criteria[lever->criterion];
    struct cf_value value = cf_program_domain(probe->model->program, lever->index);
    if (lever->observation) {
        value.members = UINT64_C(1) << member;
        state(probe, &value);
        return;
    }
    probe->accepted[lever->criterion].members =
        members_from(criterion->criterion->test, member, value.members);
}

void cf_probe_end(struct cf_probe *probe)
{
    const struct cf_grounds *grounds = probe->model->grounds;
    size_t criterion = probe->lever->criterion;
    for (size_t i = 0; i < grounds->pool_count; i++)
        probe->pools[i] = grounds->pools[i].value;
    for (size_t i = 0; i < grounds->count; i++)
        probe->grounds[i] = grounds->items[i].value;
    probe->accepted[criterion] = probe->model->criteria[criterion].accepted;
}

/* ---- what comes of it ---- */

struct cf_walk_end cf_probe_outcome(struct cf_probe *probe)
{
    const struct cf_stress_model *model = probe->model;
    for (size_t i = 0; i < model->criterion_count; i++)
        probe->answers[i] =
            cf_value_answer(&probe->grounds[model->grounds->of_criterion[i]], &probe->accepted[i]);
    return cf_stress_walk(model, probe->answers);
}

enum { BELOW = 0, NEAR = 1, ABOVE = 2, SIDE = 3, OPEN = 4, SIGN_BITS = 3, NOTHING = 1 << 12 };

/* Why nothing is known: a derived value is beyond its range on the one side or on the other, or
 * there is none. */
static unsigned sign_of_nothing(const struct cf_value *value, const struct cf_interval *range)
{
    if (isnan(value->interval.low))
        return NOTHING | NEAR;
    return NOTHING | (value->interval.low > range->low ? ABOVE : BELOW);
}

/* Where an end of what is known lies to one of what is accepted. Whether it is open matters where
 * they meet. */
static unsigned sign_of(double end, bool open, double limit)
{
    if (cf_near(end, limit))
        return NEAR | (open ? OPEN : 0);
    return end < limit ? BELOW : ABOVE;
}

void cf_probe_signs(const struct cf_probe *probe, uint16_t *signs)
{
    const struct cf_stress_model *model = probe->model;
    for (size_t i = 0; i < model->criterion_count; i++) {
        const struct cf_value *known = &probe->grounds[model->grounds->of_criterion[i]];
        const struct cf_interval *a = &known->interval, *b = &probe->accepted[i].interval;
        size_t index = model->criteria[i].index;
        struct cf_interval range = cf_program_domain(model->program, index).interval;
        unsigned sign = sign_of_nothing(known, &range);
        if (known->known)
            sign = sign_of(a->low, a->low_open, b->low) |
                   sign_of(a->low, a->low_open, b->high) << SIGN_BITS |
                   sign_of(a->high, a->high_open, b->low) << 2 * SIGN_BITS |
                   sign_of(a->high, a->high_open, b->high) << 3 * SIGN_BITS;
        signs[i] = (uint16_t)sign;
    }
}

bool cf_signs_touch(const uint16_t *signs, const uint16_t *others, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned shift = 0; shift < 4 * SIGN_BITS; shift += SIGN_BITS)
            if ((signs[i] >> shift & SIDE) == NEAR && (others[i] >> shift & SIDE) != NEAR &&
                !((signs[i] | others[i]) & NOTHING))
                return true;
    return false;
}
