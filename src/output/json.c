#include "output/json.h"

#include <math.h>
#include <stdio.h>

#include "output/escape.h"

void cf_json_init(struct cf_json *json, const struct cf_sink *sink, bool compact, unsigned depth,
                  bool after_value)
{
    cf_stream_init(&json->out, sink);
    json->compact = compact;
    json->depth = depth;
    json->inline_depth = 0;
    json->after_value = after_value;
    json->after_key = false;
}

enum cf_status cf_json_flush(struct cf_json *json)
{
    return cf_stream_flush(&json->out);
}

static void put(struct cf_json *json, const char *bytes, size_t length)
{
    cf_stream_put(&json->out, bytes, length);
}

static void put_text(struct cf_json *json, const char *text)
{
    cf_stream_text(&json->out, text);
}

void cf_json_newline(struct cf_json *json)
{
    put(json, "\n", 1);
}

static bool in_line(const struct cf_json *json)
{
    return json->inline_depth != 0; /* what it began with is still open */
}

static void indent(struct cf_json *json)
{
    cf_json_newline(json);
    for (unsigned i = 0; i < json->depth; i++)
        put_text(json, "  ");
}

/* What stands between this value or key and what was before it. */
static void separate(struct cf_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->after_value)
        put(json, ",", 1);
    if (json->compact || !json->depth)
        return;
    if (!in_line(json))
        indent(json);
    else if (json->after_value)
        put(json, " ", 1);
}

void cf_json_open(struct cf_json *json, char bracket)
{
    separate(json);
    put(json, &bracket, 1);
    json->depth++;
    json->after_value = false;
}

void cf_json_open_inline(struct cf_json *json, char bracket)
{
    cf_json_open(json, bracket);
    if (!json->inline_depth)
        json->inline_depth = json->depth;
}

void cf_json_close(struct cf_json *json, char bracket)
{
    bool filled = json->after_value, same_line = json->compact || in_line(json);
    if (json->inline_depth == json->depth)
        json->inline_depth = 0;
    json->depth--;
    if (filled && !same_line)
        indent(json);
    put(json, &bracket, 1);
    json->after_value = true;
}

static void put_code_unit(struct cf_json *json, unsigned unit)
{
    char text[8];
    int length = snprintf(text, sizeof text, "\\u%04x", unit & 0xffffu);
    put(json, text, length > 0 ? (size_t)length : 0);
}

static void put_code(struct cf_json *json, uint32_t code)
{
    if (code > 0xffff) {
        put_code_unit(json, 0xd800 + ((code - 0x10000) >> 10));
        code = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
    put_code_unit(json, code);
}

/* Quotes, backslashes and what a terminal would act upon are escaped: JSON is looked at there too.
 */
static size_t put_special(struct cf_json *json, const char *text)
{
    struct cf_glyph glyph = cf_glyph_read(text);
    if (!glyph.valid)
        put_text(json, "\xef\xbf\xbd"); /* U+FFFD */
    else if (*text == '"' || *text == '\\')
        put(json, (const char[]){ '\\', *text }, 2);
    else if (*text == '\n')
        put_text(json, "\\n");
    else if (*text == '\t')
        put_text(json, "\\t");
    else if (glyph.hidden)
        put_code(json, glyph.code);
    else
        put(json, text, glyph.bytes);
    return glyph.bytes;
}

static bool is_ordinary(char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

static void put_quoted(struct cf_json *json, const char *text)
{
    put(json, "\"", 1);
    while (*text) {
        size_t ordinary = 0;
        while (is_ordinary(text[ordinary]))
            ordinary++;
        put(json, text, ordinary);
        text += ordinary;
        if (*text)
            text += put_special(json, text);
    }
    put(json, "\"", 1);
}

void cf_json_key(struct cf_json *json, const char *key)
{
    separate(json);
    put_quoted(json, key);
    put_text(json, json->compact ? ":" : ": ");
    json->after_key = true;
}

void cf_json_text(struct cf_json *json, const char *text)
{
    if (!text) {
        cf_json_null(json);
        return;
    }
    separate(json);
    put_quoted(json, text);
    json->after_value = true;
}

static void put_word(struct cf_json *json, const char *word)
{
    separate(json);
    put_text(json, word);
    json->after_value = true;
}

void cf_json_number(struct cf_json *json, double number)
{
    char text[CF_NUMBER_SIZE] = "null";
    if (isfinite(number))
        cf_number_format(number, text);
    put_word(json, text);
}

void cf_json_flag(struct cf_json *json, bool flag)
{
    put_word(json, flag ? "true" : "false");
}

void cf_json_null(struct cf_json *json)
{
    put_word(json, "null");
}

void cf_json_key_text(struct cf_json *json, const char *key, const char *text)
{
    cf_json_key(json, key);
    cf_json_text(json, text);
}

void cf_json_key_number(struct cf_json *json, const char *key, double number)
{
    cf_json_key(json, key);
    cf_json_number(json, number);
}

void cf_json_key_flag(struct cf_json *json, const char *key, bool flag)
{
    cf_json_key(json, key);
    cf_json_flag(json, flag);
}

void cf_json_key_year(struct cf_json *json, const char *key, int year)
{
    cf_json_key(json, key);
    if (year)
        cf_json_number(json, year);
    else
        cf_json_null(json);
}
