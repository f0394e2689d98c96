/* Results as JSON; docs/format.md, section 6, is the contract. */
#include "output/result_json.h"

#include <clusterflow/output.h>

static const char SCHEMA[] = "clusterflow/result/1";

static const char *step_id(const struct cf_evaluation *evaluation, int step)
{
    return step == CF_NO_STEP ? NULL : evaluation->steps[step].step->id.text;
}

static void json_unknown(struct cf_json *json, const struct cf_evaluation *evaluation)
{
    cf_json_key(json, "unknown");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        cf_json_text(json, evaluation->steps[evaluation->unknown[i]].step->id.text);
    cf_json_close(json, ']');
}

static void json_stages(struct cf_json *json, const struct cf_evaluation *evaluation)
{
    cf_json_key(json, "stages");
    cf_json_open(json, '[');
    for (size_t i = 0; i < evaluation->chart->stage_count; i++) {
        const struct cf_stage_result *result = &evaluation->stages[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "id", result->stage->id.text);
        cf_json_key_text(json, "title", result->stage->title);
        cf_json_key_text(json, "verdict", cf_verdict_name(result->verdict));
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_step(struct cf_json *json, const struct cf_evaluation *evaluation,
                      const struct cf_step_result *result)
{
    const struct cf_step *step = result->step;
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", step->id.text);
    cf_json_key_text(json, "stage", evaluation->stages[result->stage].stage->id.text);
    cf_json_key_text(json, "title", step->title);
    cf_json_key_text(json, "ask", step->ask);
    cf_json_key_text(json, "answer", cf_answer_name(result->answer));
    cf_json_key_flag(json, "visited", result->visited);
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < step->criterion_count; i++)
        cf_json_criterion(json, &result->criteria[i], evaluation->explained);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void json_steps(struct cf_json *json, const struct cf_evaluation *evaluation)
{
    cf_json_key(json, "steps");
    cf_json_open(json, '[');
    for (size_t i = 0; i < evaluation->step_count; i++)
        json_step(json, evaluation, &evaluation->steps[i]);
    cf_json_close(json, ']');
}

void cf_json_candidates(struct cf_json *json, const struct cf_candidates *candidates)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "class", candidates->actor_class->id.text);
    cf_json_key_text(json, "label", candidates->actor_class->label);
    cf_json_key(json, "named");
    cf_json_open(json, '[');
    for (size_t i = 0; i < candidates->named_count; i++) {
        cf_json_open_inline(json, '{');
        cf_json_key_text(json, "id", candidates->named[i]->id.text);
        cf_json_key_text(json, "name", candidates->named[i]->name);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void json_actors(struct cf_json *json, const struct cf_evaluation *evaluation)
{
    cf_json_key(json, "actors");
    cf_json_open(json, '[');
    for (size_t i = 0; i < evaluation->actor_count; i++)
        cf_json_candidates(json, &evaluation->actors[i]);
    cf_json_close(json, ']');
}

static void json_members(struct cf_json *json, const struct cf_evaluation *evaluation)
{
    const struct cf_locality *site = evaluation->site;
    cf_json_key_text(json, "city", evaluation->city->self.id.text);
    cf_json_key_text(json, "site", site ? site->id.text : NULL);
    cf_json_key_text(json, "chart", evaluation->chart->id.text);
    cf_json_key_year(json, "year", evaluation->year);
    cf_json_key_number(json, "newer_figures", evaluation->newer_figures);
    cf_json_key_text(json, "verdict", cf_verdict_name(evaluation->verdict));
    cf_json_key_text(json, "first_no", step_id(evaluation, evaluation->first_no));
    cf_json_key_text(json, "first_stop", step_id(evaluation, evaluation->first_stop));
    json_unknown(json, evaluation);
    json_stages(json, evaluation);
    json_steps(json, evaluation);
    json_actors(json, evaluation);
}

enum { DOCUMENT_DEPTH = 1, RESULTS_DEPTH = 2 };

enum cf_status cf_json_end(struct cf_json *json, const char *const *refused, size_t refused_count)
{
    cf_json_key(json, "refused");
    cf_json_open(json, '[');
    for (size_t i = 0; i < refused_count; i++)
        cf_json_text(json, refused[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
    cf_json_newline(json);
    return cf_json_flush(json);
}

enum cf_status cf_write_json_begin(const struct cf_sink *sink)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", SCHEMA);
    cf_json_key(&json, "results");
    cf_json_open(&json, '[');
    return cf_json_flush(&json);
}

enum cf_status cf_write_json_result(const struct cf_sink *sink,
                                    const struct cf_evaluation *evaluation, bool first)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, RESULTS_DEPTH, !first);
    cf_json_open(&json, '{');
    json_members(&json, evaluation);
    cf_json_close(&json, '}');
    return cf_json_flush(&json);
}

/*
 * `refused` stands behind `results`, whose order in an object means nothing: which inputs had to be
 * left out is known only when all have been tried, and the results are long gone by then.
 */
enum cf_status cf_write_json_end(const struct cf_sink *sink, const char *const *refused,
                                 size_t refused_count)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, RESULTS_DEPTH, true);
    cf_json_close(&json, ']');
    return cf_json_end(&json, refused, refused_count);
}

enum cf_status cf_write_jsonl(const struct cf_sink *sink, const struct cf_evaluation *evaluation)
{
    struct cf_json json;
    cf_json_init(&json, sink, true, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", SCHEMA);
    json_members(&json, evaluation);
    cf_json_close(&json, '}');
    cf_json_newline(&json);
    return cf_json_flush(&json);
}
