/* Counterexamples of a backtest as the YAML of a suite file. Ids and words need no quotes. */
#include "base/yaml_text.h"
#include "output/backtest.h"
#include "output/stream.h"

/* A suite in the making. */
struct writing {
    struct cf_stream out;
    struct cf_arena arena;
    const char *(*name_city)(void *payload, const struct cf_city *city);
    void *payload;
};

static void put(struct writing *writing, const char *text)
{
    if (text)
        cf_stream_text(&writing->out, text);
    else if (writing->out.status == CF_OK)
        writing->out.status = CF_NO_MEMORY;
}

/* "key: text" in a line of its own. */
static void put_key(struct writing *writing, const char *key, const char *text)
{
    put(writing, key);
    put(writing, text ? cf_yaml_text(&writing->arena, text) : NULL);
    put(writing, "\n");
}

static bool is_counterexample(const struct cf_tested_outcome *tested)
{
    return tested->judgement == CF_REFUTED || tested->judgement == CF_NOT_NECESSARY;
}

/* A city may tell of a stage twice in a year, and cities may share a name: the number keeps the
 * names of cases apart. */
static const char *case_name(struct writing *writing, const struct cf_tested_outcome *tested,
                             size_t number)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    return cf_arena_format(&writing->arena, "%zu: %s/%s, %s was %s", number,
                           tested->city->self.id.text, evaluation->chart->id.text,
                           tested->outcome->stage.text,
                           tested->outcome->reached ? "reached" : "not reached");
}

static const char *case_note(struct writing *writing, const struct cf_tested_outcome *tested)
{
    const struct cf_outcome *outcome = tested->outcome;
    return cf_arena_format(&writing->arena, "%s%s%s%s%s", cf_backtest_meaning(tested->judgement),
                           outcome->source ? "; " : "",
                           outcome->source ? outcome->source->id.text : "",
                           outcome->source && outcome->where ? ", " : "",
                           outcome->source && outcome->where ? outcome->where : "");
}

static void put_expectation(struct writing *writing, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    bool stops = evaluation->first_no != CF_NO_STEP;
    put(writing, "    expect:\n      verdict: ");
    put(writing, cf_verdict_name(evaluation->verdict));
    put(writing, "\n      first_no: ");
    put(writing, stops ? evaluation->steps[evaluation->first_no].step->id.text : "none");
    put(writing, "\n      stages: {");
    for (size_t i = 0; i <= tested->stage; i++) {
        put(writing, i ? ", " : "");
        put(writing, evaluation->stages[i].stage->id.text);
        put(writing, ": ");
        put(writing, cf_verdict_name(evaluation->stages[i].verdict));
    }
    put(writing, "}\n");
}

static void put_case(struct writing *writing, const struct cf_tested_outcome *tested, size_t number)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    put_key(writing, "  - name: ", case_name(writing, tested, number));
    put_key(writing, "    chart: ", evaluation->chart->id.text);
    put_key(writing, "    city: ", writing->name_city(writing->payload, tested->city));
    if (evaluation->year)
        put(writing, cf_arena_format(&writing->arena, "    year: %d\n", evaluation->year));
    put_key(writing, "    note: ", case_note(writing, tested));
    put_expectation(writing, tested);
}

enum cf_status
cf_write_backtest_suite(const struct cf_sink *sink, const struct cf_backtest_result *result,
                        const char *(*name_city)(void *payload, const struct cf_city *city),
                        void *payload)
{
    struct writing writing = { .name_city = name_city, .payload = payload };
    size_t number = 0;
    cf_stream_init(&writing.out, sink);
    put(&writing,
        "clusterflow: suite/1\ntitle: Counterexamples\nnote: >-\n"
        "  What the charts say where something else happened; made by clusterflow backtest"
        " --as-suite. A case that fails\n  shows that the chart has changed its mind.\n"
        "cases:\n");
    for (size_t i = 0; i < result->chart_count; i++)
        for (size_t j = 0; j < result->charts[i].outcome_count; j++)
            if (is_counterexample(&result->charts[i].outcomes[j]))
                put_case(&writing, &result->charts[i].outcomes[j], ++number);
    cf_arena_clear(&writing.arena);
    return cf_stream_flush(&writing.out);
}
