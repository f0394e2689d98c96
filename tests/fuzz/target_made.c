/*
 * A catalog and a chart to the files that are made of them: a city to fill in, a suite. Both are
 * loaded again; the form is evaluated, and each case of the suite passes.
 */
#include <string.h>

#include "workshop.h"

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **catalog, struct cf_diags *diags)
{
    const struct fuzz_workshop *workshop = payload;
    (void)suite;
    (void)diags;
    if (strcmp(id->text, workshop->chart->id.text) != 0)
        fuzz_fail("the made suite names another chart");
    *chart = workshop->chart;
    *catalog = workshop->catalog;
    return CF_OK;
}

static void make_suite(struct fuzz_workshop *workshop)
{
    struct cf_resolver resolver = { find_chart, NULL, workshop };
    struct cf_made_suite *made;
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_make_suite(&made, workshop->program) != CF_OK ||
        cf_write_made_suite(&sink, made) != CF_OK)
        fuzz_fail("no suite is made");
    if (made->case_count)
        fuzz_judge_suite(&output, &resolver, made->case_count);
    cf_made_suite_free(made);
    fuzz_output_release(&output);
}

static void make_form(struct fuzz_workshop *workshop)
{
    const struct cf_program *programs[] = { workshop->program };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    struct cf_diags *diags = cf_diags_new();
    struct cf_city *city;
    struct cf_binding *binding;
    struct cf_evaluation *evaluation;
    if (cf_write_city_form(&sink, "made", programs, 1) != CF_OK)
        fuzz_fail("no form");
    struct cf_input input = { "made.yaml", output.bytes, output.length };
    if (cf_load_city(&city, &input, diags) != CF_OK ||
        cf_bind(&binding, workshop->program, city, diags) != CF_OK ||
        cf_evaluate(&evaluation, binding, NULL, NULL, diags) != CF_OK)
        fuzz_fail("the form is faulty: %s", output.bytes);
    fuzz_judge_evaluation(evaluation, workshop->program);
    cf_evaluation_free(evaluation);
    cf_binding_free(binding);
    cf_city_free(city);
    cf_diags_free(diags);
    fuzz_output_release(&output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program) {
        make_form(&workshop);
        make_suite(&workshop);
    }
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
