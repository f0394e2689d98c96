/* A chart between two versions: each of its parts as the one or the other has it. */
#include <string.h>

#include "analysis/difference.h"
#include "base/diag.h"

struct hybrid {
    const struct cf_diff_chart *diff;
    const bool *undone;
    struct cf_hybrid_chart *out;
    struct cf_step *steps;
    size_t *stages;    /* by step: the pair of its stage */
    size_t *positions; /* by pair of steps: the number of its step; SIZE_MAX: it is not there */
    size_t step_count;
};

static bool as_new(const struct hybrid *hybrid, int change)
{
    return change == CF_DIFF_NONE || !hybrid->undone[change];
}

/* ---- which steps there are ---- */

/* Of a pair that both versions have its move decides between the slots, else whether it is there.
 */
static bool takes_new(const struct hybrid *hybrid, size_t number)
{
    const struct cf_diff_pair *pair = &hybrid->diff->steps.pairs[number];
    bool both = pair->old_number != CF_DIFF_NONE && pair->new_number != CF_DIFF_NONE;
    return as_new(hybrid, both ? hybrid->diff->step_parts[number].moved : pair->change);
}

static bool place_steps(struct hybrid *hybrid)
{
    const struct cf_diff_chart *diff = hybrid->diff;
    struct cf_arena *arena = &hybrid->out->arena;
    hybrid->steps = cf_arena_array(arena, diff->steps.slot_count, sizeof *hybrid->steps);
    hybrid->stages = cf_arena_array(arena, diff->steps.slot_count, sizeof *hybrid->stages);
    hybrid->positions = cf_arena_array(arena, diff->steps.count, sizeof *hybrid->positions);
    hybrid->out->pairs = cf_arena_array(arena, diff->steps.slot_count, sizeof *hybrid->out->pairs);
    if (!hybrid->steps || !hybrid->stages || !hybrid->positions || !hybrid->out->pairs)
        return false;
    for (size_t i = 0; i < diff->steps.count; i++)
        hybrid->positions[i] = SIZE_MAX;
    for (size_t i = 0; i < diff->steps.slot_count; i++) {
        const struct cf_diff_slot *slot = &diff->steps.slots[i];
        const struct cf_diff_pair *pair = &diff->steps.pairs[slot->pair];
        bool is_new = takes_new(hybrid, slot->pair);
        if (!cf_diff_slot_taken(slot, is_new))
            continue;
        const struct cf_diff_chart_side *side = is_new ? &diff->of_new : &diff->of_old;
        size_t stage = side->stages[is_new ? pair->new_number : pair->old_number];
        hybrid->stages[hybrid->step_count] = side->stage_pairs[stage];
        hybrid->out->pairs[hybrid->step_count] = slot->pair;
        hybrid->positions[slot->pair] = hybrid->step_count++;
    }
    return true;
}

/* ---- one step ---- */

static const struct cf_step *old_step(const struct hybrid *hybrid, size_t pair)
{
    int number = hybrid->diff->steps.pairs[pair].old_number;
    return number == CF_DIFF_NONE ? NULL : hybrid->diff->of_old.steps[number];
}

static const struct cf_step *new_step(const struct hybrid *hybrid, size_t pair)
{
    int number = hybrid->diff->steps.pairs[pair].new_number;
    return number == CF_DIFF_NONE ? NULL : hybrid->diff->of_new.steps[number];
}

/* The new one or, where there is none, the old one. */
static const struct cf_step *either_step(const struct hybrid *hybrid, size_t pair)
{
    const struct cf_diff_pair *numbers = &hybrid->diff->steps.pairs[pair];
    if (numbers->new_number == CF_DIFF_NONE)
        return hybrid->diff->of_old.steps[numbers->old_number];
    return hybrid->diff->of_new.steps[numbers->new_number];
}

/* A step that one version alone has was not renamed. */
static struct cf_text id_of(const struct hybrid *hybrid, size_t pair)
{
    int number = hybrid->diff->steps.pairs[pair].old_number;
    if (as_new(hybrid, hybrid->diff->step_parts[pair].renamed))
        return either_step(hybrid, pair)->id;
    return hybrid->diff->of_old.steps[number]->id;
}

