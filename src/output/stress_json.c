/* Stress tests in JSON; docs/stress.md has the contract. */
#include <clusterflow/output.h>
#include <math.h>

#include "output/result_json.h"
#include "output/stress_words.h"

static const char SCHEMA[] = "clusterflow/stress/1";

struct writing {
    struct cf_json *json;
    const struct cf_stress *stress;
};

/* ---- what it comes to ---- */

static const char *step_id(const struct writing *w, int step)
{
    return step == CF_NO_STEP ? NULL : w->stress->evaluation->steps[step].step->id.text;
}

static void json_end(const struct writing *w, struct cf_walk_end end)
{
    cf_json_key_text(w->json, "verdict", cf_verdict_name(end.verdict));
    cf_json_key_text(w->json, "first_no", step_id(w, end.first_no));
}

/* ---- flip points ---- */

static void json_member(const struct writing *w, const struct cf_index *index, double member)
{
    struct cf_value value = { index->type, true, { 0 }, UINT64_C(1) << (unsigned)member };
    cf_json_known(w->json, index, &value);
}

/* A figure, or the number of a member. */
static void json_point(const struct writing *w, const char *key, const struct cf_index *index,
                       double at)
{
    cf_json_key(w->json, key);
    if (index->type == CF_NUMBER)
        cf_json_number(w->json, at);
    else
        json_member(w, index, at);
}

static void json_flip(const struct writing *w, const char *key, const struct cf_index *index,
                      const struct cf_flip *flip)
{
    cf_json_key(w->json, key);
    if (!flip->found) {
        cf_json_null(w->json);
        return;
    }
    cf_json_open_inline(w->json, '{');
    json_point(w, "at", index, flip->at);
    cf_json_key_flag(w->json, "from_at", flip->from_at);
    cf_json_key_number(w->json, "share", flip->share);
    json_end(w, flip->becomes);
    cf_json_close(w->json, '}');
}

static void json_stays(const struct writing *w, const struct cf_lever *lever)
{
    struct cf_json *json = w->json;
    cf_json_key(json, "stays");
    if (lever->members) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "low", lever->stays.low);
    cf_json_key_number(json, "high", lever->stays.high);
    cf_json_key_flag(json, "low_open", lever->stays.low_open);
    cf_json_key_flag(json, "high_open", lever->stays.high_open);
    cf_json_close(json, '}');
}

