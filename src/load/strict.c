#include "load/strict.h"

#include <string.h>

#include "base/diag.h"

/* ---- comments ---- */

static bool is_separate(const char *text, uint32_t at)
{
    return at == 0 || strchr(" \t\n", text[at - 1]);
}

/* The first '#' from there on that stands close to what is before it. */
static uint32_t next_close(const struct cf_source *source, uint32_t from)
{
    const char *end = source->text + source->length, *at = source->text + from;
    while (at < end && (at = memchr(at, '#', (size_t)(end - at)))) {
        uint32_t offset = (uint32_t)(at - source->text);
        if (!is_separate(source->text, offset))
            return offset;
        at++;
    }
    return UINT32_MAX;
}

static uint32_t end_of_line(const struct cf_source *source, uint32_t at)
{
    return at + (uint32_t)strcspn(source->text + at, "\n");
}

void cf_strict_begin(struct cf_strict *strict, struct cf_reading *reading)
{
    *strict = (struct cf_strict){ reading, next_close(reading->source, 0), 0 };
}

/* The first '#' of the line, from `from` on. */
static uint32_t first_of_line(const struct cf_source *source, uint32_t from, uint32_t hash)
{
    uint32_t line = hash;
    while (line > from && source->text[line - 1] != '\n')
        line--;
    return line + (uint32_t)strcspn(source->text + line, "#");
}

void cf_strict_look(struct cf_strict *strict, uint32_t from, uint32_t to)
{
    const struct cf_source *source = strict->reading->source;
    while (strict->hash < to) {
        uint32_t hash = strict->hash, end = end_of_line(source, hash);
        if (first_of_line(source, from, hash) == hash) { /* else it stands in a comment */
            cf_report(strict->reading->diags, CF_R_YAML_SYNTAX, (struct cf_pos){ source, hash, 1 },
                      "a '#' close behind other text");
            cf_report_hint(strict->reading->diags,
                           "put a blank before a comment; take all of a text into the quotes");
        }
        strict->hash = next_close(source, end);
    }
}

void cf_strict_pass(struct cf_strict *strict, struct cf_pos text, bool block)
{
    const struct cf_source *source = strict->reading->source;
    uint32_t end = text.offset + text.length, head = end_of_line(source, text.offset);
    if (block)
        cf_strict_look(strict, text.offset, head < end ? head : end);
    if (strict->hash < end)
        strict->hash = next_close(source, end);
}

/* ---- lines ---- */

static uint32_t column_of(const char *text, uint32_t at)
{
    uint32_t line = at;
    while (line && text[line - 1] != '\n')
        line--;
    return at - line;
}

void cf_strict_tell_line(struct cf_strict *strict)
{
    struct cf_diags *diags = strict->reading->diags;
    const struct cf_source *source = strict->reading->source;
    uint32_t at = strict->line + (uint32_t)strspn(source->text + strict->line, " ");
    cf_report(diags, CF_R_YAML_SYNTAX, (struct cf_pos){ source, at, 1 },
              source->text[at] == '\t' ? "a tab as indentation"
                                       : "this line is indented too little");
    cf_report_also(diags, (struct cf_pos){ source, strict->from, 1 },
                   "it belongs to what begins here");
    cf_report_hint(diags, "begin it with at least %u blank%s, or close the %s before it",
                   (unsigned)strict->least, strict->least == 1 ? "" : "s",
                   strict->quoted ? "quote" : "bracket");
    strict->line = 0;
}

/* Whether the line may stand anywhere: it is empty, or a comment between the items of a list. */
static bool is_free(const char *line, bool quoted)
{
    line += strspn(line, " \t");
    return !*line || strchr(quoted ? "\r\n" : "\r\n#", *line);
}

void cf_strict_lines(struct cf_strict *strict, uint32_t from, uint32_t to, uint32_t outer,
                     bool quoted)
{
    const char *text = strict->reading->source->text, *end = text + to;
    const char *line = memchr(text + from, '\n', to - from);
    if (!line || from < strict->told)
        return;
    uint32_t least = column_of(text, outer) + 1;
    for (; line; line = memchr(line, '\n', (size_t)(end - line))) {
        line++;
        if (strspn(line, " ") >= least || is_free(line, quoted))
            continue;
        strict->line = (uint32_t)(line - text);
        strict->from = from;
        strict->least = least;
        strict->quoted = quoted;
        strict->told = to;
        return;
    }
}
