/*
 * The steps as rows and the columns side by side, if they fit: with their answers in words, else as
 * symbols under letters.
 */
#include <string.h>

#include "output/compare_text.h"

enum { INDENT = 2, GAP = 2, MARK = 2, LEAST_LABEL = 18, NESTED = 4 };
enum { WORDS = 11, FIGURES = 14, WIDEST_HEAD = 16, LETTERS = 52 };

struct grid {
    const struct cf_compare_text *text;
    size_t label, cell, gap; /* widths */
    bool symbols;            /* no words in the cells, letters for heads */
    const char **cells;      /* of the row at hand, by column that is shown */
    enum cf_paint *paints;
    const char **rests;
};

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- one row ---- */

/* The next line of a cell, filled up to its width; false when nothing is left of it. */
static bool put_line(struct cf_page *page, enum cf_paint paint, const char **rest, size_t columns)
{
    const char *line;
    size_t length = cf_wrap(rest, columns, &line);
    size_t used = cf_columns_within(line, length);
    cf_page_put(page, paint, line, length);
    cf_page_blanks(page, used < columns ? columns - used : 0);
    return length;
}

static bool write_line(struct grid *grid, size_t indent, enum cf_paint paint, const char **label)
{
    struct cf_page *page = grid->text->page;
    cf_page_blanks(page, indent);
    bool any = put_line(page, paint, label, grid->label - indent);
    for (size_t i = 0; i < grid->text->shown_count; i++) {
        cf_page_blanks(page, grid->gap);
        any |= put_line(page, grid->paints[i], &grid->rests[i], grid->cell);
    }
    if (any)
        cf_page_newline(page);
    page->blanks = 0;
    return any;
}

/* A label and a text in each cell, as many lines as the longest needs. */
static void write_row(struct grid *grid, size_t indent, enum cf_paint paint, const char *label)
{
    memcpy(grid->rests, grid->cells, grid->text->shown_count * sizeof(*grid->rests));
    while (write_line(grid, indent, paint, &label))
        ;
}

/* ---- rows ---- */

static void write_heads(struct grid *grid)
{
    const struct cf_compare_text *text = grid->text;
    for (size_t i = 0; i < text->shown_count; i++) {
        grid->cells[i] = grid->symbols ? cf_compare_letter(text->page, i) : text->shown[i].head;
        grid->paints[i] = CF_PAINT_BOLD;
    }
    write_row(grid, 0, CF_PAINT_NONE, "");
}

static const char *verdict_symbol(const struct cf_symbols *symbols, enum cf_verdict verdict)
{
    switch (verdict) {
    case CF_BOTTLENECK: return symbols->answer[CF_NO];
    case CF_UNDECIDED: return symbols->answer[CF_UNKNOWN];
    case CF_CLEAR: return symbols->answer[CF_YES];
    default: return symbols->skipped;
    }
}

static void write_stage(struct grid *grid, const struct cf_compare_stage *stage)
{
    const struct cf_compare_text *text = grid->text;
    for (size_t i = 0; i < text->shown_count; i++) {
        size_t column = text->shown[i].first;
        grid->cells[i] = "";
        grid->paints[i] = CF_PAINT_NONE;
        if (stage->numbers[column] == CF_NO_STEP)
            continue;
        enum cf_verdict verdict =
            text->table->columns[column].evaluation->stages[stage->numbers[column]].verdict;
        grid->cells[i] = grid->symbols ? verdict_symbol(text->page->symbols, verdict)
                                       : cf_verdict_words(verdict);
        grid->paints[i] = cf_verdict_paint(verdict);
    }
    write_row(grid, 0, CF_PAINT_BOLD, cf_page_clean(text->page, stage->stage->title));
}

static const char *marked(const struct grid *grid, const struct cf_compare_row *row, size_t column)
{
    const struct cf_compare_text *text = grid->text;
    if (!grid->symbols)
        return cf_compare_answer(text, row, column);
    const char *symbol = cf_compare_symbol(text, row, column);
    return cf_compare_is_bottleneck(text->table, row, column)
               ? cf_page_format(text->page, "%s%s", symbol, text->page->symbols->mark)
               : symbol;
}

static void write_step(struct grid *grid, const struct cf_compare_row *row)
{
    const struct cf_compare_text *text = grid->text;
    for (size_t i = 0; i < text->shown_count; i++) {
        grid->cells[i] = marked(grid, row, text->shown[i].first);
        grid->paints[i] = cf_compare_paint(text, row, text->shown[i].first);
    }
    write_row(grid, INDENT, CF_PAINT_NONE, cf_page_clean(text->page, row->step->title));
}

static void write_figures(struct grid *grid, const struct cf_compare_row *row, size_t criterion)
{
    const struct cf_compare_text *text = grid->text;
    for (size_t i = 0; i < text->shown_count; i++) {
        const struct cf_criterion_result *result =
            cf_compare_known(text->table, row, criterion, text->shown[i].first);
        grid->cells[i] = "";
        grid->paints[i] = CF_PAINT_DIM;
        if (!result)
            continue;
        grid->cells[i] = cf_page_format(text->page, "%s" CF_TIE "%s",
                                        text->page->symbols->answer[result->answer],
                                        cf_compare_figure(text, text->shown[i].first, result));
        if (cf_compare_cell(&text->table->columns[text->shown[i].first],
                            row->numbers[text->shown[i].first])
                ->visited)
            grid->paints[i] = cf_answer_paint(result->answer);
    }
    write_row(grid, NESTED, CF_PAINT_DIM,
              cf_compare_question(text->page, text->table, row, criterion));
}

