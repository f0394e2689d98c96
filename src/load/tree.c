#include "load/tree.h"

#include <string.h>
#include <yaml.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "load/strict.h"
#include "load/syntax.h"

enum {
    DEPTH_LIMIT = 64,
    SCALAR_LIMIT = 64 * 1024,
    KEY_LIMIT = 256,
    NODE_LIMIT = 500000,
};

/* An open collection: nodes are appended at *tail. */
struct open {
    struct cf_node *node;
    struct cf_node **tail;
    uint32_t children;
    bool faulty; /* a part of it is no YAML that anybody meant */
};

struct builder {
    struct cf_reading *reading;
    yaml_parser_t parser;
    struct open stack[DEPTH_LIMIT];
    size_t depth;
    size_t key_depth; /* of the outermost list or mapping that is a key; 0: none is */
    struct cf_node *root;
    size_t nodes, documents;
    struct cf_marks marks;
    struct cf_strict strict;
    struct cf_node *last; /* the node that ended last, scalar or in brackets, and where it ended */
    uint32_t last_end;
    uint32_t fault_line; /* where the line of a syntax error begins */
    bool stop;
};

static struct cf_pos span(struct builder *builder, const yaml_mark_t *start, const yaml_mark_t *end)
{
    uint32_t from = cf_marks_byte(&builder->marks, start->index);
    uint32_t to = cf_marks_byte(&builder->marks, end->index);
    return (struct cf_pos){ builder->reading->source, from, to > from ? to - from : 0 };
}

static bool is_key(const struct builder *builder)
{
    const struct open *top = builder->depth ? &builder->stack[builder->depth - 1] : NULL;
    return top && top->node->kind == CF_NODE_MAPPING && top->children % 2 == 0;
}

/* Reports what ends the work on the file: the rest would only repeat it. */
static void give_up(struct builder *builder)
{
    builder->stop = true;
    builder->reading->truncated = true;
}

enum {
    SCALAR_SIZE = offsetof(struct cf_node, text) + 1, /* and its text */
    COLLECTION_SIZE = sizeof(struct cf_node) + sizeof(struct cf_node *),
};

/* A new node of so many bytes. */
static struct cf_node *add_node(struct builder *builder, enum cf_node_kind kind, struct cf_pos pos,
                                size_t size)
{
    struct cf_node *node = cf_arena_alloc(&builder->reading->scratch, size);
    if (!node) {
        builder->stop = true;
        return NULL;
    }
    node->kind = (uint8_t)kind;
    node->offset = pos.offset;
    node->length = pos.length;
    if (builder->depth) {
        struct open *top = &builder->stack[builder->depth - 1];
        *top->tail = node;
        top->tail = &node->next;
        top->children++;
    } else {
        builder->root = node;
    }
    if (++builder->nodes == NODE_LIMIT + 1) {
        cf_report(builder->reading->diags, CF_R_YAML_SIZE, pos, "more than %d nodes", NODE_LIMIT);
        cf_report_hint(builder->reading->diags, "split the file");
        give_up(builder);
    }
    return node;
}

static void check_properties(struct builder *builder, const yaml_char_t *anchor,
                             const yaml_char_t *tag, struct cf_pos pos)
{
    struct cf_diags *diags = builder->reading->diags;
    struct cf_pos mark = { pos.source, pos.offset, 1 };
    if (anchor) {
        cf_report(diags, CF_R_YAML_ANCHOR, mark, "anchor '&%s'", (const char *)anchor);
        cf_report_hint(diags, "write the value out where it is needed");
    }
    if (tag) {
        cf_report(diags, CF_R_YAML_TAG, mark, "tag '%s'", (const char *)tag);
        cf_report_hint(diags, "leave it out; a text that begins with '!' needs quotes");
    }
}

/* Control characters can also come in as escapes of a quoted scalar. */
static bool check_escapes(struct builder *builder, const char *text, size_t length,
                          struct cf_pos pos)
{
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        size_t size = cf_utf8_decode(text + i, length - i, &code);
        const char *what = size ? cf_unwanted_character(code) : "no character";
        if (what) {
            cf_report(builder->reading->diags, CF_R_YAML_CONTROL, pos, "the text holds U+%04X, %s",
                      (unsigned)code, what);
            cf_report_hint(builder->reading->diags, "delete the escape");
            return false;
        }
        i += size;
    }
    return true;
}

