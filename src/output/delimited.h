/*
 * Tables for other programs, a row at a time: CSV as in RFC 4180, and TSV.
 *
 *     cf_delimited_init(&table, sink, CF_CSV);
 *     cf_delimited_header(&table, names, 2);
 *     cf_delimited_text(&table, city->name);
 *     cf_delimited_year(&table, city->as_of);
 *     cf_delimited_end_row(&table);
 *     status = cf_delimited_flush(&table);
 *
 * CSV: lines end with CRLF; a cell that holds a comma, a quote or a line break stands in quotes.
 * TSV: lines end with LF; tab, LF, CR and backslash in a cell are written \t \n \r \\.
 *
 * Both: no byte order mark; a list in a cell is separated by blanks. Hidden characters of texts are
 * made visible (<U+202E>), but for tab and line breaks. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front: one that begins, after apostrophes or none, with = + - @
 * (also full-width) or with a tab or a line break. So whoever takes one apostrophe from such texts
 * has them as they were. Numbers, years and flags are never changed.
 */
#ifndef CF_OUTPUT_DELIMITED_H
#define CF_OUTPUT_DELIMITED_H

#include <clusterflow/output.h>

#include "output/stream.h"

struct cf_delimited {
    struct cf_stream out;
    enum cf_delimiter kind;
    bool in_row;  /* a cell of this row has been written */
    bool in_list; /* an item of this list has been written */
};

/* A writer at the beginning of a row. */
void cf_delimited_init(struct cf_delimited *table, const struct cf_sink *sink,
                       enum cf_delimiter kind);

/* Sends what is left and returns the status of the whole. */
enum cf_status cf_delimited_flush(struct cf_delimited *table);

/* A row of the names of the columns. They hold nothing that needs quotes. */
void cf_delimited_header(struct cf_delimited *table, const char *const *names, size_t count);

/* ---- cells ---- */

void cf_delimited_empty(struct cf_delimited *table);
/* Text of a file or a word; NULL: empty. */
void cf_delimited_text(struct cf_delimited *table, const char *text);
/* A number in its shortest form; empty when it is not finite. */
void cf_delimited_number(struct cf_delimited *table, double number);
void cf_delimited_count(struct cf_delimited *table, size_t count);
/* true or false. */
void cf_delimited_flag(struct cf_delimited *table, bool flag);
/* A year; empty for 0. */
void cf_delimited_year(struct cf_delimited *table, int year);

/* A cell for a list, and its items: ids, or words without blanks. */
void cf_delimited_list(struct cf_delimited *table);
void cf_delimited_item(struct cf_delimited *table, const char *id);

void cf_delimited_end_row(struct cf_delimited *table);

#endif
