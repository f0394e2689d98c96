#include "load/suite.h"

#include <string.h>

#include "load/allow.h"
#include "load/city.h"

/* ---- what a case asks ---- */

static const char *const kind_words[] = { "actual", "estimate", "target", "plan", "opinion", NULL };
static const struct cf_words kinds = { kind_words, CF_ACTUAL };
static const struct cf_int_range ages = { 0, 9999 };

static void read_kind(struct cf_reading *reading, const struct cf_node *node, unsigned *accept)
{
    static const struct cf_field field = { .name = "accept", .extra = &kinds };
    int kind = -1;
    cf_read_word(reading, node, &field, &kind);
    if (kind >= 0)
        *accept |= 1u << kind;
}

/* A list of kinds, or a single one. */
static void read_accept(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    unsigned *accept = cf_member(field, record);
    if (node->kind != CF_NODE_SEQUENCE) {
        read_kind(reading, node, accept);
        return;
    }
    for (const struct cf_node *item = cf_node_first(node); item; item = item->next)
        read_kind(reading, item, accept);
}

static void read_assignment(struct cf_reading *reading, const struct cf_node *key,
                            const struct cf_node *value, void *record)
{
    struct cf_assignment *assignment = record;
    if (!cf_node_text(reading, key, &assignment->target))
        return;
    if (!strchr(key->text, '=')) {
        cf_node_given_text(reading, value, &assignment->value);
        return;
    }
    cf_report(reading->diags, CF_R_FORMAT_ID, assignment->target.pos, "'%s' holds a '='",
              key->text);
    cf_report_hint(reading->diags, "write ': ' for it, as in 'universities: 3'");
}

static void read_sets(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    struct cf_case *test = record;
    (void)field;
    test->sets =
        cf_read_mapping(reading, node, sizeof *test->sets, read_assignment, &test->set_count);
}

static void read_thresholds(struct cf_reading *reading, const struct cf_node *node,
                            const struct cf_field *field, void *record)
{
    struct cf_case *test = record;
    (void)field;
    test->thresholds = cf_read_mapping(reading, node, sizeof *test->thresholds, read_assignment,
                                       &test->threshold_count);
    for (size_t i = 0; i < test->threshold_count; i++) {
        const struct cf_text *target = &test->thresholds[i].target;
        if (!target->text || strchr(target->text, '/'))
            continue;
        cf_report(reading->diags, CF_R_FORMAT_ID, target->pos, "'%s' is not a step and an index",
                  target->text);
        cf_report_hint(reading->diags, "write STEP/INDEX: VALUE");
    }
}

static void read_case_indicators(struct cf_reading *reading, const struct cf_node *node,
                                 const struct cf_field *field, void *record)
{
    struct cf_case *test = record;
    (void)field;
    test->indicators = cf_read_mapping(reading, node, sizeof *test->indicators, cf_read_indicator,
                                       &test->indicator_count);
}

/* ---- cases ---- */

static const struct cf_shape kind_shape = { .kind = CF_SHAPE_WORD, .words = kind_words };
static const struct cf_shape accept_shape = { .kind = CF_SHAPE_LIST_OR_ONE, .items = &kind_shape };
static const struct cf_shape sets_shape = { .kind = CF_SHAPE_MAPPING,
                                            .pattern = CF_ID_PATTERN,
                                            .items = &cf_shape_text };
static const struct cf_shape thresholds_shape = { .kind = CF_SHAPE_MAPPING,
                                                  .pattern = "^[^/]+/[^/]+$",
                                                  .items = &cf_shape_text };

#define CASE(member) offsetof(struct cf_case, member)

static const struct cf_field case_fields[] = {
    { "name", cf_read_text, CASE(name), true, NULL, NULL, "tells the case apart in its suite" },
    { "chart", cf_read_id, CASE(chart), false, NULL, NULL,
      "the id of the chart that is walked, in place of the suite's" },
    { "city", cf_read_text, CASE(city), false, NULL, NULL,
      "the path of a city file, in place of the suite's" },
    { "indicators", read_case_indicators, 0, false, NULL, &cf_indicators_shape,
      "figures in place of the city's own, by index" },
    { "as_of", cf_read_year, CASE(as_of), false, NULL, NULL, "in place of the city's" },
    { "site", cf_read_id, CASE(site), false, NULL, NULL,
      "the site that is evaluated instead of the city" },
    { "year", cf_read_year, CASE(year), false, NULL, NULL, "the year that is asked for" },
    { "accept", read_accept, CASE(accept), false, NULL, &accept_shape,
      "kinds of figures that answer, too" },
    { "max_age", cf_read_int, CASE(max_age), false, &ages, NULL,
      "in years: no figure that is older is used" },
    { "set", read_sets, 0, false, NULL, &sets_shape,
      "what if these were the values of the indices?" },
    { "threshold", read_thresholds, 0, false, NULL, &thresholds_shape,
      "what if these were the critical levels, by step/index?" },
    { "pending", cf_read_text, CASE(pending), false, NULL, NULL, "why it cannot pass yet" },
    { "source", cf_read_citation, CASE(source), false, NULL, NULL,
      "the document that the expectation rests on" },
    { "where", cf_read_string, CASE(where), false, NULL, NULL, "the place in the document" },
    { "note", cf_read_string, CASE(note), false, NULL, NULL, "what a reader has to know about it" },
    { "expect", cf_read_expectation, CASE(expect), true, NULL, &cf_expectation_shape,
      "what has to come out" },
};

