/* JSON Schemas (draft 7, which editors know best) of files, from the tables by which they are read.
 */
#include <clusterflow/output.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "output/json.h"

enum { TABLE_MOST = 64, NAME_SIZE = 64 };

/* A schema while it is written. Each table is a definition. */
struct schema {
    struct cf_json json;
    const struct cf_table *tables[TABLE_MOST];
    size_t count;
};

/* ---- which tables there are ---- */

static void collect(struct schema *schema, const struct cf_shape *shape)
{
    if (!shape)
        return;
    collect(schema, shape->items);
    for (size_t i = 0; shape->either && shape->either[i]; i++)
        collect(schema, shape->either[i]);
    for (size_t i = 0; i < schema->count; i++)
        if (schema->tables[i] == shape->table)
            return;
    if (!shape->table || schema->count == TABLE_MOST)
        return;
    schema->tables[schema->count++] = shape->table;
    for (size_t i = 0, count = cf_table_record(shape->table).count; i < count; i++) {
        struct cf_shape of_key = cf_table_key(shape->table, i).shape;
        collect(schema, &of_key);
    }
}

/* "actor-class" of "actor class". */
static const char *name_of(const struct cf_table *table, char name[NAME_SIZE])
{
    size_t length = 0;
    for (const char *c = cf_table_record(table).what; *c && length < NAME_SIZE - 1; c++)
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
    struct cf_shape list = { .kind = CF_SHAPE_LIST, .items = shape->items };
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
    snprintf(reference, sizeof reference, "#/definitions/%s", name_of(shape->table, name));
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

static void put_keys(struct schema *schema, const struct cf_table *table, size_t count)
{
    struct cf_json *json = &schema->json;
    cf_json_key(json, "properties");
    cf_json_open(json, '{');
    for (size_t i = 0; i < count; i++) {
        struct cf_key key = cf_table_key(table, i);
        cf_json_key(json, key.name);
        cf_json_open(json, '{');
        cf_json_key_text(json, "description", key.about);
        put_members(schema, &key.shape);
        cf_json_close(json, '}');
    }
    cf_json_close(json, '}');
}

/* Lists the keys whose bits are set under the word. */
static void put_key_list(struct cf_json *json, const char *word, const struct cf_table *table,
                         size_t count, uint64_t keys)
{
    cf_json_key(json, word);
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < count; i++)
        if (keys >> i & 1)
            cf_json_text(json, cf_table_key(table, i).name);
    cf_json_close(json, ']');
}

static uint64_t required_keys(const struct cf_table *table, size_t count)
{
    uint64_t required = 0;
    for (size_t i = 0; i < count; i++)
        if (cf_table_key(table, i).required)
            required |= UINT64_C(1) << i;
    return required;
}

/* The keys of which one is given; the last of them may stand together. */
static void put_one_of(struct cf_json *json, const struct cf_table *table,
                       const struct cf_record *record)
{
    size_t alone = record->one_of - record->together;
    cf_json_key(json, "oneOf");
    cf_json_open(json, '[');
    for (size_t i = 0; i < alone; i++)
        put_required(json, cf_table_key(table, i).name);
    cf_json_open_inline(json, '{');
    cf_json_key(json, "anyOf");
    cf_json_open(json, '[');
    for (size_t i = alone; i < record->one_of; i++)
        put_required(json, cf_table_key(table, i).name);
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

static void put_consequence(struct cf_json *json, const struct cf_table *table, size_t count,
                            const struct cf_variant *variant)
{
    cf_json_key(json, "then");
    cf_json_open_inline(json, '{');
    if (variant->needed)
        put_key_list(json, "required", table, count, variant->needed);
    if (variant->forbidden) {
        cf_json_key(json, "properties");
        cf_json_open(json, '{');
        for (size_t i = 0; i < count; i++)
            if (variant->forbidden >> i & 1)
                cf_json_key_flag(json, cf_table_key(table, i).name, false);
        cf_json_close(json, '}');
    }
    cf_json_close(json, '}');
}

static void put_variants(struct cf_json *json, const struct cf_table *table,
                         const struct cf_record *record)
{
    const char *selector = cf_table_key(table, record->selector).name;
    cf_json_key(json, "allOf");
    cf_json_open(json, '[');
    for (const struct cf_variant *variant = record->variants; variant->word; variant++) {
        bool otherwise = record->otherwise && strcmp(record->otherwise, variant->word) == 0;
        cf_json_open(json, '{');
        put_condition(json, selector, variant->word, otherwise);
        put_consequence(json, table, record->count, variant);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void put_record(struct schema *schema, const struct cf_table *table)
{
    struct cf_json *json = &schema->json;
    struct cf_record record = cf_table_record(table);
    uint64_t required = required_keys(table, record.count);
    cf_json_open(json, '{');
    cf_json_key_text(json, "type", "object");
    put_keys(schema, table, record.count);
    if (required)
        put_key_list(json, "required", table, record.count, required);
    cf_json_key_flag(json, "additionalProperties", false);
    if (record.one_of)
        put_one_of(json, table, &record);
    if (record.variants)
        put_variants(json, table, &record);
    cf_json_close(json, '}');
}

enum cf_status cf_write_schema(const struct cf_sink *sink, const struct cf_shape *shape,
                               const char *title)
{
    struct schema schema = { .count = 0 };
    char name[NAME_SIZE];
    cf_json_init(&schema.json, sink, false, 0, false);
    collect(&schema, shape);
    cf_json_open(&schema.json, '{');
    cf_json_key_text(&schema.json, "$schema", "http://json-schema.org/draft-07/schema#");
    cf_json_key_text(&schema.json, "title", title);
    put_members(&schema, shape);
    cf_json_key(&schema.json, "definitions");
    cf_json_open(&schema.json, '{');
    for (size_t i = 0; i < schema.count; i++) {
        cf_json_key(&schema.json, name_of(schema.tables[i], name));
        put_record(&schema, schema.tables[i]);
    }
    cf_json_close(&schema.json, '}');
    cf_json_close(&schema.json, '}');
    cf_json_newline(&schema.json);
    return cf_json_flush(&schema.json);
}
