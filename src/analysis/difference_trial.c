/* Versions in between, made and evaluated, within a budget. */
#include "analysis/difference_trial.h"
#include "base/diag.h"

/* How much work may be done, in steps, indices and indicators that are looked at: some seconds. */
enum { BUDGET = 8000000, LEAST_COST = 64 };

/* A chart costs its steps and the words that it has to choose from, a city its indicators. */
static size_t cost_of(const struct cf_diff_search *search)
{
    size_t cost = LEAST_COST;
    if (search->chart)
        cost += search->chart->steps.count + search->chart->words.indices.count;
    for (size_t i = 0; i < search->target_count; i++)
        if (search->targets[i].new_city->self.indicator_count > cost)
            cost = search->targets[i].new_city->self.indicator_count;
    return cost;
}

void cf_trials_begin(struct cf_trials *trials, const struct cf_diff_search *search)
{
    *trials = (struct cf_trials){ search, BUDGET, cost_of(search), CF_OK };
}

/* False: the budget is spent. */
static bool spend(struct cf_trials *trials)
{
    bool enough = trials->budget > trials->cost;
    trials->budget = enough ? trials->budget - trials->cost : 0;
    return enough;
}

void cf_trial_begin(struct cf_trials *trials, struct cf_trial *trial, const bool *undone)
{
    const struct cf_diff_search *search = trials->search;
    enum cf_status status = CF_INVALID;
    *trial = (struct cf_trial){ 0 };
    if (trials->status != CF_OK || !spend(trials))
        return;
    if (search->city) {
        trial->city = cf_hybrid_city(&trial->arena, search->city, undone);
        status = trial->city ? CF_OK : CF_NO_MEMORY;
    } else {
        status = cf_hybrid_chart_make(&trial->chart, search->chart, undone);
    }
    trial->valid = status == CF_OK;
    if (status == CF_NO_MEMORY)
        trials->status = status;
}

void cf_trial_end(struct cf_trial *trial)
{
    cf_hybrid_chart_release(&trial->chart);
    cf_arena_clear(&trial->arena);
}

unsigned cf_trial_answer(struct cf_trials *trials, const struct cf_trial *trial, size_t number)
{
    const struct cf_diff_search *search = trials->search;
    const struct cf_diff_target *target = &search->targets[number];
    const struct cf_program *program = trial->city ? target->new_program : trial->chart.program;
    const struct cf_city *city = trial->city ? trial->city : target->new_city;
    const struct cf_locality *site = target->site ? cf_diff_site(city, target->site) : NULL;
    const size_t *old_pairs = search->chart ? search->chart->of_old.step_pairs : NULL;
    struct cf_binding *binding = NULL;
    struct cf_evaluation *evaluation = NULL;
    if (!spend(trials))
        return 0;
    struct cf_diags *diags = cf_diags_new();
    enum cf_status status = diags ? CF_OK : CF_NO_MEMORY;
    if (diags && (site || !target->site)) {
        status = cf_bind(&binding, program, city, diags);
        if (status == CF_OK)
            status = cf_evaluate(&evaluation, binding, site, &search->options, diags);
    }
    if (status == CF_NO_MEMORY)
        trials->status = status;
    unsigned differ = cf_diff_aspects(target->before, old_pairs, evaluation, trial->chart.pairs);
    cf_evaluation_free(evaluation);
    cf_binding_free(binding);
    cf_diags_free(diags);
    return target->effect->aspects & ~differ;
}
