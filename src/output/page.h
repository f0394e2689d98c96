/*
 * A text for people while it is put together: the bytes so far, the memory of its parts and the
 * look it shall have. Failures stick and are told once, by cf_page_send.
 */
#ifndef CF_OUTPUT_PAGE_H
#define CF_OUTPUT_PAGE_H

#include "base/arena.h"
#include "output/escape.h"
#include "output/style.h"

struct cf_page {
    struct cf_arena arena; /* of the parts: cells, phrases */
    struct cf_style style;
    const struct cf_symbols *symbols;
    char *bytes;
    size_t length, capacity;
    size_t blanks; /* asked for, not yet written: none end a line */
    bool failed;
};

void cf_page_init(struct cf_page *page, const struct cf_style *style);

/* Sends the text to the sink, unless memory failed, and releases the page. */
enum cf_status cf_page_send(struct cf_page *page, const struct cf_sink *sink);

/* Releases a page whose text goes elsewhere: CF_OK, or CF_NO_MEMORY when memory failed. */
enum cf_status cf_page_release(struct cf_page *page);

/* `length` bytes of clean text in a colour. */
void cf_page_put(struct cf_page *page, enum cf_paint paint, const char *text, size_t length);

/* A whole clean text. */
void cf_page_text(struct cf_page *page, enum cf_paint paint, const char *text);

void cf_page_blanks(struct cf_page *page, size_t count);
void cf_page_newline(struct cf_page *page);

/* A phrase made of clean parts; "" when memory fails. */
const char *cf_page_format(struct cf_page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The phrase with blanks in place of its ties, for where lines are not broken; "" when memory
 * fails.
 */
const char *cf_page_untied(struct cf_page *page, const char *phrase);

/* A list in words while it grows. Begins as { 0 }. */
struct cf_phrase {
    char *text; /* NULL: empty */
    size_t length, capacity;
};

/* Appends a clean part, behind the separator unless it is the first; an empty part is nothing. */
void cf_phrase_add(struct cf_phrase *phrase, struct cf_page *page, const char *separator,
                   const char *part);

/* The text so far, "" at the beginning; until the next part is added. */
const char *cf_phrase_text(const struct cf_phrase *phrase);

/* User text made clean; "" for NULL. */
const char *cf_page_clean(struct cf_page *page, const char *text);

#endif
