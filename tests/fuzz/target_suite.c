/*
 * A catalog, a chart, a city and a suite: the cases are run and told in every format; what
 * `--update` would write is loaded again, and its cases have to pass.
 */
#include <stdlib.h>
#include <string.h>

#include "workshop.h"

enum { CASES_MOST = 64 };

struct run {
    struct fuzz_workshop *workshop;
    struct cf_suite *suite;
    struct cf_diags *diags;
    struct cf_case_result *results[CASES_MOST];
    struct cf_tested_case told[CASES_MOST];
    size_t count;
};

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **catalog, struct cf_diags *diags)
{
    const struct fuzz_workshop *workshop = payload;
    (void)suite;
    if (strcmp(id->text, workshop->chart->id.text) != 0) {
        cf_diags_add(diags, "file-unreadable", id->pos, "there is no such chart", "name the other");
        return CF_INVALID;
    }
    *chart = workshop->chart;
    *catalog = workshop->catalog;
    return CF_OK;
}

static enum cf_status find_city(void *payload, const struct cf_suite *suite,
                                const struct cf_text *path, const struct cf_city **city,
                                struct cf_diags *diags)
{
    const struct fuzz_workshop *workshop = payload;
    (void)suite;
    (void)path;
    (void)diags;
    *city = workshop->city;
    return CF_OK;
}

static void run_cases(struct run *run, struct cf_coverage_count *coverage)
{
    struct cf_resolver resolver = { find_chart, find_city, run->workshop };
    size_t count = run->suite->case_count;
    for (size_t i = 0; i < count && i < CASES_MOST; i++) {
        struct cf_case_result *result;
        size_t first = cf_diags_count(run->diags);
        if (cf_run_case(&result, run->suite, &run->suite->cases[i], &resolver, run->diags) !=
                CF_OK ||
            cf_tell_case(run->diags, result) != CF_OK ||
            (coverage && cf_coverage_add(coverage, result) != CF_OK))
            fuzz_fail("case %zu does not come to its end", i);
        cf_case_result_settle(result);
        run->results[run->count] = result;
        run->told[run->count++] =
            (struct cf_tested_case){ result, first, cf_diags_count(run->diags) - first };
    }
}

static void run_release(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        cf_case_result_free(run->results[i]);
    cf_suite_free(run->suite);
    cf_diags_free(run->diags);
}

/* ---- told ---- */

typedef enum cf_status (*writer)(const struct cf_sink *, const struct cf_test_report *);

static enum cf_status write_text(const struct cf_sink *sink, const struct cf_test_report *report)
{
    static const struct cf_style style = { .width = 80 };
    return cf_write_test_text(sink, report, &style);
}

static void judge_plain(const struct fuzz_output *output)
{
    fuzz_judge_text(output, false);
}

static void tell(const struct cf_test_report *report, writer write,
                 void (*judge)(const struct fuzz_output *))
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (write(&sink, report) != CF_OK)
        fuzz_fail("a report that cannot be written");
    judge(&output);
    fuzz_output_release(&output);
}

static void tell_all(const struct run *run, struct cf_coverage_count *count)
{
    struct cf_tested_suite suite = { run->suite, run->diags, run->told, run->count };
    struct cf_test_report report = { .suites = &suite, .suite_count = 1 };
    if (cf_coverage_finish(count, &report.coverage) != CF_OK)
        fuzz_fail("no coverage");
    tell(&report, write_text, judge_plain);
    tell(&report, cf_write_test_json, fuzz_judge_json);
    tell(&report, cf_write_test_junit, fuzz_judge_xml);
}

/* ---- updated ---- */

/* Passes, or says why it could not be made to. */
static void judge_updated(const struct cf_case_result *before, const struct cf_case_result *after)
{
    if (before->state != CF_CASE_FAILED) {
        if (after->state != before->state)
            fuzz_fail("'%s' is of another state than before", after->test->name.text);
        return;
    }
    for (size_t i = 0; i < after->count; i++)
        if (!after->items[i].met && !after->items[i].unwritable)
            fuzz_fail("'%s' does not hold although it was rewritten", after->test->name.text);
}

static void update(struct run *run)
{
    char *text;
    size_t length, count;
    for (size_t i = 0; i < run->count; i++)
        if (run->results[i]->state == CF_CASE_FAULTY)
            return;
    if (cf_rewrite_suite(&text, &length, &count, run->suite,
                         (const struct cf_case_result *const *)run->results, run->count) != CF_OK)
        fuzz_fail("the suite cannot be rewritten");
    if (!text)
        return;
    struct run again = { .workshop = run->workshop, .diags = cf_diags_new() };
    struct cf_input input = { "updated.yaml", text, length };
    if (cf_load_suite(&again.suite, &input, again.diags) != CF_OK)
        fuzz_fail("the updated suite is faulty: %.*s", (int)length, text);
    if (again.suite->case_count != run->suite->case_count)
        fuzz_fail("the updated suite has other cases");
    run_cases(&again, NULL);
    for (size_t i = 0; i < run->count; i++)
        judge_updated(run->results[i], again.results[i]);
    run_release(&again);
    free(text);
}

static void test(struct fuzz_workshop *workshop, const struct cf_input *input, size_t turn)
{
    struct run run = { .workshop = workshop, .diags = cf_diags_new() };
    const char *files[] = { input->name };
    enum cf_status status = cf_load_suite(&run.suite, input, run.diags);
    fuzz_judge_status(status, run.diags, 0, "loading");
    if (status == CF_OK) {
        struct cf_coverage_count *coverage = cf_coverage_new();
        run_cases(&run, coverage);
        tell_all(&run, coverage);
        update(&run);
        cf_coverage_free(coverage);
    }
    fuzz_write_findings(run.diags, files, 1, turn);
    run_release(&run);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program && workshop.city)
        test(&workshop, &parts.items[3], size);
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