static void write_shares(struct grid *grid)
{
    const struct cf_compare_text *text = grid->text;
    for (size_t i = 0; i < text->shown_count; i++) {
        const struct cf_compare_column *column = &text->table->columns[text->shown[i].first];
        grid->cells[i] = grid->symbols
                             ? cf_page_format(text->page, "%u", cf_compare_percent(column))
                             : cf_compare_share(text->page, column);
        grid->paints[i] = CF_PAINT_NONE;
    }
    cf_page_newline(text->page);
    write_row(grid, 0, CF_PAINT_BOLD, grid->symbols ? "Cleared, in %" : "Cleared");
}

static void write_grid(struct grid *grid)
{
    const struct cf_compare_table *table = grid->text->table;
    write_heads(grid);
    for (size_t i = 0; i < table->stage_count; i++) {
        const struct cf_compare_stage *stage = &table->stages[i];
        if (i)
            cf_page_newline(grid->text->page);
        write_stage(grid, stage);
        for (size_t j = 0; j < stage->row_count; j++) {
            write_step(grid, &stage->rows[j]);
            for (size_t k = 0; grid->text->view->values && k < stage->rows[j].step->criterion_count;
                 k++)
                write_figures(grid, &stage->rows[j], k);
        }
    }
    write_shares(grid);
}

/* ---- widths ---- */

static size_t widest_label(const struct cf_compare_text *text)
{
    size_t widest = strlen("Cleared, in %");
    for (size_t i = 0; i < text->table->stage_count; i++) {
        const struct cf_compare_stage *stage = &text->table->stages[i];
        widest = most(widest, cf_columns(cf_page_clean(text->page, stage->stage->title)));
        for (size_t j = 0; j < stage->row_count; j++)
            widest = most(
                widest, INDENT + cf_columns(cf_page_clean(text->page, stage->rows[j].step->title)));
    }
    return widest;
}

static size_t widest_head(const struct cf_compare_text *text)
{
    size_t widest = 0;
    for (size_t i = 0; i < text->shown_count; i++)
        widest = most(widest, cf_columns(text->shown[i].head));
    return widest;
}

/* Whether cells of that width leave enough for the labels; figures need more of both. */
static bool fits(struct grid *grid, size_t cell, size_t gap)
{
    enum { LEAST_QUESTION = 26, MOST_QUESTION = 44 };
    const struct cf_compare_text *text = grid->text;
    size_t width = text->page->style.width, cells = text->shown_count * (cell + gap);
    size_t wanted = widest_label(text), enough = least(wanted, LEAST_LABEL + 6);
    if (text->view->values) {
        wanted = most(wanted, MOST_QUESTION);
        enough = most(enough, LEAST_QUESTION);
    }
    if (cells > width || width - cells < enough)
        return false;
    grid->cell = cell;
    grid->gap = gap;
    grid->label = least(wanted, width - cells);
    return true;
}

static bool lay_out_words(struct grid *grid)
{
    const struct cf_compare_text *text = grid->text;
    size_t cell = text->view->values ? FIGURES : WORDS;
    if (!fits(grid, cell, GAP))
        return false;
    size_t wanted = least(widest_head(text), WIDEST_HEAD);
    if (text->view->values)
        wanted = most(wanted, 20);
    while (wanted > cell && !fits(grid, wanted, GAP)) /* heads in one line, if there is room */
        wanted--;
    return true;
}

/* Letters are explained in the ranking alone. A share of 100 % takes three columns. */
static bool lay_out_symbols(struct grid *grid)
{
    const struct cf_compare_text *text = grid->text;
    size_t cell = MARK;
    for (size_t i = 0; i < text->table->column_count; i++)
        if (cf_compare_percent(&text->table->columns[i]) == 100)
            cell = MARK + 1;
    return text->table->order && !text->view->values && text->shown_count <= LETTERS &&
           fits(grid, cell, 1);
}

enum cf_grid_form cf_compare_grid_form(const struct cf_compare_text *text)
{
    struct grid grid = { .text = text };
    if (lay_out_words(&grid))
        return CF_GRID_WORDS;
    return lay_out_symbols(&grid) ? CF_GRID_SYMBOLS : CF_GRID_NONE;
}

const char *cf_compare_letter(struct cf_page *page, size_t shown)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return cf_page_format(page, "%c", letters[shown]);
}

void cf_compare_write_grid(const struct cf_compare_text *text)
{
    struct cf_arena *arena = &text->page->arena;
    struct grid grid = { .text = text, .symbols = text->form == CF_GRID_SYMBOLS };
    grid.cells = cf_arena_array(arena, text->shown_count, sizeof(*grid.cells));
    grid.rests = cf_arena_array(arena, text->shown_count, sizeof(*grid.rests));
    grid.paints = cf_arena_array(arena, text->shown_count, sizeof *grid.paints);
    if (!grid.cells || !grid.rests || !grid.paints) /* the page tells */
        return;
    if (grid.symbols)
        lay_out_symbols(&grid);
    else
        lay_out_words(&grid);
    write_grid(&grid);
}
