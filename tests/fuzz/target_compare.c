/*
 * A catalog, a chart, a city, lines of what-ifs (workshop.h) and another city: side by side by
 * city, site, year and chart, in every format.
 */
#include <string.h>

#include "workshop.h"

enum { ITEMS_MOST = 48, SITES_MOST = 4, YEARS_MOST = 32 };

/* What is compared, and what it was made from. */
struct run {
    struct fuzz_workshop here,
        there; /* the same chart twice; another city there, if there is one */
    struct cf_evaluate_options options;
    struct cf_compare_item items[ITEMS_MOST];
    size_t count;
    unsigned turn; /* how it is shown */
};

/* ---- what has to be true ---- */

static void judge_column(const struct cf_compare_table *table, size_t number)
{
    const struct cf_compare_column *column = &table->columns[number];
    if (column->least > column->most || column->most > column->evaluation->step_count ||
        column->cleared > column->evaluation->step_count)
        fuzz_fail("column %zu gets to %zu to %zu of %zu", number, column->least, column->most,
                  column->evaluation->step_count);
    if (column->rank && (column->rank_best > column->rank || column->rank_worst < column->rank ||
                         !column->rank_best || column->rank_worst > table->column_count))
        fuzz_fail("column %zu is of rank %zu, between %zu and %zu", number, column->rank,
                  column->rank_best, column->rank_worst);
}

/* All columns once each, and none before one that gets further for certain. */
static void judge_order(const struct cf_compare_table *table)
{
    bool seen[ITEMS_MOST] = { false };
    for (size_t i = 0; i < table->column_count; i++) {
        size_t number = table->order[i];
        if (number >= table->column_count || seen[number])
            fuzz_fail("place %zu has column %zu", i, number);
        seen[number] = true;
        if (i && table->columns[number].least > table->columns[table->order[i - 1]].least)
            fuzz_fail("place %zu is further than the one before", i);
    }
}

static void judge_compared(const struct cf_compared *compared, size_t count)
{
    bool ranked = compared->by == CF_BY_CITY || compared->by == CF_BY_SITE;
    for (size_t i = 0; i < compared->table_count; i++) {
        const struct cf_compare_table *table = &compared->tables[i];
        for (size_t j = 0; j < table->column_count; j++)
            judge_column(table, j);
        if (ranked)
            judge_order(table);
        if (table->column_count > count)
            fuzz_fail("more columns than items");
        count -= table->column_count;
    }
    if (count)
        fuzz_fail("%zu items are in no table", count);
}

/* ---- writers ---- */

