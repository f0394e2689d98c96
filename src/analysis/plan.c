/* A plan from its beginning to its end. */
#include "analysis/plan.h"

/* ---- what is there to begin with ---- */

static bool make_room(struct cf_planner *planner)
{
    struct cf_arena *arena = planner->arena;
    size_t criteria = planner->criterion_count, indices = planner->index_count;
    planner->given = cf_arena_array(arena, indices, sizeof *planner->given);
    planner->derived = cf_arena_array(arena, indices, sizeof *planner->derived);
    planner->seen = cf_arena_array(arena, indices, sizeof *planner->seen);
    planner->required = cf_arena_array(arena, criteria, sizeof *planner->required);
    planner->tried = cf_arena_array(arena, criteria, sizeof *planner->tried);
    planner->aims = cf_arena_array(arena, indices, sizeof *planner->aims);
    planner->laid = cf_arena_array(arena, indices, sizeof *planner->laid);
    planner->choices =
        cf_arena_array(arena, criteria + planner->step_count + 1, sizeof *planner->choices);
    return !arena->failed;
}

/* What is known of all indices that the chart asks for. */
static bool take_base(struct cf_planner *planner)
{
    struct cf_value *base = cf_arena_array(planner->arena, planner->index_count, sizeof *base);
    planner->base = base;
    for (size_t i = 0; base && i < planner->criterion_count; i++) {
        size_t index = planner->criteria[i].index;
        struct cf_value domain = cf_program_domain(planner->program, index);
        base[index] = cf_plan_known(planner->results[i]->value, &domain);
        planner->derived[index] = planner->results[i]->derived;
    }
    return base;
}

/* An index all of whose operands have been decided is decided, too. */
static bool is_settled(const struct cf_planner *planner, size_t index)
{
    const struct cf_index *entry = cf_program_index(planner->program, index);
    for (size_t i = 0; i < entry->operands.count; i++)
        if (!planner
                 ->given[cf_program_index_number(planner->program, entry->operands.items[i].text)])
            return false;
    return planner->derived[index];
}

static void take_given(struct cf_planner *planner, const struct cf_plan_options *options)
{
    for (size_t i = 0; i < options->given_count; i++)
        planner->given[options->given[i]] = true;
    for (size_t i = 0; i < planner->index_count; i++)
        if (planner->derived[i] && is_settled(planner, i))
            planner->given[i] = true;
}

static bool list_results(struct cf_planner *planner)
{
    const struct cf_criterion_result **results =
        cf_arena_array(planner->arena, planner->criterion_count, sizeof(*results));
    planner->results = results;
    for (size_t i = 0; results && i < planner->step_count; i++)
        for (size_t j = 0; j < planner->steps[i].step->criterion_count; j++)
            results[planner->steps[i].first_criterion + j] = &planner->before->steps[i].criteria[j];
    return results;
}

static bool prepare(struct cf_planner *planner, const struct cf_plan_options *options)
{
    static const struct cf_evaluate_options defaults = CF_EVALUATE_OPTIONS_INIT;
    planner->options = options->evaluate ? *options->evaluate : defaults;
    planner->options.explain = false;
    planner->program = cf_binding_program(planner->binding);
    planner->steps = cf_program_steps(planner->program, &planner->step_count);
    planner->criteria = cf_program_criteria(planner->program, &planner->criterion_count);
    planner->index_count = cf_program_index_count(planner->program);
    planner->last = options->last == CF_NO_STEP ? planner->step_count - 1 : (size_t)options->last;
    planner->diags = cf_diags_new();
    if (!planner->diags || !make_room(planner) || !list_results(planner) || !take_base(planner))
        return false;
    take_given(planner, options);
    return true;
}

/* The plan keeps what was given, as the caller told it. */
static void keep_given(struct cf_planner *planner, const struct cf_plan_options *options,
                       struct cf_plan *plan)
{
    size_t *given = cf_arena_array(planner->arena, options->given_count, sizeof *given);
    for (size_t i = 0; given && i < options->given_count; i++)
        given[i] = options->given[i];
    plan->given = given;
    plan->given_count = options->given_count;
}

/* ---- the plan ---- */

/* Forgets what stood in place of the criteria of a plan that did not stand its test. */
static void forget(struct cf_planner *planner)
{
    for (size_t i = 0; i < planner->index_count; i++)
        planner->aims[i].instead.known = false;
}

/* Where what was found does not stand its test, other ways may lead to what does. */
static void finish(struct cf_planner *planner, struct cf_plan *plan)
{
    bool found = false, stands = false;
    do {
        forget(planner);
        plan->state = cf_plan_search(planner, plan);
        if (plan->state != CF_PLAN_FOUND || planner->status != CF_OK)
            break;
        found = true;
        cf_plan_tidy(planner);
        stands = !planner->laid_count || cf_plan_verify(planner);
    } while (!stands && planner->status == CF_OK && cf_plan_turn_back(planner));
    if (found && !stands)
        plan->state = CF_PLAN_FAULTY;
    else if (found && !planner->laid_count)
        plan->state = CF_PLAN_DONE;
    else if (found)
        cf_plan_list_stops(planner, plan);
}

enum cf_status cf_make_plan(struct cf_plan **out, const struct cf_binding *binding,
                            const struct cf_evaluation *before,
                            const struct cf_plan_options *options)
{
    static const struct cf_plan_options defaults = { .last = CF_NO_STEP };
    struct cf_plan *plan = cf_document_new(sizeof *plan);
    *out = NULL;
    if (!plan)
        return CF_NO_MEMORY;
    struct cf_planner planner = { .arena = cf_arena_of(plan),
                                  .binding = binding,
                                  .before = before };
    options = options ? options : &defaults;
    bool ready = prepare(&planner, options);
    keep_given(&planner, options, plan);
    plan->binding = binding;
    plan->before = before;
    plan->last = planner.last;
    if (ready)
        finish(&planner, plan);
    cf_diags_free(planner.diags);
    if (!ready || planner.status != CF_OK || planner.arena->failed) {
        cf_plan_free(plan);
        return CF_NO_MEMORY;
    }
    *out = plan;
    return CF_OK;
}

void cf_plan_free(struct cf_plan *plan)
{
    cf_document_free(plan);
}
