/* What stands in the cells of a comparison, and what its columns are called. */
#include <math.h>
#include <string.h>

#include "output/compare_text.h"

/* ---- columns ---- */

const char *cf_compare_id(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const char *city = evaluation->city->self.id.text;
    return evaluation->site ? cf_page_format(page, "%s/%s", city, evaluation->site->id.text) : city;
}

static const char *place_name(const struct cf_compare_text *text,
                              const struct cf_evaluation *evaluation)
{
    const char *city = cf_page_clean(text->page, evaluation->city->self.name);
    if (!evaluation->site)
        return city;
    const char *site = cf_page_clean(text->page, evaluation->site->name);
    return text->one_city ? site : cf_page_format(text->page, "%s, %s", site, city);
}

const char *cf_compare_name(const struct cf_compare_text *text, size_t column)
{
    const struct cf_evaluation *evaluation = text->table->columns[column].evaluation;
    return text->by == CF_BY_CHART ? evaluation->chart->id.text : place_name(text, evaluation);
}

int cf_compare_last_year(const struct cf_compare_text *text, size_t column)
{
    const struct cf_compare_column *columns = text->table->columns;
    if (text->view->chosen_years || column + 1 == text->table->column_count)
        return columns[column].evaluation->year;
    return columns[column + 1].evaluation->year - 1;
}

const char *cf_compare_years(const struct cf_compare_text *text, size_t first, size_t last)
{
    int from = text->table->columns[first].evaluation->year;
    int to = cf_compare_last_year(text, last);
    if (!from)
        return "undated";
    if (from == to)
        return cf_page_format(text->page, "%d", from);
    return cf_page_format(text->page, "%d%s%d", from, text->page->symbols->to, to);
}

/* ---- answers ---- */

const char *cf_compare_symbol(const struct cf_compare_text *text, const struct cf_compare_row *row,
                              size_t column)
{
    const struct cf_step_result *step =
        cf_compare_cell(&text->table->columns[column], row->numbers[column]);
    if (!step)
        return "";
    return step->visited ? text->page->symbols->answer[step->answer] : text->page->symbols->skipped;
}

const char *cf_compare_answer(const struct cf_compare_text *text, const struct cf_compare_row *row,
                              size_t column)
{
    const struct cf_step_result *step =
        cf_compare_cell(&text->table->columns[column], row->numbers[column]);
    if (!step)
        return "";
    const char *mark = "";
    if (cf_compare_is_bottleneck(text->table, row, column))
        mark = cf_page_format(text->page, CF_TIE "%s", text->page->symbols->mark);
    return cf_page_format(text->page, "%s" CF_TIE "%s%s", cf_compare_symbol(text, row, column),
                          cf_answer_words(step->answer), mark);
}

enum cf_paint cf_compare_paint(const struct cf_compare_text *text, const struct cf_compare_row *row,
                               size_t column)
{
    const struct cf_step_result *step =
        cf_compare_cell(&text->table->columns[column], row->numbers[column]);
    if (!step || !step->visited)
        return CF_PAINT_DIM;
    if (cf_compare_is_bottleneck(text->table, row, column))
        return CF_PAINT_BOLD_RED;
    return cf_answer_paint(step->answer);
}

const char *cf_compare_share(struct cf_page *page, const struct cf_compare_column *column)
{
    return cf_page_format(page, "%zu" CF_TIE "of" CF_TIE "%zu (%u" CF_TIE "%%)", column->cleared,
                          column->evaluation->step_count, cf_compare_percent(column));
}

/* ---- figures ---- */

const char *cf_compare_figure(const struct cf_compare_text *text, size_t column,
                              const struct cf_criterion_result *result)
{
    struct cf_page *page = text->page;
    const char *value = cf_words_value(page, result);
    if (cf_words_is_known(result))
        value = cf_words_with_unit(page, value,
                                   cf_words_unit(page, text->table->columns[column].evaluation,
                                                 result->index->unit.text, 0));
    return cf_page_format(page, "%s%s", value, cf_words_standing(page, result));
}

const char *cf_compare_question(struct cf_page *page, const struct cf_compare_table *table,
                                const struct cf_compare_row *row, size_t criterion)
{
    size_t column = 0;
    while (row->numbers[column] == CF_NO_STEP)
        column++;
    const struct cf_criterion_result *result = cf_compare_known(table, row, criterion, column);
    return cf_page_format(page, "%s: %s", cf_page_clean(page, result->index->label),
                          cf_words_needed(page, table->columns[column].evaluation, result));
}
