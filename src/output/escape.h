/*
 * User text on its way to a terminal: what cannot be seen is made visible, and what is shown is
 * measured in columns.
 */
#ifndef CF_OUTPUT_ESCAPE_H
#define CF_OUTPUT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* One character of a text, or one byte that is no UTF-8. */
struct cf_glyph {
    uint32_t code;  /* of a byte that is no UTF-8: the byte */
    size_t bytes;   /* at least 1 */
    size_t columns; /* of what cf_glyph_show writes; 0 for combining marks */
    bool valid;     /* false: not UTF-8 */
    bool hidden;    /* controls, bidi controls, zero-width and unassigned characters */
};

/* Reads the character at the beginning of a text that is not empty. */
struct cf_glyph cf_glyph_read(const char *text);

enum { CF_GLYPH_SIZE = 16 };

/* Writes the character as it is, or a hidden one as "<U+202E>" and a byte that is no UTF-8 as
 * "<FF>". `text` is where it was read. Returns the length; there is a NUL behind. */
size_t cf_glyph_show(const struct cf_glyph *glyph, const char *text, char out[CF_GLYPH_SIZE]);

/*
 * A blank at which a clean text is not broken into lines unless nothing else helps. Written as a
 * blank. cf_clean never lets it through, so it can only come from the writers themselves.
 */
#define CF_TIE "\x1f"
enum { CF_TIE_CHAR = 0x1f };

/* The text with hidden characters shown and white space folded to single blanks; "" for NULL and
 * when memory fails. Returns the text itself when there is nothing to do. */
const char *cf_clean(struct cf_arena *arena, const char *text);

/* The same with every blank kept, as names of files and quoted text need it. */
const char *cf_clean_literal(struct cf_arena *arena, const char *text);

/* How many columns a clean text takes, or its first `length` bytes. */
size_t cf_columns(const char *text);
size_t cf_columns_within(const char *text, size_t length);

/* How many bytes of a clean text take at most so many columns. */
size_t cf_fit(const char *text, size_t columns);

/* The clean text itself, or as much of it as fits before the ellipsis. */
const char *cf_cut(struct cf_arena *arena, const char *text, size_t columns, const char *ellipsis);

#endif
