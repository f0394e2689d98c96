/*
 * A catalog, a chart, a city and lines of what-ifs (workshop.h) to stress tests, in every format:
 * what would have to be otherwise for the outcome to change. Without what-ifs the suite of that is
 * loaded again, and its cases pass.
 */
#include "workshop.h"

/* ---- what has to be true ---- */

static void judge_flip(const struct cf_flip *flip, const struct cf_walk_end *now)
{
    if (flip->found && flip->becomes.verdict == now->verdict &&
        flip->becomes.first_no == now->first_no)
        fuzz_fail("at %g nothing changes", flip->at);
    if (flip->found && flip->share < 0)
        fuzz_fail("%g is nearer than near", flip->at);
}

static void judge_flips(const struct cf_flips *flips, const struct cf_evaluation *evaluation)
{
    size_t flipping = 0;
    if (flips->now.verdict != evaluation->verdict || flips->now.first_no != evaluation->first_no)
        fuzz_fail("the outcome is another one than that of the evaluation");
    for (size_t i = 0; i < flips->count; i++) {
        const struct cf_lever *lever = &flips->levers[i];
        bool flips_any = lever->lower.found || lever->higher.found;
        for (size_t j = 0; lever->members && j < lever->member_count; j++)
            flips_any |= lever->members[j].verdict != flips->now.verdict ||
                         lever->members[j].first_no != flips->now.first_no;
        flipping += flips_any;
        judge_flip(&lever->lower, &flips->now);
        judge_flip(&lever->higher, &flips->now);
        if (i && lever->share < flips->levers[i - 1].share)
            fuzz_fail("lever %zu is nearer than the one before", i);
    }
    if (flipping != flips->flipping)
        fuzz_fail("%zu levers change the outcome, not %zu", flipping, flips->flipping);
}

/* ---- writers ---- */

static void write_text(const struct cf_stress *stress)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 120, .color = true },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_stress_text(&sink, stress, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void write_json(const struct cf_stress *stress)
{
    struct fuzz_output output = { .bytes = NULL }, line = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output), line_sink = fuzz_sink(&line);
    if (cf_write_stress_json_begin(&sink) != CF_OK ||
        cf_write_stress_json(&sink, stress, true) != CF_OK ||
        cf_write_json_end(&sink, NULL, 0) != CF_OK ||
        cf_write_stress_jsonl(&line_sink, stress) != CF_OK)
        fuzz_fail("no JSON");
    fuzz_judge_json(&output);
    fuzz_judge_json_lines(&line);
    fuzz_output_release(&output);
    fuzz_output_release(&line);
}

static void write_table(const struct cf_stress *stress, enum cf_delimiter delimiter)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_stress_rows_header(&sink, stress, delimiter) != CF_OK ||
        cf_write_stress_rows(&sink, stress, delimiter) != CF_OK)
        fuzz_fail("no table");
    fuzz_judge_table(&output, delimiter == CF_TSV);
    fuzz_output_release(&output);
}

static void write_markdown(const struct cf_stress *stress)
{
    static const struct cf_style style = { .verbose = 1 };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_stress_markdown(&sink, stress, &style, true) != CF_OK)
        fuzz_fail("no Markdown");
    fuzz_judge_markdown(&output);
    fuzz_output_release(&output);
}

/* ---- the suite ---- */

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **catalog, struct cf_diags *diags)
{
    const struct fuzz_workshop *workshop = payload;
    (void)suite;
    (void)id;
    (void)diags;
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

static const char *name_city(void *payload, const struct cf_city *city)
{
    (void)payload;
    (void)city;
    return "0.yaml";
}

static void write_suite(struct fuzz_workshop *workshop, const struct cf_stress *stress,
                        const struct cf_evaluate_options *options)
{
    struct cf_resolver resolver = { find_chart, find_city, workshop };
    struct cf_suite_names names = { name_city, NULL };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    struct cf_pins *pins;
    size_t number = 0;
    if (cf_pin_flips(&pins, stress->flips, workshop->binding, NULL, options, 0) != CF_OK ||
        cf_write_stress_suite_begin(&sink) != CF_OK ||
        cf_write_stress_suite(&sink, stress, pins, options, &names, &number) != CF_OK)
        fuzz_fail("no suite");
    fuzz_judge_suite(&output, &resolver, number);
    cf_pins_free(pins);
    fuzz_output_release(&output);
}

/* ---- the test ---- */

static void test(struct fuzz_workshop *workshop, const struct fuzz_parts *parts)
{
    struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    struct cf_evaluation *evaluation;
    struct cf_flips *flips;
    fuzz_workshop_options(workshop, &options, &parts->items[3]);
    fuzz_workshop_bind(workshop);
    if (!workshop->binding)
        return;
    if (cf_evaluate(&evaluation, workshop->binding, NULL, &options, workshop->diags) != CF_OK ||
        cf_find_flips(&flips, workshop->binding, NULL, &options) != CF_OK)
        fuzz_fail("no stress test");
    struct cf_stress stress = { .program = workshop->program,
                                .evaluation = evaluation,
                                .flips = flips };
    judge_flips(flips, evaluation);
    write_text(&stress);
    write_json(&stress);
    write_table(&stress, CF_CSV);
    write_table(&stress, CF_TSV);
    write_markdown(&stress);
    if (!parts->items[3].length)
        write_suite(workshop, &stress, &options);
    cf_flips_free(flips);
    cf_evaluation_free(evaluation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program)
        test(&workshop, &parts);
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
