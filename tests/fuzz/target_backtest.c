/*
 * A catalog, a chart, a city and another city: what became of them held against the chart, in every
 * format. The suite of counterexamples is loaded again, and its cases pass.
 */
#include <string.h>

#include "workshop.h"

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **catalog, struct cf_diags *diags)
{
    struct fuzz_workshop *const *cities = payload;
    (void)suite;
    (void)diags;
    if (strcmp(id->text, cities[0]->chart->id.text) != 0)
        fuzz_fail("the suite names another chart");
    *chart = cities[0]->chart;
    *catalog = cities[0]->catalog;
    return CF_OK;
}

/* Names of cities are numbers here, as name_city gives them. */
static enum cf_status find_city(void *payload, const struct cf_suite *suite,
                                const struct cf_text *path, const struct cf_city **city,
                                struct cf_diags *diags)
{
    struct fuzz_workshop *const *cities = payload;
    (void)suite;
    (void)diags;
    *city = cities[path->text[0] == '1']->city;
    return CF_OK;
}

static const char *name_city(void *payload, const struct cf_city *city)
{
    struct fuzz_workshop *const *cities = payload;
    return city == cities[0]->city ? "0.yaml" : "1.yaml";
}

/* ---- what has to be true ---- */

/* Returns how many outcomes contradict their chart. */
static size_t judge_chart(const struct cf_chart_backtest *chart)
{
    size_t counts[CF_JUDGEMENTS] = { 0 }, reached = 0, told = 0;
    for (size_t i = 0; i < chart->outcome_count; i++) {
        const struct cf_tested_outcome *outcome = &chart->outcomes[i];
        counts[outcome->judgement]++;
        reached += outcome->judgement != CF_NOT_JUDGED && outcome->outcome->reached;
        if (!outcome->step_count &&
            (outcome->judgement == CF_HELD_BACK || outcome->judgement == CF_NOT_NECESSARY))
            fuzz_fail("a No that stands at no step");
    }
    if (chart->judged != chart->outcome_count - counts[CF_NOT_JUDGED] || chart->reached != reached)
        fuzz_fail("%zu outcomes judged, of them %zu reached", chart->judged, chart->reached);
    for (size_t i = 0; i < cf_program_chart(chart->program)->stage_count; i++)
        for (int j = 0; j < CF_JUDGEMENTS; j++)
            told += chart->stages[i][j];
    if (told != chart->outcome_count)
        fuzz_fail("%zu of %zu outcomes stand at a stage", told, chart->outcome_count);
    return counts[CF_REFUTED] + counts[CF_NOT_NECESSARY];
}

/* ---- writers ---- */

static void write_text(const struct cf_backtest_result *result)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 120, .color = true },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_backtest(&sink, result, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void write_others(const struct cf_backtest_result *result)
{
    static const char *const refused[] = { "a \"name\".yaml" };
    struct fuzz_output json = { .bytes = NULL }, csv = { .bytes = NULL }, tsv = { .bytes = NULL },
                       markdown = { .bytes = NULL };
    struct cf_sink sinks[] = { fuzz_sink(&json), fuzz_sink(&csv), fuzz_sink(&tsv),
                               fuzz_sink(&markdown) };
    if (cf_write_backtest_json(&sinks[0], result, refused, 1) != CF_OK ||
        cf_write_backtest_table(&sinks[1], result, false) != CF_OK ||
        cf_write_backtest_table(&sinks[2], result, true) != CF_OK ||
        cf_write_backtest_markdown(&sinks[3], result) != CF_OK)
        fuzz_fail("a backtest that cannot be written");
    fuzz_judge_json(&json);
    fuzz_judge_table(&csv, false);
    fuzz_judge_table(&tsv, true);
    fuzz_judge_markdown(&markdown);
    fuzz_output_release(&json);
    fuzz_output_release(&csv);
    fuzz_output_release(&tsv);
    fuzz_output_release(&markdown);
}

static void write_suite(const struct cf_backtest_result *result, struct fuzz_workshop **cities,
                        size_t count)
{
    struct cf_resolver resolver = { find_chart, find_city, cities };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    struct cf_suite_names names = { name_city, cities };
    if (cf_write_backtest_suite(&sink, result, &names) != CF_OK)
        fuzz_fail("no suite");
    fuzz_judge_suite(&output, &resolver, count);
    fuzz_output_release(&output);
}

/* ---- the backtest ---- */

static void add_city(struct cf_backtest *backtest, struct fuzz_workshop *workshop,
                     const struct cf_binding *binding)
{
    if (cf_backtest_add(backtest, binding, NULL, workshop->diags) != CF_OK)
        fuzz_fail("no outcomes");
}

static void test(struct fuzz_workshop **cities)
{
    const struct cf_backtest_result *result;
    struct cf_backtest *backtest = cf_backtest_new();
    struct cf_binding *other = NULL;
    size_t contradictions = 0;
    add_city(backtest, cities[0], cities[0]->binding);
    bool bound = cities[1]->city &&
                 cf_bind(&other, cities[0]->program, cities[1]->city, cities[1]->diags) == CF_OK;
    if (bound)
        add_city(backtest, cities[1], other);
    if (cf_backtest_finish(backtest, &result) != CF_OK || result->chart_count > 1)
        fuzz_fail("no result");
    for (size_t i = 0; i < result->chart_count; i++)
        contradictions += judge_chart(&result->charts[i]);
    if (result->chart_count) {
        write_text(result);
        write_others(result);
    }
    if (contradictions)
        write_suite(result, cities, contradictions);
    cf_backtest_free(backtest);
    cf_binding_free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts, others;
    struct fuzz_workshop here, there, *cities[] = { &here, &there };
    fuzz_split(&parts, data, size);
    others = parts;
    others.items[2] = parts.items[3];
    fuzz_workshop_open(&here, &parts);
    fuzz_workshop_open(&there, &others);
    fuzz_workshop_bind(&here);
    if (here.binding)
        test(cities);
    fuzz_workshop_close(&there);
    fuzz_workshop_close(&here);
    fuzz_release(&parts);
    return 0;
}
