#include <math.h>
#include <string.h>

#include "load/document.h"

enum { VALUE_LIMIT = 64 }; /* levels or categories: a set of them is a 64-bit word */

/* ---- units ---- */

static const struct cf_field unit_fields[] = {
    { "label", cf_read_string, offsetof(struct cf_unit_def, label), false, NULL },
    { "equals", cf_read_text, offsetof(struct cf_unit_def, equals), false, NULL },
    { "also", cf_read_texts, offsetof(struct cf_unit_def, also), false, NULL },
};

/* The name of a unit is an id in which capital letters are allowed, too. */
static void read_unit_name(struct cf_reading *reading, const struct cf_node *key,
                           struct cf_text *id)
{
    if (!cf_node_text(reading, key, id))
        return;
    char first = key->text[0];
    size_t good = strspn(key->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789_");
    if (good == key->count && (first < '0' || first > '9') && strcmp(key->text, "per") != 0)
        return;
    cf_report(reading->diags, CF_R_CATALOG_UNIT, id->pos, "'%s' cannot name a unit", key->text);
    cf_report_hint(reading->diags, "use letters, digits and _, not a digit first, and not 'per'; "
                                   "other spellings go into 'also'");
    id->text = NULL;
}

static void read_unit(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    struct cf_unit_def *unit = record;
    read_unit_name(reading, key, &unit->id);
    if (value->kind == CF_NODE_SCALAR && !value->count && value->plain)
        return; /* `person:` alone is a new base unit */
    cf_read_record(reading, value, "unit", CF_FIELDS(unit_fields), unit);
}

void cf_read_units(struct cf_reading *reading, const struct cf_node *node,
                   const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)((char *)record + field->offset);
    words->units =
        cf_read_mapping(reading, node, sizeof *words->units, read_unit, &words->unit_count);
}

/* ---- actor classes and factors ---- */

static const struct cf_field term_fields[] = {
    { "label", cf_read_string, offsetof(struct cf_term, label), false, NULL },
};

static void read_term(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    struct cf_term *term = record;
    if (cf_node_id(reading, key, &term->id))
        cf_read_record(reading, value, "term", CF_FIELDS(term_fields), term);
    if (!term->label)
        term->label = cf_title_of_id(reading, term->id.text);
}

void cf_read_actor_classes(struct cf_reading *reading, const struct cf_node *node,
                           const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)((char *)record + field->offset);
    words->actor_classes = cf_read_mapping(reading, node, sizeof *words->actor_classes, read_term,
                                           &words->actor_class_count);
}

void cf_read_factors(struct cf_reading *reading, const struct cf_node *node,
                     const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)((char *)record + field->offset);
    words->factors =
        cf_read_mapping(reading, node, sizeof *words->factors, read_term, &words->factor_count);
}

/* ---- indices ---- */

static const char *const type_words[] = { "number", "flag", "level", "category", NULL };
static const struct cf_words types = { type_words, CF_NUMBER };
static const struct cf_int_range ages = { 0, 9999 };
static const struct cf_int_range growth_years = { 1, 9998 };

static void read_range(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_index *index = record;
    (void)field;
    index->range_pos = cf_node_pos(reading, node);
    if (node->kind == CF_NODE_FAULTY)
        return;
    if (node->kind != CF_NODE_SEQUENCE || node->count != 2) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, index->range_pos,
                  "a range is a list of two numbers");
        cf_report_hint(reading->diags, "write [low, high]");
        return;
    }
    double low, high;
    if (!cf_node_number(reading, node->first, &low) ||
        !cf_node_number(reading, node->first->next, &high))
        return;
    if (low > high) {
        cf_report(reading->diags, CF_R_FORMAT_RANGE, index->range_pos,
                  "the range begins above its end");
        cf_report_hint(reading->diags, "write [low, high], the smaller number first");
        return;
    }
    index->low = low;
    index->high = high;
}

static void set_derivation(struct cf_reading *reading, struct cf_index *index,
                           enum cf_derivation derivation, struct cf_pos pos)
{
    if (index->derivation != CF_BASE) {
        cf_report(reading->diags, CF_R_CATALOG_DERIVED, pos, "derived in two ways");
        cf_report_hint(reading->diags, "keep one of them");
    }
    index->derivation = derivation;
}

