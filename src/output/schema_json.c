/* JSON Schemas (draft 7, which editors know best) of files, from the tables by which they are read.
 */
#include <clusterflow/output.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "output/json.h"

enum { NAME_SIZE = 64 };

/* A schema while it is written. Each record is a definition. */
struct schema {
    struct cf_json json;
    const struct cf_format *format;
};

static const struct cf_record *record_of(const struct schema *schema, const struct cf_table *table)
{
    size_t i = 0;
    while (i + 1 < schema->format->count && schema->format->records[i].table != table)
        i++;
    return &schema->format->records[i];
}

/* "actor-class" of "actor class". */
static const char *name_of(const struct cf_record *record, char name[NAME_SIZE])
{
    size_t length = 0;
    for (const char *c = record->what; *c && length < NAME_SIZE - 1; c++)
        if (*c == ' ' || (*c >= 'a' && *c <= 'z'))
            name[length++] = *c;
    name[length] = '\0';
    for (char *c = name; *c; c++)
        if (*c == ' ')
            *c = '-';
    return name;
}

/* ---- small parts ---- */

static void put_word_list(struct cf_json *json, const char *key, const char *const *words)
{
    cf_json_key(json, key);
    cf_json_open_inline(json, '[');
    for (size_t i = 0; words[i]; i++)
        cf_json_text(json, words[i]);
    cf_json_close(json, ']');
}

static void put_one_word(struct cf_json *json, const char *key, const char *word)
{
    const char *const words[] = { word, NULL };
    put_word_list(json, key, words);
}

static void put_types(struct cf_json *json)
{
    static const char *const scalars[] = { "string", "number", "boolean", NULL };
    put_word_list(json, "type", scalars);
}

static void put_required(struct cf_json *json, const char *key)
{
    cf_json_open_inline(json, '{');
    put_one_word(json, "required", key);
    cf_json_close(json, '}');
}

/* ---- shapes ---- */

static void put_shape(struct schema *schema, const struct cf_shape *shape);

static void put_list(struct schema *schema, const struct cf_shape *shape)
{
    struct cf_json *json = &schema->json;
    cf_json_key_text(json, "type", "array");
    cf_json_key(json, "items");
    put_shape(schema, shape->items);
    if (shape->low)
        cf_json_key_number(json, "minItems", shape->low);
    if (shape->high)
        cf_json_key_number(json, "maxItems", shape->high);
}

static void put_list_or_one(struct schema *schema, const struct cf_shape *shape)
{
    struct cf_shape list = {
        .kind = CF_SHAPE_LIST, .low = shape->low, .high = shape->high, .items = shape->items
    };
    cf_json_key(&schema->json, "anyOf");
    cf_json_open(&schema->json, '[');
    put_shape(schema, shape->items);
    put_shape(schema, &list);
    cf_json_close(&schema->json, ']');
}

static void put_mapping(struct schema *schema, const struct cf_shape *shape)
{
    struct cf_json *json = &schema->json;
    cf_json_key_text(json, "type", "object");
    cf_json_key(json, "patternProperties");
    cf_json_open(json, '{');
    cf_json_key(json, shape->pattern);
    put_shape(schema, shape->items);
    cf_json_close(json, '}');
    cf_json_key_flag(json, "additionalProperties", false);
}

/* Within allOf: draft 7 passes over what stands beside a bare $ref, such as a description. */
static void put_reference(struct schema *schema, const struct cf_shape *shape)
{
    struct cf_json *json = &schema->json;
    char name[NAME_SIZE], reference[NAME_SIZE + 16];
    snprintf(reference, sizeof reference, "#/definitions/%s",
             name_of(record_of(schema, shape->table), name));
    cf_json_key(json, "allOf");
    cf_json_open_inline(json, '[');
    cf_json_open(json, '{');
    cf_json_key_text(json, "$ref", reference);
    cf_json_close(json, '}');
    if (shape->needs)
        put_required(json, shape->needs);
    cf_json_close(json, ']');
}

