#include <stdlib.h>
#include <string.h>

#include "commands/check_run.h"

/* ---- charts of cities ---- */

static void use_chart(struct check_run *run, size_t number)
{
    struct chart_numbers *charts = &run->charts;
    charts->good = charts->good && run->shelf.charts[number].program;
    for (size_t i = 0; i < charts->count; i++)
        if (charts->items[i] == number)
            return;
    if (!run->shelf.charts[number].program)
        return;
    size_t *items = realloc(charts->items, (charts->count + 1) * sizeof *items);
    if (!items) {
        check_note_status(run, CF_NO_MEMORY);
        return;
    }
    charts->items = items;
    charts->items[charts->count++] = number;
}

void check_find_charts(struct check_run *run)
{
    const struct values *names = &run->settings.charts;
    run->charts.good = true;
    for (size_t i = 0; i < names->count; i++) {
        size_t number;
        if (!check_note_status(run, shelf_named(&run->shelf, names->items[i], &number)))
            continue;
        if (!run->shelf.charts[number].name) /* said by the shelf */
            run->status = worse(run->status, EXIT_INPUT);
        use_chart(run, number);
    }
}

static void find_city_charts(struct check_run *run, const struct cf_city *city)
{
    run->charts.count = 0;
    run->charts.good = true;
    for (size_t i = 0; i < city->charts.count; i++) {
        size_t number;
        if (check_note_status(
                run, shelf_by_id(&run->shelf, city->source->name, &city->charts.items[i], &number)))
            use_chart(run, number);
    }
    if (!city->charts.count && !city->faulty)
        check_note_status(
            run, cf_diags_add(run->diags, "city-no-chart", city->self.id.pos,
                              "the city names no chart: its figures are held against nothing",
                              "add 'charts: [ID]', or ask for a chart with --chart"));
}

/* ---- cities ---- */

/* A city with the charts that it is held against. */
struct held_city {
    const struct cf_city *city;
    const struct cf_program **programs;
    struct cf_binding **bindings; /* NULL where they do not fit */
    size_t count;
    bool good; /* nothing refuses the city or one of its charts */
};

static void bind_charts(struct check_run *run, struct held_city *held)
{
    for (size_t i = 0; i < held->count; i++) {
        held->programs[i] = run->shelf.charts[run->charts.items[i]].program;
        enum cf_status status =
            cf_bind(&held->bindings[i], held->programs[i], held->city, run->diags);
        held->good = check_note_status(run, status) && status == CF_OK && held->good;
    }
}

static void look_at_city(struct check_run *run, const struct held_city *held)
{
    const struct cf_binding *const *bindings = (const struct cf_binding *const *)held->bindings;
    if (held->count)
        check_note_status(run,
                          cf_check_indicators(held->city, held->programs, held->count, run->diags));
    else
        check_note_status(run, cf_usage_add(run->usage, held->city, NULL));
    for (size_t i = 0; i < held->count; i++)
        check_note_status(run, cf_usage_add(run->usage, held->city, held->programs[i]));
    check_note_status(run, cf_lint_city(held->city, bindings, held->count, run->diags));
}

/* Returns whether all was looked for that can be found in the city. */
static bool hold_city(struct check_run *run, const struct cf_city *city)
{
    size_t count = run->charts.count;
    struct held_city held = { .city = city,
                              .programs = calloc(count + 1, sizeof(*held.programs)),
                              .bindings = calloc(count + 1, sizeof(*held.bindings)),
                              .count = count,
                              .good = run->charts.good && !city->faulty };
    if (held.programs && held.bindings) {
        bind_charts(run, &held);
        if (held.good)
            look_at_city(run, &held);
    } else {
        check_note_status(run, CF_NO_MEMORY);
    }
    for (size_t i = 0; i < count && held.bindings; i++)
        cf_binding_free(held.bindings[i]);
    free(held.bindings);
    free(held.programs);
    return held.good;
}

/* `searched`: all was looked for that can be found in the file. `first`: its first message. */
static void apply_allowances(struct check_run *run, const struct cf_allowance_list *allowances,
                             bool searched, size_t first)
{
    check_note_status(run,
                      cf_apply_allowances(allowances, 1, searched ? CF_ALLOW_USE : CF_ALLOW_FORM,
                                          first, run->diags));
}

