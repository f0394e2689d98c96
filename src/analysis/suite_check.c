/* What is wrong with a suite, as far as that can be told without running its cases. */
#include <string.h>

#include "analysis/suite_case.h"

/* The case at hand, and where what is wrong with its suite goes. */
struct check {
    const struct cf_resolver *resolver;
    struct cf_case_run run;
    struct cf_diags *diags;
    bool first; /* the first case of this chart: whether it is found is told once */
    bool *whole;
};

/* Hands on what is wrong with the suite itself, not with the files that it names. */
static enum cf_status hand_on(const struct check *check, const struct cf_diags *said)
{
    const char *suite = check->run.suite->source->name;
    enum cf_status status = CF_OK;
    for (size_t i = 0; i < cf_diags_count(said) && status == CF_OK; i++) {
        const struct cf_diag *diag = cf_diags_get(said, i);
        if (diag->file && strcmp(diag->file, suite) == 0)
            status = cf_diags_copy(check->diags, diag);
    }
    return status;
}

/* A case may be there for what is wrong with its chart. */
static enum cf_status find_chart(struct check *check, const struct cf_text *id)
{
    struct cf_case_run *run = &check->run;
    struct cf_diags *said = cf_diags_new();
    if (!said)
        return CF_NO_MEMORY;
    enum cf_status status = check->resolver->chart(check->resolver->payload, run->suite, id,
                                                   &run->chart, &run->catalog, said);
    if (status == CF_INVALID)
        status = CF_OK;
    cf_diags_settle(said);
    if (status == CF_OK && check->first && !run->test->expect.reports.given)
        status = hand_on(check, said);
    cf_diags_free(said);
    return status;
}

static enum cf_status check_case(struct check *check, const struct cf_text *id)
{
    enum cf_status status = find_chart(check, id);
    if (status != CF_OK)
        return status;
    if (!check->run.chart || !check->run.catalog) {
        *check->whole = false;
        return CF_OK;
    }
    check->run.diags = cf_diags_new();
    if (!check->run.diags)
        return CF_NO_MEMORY;
    cf_case_check_names(&check->run);
    status = hand_on(check, check->run.diags);
    if (cf_diags_failed(check->run.diags))
        status = CF_NO_MEMORY;
    cf_diags_free(check->run.diags);
    return status;
}

enum cf_status cf_check_suite(const struct cf_suite *suite, const struct cf_resolver *resolver,
                              bool *whole, struct cf_diags *diags)
{
    bool shared = false; /* a case has asked for the chart of all */
    enum cf_status status = CF_OK;
    *whole = true;
    for (size_t i = 0; i < suite->case_count && status == CF_OK; i++) {
        const struct cf_case *test = &suite->cases[i];
        bool own = test->chart.text;
        struct check check = { .resolver = resolver,
                               .run = { .suite = suite, .test = test },
                               .diags = diags,
                               .first = own || !shared,
                               .whole = whole };
        status = check_case(&check, own ? &test->chart : &suite->chart);
        shared = shared || !own;
    }
    return status;
}
