#include <string.h>

#include "load/allow.h"
#include "load/document.h"

/* ---- units ---- */

static const struct cf_field unit_fields[] = {
    { "label", cf_read_string, offsetof(struct cf_unit_def, label), false, NULL, NULL,
      "how it is called in text for people" },
    { "equals", cf_read_text, offsetof(struct cf_unit_def, equals), false, NULL, NULL,
      "an expression in earlier units, such as 1000 m; without it the unit is a new base unit" },
    { "also", cf_read_texts, offsetof(struct cf_unit_def, also), false, NULL, NULL,
      "further names" },
};

static const struct cf_table unit_table = { "unit", CF_FIELDS(unit_fields) };

/* The name of a unit is an id in which capital letters are allowed, too. */
static void read_unit_name(struct cf_reading *reading, const struct cf_node *key,
                           struct cf_text *id)
{
    if (!cf_node_text(reading, key, id))
        return;
    char first = key->text[0];
    size_t good = strspn(key->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789_");
    if (good == key->count && first > '9' && strcmp(key->text, "per") != 0)
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
    cf_read_record(reading, value, &unit_table, unit);
}

static const struct cf_shape unit_record = { .kind = CF_SHAPE_RECORD, .table = &unit_table };
static const struct cf_shape no_record = { .kind = CF_SHAPE_EMPTY };
static const struct cf_shape *const unit_shapes[] = { &unit_record, &no_record, NULL };
static const struct cf_shape unit_shape = { .kind = CF_SHAPE_EITHER, .either = unit_shapes };
const struct cf_shape cf_units_shape = { .kind = CF_SHAPE_MAPPING,
                                         .pattern = "^(?!per$)[A-Za-z_][A-Za-z0-9_]*$",
                                         .items = &unit_shape };

void cf_read_units(struct cf_reading *reading, const struct cf_node *node,
                   const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)cf_member(field, record);
    words->units =
        cf_read_mapping(reading, node, sizeof *words->units, read_unit, &words->unit_count);
}

/* ---- actor classes and factors ---- */

static const struct cf_field term_fields[] = {
    { "label", cf_read_string, offsetof(struct cf_term, label), false, NULL, NULL,
      "how it is called in text for people" },
};

static const struct cf_table class_table = { "actor class", CF_FIELDS(term_fields) };
static const struct cf_table factor_table = { "factor", CF_FIELDS(term_fields) };
static const struct cf_shape class_shape = { .kind = CF_SHAPE_RECORD, .table = &class_table };
static const struct cf_shape factor_shape = { .kind = CF_SHAPE_RECORD, .table = &factor_table };
const struct cf_shape cf_classes_shape = { .kind = CF_SHAPE_MAPPING,
                                           .pattern = CF_ID_PATTERN,
                                           .items = &class_shape };
const struct cf_shape cf_factors_shape = { .kind = CF_SHAPE_MAPPING,
                                           .pattern = CF_ID_PATTERN,
                                           .items = &factor_shape };

static void read_term(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, const struct cf_table *table,
                      struct cf_term *term)
{
    if (cf_node_id(reading, key, &term->id))
        cf_read_record(reading, value, table, term);
    if (!term->label)
        term->label = cf_title_of_id(reading, term->id.text);
}

static void read_actor_class(struct cf_reading *reading, const struct cf_node *key,
                             const struct cf_node *value, void *record)
{
    read_term(reading, key, value, &class_table, record);
}

static void read_factor(struct cf_reading *reading, const struct cf_node *key,
                        const struct cf_node *value, void *record)
{
    read_term(reading, key, value, &factor_table, record);
}

void cf_read_actor_classes(struct cf_reading *reading, const struct cf_node *node,
                           const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)cf_member(field, record);
    words->actor_classes = cf_read_mapping(reading, node, sizeof *words->actor_classes,
                                           read_actor_class, &words->actor_class_count);
}

void cf_read_factors(struct cf_reading *reading, const struct cf_node *node,
                     const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)cf_member(field, record);
    words->factors =
        cf_read_mapping(reading, node, sizeof *words->factors, read_factor, &words->factor_count);
}

/* ---- the file ---- */

static const char *const kind_words[] = { "catalog/1", NULL };
static const struct cf_shape kind = { .kind = CF_SHAPE_WORD, .words = kind_words };

static const struct cf_field catalog_fields[] = {
    { "clusterflow", cf_read_nothing, 0, true, NULL, &kind,
      "the kind of file and the version of its format" },
    { "title", cf_read_string, offsetof(struct cf_catalog, title), false, NULL, NULL,
      "what the catalog is for" },
    { "note", cf_read_nothing, 0, false, NULL, &cf_shape_text,
      "what a reader has to know about it" },
    { "units", cf_read_units, offsetof(struct cf_catalog, words), false, NULL, &cf_units_shape,
      "units, each after those that it is made of" },
    { "actor_classes", cf_read_actor_classes, offsetof(struct cf_catalog, words), false, NULL,
      &cf_classes_shape, "who can change things, the most central first" },
    { "factors", cf_read_factors, offsetof(struct cf_catalog, words), false, NULL,
      &cf_factors_shape, "the ingredients of a cluster" },
    { "indices", cf_read_indices, offsetof(struct cf_catalog, words), false, NULL,
      &cf_indices_shape, "what can be measured" },
};

const struct cf_table cf_catalog_table = { "catalog", CF_FIELDS(catalog_fields) };

enum cf_status cf_load_catalog(struct cf_catalog **out, const struct cf_input *input,
                               struct cf_diags *diags)
{
    struct cf_catalog *catalog = cf_document_new(sizeof *catalog);
    *out = NULL;
    if (!catalog)
        return cf_no_document(input);
    struct cf_reading reading = { .arena = cf_arena_of(catalog), .diags = diags };
    const struct cf_node *root = cf_reading_begin(&reading, input, "catalog/1");
    if (root) {
        cf_read_record(&reading, root, &cf_catalog_table, catalog);
        cf_read_allowances(&reading, root, &catalog->allowances);
    }
    catalog->source = reading.source;
    enum cf_status status = cf_reading_end(&reading);
    if (status == CF_OK)
        *out = catalog;
    else
        cf_document_free(catalog);
    return status;
}
