#include "load/tree.h"

#include <string.h>
#include <yaml.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "load/syntax.h"

enum {
    DEPTH_LIMIT = 64,
    SCALAR_LIMIT = 64 * 1024,
    KEY_LIMIT = 256,
    NODE_LIMIT = 500000,
    FEW_KEYS = 16, /* up to here comparing all keys is faster than a table */
};

/* An open collection: nodes are appended at *tail. */
struct open {
    struct cf_node *node;
    struct cf_node **tail;
    uint32_t children;
};

struct builder {
    struct cf_reading *reading;
    yaml_parser_t parser;
    struct open stack[DEPTH_LIMIT];
    size_t depth;
    struct cf_node *root;
    size_t nodes, documents;
    size_t mark_index, mark_byte; /* a place known both in characters (libyaml) and in bytes */
    bool stop;
};

struct cf_pos cf_node_pos(const struct cf_reading *reading, const struct cf_node *node)
{
    return (struct cf_pos){ reading->source, node->offset, node->length };
}

bool cf_reading_faulty(const struct cf_reading *reading)
{
    return cf_diags_errors(reading->diags) > reading->first_error;
}

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* How many of eight bytes begin a character. */
static size_t characters_in(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t inside = word >> 7 & ~(word >> 6) & UINT64_C(0x0101010101010101); /* 10xxxxxx */
    return sizeof word - (inside * UINT64_C(0x0101010101010101) >> 56);
}

/* libyaml counts characters. Its marks hardly ever go back, so that this walks the text once. */
static uint32_t byte_offset(struct builder *builder, size_t index)
{
    const char *text = builder->reading->source->text;
    size_t length = builder->reading->source->length, byte = builder->mark_byte;
    if (builder->reading->ascii)
        return (uint32_t)(index < length ? index : length);
    while (builder->mark_index + 8 <= index && byte + 8 <= length) {
        builder->mark_index += characters_in(text + byte); /* characters, begun or ended here */
        byte += 8;
    }
    while (byte < length && !begins_character(text[byte]))
        byte++;
    for (; builder->mark_index < index && byte < length; builder->mark_index++)
        for (byte++; byte < length && !begins_character(text[byte]);)
            byte++;
    for (; builder->mark_index > index && byte; builder->mark_index--)
        for (byte--; byte && !begins_character(text[byte]);)
            byte--;
    builder->mark_byte = byte;
    return (uint32_t)byte;
}

static struct cf_pos span(struct builder *builder, const yaml_mark_t *start, const yaml_mark_t *end)
{
    uint32_t from = byte_offset(builder, start->index);
    uint32_t to = byte_offset(builder, end->index);
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

/* A new node with room for a text behind it. */
static struct cf_node *add_node(struct builder *builder, enum cf_node_kind kind, struct cf_pos pos,
                                size_t room)
{
    struct cf_node *node = cf_arena_alloc(builder->reading->arena, sizeof *node + room);
    if (!node) {
        builder->stop = true;
        return NULL;
    }
    node->kind = kind;
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
    if (++builder->nodes > NODE_LIMIT) {
        cf_report(builder->reading->diags, CF_R_YAML_SIZE, pos, "more than %d nodes", NODE_LIMIT);
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
        cf_report_hint(diags, "leave it out: the field decides what a value is");
    }
}

/* Control characters can also come in as escapes of a quoted scalar. */
static void check_escapes(struct builder *builder, const char *text, size_t length,
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
            return;
        }
        i += size;
    }
}

static void check_key(struct builder *builder, const struct cf_node *key, struct cf_pos pos)
{
    struct cf_diags *diags = builder->reading->diags;
    if (!key->count) {
        cf_report(diags, CF_R_YAML_KEY, pos, "empty key");
        cf_report_hint(diags, "write a key before the ':'");
    } else if (key->count > KEY_LIMIT) {
        cf_report(diags, CF_R_YAML_SIZE, pos, "key of more than %d bytes", KEY_LIMIT);
    } else if (key->plain && strcmp(key->text, "<<") == 0) {
        cf_report(diags, CF_R_YAML_ANCHOR, pos, "merge key '<<'");
        cf_report_hint(diags, "write the keys out where they are needed");
    }
}

static void add_scalar(struct builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct cf_pos pos = span(builder, &event->start_mark, &event->end_mark);
    bool key = is_key(builder);

    check_properties(builder, event->data.scalar.anchor, event->data.scalar.tag, pos);
    if (length > SCALAR_LIMIT) {
        cf_report(builder->reading->diags, CF_R_YAML_SIZE, pos, "text of more than %d KiB",
                  SCALAR_LIMIT / 1024);
        add_node(builder, CF_NODE_FAULTY, pos, 0);
        return;
    }
    struct cf_node *node = add_node(builder, CF_NODE_SCALAR, pos, length + 1);
    if (!node)
        return;
    node->text = memcpy(node + 1, text, length); /* the NUL behind it is there already */
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_escapes(builder, text, length, pos);
    node->count = (uint32_t)(node->plain ? length : strlen(text)); /* up to an escaped NUL */
    if (key)
        check_key(builder, node, pos);
}

