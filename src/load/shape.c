/* What the tables of fields say of files, told to those who make schemas of them. */
#include <string.h>

#include "load/shape.h"

enum { RECORD_MOST = 64 };

const struct cf_shape cf_shape_text = { .kind = CF_SHAPE_TEXT };
const struct cf_shape cf_shape_id = { .kind = CF_SHAPE_ID };
const struct cf_shape cf_shape_year = { .kind = CF_SHAPE_COUNT, .low = 1, .high = 9999 };
const struct cf_shape cf_shape_ids = { .kind = CF_SHAPE_LIST_OR_ONE, .items = &cf_shape_id };

/* What a reader takes, where the field does not say it. */
static const struct {
    cf_field_reader *read;
    struct cf_shape shape;
} implied[] = {
    { cf_read_string, { .kind = CF_SHAPE_TEXT } },
    { cf_read_text, { .kind = CF_SHAPE_TEXT } },
    { cf_read_id, { .kind = CF_SHAPE_ID } },
    { cf_read_citation, { .kind = CF_SHAPE_ID } },
    { cf_read_texts, { .kind = CF_SHAPE_LIST_OR_ONE, .items = &cf_shape_text } },
    { cf_read_ids, { .kind = CF_SHAPE_LIST_OR_ONE, .items = &cf_shape_id } },
    { cf_read_number, { .kind = CF_SHAPE_NUMBER } },
    { cf_read_fraction, { .kind = CF_SHAPE_FRACTION } },
    { cf_read_year, { .kind = CF_SHAPE_COUNT, .low = 1, .high = 9999 } },
    { cf_read_flag, { .kind = CF_SHAPE_FLAG } },
};

static struct cf_shape shape_of(const struct cf_field *field)
{
    if (field->shape)
        return *field->shape;
    if (field->read == cf_read_word)
        return (struct cf_shape){ .kind = CF_SHAPE_WORD,
                                  .words = ((const struct cf_words *)field->extra)->words };
    if (field->read == cf_read_int) {
        const struct cf_int_range *range = field->extra;
        return (struct cf_shape){ .kind = CF_SHAPE_COUNT, .low = range->low, .high = range->high };
    }
    for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
        if (implied[i].read == field->read)
            return implied[i].shape;
    return cf_shape_text;
}

/* ---- formats ---- */

/* A format while its tables are collected, each once. */
struct collecting {
    struct cf_arena *arena;
    struct cf_record records[RECORD_MOST];
    size_t count;
};

static const struct cf_key *keys_of(struct collecting *work, const struct cf_table *table)
{
    struct cf_key *keys = cf_arena_array(work->arena, table->count, sizeof *keys);
    for (size_t i = 0; i < table->count && keys; i++) {
        const struct cf_field *field = &table->fields[i];
        keys[i] = (struct cf_key){ field->name, field->about, field->required, shape_of(field) };
    }
    return keys;
}

static bool is_known(const struct collecting *work, const struct cf_table *table)
{
    for (size_t i = 0; i < work->count; i++)
        if (work->records[i].table == table)
            return true;
    return false;
}

/* The record and those that its keys lead to; formats are a few records deep. */
static void collect(struct collecting *work, const struct cf_shape *shape)
{
    const struct cf_table *table = shape->table;
    if (shape->items)
        collect(work, shape->items);
    for (size_t i = 0; shape->either && shape->either[i]; i++)
        collect(work, shape->either[i]);
    if (!table || is_known(work, table) || work->count == RECORD_MOST)
        return;
    const struct cf_key *keys = keys_of(work, table);
    work->records[work->count++] = (struct cf_record){
        .what = table->what,
        .table = table,
        .keys = keys,
        .key_count = keys ? table->count : 0,
        .one_of = table->one_of,
        .together = table->together,
        .selector = table->selector,
        .variants = table->variants,
        .otherwise = table->otherwise,
    };
    for (size_t i = 0; keys && i < table->count; i++)
        collect(work, &keys[i].shape);
}

static const struct {
    const struct cf_table *table;
    const char *kind;
} formats[] = {
    [CF_FILE_OTHER] = { NULL, NULL },
    [CF_FILE_CATALOG] = { &cf_catalog_table, "catalog/1" },
    [CF_FILE_CHART] = { &cf_chart_table, "flowchart/1" },
    [CF_FILE_CITY] = { &cf_city_table, "city/1" },
    [CF_FILE_SUITE] = { &cf_suite_table, "suite/1" },
};

enum cf_status cf_load_format(struct cf_format **out, enum cf_file_kind kind)
{
    struct cf_shape file = { .kind = CF_SHAPE_RECORD, .table = formats[kind].table };
    *out = NULL;
    if (!file.table)
        return CF_NOT_FOUND;
    struct cf_format *format = cf_document_new(sizeof *format);
    if (!format)
        return CF_NO_MEMORY;
    struct collecting work = { .arena = cf_arena_of(format) };
    collect(&work, &file);
    struct cf_record *records = cf_arena_array(work.arena, work.count, sizeof *records);
    if (!records || work.arena->failed) {
        cf_document_free(format);
        return CF_NO_MEMORY;
    }
    memcpy(records, work.records, work.count * sizeof *records);
    *format = (struct cf_format){ formats[kind].kind, records, work.count };
    *out = format;
    return CF_OK;
}