static bool check_key(struct builder *builder, const struct cf_node *key, struct cf_pos pos)
{
    struct cf_diags *diags = builder->reading->diags;
    if (!key->count) {
        cf_report(diags, CF_R_YAML_KEY, pos, "empty key");
        cf_report_hint(diags, "write a key before the ':'");
    } else if (key->count > KEY_LIMIT) {
        cf_report(diags, CF_R_YAML_SIZE, pos, "key of more than %d bytes", KEY_LIMIT);
        cf_report_hint(diags, "shorten it; a long text stands behind its key");
    } else if (key->plain && strcmp(key->text, "<<") == 0) {
        cf_report(diags, CF_R_YAML_ANCHOR, pos, "merge key '<<'");
        cf_report_hint(diags, "write the keys out where they are needed");
    } else {
        return true;
    }
    return false;
}

/* What begins at `from` and ends at `to` may span lines only if they are indented more than the
 * innermost list or mapping without brackets. */
static void check_lines(struct builder *builder, uint32_t from, uint32_t to, bool quoted)
{
    size_t depth = builder->depth;
    while (depth && builder->stack[depth - 1].node->flow)
        depth--;
    if (depth)
        cf_strict_lines(&builder->strict, from, to, builder->stack[depth - 1].node->offset, quoted);
}

/* The layout of a scalar, of which libyaml takes more than YAML has. */
static void check_layout(struct builder *builder, const yaml_event_t *event, struct cf_pos pos)
{
    yaml_scalar_style_t style = event->data.scalar.style;
    cf_strict_between(&builder->strict, builder->last_end, pos.offset);
    cf_strict_text(&builder->strict, pos,
                   style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE);
    if (event->end_mark.line != event->start_mark.line &&
        (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE))
        check_lines(builder, pos.offset, pos.offset + pos.length, true);
    if (style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.length == 1 &&
        event->data.scalar.value[0] == '-') {
        cf_report(builder->reading->diags, CF_R_YAML_SYNTAX, pos, "a '-' alone is no text");
        cf_report_hint(builder->reading->diags, "put it in quotes");
    }
}

static void add_scalar(struct builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct cf_pos pos = span(builder, &event->start_mark, &event->end_mark);
    bool key = is_key(builder), good = !event->data.scalar.tag;

    check_properties(builder, event->data.scalar.anchor, event->data.scalar.tag, pos);
    check_layout(builder, event, pos);
    if (length > SCALAR_LIMIT) {
        cf_report(builder->reading->diags, CF_R_YAML_SIZE, pos, "text of more than %d KiB",
                  SCALAR_LIMIT / 1024);
        cf_report_hint(builder->reading->diags, "shorten it");
        add_node(builder, CF_NODE_FAULTY, pos, SCALAR_SIZE);
        return;
    }
    struct cf_node *node = add_node(builder, CF_NODE_SCALAR, pos, SCALAR_SIZE + length);
    if (!node)
        return;
    builder->last = node;
    builder->last_end = pos.offset + pos.length;
    memcpy(node->text, text, length); /* the NUL behind it is there already */
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        good &= check_escapes(builder, text, length, pos);
    node->count = (uint32_t)(node->plain ? length : strlen(text)); /* up to an escaped NUL */
    if (good && key)
        good = check_key(builder, node, pos);
    if (!good)
        node->kind = CF_NODE_FAULTY; /* said is said: nothing more about it */
}

/* Of '[[[a]]]: b' the outermost list alone is worth a message. */
static void check_collection_as_key(struct builder *builder, struct cf_pos pos)
{
    if (!is_key(builder) || builder->key_depth)
        return;
    pos.length = 1;
    builder->key_depth = builder->depth + 1;
    builder->stack[builder->depth - 1].faulty = true;
    cf_report(builder->reading->diags, CF_R_YAML_KEY, pos, "a list or mapping as a key");
    cf_report_hint(builder->reading->diags, "a text that begins with [ or { needs quotes");
}