static void open_collection(struct builder *builder, enum cf_node_kind kind, bool flow,
                            struct cf_pos pos)
{
    struct cf_diags *diags = builder->reading->diags;
    if (is_key(builder)) {
        cf_report(diags, CF_R_YAML_KEY, pos, "a list or mapping as a key");
        cf_report_hint(diags, "a text in '{}' has to stand in quotes");
    }
    if (builder->depth == DEPTH_LIMIT) {
        cf_report(diags, CF_R_YAML_DEPTH, pos, "lists and mappings nest more than %d deep",
                  DEPTH_LIMIT);
        give_up(builder);
        return;
    }
    struct cf_node *node = add_node(builder, kind, pos, 0);
    if (!node)
        return;
    node->flow = flow;
    builder->stack[builder->depth++] = (struct open){ node, &node->first, 0 };
}

static void report_duplicate(struct builder *builder, const struct cf_node *key,
                             const struct cf_node *first)
{
    struct cf_reading *reading = builder->reading;
    cf_report(reading->diags, CF_R_YAML_DUPLICATE, cf_node_pos(reading, key),
              "key '%s' stands twice", key->text);
    cf_report_also(reading->diags, cf_node_pos(reading, first), "first given here");
    cf_report_hint(reading->diags, "delete one of the two, or rename it");
}

static bool same_key(const struct cf_node *a, const struct cf_node *b)
{
    return a->kind == CF_NODE_SCALAR && b->kind == CF_NODE_SCALAR && a->count == b->count &&
           memcmp(a->text, b->text, a->count) == 0;
}

static void check_few_keys(struct builder *builder, const struct cf_node *mapping)
{
    for (const struct cf_node *key = mapping->first; key; key = key->next->next)
        for (const struct cf_node *other = mapping->first; other != key; other = other->next->next)
            if (same_key(other, key)) {
                report_duplicate(builder, key, other);
                break;
            }
}

static void check_many_keys(struct builder *builder, const struct cf_node *mapping)
{
    struct cf_map seen = { 0 };
    const struct cf_node **keys =
        cf_arena_array(builder->reading->arena, mapping->count, sizeof(*keys));
    uint32_t number = 0, other;
    for (const struct cf_node *key = mapping->first; key && keys; key = key->next->next) {
        keys[number] = key;
        if (key->kind == CF_NODE_SCALAR) {
            if (!cf_map_add(&seen, key->text, key->count, number, &other)) {
                builder->reading->arena->failed = true;
                break;
            }
            if (other != CF_MAP_NONE)
                report_duplicate(builder, key, keys[other]);
        }
        number++;
    }
    cf_map_release(&seen);
}

/* A message about a whole block collection underlines its first key or item. */
static void narrow_to_first(struct cf_node *node)
{
    if (!node->flow && node->first && node->kind == CF_NODE_MAPPING) {
        node->offset = node->first->offset;
        node->length = node->first->length;
    } else {
        node->length = 1;
    }
}

static void close_collection(struct builder *builder)
{
    struct open *top = &builder->stack[--builder->depth];
    struct cf_node *node = top->node;
    narrow_to_first(node);
    if (node->kind == CF_NODE_SEQUENCE) {
        node->count = top->children;
        return;
    }
    node->count = top->children / 2;
    if (node->count <= FEW_KEYS)
        check_few_keys(builder, node);
    else
        check_many_keys(builder, node);
}

/* After a syntax error collections are still open, and a last key may lack its value. */
static void close_all(struct builder *builder)
{
    while (builder->depth) {
        if (builder->stack[builder->depth - 1].children % 2 &&
            builder->stack[builder->depth - 1].node->kind == CF_NODE_MAPPING &&
            !add_node(builder, CF_NODE_FAULTY, (struct cf_pos){ 0 }, 0))
            return;
        close_collection(builder);
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

static void take_event(struct builder *builder, const yaml_event_t *event)
{
    struct cf_pos pos;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: begin_document(builder, event); break;
    case YAML_SCALAR_EVENT: add_scalar(builder, event); break;
    case YAML_ALIAS_EVENT:
        pos = span(builder, &event->start_mark, &event->end_mark);
        cf_report(builder->reading->diags, CF_R_YAML_ANCHOR, pos, "alias '*%s'",
                  (const char *)event->data.alias.anchor);
        cf_report_hint(builder->reading->diags,
                       "write the value out; a text that begins with '*' needs quotes");
        add_node(builder, CF_NODE_FAULTY, pos, 0);
        break;
    case YAML_SEQUENCE_START_EVENT:
        pos = span(builder, &event->start_mark, &event->end_mark);
        check_properties(builder, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                         pos);
        open_collection(builder, CF_NODE_SEQUENCE,
                        event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, pos);
        break;
    case YAML_MAPPING_START_EVENT:
        pos = span(builder, &event->start_mark, &event->end_mark);
        check_properties(builder, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                         pos);
        open_collection(builder, CF_NODE_MAPPING,
                        event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, pos);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_collection(builder); break;
    case YAML_STREAM_END_EVENT: builder->stop = true; break;
    default: break;
    }
}

static void parse_events(struct builder *builder)
{
    while (!builder->stop) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder->parser, &event)) {
            if (builder->parser.error == YAML_MEMORY_ERROR)
                builder->reading->arena->failed = true;
            else
                cf_syntax_report(builder->reading, &builder->parser);
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
    if (reading->arena->failed)
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
    struct builder builder = { .reading = reading };
    if (!yaml_parser_initialize(&builder.parser)) {
        reading->arena->failed = true;
        return NULL;
    }
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)reading->source->text,
                                 reading->source->length);
    parse_events(&builder);
    close_all(&builder);
    yaml_parser_delete(&builder.parser);
    return checked_root(&builder);
}