static void mix_criterion(const struct hybrid *hybrid, struct cf_criterion *out,
                          const struct cf_diff_criterion *parts, const struct cf_criterion *a,
                          const struct cf_criterion *b)
{
    *out = *b;
    if (!as_new(hybrid, parts->level)) {
        out->test = a->test;
        out->bounds = a->bounds;
        out->unit = a->unit;
    }
    if (!as_new(hybrid, parts->tolerance))
        out->tolerance = a->tolerance;
    if (!as_new(hybrid, parts->actors))
        out->actors = a->actors;
}

static bool mix_criteria(const struct hybrid *hybrid, struct cf_step *out, size_t number,
                         const struct cf_step *a, const struct cf_step *b)
{
    const struct cf_diff_step *parts = &hybrid->diff->step_parts[number];
    struct cf_criterion *criteria =
        cf_arena_array(&hybrid->out->arena, parts->criterion_count, sizeof *criteria);
    size_t count = 0;
    for (size_t i = 0; i < parts->criterion_count && criteria; i++) {
        const struct cf_diff_pair *pair = &parts->criteria[i].pair;
        bool in_old = pair->old_number != CF_DIFF_NONE, in_new = pair->new_number != CF_DIFF_NONE;
        if (in_old && in_new)
            mix_criterion(hybrid, &criteria[count++], &parts->criteria[i],
                          &a->criteria[pair->old_number], &b->criteria[pair->new_number]);
        else if (in_new == as_new(hybrid, pair->change))
            criteria[count++] =
                in_new ? b->criteria[pair->new_number] : a->criteria[pair->old_number];
    }
    out->criteria = criteria;
    out->criterion_count = count;
    return criteria;
}

/* How many of the criteria that are there now have to be met. */
static int settle_need(const struct cf_step *step)
{
    bool all = !step->need_text.text || strcmp(step->need_text.text, "all") == 0;
    return all ? (int)step->criterion_count : step->need;
}

/* A route leads to the same step as before, whatever that is called now. CF_INVALID: it is not
 * there, or not further down. */
static enum cf_status settle_route(const struct hybrid *hybrid, size_t from, struct cf_text *route,
                                   bool is_new)
{
    const struct cf_diff_chart_side *side = is_new ? &hybrid->diff->of_new : &hybrid->diff->of_old;
    if (!route->text || strcmp(route->text, "end") == 0)
        return CF_OK;
    size_t target = 0;
    while (strcmp(side->steps[target]->id.text, route->text) != 0)
        target++;
    size_t pair = side->step_pairs[target];
    if (hybrid->positions[pair] == SIZE_MAX || hybrid->positions[pair] <= from)
        return CF_INVALID;
    *route = id_of(hybrid, pair);
    return CF_OK;
}

static enum cf_status settle_routes(const struct hybrid *hybrid, size_t position,
                                    const struct cf_diff_step *parts, bool single_is_new,
                                    bool single)
{
    struct cf_step *step = &hybrid->steps[position];
    bool yes_new = single ? single_is_new : as_new(hybrid, parts->on_yes);
    bool no_new = single ? single_is_new : as_new(hybrid, parts->on_no);
    enum cf_status status = settle_route(hybrid, position, &step->on_yes, yes_new);
    return status == CF_OK ? settle_route(hybrid, position, &step->on_no, no_new) : status;
}

static enum cf_status mix_step(const struct hybrid *hybrid, size_t position)
{
    size_t pair = hybrid->out->pairs[position];
    const struct cf_diff_step *parts = &hybrid->diff->step_parts[pair];
    const struct cf_step *a = old_step(hybrid, pair), *b = new_step(hybrid, pair);
    struct cf_step *step = &hybrid->steps[position];
    *step = *either_step(hybrid, pair);
    step->id = id_of(hybrid, pair);
    if (!a || !b)
        return settle_routes(hybrid, position, parts, b, true);
    if (!as_new(hybrid, parts->need)) {
        step->need = a->need;
        step->need_text = a->need_text;
    }
    if (!as_new(hybrid, parts->actors))
        step->actors = a->actors;
    if (!as_new(hybrid, parts->factor))
        step->factor = a->factor;
    if (!as_new(hybrid, parts->on_yes))
        step->on_yes = a->on_yes;
    if (!as_new(hybrid, parts->on_no))
        step->on_no = a->on_no;
    if (!mix_criteria(hybrid, step, pair, a, b))
        return CF_NO_MEMORY;
    step->need = settle_need(step);
    if (!step->criterion_count || step->need > (int)step->criterion_count)
        return CF_INVALID;
    return settle_routes(hybrid, position, parts, false, false);
}

