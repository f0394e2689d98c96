#include "output/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cf_page_init(struct cf_page *page, const struct cf_style *style)
{
    *page = (struct cf_page){ .style = cf_style_resolve(style) };
    page->symbols = cf_style_symbols(&page->style);
}

enum cf_status cf_page_release(struct cf_page *page)
{
    bool failed = page->failed || page->arena.failed;
    free(page->bytes);
    cf_arena_clear(&page->arena);
    *page = (struct cf_page){ 0 };
    return failed ? CF_NO_MEMORY : CF_OK;
}

enum cf_status cf_page_send(struct cf_page *page, const struct cf_sink *sink)
{
    bool failed = page->failed || page->arena.failed;
    bool sent =
        failed || !page->length || sink->write(sink->payload, page->bytes, page->length) >= 0;
    enum cf_status status = cf_page_release(page);
    return sent ? status : CF_IO;
}

static bool reserve(struct cf_page *page, size_t more)
{
    if (page->bytes && more <= page->capacity - page->length)
        return true;
    size_t capacity = page->capacity ? page->capacity : 4096;
    while (capacity - page->length < more) {
        if (capacity > SIZE_MAX / 2)
            return false;
        capacity *= 2;
    }
    char *bytes = realloc(page->bytes, capacity);
    if (!bytes)
        return false;
    page->bytes = bytes;
    page->capacity = capacity;
    return true;
}

static char *extend(struct cf_page *page, size_t more)
{
    if (page->failed || !reserve(page, more)) {
        page->failed = true;
        return NULL;
    }
    char *start = page->bytes + page->length;
    page->length += more;
    return start;
}

static void append(struct cf_page *page, const char *bytes, size_t length)
{
    char *start = length ? extend(page, length) : NULL;
    if (start)
        memcpy(start, bytes, length);
}

static void append_untied(struct cf_page *page, const char *text, size_t length)
{
    char *start = extend(page, length);
    for (size_t i = 0; start && i < length; i++)
        start[i] = text[i] == CF_TIE_CHAR ? ' ' : text[i];
}

static void write_blanks(struct cf_page *page)
{
    char *start = extend(page, page->blanks);
    if (start && page->blanks)
        memset(start, ' ', page->blanks);
    page->blanks = 0;
}

void cf_page_put(struct cf_page *page, enum cf_paint paint, const char *text, size_t length)
{
    if (!length)
        return;
    write_blanks(page);
    bool painted = page->style.color && paint != CF_PAINT_NONE;
    if (painted)
        append(page, cf_paint_code(paint), strlen(cf_paint_code(paint)));
    append_untied(page, text, length);
    if (painted)
        append(page, CF_PAINT_END, strlen(CF_PAINT_END));
}

void cf_page_text(struct cf_page *page, enum cf_paint paint, const char *text)
{
    cf_page_put(page, paint, text, strlen(text));
}

void cf_page_blanks(struct cf_page *page, size_t count)
{
    page->blanks += count;
}

void cf_page_newline(struct cf_page *page)
{
    page->blanks = 0;
    append(page, "\n", 1);
}

const char *cf_page_format(struct cf_page *page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = cf_arena_alloc(&page->arena, (size_t)length + 1);
    if (!text) {
        page->failed = true;
        return "";
    }
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

const char *cf_page_clean(struct cf_page *page, const char *text)
{
    return cf_clean(&page->arena, text);
}

static bool phrase_reserve(struct cf_phrase *phrase, struct cf_page *page, size_t more)
{
    size_t needed = phrase->length + more + 1;
    if (needed <= phrase->capacity)
        return true;
    size_t capacity = needed < 64 ? 64 : needed * 2; /* doubled: lists may be long */
    char *text = cf_arena_alloc(&page->arena, capacity);
    if (!text)
        return false;
    if (phrase->length)
        memcpy(text, phrase->text, phrase->length);
    phrase->text = text;
    phrase->capacity = capacity;
    return true;
}

void cf_phrase_add(struct cf_phrase *phrase, struct cf_page *page, const char *separator,
                   const char *part)
{
    if (!*part)
        return;
    size_t gap = phrase->length ? strlen(separator) : 0, length = strlen(part);
    if (!phrase_reserve(phrase, page, gap + length))
        return;
    memcpy(phrase->text + phrase->length, separator, gap);
    memcpy(phrase->text + phrase->length + gap, part, length + 1);
    phrase->length += gap + length;
}

const char *cf_phrase_text(const struct cf_phrase *phrase)
{
    return phrase->text ? phrase->text : "";
}

const char *cf_page_untied(struct cf_page *page, const char *phrase)
{
    char *text = cf_arena_copy(&page->arena, phrase, strlen(phrase));
    for (char *c = text; c && *c; c++)
        if (*c == CF_TIE_CHAR)
            *c = ' ';
    return text ? text : "";
}
