/* Plans in JSON; docs/plan.md has the contract. */
#include <math.h>

#include <clusterflow/output.h>

#include "output/plan_actors.h"
#include "output/result_json.h"

static const char SCHEMA[] = "clusterflow/plan/1";

/* A plan while it is written. */
struct writing {
    struct cf_json *json;
    const struct cf_plan *plan;
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
};

static size_t step_of(const struct writing *writing, size_t criterion)
{
    size_t step = 0;
    while (step + 1 < writing->step_count && writing->steps[step + 1].first_criterion <= criterion)
        step++;
    return step;
}

static const char *step_id(const struct writing *writing, size_t step)
{
    return writing->steps[step].step->id.text;
}

static const char *index_id(const struct writing *writing, size_t index)
{
    return cf_program_index(cf_binding_program(writing->plan->binding), index)->id.text;
}

/* ---- what has to become ---- */

static void json_set(struct cf_json *json, const char *key, const struct cf_plan_demand *demand,
                     const struct cf_value *value)
{
    cf_json_key(json, key);
    cf_json_known(json, demand->index, value);
}

/* How far it is; null for what is to be established, and for flags and categories. */
static void json_distance(struct cf_json *json, const struct cf_plan_demand *demand)
{
    bool ordered = demand->index->type == CF_NUMBER || demand->index->type == CF_LEVEL;
    cf_json_key(json, "distance");
    if (demand->action == CF_PLAN_ESTABLISH || !ordered) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "direction", demand->rises ? "up" : "down");
    cf_json_key_number(json, "least", demand->least);
    cf_json_key_number(json, "most", demand->most);
    cf_json_key_flag(json, "more_than", demand->open);
    cf_json_key_number(json, "least_share", demand->least_share);
    cf_json_key_number(json, "most_share", demand->most_share);
    cf_json_close(json, '}');
}

static void json_demand(struct cf_json *json, const struct cf_plan_demand *demand)
{
    cf_json_key_text(json, "action", cf_plan_action_name(demand->action));
    cf_json_key_text(json, "unit", demand->index->unit.text);
    cf_json_key(json, "known");
    if (demand->blank)
        cf_json_null(json);
    else
        cf_json_known(json, demand->index, &demand->known);
    json_set(json, "needed", demand, &demand->needed);
    json_set(json, "target", demand, &demand->target);
    json_distance(json, demand);
}

static const struct cf_criterion_result *result_of(const struct writing *writing, size_t criterion)
{
    size_t step = step_of(writing, criterion);
    return &writing->plan->before->steps[step]
                .criteria[criterion - writing->steps[step].first_criterion];
}

