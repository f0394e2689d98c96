#include "load/allow.h"

#include <string.h>

#include "base/arena.h"

/* What may be such a comment. */
struct comment {
    size_t at;  /* of its # */
    size_t end; /* of its line */
    bool text;  /* it stands in a text, and is none */
};

struct comments {
    const struct cf_source *source;
    struct cf_arena *arena, *scratch;
    struct comment *items;
    size_t count, capacity;
    size_t next; /* the first that the walk through the tree has not passed */
};

/* ---- finding them ---- */

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* What stands behind a word at the beginning of the text; NULL: it does not begin with it. */
static const char *behind(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 ? text + length : NULL;
}

/* What is allowed, from behind the word `allow` on; NULL: this # begins no such comment. */
static const char *allowed_by(const struct cf_source *source, const char *hash)
{
    if (hash > source->text && !strchr(" \t\n", hash[-1]))
        return NULL;
    const char *rest = behind(skip_blanks(hash + 1), "clusterflow:");
    rest = rest ? behind(skip_blanks(rest), "allow") : NULL;
    return rest && strchr(" \t\r\n", *rest) ? rest : NULL; /* which finds the end, too */
}

static size_t line_end(const struct cf_source *source, size_t at)
{
    const char *end = memchr(source->text + at, '\n', source->length - at);
    return end ? (size_t)(end - source->text) : source->length;
}

static bool add_comment(struct comments *comments, size_t at)
{
    if (comments->count == comments->capacity) {
        size_t capacity = comments->capacity ? comments->capacity * 2 : 8;
        struct comment *items = cf_arena_array(comments->scratch, capacity, sizeof *items);
        if (!items)
            return false;
        if (comments->count)
            memcpy(items, comments->items, comments->count * sizeof *items);
        comments->items = items;
        comments->capacity = capacity;
    }
    const struct comment *last = comments->count ? &comments->items[comments->count - 1] : NULL;
    size_t end = last && at < last->end ? last->end : line_end(comments->source, at);
    comments->items[comments->count++] = (struct comment){ .at = at, .end = end };
    return true;
}

static void find_comments(struct comments *comments)
{
    const struct cf_source *source = comments->source;
    const char *end = source->text + source->length;
    const char *hash = memchr(source->text, '#', source->length);
    while (hash) {
        if (allowed_by(source, hash) && !add_comment(comments, (size_t)(hash - source->text)))
            return;
        hash = memchr(hash + 1, '#', (size_t)(end - hash) - 1);
    }
}

/* Marks what stands in the text of a scalar. The first line of a block may end in a comment. */
static void pass_scalar(struct comments *comments, const struct cf_node *node)
{
    const char *text = comments->source->text;
    size_t from = node->offset, to = from + node->length;
    if (node->length && !node->plain && (text[from] == '|' || text[from] == '>'))
        from = line_end(comments->source, from);
    while (comments->next < comments->count && comments->items[comments->next].at < from)
        comments->next++;
    for (; comments->next < comments->count && comments->items[comments->next].at < to;
         comments->next++)
        comments->items[comments->next].text = true;
}

static void pass_node(struct comments *comments, const struct cf_node *node)
{
    if (node->kind == CF_NODE_SCALAR)
        pass_scalar(comments, node);
    else if (node->kind != CF_NODE_FAULTY)
        for (const struct cf_node *child = cf_node_first(node); child; child = child->next)
            pass_node(comments, child);
}

/* ---- what they say ---- */

static struct cf_text trimmed(const struct comments *comments, size_t from, size_t to)
{
    const char *text = comments->source->text;
    while (from < to && strchr(" \t", text[from]))
        from++;
    while (to > from && strchr(" \t\r", text[to - 1]))
        to--;
    struct cf_text out = { .pos = { comments->source, (uint32_t)from, (uint32_t)(to - from) } };
    if (from < to)
        out.text = cf_arena_copy(comments->arena, text + from, to - from);
    return out;
}

