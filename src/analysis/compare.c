#include "analysis/compare_parts.h"

const char *cf_compare_by_name(enum cf_compare_by by)
{
    static const char *const names[] = { "city", "site", "year", "chart" };
    return names[by];
}

const struct cf_step_result *cf_compare_cell(const struct cf_compare_column *column, int number)
{
    return number == CF_NO_STEP ? NULL : &column->evaluation->steps[number];
}

/* ---- which columns stand in one table ---- */

static bool same_program(const struct cf_compare_item *a, const struct cf_compare_item *b)
{
    return cf_binding_program(a->binding) == cf_binding_program(b->binding);
}

static bool same_place(const struct cf_compare_item *a, const struct cf_compare_item *b)
{
    return a->evaluation->city == b->evaluation->city && a->evaluation->site == b->evaluation->site;
}

static bool belong_together(enum cf_compare_by by, const struct cf_compare_item *a,
                            const struct cf_compare_item *b)
{
    switch (by) {
    case CF_BY_YEAR: return same_program(a, b) && same_place(a, b);
    case CF_BY_CHART: return same_place(a, b);
    default: return same_program(a, b);
    }
}

static bool is_ranked(enum cf_compare_by by)
{
    return by == CF_BY_CITY || by == CF_BY_SITE;
}

/* ---- one table ---- */

/* What a comparison is made of. */
struct task {
    enum cf_compare_by by;
    const struct cf_compare_item *items;
    size_t count;
    const struct cf_city *peers_of;
    bool *taken; /* by item: it stands in a table */
    struct cf_arena *arena;
};

/* The columns of the table that begins with item `first`. */
static struct cf_compare_column *take_columns(struct task *task, size_t first,
                                              struct cf_compare_table *table)
{
    struct cf_compare_column *columns =
        cf_arena_array(task->arena, task->count - first, sizeof *columns);
    for (size_t i = first; i < task->count && columns; i++) {
        const struct cf_compare_item *item = &task->items[i];
        if (task->taken[i] || !belong_together(task->by, &task->items[first], item))
            continue;
        task->taken[i] = true;
        columns[table->column_count++] =
            (struct cf_compare_column){ .evaluation = item->evaluation, .binding = item->binding };
    }
    table->columns = columns;
    return columns;
}

static enum cf_status fill_table(struct task *task, size_t first, struct cf_compare_table *table)
{
    struct cf_compare_column *columns = take_columns(task, first, table);
    if (!columns)
        return CF_NO_MEMORY;
    if (task->by != CF_BY_CHART)
        table->chart = columns[0].evaluation->chart;
    for (size_t i = 0; i < table->column_count; i++)
        cf_compare_reach(task->arena, &columns[i]);
    cf_compare_rows(task->arena, table);
    if (task->arena->failed)
        return CF_NO_MEMORY;
    if (task->by == CF_BY_YEAR)
        cf_compare_moves(task->arena, table);
    if (is_ranked(task->by))
        cf_compare_rank(task->arena, table, columns);
    if (table->order && task->peers_of)
        return cf_compare_peers_of(task->arena, table, task->peers_of);
    return CF_OK;
}

/* ---- all of them ---- */

static enum cf_status fill_tables(struct task *task, struct cf_compared *compared)
{
    enum cf_status status = CF_OK;
    struct cf_compare_table *tables = cf_arena_array(task->arena, task->count, sizeof *tables);
    task->taken = cf_arena_array(task->arena, task->count, sizeof *task->taken);
    if (!tables || !task->taken)
        return CF_NO_MEMORY;
    compared->tables = tables;
    for (size_t i = 0; i < task->count && status == CF_OK; i++)
        if (!task->taken[i])
            status = fill_table(task, i, &tables[compared->table_count++]);
    return task->arena->failed ? CF_NO_MEMORY : status;
}

enum cf_status cf_compare(struct cf_compared **out, enum cf_compare_by by,
                          const struct cf_compare_item *items, size_t count,
                          const struct cf_city *peers_of)
{
    struct cf_compared *compared = cf_document_new(sizeof *compared);
    *out = NULL;
    if (!compared)
        return CF_NO_MEMORY;
    compared->by = by;
    struct task task = { by, items, count, peers_of, NULL, cf_arena_of(compared) };
    enum cf_status status = fill_tables(&task, compared);
    if (status == CF_OK)
        *out = compared;
    else
        cf_compared_free(compared);
    return status;
}

static void free_peers(const struct cf_compare_table *table)
{
    for (size_t i = 0; i < table->peers_count; i++)
        for (size_t j = 0; j < table->peers[i].count; j++)
            cf_candidate_list_free(table->peers[i].items[j].actors);
}

void cf_compared_free(struct cf_compared *compared)
{
    if (!compared)
        return;
    for (size_t i = 0; i < compared->table_count; i++)
        free_peers(&compared->tables[i]);
    cf_document_free(compared);
}
