/* The steps of a walk as a table that fits the page. */
#ifndef CF_OUTPUT_TABLE_H
#define CF_OUTPUT_TABLE_H

#include "output/page.h"

enum cf_row_kind {
    CF_ROW_STAGE,     /* title, and its verdict as value */
    CF_ROW_STEP,      /* symbol, title, label, value, year */
    CF_ROW_GROUP,     /* symbol and title of a step whose criteria follow */
    CF_ROW_CRITERION, /* of a group: symbol, label, value, year */
    CF_ROW_DETAIL,    /* a label and a text as value */
};

/* Clean texts; NULL is like "". */
struct cf_table_row {
    enum cf_row_kind kind;
    const char *symbol, *title, *label, *value, *year;
    enum cf_paint symbol_paint, paint;
    struct cf_table_row *next;
};

struct cf_table {
    struct cf_table_row *first, *last;
    size_t count;
};

/* Too narrow for a step's title, its index and its value side by side. */
bool cf_table_is_narrow(const struct cf_page *page);

void cf_table_add(struct cf_table *table, struct cf_page *page, struct cf_table_row row);

void cf_table_write(const struct cf_table *table, struct cf_page *page);

#endif
