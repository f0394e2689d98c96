/* Texts side by side, each wrapped within its own column. */
#ifndef CF_OUTPUT_COLUMNS_H
#define CF_OUTPUT_COLUMNS_H

#include "output/page.h"

/* One cell of a row. */
struct cf_cell {
    const char *text; /* clean */
    size_t columns;   /* its width, at least 1 */
    size_t gap;       /* blank columns before it */
    enum cf_paint paint;
};

/*
 * Takes the next line of at most `columns` off a clean text: at a blank, else at a tie, else behind
 * a hyphen, else within a word. *line is where it begins; returns its length in bytes, 0 at the
 * end.
 */
size_t cf_wrap(const char **rest, size_t columns, const char **line);

/* A row of at most CF_ROW_CELLS cells, as many lines as its longest cell needs. */
enum { CF_ROW_CELLS = 6 };
void cf_page_row(struct cf_page *page, const struct cf_cell *cells, size_t count);

/* A text wrapped behind `indent` blanks, no wider than reads well. */
void cf_page_paragraph(struct cf_page *page, size_t indent, enum cf_paint paint, const char *text);

/* The same with all lines but the first two columns further in. */
void cf_page_hanging(struct cf_page *page, size_t indent, const char *text);

/*
 * The rest of a message behind the `used` columns that are written of its line, and the line's end.
 * Where messages are wrapped it goes on behind `indent` blanks.
 */
void cf_page_flow(struct cf_page *page, size_t used, size_t indent, const char *text);

/* A label in a column of its own and a text wrapped beside it. */
void cf_page_labelled(struct cf_page *page, size_t indent, const char *label, size_t label_columns,
                      const char *text);

/* The width of running text: the page's, but no more than reads well. */
size_t cf_page_measure(const struct cf_page *page);

#endif
