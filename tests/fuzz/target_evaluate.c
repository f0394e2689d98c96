/* A catalog, a chart, a city and lines of what-ifs (workshop.h) to evaluations, in every format. */
#include "workshop.h"

/* ---- writers ---- */

static void write_texts(const struct cf_evaluation *evaluation)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 200, .verbose = 1, .color = true },
        { .verbose = -1 },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_text(&sink, evaluation, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        if (styles[i].verbose >= 0) /* the short line has tabs */
            fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void write_jsons(const struct cf_evaluation *evaluation)
{
    static const char *const refused[] = { "a \"name\".yaml" };
    struct fuzz_output output = { .bytes = NULL }, line = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output), line_sink = fuzz_sink(&line);
    if (cf_write_json_begin(&sink) != CF_OK ||
        cf_write_json_result(&sink, evaluation, true) != CF_OK ||
        cf_write_json_result(&sink, evaluation, false) != CF_OK ||
        cf_write_json_end(&sink, refused, 1) != CF_OK ||
        cf_write_jsonl(&line_sink, evaluation) != CF_OK)
        fuzz_fail("no JSON");
    fuzz_judge_json(&output);
    fuzz_judge_json_lines(&line);
    fuzz_output_release(&output);
    fuzz_output_release(&line);
}

static void write_tables(const struct cf_evaluation *evaluation)
{
    for (int i = 0; i < 6; i++) {
        enum cf_delimiter delimiter = i % 2 ? CF_TSV : CF_CSV;
        struct cf_style style = { .verbose = i / 2 - 1 };
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_rows_header(&sink, delimiter, &style) != CF_OK ||
            cf_write_rows(&sink, evaluation, delimiter, &style) != CF_OK)
            fuzz_fail("no table");
        fuzz_judge_table(&output, delimiter == CF_TSV);
        fuzz_output_release(&output);
    }
}

static void write_markdown(const struct cf_evaluation *evaluation)
{
    static const struct cf_style style = { .verbose = 1 };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_markdown(&sink, evaluation, &style, true) != CF_OK)
        fuzz_fail("no Markdown");
    fuzz_judge_markdown(&output);
    fuzz_output_release(&output);
}

/* ---- the evaluations ---- */

static void evaluate(struct fuzz_workshop *workshop, const struct cf_locality *site,
                     const struct cf_evaluate_options *options)
{
    struct cf_evaluation *evaluation;
    size_t before = cf_diags_errors(workshop->diags);
    fuzz_judge_status(cf_evaluate(&evaluation, workshop->binding, site, options, workshop->diags),
                      workshop->diags, before, "evaluating");
    fuzz_judge_evaluation(evaluation, workshop->program);
    write_texts(evaluation);
    write_jsons(evaluation);
    write_tables(evaluation);
    write_markdown(evaluation);
    cf_evaluation_free(evaluation);
}

static void lint(struct fuzz_workshop *workshop)
{
    const struct cf_binding *bindings[] = { workshop->binding };
    const struct cf_program *programs[] = { workshop->program };
    struct cf_usage *usage = cf_usage_new();
    struct cf_diags *diags = workshop->diags;
    if (cf_lint_chart(workshop->program, diags) != CF_OK ||
        cf_usage_add(usage, workshop->city, workshop->program) != CF_OK ||
        cf_lint_chart_actors(workshop->program, usage, diags) != CF_OK ||
        cf_lint_catalog(workshop->catalog, programs, 1, usage, diags) != CF_OK ||
        cf_lint_city(workshop->city, bindings, workshop->binding ? 1 : 0, diags) != CF_OK ||
        cf_check_indicators(workshop->city, programs, 1, diags) != CF_OK)
        fuzz_fail("a check that does not come to its end");
    cf_usage_free(usage);
}

static void take_all(struct fuzz_workshop *workshop, const struct fuzz_parts *parts)
{
    struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    fuzz_workshop_bind(workshop);
    if (!workshop->binding)
        return;
    lint(workshop);
    evaluate(workshop, NULL, NULL);
    fuzz_workshop_options(workshop, &options, &parts->items[3]);
    options.explain = true;
    fuzz_workshop_bind(workshop);
    if (!workshop->binding)
        return;
    evaluate(workshop, NULL, &options);
    for (size_t i = 0; i < workshop->city->site_count && i < 4; i++)
        evaluate(workshop, &workshop->city->sites[i], &options);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    const char *files[] = { parts.items[0].name, parts.items[1].name, parts.items[2].name };
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program)
        take_all(&workshop, &parts);
    fuzz_write_findings(workshop.diags, files, 3, size);
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
