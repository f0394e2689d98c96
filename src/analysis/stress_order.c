/* The walk when neighbouring steps change places. */
#include "analysis/stress.h"

/* Routes of the chart in another order. */
struct order {
    const struct cf_stress_model *model;
    int *next; /* by step: the one behind it in this order */
    int *on_yes, *on_no;
};

static bool goes_to_next(const struct cf_stress_model *model, size_t step)
{
    return !model->steps[step].step->on_yes.text;
}

/* Whether a route that the chart names leads from the one step to the other: then these two cannot
 * change places, since routes only lead down. */
static bool is_bound(const struct cf_stress_model *model, size_t first)
{
    const struct cf_program_step *step = &model->steps[first];
    int second = (int)first + 1;
    return step->on_no == second || (!goes_to_next(model, first) && step->on_yes == second);
}

/* The order of the file with `first` and the step behind it in each other's places; returns the
 * step at which it begins. */
static int arrange(const struct order *order, size_t first)
{
    const struct cf_stress_model *model = order->model;
    int before = (int)first - 1, second = (int)first + 1;
    for (int i = 0; i < (int)model->step_count; i++)
        order->next[i] = i + 1;
    order->next[second] = (int)first;
    order->next[first] = second + 1;
    if (first)
        order->next[before] = second;
    for (size_t i = 0; i < model->step_count; i++) {
        order->on_yes[i] = goes_to_next(model, i) ? order->next[i] : model->steps[i].on_yes;
        order->on_no[i] = model->steps[i].on_no;
    }
    return first ? 0 : second;
}

static void swap(const struct order *order, size_t first, const enum cf_answer *answers,
                 struct cf_swap *result)
{
    const struct cf_stress_model *model = order->model;
    *result =
        (struct cf_swap){ .first = first,
                          .second = first + 1,
                          .possible = !is_bound(model, first),
                          .across = model->steps[first].stage != model->steps[first + 1].stage,
                          .end = cf_stress_walk(model, answers) };
    if (!result->possible)
        return;
    struct cf_stress_routes routes = { arrange(order, first), order->on_yes, order->on_no };
    result->end = cf_stress_walk_along(model, &routes, answers);
}

static bool find(const struct cf_stress_model *model, struct cf_swaps *result,
                 struct cf_arena *work)
{
    size_t steps = model->step_count;
    enum cf_answer *answers = cf_stress_answers(model, work);
    struct cf_swap *items = cf_arena_array(cf_arena_of(result), steps, sizeof *items);
    struct order order = { model, cf_arena_array(work, steps, sizeof *order.next),
                           cf_arena_array(work, steps, sizeof *order.on_yes),
                           cf_arena_array(work, steps, sizeof *order.on_no) };
    if (!answers || !items || !order.next || !order.on_yes || !order.on_no)
        return false;
    result->now = cf_stress_walk(model, answers);
    result->items = items;
    for (size_t i = 0; i + 1 < steps; i++)
        swap(&order, i, answers, &items[result->count++]);
    return true;
}

enum cf_status cf_swap_steps(struct cf_swaps **out, const struct cf_binding *binding,
                             const struct cf_locality *site,
                             const struct cf_evaluate_options *options)
{
    struct cf_swaps *result = cf_document_new(sizeof *result);
    struct cf_arena work = { 0 };
    struct cf_stress_model model;
    *out = NULL;
    if (!result)
        return CF_NO_MEMORY;
    bool found =
        cf_stress_model_init(&model, binding, site, options, &work) && find(&model, result, &work);
    cf_stress_model_release(&model);
    cf_arena_clear(&work);
    if (!found) {
        cf_swaps_free(result);
        return CF_NO_MEMORY;
    }
    *out = result;
    return CF_OK;
}

void cf_swaps_free(struct cf_swaps *swaps)
{
    cf_document_free(swaps);
}
