/*
 * Markdown (CommonMark, with the tables and task lists of GitHub), a block at a time.
 *
 * Blocks are separated by an empty line, items of a list and rows of a table stand together.
 * User text is only ever text: white space is folded, hidden characters are made visible, and what
 * would be markup, HTML, an entity, a link, a formula or the end of a cell is escaped. An '@' has a
 * zero-width space behind it (&#8203;), so that it calls nobody where names are linked to people.
 */
#ifndef CF_OUTPUT_MARKDOWN_H
#define CF_OUTPUT_MARKDOWN_H

#include "output/stream.h"

enum cf_markdown_block { CF_BLOCK_NONE, CF_BLOCK_LIST, CF_BLOCK_OTHER };

struct cf_markdown {
    struct cf_stream out;
    enum cf_markdown_block last; /* the block that was begun last */
    bool in_row;                 /* of a table */
    bool blank;                  /* asked for; not written before more text comes */
    bool empty;                  /* nothing is written into the block or cell */
    bool number;                 /* only digits are, at the start of a block: "1." is an item */
};

/* A writer at the beginning of a document, or `behind` other blocks. */
void cf_markdown_init(struct cf_markdown *md, const struct cf_sink *sink, bool behind);

/* Sends what is left and returns the status of the whole. */
enum cf_status cf_markdown_flush(struct cf_markdown *md);

/* ---- blocks: begin one, put text into it, end it ---- */

/* A heading of level 1 to 6. */
void cf_markdown_heading(struct cf_markdown *md, unsigned level);
void cf_markdown_paragraph(struct cf_markdown *md);
/* An item of a list, `depth` lists deep (0: not within another item). */
void cf_markdown_item(struct cf_markdown *md, unsigned depth);
/* An item with a box, ticked or not. */
void cf_markdown_task(struct cf_markdown *md, unsigned depth, bool done);
void cf_markdown_end(struct cf_markdown *md);

/* ---- text ---- */

/* User text or words; NULL: nothing. Blanks at its ends separate it from other text. */
void cf_markdown_text(struct cf_markdown *md, const char *text);
/* The same in bold; with a blank or punctuation behind it. */
void cf_markdown_strong(struct cf_markdown *md, const char *text);

/* ---- tables ---- */

enum cf_markdown_align { CF_ALIGN_LEFT, CF_ALIGN_RIGHT, CF_ALIGN_CENTER };

struct cf_markdown_column {
    const char *title;
    enum cf_markdown_align align;
};

/* The head of a table. */
void cf_markdown_table(struct cf_markdown *md, const struct cf_markdown_column *columns,
                       size_t count);
/* Begins a cell of a row; its text follows. */
void cf_markdown_cell(struct cf_markdown *md);
/* A cell with its whole text; NULL: empty. */
void cf_markdown_cell_text(struct cf_markdown *md, const char *text);
void cf_markdown_end_row(struct cf_markdown *md);

#endif
