/* Which column is furthest, and the places of all. */
#include <string.h>

#include "output/compare_text.h"

/* ---- how far, and why ---- */

static const char *step_title(const struct cf_compare_text *text,
                              const struct cf_evaluation *evaluation, size_t step)
{
    return cf_page_clean(text->page, evaluation->steps[step].step->title);
}

const char *cf_compare_reach_words(struct cf_page *page, const struct cf_compare_column *column)
{
    size_t end = column->evaluation->step_count;
    if (column->least == end)
        return "the" CF_TIE "end";
    if (column->least == column->most)
        return cf_page_format(page, "step" CF_TIE "%zu", column->least + 1);
    if (column->most == end)
        return cf_page_format(page, "step" CF_TIE "%zu to" CF_TIE "end", column->least + 1);
    return cf_page_format(page, "step" CF_TIE "%zu to" CF_TIE "%zu", column->least + 1,
                          column->most + 1);
}

static const char *findings(const struct cf_compare_text *text,
                            const struct cf_evaluation *evaluation)
{
    const struct cf_step_result *step = &evaluation->steps[evaluation->first_no];
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < step->step->criterion_count; i++)
        if (step->criteria[i].answer == CF_NO)
            cf_phrase_add(&words, text->page, "; ",
                          cf_text_finding(text->page, evaluation, &step->criteria[i]));
    return cf_phrase_text(&words);
}

static const char *unknown_words(const struct cf_compare_text *text,
                                 const struct cf_evaluation *evaluation)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        cf_phrase_add(&words, text->page, "; ",
                      step_title(text, evaluation, evaluation->unknown[i]));
    return cf_phrase_text(&words);
}

const char *cf_compare_why_words(const struct cf_compare_text *text,
                                 const struct cf_evaluation *evaluation)
{
    struct cf_page *page = text->page;
    const char *unknown = unknown_words(text, evaluation);
    if (*unknown)
        unknown = cf_page_format(page, "Not known: %s", unknown);
    if (evaluation->first_no == CF_NO_STEP)
        return *unknown ? unknown : "No \"No\" stops the walk";
    const char *why =
        cf_page_format(page, "%s: %s", step_title(text, evaluation, (size_t)evaluation->first_no),
                       findings(text, evaluation));
    return *unknown ? cf_page_format(page, "%s. %s", why, unknown) : why;
}

/* ---- the headline ---- */

/* How far the furthest get: all of them as far. */
static const char *up_to(const struct cf_compare_text *text, const struct cf_compare_column *column)
{
    size_t end = column->evaluation->step_count;
    if (column->least == end)
        return "to the end of the chart";
    return cf_page_format(text->page, "up to step" CF_TIE "%zu of" CF_TIE "%zu, %s",
                          column->least + 1, end,
                          step_title(text, column->evaluation, column->least));
}

/* Names in a sentence while they are collected; many are only counted. */
struct naming {
    struct cf_phrase names;
    size_t count;
    const char *last; /* not in the phrase yet */
};

static void add_name(const struct cf_compare_text *text, struct naming *naming, size_t column)
{
    if (naming->last)
        cf_phrase_add(&naming->names, text->page, ", ", naming->last);
    naming->last = cf_compare_name(text, column);
    naming->count++;
}

/* "Dalian", "Dalian and Beijing", "5 others"; "" for nobody. */
static const char *naming_words(const struct cf_compare_text *text, const struct naming *naming,
                                const char *many)
{
    enum { MANY = 4 };
    if (naming->count > MANY)
        return cf_page_format(text->page, "%zu %s", naming->count, many);
    if (naming->count < 2)
        return naming->count ? naming->last : "";
    return cf_page_format(text->page, "%s and %s", cf_phrase_text(&naming->names), naming->last);
}

static void write_headline(const struct cf_compare_text *text)
{
    const struct cf_compare_table *table = text->table;
    struct cf_page *page = text->page;
    struct naming first = { 0 }, rivals = { 0 };
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cf_compare_column *column = &table->columns[table->order[i]];
        if (column->rank == 1)
            add_name(text, &first, table->order[i]);
        else if (column->rank_best == 1)
            add_name(text, &rivals, table->order[i]);
    }
    enum cf_paint paint = rivals.count ? CF_PAINT_BOLD_YELLOW : CF_PAINT_BOLD;
    cf_page_paragraph(page, 0, paint,
                      cf_page_format(page, "Furthest%s: %s, %s",
                                     rivals.count ? " as far as is known" : "",
                                     naming_words(text, &first, "of them"),
                                     up_to(text, &table->columns[table->order[0]])));
    if (rivals.count)
        cf_page_paragraph(page, 0, CF_PAINT_NONE,
                          cf_page_format(page, "May prove to be further: %s",
                                         naming_words(text, &rivals, "others")));
}

/* ---- the places ---- */

/* Widths of the columns of the list. */
struct widths {
    size_t letter, rank, range, name, reach, cleared;
};

