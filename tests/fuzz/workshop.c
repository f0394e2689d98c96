#include "workshop.h"

#include <stdlib.h>
#include <string.h>

static void compile(struct fuzz_workshop *workshop)
{
    size_t before = cf_diags_errors(workshop->diags);
    enum cf_status status =
        cf_compile(&workshop->program, workshop->chart, workshop->catalog, workshop->diags);
    if (workshop->chart->faulty || status != CF_OK)
        workshop->program = NULL;
    if (!workshop->chart->faulty)
        fuzz_judge_status(status, workshop->diags, before, "compiling");
}

void fuzz_workshop_open(struct fuzz_workshop *workshop, const struct fuzz_parts *parts)
{
    *workshop = (struct fuzz_workshop){ .diags = cf_diags_new() };
    struct cf_diags *diags = workshop->diags;
    fuzz_judge_status(cf_load_catalog(&workshop->catalog, &parts->items[0], diags), diags, 0,
                      "the catalog");
    size_t before = cf_diags_errors(diags);
    fuzz_judge_status(cf_load_chart(&workshop->chart, &parts->items[1], NULL, diags), diags, before,
                      "the chart");
    before = cf_diags_errors(diags);
    fuzz_judge_status(cf_load_city(&workshop->city, &parts->items[2], diags), diags, before,
                      "the city");
    if (workshop->catalog && workshop->chart)
        compile(workshop);
}

void fuzz_workshop_bind(struct fuzz_workshop *workshop)
{
    size_t before = cf_diags_errors(workshop->diags);
    cf_binding_free(workshop->binding);
    workshop->binding = NULL;
    if (!workshop->program || !workshop->city)
        return;
    enum cf_status status =
        cf_bind(&workshop->binding, workshop->program, workshop->city, workshop->diags);
    if (!workshop->city->faulty)
        fuzz_judge_status(status, workshop->diags, before, "binding");
    if (status != CF_OK)
        workshop->binding = NULL;
}

void fuzz_workshop_close(struct fuzz_workshop *workshop)
{
    cf_binding_free(workshop->binding);
    cf_program_free(workshop->program);
    cf_city_free(workshop->city);
    cf_chart_free(workshop->chart);
    cf_catalog_free(workshop->catalog);
    cf_diags_free(workshop->diags);
}

/* ---- what is asked for ---- */

static void judge_what_if(enum cf_status status, const struct fuzz_workshop *workshop,
                          size_t before)
{
    if (status != CF_NOT_FOUND)
        fuzz_judge_status(status, workshop->diags, before, "a what-if");
    else if (cf_diags_errors(workshop->diags) != before)
        fuzz_fail("not found, and a message");
}

static void take_option(struct fuzz_workshop *workshop, struct cf_evaluate_options *options,
                        const char *line)
{
    size_t before = cf_diags_errors(workshop->diags);
    const char *value = strchr(line, '=') ? strchr(line, '=') + 1 : line;
    if (strncmp(line, "set=", 4) == 0)
        judge_what_if(cf_program_set(workshop->program, value, workshop->diags), workshop, before);
    else if (strncmp(line, "threshold=", 10) == 0)
        judge_what_if(cf_program_set_threshold(workshop->program, value, workshop->diags), workshop,
                      before);
    else if (strncmp(line, "year=", 5) == 0)
        options->year = abs(atoi(value) % 10000);
    else if (strncmp(line, "max_age=", 8) == 0)
        options->max_age = abs(atoi(value) % 10000);
    else if (strncmp(line, "accept=", 7) == 0)
        options->accept = (unsigned)atoi(value) % 32 | CF_ACCEPT_DEFAULT;
}

void fuzz_workshop_options(struct fuzz_workshop *workshop, struct cf_evaluate_options *options,
                           const struct cf_input *part)
{
    char *text = fuzz_text(part), *rest = text;
    for (int i = 0; i < 8 && *rest; i++) {
        char *line = rest;
        rest += strcspn(rest, "\n");
        if (*rest)
            *rest++ = '\0';
        take_option(workshop, options, line);
    }
    free(text);
}
