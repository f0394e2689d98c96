#include "output/markdown.h"

#include <string.h>

#include "output/escape.h"

void cf_markdown_init(struct cf_markdown *md, const struct cf_sink *sink, bool behind)
{
    cf_stream_init(&md->out, sink);
    md->last = behind ? CF_BLOCK_OTHER : CF_BLOCK_NONE;
    md->in_row = md->blank = md->number = false;
    md->empty = true;
}

enum cf_status cf_markdown_flush(struct cf_markdown *md)
{
    return cf_stream_flush(&md->out);
}

/* ---- text ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
}

/* White space of any width: where it stands beside the stars of bold text these would be stars. */
static bool is_white(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f || code == 0x3000;
}

/* "&amp;" is one, the "&" of "R&D" begins none. */
static bool begins_entity(const char *text)
{
    while (is_word(*text) || *text == '#')
        text++;
    return *text == ';';
}

/* An underscore between letters, as in ids, emphasizes nothing. */
static bool is_markup(const char *text, size_t at)
{
    if (text[at] == '_')
        return at == 0 || !is_word(text[at - 1]) || !is_word(text[at + 1]);
    if (text[at] == '&')
        return begins_entity(text + at + 1);
    return strchr("\\`*[]<>~$#", text[at]) != NULL;
}

/* Readers make links of plain addresses, too: "https://", "www." */
static bool is_address(const char *text, size_t at)
{
    if (text[at] == ':')
        return text[at + 1] == '/' && text[at + 2] == '/';
    return text[at] == '.' && at >= 3 && strncmp(text + at - 3, "www", 3) == 0;
}

/* Whether text[at] would make an item, a line or a heading of a block that begins with it. "1.5"
 * and "-5" would not. */
static bool begins_block(const struct cf_markdown *md, const char *text, size_t at)
{
    char c = text[at], next = text[at + 1];
    if (is_word(next))
        return false;
    if (md->number)
        return c == '.' || c == ')';
    return md->empty && !md->in_row && strchr("+-=:", c);
}

static void put_char(struct cf_markdown *md, const char *text, size_t at)
{
    char c = text[at];
    if (c == '|') /* readers do not agree on backslashes in front of it */
        cf_stream_text(&md->out, "&#124;");
    else if (c == '@')
        cf_stream_text(&md->out, "@&#8203;");
    else if (is_markup(text, at) || is_address(text, at) || begins_block(md, text, at))
        cf_stream_put(&md->out, (char[]){ '\\', c }, 2);
    else
        cf_stream_put(&md->out, &c, 1);
    md->number = (md->number || (md->empty && !md->in_row)) && is_digit(c);
    md->empty = false;
}

static void put_glyph(struct cf_markdown *md, const char *text, size_t at,
                      const struct cf_glyph *glyph)
{
    char shown[CF_GLYPH_SIZE];
    size_t length = cf_glyph_show(glyph, text + at, shown);
    if (glyph->bytes == 1 && !glyph->hidden) {
        put_char(md, text, at);
        return;
    }
    for (size_t i = 0; i < length; i++)
        put_char(md, shown, i);
}

/* A blank is written only between two things: none begins or ends a block or a cell. */
static void put_blank(struct cf_markdown *md)
{
    if (md->blank && !md->empty) {
        cf_stream_put(&md->out, " ", 1);
        md->number = false;
    }
    md->blank = false;
}

void cf_markdown_text(struct cf_markdown *md, const char *text)
{
    for (size_t at = 0; text && text[at];) {
        struct cf_glyph glyph = cf_glyph_read(text + at);
        if (glyph.valid && is_white(glyph.code)) {
            md->blank = true;
        } else {
            put_blank(md);
            put_glyph(md, text, at, &glyph);
        }
        at += glyph.bytes;
    }
}

/* The text without white space in front, through which a blank is asked for. */
static const char *skip_white(struct cf_markdown *md, const char *text)
{
    for (struct cf_glyph glyph; *text; text += glyph.bytes) {
        glyph = cf_glyph_read(text);
        if (!glyph.valid || !is_white(glyph.code))
            break;
        md->blank = true;
    }
    return text;
}

void cf_markdown_strong(struct cf_markdown *md, const char *text)
{
    text = skip_white(md, text ? text : "");
    if (!*text)
        return;
    put_blank(md);
    cf_stream_text(&md->out, "**");
    md->empty = false;
    cf_markdown_text(md, text);
    cf_stream_text(&md->out, "**");
}

/* ---- blocks ---- */

static void begin_text(struct cf_markdown *md)
{
    md->empty = true;
    md->blank = md->number = false;
}

static void begin_block(struct cf_markdown *md, enum cf_markdown_block block)
{
    bool goes_on = block == CF_BLOCK_LIST && md->last == block;
    if (md->last != CF_BLOCK_NONE && !goes_on)
        cf_stream_text(&md->out, "\n");
    md->last = block;
    begin_text(md);
}

void cf_markdown_heading(struct cf_markdown *md, unsigned level)
{
    begin_block(md, CF_BLOCK_OTHER);
    for (unsigned i = 0; i < level; i++)
        cf_stream_text(&md->out, "#");
    cf_stream_text(&md->out, " ");
}

void cf_markdown_paragraph(struct cf_markdown *md)
{
    begin_block(md, CF_BLOCK_OTHER);
}

void cf_markdown_item(struct cf_markdown *md, unsigned depth)
{
    begin_block(md, CF_BLOCK_LIST);
    for (unsigned i = 0; i < depth; i++)
        cf_stream_text(&md->out, "  ");
    cf_stream_text(&md->out, "- ");
}

void cf_markdown_task(struct cf_markdown *md, unsigned depth, bool done)
{
    cf_markdown_item(md, depth);
    cf_stream_text(&md->out, done ? "[x] " : "[ ] ");
}

void cf_markdown_end(struct cf_markdown *md)
{
    cf_stream_text(&md->out, "\n");
}

/* ---- tables ---- */

void cf_markdown_cell(struct cf_markdown *md)
{
    cf_stream_text(&md->out, md->in_row ? " | " : "| ");
    md->in_row = true;
    begin_text(md);
}

void cf_markdown_cell_text(struct cf_markdown *md, const char *text)
{
    cf_markdown_cell(md);
    cf_markdown_text(md, text);
}

void cf_markdown_end_row(struct cf_markdown *md)
{
    cf_stream_text(&md->out, " |\n");
    md->in_row = false;
}

void cf_markdown_table(struct cf_markdown *md, const struct cf_markdown_column *columns,
                       size_t count)
{
    static const char *const rules[] = {
        [CF_ALIGN_LEFT] = "---",
        [CF_ALIGN_RIGHT] = "---:",
        [CF_ALIGN_CENTER] = ":---:",
    };
    begin_block(md, CF_BLOCK_OTHER);
    for (size_t i = 0; i < count; i++)
        cf_markdown_cell_text(md, columns[i].title);
    cf_markdown_end_row(md);
    for (size_t i = 0; i < count; i++) {
        cf_markdown_cell(md);
        cf_stream_text(&md->out, rules[columns[i].align]);
    }
    cf_markdown_end_row(md);
}