const char *cf_compare_rank_words(struct cf_page *page, const struct cf_compare_column *column)
{
    return cf_page_format(page, "%zu%s", column->rank, column->tied ? "=" : "");
}

const char *cf_compare_range_words(struct cf_page *page, const struct cf_compare_column *column)
{
    if (column->rank_best == column->rank_worst)
        return "";
    return cf_page_format(page, "%zu%s%zu", column->rank_best, page->symbols->to,
                          column->rank_worst);
}

static const char *cleared_words(struct cf_page *page, const struct cf_compare_column *column)
{
    return cf_page_format(page, "%zu/%zu", column->cleared, column->evaluation->step_count);
}

static void widen(size_t *width, const char *words)
{
    size_t columns = cf_columns(words);
    if (columns > *width)
        *width = columns;
}

static struct widths measure(const struct cf_compare_text *text)
{
    bool ranked = text->table->order;
    struct widths widths = { .letter = text->form == CF_GRID_SYMBOLS };
    for (size_t i = 0; i < text->table->column_count; i++) {
        const struct cf_compare_column *column = &text->table->columns[i];
        widen(&widths.rank, ranked ? cf_compare_rank_words(text->page, column) : "");
        widen(&widths.range, cf_compare_range_words(text->page, column));
        widen(&widths.name, cf_compare_name(text, i));
        widen(&widths.reach, cf_compare_reach_words(text->page, column));
        widen(&widths.cleared, cleared_words(text->page, column));
    }
    size_t cap = text->page->style.width / 4;
    if (widths.name > cap)
        widths.name = cap;
    return widths;
}

enum { GAP = 2, LEAST_WHY = 24 }; /* a gap stands before the first cell, too */

static size_t column_before(size_t width)
{
    return width ? width + GAP : 0;
}

static size_t used_by(const struct widths *widths)
{
    return GAP + column_before(widths->letter) + column_before(widths->rank) +
           column_before(widths->range) + column_before(widths->name) +
           column_before(widths->reach) + column_before(widths->cleared);
}

/* Room for the reason on the same line; 0: it stands below. The share goes first, since the table
 * has it, too. */
static size_t room_for_why(const struct cf_compare_text *text, struct widths *widths)
{
    size_t width = text->page->style.width;
    if (used_by(widths) + LEAST_WHY > width)
        widths->cleared = 0;
    size_t used = used_by(widths);
    return used + LEAST_WHY <= width ? width - used : 0;
}

static size_t add_cell(struct cf_cell *cells, size_t count, const char *words, size_t columns,
                       enum cf_paint paint)
{
    if (!columns)
        return count;
    cells[count] = (struct cf_cell){ words, columns, GAP, paint };
    return count + 1;
}

/* A row of more cells than cf_page_row takes: the first two make up one text. */
static void write_place(const struct cf_compare_text *text, const struct widths *widths,
                        size_t shown, size_t room)
{
    struct cf_page *page = text->page;
    size_t number = text->table->order ? text->table->order[shown] : shown;
    const struct cf_compare_column *column = &text->table->columns[number];
    struct cf_cell cells[CF_ROW_CELLS];
    const char *why = cf_compare_why_words(text, column->evaluation);
    const char *rank = cf_compare_rank_words(page, column);
    const char *name = cf_compare_name(text, number);
    size_t rank_width = widths->rank, count = 0;
    if (page->style.verbose <= 0) /* two lines of it are enough */
        name = cf_cut(&page->arena, name, 2 * widths->name, page->symbols->ellipsis);
    if (widths->letter) {
        rank = cf_page_format(page, "%s" CF_TIE CF_TIE "%s", cf_compare_letter(page, shown), rank);
        rank_width += 3;
    }
    count = add_cell(cells, count, rank, rank_width, CF_PAINT_BOLD);
    count =
        add_cell(cells, count, cf_compare_range_words(page, column), widths->range, CF_PAINT_DIM);
    count = add_cell(cells, count, name, widths->name, CF_PAINT_NONE);
    count = add_cell(cells, count, cf_compare_reach_words(page, column), widths->reach,
                     cf_verdict_paint(column->evaluation->verdict));
    count = add_cell(cells, count, cleared_words(page, column), widths->cleared, CF_PAINT_NONE);
    if (page->style.verbose <= 0)
        why = cf_cut(&page->arena, why, room ? room : page->style.width - 3 * GAP,
                     page->symbols->ellipsis);
    if (room)
        count = add_cell(cells, count, why, room, CF_PAINT_NONE);
    cf_page_row(page, cells, count);
    if (!room)
        cf_page_paragraph(page, 3 * GAP, CF_PAINT_NONE, why);
}

void cf_compare_write_ranking(const struct cf_compare_text *text)
{
    if (text->table->order && text->table->column_count > 1)
        write_headline(text);
    struct widths widths = measure(text);
    size_t room = room_for_why(text, &widths);
    if (text->table->order && text->table->column_count > 1)
        cf_page_newline(text->page);
    for (size_t i = 0; i < text->table->column_count; i++)
        write_place(text, &widths, i, room);
}
