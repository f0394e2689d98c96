/* What is drawn. */
#include "analysis/stress_sampler.h"

#include <math.h>

/* ---- figures ---- */

/* A quantity that is told with two ends; the range of its index alone bounds no figure. */
static bool is_bounded(const struct cf_observation *observation)
{
    switch (observation->form) {
    case CF_FORM_VALUE:
    case CF_FORM_ABOUT:
    case CF_FORM_NEARLY:
    case CF_FORM_BETWEEN: return true;
    default: return false;
    }
}

static bool is_number_open(const struct cf_pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        if (!is_bounded(pool->observed[i]))
            return true;
    return false;
}

/* Whether it may be several values: all of an index's members only if figures say so. */
static bool has_several(const struct cf_program *program, const struct cf_pool *pool)
{
    uint64_t members = pool->value.members;
    if (pool->value.type == CF_NUMBER)
        return pool->value.interval.low < pool->value.interval.high;
    return (members & (members - 1)) &&
           (members != cf_program_domain(program, pool->index).members || pool->disputed);
}

static void add_figure(struct cf_sampler *sampler, size_t number)
{
    const struct cf_pool *pool = &sampler->model.grounds->pools[number];
    sampler->of_pool[number] = CF_NOT_DRAWN;
    if (!pool->count) {
        sampler->missing_count++;
        return;
    }
    if (pool->value.type == CF_NUMBER && is_number_open(pool)) {
        sampler->open_count++;
        return;
    }
    if (!has_several(sampler->model.program, pool))
        return;
    sampler->of_pool[number] = (int)sampler->variable_count;
    sampler->variables[sampler->variable_count++] =
        (struct cf_drawn){ .index = pool->index,
                           .criterion = SIZE_MAX,
                           .value = pool->value,
                           .observed = pool->observed,
                           .observed_count = pool->count };
}

/* ---- levels ---- */

/* Does only the first or the last value of the index reach the level? The first place of a ranking
 * is no matter of degree. */
static bool is_at_end(const struct cf_sampler *sampler,
                      const struct cf_program_criterion *criterion)
{
    struct cf_interval accepted = criterion->accepted.interval;
    struct cf_interval domain =
        cf_program_domain(sampler->model.program, criterion->index).interval;
    return accepted.high <= domain.low || accepted.low >= domain.high;
}

/* A level that only asks whether there is any is not in doubt. */
static void add_level(struct cf_sampler *sampler, size_t number)
{
    const struct cf_program_criterion *criterion = &sampler->model.criteria[number];
    sampler->of_criterion[number] = CF_NOT_DRAWN;
    if (!(sampler->spread > 0) || criterion->accepted.type != CF_NUMBER ||
        criterion->basis == CF_BASIS_EXISTENCE || is_at_end(sampler, criterion))
        return;
    sampler->of_criterion[number] = (int)sampler->variable_count;
    sampler->variables[sampler->variable_count++] =
        (struct cf_drawn){ .index = criterion->index, .criterion = number };
}

/* ---- the sampler ---- */

static bool prepare(struct cf_sampler *sampler, struct cf_arena *arena)
{
    const struct cf_stress_model *model = &sampler->model;
    size_t pools = model->grounds->pool_count, criteria = model->criterion_count;
    sampler->variables = cf_arena_array(arena, pools + criteria, sizeof *sampler->variables);
    sampler->of_pool = cf_arena_array(arena, pools, sizeof *sampler->of_pool);
    sampler->of_criterion = cf_arena_array(arena, criteria, sizeof *sampler->of_criterion);
    if (!sampler->variables || !sampler->of_pool || !sampler->of_criterion)
        return false;
    for (size_t i = 0; i < pools; i++)
        add_figure(sampler, i);
    sampler->figure_count = sampler->variable_count;
    for (size_t i = 0; i < criteria; i++)
        add_level(sampler, i);
    return cf_plan_courses(sampler, arena);
}

enum cf_status cf_sampler_new(struct cf_sampler **out, const struct cf_binding *binding,
                              const struct cf_locality *site,
                              const struct cf_evaluate_options *options, uint64_t seed,
                              double spread)
{
    struct cf_sampler *sampler = cf_document_new(sizeof *sampler);
    *out = NULL;
    if (!sampler)
        return CF_NO_MEMORY;
    sampler->seed = seed;
    sampler->spread = spread;
    struct cf_arena *arena = cf_arena_of(sampler);
    if (!cf_stress_model_init(&sampler->model, binding, site, options, arena) ||
        !prepare(sampler, arena)) {
        cf_sampler_free(sampler);
        return CF_NO_MEMORY;
    }
    *out = sampler;
    return CF_OK;
}

void cf_sampler_free(struct cf_sampler *sampler)
{
    if (sampler)
        cf_stress_model_release(&sampler->model);
    cf_document_free(sampler);
}

size_t cf_sampler_outcomes(const struct cf_sampler *sampler)
{
    return sampler->model.step_count + 2;
}
