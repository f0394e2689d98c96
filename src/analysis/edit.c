#include "analysis/edit.h"

#include <stdlib.h>
#include <string.h>

void cf_edit_replace(struct cf_edits *edits, size_t from, size_t to, const char *text)
{
    if (edits->count == edits->capacity) {
        size_t capacity = edits->capacity ? edits->capacity * 2 : 16;
        struct cf_edit *items = realloc(edits->items, capacity * sizeof *items);
        if (!items) {
            edits->failed = true;
            return;
        }
        edits->items = items;
        edits->capacity = capacity;
    }
    edits->failed |= !text;
    edits->items[edits->count++] = (struct cf_edit){ from, to, text };
}

void cf_edit_word(struct cf_edits *edits, struct cf_pos pos, const char *word)
{
    char quote = edits->source->text[pos.offset];
    if (quote == '"' || quote == '\'')
        word = cf_arena_format(edits->arena, "%c%s%c", quote, word, quote);
    cf_edit_replace(edits, pos.offset, pos.offset + pos.length, word);
}

/* ---- lines ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t line_start(const struct cf_source *source, size_t at)
{
    while (at && source->text[at - 1] != '\n')
        at--;
    return at;
}

/* The end of the line, before its line break. */
static size_t line_end(const struct cf_source *source, size_t at)
{
    const char *end = memchr(source->text + at, '\n', source->length - at);
    size_t length = end ? (size_t)(end - source->text) : source->length;
    return length > at && source->text[length - 1] == '\r' ? length - 1 : length;
}

static const char *line_break(const struct cf_source *source, size_t at)
{
    size_t end = line_end(source, at);
    return source->text[end] == '\r' ? "\r\n" : "\n";
}

/* Takes a stretch out, and its line with it when nothing else stands there. */
static void remove_lines(struct cf_edits *edits, size_t from, size_t to)
{
    const struct cf_source *source = edits->source;
    size_t start = from, end = to;
    while (start && is_blank(source->text[start - 1]))
        start--;
    while (is_blank(source->text[end]))
        end++;
    bool alone = (!start || source->text[start - 1] == '\n') && end == line_end(source, end);
    if (alone && end < source->length) {
        end += source->text[end] == '\r';
        cf_edit_replace(edits, start, end + 1, "");
    } else {
        cf_edit_replace(edits, from, to, "");
    }
}

/* ---- parts in brackets ---- */

static const char *join(struct cf_edits *edits, const struct cf_layout *layout,
                        const char *const *keep, const char *const *added, size_t added_count)
{
    const char *text = "";
    for (size_t i = 0; i < layout->part_count && text; i++)
        if (keep[i])
            text = cf_arena_format(edits->arena, "%s%s%s", text, *text ? ", " : "", keep[i]);
    for (size_t i = 0; i < added_count && text; i++)
        text = cf_arena_format(edits->arena, "%s%s%s", text, *text ? ", " : "", added[i]);
    return text;
}

/* Where the next comma behind a place is, past blanks and comments; 0: a bracket comes first. */
static size_t next_comma(const struct cf_source *source, size_t at)
{
    const char *text = source->text;
    while (text[at] && text[at] != ',' && text[at] != ']' && text[at] != '}')
        at += text[at] == '#' ? strcspn(text + at, "\n") : 1;
    return text[at] == ',' ? at : 0;
}

/* Over several lines only words and commas are touched. A comma may be left over at the end. */
static void edit_spread(struct cf_edits *edits, const struct cf_layout *layout,
                        const char *const *keep, const char *const *added, size_t added_count)
{
    size_t last = layout->pos.offset + 1;
    const char *before = "";
    for (size_t i = 0; i < layout->part_count; i++) {
        size_t from = layout->parts[i].offset, to = from + layout->parts[i].length;
        size_t comma = next_comma(edits->source, to);
        if (keep[i]) {
            cf_edit_replace(edits, from, to, keep[i]);
            last = to;
            before = ", ";
            continue;
        }
        remove_lines(edits, from, comma == to ? to + 1 : to);
        if (comma && comma != to)
            remove_lines(edits, comma, comma + 1);
    }
    const char *text =
        join(edits, &(struct cf_layout){ .part_count = 0 }, NULL, added, added_count);
    if (added_count)
        cf_edit_replace(edits, last, last,
                        text ? cf_arena_format(edits->arena, "%s%s", before, text) : NULL);
}

