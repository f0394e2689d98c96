#include "output/table.h"

#include <stdint.h>
#include <string.h>

#include "output/columns.h"

/*
 * "  ✔ title  label  value  year"; the criteria of a step of several stand two columns further in
 * and use the place of title and label together.
 */
enum { INDENT = 2, SYMBOL = 1, GAP = 2, NESTED = 4, DETAIL_INDENT = 8, DETAIL_LABEL = 8 };
enum { NARROW = 72 };

struct layout {
    size_t title, label, nested, value, year; /* widths */
    size_t edge;                              /* where the table ends */
};

bool cf_table_is_narrow(const struct cf_page *page)
{
    return page->style.width < NARROW;
}

void cf_table_add(struct cf_table *table, struct cf_page *page, struct cf_table_row row)
{
    struct cf_table_row *copy = cf_arena_alloc(&page->arena, sizeof *copy);
    if (!copy)
        return;
    const char **texts[] = { &row.symbol, &row.title, &row.label, &row.value, &row.year };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!*texts[i])
            *texts[i] = "";
    *copy = row;
    if (table->last)
        table->last->next = copy;
    else
        table->first = copy;
    table->last = copy;
    table->count++;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many cells of a column are how wide; the last counts all that are wider. */
enum { WIDEST = 64 };
struct widths {
    size_t counts[WIDEST + 1];
    size_t word; /* the longest that cannot be broken */
};

static void count_width(struct widths *widths, const char *text)
{
    if (!*text)
        return;
    widths->counts[least(cf_columns(text), WIDEST)]++;
    while (*text) {
        size_t length = strcspn(text, " ");
        widths->word = most(widths->word, cf_columns_within(text, length));
        text += length + strspn(text + length, " ");
    }
}

/* The width of the widest cell, at least 1. */
static size_t widest(const struct widths *widths)
{
    size_t columns = WIDEST;
    while (columns > 1 && !widths->counts[columns])
        columns--;
    return columns;
}

/* How many lines more than one each the cells take in a column of that width, as a guess: words
 * leave some of a line empty. */
static size_t extra_lines(const struct widths *widths, size_t columns)
{
    enum { RAGGED = 3 };
    size_t lines = 0, filled = columns > 2 * RAGGED ? columns - RAGGED : most(columns, 1);
    for (size_t i = columns + 1; i <= WIDEST; i++)
        lines += widths->counts[i] * ((i + filled - 1) / filled - 1);
    return lines;
}

struct natural {
    struct widths title, label, nested, value;
    size_t year, edge;
};

/* What each column would take if the page had no edge. */
static void measure(struct natural *natural, const struct cf_table *table)
{
    *natural = (struct natural){ .year = strlen("2014") };
    for (const struct cf_table_row *row = table->first; row; row = row->next) {
        switch (row->kind) {
        case CF_ROW_STAGE:
            natural->edge =
                most(natural->edge, cf_columns(row->title) + GAP + cf_columns(row->value));
            break;
        case CF_ROW_STEP:
            count_width(&natural->title, row->title);
            count_width(&natural->label, row->label);
            count_width(&natural->value, row->value);
            break;
        case CF_ROW_CRITERION:
            count_width(&natural->nested, row->label);
            count_width(&natural->value, row->value);
            break;
        case CF_ROW_GROUP:
        case CF_ROW_DETAIL: break;
        }
        natural->year = most(natural->year, cf_columns(row->year));
    }
}

/* The columns between the symbol and the year, with the fewest lines; titles are dear. */
static void share_room(struct layout *layout, const struct natural *natural, size_t room)
{
    enum { LEAST_LABEL = 10, LEAST_VALUE = 10, TITLE_PRICE = 3, PRICE = 2 };
    size_t best = SIZE_MAX, most_value = widest(&natural->value);
    size_t most_title = least(widest(&natural->title), room / 2);
    size_t least_title = least(natural->title.word, most_title);
    for (size_t value = least(most_value, room / 2);; value--) {
        size_t values =
            extra_lines(&natural->value, value) + extra_lines(&natural->nested, room - value);
        for (size_t title = most_title;; title--) {
            size_t label = room - value - title;
            size_t cost = PRICE * (values + extra_lines(&natural->label, label)) +
                          TITLE_PRICE * extra_lines(&natural->title, title);
            if (cost < best && label >= LEAST_LABEL) {
                best = cost;
                layout->title = title;
                layout->label = label;
                layout->value = value;
            }
            if (title <= least_title)
                break;
        }
        if (!best || value <= LEAST_VALUE)
            break;
    }
}

