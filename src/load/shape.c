/* What the tables of fields say of files, told to those who make schemas of them. */
#include "load/shape.h"

const struct cf_shape cf_shape_text = { .kind = CF_SHAPE_TEXT };
const struct cf_shape cf_shape_id = { .kind = CF_SHAPE_ID };
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

struct cf_record cf_table_record(const struct cf_table *table)
{
    return (struct cf_record){
        .what = table->what,
        .count = table->count,
        .one_of = table->one_of,
        .together = table->together,
        .selector = table->selector,
        .variants = table->variants,
        .otherwise = table->otherwise,
    };
}

struct cf_key cf_table_key(const struct cf_table *table, size_t number)
{
    const struct cf_field *field = &table->fields[number];
    return (struct cf_key){ field->name, field->about, field->required, shape_of(field) };
}

const struct cf_shape *cf_file_shape(enum cf_file_kind kind)
{
    static const struct cf_shape catalog = { .kind = CF_SHAPE_RECORD, .table = &cf_catalog_table };
    static const struct cf_shape chart = { .kind = CF_SHAPE_RECORD, .table = &cf_chart_table };
    static const struct cf_shape city = { .kind = CF_SHAPE_RECORD, .table = &cf_city_table };
    switch (kind) {
    case CF_FILE_CATALOG: return &catalog;
    case CF_FILE_CHART: return &chart;
    case CF_FILE_CITY: return &city;
    case CF_FILE_OTHER: break;
    }
    return NULL;
}