static void open_collection(struct builder *builder, enum cf_node_kind kind, bool flow,
                            struct cf_pos pos)
{
    struct cf_diags *diags = builder->reading->diags;
    check_collection_as_key(builder, pos);
    if (builder->depth == DEPTH_LIMIT) {
        cf_report(diags, CF_R_YAML_DEPTH, pos, "lists and mappings nest more than %d deep",
                  DEPTH_LIMIT);
        cf_report_hint(diags, "nest less; a text that begins with [ or { needs quotes");
        give_up(builder);
        return;
    }
    struct cf_node *node = add_node(builder, kind, pos, COLLECTION_SIZE);
    if (!node)
        return;
    node->flow = flow;
    builder->stack[builder->depth++] = (struct open){ node, cf_node_children(node), 0, false };
}

/* A message about a whole block collection underlines its first key or item. */
static void narrow_to_first(struct cf_node *node)
{
    if (!node->flow && cf_node_first(node) && node->kind == CF_NODE_MAPPING) {
        node->offset = cf_node_first(node)->offset;
        node->length = cf_node_first(node)->length;
    } else {
        node->length = 1;
    }
}

static void close_collection(struct builder *builder)
{
    struct open *top = &builder->stack[--builder->depth];
    struct cf_node *node = top->node;
    if (builder->depth < builder->key_depth)
        builder->key_depth = 0;
    narrow_to_first(node);
    node->count = node->kind == CF_NODE_SEQUENCE ? top->children : top->children / 2;
    if (node->kind == CF_NODE_MAPPING)
        cf_check_duplicates(builder->reading, node);
    if (top->faulty && node->flow)
        node->kind = CF_NODE_FAULTY;
}

static void end_collection(struct builder *builder, const yaml_event_t *event)
{
    struct cf_node *node = builder->stack[builder->depth - 1].node;
    if (node->flow) {
        uint32_t end = cf_marks_byte(&builder->marks, event->end_mark.index);
        cf_strict_between(&builder->strict, builder->last_end, end);
        if (builder->depth > 1 && !builder->stack[builder->depth - 2].node->flow)
            check_lines(builder, node->offset, end, false);
        builder->last = node;
        builder->last_end = end;
    }
    close_collection(builder);
}

/* After a syntax error collections are still open, and a last key may lack its value. What is open
 * in brackets is cut short, and what began on the line of the error may be none: only nonsense
 * could be said about them. */
static void close_all(struct builder *builder)
{
    while (builder->depth) {
        struct open *top = &builder->stack[builder->depth - 1];
        struct cf_node *node = top->node;
        if (top->children % 2 && node->kind == CF_NODE_MAPPING &&
            !add_node(builder, CF_NODE_FAULTY, (struct cf_pos){ 0 }, SCALAR_SIZE))
            return;
        close_collection(builder);
        if (node->flow || node->offset >= builder->fault_line)
            node->kind = CF_NODE_FAULTY;
    }
}

static void begin_document(struct builder *builder, const yaml_event_t *event)
{
    struct cf_diags *diags = builder->reading->diags;
    struct cf_pos pos = span(builder, &event->start_mark, &event->end_mark);
    if (event->data.document_start.version_directive ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end) {
        pos.length = 1;
        cf_report(diags, CF_R_YAML_TAG, pos, "YAML directive");
        cf_report_hint(diags, "delete the line that begins with '%%'");
    }
    if (builder->documents++) {
        cf_report(diags, CF_R_YAML_SECOND, pos, "a second document begins here");
        cf_report_hint(diags, "put it into a file of its own");
        builder->stop = true;
    }
}

static void add_alias(struct builder *builder, const yaml_event_t *event)
{
    struct cf_pos pos = span(builder, &event->start_mark, &event->end_mark);
    const struct open *top = builder->depth ? &builder->stack[builder->depth - 1] : NULL;
    const struct cf_node *last = builder->last;
    if (!top || !last || top->tail != &last->next || top->node->kind != CF_NODE_MAPPING ||
        last->kind != CF_NODE_FAULTY) { /* '<<: *a' is one fault */
        cf_report(builder->reading->diags, CF_R_YAML_ANCHOR, pos, "alias '*%s'",
                  (const char *)event->data.alias.anchor);
        cf_report_hint(builder->reading->diags,
                       "write the value out; a text that begins with '*' needs quotes");
    }
    add_node(builder, CF_NODE_FAULTY, pos, SCALAR_SIZE);
}