static void put_either(struct schema *schema, const struct cf_shape *shape)
{
    cf_json_key(&schema->json, "anyOf");
    cf_json_open(&schema->json, '[');
    for (size_t i = 0; shape->either[i]; i++)
        put_shape(schema, shape->either[i]);
    cf_json_close(&schema->json, ']');
}

static void put_number(struct cf_json *json, const struct cf_shape *shape)
{
    bool whole = shape->kind == CF_SHAPE_COUNT, fraction = shape->kind == CF_SHAPE_FRACTION;
    cf_json_key_text(json, "type", whole ? "integer" : "number");
    if (whole || fraction)
        cf_json_key_number(json, "minimum", shape->low);
    if (whole && shape->high < INT_MAX)
        cf_json_key_number(json, "maximum", shape->high);
    if (fraction)
        cf_json_key_number(json, "exclusiveMaximum", 1);
}

static void put_text(struct cf_json *json, const struct cf_shape *shape)
{
    const char *pattern = shape->kind == CF_SHAPE_ID ? CF_ID_PATTERN : shape->pattern;
    if (!pattern) {
        put_types(json);
        return;
    }
    cf_json_key_text(json, "type", "string");
    cf_json_key_text(json, "pattern", pattern);
}

/* The members of the shape's object. */
static void put_members(struct schema *schema, const struct cf_shape *shape)
{
    switch (shape->kind) {
    case CF_SHAPE_TEXT:
    case CF_SHAPE_ID: put_text(&schema->json, shape); break;
    case CF_SHAPE_NUMBER:
    case CF_SHAPE_FRACTION:
    case CF_SHAPE_COUNT: put_number(&schema->json, shape); break;
    case CF_SHAPE_FLAG: cf_json_key_text(&schema->json, "type", "boolean"); break;
    case CF_SHAPE_WORD: put_word_list(&schema->json, "enum", shape->words); break;
    case CF_SHAPE_LIST: put_list(schema, shape); break;
    case CF_SHAPE_LIST_OR_ONE: put_list_or_one(schema, shape); break;
    case CF_SHAPE_MAPPING: put_mapping(schema, shape); break;
    case CF_SHAPE_RECORD: put_reference(schema, shape); break;
    case CF_SHAPE_EITHER: put_either(schema, shape); break;
    case CF_SHAPE_EMPTY: cf_json_key_text(&schema->json, "type", "null"); break;
    }
}

static bool is_small(const struct cf_shape *shape)
{
    return !shape->items && !shape->either;
}

static void put_shape(struct schema *schema, const struct cf_shape *shape)
{
    if (is_small(shape))
        cf_json_open_inline(&schema->json, '{');
    else
        cf_json_open(&schema->json, '{');
    put_members(schema, shape);
    cf_json_close(&schema->json, '}');
}

/* ---- records ---- */

static void put_keys(struct schema *schema, const struct cf_record *record)
{
    struct cf_json *json = &schema->json;
    cf_json_key(json, "properties");
    cf_json_open(json, '{');
    for (size_t i = 0; i < record->key_count; i++) {
        const struct cf_key *key = &record->keys[i];
        cf_json_key(json, key->name);
        cf_json_open(json, '{');
        cf_json_key_text(json, "description", key->about);
        put_members(schema, &key->shape);
        cf_json_close(json, '}');
    }
    cf_json_close(json, '}');
}

/* Lists the keys whose bits are set under the word. */
static void put_key_list(struct cf_json *json, const char *word, const struct cf_record *record,
                         uint64_t keys)
{
    cf_json_key(json, word);
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < record->key_count; i++)
        if (keys >> i & 1)
            cf_json_text(json, record->keys[i].name);
    cf_json_close(json, ']');
}

static uint64_t required_keys(const struct cf_record *record)
{
    uint64_t required = 0;
    for (size_t i = 0; i < record->key_count; i++)
        if (record->keys[i].required)
            required |= UINT64_C(1) << i;
    return required;
}

