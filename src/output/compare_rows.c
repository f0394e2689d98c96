/* A comparison as a table for spreadsheets and statistics; docs/compare.md has the columns. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/compare_text.h"
#include "output/delimited.h"

/* One table with all tables of the comparison in it. */
struct writing {
    struct cf_delimited out;
    struct cf_page page; /* the memory of the words */
    const struct cf_compared *compared;
    bool values;
    const char **heads; /* of the columns beside each other, the same for all tables */
    size_t head_count;
};

static const char *step_id(const struct cf_evaluation *evaluation, size_t number)
{
    return number < evaluation->step_count ? evaluation->steps[number].step->id.text : NULL;
}

/* ---- heads ---- */

static const char *head_of(struct writing *w, const struct cf_compare_column *column)
{
    const struct cf_evaluation *evaluation = column->evaluation;
    switch (w->compared->by) {
    case CF_BY_YEAR: return cf_page_format(&w->page, "%d", evaluation->year);
    case CF_BY_CHART: return evaluation->chart->id.text;
    default: return cf_compare_id(&w->page, evaluation);
    }
}

/* How many columns before that one are called the same: two files may describe one city. */
static size_t earlier(struct writing *w, const struct cf_compare_table *table, size_t column)
{
    size_t count = 0;
    const char *head = head_of(w, &table->columns[column]);
    for (size_t i = 0; i < column; i++)
        count += strcmp(head_of(w, &table->columns[i]), head) == 0;
    return count;
}

/* Where column `column` of a table stands among the heads; their number: nowhere yet. */
static size_t place_of(struct writing *w, const struct cf_compare_table *table, size_t column)
{
    size_t before = earlier(w, table, column);
    const char *head = head_of(w, &table->columns[column]);
    for (size_t i = 0; i < w->head_count; i++)
        if (strcmp(w->heads[i], head) == 0 && before-- == 0)
            return i;
    return w->head_count;
}

static int order_years(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return (int)(strtol(*a, NULL, 10) - strtol(*b, NULL, 10));
}

static bool collect_heads(struct writing *w)
{
    size_t count = 0;
    for (size_t i = 0; i < w->compared->table_count; i++)
        count += w->compared->tables[i].column_count;
    w->heads = cf_arena_array(&w->page.arena, count, sizeof(*w->heads));
    for (size_t i = 0; i < w->compared->table_count && w->heads; i++) {
        const struct cf_compare_table *table = &w->compared->tables[i];
        for (size_t j = 0; j < table->column_count; j++)
            if (place_of(w, table, j) == w->head_count)
                w->heads[w->head_count++] = head_of(w, &table->columns[j]);
    }
    if (w->heads && w->compared->by == CF_BY_YEAR)
        qsort(w->heads, w->head_count, sizeof(*w->heads), order_years);
    return w->heads;
}

/* ---- cells ---- */

/* "yes", "no", "unknown", "bottleneck"; in parentheses where not visited. */
static const char *answer_word(struct writing *w, const struct cf_evaluation *evaluation,
                               size_t number)
{
    const struct cf_step_result *step = &evaluation->steps[number];
    if ((int)number == evaluation->first_no)
        return "bottleneck";
    const char *answer = cf_answer_name(step->answer);
    return step->visited ? answer : cf_page_format(&w->page, "(%s)", answer);
}

/* The same of a row; NULL: the column's chart does not have its step, or there is no column. */
static const char *row_word(struct writing *w, const struct cf_compare_table *table,
                            const struct cf_compare_row *row, int column)
{
    if (column < 0 || row->numbers[column] == CF_NO_STEP)
        return NULL;
    return answer_word(w, table->columns[column].evaluation, (size_t)row->numbers[column]);
}

/* A number as it is; else the words that eval uses. */
static void put_value(struct writing *w, const struct cf_criterion_result *result)
{
    const struct cf_interval *set = result ? &result->value.interval : NULL;
    if (!result || !result->value.known)
        cf_delimited_empty(&w->out);
    else if (result->index->type == CF_NUMBER && set->low == set->high)
        cf_delimited_number(&w->out, set->low);
    else
        cf_delimited_text(&w->out, cf_page_untied(&w->page, cf_words_value(&w->page, result)));
}

/* ---- a row for each step ---- */

