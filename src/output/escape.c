#include "output/escape.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

/* Variation selectors cannot be seen, but they belong to the character before them. */
static bool is_selector(uint32_t code)
{
    return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef) ||
           (code >= 0x180b && code <= 0x180f);
}

static bool is_hidden(utf8proc_int32_t code)
{
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return utf8proc_get_property(code)->ignorable && !is_selector((uint32_t)code);
    }
}

static size_t hidden_columns(uint32_t code)
{
    size_t digits = code > 0xfffff ? 6 : code > 0xffff ? 5 : 4;
    return digits + strlen("<U+>");
}

struct cf_glyph cf_glyph_read(const char *text)
{
    unsigned char byte = (unsigned char)*text;
    if (byte >= ' ' && byte < 0x7f) /* nearly always */
        return (struct cf_glyph){ byte, 1, 1, true, false };
    utf8proc_int32_t code;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
    if (bytes <= 0)
        return (struct cf_glyph){ byte, 1, strlen("<FF>"), false, true };
    struct cf_glyph glyph = { (uint32_t)code, (size_t)bytes, 0, true, is_hidden(code) };
    if (glyph.hidden) {
        glyph.columns = hidden_columns(glyph.code);
    } else {
        int columns = utf8proc_charwidth(code);
        glyph.columns = columns > 0 ? (size_t)columns : 0;
    }
    return glyph;
}

size_t cf_glyph_show(const struct cf_glyph *glyph, const char *text, char out[CF_GLYPH_SIZE])
{
    if (glyph->hidden) {
        int length = snprintf(out, CF_GLYPH_SIZE, glyph->valid ? "<U+%04X>" : "<%02X>",
                              (unsigned)glyph->code);
        return length > 0 ? (size_t)length : 0;
    }
    memcpy(out, text, glyph->bytes);
    out[glyph->bytes] = '\0';
    return glyph->bytes;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether the byte is a glyph of one column by itself, as nearly always. */
static inline bool is_simple(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* Whether nothing has to be done to the text; `fold`: also no blanks are to be folded. */
static bool is_clean(const char *text, bool fold)
{
    bool after_blank = true; /* so that a blank in front is found too */
    for (; *text; text++) {
        bool blank = *text == ' ';
        if (!is_simple(*text) || (fold && blank && after_blank))
            return false;
        after_blank = blank;
    }
    return !fold || !after_blank;
}

static const char *clean(struct cf_arena *arena, const char *text, bool fold)
{
    if (!text || !*text)
        return "";
    if (is_clean(text, fold))
        return text;
    enum { GROWTH = 8 }; /* a control character, one byte, is shown as "<U+0007>" */
    char *result = cf_arena_array(arena, strlen(text) + 2, GROWTH);
    if (!result)
        return "";
    size_t length = 0;
    while (*text) {
        if (is_white(*text)) {
            if (!fold || (length && result[length - 1] != ' '))
                result[length++] = ' ';
            text++;
            continue;
        }
        struct cf_glyph glyph = cf_glyph_read(text);
        length += cf_glyph_show(&glyph, text, result + length);
        text += glyph.bytes;
    }
    if (fold && length && result[length - 1] == ' ')
        length--;
    result[length] = '\0';
    return result;
}

const char *cf_clean(struct cf_arena *arena, const char *text)
{
    return clean(arena, text, true);
}

const char *cf_clean_literal(struct cf_arena *arena, const char *text)
{
    return clean(arena, text, false);
}

static size_t glyph_columns(const struct cf_glyph *glyph)
{
    return glyph->code == CF_TIE_CHAR ? 1 : glyph->columns;
}

size_t cf_columns_within(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t at = 0; at < length;) {
        if (is_simple(text[at])) {
            columns++;
            at++;
            continue;
        }
        struct cf_glyph glyph = cf_glyph_read(text + at);
        columns += glyph_columns(&glyph);
        at += glyph.bytes;
    }
    return columns;
}

size_t cf_columns(const char *text)
{
    return cf_columns_within(text, strlen(text));
}

size_t cf_fit(const char *text, size_t columns)
{
    size_t used = 0, at = 0;
    while (text[at]) {
        struct cf_glyph glyph = cf_glyph_read(text + at);
        used += glyph_columns(&glyph);
        if (used > columns)
            break;
        at += glyph.bytes;
    }
    return at;
}

const char *cf_cut(struct cf_arena *arena, const char *text, size_t columns, const char *ellipsis)
{
    if (cf_columns(text) <= columns)
        return text;
    size_t spare = cf_columns(ellipsis);
    size_t length = cf_fit(text, columns > spare ? columns - spare : 0);
    while (length && (text[length - 1] == ' ' || text[length - 1] == CF_TIE_CHAR))
        length--;
    const char *cut = cf_arena_format(arena, "%.*s%s", (int)length, text, ellipsis);
    return cut ? cut : "";
}