static void edit_flow(struct cf_edits *edits, const struct cf_layout *layout, bool mapping,
                      const char *const *keep, const char *const *added, size_t added_count)
{
    const char *text = edits->source->text + layout->pos.offset;
    if (memchr(text, '\n', layout->pos.length)) {
        edit_spread(edits, layout, keep, added, added_count);
        return;
    }
    const char *inside = join(edits, layout, keep, added, added_count);
    cf_edit_replace(edits, layout->pos.offset, layout->pos.offset + layout->pos.length,
                    inside ? cf_arena_format(edits->arena, mapping ? "{%s}" : "[%s]", inside)
                           : NULL);
}

/* ---- parts on lines of their own ---- */

/* Where an item's dash stands. */
static size_t dash_of(const struct cf_source *source, size_t part)
{
    while (part && source->text[part] != '-')
        part--;
    return part;
}

/* New lines behind that of the last part, as far in as it. */
static void add_lines(struct cf_edits *edits, const struct cf_layout *layout, bool mapping,
                      const char *const *added, size_t added_count)
{
    const struct cf_source *source = edits->source;
    struct cf_pos last = layout->parts[layout->part_count - 1];
    size_t first = layout->parts[0].offset;
    size_t at = line_end(source, last.offset + last.length);
    size_t begin = mapping ? first : dash_of(source, first);
    size_t indent = begin - line_start(source, begin);
    const char *text = "";
    for (size_t i = 0; i < added_count && text; i++)
        text = cf_arena_format(edits->arena, "%s%s%*s%s%s", text, line_break(source, begin),
                               (int)indent, "", mapping ? "" : "- ", added[i]);
    if (added_count)
        cf_edit_replace(edits, at, at, text);
}

static void edit_block(struct cf_edits *edits, const struct cf_layout *layout, bool mapping,
                       const char *const *keep, const char *const *added, size_t added_count)
{
    bool emptied = !added_count;
    for (size_t i = 0; i < layout->part_count; i++)
        emptied = emptied && !keep[i];
    for (size_t i = 0; i < layout->part_count; i++) {
        size_t from = layout->parts[i].offset, to = from + layout->parts[i].length;
        if (keep[i]) {
            cf_edit_replace(edits, from, to, keep[i]);
            continue;
        }
        size_t begin = mapping ? from : dash_of(edits->source, from);
        if (emptied && i == 0) /* further in than its key, wherever the dash stood */
            cf_edit_replace(edits, begin, to, mapping ? " {}" : " []");
        else
            remove_lines(edits, begin, to);
    }
    add_lines(edits, layout, mapping, added, added_count);
}

void cf_edit_parts(struct cf_edits *edits, const struct cf_layout *layout, bool mapping,
                   const char **parts, const char *const *added, size_t added_count)
{
    for (size_t i = 0; i < layout->part_count && added_count; i++)
        if (!parts[i]) {
            parts[i] = *added++;
            added_count--;
        }
    if (layout->flow)
        edit_flow(edits, layout, mapping, parts, added, added_count);
    else
        edit_block(edits, layout, mapping, parts, added, added_count);
}

/* ---- the new text ---- */

static int by_place(const void *left, const void *right)
{
    const struct cf_edit *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

static size_t new_length(const struct cf_edits *edits)
{
    size_t length = edits->source->length;
    for (size_t i = 0; i < edits->count; i++)
        length += strlen(edits->items[i].text) - (edits->items[i].to - edits->items[i].from);
    return length;
}

static char *put(char *out, const char *bytes, size_t length)
{
    memcpy(out, bytes, length);
    return out + length;
}

char *cf_edits_apply(struct cf_edits *edits, size_t *length)
{
    char *text = NULL;
    if (edits->count)
        qsort(edits->items, edits->count, sizeof *edits->items, by_place);
    if (!edits->failed && !edits->arena->failed) {
        *length = new_length(edits);
        text = malloc(*length + 1);
    }
    if (text) {
        char *out = text;
        size_t at = 0;
        for (size_t i = 0; i < edits->count; i++) {
            const struct cf_edit *edit = &edits->items[i];
            out = put(out, edits->source->text + at, edit->from - at);
            out = put(out, edit->text, strlen(edit->text));
            at = edit->to;
        }
        out = put(out, edits->source->text + at, edits->source->length - at);
        *out = '\0';
    }
    free(edits->items);
    return text;
}
