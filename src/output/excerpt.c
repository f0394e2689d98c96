#include "output/excerpt.h"

#include <string.h>

/* The line as it is shown: tabs expanded, hidden characters visible. */
struct shown {
    char *text;
    size_t length;      /* in bytes */
    size_t columns;     /* of the whole */
    size_t fault, past; /* the columns of the fault, and the one behind it */
};

enum { TAB = 4 };

/* Counted like the columns of messages: bytes that go on with a character do not count. */
static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static size_t show_glyph(struct shown *shown, const char *text)
{
    struct cf_glyph glyph = cf_glyph_read(text);
    if (*text == '\t') {
        size_t blanks = TAB - shown->columns % TAB;
        memset(shown->text + shown->length, ' ', blanks);
        shown->length += blanks;
        shown->columns += blanks;
        return 1;
    }
    shown->length += cf_glyph_show(&glyph, text, shown->text + shown->length);
    shown->columns += glyph.columns;
    return glyph.bytes;
}

/* Shows the line and finds the columns of its characters `first` to `last`, both from 1. */
static bool show(struct shown *shown, struct cf_arena *arena, const char *line, size_t first,
                 size_t last)
{
    *shown = (struct shown){ .text = cf_arena_array(arena, strlen(line) + 2, CF_GLYPH_SIZE) };
    if (!shown->text)
        return false;
    for (size_t number = 0; *line;) {
        number += begins_character(*line);
        if (number < first)
            shown->fault = shown->past = shown->columns;
        line += show_glyph(shown, line);
        if (number < first)
            shown->fault = shown->columns;
        if (number <= last)
            shown->past = shown->columns;
    }
    if (shown->past <= shown->fault)
        shown->past = shown->fault + 1; /* a place between two characters, or at the end */
    return true;
}

/* The part of the line that is written. */
struct window {
    size_t from, to;    /* in columns of the line */
    bool before, after; /* something is left out there, which an ellipsis says */
};

/* The whole line if it fits, else as much as there is room for around the fault. */
static struct window find_window(const struct shown *shown, bool skipped, size_t room,
                                 size_t ellipsis)
{
    struct window window = { 0, shown->columns, skipped, false };
    if (shown->columns + (skipped ? ellipsis : 0) <= room)
        return window;
    size_t inner = room - 2 * ellipsis;
    if (shown->past > inner || skipped) {
        size_t context = inner / 3;
        window.from = shown->fault > context ? shown->fault - context : 0;
        size_t last = shown->columns + ellipsis > room ? shown->columns + ellipsis - room : 0;
        if (window.from > last) /* rather more before than blanks behind */
            window.from = last;
    }
    window.before = skipped || window.from > 0;
    size_t most = window.before ? room - ellipsis : room;
    window.after = window.from + most < shown->columns;
    if (window.after)
        window.to = window.from + most - ellipsis;
    return window;
}

static void write_gutter(struct cf_page *page, const char *number)
{
    cf_page_text(page, CF_PAINT_DIM, cf_page_format(page, "%5s |", number));
    cf_page_blanks(page, 1);
}

static void write_line(struct cf_page *page, const struct shown *shown, const struct window *window,
                       size_t start, size_t end)
{
    if (window->before)
        cf_page_text(page, CF_PAINT_DIM, page->symbols->ellipsis);
    cf_page_put(page, CF_PAINT_NONE, shown->text + start, end - start);
    if (window->after)
        cf_page_text(page, CF_PAINT_DIM, page->symbols->ellipsis);
    cf_page_newline(page);
}

static void write_carets(struct cf_page *page, enum cf_paint paint, size_t at, size_t count)
{
    char *carets = cf_arena_alloc(&page->arena, count + 1);
    if (!carets)
        return;
    memset(carets, '^', count);
    cf_page_blanks(page, at);
    cf_page_text(page, paint, carets);
    cf_page_newline(page);
}

void cf_page_excerpt(struct cf_page *page, const struct cf_diag *diag, enum cf_paint paint)
{
    enum { GUTTER = 8 };
    struct shown shown;
    size_t first = diag->column > diag->skipped ? diag->column - diag->skipped : 1;
    size_t last = first + (diag->width ? diag->width : 1) - 1;
    if (!show(&shown, &page->arena, diag->excerpt, first, last))
        return;
    size_t ellipsis = cf_columns(page->symbols->ellipsis);
    struct window window =
        find_window(&shown, diag->skipped > 0, page->style.width - GUTTER, ellipsis);
    size_t start = cf_fit(shown.text, window.from), end = cf_fit(shown.text, window.to);
    size_t from = cf_columns_within(shown.text, start); /* a wide character may begin before */

    write_gutter(page, cf_page_format(page, "%u", diag->line));
    write_line(page, &shown, &window, start, end);
    size_t past = shown.past < window.to || !window.after ? shown.past : window.to;
    size_t fault = shown.fault > from ? shown.fault - from : 0;
    write_gutter(page, "");
    write_carets(page, paint, (window.before ? ellipsis : 0) + fault,
                 past - from > fault ? past - from - fault : 1);
}