static const struct cf_table case_table = { "case", CF_FIELDS(case_fields) };
static const struct cf_shape case_shape = { .kind = CF_SHAPE_RECORD, .table = &case_table };
static const struct cf_shape cases_shape = { .kind = CF_SHAPE_LIST,
                                             .low = 1,
                                             .items = &case_shape };

static void read_case(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    struct cf_case *test = record;
    size_t faults = cf_reading_faults(reading);
    (void)key;
    test->max_age = -1;
    test->pos = cf_node_pos(reading, value);
    cf_read_record(reading, value, &case_table, test);
    test->faulty = cf_reading_faults(reading) > faults;
}

static void read_cases(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_suite *suite = record;
    (void)field;
    suite->cases = cf_read_list(reading, node, sizeof *suite->cases, read_case, &suite->case_count);
    cf_check_unique(reading, suite->cases, suite->case_count, sizeof *suite->cases, CASE(name),
                    "case");
    if (node->kind == CF_NODE_SEQUENCE && !node->count && !reading->truncated) {
        cf_report(reading->diags, CF_R_SUITE_EMPTY, cf_node_pos(reading, node), "no case");
        cf_report_hint(reading->diags, "add a case: '- name: ...' and what it expects");
    }
}

/* ---- the file ---- */

static void read_suite_indicators(struct cf_reading *reading, const struct cf_node *node,
                                  const struct cf_field *field, void *record)
{
    struct cf_suite *suite = record;
    (void)field;
    suite->indicators = cf_read_mapping(reading, node, sizeof *suite->indicators, cf_read_indicator,
                                        &suite->indicator_count);
}

#define SUITE(member) offsetof(struct cf_suite, member)

static const char *const file_words[] = { "suite/1", NULL };
static const struct cf_shape file_kind = { .kind = CF_SHAPE_WORD, .words = file_words };

static const struct cf_field suite_fields[] = {
    { "clusterflow", cf_read_nothing, 0, true, NULL, &file_kind,
      "the kind of file and the version of its format" },
    { "title", cf_read_string, SUITE(title), false, NULL, NULL, "what is tested" },
    { "note", cf_read_string, SUITE(note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "sources", cf_read_nothing, 0, false, NULL, &cf_citations_shape,
      "the documents that this file cites" }, /* read before all else */
    { "chart", cf_read_id, SUITE(chart), false, NULL, NULL,
      "the id of the chart of the cases that name none" },
    { "city", cf_read_text, SUITE(city), false, NULL, NULL,
      "the path of the city file of the cases that name none" },
    { "indicators", read_suite_indicators, 0, false, NULL, &cf_indicators_shape,
      "figures of all cases, under those of each case" },
    { "cases", read_cases, 0, true, NULL, &cases_shape, "what is asked, and what is expected" },
};

const struct cf_table cf_suite_table = { "suite", CF_FIELDS(suite_fields) };

/* What neither a case nor the suite says. */
static void check_complete(struct cf_reading *reading, const struct cf_suite *suite,
                           const struct cf_node *root)
{
    bool figures = cf_node_key(root, "city") || cf_node_key(root, "indicators");
    const struct cf_node *cases = cf_node_get(root, "cases");
    const struct cf_node *node =
        cases && cases->kind == CF_NODE_SEQUENCE ? cf_node_first(cases) : NULL;
    for (size_t i = 0; i < suite->case_count && node; i++, node = node->next) {
        const struct cf_case *test = &suite->cases[i];
        if (test->faulty)
            continue;
        if (!cf_node_key(root, "chart") && !test->chart.text) {
            cf_report(reading->diags, CF_R_SUITE_INCOMPLETE, test->name.pos,
                      "this case walks no chart");
            cf_report_hint(reading->diags, "add 'chart: ' and the chart's id, here or above all "
                                           "cases");
        }
        if (!figures && !test->city.text && !cf_node_key(node, "indicators")) {
            cf_report(reading->diags, CF_R_SUITE_INCOMPLETE, test->name.pos,
                      "this case has no city and no figures");
            cf_report_hint(reading->diags, "add 'city: ' and the path of its file, or "
                                           "'indicators:'");
        }
    }
}

enum cf_status cf_load_suite(struct cf_suite **out, const struct cf_input *input,
                             struct cf_diags *diags)
{
    struct cf_suite *suite = cf_document_new(sizeof *suite);
    *out = NULL;
    if (!suite)
        return cf_no_document(input);
    struct cf_reading reading = { .arena = cf_arena_of(suite), .diags = diags };
    const struct cf_node *root = cf_reading_begin(&reading, input, "suite/1");
    if (root) {
        cf_read_citations(&reading, root);
        suite->citations = reading.citations;
        suite->citation_count = reading.citation_count;
        cf_read_record(&reading, root, &cf_suite_table, suite);
        cf_read_allowances(&reading, root, &suite->allowances);
        if (!reading.truncated)
            check_complete(&reading, suite, root);
    }
    suite->source = reading.source;
    bool readable = root && !reading.truncated;
    enum cf_status status = cf_reading_end(&reading);
    suite->faulty = status != CF_OK;
    if (status == CF_OK || (status == CF_INVALID && readable))
        *out = suite;
    else
        cf_document_free(suite);
    return status;
}
