/* Counterexamples of a backtest as the YAML of a suite file. */
#include "output/backtest.h"
#include "output/suite_writing.h"

static bool is_counterexample(const struct cf_tested_outcome *tested)
{
    return tested->judgement == CF_REFUTED || tested->judgement == CF_NOT_NECESSARY;
}

/* A city may tell of a stage twice in a year, and cities may share a name: the number keeps the
 * names of cases apart. */
static const char *case_name(struct cf_suite_writing *suite, const struct cf_tested_outcome *tested,
                             size_t number)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    return cf_arena_format(&suite->arena, "%zu: %s/%s, %s was %s", number,
                           tested->city->self.id.text, evaluation->chart->id.text,
                           tested->outcome->stage.text,
                           tested->outcome->reached ? "reached" : "not reached");
}

static const char *case_note(struct cf_suite_writing *suite, const struct cf_tested_outcome *tested)
{
    const struct cf_outcome *outcome = tested->outcome;
    return cf_arena_format(&suite->arena, "%s%s%s%s%s", cf_backtest_meaning(tested->judgement),
                           outcome->source ? "; " : "",
                           outcome->source ? outcome->source->id.text : "",
                           outcome->source && outcome->where ? ", " : "",
                           outcome->source && outcome->where ? outcome->where : "");
}

static void put_expectation(struct cf_suite_writing *suite, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    bool stops = evaluation->first_no != CF_NO_STEP;
    cf_suite_expect(suite, evaluation->verdict,
                    stops ? evaluation->steps[evaluation->first_no].step : NULL);
    cf_suite_put(suite, "      stages: {");
    for (size_t i = 0; i <= tested->stage; i++) {
        cf_suite_put(suite, i ? ", " : "");
        cf_suite_put(suite, evaluation->stages[i].stage->id.text);
        cf_suite_put(suite, ": ");
        cf_suite_put(suite, cf_verdict_name(evaluation->stages[i].verdict));
    }
    cf_suite_put(suite, "}\n");
}

static void put_case(struct cf_suite_writing *suite, const struct cf_tested_outcome *tested,
                     const struct cf_suite_names *names, size_t number)
{
    cf_suite_open_case(suite, case_name(suite, tested, number), tested->evaluation, names, NULL);
    cf_suite_key(suite, "    note: ", case_note(suite, tested));
    put_expectation(suite, tested);
}

enum cf_status cf_write_backtest_suite(const struct cf_sink *sink,
                                       const struct cf_backtest_result *result,
                                       const struct cf_suite_names *names)
{
    struct cf_suite_writing suite;
    size_t number = 0;
    cf_suite_begin(&suite, sink);
    cf_suite_put(&suite,
                 "clusterflow: suite/1\ntitle: Counterexamples\nnote: >-\n"
                 "  What the charts say where something else happened; made by clusterflow backtest"
                 " --as-suite. A case that fails\n  shows that the chart has changed its mind.\n"
                 "cases:\n");
    for (size_t i = 0; i < result->chart_count; i++)
        for (size_t j = 0; j < result->charts[i].outcome_count; j++)
            if (is_counterexample(&result->charts[i].outcomes[j]))
                put_case(&suite, &result->charts[i].outcomes[j], names, ++number);
    return cf_suite_end(&suite);
}
