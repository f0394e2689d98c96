#include "analysis/stress.h"

/* ---- the place ---- */

/* How many operands the arithmetic of an index takes: two of a growth, which names one. */
static size_t most_operands(const struct cf_program *program)
{
    size_t most = 2, count = cf_program_index_count(program);
    for (size_t i = 0; i < count; i++) {
        size_t operands = cf_program_index(program, i)->operands.count;
        most = operands > most ? operands : most;
    }
    return most;
}

bool cf_stress_model_init(struct cf_stress_model *model, const struct cf_binding *binding,
                          const struct cf_locality *site, const struct cf_evaluate_options *options,
                          struct cf_arena *arena)
{
    struct cf_diags *heard = cf_diags_new(); /* the evaluation has told the same */
    *model = (struct cf_stress_model){ .program = cf_binding_program(binding) };
    model->steps = cf_program_steps(model->program, &model->step_count);
    model->criteria = cf_program_criteria(model->program, &model->criterion_count);
    model->operands = cf_arena_array(arena, most_operands(model->program), sizeof *model->operands);
    bool made = heard && model->operands &&
                cf_find_grounds(&model->grounds, binding, site, options, heard) == CF_OK;
    cf_diags_free(heard);
    return made;
}

void cf_stress_model_release(struct cf_stress_model *model)
{
    cf_grounds_free(model->grounds);
}

struct cf_value cf_stress_value(const struct cf_stress_model *model, const struct cf_ground *ground,
                                const struct cf_value *pools, struct cf_interval *operands)
{
    if (!ground->derived)
        return pools[ground->pools[0]];
    if (!ground->given)
        return ground->value;
    for (size_t i = 0; i < ground->pool_count; i++) {
        const struct cf_value *value = &pools[ground->pools[i]];
        size_t index = model->grounds->pools[ground->pools[i]].index;
        operands[i] =
            value->known ? value->interval : cf_program_domain(model->program, index).interval;
    }
    return cf_derive_value(model->program, ground->index, operands);
}

/* ---- the walk ---- */

enum cf_answer *cf_stress_answers(const struct cf_stress_model *model, struct cf_arena *arena)
{
    enum cf_answer *answers = cf_arena_array(arena, model->criterion_count, sizeof *answers);
    const struct cf_grounds *grounds = model->grounds;
    for (size_t i = 0; i < model->criterion_count && answers; i++)
        answers[i] = cf_value_answer(&grounds->items[grounds->of_criterion[i]].value,
                                     &model->criteria[i].accepted);
    return answers;
}

enum cf_answer cf_stress_answer(const struct cf_stress_model *model, size_t step,
                                const enum cf_answer *answers)
{
    const struct cf_program_step *asked = &model->steps[step];
    int yes = 0, possible = 0, need = asked->step->need;
    for (size_t i = 0; i < asked->step->criterion_count; i++) {
        yes += answers[asked->first_criterion + i] == CF_YES;
        possible += answers[asked->first_criterion + i] != CF_NO;
    }
    return yes >= need ? CF_YES : possible < need ? CF_NO : CF_UNKNOWN;
}

/* The chart's own routes, or others. */
static int next_of(const struct cf_stress_model *model, const struct cf_stress_routes *routes,
                   int step, bool no)
{
    if (routes)
        return no ? routes->on_no[step] : routes->on_yes[step];
    return no ? model->steps[step].on_no : model->steps[step].on_yes;
}

struct cf_walk_end cf_stress_walk_along(const struct cf_stress_model *model,
                                        const struct cf_stress_routes *routes,
                                        const enum cf_answer *answers)
{
    struct cf_walk_end outcome = { CF_CLEAR, CF_NO_STEP };
    int at = routes ? routes->start : 0;
    while (at < (int)model->step_count) {
        enum cf_answer answer = cf_stress_answer(model, (size_t)at, answers);
        int next = next_of(model, routes, at, answer == CF_NO);
        if (next == CF_ROUTE_STOP)
            return (struct cf_walk_end){ CF_BOTTLENECK, at };
        if (answer == CF_UNKNOWN)
            outcome.verdict = CF_UNDECIDED;
        at = next;
    }
    return outcome;
}

struct cf_walk_end cf_stress_walk(const struct cf_stress_model *model,
                                  const enum cf_answer *answers)
{
    return cf_stress_walk_along(model, NULL, answers);
}

bool cf_same_outcome(struct cf_walk_end a, struct cf_walk_end b)
{
    return a.verdict == b.verdict && a.first_no == b.first_no;
}
