#include "output/columns.h"

#include <string.h>

enum { WIDEST_TEXT = 100 };

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == CF_TIE_CHAR)
        text++;
    return text;
}

/* Behind the last hyphen within the first `length` bytes that stands between two letters or the
 * like; 0: nowhere. */
static size_t last_hyphen(const char *text, size_t length)
{
    for (size_t at = length; at > 2; at--)
        if (text[at - 1] == '-' && text[at - 2] != ' ' && text[at] != ' ')
            return at;
    return 0;
}

/* Where the last break within the first `length` bytes is (or right behind them); 0: nowhere. */
static size_t last_break(const char *text, size_t length, char blank)
{
    for (size_t at = length; at > 0; at--)
        if (text[at] == blank)
            return at;
    return 0;
}

size_t cf_wrap(const char **rest, size_t columns, const char **line)
{
    const char *text = skip_blanks(*rest);
    *line = text;
    size_t length = cf_fit(text, columns);
    if (text[length]) {
        size_t at = last_break(text, length, ' ');
        if (!at)
            at = last_break(text, length, CF_TIE_CHAR);
        if (!at)
            at = last_hyphen(text, length);
        if (at)
            length = at;
        else if (!length) /* not even one character fits */
            length = cf_glyph_read(text).bytes;
    }
    *rest = text + length;
    while (length && text[length - 1] == ' ')
        length--;
    return length;
}

/* Writes the next line of every cell; returns false when there was none. */
static bool row_line(struct cf_page *page, const struct cf_cell *cells, const char **rest,
                     size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const char *line;
        size_t length = cf_wrap(&rest[i], cells[i].columns, &line);
        any = any || length;
        cf_page_blanks(page, cells[i].gap);
        cf_page_put(page, cells[i].paint, line, length);
        size_t used = cf_columns_within(line, length);
        if (used < cells[i].columns)
            cf_page_blanks(page, cells[i].columns - used);
    }
    if (any)
        cf_page_newline(page);
    page->blanks = 0;
    return any;
}

void cf_page_row(struct cf_page *page, const struct cf_cell *cells, size_t count)
{
    const char *rest[CF_ROW_CELLS];
    for (size_t i = 0; i < count; i++)
        rest[i] = cells[i].text;
    while (row_line(page, cells, rest, count))
        ;
}

size_t cf_page_measure(const struct cf_page *page)
{
    return page->style.width < WIDEST_TEXT ? page->style.width : WIDEST_TEXT;
}

void cf_page_paragraph(struct cf_page *page, size_t indent, enum cf_paint paint, const char *text)
{
    struct cf_cell cell = { text, cf_page_measure(page) - indent, indent, paint };
    cf_page_row(page, &cell, 1);
}

void cf_page_hanging(struct cf_page *page, size_t indent, const char *text)
{
    enum { HANG = 2 };
    const char *line;
    size_t length = cf_wrap(&text, cf_page_measure(page) - indent, &line);
    cf_page_blanks(page, indent);
    cf_page_put(page, CF_PAINT_NONE, line, length);
    cf_page_newline(page);
    cf_page_paragraph(page, indent + HANG, CF_PAINT_NONE, text);
}

void cf_page_flow(struct cf_page *page, size_t used, size_t indent, const char *text)
{
    enum { LEAST = 16 };
    size_t width = page->style.width;
    if (!page->style.wrap) {
        cf_page_text(page, CF_PAINT_NONE, text);
        cf_page_newline(page);
        return;
    }
    for (bool first = true; first || *text; first = false) {
        const char *line;
        size_t room = first ? (used + LEAST < width ? width - used : 0) : width - indent;
        size_t length = room ? cf_wrap(&text, room, &line) : 0;
        if (length)
            cf_page_put(page, CF_PAINT_NONE, line, length);
        cf_page_newline(page);
        cf_page_blanks(page, indent);
    }
    page->blanks = 0;
}

void cf_page_labelled(struct cf_page *page, size_t indent, const char *label, size_t label_columns,
                      const char *text)
{
    enum { GAP = 2, LEAST = 8 };
    size_t before = indent + label_columns + GAP, measure = cf_page_measure(page);
    size_t columns = before + LEAST < measure ? measure - before : LEAST;
    struct cf_cell cells[] = {
        { label, label_columns, indent, CF_PAINT_NONE },
        { text, columns, GAP, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}