/* Where "--" begins behind a blank; the end: nowhere. */
static size_t find_dashes(const char *text, size_t from, size_t end)
{
    for (; from + 3 <= end; from++)
        if (strchr(" \t", text[from]) && text[from + 1] == '-' && text[from + 2] == '-')
            return from + 1;
    return end;
}

static void read_comment(const struct comments *comments, const struct comment *comment,
                         struct cf_allowance *allowance)
{
    const char *text = comments->source->text;
    size_t from = (size_t)(allowed_by(comments->source, text + comment->at) - text);
    size_t dashes = find_dashes(text, from, comment->end), rule_end = dashes;
    if (dashes < comment->end) {
        allowance->reason = trimmed(comments, dashes + 2, comment->end);
    } else { /* the first word alone */
        const char *word = skip_blanks(text + from);
        rule_end = (size_t)(word - text) + strcspn(word, " \t\r\n");
    }
    allowance->rule = trimmed(comments, from, rule_end);
    allowance->pos = trimmed(comments, comment->at, comment->end).pos;
}

/* ---- the lines that they are about ---- */

static bool holds_something(const char *line)
{
    line += strspn(line, " \t\r");
    return *line && *line != '\n' && *line != '#';
}

static bool stands_alone(const struct comments *comments, const struct comment *comment)
{
    const char *text = comments->source->text;
    size_t start = comment->at;
    while (start && text[start - 1] != '\n')
        start--;
    return !holds_something(text + start);
}

static void count_lines(const struct comments *comments, struct cf_allowance *allowances)
{
    unsigned line = 1;
    size_t start = 0;
    for (size_t i = 0; i < comments->count; i++) {
        size_t end = line_end(comments->source, start);
        while (end < comments->items[i].at) {
            line++;
            start = end + 1;
            end = line_end(comments->source, start);
        }
        allowances[i].line = line;
    }
}

/* The next line that holds something behind comment i on a line of its own; its own line: none.
 * Those of the comments below are known: each line is looked at once. */
static unsigned line_below(const struct comments *comments, size_t i,
                           const struct cf_allowance *allowances)
{
    const struct cf_source *source = comments->source;
    unsigned line = allowances[i].line;
    for (size_t end = comments->items[i].end; end < source->length;) {
        size_t start = end + 1;
        end = line_end(source, start);
        line++;
        if (holds_something(source->text + start))
            return line;
        if (i + 1 < comments->count && comments->items[i + 1].at < end)
            return allowances[i + 1].line;
    }
    return allowances[i].line;
}

/* ---- all of it ---- */

/* Forgets what stands in texts, and what stands in a comment that has begun before. */
static void keep_comments(struct comments *comments, const struct cf_node *root)
{
    struct comment *items = comments->items;
    size_t kept = 0;
    pass_node(comments, root);
    for (size_t i = 0; i < comments->count; i++)
        if (!items[i].text && (!kept || items[kept - 1].end != items[i].end))
            items[kept++] = items[i];
    comments->count = kept;
}

void cf_read_allowances(struct cf_reading *reading, const struct cf_node *root,
                        struct cf_allowance_list *list)
{
    struct comments comments = { .source = reading->source,
                                 .arena = reading->arena,
                                 .scratch = &reading->scratch };
    find_comments(&comments);
    if (!comments.count)
        return;
    keep_comments(&comments, root);
    struct cf_allowance *items =
        cf_arena_array(reading->arena, list->count + comments.count, sizeof *items);
    if (!items)
        return;
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    struct cf_allowance *added = items + list->count;
    for (size_t i = 0; i < comments.count; i++)
        read_comment(&comments, &comments.items[i], &added[i]);
    count_lines(&comments, added);
    for (size_t i = comments.count; i-- > 0;)
        if (stands_alone(&comments, &comments.items[i]))
            added[i].line = line_below(&comments, i, added);
    *list = (struct cf_allowance_list){ items, list->count + comments.count };
}
