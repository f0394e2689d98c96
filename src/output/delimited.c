#include "output/delimited.h"

#include <math.h>
#include <string.h>

#include "output/escape.h"

void cf_delimited_init(struct cf_delimited *table, const struct cf_sink *sink,
                       enum cf_delimiter kind)
{
    cf_stream_init(&table->out, sink);
    table->kind = kind;
    table->in_row = table->in_list = false;
}

enum cf_status cf_delimited_flush(struct cf_delimited *table)
{
    return cf_stream_flush(&table->out);
}

static void begin_cell(struct cf_delimited *table)
{
    if (table->in_row)
        cf_stream_text(&table->out, table->kind == CF_CSV ? "," : "\t");
    table->in_row = true;
}

void cf_delimited_end_row(struct cf_delimited *table)
{
    cf_stream_text(&table->out, table->kind == CF_CSV ? "\r\n" : "\n");
    table->in_row = false;
}

void cf_delimited_header(struct cf_delimited *table, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        begin_cell(table);
        cf_stream_text(&table->out, names[i]);
    }
    cf_delimited_end_row(table);
}

/* ---- text ---- */

/* The signs that begin a formula, and their full-width forms, which some spreadsheets take, too. */
static bool begins_formula(uint32_t code)
{
    switch (code) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20: return true;
    default: return false;
    }
}

static bool needs_guard(const char *text)
{
    while (*text == '\'')
        text++;
    return *text && begins_formula(cf_glyph_read(text).code);
}

static const char *escape_csv(char c)
{
    return c == '"' ? "\"\"" : NULL;
}

static const char *escape_tsv(char c)
{
    switch (c) {
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\\': return "\\\\";
    default: return NULL;
    }
}

static void put_text(struct cf_delimited *table, const char *text)
{
    cf_escape escape = table->kind == CF_CSV ? escape_csv : escape_tsv;
    if (needs_guard(text))
        cf_stream_text(&table->out, "'");
    while (*text) {
        char shown[CF_GLYPH_SIZE];
        struct cf_glyph glyph = cf_glyph_read(text);
        glyph.hidden = glyph.hidden && !strchr("\t\n\r", *text);
        cf_stream_escaped(&table->out, shown, cf_glyph_show(&glyph, text, shown), escape);
        text += glyph.bytes;
    }
}

void cf_delimited_text(struct cf_delimited *table, const char *text)
{
    bool quoted = text && table->kind == CF_CSV && strpbrk(text, ",\"\r\n");
    begin_cell(table);
    if (quoted)
        cf_stream_text(&table->out, "\"");
    if (text)
        put_text(table, text);
    if (quoted)
        cf_stream_text(&table->out, "\"");
}

/* ---- other cells ---- */

void cf_delimited_empty(struct cf_delimited *table)
{
    begin_cell(table);
}

void cf_delimited_number(struct cf_delimited *table, double number)
{
    char text[CF_NUMBER_SIZE];
    begin_cell(table);
    if (isfinite(number)) {
        size_t length = cf_number_format(number, text);
        cf_stream_put(&table->out, text, length);
    }
}

void cf_delimited_count(struct cf_delimited *table, size_t count)
{
    begin_cell(table);
    cf_stream_number(&table->out, count);
}

void cf_delimited_flag(struct cf_delimited *table, bool flag)
{
    begin_cell(table);
    cf_stream_text(&table->out, flag ? "true" : "false");
}

void cf_delimited_year(struct cf_delimited *table, int year)
{
    begin_cell(table);
    if (year)
        cf_stream_number(&table->out, (size_t)year);
}

void cf_delimited_list(struct cf_delimited *table)
{
    begin_cell(table);
    table->in_list = false;
}

void cf_delimited_item(struct cf_delimited *table, const char *id)
{
    if (table->in_list)
        cf_stream_text(&table->out, " ");
    cf_stream_text(&table->out, id);
    table->in_list = true;
}
