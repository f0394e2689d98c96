#include "analysis/usage.h"

#include <string.h>

struct cf_usage *cf_usage_new(void)
{
    return cf_document_new(sizeof(struct cf_usage));
}

void cf_usage_free(struct cf_usage *usage)
{
    if (!usage)
        return;
    cf_map_release(&usage->stated);
    cf_document_free(usage);
}

/* ---- what is stated ---- */

static bool add_index(struct cf_usage *usage, const char *id)
{
    size_t length = strlen(id);
    if (cf_map_get(&usage->stated, id, length) != CF_MAP_NONE)
        return true;
    const char *copy = cf_arena_copy(cf_arena_of(usage), id, length);
    return copy && cf_map_add(&usage->stated, copy, length, 0, NULL);
}

static bool add_locality(struct cf_usage *usage, const struct cf_locality *locality)
{
    for (size_t i = 0; i < locality->indicator_count; i++) {
        const struct cf_indicator *indicator = &locality->indicators[i];
        if (indicator->index.text && indicator->observation_count &&
            !add_index(usage, indicator->index.text))
            return false;
    }
    return true;
}

bool cf_usage_states(const struct cf_usage *usage, const char *index)
{
    return cf_map_get(&usage->stated, index, strlen(index)) != CF_MAP_NONE;
}

/* ---- who is named ---- */

static struct cf_chart_usage *find_chart(const struct cf_usage *usage,
                                         const struct cf_program *program)
{
    struct cf_chart_usage *chart = usage->charts;
    while (chart && chart->program != program)
        chart = chart->next;
    return chart;
}

const struct cf_chart_usage *cf_usage_of_chart(const struct cf_usage *usage,
                                               const struct cf_program *program)
{
    return find_chart(usage, program);
}

static struct cf_chart_usage *add_chart(struct cf_usage *usage, const struct cf_program *program,
                                        size_t step_count)
{
    struct cf_chart_usage *chart = cf_arena_alloc(cf_arena_of(usage), sizeof *chart);
    bool *named = cf_arena_array(cf_arena_of(usage), step_count, sizeof *named);
    if (!chart || !named)
        return NULL;
    *chart = (struct cf_chart_usage){ program, 0, named, usage->charts };
    return usage->charts = chart;
}

static bool add_actors(struct cf_usage *usage, const struct cf_city *city,
                       const struct cf_program *program)
{
    size_t step_count;
    cf_program_steps(program, &step_count);
    struct cf_chart_usage *chart = find_chart(usage, program);
    if (!chart)
        chart = add_chart(usage, program, step_count);
    if (!chart)
        return false;
    chart->cities++;
    for (size_t i = 0; i < step_count; i++)
        chart->named[i] = chart->named[i] || cf_names_candidate(program, i, city);
    return true;
}

enum cf_status cf_usage_add(struct cf_usage *usage, const struct cf_city *city,
                            const struct cf_program *program)
{
    usage->any_city = true;
    bool added = add_locality(usage, &city->self);
    for (size_t i = 0; i < city->site_count && added; i++)
        added = add_locality(usage, &city->sites[i]);
    return added && (!program || add_actors(usage, city, program)) ? CF_OK : CF_NO_MEMORY;
}
