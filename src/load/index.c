/* What a catalog says of an index, or a chart of one that it adds. */
#include <math.h>

#include "load/document.h"

enum { VALUE_LIMIT = 64 }; /* levels or categories: a set of them is a 64-bit word */

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
    if (!cf_node_number(reading, cf_node_first(node), &low) ||
        !cf_node_number(reading, cf_node_first(node)->next, &high))
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
    for (const struct cf_node *item = cf_node_first(node); item && operands; item = item->next)
        if (cf_node_id(reading, item, &operands[count]))
            count++;
    index->operands = (struct cf_text_list){ operands, operands ? count : 0 };
}

struct growth {
    struct cf_text of;
    int over;
};

static const struct cf_field growth_fields[] = {
    { "of", cf_read_id, offsetof(struct growth, of), true, NULL, NULL, "the index that grows" },
    { "over", cf_read_int, offsetof(struct growth, over), true, &growth_years, NULL,
      "from how many years before" },
};

static const struct cf_table growth_table = { "growth", CF_FIELDS(growth_fields) };
static const struct cf_shape growth_shape = { .kind = CF_SHAPE_RECORD, .table = &growth_table };

static void read_growth(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_index *index = record;
    struct growth growth = { 0 };
    struct cf_text *operand = cf_arena_alloc(reading->arena, sizeof *operand);
    set_derivation(reading, index, *(const enum cf_derivation *)field->extra,
                   cf_node_pos(reading, node));
    if (node->kind == CF_NODE_SCALAR || node->kind == CF_NODE_SEQUENCE) {
        cf_report(reading->diags, CF_R_CATALOG_DERIVED, cf_node_pos(reading, node),
                  "'growth' takes an index and a number of years");
        cf_report_hint(reading->diags, "write {of: an index, over: 5}");
        return;
    }
    cf_read_record(reading, node, &growth_table, &growth);
    if (!operand || !growth.of.text || !growth.over)
        return;
    *operand = growth.of;
    index->operands = (struct cf_text_list){ operand, 1 };
    index->years = growth.over;
}

enum row {
    ROW_LABEL,
    ROW_TYPE,
    ROW_UNIT,
    ROW_FACTOR,
    ROW_LEVELS,
    ROW_VALUES,
    ROW_RANGE,
    ROW_MAX_AGE,
    ROW_SHARED,
    ROW_RATIO,
    ROW_PRODUCT,
    ROW_SUM,
    ROW_DIFFERENCE,
    ROW_MAX,
    ROW_MIN,
    ROW_GROWTH,
    ROW_NOTE,
    ROW_COUNT
};

#define INDEX(member) offsetof(struct cf_index, member)

static const struct cf_shape number = { .kind = CF_SHAPE_NUMBER };
static const struct cf_shape number_pair = {
    .kind = CF_SHAPE_LIST, .low = 2, .high = 2, .items = &number
};
static const struct cf_shape member_ids = { .kind = CF_SHAPE_LIST_OR_ONE,
                                            .high = VALUE_LIMIT,
                                            .items = &cf_shape_id };
static const struct cf_shape id_pair = {
    .kind = CF_SHAPE_LIST, .low = 2, .high = 2, .items = &cf_shape_id
};
static const struct cf_shape some_ids = { .kind = CF_SHAPE_LIST, .low = 1, .items = &cf_shape_id };

static const struct cf_field index_fields[ROW_COUNT] = {
    [ROW_LABEL] = { "label", cf_read_string, INDEX(label), false, NULL, NULL,
                    "how it is called in text for people" },
    [ROW_TYPE] = { "type", cf_read_word, INDEX(type), false, &types, NULL,
                   "number unless said otherwise" },
    [ROW_UNIT] = { "unit", cf_read_text, INDEX(unit), false, NULL, NULL,
                   "of a number: the unit in which it is told" },
    [ROW_FACTOR] = { "factor", cf_read_id, INDEX(factor), false, NULL, NULL,
                     "the ingredient that it measures" },
    [ROW_LEVELS] = { "levels", cf_read_ids, INDEX(values), false, NULL, &member_ids,
                     "of a level: the words, lowest first" },
    [ROW_VALUES] = { "values", cf_read_ids, INDEX(values), false, NULL, &member_ids,
                     "of a category: the words" },
    [ROW_RANGE] = { "range", read_range, 0, false, NULL, &number_pair,
                    "of a number: [low, high], both included" },
    [ROW_MAX_AGE] = { "max_age", cf_read_int, INDEX(max_age), false, &ages, NULL,
                      "how many years old an observation may be" },
    [ROW_SHARED] = { "shared", cf_read_flag, INDEX(shared), false, NULL, NULL,
                     "whether a site has its city's value where it states none" },
    [ROW_RATIO] = { "ratio", read_operands, 0, false, &derivations[0], &id_pair,
                    "derived: the first by the second" },
    [ROW_PRODUCT] = { "product", read_operands, 0, false, &derivations[1], &id_pair,
                      "derived: the one times the other" },
    [ROW_SUM] = { "sum", read_operands, 0, false, &derivations[2], &some_ids,
                  "derived: all of them together" },
    [ROW_DIFFERENCE] = { "difference", read_operands, 0, false, &derivations[3], &id_pair,
                         "derived: the first less the second" },
    [ROW_MAX] = { "max", read_operands, 0, false, &derivations[4], &some_ids,
                  "derived: the largest" },
    [ROW_MIN] = { "min", read_operands, 0, false, &derivations[5], &some_ids,
                  "derived: the smallest" },
    [ROW_GROWTH] = { "growth", read_growth, 0, false, &derivations[6], &growth_shape,
                     "derived: the compound annual rate" },
    [ROW_NOTE] = { "note", cf_read_string, INDEX(note), false, NULL, NULL,
                   "what a reader has to know about it" },
};

