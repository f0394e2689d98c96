/* The steps over the years, each with the stretches in which it looks the same: for any width. */
#include <string.h>

#include "output/compare_text.h"

enum { INDENT = 2, NESTED = 4, GAP = 2, NARROW = 60 };

/* A line while its pieces are put side by side; what does not fit goes to the next. */
struct line {
    struct cf_page *page;
    size_t indent, used;
};

static struct line begin_line(struct cf_page *page, size_t indent, enum cf_paint paint,
                              const char *label)
{
    size_t labels = page->style.width < NARROW ? 0 : page->style.width / 3;
    struct line line = { page, NESTED, 0 };
    if (labels && indent + cf_columns(label) + GAP <= labels) {
        cf_page_blanks(page, indent);
        cf_page_text(page, paint, label);
        line.indent = labels;
        line.used = indent + cf_columns(label);
    } else {
        cf_page_paragraph(page, indent, paint, label);
        line.indent = labels ? labels : NESTED;
    }
    return line;
}

static void end_line(struct line *line)
{
    if (line->used)
        cf_page_newline(line->page);
    line->used = 0;
}

/* A piece that no line has room for stands by itself. */
static void put_piece(struct line *line, enum cf_paint paint, const char *words)
{
    size_t columns = cf_columns(words), width = line->page->style.width;
    if (line->indent + columns > width) {
        struct cf_cell cell = { words, width - line->indent, line->indent, paint };
        end_line(line);
        cf_page_row(line->page, &cell, 1);
        return;
    }
    if (line->used > line->indent && line->used + GAP + columns > width)
        end_line(line);
    size_t gap = line->used < line->indent ? line->indent - line->used : GAP;
    cf_page_blanks(line->page, gap);
    cf_page_text(line->page, paint, words);
    line->used += gap + columns;
}

/* ---- stretches ---- */

typedef bool same_in(const struct cf_compare_text *text, const void *what, size_t a, size_t b);

static bool same_step(const struct cf_compare_text *text, const void *row, size_t a, size_t b)
{
    return cf_compare_same_cells(text->table, row, a, b);
}

static enum cf_verdict verdict_in(const struct cf_compare_text *text,
                                  const struct cf_compare_stage *stage, size_t column)
{
    return text->table->columns[column].evaluation->stages[stage->numbers[column]].verdict;
}

static bool same_verdict(const struct cf_compare_text *text, const void *stage, size_t a, size_t b)
{
    return verdict_in(text, stage, a) == verdict_in(text, stage, b);
}

static bool same_share(const struct cf_compare_text *text, const void *what, size_t a, size_t b)
{
    (void)what;
    return text->table->columns[a].cleared == text->table->columns[b].cleared;
}

/* The last column of the stretch that begins with `first`. */
static size_t end_of(const struct cf_compare_text *text, same_in *same, const void *what,
                     size_t first)
{
    size_t last = first;
    while (last + 1 < text->table->column_count && same(text, what, first, last + 1))
        last++;
    return last;
}

/* ---- lines ---- */

static void write_stage(const struct cf_compare_text *text, const struct cf_compare_stage *stage)
{
    struct cf_page *page = text->page;
    struct line line = begin_line(page, 0, CF_PAINT_BOLD, cf_page_clean(page, stage->stage->title));
    for (size_t i = 0, last; i < text->table->column_count; i = last + 1) {
        last = end_of(text, same_verdict, stage, i);
        enum cf_verdict verdict = verdict_in(text, stage, i);
        put_piece(&line, cf_verdict_paint(verdict),
                  cf_page_format(page, "%s" CF_TIE "%s", cf_verdict_words(verdict),
                                 cf_compare_years(text, i, last)));
    }
    end_line(&line);
}

static void write_step(const struct cf_compare_text *text, const struct cf_compare_row *row)
{
    struct cf_page *page = text->page;
    struct line line =
        begin_line(page, INDENT, CF_PAINT_NONE, cf_page_clean(page, row->step->title));
    for (size_t i = 0, last; i < text->table->column_count; i = last + 1) {
        last = end_of(text, same_step, row, i);
        put_piece(&line, cf_compare_paint(text, row, i),
                  cf_page_format(page, "%s" CF_TIE "%s", cf_compare_answer(text, row, i),
                                 cf_compare_years(text, i, last)));
    }
    end_line(&line);
}

/* The figures of a criterion, where it has any. */
static void write_figures(const struct cf_compare_text *text, const struct cf_compare_row *row,
                          size_t criterion)
{
    struct cf_page *page = text->page;
    cf_page_paragraph(page, NESTED, CF_PAINT_DIM,
                      cf_compare_question(page, text->table, row, criterion));
    struct line line = { page, NESTED + GAP, 0 };
    for (size_t i = 0; i < text->shown_count; i++) {
        const struct cf_criterion_result *result =
            cf_compare_known(text->table, row, criterion, text->shown[i].first);
        size_t last = i;
        while (last + 1 < text->shown_count &&
               cf_compare_same_figures(text->table, row, criterion, text->shown[i].first,
                                       text->shown[last + 1].first))
            last++;
        put_piece(&line, cf_answer_paint(result->answer),
                  cf_page_format(
                      page, "%s" CF_TIE "%s:" CF_TIE "%s", page->symbols->answer[result->answer],
                      cf_compare_years(text, text->shown[i].first, text->shown[last].last),
                      cf_compare_figure(text, text->shown[i].first, result)));
        i = last;
    }
    end_line(&line);
}

static void write_shares(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    struct line line = begin_line(page, 0, CF_PAINT_BOLD, "Cleared");
    for (size_t i = 0, last; i < text->table->column_count; i = last + 1) {
        last = end_of(text, same_share, NULL, i);
        const struct cf_compare_column *column = &text->table->columns[i];
        put_piece(&line, CF_PAINT_NONE,
                  cf_page_format(page, "%zu" CF_TIE "of" CF_TIE "%zu" CF_TIE "%s", column->cleared,
                                 column->evaluation->step_count, cf_compare_years(text, i, last)));
    }
    end_line(&line);
}

void cf_compare_write_runs(const struct cf_compare_text *text)
{
    const struct cf_compare_table *table = text->table;
    for (size_t i = 0; i < table->stage_count; i++) {
        write_stage(text, &table->stages[i]);
        for (size_t j = 0; j < table->stages[i].row_count; j++) {
            const struct cf_compare_row *row = &table->stages[i].rows[j];
            write_step(text, row);
            for (size_t k = 0; text->view->values && k < row->step->criterion_count; k++)
                write_figures(text, row, k);
        }
        cf_page_newline(text->page);
    }
    write_shares(text);
}
