#include <string.h>

#include "load/chart.h"

static const char *const basis_words[] = { "source", "comparator", "existence", "assumption",
                                           NULL };
static const struct cf_words bases = { basis_words, CF_BASIS_SOURCE };

static void read_tolerance(struct cf_reading *reading, const struct cf_node *node,
                           const struct cf_field *field, void *record)
{
    struct cf_criterion *criterion = record;
    criterion->tolerance_pos = cf_node_pos(reading, node);
    cf_read_fraction(reading, node, field, record);
}

/* The bounds stay text: the index, which decides their type, stands in the catalog. */
static void read_bound(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_criterion *criterion = record;
    struct cf_field as_list = { .name = field->name,
                                .offset = offsetof(struct cf_criterion, bounds) };
    enum cf_test test = *(const enum cf_test *)field->extra;
    bool list = test == CF_BETWEEN || test == CF_ONE_OF;
    if (node->kind == CF_NODE_FAULTY)
        return;
    if ((node->kind == CF_NODE_SEQUENCE) != list || (test == CF_BETWEEN && node->count != 2) ||
        (list && !node->count)) {
        cf_report(reading->diags, CF_R_CHART_TEST, cf_node_pos(reading, node),
                  test == CF_BETWEEN  ? "'%s' takes two numbers"
                  : test == CF_ONE_OF ? "'%s' takes a list of values"
                                      : "'%s' takes one value",
                  field->name);
        cf_report_hint(reading->diags, list ? "write [a, b]" : "write it without brackets");
        return;
    }
    criterion->test = test;
    cf_read_texts(reading, node, &as_list, criterion);
}

static const enum cf_test tests[] = { CF_AT_LEAST, CF_OVER, CF_AT_MOST, CF_UNDER,
                                      CF_BETWEEN,  CF_IS,   CF_IS_NOT,  CF_ONE_OF };

enum { TEST_COUNT = sizeof tests / sizeof *tests };

static const struct cf_shape text_pair = {
    .kind = CF_SHAPE_LIST, .low = 2, .high = 2, .items = &cf_shape_text
};
static const struct cf_shape fraction = { .kind = CF_SHAPE_FRACTION };
static const struct cf_shape some_texts = { .kind = CF_SHAPE_LIST,
                                            .low = 1,
                                            .items = &cf_shape_text };

