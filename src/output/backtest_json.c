/* What became of cities, held against charts, as JSON. */
#include <clusterflow/output.h>

#include "output/explain_json.h"
#include "output/result_json.h"

static void key_count(struct cf_json *json, const char *key, size_t count)
{
    cf_json_key_number(json, key, (double)count);
}

static void write_stage(struct cf_json *json, const struct cf_stage *stage,
                        const size_t counts[CF_JUDGEMENTS])
{
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "id", stage->id.text);
    for (size_t i = 0; i < CF_JUDGEMENTS; i++)
        key_count(json, cf_judgement_name((enum cf_judgement)i), counts[i]);
    cf_json_close(json, '}');
}

static void write_step(struct cf_json *json, const struct cf_step_result *step)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", step->step->id.text);
    cf_json_key_text(json, "answer", cf_answer_name(step->answer));
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < step->step->criterion_count; i++)
        cf_json_criterion(json, &step->criteria[i], false);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void write_outcome(struct cf_json *json, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    const struct cf_outcome *outcome = tested->outcome;
    cf_json_open(json, '{');
    cf_json_key_text(json, "city", tested->city->self.id.text);
    cf_json_key_text(json, "stage", outcome->stage.text);
    cf_json_key_year(json, "year", evaluation->year);
    cf_json_key_flag(json, "reached", outcome->reached);
    cf_json_key_text(json, "judgement", cf_judgement_name(tested->judgement));
    cf_json_key_text(json, "verdict", cf_verdict_name(evaluation->verdict));
    cf_json_place(json, outcome->source, outcome->where);
    cf_json_key_text(json, "note", outcome->note);
    cf_json_key(json, "steps");
    cf_json_open(json, '[');
    for (size_t i = 0; i < tested->step_count; i++)
        write_step(json, &evaluation->steps[tested->steps[i]]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void write_contradicted(struct cf_json *json, const struct cf_chart_backtest *chart)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(chart->program, &count);
    cf_json_key(json, "contradicted");
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        if (chart->contradicted[i]) {
            cf_json_open_inline(json, '{');
            cf_json_key_text(json, "step", steps[i].step->id.text);
            key_count(json, "times", chart->contradicted[i]);
            cf_json_close(json, '}');
        }
    cf_json_close(json, ']');
}

static void write_chart(struct cf_json *json, const struct cf_chart_backtest *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    cf_json_open(json, '{');
    cf_json_key_text(json, "chart", filed->id.text);
    cf_json_key_text(json, "title", filed->title);
    key_count(json, "cities", chart->city_count);
    key_count(json, "judged", chart->judged);
    key_count(json, "reached", chart->reached);
    cf_json_key_flag(json, "few", chart->judged < CF_BACKTEST_FEW);
    cf_json_key_flag(json, "only_successes", chart->judged && chart->reached == chart->judged);
    cf_json_key(json, "stages");
    cf_json_open(json, '[');
    for (size_t i = 0; i < filed->stage_count; i++)
        write_stage(json, &filed->stages[i], chart->stages[i]);
    cf_json_close(json, ']');
    write_contradicted(json, chart);
    cf_json_key(json, "outcomes");
    cf_json_open(json, '[');
    for (size_t i = 0; i < chart->outcome_count; i++)
        write_outcome(json, &chart->outcomes[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

enum cf_status cf_write_backtest_json(const struct cf_sink *sink,
                                      const struct cf_backtest_result *result,
                                      const char *const *refused, size_t refused_count)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", "clusterflow/backtest/1");
    cf_json_key(&json, "charts");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < result->chart_count; i++)
        write_chart(&json, &result->charts[i]);
    cf_json_close(&json, ']');
    return cf_json_end(&json, refused, refused_count);
}
