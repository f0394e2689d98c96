/* The difference of two versions as JSON. */
#include "output/difference_words.h"
#include "output/result_json.h"

static void key_number(struct cf_json *json, const char *key, size_t number)
{
    cf_json_key(json, key);
    if (number)
        cf_json_number(json, (double)number);
    else
        cf_json_null(json);
}

static void write_change(struct cf_json *json, const struct cf_change *change)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "kind", cf_change_kind_name(change->kind));
    cf_json_key_text(json, "of", cf_change_of_name(change->of));
    cf_json_key_text(json, "site", change->site);
    cf_json_key_text(json, "step", change->step);
    cf_json_key_text(json, "id", change->id);
    cf_json_key_text(json, "title", change->title);
    cf_json_key_text(json, "field", change->field);
    cf_json_key_text(json, "before", change->before);
    cf_json_key_text(json, "after", change->after);
    key_number(json, "old_number", change->old_number);
    key_number(json, "new_number", change->new_number);
    cf_json_key_flag(json, "matters", change->matters);
    cf_json_close(json, '}');
}

static void write_answer(struct cf_json *json, const char *key,
                         const struct cf_evaluation *evaluation)
{
    cf_json_key(json, key);
    if (!evaluation) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_year(json, "year", evaluation->year);
    cf_json_key_text(json, "verdict", cf_verdict_name(evaluation->verdict));
    cf_json_key_text(json, "first_no",
                     evaluation->first_no == CF_NO_STEP
                         ? NULL
                         : evaluation->steps[evaluation->first_no].step->id.text);
    cf_json_key(json, "unknown");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        cf_json_text(json, evaluation->steps[evaluation->unknown[i]].step->id.text);
    cf_json_close(json, ']');
    cf_json_key(json, "actors");
    cf_json_open(json, '[');
    for (size_t i = 0; i < evaluation->actor_count; i++)
        cf_json_candidates(json, &evaluation->actors[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void write_aspects(struct cf_json *json, const char *key, unsigned aspects)
{
    static const char *const names[CF_ASPECTS] = { "verdict", "first_no", "unknown", "actors" };
    cf_json_key(json, key);
    cf_json_open_inline(json, '[');
    for (unsigned bit = 0; bit < CF_ASPECTS; bit++)
        if (aspects & 1u << bit)
            cf_json_text(json, names[bit]);
    cf_json_close(json, ']');
}

static void write_cause(struct cf_json *json, const struct cf_cause *cause)
{
    cf_json_open(json, '{');
    write_aspects(json, "aspects", cause->aspects);
    cf_json_key(json, "sets");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < cause->set_count; i++) {
        cf_json_open(json, '[');
        for (size_t j = 0; j < cause->sets[i].count; j++)
            cf_json_number(json, (double)cause->sets[i].changes[j]);
        cf_json_close(json, ']');
    }
    cf_json_close(json, ']');
    cf_json_key_flag(json, "complete", cause->complete);
    cf_json_close(json, '}');
}

static void write_effect(struct cf_json *json, const struct cf_effect *effect)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "city", effect->city->self.id.text);
    cf_json_key_text(json, "site", effect->site ? effect->site->id.text : NULL);
    cf_json_key_text(json, "chart", effect->chart->id.text);
    write_answer(json, "before", effect->before);
    write_answer(json, "after", effect->after);
    write_aspects(json, "changed", effect->aspects);
    cf_json_key(json, "causes");
    cf_json_open(json, '[');
    for (size_t i = 0; i < effect->cause_count; i++)
        write_cause(json, &effect->causes[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void write_version(struct cf_json *json, const char *key, const char *name, const char *id)
{
    cf_json_key(json, key);
    if (!id) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "file", name);
    cf_json_key_text(json, "id", id);
    cf_json_close(json, '}');
}

static const char *id_of(const struct cf_chart *chart, const struct cf_city *city)
{
    return chart ? chart->id.text : city ? city->self.id.text : NULL;
}

enum cf_status cf_write_difference_json(const struct cf_sink *sink,
                                        const struct cf_difference *difference,
                                        const struct cf_diff_view *view)
{
    struct cf_json json;
    bool charts = difference->old_chart || difference->new_chart;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", "clusterflow/diff/1");
    cf_json_key_text(&json, "of", charts ? "flowchart" : "city");
    write_version(&json, "old", view->old_name, id_of(difference->old_chart, difference->old_city));
    write_version(&json, "new", view->new_name, id_of(difference->new_chart, difference->new_city));
    cf_json_key(&json, "changes");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < difference->change_count; i++)
        write_change(&json, &difference->changes[i]);
    cf_json_close(&json, ']');
    cf_json_key(&json, "effects");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < difference->effect_count; i++)
        write_effect(&json, &difference->effects[i]);
    cf_json_close(&json, ']');
    return cf_json_end(&json, view->refused, view->refused_count);
}
