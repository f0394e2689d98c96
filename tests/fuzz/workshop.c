#include "workshop.h"

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