/* Title, label and value side by side. */
static struct layout lay_out_wide(const struct natural *natural, size_t width)
{
    struct layout layout = { .year = natural->year };
    size_t room = width - INDENT - SYMBOL - 1 - 3 * GAP - natural->year;
    share_room(&layout, natural, room);
    /* A criterion of a group uses the title's place too, but begins two columns further in. */
    size_t nested = widest(&natural->nested) + 2, label = widest(&natural->label);
    if (nested > layout.title + GAP)
        label = most(label, nested - layout.title - GAP);
    layout.label = least(label, layout.label);
    layout.value = least(widest(&natural->value), room - layout.title - layout.label);
    layout.nested = layout.title + GAP + layout.label - 2;
    layout.edge = INDENT + SYMBOL + 1 + layout.title + GAP + layout.label + GAP + layout.value +
                  GAP + layout.year;
    return layout;
}

/* Titles on lines of their own, labels and values below. */
static struct layout lay_out_narrow(const struct natural *natural, size_t width)
{
    struct layout layout = { .year = natural->year };
    size_t room = width - NESTED - SYMBOL - 1 - 2 * GAP - natural->year;
    size_t nested = widest(&natural->nested), value = widest(&natural->value);
    if (nested + value > room)
        nested = least(nested, most(room / 2, value < room ? room - value : 0));
    layout.nested = nested;
    layout.value = least(value, room - nested);
    layout.edge = NESTED + SYMBOL + 1 + layout.nested + GAP + layout.value + GAP + layout.year;
    return layout;
}

static struct layout lay_out(const struct cf_table *table, const struct cf_page *page)
{
    struct natural natural;
    measure(&natural, table);
    size_t width = page->style.width;
    struct layout layout =
        cf_table_is_narrow(page) ? lay_out_narrow(&natural, width) : lay_out_wide(&natural, width);
    layout.edge = least(most(layout.edge, natural.edge), width);
    return layout;
}

static void write_stage(struct cf_page *page, const struct cf_table_row *row,
                        const struct layout *layout)
{
    size_t verdict = cf_columns(row->value);
    struct cf_cell cells[] = {
        { row->title, layout->edge - GAP - verdict, 0, CF_PAINT_BOLD },
        { row->value, verdict, GAP, row->paint },
    };
    cf_page_newline(page);
    cf_page_row(page, cells, 2);
}

static void write_step(struct cf_page *page, const struct cf_table_row *row,
                       const struct layout *layout)
{
    struct cf_cell cells[] = {
        { row->symbol, SYMBOL, INDENT, row->symbol_paint },
        { row->title, layout->title, 1, row->paint },
        { row->label, layout->label, GAP, row->paint },
        { row->value, layout->value, GAP, row->paint },
        { row->year, layout->year, GAP, CF_PAINT_DIM },
    };
    cf_page_row(page, cells, 5);
}

static void write_group(struct cf_page *page, const struct cf_table_row *row)
{
    struct cf_cell cells[] = {
        { row->symbol, SYMBOL, INDENT, row->symbol_paint },
        { row->title, page->style.width - INDENT - SYMBOL - 1, 1, row->paint },
    };
    cf_page_row(page, cells, 2);
}

static void write_criterion(struct cf_page *page, const struct cf_table_row *row,
                            const struct layout *layout)
{
    struct cf_cell cells[] = {
        { row->symbol, SYMBOL, NESTED, row->symbol_paint },
        { row->label, layout->nested, 1, row->paint },
        { row->value, layout->value, GAP, row->paint },
        { row->year, layout->year, GAP, CF_PAINT_DIM },
    };
    cf_page_row(page, cells, 4);
}

void cf_table_write(const struct cf_table *table, struct cf_page *page)
{
    struct layout layout = lay_out(table, page);
    for (const struct cf_table_row *row = table->first; row; row = row->next) {
        switch (row->kind) {
        case CF_ROW_STAGE: write_stage(page, row, &layout); break;
        case CF_ROW_STEP: write_step(page, row, &layout); break;
        case CF_ROW_GROUP: write_group(page, row); break;
        case CF_ROW_CRITERION: write_criterion(page, row, &layout); break;
        case CF_ROW_DETAIL:
            cf_page_labelled(page, DETAIL_INDENT, row->label, DETAIL_LABEL, row->value);
            break;
        }
    }
}