static void begin_collection(struct builder *builder, const yaml_event_t *event)
{
    struct cf_pos pos = span(builder, &event->start_mark, &event->end_mark);
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        check_properties(builder, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                         pos);
        open_collection(builder, CF_NODE_SEQUENCE,
                        event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, pos);
    } else {
        check_properties(builder, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                         pos);
        open_collection(builder, CF_NODE_MAPPING,
                        event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, pos);
    }
}

static void end_file(struct builder *builder)
{
    uint32_t end = (uint32_t)builder->reading->source->length;
    cf_strict_between(&builder->strict, builder->last_end, end);
    builder->stop = true;
}

static void take_event(struct builder *builder, const yaml_event_t *event)
{
    cf_strict_tell(&builder->strict);
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: begin_document(builder, event); break;
    case YAML_SCALAR_EVENT: add_scalar(builder, event); break;
    case YAML_ALIAS_EVENT: add_alias(builder, event); break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: begin_collection(builder, event); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: end_collection(builder, event); break;
    case YAML_STREAM_END_EVENT: end_file(builder); break;
    default: break;
    }
}

/* What ended on the line of the fault is a part of it: of 'a: b: c' nobody means 'a: b'. */
static void report_syntax(struct builder *builder)
{
    const struct cf_source *source = builder->reading->source;
    const struct open *top = builder->depth ? &builder->stack[builder->depth - 1] : NULL;
    struct cf_node *last = builder->last;
    struct cf_stop stop = { .parser = &builder->parser, .marks = &builder->marks };
    if (top && top->node->flow)
        stop.open = top->node;
    if (last && last->kind == CF_NODE_SCALAR && !last->plain)
        stop.quoted = last;
    uint32_t at = cf_syntax_report(builder->reading, &stop);
    builder->fault_line = at;
    while (builder->fault_line && source->text[builder->fault_line - 1] != '\n')
        builder->fault_line--;
    if (last && at >= builder->last_end &&
        !memchr(source->text + builder->last_end, '\n', at - builder->last_end))
        last->kind = CF_NODE_FAULTY;
}

static void parse_events(struct builder *builder)
{
    yaml_event_t event;
    while (!builder->stop) {
        if (!yaml_parser_parse(&builder->parser, &event)) {
            if (builder->parser.error == YAML_MEMORY_ERROR)
                builder->reading->arena->failed = true;
            else
                report_syntax(builder);
            give_up(builder);
            return;
        }
        take_event(builder, &event);
        yaml_event_delete(&event);
    }
}

static const struct cf_node *checked_root(struct builder *builder)
{
    struct cf_reading *reading = builder->reading;
    const struct cf_node *root = builder->root;
    if (reading->arena->failed || reading->scratch.failed)
        return NULL;
    if (root && root->kind == CF_NODE_MAPPING)
        return root;
    if (cf_reading_faulty(reading) || (root && root->kind == CF_NODE_FAULTY))
        return NULL;
    if (!root || (root->kind == CF_NODE_SCALAR && !root->count)) {
        cf_report(reading->diags, CF_R_YAML_EMPTY, (struct cf_pos){ reading->source, 0, 0 },
                  "the file is empty");
    } else {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, root),
                  "the file is not a mapping of keys to values");
    }
    cf_report_hint(reading->diags, "begin with 'clusterflow: ' and the kind of file, as city/1");
    return NULL;
}

const struct cf_node *cf_tree_parse(struct cf_reading *reading)
{
    struct builder builder = { .reading = reading,
                               .marks = { .source = reading->source, .ascii = reading->ascii },
                               .fault_line = UINT32_MAX };
    if (!yaml_parser_initialize(&builder.parser)) {
        reading->arena->failed = true;
        return NULL;
    }
    cf_strict_begin(&builder.strict, reading);
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)reading->source->text,
                                 reading->source->length);
    parse_events(&builder);
    close_all(&builder);
    yaml_parser_delete(&builder.parser);
    return checked_root(&builder);
}