/* ---- the chart ---- */

/* Only a stage that both versions have was renamed. */
static struct cf_stage mix_stage(const struct hybrid *hybrid, size_t number)
{
    const struct cf_diff_pair *pair = &hybrid->diff->stages.pairs[number];
    const struct cf_stage *old_stages = hybrid->diff->of_old.chart->stages;
    const struct cf_stage *new_stages = hybrid->diff->of_new.chart->stages;
    struct cf_stage stage = pair->new_number == CF_DIFF_NONE ? old_stages[pair->old_number]
                                                             : new_stages[pair->new_number];
    if (!as_new(hybrid, pair->change))
        stage.id = old_stages[pair->old_number].id;
    stage.step_count = 0;
    return stage;
}

/* Steps of one stage follow one another: else it would stand twice, and CF_INVALID is returned. */
static enum cf_status fill_stages(struct hybrid *hybrid)
{
    struct cf_arena *arena = &hybrid->out->arena;
    size_t count = 0;
    struct cf_stage *stages = cf_arena_array(arena, hybrid->step_count, sizeof *stages);
    bool *seen = cf_arena_array(arena, hybrid->diff->stages.count, sizeof *seen);
    if (!stages || !seen)
        return CF_NO_MEMORY;
    for (size_t i = 0; i < hybrid->step_count; i++) {
        if (!i || hybrid->stages[i] != hybrid->stages[i - 1]) {
            if (seen[hybrid->stages[i]])
                return CF_INVALID;
            seen[hybrid->stages[i]] = true;
            stages[count] = mix_stage(hybrid, hybrid->stages[i]);
            stages[count++].steps = &hybrid->steps[i];
        }
        stages[count - 1].step_count++;
    }
    hybrid->out->chart.stages = stages;
    hybrid->out->chart.stage_count = count;
    return hybrid->step_count ? CF_OK : CF_INVALID;
}

static enum cf_status mix_chart(struct hybrid *hybrid)
{
    struct cf_hybrid_chart *out = hybrid->out;
    const struct cf_diff_chart *diff = hybrid->diff;
    if (!place_steps(hybrid))
        return CF_NO_MEMORY;
    enum cf_status status = CF_OK;
    for (size_t i = 0; i < hybrid->step_count && status == CF_OK; i++)
        status = mix_step(hybrid, i);
    out->chart = *diff->of_new.chart;
    if (!as_new(hybrid, diff->renamed))
        out->chart.id = diff->of_old.chart->id;
    out->chart.words = NULL;
    out->chart.words_count = 0;
    if (status == CF_OK)
        status = fill_stages(hybrid);
    out->catalog = *cf_program_catalog(diff->of_new.program);
    out->catalog.words = (struct cf_vocabulary){ 0 };
    if (status == CF_OK &&
        !cf_hybrid_words(&out->catalog.words, &out->arena, &diff->words, hybrid->undone))
        status = CF_NO_MEMORY;
    return status;
}

enum cf_status cf_hybrid_chart_make(struct cf_hybrid_chart *out, const struct cf_diff_chart *diff,
                                    const bool *undone)
{
    struct hybrid hybrid = { .diff = diff, .undone = undone, .out = out };
    struct cf_diags *diags = cf_diags_new(); /* what does not fit is nobody's fault */
    enum cf_status status = diags ? mix_chart(&hybrid) : CF_NO_MEMORY;
    if (status == CF_OK)
        status = cf_compile(&out->program, &out->chart, &out->catalog, diags);
    cf_diags_free(diags);
    return status;
}

void cf_hybrid_chart_release(struct cf_hybrid_chart *hybrid)
{
    cf_program_free(hybrid->program);
    cf_arena_clear(&hybrid->arena);
}