/* The keys of which one is given; the last of them may stand together. */
static void put_one_of(struct cf_json *json, const struct cf_record *record)
{
    size_t alone = record->one_of - record->together;
    cf_json_key(json, "oneOf");
    cf_json_open(json, '[');
    for (size_t i = 0; i < alone; i++)
        put_required(json, record->keys[i].name);
    cf_json_open_inline(json, '{');
    cf_json_key(json, "anyOf");
    cf_json_open(json, '[');
    for (size_t i = alone; i < record->one_of; i++)
        put_required(json, record->keys[i].name);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
    cf_json_close(json, ']');
}

static void put_condition(struct cf_json *json, const char *selector, const char *word,
                          bool otherwise)
{
    cf_json_key(json, "if");
    cf_json_open_inline(json, '{');
    cf_json_key(json, "properties");
    cf_json_open(json, '{');
    cf_json_key(json, selector);
    cf_json_open(json, '{');
    put_one_word(json, "enum", word);
    cf_json_close(json, '}');
    cf_json_close(json, '}');
    if (!otherwise) /* else it also holds where the key is not given */
        put_one_word(json, "required", selector);
    cf_json_close(json, '}');
}

static void put_consequence(struct cf_json *json, const struct cf_record *record,
                            const struct cf_variant *variant)
{
    cf_json_key(json, "then");
    cf_json_open_inline(json, '{');
    if (variant->needed)
        put_key_list(json, "required", record, variant->needed);
    if (variant->forbidden) {
        cf_json_key(json, "properties");
        cf_json_open(json, '{');
        for (size_t i = 0; i < record->key_count; i++)
            if (variant->forbidden >> i & 1)
                cf_json_key_flag(json, record->keys[i].name, false);
        cf_json_close(json, '}');
    }
    cf_json_close(json, '}');
}

static void put_variants(struct cf_json *json, const struct cf_record *record)
{
    const char *selector = record->keys[record->selector].name;
    cf_json_key(json, "allOf");
    cf_json_open(json, '[');
    for (const struct cf_variant *variant = record->variants; variant->word; variant++) {
        bool otherwise = record->otherwise && strcmp(record->otherwise, variant->word) == 0;
        cf_json_open(json, '{');
        put_condition(json, selector, variant->word, otherwise);
        put_consequence(json, record, variant);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void put_record(struct schema *schema, const struct cf_record *record)
{
    struct cf_json *json = &schema->json;
    uint64_t required = required_keys(record);
    cf_json_open(json, '{');
    cf_json_key_text(json, "type", "object");
    put_keys(schema, record);
    if (required)
        put_key_list(json, "required", record, required);
    cf_json_key_flag(json, "additionalProperties", false);
    if (record->one_of)
        put_one_of(json, record);
    if (record->variants)
        put_variants(json, record);
    cf_json_close(json, '}');
}

enum cf_status cf_write_schema(const struct cf_sink *sink, const struct cf_format *format)
{
    struct schema schema = { .format = format };
    struct cf_shape file = { .kind = CF_SHAPE_RECORD, .table = format->records->table };
    char text[NAME_SIZE];
    cf_json_init(&schema.json, sink, false, 0, false);
    cf_json_open(&schema.json, '{');
    cf_json_key_text(&schema.json, "$schema", "http://json-schema.org/draft-07/schema#");
    snprintf(text, sizeof text, "clusterflow %s", format->kind);
    cf_json_key_text(&schema.json, "title", text);
    put_members(&schema, &file);
    cf_json_key(&schema.json, "definitions");
    cf_json_open(&schema.json, '{');
    for (size_t i = 0; i < format->count; i++) {
        cf_json_key(&schema.json, name_of(&format->records[i], text));
        put_record(&schema, &format->records[i]);
    }
    cf_json_close(&schema.json, '}');
    cf_json_close(&schema.json, '}');
    cf_json_newline(&schema.json);
    return cf_json_flush(&schema.json);
}