/* The columns of the table at the places of their heads; CF_NO_STEP: it has none there. */
static int *columns_by_head(struct writing *w, const struct cf_compare_table *table)
{
    int *columns = cf_arena_array(&w->page.arena, w->head_count, sizeof *columns);
    for (size_t i = 0; columns && i < w->head_count; i++)
        columns[i] = CF_NO_STEP;
    for (size_t i = 0; columns && i < table->column_count; i++)
        columns[place_of(w, table, i)] = (int)i;
    return columns;
}

/* What is the same for the whole table, or empty: the place, the chart. */
static void put_subject(struct writing *w, const struct cf_compare_table *table)
{
    const struct cf_evaluation *first = table->columns[0].evaluation;
    bool place = w->compared->by == CF_BY_YEAR || w->compared->by == CF_BY_CHART;
    cf_delimited_text(&w->out, place ? cf_compare_id(&w->page, first) : NULL);
    cf_delimited_text(&w->out, table->chart ? table->chart->id.text : NULL);
}

static void put_labels(struct writing *w, const char *const *labels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cf_delimited_text(&w->out, labels[i]);
}

static void put_figures(struct writing *w, const struct cf_compare_table *table,
                        const struct cf_compare_stage *stage, const struct cf_compare_row *row,
                        const int *columns, size_t criterion)
{
    const struct cf_criterion_result *result = cf_compare_criterion(table, row, criterion);
    const char *labels[] = { stage->stage->id.text, row->step->id.text, result->index->label,
                             result->index->id.text, result->index->unit.text };
    put_subject(w, table);
    put_labels(w, labels, sizeof labels / sizeof *labels);
    for (size_t i = 0; i < w->head_count; i++)
        put_value(w, columns[i] < 0 ? NULL
                                    : cf_compare_known(table, row, criterion, (size_t)columns[i]));
    cf_delimited_end_row(&w->out);
}

static void put_step(struct writing *w, const struct cf_compare_table *table,
                     const struct cf_compare_stage *stage, const struct cf_compare_row *row,
                     const int *columns)
{
    const char *labels[] = { stage->stage->id.text, row->step->id.text, row->step->title, NULL,
                             NULL };
    put_subject(w, table);
    put_labels(w, labels, w->values ? 5 : 3);
    for (size_t i = 0; i < w->head_count; i++)
        cf_delimited_text(&w->out, row_word(w, table, row, columns[i]));
    cf_delimited_end_row(&w->out);
    for (size_t i = 0; w->values && i < row->step->criterion_count; i++)
        put_figures(w, table, stage, row, columns, i);
}

static void put_shares(struct writing *w, const struct cf_compare_table *table, const int *columns)
{
    static const char *const labels[] = { NULL, NULL, "cleared, in percent", NULL, NULL };
    put_subject(w, table);
    put_labels(w, labels, w->values ? 5 : 3);
    for (size_t i = 0; i < w->head_count; i++)
        if (columns[i] < 0)
            cf_delimited_empty(&w->out);
        else
            cf_delimited_count(&w->out, cf_compare_percent(&table->columns[columns[i]]));
    cf_delimited_end_row(&w->out);
}

static void put_steps(struct writing *w, const struct cf_compare_table *table)
{
    const int *columns = columns_by_head(w, table);
    if (!columns)
        return;
    for (size_t i = 0; i < table->stage_count; i++)
        for (size_t j = 0; j < table->stages[i].row_count; j++)
            put_step(w, table, &table->stages[i], &table->stages[i].rows[j], columns);
    put_shares(w, table, columns);
}

static void put_by_steps(struct writing *w)
{
    static const char *const names[] = {
        "place", "chart", "stage", "step", "title", "index", "unit"
    };
    put_labels(w, names, w->values ? 7 : 5);
    put_labels(w, w->heads, w->head_count);
    cf_delimited_end_row(&w->out);
    for (size_t i = 0; i < w->compared->table_count; i++)
        put_steps(w, &w->compared->tables[i]);
}

/* ---- a row for each column ---- */

static const char *const column_names[] = {
    "city",      "site",       "chart",   "year",    "verdict", "first_no", "rank", "tied",
    "rank_best", "rank_worst", "cleared", "unknown", "steps",   "least",    "most",
};