static void json_asked_by(const struct writing *writing, const struct cf_plan_change *change)
{
    struct cf_json *json = writing->json;
    cf_json_key(json, "asked_by");
    cf_json_open(json, '[');
    for (size_t i = 0; i < change->criterion_count; i++) {
        const struct cf_criterion_result *result = result_of(writing, change->criteria[i]);
        const struct cf_citation *source = result->criterion->source;
        cf_json_open(json, '{');
        cf_json_key_text(json, "step", step_id(writing, step_of(writing, change->criteria[i])));
        cf_json_asked(json, result);
        cf_json_key_text(json, "source", source ? source->id.text : NULL);
        cf_json_key_text(json, "where", result->criterion->where);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_operands(struct cf_json *json, const struct cf_plan_change *change)
{
    cf_json_key(json, "operands");
    cf_json_open(json, '[');
    for (size_t i = 0; i < change->operand_count; i++) {
        const struct cf_plan_operand *operand = &change->operands[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "index", operand->index->id.text);
        cf_json_key_flag(json, "given", operand->given);
        cf_json_key_flag(json, "enough", operand->enough);
        if (operand->enough)
            json_demand(json, &operand->demand);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_candidates(struct cf_json *json, const struct cf_candidates *actors, size_t count)
{
    cf_json_key(json, "actors");
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        cf_json_candidates(json, &actors[i]);
    cf_json_close(json, ']');
}

static void json_change(const struct writing *writing, const struct cf_plan_change *change)
{
    struct cf_json *json = writing->json;
    const struct cf_criterion_result *result = result_of(writing, change->criteria[0]);
    cf_json_open(json, '{');
    cf_json_key_text(json, "index", change->demand.index->id.text);
    cf_json_key_text(json, "label", change->demand.index->label);
    cf_json_key_text(json, "step", step_id(writing, change->step));
    json_demand(json, &change->demand);
    cf_json_key_year(json, "year", result->year);
    cf_json_key_flag(json, "derived", result->derived);
    cf_json_key_flag(json, "disputed", result->disputed);
    cf_json_key_flag(json, "undone", change->undoes);
    cf_json_key_flag(json, "avoids", change->avoids);
    json_asked_by(writing, change);
    json_operands(json, change);
    json_candidates(json, change->actors, change->actor_count);
    cf_json_close(json, '}');
}

static void json_changes(const struct writing *writing)
{
    cf_json_key(writing->json, "changes");
    cf_json_open(writing->json, '[');
    for (size_t i = 0; i < writing->plan->change_count; i++)
        json_change(writing, &writing->plan->changes[i]);
    cf_json_close(writing->json, ']');
}

/* ---- stops ---- */

static void json_way(struct cf_json *json, const struct cf_plan_way *way)
{
    cf_json_open(json, '[');
    for (size_t i = 0; i < way->demand_count; i++) {
        cf_json_open(json, '{');
        cf_json_key_text(json, "index", way->demands[i].index->id.text);
        json_demand(json, &way->demands[i]);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_ways(struct cf_json *json, const struct cf_plan_stop *stop)
{
    cf_json_key(json, "ways");
    cf_json_open(json, '[');
    for (size_t i = 0; i < stop->way_count; i++)
        json_way(json, &stop->ways[i]);
    cf_json_close(json, ']');
    cf_json_key_number(json, "way_total",
                       stop->way_total == SIZE_MAX ? NAN : (double)stop->way_total);
    cf_json_key_flag(json, "compared", stop->compared);
    cf_json_key(json, "chosen");
    if (stop->chosen < stop->way_count)
        cf_json_number(json, (double)stop->chosen);
    else
        cf_json_null(json);
}

static void json_stop(const struct writing *writing, const struct cf_plan_stop *stop)
{
    struct cf_json *json = writing->json;
    const struct cf_plan *plan = writing->plan;
    const struct cf_program_step *step = &writing->steps[stop->step];
    const char *to = NULL;
    cf_json_open(json, '{');
    cf_json_key_text(json, "step", step->step->id.text);
    cf_json_key_text(json, "stage", plan->before->stages[step->stage].stage->id.text);
    cf_json_key_text(json, "title", step->step->title);
    cf_json_key_text(json, "ask", step->step->ask);
    cf_json_key_text(json, "kind", cf_plan_stop_name(stop->kind));
    if (stop->kind == CF_PLAN_PASSED_BY)
        to = step_id(writing, (size_t)step->on_no);
    cf_json_key_text(json, "leads_to", to);
    cf_json_key(json, "changes");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < stop->change_count; i++)
        cf_json_text(json, plan->changes[stop->changes[i]].demand.index->id.text);
    cf_json_close(json, ']');
    json_ways(json, stop);
    json_candidates(json, stop->actors, stop->actor_count);
    cf_json_close(json, '}');
}

static void json_stops(const struct writing *writing)
{
    cf_json_key(writing->json, "stops");
    cf_json_open(writing->json, '[');
    for (size_t i = 0; i < writing->plan->stop_count; i++)
        json_stop(writing, &writing->plan->stops[i]);
    cf_json_close(writing->json, ']');
}

/* ---- why there is none ---- */

static void json_obstacle(const struct writing *writing)
{
    struct cf_json *json = writing->json;
    const struct cf_plan_obstacle *obstacle = &writing->plan->obstacle;
    bool none = writing->plan->state == CF_PLAN_NONE || writing->plan->state == CF_PLAN_GIVEN_UP;
    cf_json_key(json, "obstacle");
    if (!none || !obstacle->criteria) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_text(json, "step", step_id(writing, obstacle->step));
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < obstacle->count; i++) {
        const struct cf_plan_barred *barred = &obstacle->criteria[i];
        bool other = barred->bar == CF_PLAN_CONTRADICTION;
        cf_json_open_inline(json, '{');
        cf_json_key_text(json, "index",
                         index_id(writing, writing->criteria[barred->criterion].index));
        cf_json_key_text(json, "bar", cf_plan_bar_name(barred->bar));
        cf_json_key_text(json, "excluded_by",
                         other ? step_id(writing, step_of(writing, barred->other)) : NULL);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- by actors ---- */

static void json_by_actor(const struct writing *writing, struct cf_arena *arena)
{
    struct cf_json *json = writing->json;
    struct cf_plan_actors actors = cf_plan_by_actor(arena, writing->plan);
    cf_json_key(json, "by_actor");
    cf_json_open(json, '[');
    for (size_t i = 0; i < actors.count; i++) {
        const struct cf_plan_actor *actor = &actors.items[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "class", actor->actor_class->id.text);
        cf_json_key_text(json, "label", actor->actor_class->label);
        cf_json_key_text(json, "id", actor->named ? actor->named->id.text : NULL);
        cf_json_key_text(json, "name", actor->named ? actor->named->name : NULL);
        cf_json_key(json, "changes");
        cf_json_open_inline(json, '[');
        for (size_t j = 0; j < actor->count; j++)
            cf_json_text(json, writing->plan->changes[actor->changes[j]].demand.index->id.text);
        cf_json_close(json, ']');
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

/* ---- all ---- */

static void json_given(const struct writing *writing)
{
    cf_json_key(writing->json, "given");
    cf_json_open_inline(writing->json, '[');
    for (size_t i = 0; i < writing->plan->given_count; i++)
        cf_json_text(writing->json, index_id(writing, writing->plan->given[i]));
    cf_json_close(writing->json, ']');
}

static void json_members(const struct writing *writing, struct cf_arena *arena)
{
    struct cf_json *json = writing->json;
    const struct cf_plan *plan = writing->plan;
    const struct cf_evaluation *before = plan->before;
    bool all = plan->last + 1 == writing->step_count;
    cf_json_key_text(json, "city", before->city->self.id.text);
    cf_json_key_text(json, "site", before->site ? before->site->id.text : NULL);
    cf_json_key_text(json, "chart", before->chart->id.text);
    cf_json_key_year(json, "year", before->year);
    cf_json_key_text(json, "verdict", cf_verdict_name(before->verdict));
    cf_json_key_text(json, "state", cf_plan_state_name(plan->state));
    cf_json_key_flag(json, "exhausted", plan->exhausted);
    cf_json_key_text(json, "until", all ? NULL : step_id(writing, plan->last));
    json_given(writing);
    json_stops(writing);
    json_changes(writing);
    json_by_actor(writing, arena);
    json_obstacle(writing);
}

static enum cf_status write_members(struct cf_json *json, const struct cf_plan *plan,
                                    const char *schema)
{
    struct cf_arena arena = { 0 };
    struct writing writing = { .json = json, .plan = plan };
    const struct cf_program *program = cf_binding_program(plan->binding);
    size_t count;
    writing.steps = cf_program_steps(program, &writing.step_count);
    writing.criteria = cf_program_criteria(program, &count);
    cf_json_open(json, '{');
    if (schema)
        cf_json_key_text(json, "schema", schema);
    json_members(&writing, &arena);
    cf_json_close(json, '}');
    if (schema)
        cf_json_newline(json);
    bool failed = arena.failed;
    cf_arena_clear(&arena);
    return failed ? CF_NO_MEMORY : cf_json_flush(json);
}

enum { PLANS_DEPTH = 2 };

enum cf_status cf_write_plan_json_begin(const struct cf_sink *sink)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", SCHEMA);
    cf_json_key(&json, "plans");
    cf_json_open(&json, '[');
    return cf_json_flush(&json);
}

enum cf_status cf_write_plan_json(const struct cf_sink *sink, const struct cf_plan *plan,
                                  bool first)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, PLANS_DEPTH, !first);
    return write_members(&json, plan, NULL);
}

enum cf_status cf_write_plan_jsonl(const struct cf_sink *sink, const struct cf_plan *plan)
{
    struct cf_json json;
    cf_json_init(&json, sink, true, 0, false);
    return write_members(&json, plan, SCHEMA);
}
