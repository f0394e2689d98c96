/* The columns of a comparison one below the other, their steps as symbols side by side. */
#include <string.h>

#include "output/compare_text.h"

enum { GAP = 2, PITCH = 2, LEAST_NAME = 8 };

/* The widest name, within a third of the page. */
static size_t name_columns(const struct cf_compare_text *text)
{
    size_t widest = LEAST_NAME, cap = text->page->style.width / 3;
    for (size_t i = 0; i < text->shown_count; i++) {
        size_t columns = cf_columns(text->shown[i].head);
        widest = columns > widest ? columns : widest;
    }
    return widest < cap ? widest : cap;
}

static size_t count_rows(const struct cf_compare_text *text)
{
    size_t rows = 0;
    for (size_t i = 0; i < text->table->stage_count; i++)
        rows += text->table->stages[i].row_count;
    return rows;
}

/* The tens or the ones of the numbers of the rows. */
static void write_digits(const struct cf_compare_text *text, size_t indent, size_t unit)
{
    struct cf_page *page = text->page;
    size_t number = 0;
    cf_page_blanks(page, indent);
    for (size_t i = 0; i < text->table->stage_count; i++) {
        for (size_t j = 0; j < text->table->stages[i].row_count; j++) {
            size_t digits = ++number / unit;
            if (digits)
                cf_page_text(page, CF_PAINT_DIM, cf_page_format(page, "%zu", digits % 10));
            cf_page_blanks(page, digits ? PITCH - 1 : PITCH);
        }
        cf_page_blanks(page, 1);
    }
    cf_page_newline(page);
}

static void write_symbols(const struct cf_compare_text *text, size_t column)
{
    struct cf_page *page = text->page;
    for (size_t i = 0; i < text->table->stage_count; i++) {
        const struct cf_compare_stage *stage = &text->table->stages[i];
        for (size_t j = 0; j < stage->row_count; j++) {
            const char *symbol = cf_compare_symbol(text, &stage->rows[j], column);
            cf_page_text(page, cf_compare_paint(text, &stage->rows[j], column), symbol);
            cf_page_blanks(page, *symbol ? PITCH - 1 : PITCH);
        }
        cf_page_blanks(page, 1);
    }
}

static void write_line(const struct cf_compare_text *text, const struct cf_compare_shown *shown,
                       size_t name)
{
    struct cf_page *page = text->page;
    const char *head = cf_cut(&page->arena, shown->head, name, page->symbols->ellipsis);
    cf_page_text(page, CF_PAINT_BOLD, head);
    cf_page_blanks(page, name - cf_columns(head) + GAP);
    write_symbols(text, shown->first);
    cf_page_blanks(page, 1);
    cf_page_text(page, CF_PAINT_NONE,
                 cf_page_format(page, "%3u" CF_TIE "%%",
                                cf_compare_percent(&text->table->columns[shown->first])));
    cf_page_newline(page);
}

static void write_legend(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    size_t number = 0;
    for (size_t i = 0; i < text->table->stage_count; i++) {
        const struct cf_compare_stage *stage = &text->table->stages[i];
        struct cf_phrase words = { 0 };
        for (size_t j = 0; j < stage->row_count; j++)
            cf_phrase_add(&words, page, "; ",
                          cf_page_format(page, "%zu" CF_TIE "%s", ++number,
                                         cf_page_clean(page, stage->rows[j].step->title)));
        cf_page_hanging(page, 0,
                        cf_page_format(page, "%s: %s", cf_page_clean(page, stage->stage->title),
                                       cf_phrase_text(&words)));
    }
}

bool cf_compare_write_strip(const struct cf_compare_text *text)
{
    enum { SHARE = 6, TENS = 10 };
    size_t name = name_columns(text);
    size_t rows = count_rows(text), strip = rows * PITCH + text->table->stage_count;
    if (text->view->values || name + GAP + strip + SHARE > text->page->style.width)
        return false;
    if (rows >= TENS)
        write_digits(text, name + GAP, TENS);
    write_digits(text, name + GAP, 1);
    for (size_t i = 0; i < text->shown_count; i++)
        write_line(text, &text->shown[i], name);
    cf_page_newline(text->page);
    write_legend(text);
    return true;
}