static void json_members(const struct writing *w, const struct cf_index *index,
                         const struct cf_lever *lever)
{
    struct cf_json *json = w->json;
    cf_json_key(json, "members");
    if (!lever->members) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '[');
    for (size_t i = 0; i < lever->member_count; i++) {
        cf_json_open_inline(json, '{');
        json_point(w, "value", index, (double)i);
        json_end(w, lever->members[i]);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static const struct cf_program_criterion *criterion_of(const struct writing *w,
                                                       const struct cf_lever *lever)
{
    size_t count;
    return &cf_program_criteria(w->stress->program, &count)[lever->criterion];
}

/* Which end of `between` it is. */
static const char *end_of(const struct writing *w, const struct cf_lever *lever)
{
    bool between = lever->observation ? lever->observation->form == CF_FORM_BETWEEN
                                      : criterion_of(w, lever)->criterion->test == CF_BETWEEN;
    if (!between)
        return NULL;
    return lever->second ? "high" : "low";
}

static void json_figure(const struct writing *w, const struct cf_observation *observation)
{
    struct cf_json *json = w->json;
    cf_json_key_text(json, "form", cf_form_name(observation->form));
    cf_json_key_year(json, "year", observation->year);
    cf_json_key_text(json, "source", observation->source ? observation->source->id.text : NULL);
    cf_json_key_text(json, "where", observation->where);
}

static void json_level(const struct writing *w, const struct cf_lever *lever)
{
    const struct cf_program_criterion *criterion = criterion_of(w, lever);
    const struct cf_citation *source = criterion->criterion->source;
    cf_json_key_text(w->json, "step",
                     step_id(w, (int)cf_stress_step_of(w->stress, lever->criterion)));
    cf_json_key_text(w->json, "test", cf_test_name(criterion->criterion->test));
    cf_json_key_text(w->json, "basis", cf_basis_name(criterion->basis));
    cf_json_key_text(w->json, "source", source ? source->id.text : NULL);
    cf_json_key_text(w->json, "where", criterion->criterion->where);
}

static void json_lever(const struct writing *w, const struct cf_lever *lever)
{
    struct cf_json *json = w->json;
    const struct cf_index *index = cf_program_index(w->stress->program, lever->index);
    cf_json_open(json, '{');
    cf_json_key_text(json, "kind", lever->observation ? "figure" : "level");
    cf_json_key_text(json, "index", index->id.text);
    cf_json_key_text(json, "label", index->label);
    cf_json_key_text(json, "unit", index->unit.text);
    if (lever->observation)
        json_figure(w, lever->observation);
    else
        json_level(w, lever);
    cf_json_key_text(json, "end", end_of(w, lever));
    json_point(w, "value", index, lever->value);
    json_stays(w, lever);
    json_flip(w, "lower", index, &lever->lower);
    json_flip(w, "higher", index, &lever->higher);
    json_members(w, index, lever);
    cf_json_close(json, '}');
}

static void json_flips(const struct writing *w)
{
    const struct cf_flips *flips = w->stress->flips;
    cf_json_key(w->json, "flips");
    if (!flips) {
        cf_json_null(w->json);
        return;
    }
    cf_json_open(w->json, '[');
    for (size_t i = 0; i < flips->count; i++)
        json_lever(w, &flips->levers[i]);
    cf_json_close(w->json, ']');
}

/* ---- draws ---- */

static void json_drawn(const struct writing *w, const struct cf_drawn *drawn)
{
    struct cf_json *json = w->json;
    const struct cf_index *index = cf_program_index(w->stress->program, drawn->index);
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "index", index->id.text);
    if (drawn->criterion == SIZE_MAX) {
        cf_json_key_year(json, "year", drawn->observed[0]->year);
        cf_json_key(json, "from");
        cf_json_known(json, index, &drawn->value);
    } else {
        cf_json_key_text(json, "step",
                         step_id(w, (int)cf_stress_step_of(w->stress, drawn->criterion)));
    }
    cf_json_close(json, '}');
}

static void json_variables(const struct writing *w, const char *key, size_t first, size_t end)
{
    cf_json_key(w->json, key);
    cf_json_open(w->json, '[');
    for (size_t i = first; i < end; i++)
        json_drawn(w, &w->stress->draws->variables[i]);
    cf_json_close(w->json, ']');
}

static void json_outcome(const struct writing *w, const struct cf_outcome_share *share)
{
    struct cf_json *json = w->json;
    cf_json_open_inline(json, '{');
    json_end(w, share->end);
    cf_json_key_number(json, "count", (double)share->count);
    cf_json_key_number(json, "share", share->share);
    cf_json_key_number(json, "low", share->low);
    cf_json_key_number(json, "high", share->high);
    cf_json_close(json, '}');
}