/* The tests come first, in the order of enum cf_test: their bits are the lowest. */
static const struct cf_field criterion_fields[] = {
    { "at_least", read_bound, 0, false, &tests[CF_AT_LEAST], &cf_shape_text,
      "met from this value on" },
    { "over", read_bound, 0, false, &tests[CF_OVER], &cf_shape_text, "met above this value" },
    { "at_most", read_bound, 0, false, &tests[CF_AT_MOST], &cf_shape_text, "met up to this value" },
    { "under", read_bound, 0, false, &tests[CF_UNDER], &cf_shape_text, "met below this value" },
    { "between", read_bound, 0, false, &tests[CF_BETWEEN], &text_pair,
      "met from the one to the other, both included" },
    { "is", read_bound, 0, false, &tests[CF_IS], &cf_shape_text, "met by this value" },
    { "is_not", read_bound, 0, false, &tests[CF_IS_NOT], &cf_shape_text,
      "met by every other value" },
    { "one_of", read_bound, 0, false, &tests[CF_ONE_OF], &some_texts,
      "met by each of these values" },
    { "index", cf_read_id, offsetof(struct cf_criterion, index), true, NULL, NULL,
      "what is measured" },
    { "unit", cf_read_text, offsetof(struct cf_criterion, unit), false, NULL, NULL,
      "of the level, where it is not the index's" },
    { "tolerance", read_tolerance, offsetof(struct cf_criterion, tolerance), false, NULL, &fraction,
      "widens a number test by this fraction of the level" },
    { "basis", cf_read_word, offsetof(struct cf_criterion, basis), false, &bases, NULL,
      "where the critical level comes from" },
    { "source", cf_read_citation, offsetof(struct cf_criterion, source), false, NULL, NULL,
      "the document that states it" },
    { "where", cf_read_string, offsetof(struct cf_criterion, where), false, NULL, NULL,
      "the place in the document" },
    { "note", cf_read_string, offsetof(struct cf_criterion, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "actors", cf_read_ids, offsetof(struct cf_criterion, actors), false, NULL, NULL,
      "who could clear it, in place of the step's actors" },
};

enum { ROW_BASIS = TEST_COUNT + 3, ROW_SOURCE, ROW_WHERE };

/* What is a source's names it. */
#define CITED (1u << ROW_SOURCE | 1u << ROW_WHERE)
static const struct cf_variant criterion_variants[] = {
    { "source", CITED, 0 },
    { "comparator", CITED, 0 },
    { 0 },
};

static const struct cf_table criterion_table = {
    "criterion",   CF_FIELDS(criterion_fields), .one_of = TEST_COUNT,
    .together = 1, .selector = ROW_BASIS,       .variants = criterion_variants
};
const struct cf_shape cf_criterion_shape = { .kind = CF_SHAPE_RECORD, .table = &criterion_table };

static bool is_test(const struct cf_node *key)
{
    for (size_t i = 0; i < TEST_COUNT && key->kind == CF_NODE_SCALAR; i++)
        if (strcmp(key->text, criterion_fields[i].name) == 0)
            return true;
    return false;
}

static void check_test_count(struct cf_reading *reading, const struct cf_criterion *criterion,
                             const struct cf_node *node, uint64_t given)
{
    const struct cf_node *first = NULL, *second = NULL;
    for (const struct cf_node *key = cf_node_first(node); key && !second; key = key->next->next)
        if (is_test(key) && (!first || strcmp(first->text, key->text) != 0))
            *(first ? &second : &first) = key;
    if (second) {
        cf_report(reading->diags, CF_R_CHART_TEST, cf_node_pos(reading, second),
                  "a second test in this criterion");
        cf_report_also(reading->diags, cf_node_pos(reading, first), "the first one");
        cf_report_hint(reading->diags, "make a criterion of each, or use 'between'");
    } else if (!first && !reading->truncated && !(given & CF_UNKNOWN_GIVEN)) {
        cf_report(reading->diags, CF_R_CHART_TEST, criterion->pos, "this criterion has no test");
        cf_report_hint(reading->diags,
                       "add one of at_least, over, at_most, under, between, is, is_not, one_of");
    }
}

static void check_basis(struct cf_reading *reading, const struct cf_criterion *criterion,
                        const struct cf_node *node)
{
    if (reading->truncated ||
        (criterion->basis != CF_BASIS_SOURCE && criterion->basis != CF_BASIS_COMPARATOR))
        return;
    const struct cf_node *basis = cf_node_get(node, "basis");
    static const char *const needed[] = { "source", "where" };
    for (size_t i = 0; i < 2; i++)
        if (!cf_node_get(node, needed[i])) {
            cf_report(reading->diags, CF_R_CHART_BASIS, cf_node_pos(reading, basis),
                      "a critical level with 'basis: %s' needs '%s'",
                      cf_basis_name(criterion->basis), needed[i]);
            cf_report_hint(reading->diags, i ? "add the place in the source, as 'where: Sec. 3'"
                                             : "add the id of the source that prints the level");
        }
}

void cf_read_criterion(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    struct cf_criterion *criterion = record;
    size_t faults = cf_reading_faults(reading);
    (void)key;
    criterion->pos = cf_node_pos(reading, value);
    uint64_t given = cf_read_record(reading, value, &criterion_table, criterion);
    if (value->kind == CF_NODE_MAPPING) {
        check_test_count(reading, criterion, value, given);
        check_basis(reading, criterion, value);
    }
    criterion->faulty = !given || cf_reading_faults(reading) > faults;
}