#define DERIVED                                                                                    \
    (1u << ROW_RATIO | 1u << ROW_PRODUCT | 1u << ROW_SUM | 1u << ROW_DIFFERENCE | 1u << ROW_MAX |  \
     1u << ROW_MIN | 1u << ROW_GROWTH)

/* The rows that depend on the type, and by type those that it needs and those that it cannot have.
 */
#define BY_TYPE (1u << ROW_UNIT | 1u << ROW_RANGE | 1u << ROW_LEVELS | 1u << ROW_VALUES | DERIVED)

static const struct cf_variant index_variants[] = {
    [CF_NUMBER] = { "number", 1u << ROW_UNIT, 1u << ROW_LEVELS | 1u << ROW_VALUES },
    [CF_FLAG] = { "flag", 0, BY_TYPE },
    [CF_LEVEL] = { "level", 1u << ROW_LEVELS, BY_TYPE & ~(1u << ROW_LEVELS) },
    [CF_CATEGORY] = { "category", 1u << ROW_VALUES, BY_TYPE & ~(1u << ROW_VALUES) },
    { 0 },
};

static const struct cf_table index_table = { "index", CF_FIELDS(index_fields), .selector = ROW_TYPE,
                                             .variants = index_variants, .otherwise = "number" };
static const struct cf_shape index_shape = { .kind = CF_SHAPE_RECORD, .table = &index_table };
const struct cf_shape cf_indices_shape = { .kind = CF_SHAPE_MAPPING,
                                           .pattern = CF_ID_PATTERN,
                                           .items = &index_shape };

static void report_row(struct cf_reading *reading, const struct cf_index *index, bool needed,
                       const char *field, const struct cf_node *node)
{
    if (needed) {
        cf_report(reading->diags, CF_R_FORMAT_MISSING_KEY, cf_node_pos(reading, node),
                  "a %s index needs '%s'", cf_type_name(index->type), field);
        cf_report_hint(reading->diags, index->type == CF_NUMBER
                                           ? "add its unit, or say 'type: flag'"
                                           : "add the list of its values");
    } else {
        cf_report(reading->diags, CF_R_CATALOG_INDEX, cf_node_pos(reading, node),
                  "a %s index has no '%s'", cf_type_name(index->type), field);
        cf_report_hint(reading->diags, "delete it, or mend the 'type'");
    }
}

static void check_fields(struct cf_reading *reading, const struct cf_index *index,
                         const struct cf_node *key, const struct cf_node *value, uint64_t given)
{
    bool complete = !reading->truncated && !(given & CF_UNKNOWN_GIVEN);
    unsigned fields = (unsigned)given;
    const struct cf_variant *variant = &index_variants[index->type];
    unsigned missing = complete ? (unsigned)variant->needed & ~fields : 0;
    unsigned wrong = fields & (unsigned)variant->forbidden;
    for (unsigned row = 0; (missing | wrong) >> row; row++) {
        const char *field = index_fields[row].name;
        if (missing >> row & 1)
            report_row(reading, index, true, field, key);
        else if (wrong >> row & 1 && cf_node_key(value, field)) /* else misspelt */
            report_row(reading, index, false, field, cf_node_key(value, field));
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
    size_t faults = cf_reading_faults(reading);
    *index = (struct cf_index){ .low = -INFINITY, .high = INFINITY, .max_age = -1 };
    bool named = cf_node_id(reading, key, &index->id);
    uint64_t given = cf_read_record(reading, value, &index_table, index);
    if (named && value->kind == CF_NODE_MAPPING)
        check_fields(reading, index, key, value, given);
    check_values(reading, index);
    if (!(given >> ROW_SHARED & 1))
        index->shared = index->type != CF_NUMBER;
    if (!index->label)
        index->label = cf_title_of_id(reading, index->id.text);
    index->faulty = cf_reading_faults(reading) > faults;
}

void cf_read_indices(struct cf_reading *reading, const struct cf_node *node,
                     const struct cf_field *field, void *record)
{
    struct cf_vocabulary *words = (void *)cf_member(field, record);
    words->indices =
        cf_read_mapping(reading, node, sizeof *words->indices, read_index, &words->index_count);
}
