#include "commands/eval_run.h"

#include <stdlib.h>
#include <string.h>

static bool add_result(struct eval_results *results, struct cf_evaluation *evaluation)
{
    if (results->count == results->capacity) {
        size_t capacity = results->capacity ? results->capacity * 2 : 8;
        struct cf_evaluation **items = realloc(results->items, capacity * sizeof(*items));
        if (!items) {
            cf_evaluation_free(evaluation);
            return false;
        }
        results->items = items;
        results->capacity = capacity;
    }
    results->items[results->count++] = evaluation;
    return true;
}

void eval_results_release(struct eval_results *results)
{
    for (size_t i = 0; i < results->count; i++)
        cf_evaluation_free(results->items[i]);
    for (size_t i = 0; i < results->binding_count; i++)
        cf_binding_free(results->bindings[i]);
    free(results->items);
    free(results->bindings);
    *results = (struct eval_results){ 0 };
}

static struct cf_program *program_at(const struct eval_run *run, size_t chart)
{
    return run->shelf.charts[run->charts[chart]].program;
}

static enum cf_status bind_charts(struct eval_run *run, const struct cf_city *city,
                                  struct eval_results *results)
{
    enum cf_status result = CF_OK;
    const struct cf_program **programs = malloc((run->chart_count + 1) * sizeof(*programs));
    results->bindings = calloc(run->chart_count + 1, sizeof(*results->bindings));
    if (!programs || !results->bindings)
        result = CF_NO_MEMORY;
    else
        results->binding_count = run->chart_count;
    for (size_t i = 0; i < run->chart_count && result != CF_NO_MEMORY; i++) {
        programs[i] = program_at(run, i);
        enum cf_status status = cf_bind(&results->bindings[i], programs[i], city, run->diags);
        if (status != CF_OK)
            result = status;
    }
    if (result == CF_OK) {
        enum cf_status status = cf_check_indicators(city, programs, run->chart_count, run->diags);
        result = status != CF_OK ? status : result;
    }
    free(programs);
    return result;
}

static enum cf_status evaluate_place(struct eval_run *run, const struct cf_locality *site,
                                     struct eval_results *results)
{
    for (size_t i = 0; i < run->chart_count; i++) {
        struct cf_evaluation *evaluation;
        enum cf_status status = cf_evaluate(&evaluation, results->bindings[i], site,
                                            &run->settings.options, run->diags);
        if (status != CF_OK)
            return status;
        if (!add_result(results, evaluation))
            return CF_NO_MEMORY;
    }
    return CF_OK;
}

static bool site_asked(const struct eval_run *run, const struct cf_locality *site)
{
    const struct values *sites = &run->settings.sites;
    for (size_t i = 0; i < sites->count; i++)
        if (strcmp(sites->items[i], site->id.text) == 0)
            return true;
    return run->settings.all_sites;
}

static bool check_sites(struct eval_run *run, const struct cf_city *city)
{
    bool good = true;
    for (size_t i = 0; i < run->settings.sites.count; i++) {
        size_t j = 0;
        while (j < city->site_count &&
               strcmp(city->sites[j].id.text, run->settings.sites.items[i]) != 0)
            j++;
        if (j < city->site_count)
            continue;
        complain("'%s' has no site '%s'", city->source->name, run->settings.sites.items[i]);
        good = false;
    }
    return good;
}

static enum cf_status evaluate_places(struct eval_run *run, const struct cf_city *city,
                                      struct eval_results *results)
{
    if (!run->settings.all_sites && !run->settings.sites.count)
        return evaluate_place(run, NULL, results);
    if (!check_sites(run, city))
        return CF_INVALID;
    for (size_t i = 0; i < city->site_count; i++) {
        enum cf_status status = CF_OK;
        if (site_asked(run, &city->sites[i]))
            status = evaluate_place(run, &city->sites[i], results);
        if (status != CF_OK)
            return status;
    }
    return CF_OK;
}

/* What comments in the city, its charts and their catalogs allow is not told here either. What is
 * wrong with the comments is the business of check. */
static enum cf_status apply_allowances(struct eval_run *run, const struct cf_city *city)
{
    if (cf_diags_count(run->diags) == run->told)
        return CF_OK;
    size_t count = 0;
    struct cf_allowance_list *lists = calloc(1 + 2 * run->chart_count, sizeof *lists);
    if (!lists)
        return CF_NO_MEMORY;
    lists[count++] = city->allowances;
    for (size_t i = 0; i < run->chart_count; i++) {
        lists[count++] = cf_program_chart(program_at(run, i))->allowances;
        lists[count++] = cf_program_catalog(program_at(run, i))->allowances;
    }
    enum cf_status status =
        cf_apply_allowances(lists, count, CF_ALLOW_NOTHING, run->told, run->diags);
    free(lists);
    return status;
}

/* ---- all of it ---- */

enum cf_status eval_city(struct eval_run *run, struct loaded *loaded)
{
    const struct cf_city *city = loaded->city;
    struct eval_results results = { 0 };
    enum cf_status status = city->faulty ? CF_INVALID : CF_OK;
    if (!run->settings.charts.count && !eval_find_city_charts(run, city))
        status = CF_INVALID;
    if (status == CF_OK || run->chart_count) {
        enum cf_status bound = bind_charts(run, city, &results);
        status = status == CF_OK ? bound : status;
    }
    if (status == CF_OK)
        status = evaluate_places(run, city, &results);
    if (apply_allowances(run, city) != CF_OK)
        status = CF_NO_MEMORY;
    eval_tell(run);
    if (status == CF_OK)
        status = run->use(run, loaded, &results);
    eval_results_release(&results);
    return status;
}
