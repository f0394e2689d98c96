/* The city of a case: the one that it names, with the figures that the suite and the case state. */
#include <string.h>

#include "analysis/suite_case.h"

static bool is_stated(const struct cf_indicator *indicators, size_t count, const char *index)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(indicators[i].index.text, index) == 0)
            return true;
    return false;
}

/* The figures in layers: each hides those below it. */
static bool lay_over(struct cf_case_run *run, struct cf_locality *place)
{
    const struct cf_suite *suite = run->suite;
    const struct cf_case *test = run->test;
    const struct cf_indicator *layers[] = { place->indicators, suite->indicators,
                                            test->indicators };
    size_t counts[] = { place->indicator_count, suite->indicator_count, test->indicator_count };
    struct cf_indicator *all =
        cf_arena_array(run->arena, counts[0] + counts[1] + counts[2], sizeof *all);
    size_t kept = 0;
    if (!all)
        return false;
    for (size_t layer = 0; layer < 3; layer++)
        for (size_t i = 0; i < counts[layer]; i++) {
            const char *index = layers[layer][i].index.text;
            bool hidden = false;
            for (size_t above = layer + 1; above < 3 && index; above++)
                hidden |= is_stated(layers[above], counts[above], index);
            if (!hidden)
                all[kept++] = layers[layer][i];
        }
    place->indicators = all;
    place->indicator_count = kept;
    return true;
}

/* A place that only the suite tells of. */
static struct cf_city unnamed_city(const struct cf_case_run *run)
{
    struct cf_city city = { .source = run->suite->source };
    city.self.id = run->test->name;
    city.self.name = run->test->name.text;
    return city;
}

static enum cf_status find_site(struct cf_case_run *run)
{
    const struct cf_text *id = &run->test->site;
    const struct cf_city *city = &run->known.city;
    for (size_t i = 0; i < city->site_count && id->text; i++)
        if (city->sites[i].id.text && strcmp(city->sites[i].id.text, id->text) == 0)
            run->site = &city->sites[i];
    if (!id->text || run->site)
        return CF_OK;
    cf_report(run->diags, CF_R_SUITE_UNDEFINED, id->pos, "the city has no site '%s'", id->text);
    cf_report_hint(run->diags, city->site_count ? "name one of its 'sites'" : "delete it");
    return CF_INVALID;
}

enum cf_status cf_case_find_city(struct cf_case_run *run)
{
    const struct cf_text *path = run->test->city.text ? &run->test->city : &run->suite->city;
    const struct cf_city *named = NULL;
    enum cf_status status = CF_OK;
    if (path->text)
        status = run->resolver->city(run->resolver->payload, run->suite, path, &named, run->diags);
    if (path->text && !named)
        return status == CF_OK ? CF_INVALID : status;
    run->known.city = named ? *named : unnamed_city(run);
    if (run->test->as_of)
        run->known.city.as_of = run->test->as_of;
    if (!lay_over(run, &run->known.city.self))
        return CF_NO_MEMORY;
    enum cf_status site = find_site(run);
    return status == CF_OK ? site : status;
}