/* Each city by itself, so that memory does not grow with their number. */
static void check_city(struct check_run *run, struct file *file)
{
    struct cf_input input = file_input(file);
    struct cf_city *city;
    size_t first = cf_diags_count(run->diags);
    enum cf_status status = cf_load_city(&city, &input, run->diags);
    file_release(file);
    check_note_status(run, status);
    if (!city)
        return;
    if (!run->settings.charts.count)
        find_city_charts(run, city);
    bool searched = hold_city(run, city) && !run->settings.charts.count;
    apply_allowances(run, &city->allowances, searched, first);
    cf_city_free(city);
}

/* ---- charts and catalogs ---- */

static void check_chart(struct check_run *run, struct file *file)
{
    size_t number;
    if (!check_note_status(run, shelf_chart(&run->shelf, file, &number)))
        return;
    const struct cf_program *program = run->shelf.charts[number].program;
    if (program)
        check_note_status(run, cf_lint_chart(program, run->diags));
}

static void check_catalog(struct check_run *run, struct file *file)
{
    const struct cf_catalog *catalog;
    enum cf_status status = shelf_catalog(&run->shelf, file, &catalog);
    if (status == CF_OK)
        status = cf_check_catalog(catalog, run->diags);
    check_note_status(run, status);
}

/* The charts of suites are read for their names alone: what is wrong with them is not told here. */
static bool find_named(struct check_run *run)
{
    if (!run->named)
        run->named = calloc(1, sizeof *run->named);
    bool ready = run->named && (run->named->said || test_files_init(run->named));
    check_note_status(run, ready ? CF_OK : CF_NO_MEMORY);
    return ready;
}

/* Whether what a suite expects comes is the business of `test`. */
static bool check_names(struct check_run *run, const struct cf_suite *suite)
{
    bool whole = false;
    if (find_named(run)) {
        struct cf_resolver resolver = test_files_resolver(run->named);
        check_note_status(run, cf_check_suite(suite, &resolver, &whole, run->diags));
    }
    return whole;
}

static void check_suite(struct check_run *run, struct file *file)
{
    struct cf_input input = file_input(file);
    struct cf_suite *suite;
    size_t first = cf_diags_count(run->diags);
    enum cf_status status = cf_load_suite(&suite, &input, run->diags);
    file_release(file);
    check_note_status(run, status);
    bool whole = status == CF_OK && check_names(run, suite);
    if (suite)
        apply_allowances(run, &suite->allowances, whole, first);
    cf_suite_free(suite);
}

/* ---- files ---- */

static void check_kind(struct check_run *run, struct file *file, enum cf_file_kind kind)
{
    switch (kind) {
    case CF_FILE_CATALOG: check_catalog(run, file); return;
    case CF_FILE_CHART: check_chart(run, file); return;
    case CF_FILE_CITY: check_city(run, file); return;
    case CF_FILE_SUITE: check_suite(run, file); return;
    case CF_FILE_OTHER: file_release(file); return; /* which is reported */
    }
}

/* Which kind it is; of a file of no kind that is a finding. CF_NOT_FOUND: another program's. */
static enum cf_status find_kind(struct check_run *run, const struct file *file, bool found,
                                enum cf_file_kind *kind)
{
    struct cf_input input = file_input(file);
    *kind = cf_file_kind(&input);
    if (*kind != CF_FILE_OTHER)
        return CF_OK;
    enum cf_status status = cf_find_kind(kind, &input, run->diags);
    return status == CF_NOT_FOUND && !found ? cf_report_other(&input, run->diags) : status;
}

void check_file(struct check_run *run, struct file *file, bool found)
{
    enum cf_file_kind kind;
    bool added = false;
    if (names_have(&run->files, file->name)) {
        run->met++;
        file_release(file);
        return;
    }
    enum cf_status status = find_kind(run, file, found, &kind);
    if (status == CF_NOT_FOUND) {
        if (run->settings.verbose)
            complain("'%s' is left out: its first key is not 'clusterflow'", file->name);
        run->passed_over++;
    } else if (check_note_status(run, status)) {
        run->met++;
        added = check_add_file(run, file);
        check_note_status(run, added ? CF_OK : CF_NO_MEMORY);
    }
    if (added)
        check_kind(run, file, kind);
    else
        file_release(file);
}
