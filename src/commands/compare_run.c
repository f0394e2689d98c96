#include "commands/compare_run.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_TSV, FORMAT_MARKDOWN };

/* ---- keeping ---- */

static enum cf_status add_item(struct compare_run *run, const struct cf_evaluation *evaluation,
                               const struct cf_binding *binding)
{
    if ((run->item_count & (run->item_count - 1)) == 0) { /* full: its room is a power of two */
        size_t room = run->item_count ? 2 * run->item_count : 1;
        struct cf_compare_item *items = realloc(run->items, room * sizeof *items);
        if (!items)
            return CF_NO_MEMORY;
        run->items = items;
    }
    run->items[run->item_count++] = (struct cf_compare_item){ evaluation, binding };
    return CF_OK;
}

static enum cf_status add_results(struct compare_run *run, const struct compare_city *city)
{
    enum cf_status status = CF_OK;
    const struct eval_results *results = &city->results;
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status = add_item(run, results->items[i], results->bindings[i % results->binding_count]);
    return status;
}

/* ---- years ---- */

static int compare_years(const void *left, const void *right)
{
    const int *a = left, *b = right;
    return *a - *b;
}

/* The years that were asked for, each once. */
static void sort_years(struct compare_run *run)
{
    size_t kept = 0;
    if (run->year_count) /* there may be no list */
        qsort(run->years, run->year_count, sizeof *run->years, compare_years);
    for (size_t i = 0; i < run->year_count; i++)
        if (!kept || run->years[kept - 1] != run->years[i])
            run->years[kept++] = run->years[i];
    run->year_count = kept;
}

/* What is found suspicious in one year is told for the year that eval asks for, and not again. */
static enum cf_status add_history(struct compare_run *run, struct cf_history **history,
                                  const struct cf_binding *binding, const struct cf_locality *site)
{
    const struct cf_evaluate_options *options = &run->eval.settings.options;
    struct cf_diags *diags = cf_diags_new();
    if (!diags)
        return CF_NO_MEMORY;
    enum cf_status status =
        run->year_count
            ? cf_evaluate_years(history, binding, site, options, run->years, run->year_count, diags)
            : cf_evaluate_history(history, binding, site, options, diags);
    cf_diags_free(diags);
    for (size_t i = 0; status == CF_OK && i < (*history)->count; i++)
        status = add_item(run, (*history)->items[i], binding);
    return status;
}

static enum cf_status add_years(struct compare_run *run, struct compare_city *city)
{
    const struct eval_results *results = &city->results;
    enum cf_status status = CF_OK;
    sort_years(run);
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status =
            add_history(run, &city->histories[i], results->bindings[i % results->binding_count],
                        results->items[i]->site);
    return status;
}

/* ---- a city ---- */

enum cf_status compare_keep(struct eval_run *eval, struct loaded *loaded,
                            struct eval_results *results)
{
    struct compare_run *run = eval->payload;
    struct cf_history **histories = calloc(results->count + 1, sizeof(*histories));
    struct compare_city *cities = realloc(run->cities, (run->city_count + 1) * sizeof *cities);
    if (cities)
        run->cities = cities;
    if (!cities || !histories) {
        free(histories);
        return CF_NO_MEMORY;
    }
    struct compare_city *city = &run->cities[run->city_count++];
    *city = (struct compare_city){
        .name = loaded->name, .city = loaded->city, .results = *results, .histories = histories
    };
    loaded->city = NULL;
    *results = (struct eval_results){ 0 };
    return run->by == CF_BY_YEAR ? add_years(run, city) : add_results(run, city);
}

void compare_release(struct compare_run *run)
{
    for (size_t i = 0; i < run->city_count; i++) {
        struct compare_city *city = &run->cities[i];
        for (size_t j = 0; j < city->results.count; j++)
            cf_history_free(city->histories[j]);
        free(city->histories);
        eval_results_release(&city->results);
        cf_city_free(city->city);
    }
    free(run->cities);
    free(run->items);
    free(run->years);
    eval_release(&run->eval);
}

/* ---- writing ---- */

/* The city of --peers, by its operand or its id; false after saying that there is none. */
static bool find_peers_city(struct compare_run *run, const struct cf_city **city)
{
    *city = NULL;
    for (size_t i = 0; run->peers && i < run->city_count && !*city; i++)
        if (strcmp(run->cities[i].name, run->peers) == 0 ||
            strcmp(run->cities[i].city->self.id.text, run->peers) == 0)
            *city = run->cities[i].city;
    if (!run->peers || *city)
        return true;
    usage_error("--peers %s: it is none of the cities that are compared", run->peers);
    run->eval.status = worse(run->eval.status, EXIT_USAGE);
    return false;
}

static enum cf_status write_as(struct compare_run *run, const struct cf_compared *compared)
{
    const struct cf_sink *sink = &run->eval.sink;
    run->view.refused = run->eval.refused;
    run->view.refused_count = run->eval.refused_count;
    run->view.chosen_years = run->year_count > 0;
    switch (run->eval.settings.format) {
    case FORMAT_JSON: return cf_write_compare_json(sink, compared, &run->view);
    case FORMAT_CSV: return cf_write_compare_rows(sink, compared, &run->view, CF_CSV);
    case FORMAT_TSV: return cf_write_compare_rows(sink, compared, &run->view, CF_TSV);
    case FORMAT_MARKDOWN: return cf_write_compare_markdown(sink, compared, &run->view);
    default: return cf_write_compare_text(sink, compared, &run->view, &run->eval.style);
    }
}

static enum cf_status compare_and_write(struct compare_run *run, const struct cf_city *peers_of)
{
    struct cf_compared *compared;
    enum cf_status status = cf_compare(&compared, run->by, run->items, run->item_count, peers_of);
    if (status == CF_OK)
        status = write_as(run, compared);
    for (size_t i = 0; status == CF_OK && i < run->item_count; i++)
        eval_note_verdict(&run->eval, run->items[i].evaluation->verdict);
    cf_compared_free(compared);
    return status;
}

static void tell_nothing(struct compare_run *run)
{
    if (run->eval.status != EXIT_DONE || interrupted())
        return;
    complain("nothing was compared: no city has a site");
    run->eval.status = EXIT_INPUT;
}

void compare_write(struct compare_run *run)
{
    const struct cf_city *peers_of;
    bool written = false;
    if (!run->item_count)
        tell_nothing(run);
    else if (run->eval.status < EXIT_MACHINE && !interrupted() && find_peers_city(run, &peers_of)) {
        eval_note_status(&run->eval, compare_and_write(run, peers_of));
        written = true;
    }
    eval_close(&run->eval, written);
}
