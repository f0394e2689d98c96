/* A comparison where there is no room for columns: step by step, or column by column. */
#include <string.h>

#include "output/compare_text.h"

enum { INDENT = 2, NESTED = 4, DEEP = 6 };

/* A symbol and a text behind it. */
static void write_item(struct cf_page *page, size_t indent, const char *symbol, enum cf_paint paint,
                       const char *words)
{
    struct cf_cell cells[] = {
        { *symbol ? symbol : CF_TIE, 1, indent, paint },
        { words, cf_page_measure(page) - indent - 2, 1, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}

/* ---- step by step ---- */

/* The columns from `from` on that look as that one does. */
static const char *names_alike(const struct cf_compare_text *text, const struct cf_compare_row *row,
                               size_t from, bool *told)
{
    struct cf_phrase names = { 0 };
    for (size_t i = from; i < text->shown_count; i++) {
        if (told[i] ||
            !cf_compare_same_cells(text->table, row, text->shown[from].first, text->shown[i].first))
            continue;
        told[i] = true;
        cf_phrase_add(&names, text->page, "; ", text->shown[i].head);
    }
    return cf_phrase_text(&names);
}

/* "Yes: Dalian; Beijing", "No, not reached: Quay". */
static void write_answer(const struct cf_compare_text *text, const struct cf_compare_row *row,
                         size_t from, bool *told)
{
    struct cf_page *page = text->page;
    size_t column = text->shown[from].first;
    const struct cf_step_result *step =
        cf_compare_cell(&text->table->columns[column], row->numbers[column]);
    const char *names = names_alike(text, row, from, told);
    if (!step)
        return;
    const char *answer = cf_answer_words(step->answer);
    if (!step->visited)
        answer = cf_page_format(page, "%s, not reached", answer);
    else if (cf_compare_is_bottleneck(text->table, row, column))
        answer = cf_page_format(page, "%s" CF_TIE "%s", answer, page->symbols->mark);
    write_item(page, NESTED, cf_compare_symbol(text, row, column),
               cf_compare_paint(text, row, column), cf_page_format(page, "%s: %s", answer, names));
}

static void write_figure(const struct cf_compare_text *text, const struct cf_compare_row *row,
                         size_t criterion, size_t shown)
{
    struct cf_page *page = text->page;
    const struct cf_criterion_result *result =
        cf_compare_known(text->table, row, criterion, text->shown[shown].first);
    if (result)
        write_item(page, DEEP, page->symbols->answer[result->answer],
                   cf_answer_paint(result->answer),
                   cf_page_format(page, "%s: %s", text->shown[shown].head,
                                  cf_compare_figure(text, text->shown[shown].first, result)));
}

static void write_step(const struct cf_compare_text *text, const struct cf_compare_row *row,
                       bool *told)
{
    struct cf_page *page = text->page;
    memset(told, 0, text->shown_count * sizeof *told);
    cf_page_paragraph(page, INDENT, CF_PAINT_NONE, cf_page_clean(page, row->step->title));
    for (size_t i = 0; i < text->shown_count; i++)
        if (!told[i])
            write_answer(text, row, i, told);
    for (size_t i = 0; text->view->values && i < row->step->criterion_count; i++) {
        cf_page_paragraph(page, NESTED, CF_PAINT_DIM,
                          cf_compare_question(page, text->table, row, i));
        for (size_t j = 0; j < text->shown_count; j++)
            write_figure(text, row, i, j);
    }
}

static void write_shares(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, "Cleared");
    for (size_t i = 0; i < text->shown_count; i++)
        cf_page_hanging(
            page, INDENT,
            cf_page_format(page, "%s: %s", text->shown[i].head,
                           cf_compare_share(page, &text->table->columns[text->shown[i].first])));
}

/* The verdicts of a stage, as the answers of a step. */
static void write_verdicts(const struct cf_compare_text *text, const struct cf_compare_stage *stage)
{
    static const enum cf_verdict verdicts[] = { CF_CLEAR, CF_UNDECIDED, CF_BOTTLENECK,
                                                CF_NOT_REACHED };
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        struct cf_phrase names = { 0 };
        for (size_t j = 0; j < text->shown_count; j++) {
            size_t column = text->shown[j].first;
            int number = stage->numbers[column];
            if (number != CF_NO_STEP &&
                text->table->columns[column].evaluation->stages[number].verdict == verdicts[i])
                cf_phrase_add(&names, text->page, "; ", text->shown[j].head);
        }
        if (names.length)
            cf_page_hanging(text->page, INDENT,
                            cf_page_format(text->page, "%s: %s", cf_verdict_words(verdicts[i]),
                                           cf_phrase_text(&names)));
    }
}

void cf_compare_write_steps(const struct cf_compare_text *text)
{
    const struct cf_compare_table *table = text->table;
    bool *told = cf_arena_array(&text->page->arena, text->shown_count, sizeof *told);
    for (size_t i = 0; i < table->stage_count && told; i++) {
        if (i)
            cf_page_newline(text->page);
        cf_page_paragraph(text->page, 0, CF_PAINT_BOLD,
                          cf_page_clean(text->page, table->stages[i].stage->title));
        write_verdicts(text, &table->stages[i]);
        for (size_t j = 0; j < table->stages[i].row_count; j++)
            write_step(text, &table->stages[i].rows[j], told);
    }
    write_shares(text);
}

/* ---- column by column ---- */

static void write_own_step(const struct cf_compare_text *text, const struct cf_compare_row *row,
                           size_t column)
{
    struct cf_page *page = text->page;
    const char *symbol = cf_compare_symbol(text, row, column);
    if (!*symbol) /* its chart does not have the step */
        return;
    const char *title = cf_page_clean(page, row->step->title);
    if (cf_compare_is_bottleneck(text->table, row, column))
        title = cf_page_format(page, "%s" CF_TIE "%s", title, page->symbols->mark);
    write_item(page, INDENT, symbol, cf_compare_paint(text, row, column), title);
    for (size_t i = 0; text->view->values && i < row->step->criterion_count; i++) {
        const struct cf_criterion_result *result = cf_compare_known(text->table, row, i, column);
        write_item(page, NESTED, page->symbols->answer[result->answer],
                   cf_answer_paint(result->answer),
                   cf_text_finding(page, text->table->columns[column].evaluation, result));
    }
}

void cf_compare_write_columns(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    for (size_t i = 0; i < text->shown_count; i++) {
        size_t column = text->shown[i].first;
        if (i)
            cf_page_newline(page);
        cf_page_paragraph(page, 0, CF_PAINT_BOLD,
                          cf_page_format(page, "%s: %s", text->shown[i].head,
                                         cf_compare_share(page, &text->table->columns[column])));
        for (size_t j = 0; j < text->table->stage_count; j++)
            for (size_t k = 0; k < text->table->stages[j].row_count; k++)
                write_own_step(text, &text->table->stages[j].rows[k], column);
    }
}