/* `extra` is the derivation; how many operands it takes follows from it. */
static const enum cf_derivation derivations[] = { CF_RATIO, CF_PRODUCT, CF_SUM,   CF_DIFFERENCE,
                                                  CF_MAX,   CF_MIN,     CF_GROWTH };

static void read_operands(struct cf_reading *reading, const struct cf_node *node,
                          const struct cf_field *field, void *record)
{
    struct cf_index *index = record;
    enum cf_derivation derivation = *(const enum cf_derivation *)field->extra;
    bool pair = derivation != CF_SUM && derivation != CF_MAX && derivation != CF_MIN;
    set_derivation(reading, index, derivation, cf_node_pos(reading, node));
    if (node->kind == CF_NODE_FAULTY)
        return;
    if (node->kind != CF_NODE_SEQUENCE || (pair && node->count != 2) || !node->count) {
        cf_report(reading->diags, CF_R_CATALOG_DERIVED, cf_node_pos(reading, node),
                  pair ? "'%s' takes a list of two indices" : "'%s' takes a list of indices",
                  field->name);
        cf_report_hint(reading->diags, "write [a, b]");
        return;
    }
    struct cf_text *operands = cf_arena_array(reading->arena, node->count, sizeof *operands);
    size_t count = 0;
    for (const struct cf_node *item = node->first; item && operands; item = item->next)
        if (cf_node_id(reading, item, &operands[count]))
            count++;
    index->operands = (struct cf_text_list){ operands, operands ? count : 0 };
}

struct growth {
    struct cf_text of;
    int over;
};

static const struct cf_field growth_fields[] = {
    { "of", cf_read_id, offsetof(struct growth, of), true, NULL },
    { "over", cf_read_int, offsetof(struct growth, over), true, &growth_years },
};

static void read_growth(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_index *index = record;
    struct growth growth = { 0 };
    struct cf_text *operand = cf_arena_alloc(reading->arena, sizeof *operand);
    set_derivation(reading, index, *(const enum cf_derivation *)field->extra,
                   cf_node_pos(reading, node));
    cf_read_record(reading, node, "growth", CF_FIELDS(growth_fields), &growth);
    if (!operand || !growth.of.text || !growth.over)
        return;
    *operand = growth.of;
    index->operands = (struct cf_text_list){ operand, 1 };
    index->years = growth.over;
}

static const struct cf_field index_fields[] = {
    { "label", cf_read_string, offsetof(struct cf_index, label), false, NULL },
    { "type", cf_read_word, offsetof(struct cf_index, type), false, &types },
    { "unit", cf_read_text, offsetof(struct cf_index, unit), false, NULL },
    { "factor", cf_read_id, offsetof(struct cf_index, factor), false, NULL },
    { "levels", cf_read_ids, offsetof(struct cf_index, values), false, NULL },
    { "values", cf_read_ids, offsetof(struct cf_index, values), false, NULL },
    { "range", read_range, 0, false, NULL },
    { "max_age", cf_read_int, offsetof(struct cf_index, max_age), false, &ages },
    { "shared", cf_read_flag, offsetof(struct cf_index, shared), false, NULL },
    { "ratio", read_operands, 0, false, &derivations[0] },
    { "product", read_operands, 0, false, &derivations[1] },
    { "sum", read_operands, 0, false, &derivations[2] },
    { "difference", read_operands, 0, false, &derivations[3] },
    { "max", read_operands, 0, false, &derivations[4] },
    { "min", read_operands, 0, false, &derivations[5] },
    { "growth", read_growth, 0, false, &derivations[6] },
    { "note", cf_read_string, offsetof(struct cf_index, note), false, NULL },
};

/* Which fields go with which types: need, may, or must not be there. */
static const struct {
    const char *field;
    char by_type[5]; /* by enum cf_type: '!' needed, '.' allowed, '-' not */
} field_types[] = {
    { "unit", "!---" },  { "levels", "--!-" },     { "values", "---!" }, { "range", ".---" },
    { "ratio", ".---" }, { "product", ".---" },    { "sum", ".---" },    { "max", ".---" },
    { "min", ".---" },   { "difference", ".---" }, { "growth", ".---" },
};

