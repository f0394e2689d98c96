/* Explanations of indices, steps and charts as JSON. */
#include <clusterflow/output.h>
#include <math.h>

#include "output/explain.h"
#include "output/explain_json.h"
#include "output/result_json.h"

static const struct cf_program_step *step_at(const struct cf_program *program, size_t number)
{
    size_t count;
    return &cf_program_steps(program, &count)[number];
}

static void json_criterion(struct cf_json *json, const struct cf_program *program, size_t number)
{
    struct cf_criterion_result result = cf_explain_criterion(program, number);
    cf_json_key_text(json, "index", result.index->id.text);
    cf_json_asked(json, &result);
    cf_json_place(json, result.criterion->source, result.criterion->where);
    cf_json_key_text(json, "note", result.criterion->note);
    cf_json_key_ids(json, "actors", &result.criterion->actors);
}

/* ---- an index ---- */

static void json_range(struct cf_json *json, const struct cf_index *index)
{
    cf_json_key(json, "range");
    if (index->type != CF_NUMBER) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '[');
    cf_json_number(json, index->low);
    cf_json_number(json, index->high);
    cf_json_close(json, ']');
}

static void json_derivation(struct cf_json *json, const struct cf_index *index)
{
    cf_json_key(json, "derived");
    if (index->derivation == CF_BASE) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_text(json, "by", cf_derivation_name(index->derivation));
    cf_json_key_ids(json, "operands", &index->operands);
    cf_json_key_year(json, "years", index->years);
    cf_json_close(json, '}');
}

static void json_demands(struct cf_json *json, const struct cf_topic *topic)
{
    cf_json_key(json, "asked_by");
    cf_json_open(json, '[');
    for (size_t i = 0; i < topic->place_count; i++) {
        const struct cf_chart_place *place = &topic->places[i];
        const struct cf_step *step = step_at(place->program, place->step)->step;
        cf_json_open(json, '{');
        cf_json_key_text(json, "chart", cf_program_chart(place->program)->id.text);
        cf_json_key_text(json, "step", step->id.text);
        json_criterion(json, place->program, place->criterion);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

enum cf_status cf_write_explain_json_index(const struct cf_sink *sink, const struct cf_topic *topic,
                                           bool first)
{
    struct cf_json json;
    const struct cf_index *index = topic->index;
    cf_json_begin_explained(&json, sink, first, "index", index->id.text);
    cf_json_key_text(&json, "label", index->label);
    cf_json_key_text(&json, "note", index->note);
    cf_json_key_text(&json, "file", index->id.pos.source->name);
    cf_json_key_text(&json, "type", cf_type_name(index->type));
    cf_json_key_text(&json, "unit", index->unit.text);
    json_range(&json, index);
    cf_json_key_ids(&json, "values", &index->values);
    cf_json_key_text(&json, "factor", index->factor.text);
    cf_json_key_flag(&json, "shared", index->shared);
    cf_json_key_number(&json, "max_age", index->max_age < 0 ? NAN : (double)index->max_age);
    json_derivation(&json, index);
    json_demands(&json, topic);
    return cf_json_end_explained(&json);
}

/* ---- a step ---- */

/* The step that an answer leads to; "end"; null where the walk stops. */
static void json_route(struct cf_json *json, const struct cf_program *program, const char *key,
                       int route)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    const char *to = NULL;
    if (route != CF_ROUTE_STOP)
        to = (size_t)route < count ? steps[route].step->id.text : "end";
    cf_json_key_text(json, key, to);
}

/* What is the same in each chart in which the step stands. */
static void json_step_members(struct cf_json *json, const struct cf_program *program,
                              const struct cf_program_step *at)
{
    const struct cf_step *step = at->step;
    cf_json_key_text(json, "title", step->title);
    cf_json_key_text(json, "ask", step->ask);
    cf_json_key_text(json, "why", step->why);
    cf_json_key_text(json, "note", step->note);
    cf_json_key_text(json, "factor", step->factor.text);
    cf_json_key_number(json, "need", step->need);
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < step->criterion_count; i++) {
        cf_json_open(json, '{');
        json_criterion(json, program, at->first_criterion + i);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_key_ids(json, "actors", &step->actors);
}

static void json_routes(struct cf_json *json, const struct cf_program *program,
                        const struct cf_program_step *step)
{
    json_route(json, program, "on_yes", step->on_yes);
    json_route(json, program, "on_no", step->on_no);
}

enum cf_status cf_write_explain_json_step(const struct cf_sink *sink, const struct cf_topic *topic,
                                          bool first)
{
    struct cf_json json;
    cf_json_begin_explained(&json, sink, first, "step", topic->step->id.text);
    json_step_members(&json, topic->program, step_at(topic->program, topic->places[0].step));
    cf_json_key(&json, "charts");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < topic->place_count; i++) {
        const struct cf_chart_place *place = &topic->places[i];
        const struct cf_chart *chart = cf_program_chart(place->program);
        const struct cf_program_step *step = step_at(place->program, place->step);
        cf_json_open_inline(&json, '{');
        cf_json_key_text(&json, "chart", chart->id.text);
        cf_json_key_text(&json, "stage", chart->stages[step->stage].id.text);
        cf_json_key_number(&json, "number", (double)place->step + 1);
        json_routes(&json, place->program, step);
        cf_json_close(&json, '}');
    }
    cf_json_close(&json, ']');
    return cf_json_end_explained(&json);
}

/* ---- a chart ---- */

static void json_stage(struct cf_json *json, const struct cf_program *program,
                       const struct cf_stage *stage, size_t first_step)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", stage->id.text);
    cf_json_key_text(json, "title", stage->title);
    cf_json_key_text(json, "note", stage->note);
    cf_json_key(json, "steps");
    cf_json_open(json, '[');
    for (size_t i = 0; i < stage->step_count; i++) {
        const struct cf_program_step *step = step_at(program, first_step + i);
        cf_json_open(json, '{');
        cf_json_key_text(json, "id", step->step->id.text);
        json_step_members(json, program, step);
        json_routes(json, program, step);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

enum cf_status cf_write_explain_json_chart(const struct cf_sink *sink,
                                           const struct cf_program *program, bool first)
{
    struct cf_json json;
    const struct cf_chart *chart = cf_program_chart(program);
    cf_json_begin_explained(&json, sink, first, "chart", chart->id.text);
    cf_json_key_text(&json, "title", chart->title);
    cf_json_key_text(&json, "note", chart->note);
    cf_json_key_text(&json, "file", chart->source->name);
    cf_json_key_text(&json, "catalog", cf_program_catalog(program)->source->name);
    cf_json_key(&json, "stages");
    cf_json_open(&json, '[');
    for (size_t i = 0, step = 0; i < chart->stage_count; i++) {
        json_stage(&json, program, &chart->stages[i], step);
        step += chart->stages[i].step_count;
    }
    cf_json_close(&json, ']');
    return cf_json_end_explained(&json);
}