static void put_standing(struct writing *w, const struct cf_compare_column *column)
{
    const struct cf_evaluation *evaluation = column->evaluation;
    cf_delimited_text(&w->out, evaluation->city->self.id.text);
    cf_delimited_text(&w->out, evaluation->site ? evaluation->site->id.text : NULL);
    cf_delimited_text(&w->out, evaluation->chart->id.text);
    cf_delimited_year(&w->out, evaluation->year);
    cf_delimited_text(&w->out, cf_verdict_name(evaluation->verdict));
    cf_delimited_text(&w->out, evaluation->first_no == CF_NO_STEP
                                   ? NULL
                                   : step_id(evaluation, (size_t)evaluation->first_no));
    if (column->rank) {
        cf_delimited_count(&w->out, column->rank);
        cf_delimited_flag(&w->out, column->tied);
        cf_delimited_count(&w->out, column->rank_best);
        cf_delimited_count(&w->out, column->rank_worst);
    } else {
        put_labels(w, (const char *const[]){ NULL, NULL, NULL, NULL }, 4);
    }
    cf_delimited_count(&w->out, column->cleared);
    cf_delimited_count(&w->out, evaluation->unknown_count);
    cf_delimited_count(&w->out, evaluation->step_count);
    cf_delimited_text(&w->out, step_id(evaluation, column->least));
    cf_delimited_text(&w->out, step_id(evaluation, column->most));
}

/* The charts of the comparison, each by the first of its evaluations. */
static size_t collect_charts(struct writing *w, const struct cf_evaluation **charts)
{
    size_t count = 0;
    for (size_t i = 0; i < w->compared->table_count; i++)
        for (size_t j = 0; j < w->compared->tables[i].column_count; j++) {
            const struct cf_evaluation *evaluation = w->compared->tables[i].columns[j].evaluation;
            size_t k = 0;
            while (k < count && charts[k]->chart != evaluation->chart)
                k++;
            charts[count] = k < count ? charts[count] : evaluation;
            count += k == count;
        }
    return count;
}

static void put_step_names(struct writing *w, const struct cf_evaluation *walk)
{
    for (size_t i = 0; i < walk->step_count; i++) {
        const struct cf_step *step = walk->steps[i].step;
        const char *chart = walk->chart->id.text, *id = step->id.text;
        cf_delimited_text(&w->out, cf_page_format(&w->page, "%s/%s", chart, id));
        for (size_t j = 0; w->values && j < step->criterion_count; j++)
            cf_delimited_text(&w->out, cf_page_format(&w->page, "%s/%s/%s", chart, id,
                                                      walk->steps[i].criteria[j].index->id.text));
    }
}

/* The steps of one chart, empty for a column that walks another. */
static void put_own_steps(struct writing *w, const struct cf_evaluation *walk,
                          const struct cf_evaluation *evaluation)
{
    bool own = walk->chart == evaluation->chart;
    for (size_t i = 0; i < walk->step_count; i++) {
        cf_delimited_text(&w->out, own ? answer_word(w, evaluation, i) : NULL);
        for (size_t j = 0; w->values && j < walk->steps[i].step->criterion_count; j++)
            put_value(w, own ? &evaluation->steps[i].criteria[j] : NULL);
    }
}

static void put_by_columns(struct writing *w, const struct cf_evaluation **charts)
{
    size_t count = collect_charts(w, charts);
    put_labels(w, column_names, sizeof column_names / sizeof *column_names);
    for (size_t i = 0; i < count; i++)
        put_step_names(w, charts[i]);
    cf_delimited_end_row(&w->out);
    for (size_t i = 0; i < w->compared->table_count; i++)
        for (size_t j = 0; j < w->compared->tables[i].column_count; j++) {
            const struct cf_compare_column *column = &w->compared->tables[i].columns[j];
            put_standing(w, column);
            for (size_t k = 0; k < count; k++)
                put_own_steps(w, charts[k], column->evaluation);
            cf_delimited_end_row(&w->out);
        }
}

/* ---- the table ---- */

static void write_rows(struct writing *w, bool transpose)
{
    size_t count = 0;
    for (size_t i = 0; i < w->compared->table_count; i++)
        count += w->compared->tables[i].column_count;
    if (transpose) {
        const struct cf_evaluation **charts =
            cf_arena_array(&w->page.arena, count + 1, sizeof(*charts));
        if (charts)
            put_by_columns(w, charts);
    } else if (collect_heads(w)) {
        put_by_steps(w);
    }
}

enum cf_status cf_write_compare_rows(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view,
                                     enum cf_delimiter delimiter)
{
    struct writing w = { .compared = compared, .values = view->values };
    cf_page_init(&w.page, NULL);
    cf_delimited_init(&w.out, sink, delimiter);
    write_rows(&w, view->transpose);
    enum cf_status memory = cf_page_send(&w.page, sink);
    enum cf_status status = cf_delimited_flush(&w.out);
    return memory != CF_OK ? memory : status;
}