static void check_fields(struct cf_reading *reading, const struct cf_index *index,
                         const struct cf_node *key, const struct cf_node *value, uint64_t given)
{
    for (size_t i = 0; i < sizeof field_types / sizeof *field_types; i++) {
        const char *field = field_types[i].field;
        bool there = cf_field_given(given, CF_FIELDS(index_fields), field);
        char rule = field_types[i].by_type[index->type];
        if (rule == '!' && !there && !reading->truncated) {
            cf_report(reading->diags, CF_R_FORMAT_MISSING_KEY, cf_node_pos(reading, key),
                      "a %s index needs '%s'", cf_type_name(index->type), field);
            cf_report_hint(reading->diags, index->type == CF_NUMBER
                                               ? "add its unit, or say 'type: flag'"
                                               : "add the list of its values");
        } else if (rule == '-' && there) {
            const struct cf_node *node = cf_node_get(value, field);
            cf_report(reading->diags, CF_R_CATALOG_INDEX, cf_node_pos(reading, node),
                      "a %s index has no '%s'", cf_type_name(index->type), field);
            cf_report_hint(reading->diags, "delete it, or mend the 'type'");
        }
    }
}

static void check_values(struct cf_reading *reading, const struct cf_index *index)
{
    if (index->values.count <= VALUE_LIMIT)
        return;
    cf_report(reading->diags, CF_R_CATALOG_INDEX, index->values.items[VALUE_LIMIT].pos,
              "more than %d values", VALUE_LIMIT);
    cf_report_hint(reading->diags, "join some of them");
}

static void read_index(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    struct cf_index *index = record;
    *index = (struct cf_index){ .low = -INFINITY, .high = INFINITY, .max_age = -1 };
    bool named = cf_node_id(reading, key, &index->id);
    uint64_t given = cf_read_record(reading, value, "index", CF_FIELDS(index_fields), index);
    if (named && value->kind == CF_NODE_MAPPING)
        check_fields(reading, index, key, value, given);
    check_values(reading, index);
    if (!cf_field_given(given, CF_FIELDS(index_fields), "shared"))
        index->shared = index->type != CF_NUMBER;
    if (!index->label)
        index->label = cf_title_of_id(reading, index->id.text);
}

void cf_read_indices(struct cf_reading *reading, const struct cf_node *node,
                     const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)((char *)record + field->offset);
    words->indices =
        cf_read_mapping(reading, node, sizeof *words->indices, read_index, &words->index_count);
}

/* ---- the file ---- */

static const struct cf_field catalog_fields[] = {
    { "clusterflow", cf_read_nothing, 0, true, NULL },
    { "title", cf_read_string, offsetof(struct cf_catalog, title), false, NULL },
    { "note", cf_read_nothing, 0, false, NULL },
    { "units", cf_read_units, offsetof(struct cf_catalog, words), false, NULL },
    { "actor_classes", cf_read_actor_classes, offsetof(struct cf_catalog, words), false, NULL },
    { "factors", cf_read_factors, offsetof(struct cf_catalog, words), false, NULL },
    { "indices", cf_read_indices, offsetof(struct cf_catalog, words), false, NULL },
};

enum cf_status cf_load_catalog(struct cf_catalog **out, const struct cf_input *input,
                               struct cf_diags *diags)
{
    struct cf_catalog *catalog = cf_document_new(sizeof *catalog);
    *out = NULL;
    if (!catalog)
        return CF_NO_MEMORY;
    struct cf_reading reading = { .arena = cf_arena_of(catalog), .diags = diags };
    const struct cf_node *root = cf_reading_begin(&reading, input, "catalog/1");
    if (root)
        cf_read_record(&reading, root, "catalog", CF_FIELDS(catalog_fields), catalog);
    catalog->source = reading.source;
    enum cf_status status = cf_reading_end(&reading);
    if (status == CF_OK)
        *out = catalog;
    else
        cf_document_free(catalog);
    return status;
}