static void write_text(const struct cf_compared *compared, const struct cf_compare_view *view)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 160, .color = true },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_compare_text(&sink, compared, view, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void write_others(const struct cf_compared *compared, const struct cf_compare_view *view)
{
    static const struct cf_style quiet = { .verbose = -1 };
    struct fuzz_output json = { .bytes = NULL }, csv = { .bytes = NULL }, tsv = { .bytes = NULL },
                       markdown = { .bytes = NULL }, lines = { .bytes = NULL };
    struct cf_sink sinks[] = { fuzz_sink(&json), fuzz_sink(&csv), fuzz_sink(&tsv),
                               fuzz_sink(&markdown), fuzz_sink(&lines) };
    if (cf_write_compare_json(&sinks[0], compared, view) != CF_OK ||
        cf_write_compare_rows(&sinks[1], compared, view, CF_CSV) != CF_OK ||
        cf_write_compare_rows(&sinks[2], compared, view, CF_TSV) != CF_OK ||
        cf_write_compare_markdown(&sinks[3], compared, view) != CF_OK ||
        cf_write_compare_text(&sinks[4], compared, view, &quiet) != CF_OK)
        fuzz_fail("a comparison that cannot be written");
    fuzz_judge_json(&json);
    fuzz_judge_table(&csv, false);
    fuzz_judge_table(&tsv, true);
    fuzz_judge_markdown(&markdown);
    fuzz_output_release(&json);
    fuzz_output_release(&csv);
    fuzz_output_release(&tsv);
    fuzz_output_release(&markdown);
    fuzz_output_release(&lines);
}

static void compare(struct run *run, enum cf_compare_by by)
{
    static const char *const refused[] = { "a \"name\".yaml" };
    bool ranked = by == CF_BY_CITY || by == CF_BY_SITE;
    struct cf_compare_view view = { .values = run->turn & 1,
                                    .transpose = run->turn & 2,
                                    .refused = refused,
                                    .refused_count = run->turn >> 2 & 1 };
    struct cf_compared *compared;
    if (!run->count)
        return;
    if (cf_compare(&compared, by, run->items, run->count,
                   ranked && run->turn & 8 ? run->here.city : NULL) != CF_OK)
        fuzz_fail("no comparison");
    judge_compared(compared, run->count);
    write_text(compared, &view);
    write_others(compared, &view);
    cf_compared_free(compared);
}

/* ---- items ---- */

static void add_evaluation(struct run *run, const struct cf_binding *binding,
                           const struct cf_locality *site)
{
    struct cf_evaluation *evaluation;
    if (cf_evaluate(&evaluation, binding, site, &run->options, run->here.diags) != CF_OK)
        fuzz_fail("no evaluation");
    run->items[run->count++] = (struct cf_compare_item){ evaluation, binding };
}

static void add_sites(struct run *run, const struct cf_binding *binding, const struct cf_city *city)
{
    for (size_t i = 0; i < city->site_count && i < SITES_MOST; i++)
        add_evaluation(run, binding, &city->sites[i]);
}

static void release_items(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        cf_evaluation_free((struct cf_evaluation *)(uintptr_t)run->items[i].evaluation);
    run->count = 0;
}

static void compare_cities(struct run *run, const struct cf_binding *there)
{
    add_evaluation(run, run->here.binding, NULL);
    if (there)
        add_evaluation(run, there, NULL);
    compare(run, CF_BY_CITY);
    release_items(run);
}

static void compare_sites(struct run *run, const struct cf_binding *there)
{
    add_sites(run, run->here.binding, run->here.city);
    if (there)
        add_sites(run, there, run->there.city);
    compare(run, CF_BY_SITE);
    release_items(run);
}

/* The history's evaluations stay its own. */
static void compare_years(struct run *run)
{
    struct cf_history *history;
    if (cf_evaluate_history(&history, run->here.binding, NULL, &run->options, run->here.diags) !=
            CF_OK ||
        !history->count)
        fuzz_fail("no history");
    for (size_t i = 0; i < history->count && i < YEARS_MOST; i++)
        run->items[run->count++] = (struct cf_compare_item){ history->items[i], run->here.binding };
    compare(run, CF_BY_YEAR);
    run->count = 0;
    cf_history_free(history);
}

/* The chart beside itself, read and compiled a second time: other pointers, the same words. */
static void compare_charts(struct run *run)
{
    add_evaluation(run, run->here.binding, NULL);
    if (run->there.binding)
        add_evaluation(run, run->there.binding, NULL);
    compare(run, CF_BY_CHART);
    release_items(run);
}

static void compare_all(struct run *run, const struct fuzz_parts *parts)
{
    struct cf_binding *there = NULL;
    fuzz_workshop_options(&run->here, &run->options, &parts->items[3]);
    fuzz_workshop_bind(&run->here);
    if (!run->here.binding)
        return;
    bool other = run->there.city &&
                 cf_bind(&there, run->here.program, run->there.city, run->there.diags) == CF_OK;
    compare_cities(run, other ? there : NULL);
    compare_sites(run, other ? there : NULL);
    compare_years(run);
    compare_charts(run);
    cf_binding_free(there);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    struct run run = { .options = options, .turn = (unsigned)size };
    struct fuzz_parts parts, others;
    fuzz_split(&parts, data, size);
    others = parts;
    if (parts.count > 4)
        others.items[2] = parts.items[4];
    fuzz_workshop_open(&run.here, &parts);
    fuzz_workshop_open(&run.there, &others);
    fuzz_workshop_bind(&run.there);
    if (run.here.program)
        compare_all(&run, &parts);
    fuzz_workshop_close(&run.there);
    fuzz_workshop_close(&run.here);
    fuzz_release(&parts);
    return 0;
}