static void json_draws(const struct writing *w)
{
    const struct cf_draws *draws = w->stress->draws;
    struct cf_json *json = w->json;
    cf_json_key(json, "draws");
    if (!draws) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_number(json, "asked", (double)draws->asked);
    cf_json_key_number(json, "drawn", (double)draws->drawn);
    cf_json_key_flag(json, "partial", draws->drawn < draws->asked);
    cf_json_key_number(json, "seed", (double)draws->seed);
    cf_json_key_number(json, "spread", draws->spread);
    cf_json_key_text(json, "distribution", "uniform");
    json_variables(w, "figures", 0, draws->figure_count);
    json_variables(w, "levels", draws->figure_count, draws->variable_count);
    cf_json_key_number(json, "open", (double)draws->open_count);
    cf_json_key_number(json, "missing", (double)draws->missing_count);
    cf_json_key(json, "outcomes");
    cf_json_open(json, '[');
    for (size_t i = 0; i < draws->outcome_count; i++)
        json_outcome(w, &draws->outcomes[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- other orders ---- */

static void json_order(const struct writing *w)
{
    const struct cf_swaps *swaps = w->stress->order;
    struct cf_json *json = w->json;
    cf_json_key(json, "order");
    if (!swaps) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '[');
    for (size_t i = 0; i < swaps->count; i++) {
        cf_json_open_inline(json, '{');
        cf_json_key_text(json, "first", step_id(w, (int)swaps->items[i].first));
        cf_json_key_text(json, "second", step_id(w, (int)swaps->items[i].second));
        cf_json_key_flag(json, "possible", swaps->items[i].possible);
        cf_json_key_flag(json, "across", swaps->items[i].across);
        json_end(w, swaps->items[i].end);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

/* ---- what is not known ---- */

static void json_ends(const struct writing *w, const struct cf_walk_end *ends, size_t count)
{
    cf_json_key(w->json, "ends");
    cf_json_open(w->json, '[');
    for (size_t i = 0; i < count; i++) {
        cf_json_open_inline(w->json, '{');
        json_end(w, ends[i]);
        cf_json_close(w->json, '}');
    }
    cf_json_close(w->json, ']');
}

static void json_gap(const struct writing *w, const struct cf_unknown *unknown)
{
    struct cf_json *json = w->json;
    const struct cf_index *index = cf_program_index(w->stress->program, unknown->index);
    cf_json_open(json, '{');
    cf_json_key_text(json, "index", index->id.text);
    cf_json_key_text(json, "label", index->label);
    cf_json_key_text(json, "step",
                     step_id(w, (int)cf_stress_step_of(w->stress, unknown->criterion)));
    cf_json_key_flag(json, "blank", unknown->blank);
    cf_json_key_number(json, "least", (double)unknown->least);
    cf_json_key_number(json, "most", (double)unknown->most);
    cf_json_key_number(json, "mean", unknown->mean);
    cf_json_key(json, "answers");
    cf_json_open(json, '[');
    for (size_t i = 0; i < unknown->answer_count; i++) {
        cf_json_open(json, '{');
        cf_json_key(json, "values");
        cf_json_known(json, index, &unknown->answers[i].example);
        json_ends(w, unknown->answers[i].ends, unknown->answers[i].end_count);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void json_unknown(const struct writing *w)
{
    const struct cf_unknowns *unknowns = w->stress->unknown;
    struct cf_json *json = w->json;
    cf_json_key(json, "unknown");
    if (!unknowns) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_flag(json, "given_up", unknowns->given_up);
    json_ends(w, unknowns->ends, unknowns->end_count);
    cf_json_key(json, "gaps");
    cf_json_open(json, '[');
    for (size_t i = 0; i < unknowns->count; i++)
        json_gap(w, &unknowns->items[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- the document ---- */

static enum cf_status write_members(struct cf_json *json, const struct cf_stress *stress,
                                    const char *schema)
{
    struct writing w = { json, stress };
    const struct cf_evaluation *evaluation = stress->evaluation;
    cf_json_open(json, '{');
    if (schema)
        cf_json_key_text(json, "schema", schema);
    cf_json_key_text(json, "city", evaluation->city->self.id.text);
    cf_json_key_text(json, "site", evaluation->site ? evaluation->site->id.text : NULL);
    cf_json_key_text(json, "chart", evaluation->chart->id.text);
    cf_json_key_year(json, "year", evaluation->year);
    json_end(&w, (struct cf_walk_end){ evaluation->verdict, evaluation->first_no });
    json_flips(&w);
    json_draws(&w);
    json_order(&w);
    json_unknown(&w);
    cf_json_close(json, '}');
    if (schema)
        cf_json_newline(json);
    return cf_json_flush(json);
}

enum { STRESS_DEPTH = 2 };

enum cf_status cf_write_stress_json_begin(const struct cf_sink *sink)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", SCHEMA);
    cf_json_key(&json, "tests");
    cf_json_open(&json, '[');
    return cf_json_flush(&json);
}

enum cf_status cf_write_stress_json(const struct cf_sink *sink, const struct cf_stress *stress,
                                    bool first)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, STRESS_DEPTH, !first);
    return write_members(&json, stress, NULL);
}

enum cf_status cf_write_stress_jsonl(const struct cf_sink *sink, const struct cf_stress *stress)
{
    struct cf_json json;
    cf_json_init(&json, sink, true, 0, false);
    return write_members(&json, stress, SCHEMA);
}
