/* Reading what a case of a suite expects. */
#include <string.h>

#include "base/suggest.h"
#include "load/city.h"
#include "load/suite.h"

/* ---- how a collection is written ---- */

static uint32_t end_of(const struct cf_reading *reading, const struct cf_node *node);

/* The bracket behind the last item: between them are blanks, a comma and comments at most. */
static uint32_t closing_bracket(const struct cf_reading *reading, uint32_t from)
{
    const char *text = reading->source->text;
    while (text[from] && !strchr("]}", text[from])) {
        if (text[from] == '#')
            from += (uint32_t)strcspn(text + from, "\n");
        else
            from++;
    }
    return from + (text[from] != '\0');
}

/* Where a node ends, brackets included; the place of a collection is that of its beginning. */
static uint32_t end_of(const struct cf_reading *reading, const struct cf_node *node)
{
    if (node->kind == CF_NODE_SCALAR || node->kind == CF_NODE_FAULTY)
        return node->offset + node->length;
    const struct cf_node *last = cf_node_first(node);
    while (last && last->next)
        last = last->next;
    uint32_t end = last ? end_of(reading, last) : node->offset + 1;
    return node->flow ? closing_bracket(reading, end) : end;
}

static struct cf_pos span(const struct cf_reading *reading, const struct cf_node *from,
                          const struct cf_node *to)
{
    return (struct cf_pos){ reading->source, from->offset, end_of(reading, to) - from->offset };
}

static void read_layout(struct cf_reading *reading, const struct cf_node *node,
                        struct cf_layout *layout)
{
    struct cf_pos *parts = cf_arena_array(reading->arena, node->count, sizeof *parts);
    layout->pos = span(reading, node, node);
    layout->flow = node->flow;
    layout->parts = parts;
    for (const struct cf_node *part = cf_node_first(node); part && parts; part = part->next) {
        const struct cf_node *end = node->kind == CF_NODE_MAPPING ? part->next : part;
        parts[layout->part_count++] = span(reading, part, end);
        part = end;
    }
}

/* ---- lists ---- */

/* A list of ids, or a single one; also where it stands. */
static void read_list(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    static const struct cf_field ids = { .name = "ids",
                                         .offset = offsetof(struct cf_expected_list, ids) };
    struct cf_expected_list *list = cf_member(field, record);
    cf_read_ids(reading, node, &ids, list);
    list->given = true;
    if (node->kind == CF_NODE_SEQUENCE)
        read_layout(reading, node, &list->layout);
    else
        list->layout.pos = cf_node_pos(reading, node);
}

static void check_rule(struct cf_reading *reading, const struct cf_text *id)
{
    const struct cf_rule *rule = cf_rule_find(id->text);
    if (rule && !rule->check_only)
        return;
    if (rule) {
        cf_report(reading->diags, CF_R_SUITE_UNDEFINED, id->pos,
                  "only a check reports '%s', not loading", id->text);
        cf_report_hint(reading->diags, "name a rule that 'eval' reports, too");
        return;
    }
    struct cf_suggestion suggestion = { .text = id->text };
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (!rules[i].check_only)
            cf_suggest(&suggestion, rules[i].id);
    cf_report(reading->diags, CF_R_SUITE_UNDEFINED, id->pos, "no rule '%s'", id->text);
    cf_report_meant(reading->diags, &suggestion, "name the rule that a message has in brackets");
}

static void read_reports(struct cf_reading *reading, const struct cf_node *node,
                         const struct cf_field *field, void *record)
{
    const struct cf_expected_list *list = cf_member(field, record);
    read_list(reading, node, field, record);
    for (size_t i = 0; i < list->ids.count; i++)
        check_rule(reading, &list->ids.items[i]);
}

/* ---- words ---- */

static const char *const verdict_words[] = { "bottleneck", "undecided", "clear", NULL };
static const char *const stage_words[] = { "bottleneck", "undecided", "clear", "not_reached",
                                           NULL };
static const char *const answer_words[] = { "yes", "no", "unknown", NULL };
static const struct cf_words verdicts = { verdict_words, 0 };
static const struct cf_words stage_verdicts = { stage_words, 0 };
static const struct cf_words answers = { answer_words, 0 };

/* A word of those in `extra`, into a struct cf_text. */
static void read_word(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    const struct cf_field number = { .name = field->name, .extra = field->extra };
    int found = -1;
    cf_read_word(reading, node, &number, &found);
    if (found >= 0)
        cf_node_text(reading, node, (struct cf_text *)cf_member(field, record));
}

#define WORD offsetof(struct cf_expected_word, word)

static void read_step(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    static const struct cf_field field = { .name = "steps", .offset = WORD, .extra = &answers };
    if (cf_node_id(reading, key, &((struct cf_expected_word *)record)->id))
        read_word(reading, value, &field, record);
}

static void read_stage(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    static const struct cf_field field = { .name = "stages",
                                           .offset = WORD,
                                           .extra = &stage_verdicts };
    if (cf_node_id(reading, key, &((struct cf_expected_word *)record)->id))
        read_word(reading, value, &field, record);
}

static void read_steps(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_expectation *expect = record;
    (void)field;
    expect->steps =
        cf_read_mapping(reading, node, sizeof *expect->steps, read_step, &expect->step_count);
}

static void read_stages(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_expectation *expect = record;
    (void)field;
    expect->stages =
        cf_read_mapping(reading, node, sizeof *expect->stages, read_stage, &expect->stage_count);
}

/* ---- values ---- */

/* The keys of an observation that an expectation may have. */
static bool may_expect(const char *key)
{
    static const char *const keys[] = { "value", "about",   "nearly",    "at_least",
                                        "over",  "at_most", "under",     "between",
                                        "unit",  "missing", "tolerance", "year" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static void report_value(struct cf_reading *reading, const struct cf_node *node,
                         const char *message, const char *hint)
{
    cf_report(reading->diags, CF_R_SUITE_VALUE, cf_node_pos(reading, node), "%s", message);
    cf_report_hint(reading->diags, "%s", hint);
}

static void check_value(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_observation *observation)
{
    for (const struct cf_node *key = cf_node_first(node); key; key = key->next->next)
        if (key->kind == CF_NODE_SCALAR && !may_expect(key->text)) {
            report_value(reading, key, "this says nothing about the value that is expected",
                         "beside the value, 'unit', 'tolerance' and 'year' can be expected");
            return;
        }
    const struct cf_node *year = cf_node_key(node, "year");
    if (year && observation->form == CF_FORM_MISSING)
        report_value(reading, year, "what is not known is of no year", "delete it");
}

static void read_value(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    struct cf_expected_value *expected = record;
    struct cf_indicator indicator = { 0 };
    if (value->kind == CF_NODE_SCALAR || value->kind == CF_NODE_SEQUENCE) {
        cf_node_id(reading, key, &expected->index);
        cf_report_kind(reading, value, "a mapping");
        cf_report_hint(reading->diags, "write {value: 29, unit: institution}");
        return;
    }
    const struct cf_node *series = cf_node_key(value, "series");
    if (series) {
        report_value(reading, series, "a series is not expected of one value",
                     "state the value of the year that the case asks for");
        return;
    }
    size_t faults = cf_reading_faults(reading);
    cf_read_indicator(reading, key, value, &indicator);
    expected->index = indicator.index;
    if (!indicator.observation_count)
        return;
    expected->observation = indicator.observations;
    read_layout(reading, value, &expected->layout);
    if (cf_reading_faults(reading) == faults)
        check_value(reading, value, expected->observation);
}

static void read_values(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_expectation *expect = record;
    (void)field;
    expect->values =
        cf_read_mapping(reading, node, sizeof *expect->values, read_value, &expect->value_count);
}

/* ---- actors ---- */

static void read_class(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    static const struct cf_field field = { .name = "actors",
                                           .offset = offsetof(struct cf_expected_actors, named) };
    if (cf_node_id(reading, key, &((struct cf_expected_actors *)record)->actor_class))
        read_list(reading, value, &field, record);
}

static void read_actors(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_expectation *expect = record;
    (void)field;
    expect->actors =
        cf_read_mapping(reading, node, sizeof *expect->actors, read_class, &expect->actor_count);
}

/* ---- all of it ---- */

#define EXPECT(member) offsetof(struct cf_expectation, member)

static const struct cf_shape verdict_shape = { .kind = CF_SHAPE_WORD, .words = verdict_words };
static const struct cf_shape stage_shape = { .kind = CF_SHAPE_WORD, .words = stage_words };
static const struct cf_shape answer_shape = { .kind = CF_SHAPE_WORD, .words = answer_words };
static const struct cf_shape steps_shape = { .kind = CF_SHAPE_MAPPING,
                                             .pattern = CF_ID_PATTERN,
                                             .items = &answer_shape };
static const struct cf_shape stages_shape = { .kind = CF_SHAPE_MAPPING,
                                              .pattern = CF_ID_PATTERN,
                                              .items = &stage_shape };
static const struct cf_shape values_shape = { .kind = CF_SHAPE_MAPPING,
                                              .pattern = CF_ID_PATTERN,
                                              .items = &cf_observation_shape };
static const struct cf_shape actors_shape = { .kind = CF_SHAPE_MAPPING,
                                              .pattern = CF_ID_PATTERN,
                                              .items = &cf_shape_ids };

static const struct cf_field expectation_fields[] = {
    { "verdict", read_word, EXPECT(verdict), false, &verdicts, &verdict_shape,
      "the verdict of the chart" },
    { "first_no", cf_read_id, EXPECT(first_no), false, NULL, NULL,
      "the step at which the walk stops, or none" },
    { "first_stop", cf_read_id, EXPECT(first_stop), false, NULL, NULL,
      "the first step that a strict reader cannot pass, or none" },
    { "unknown", read_list, EXPECT(unknown), false, NULL, &cf_shape_ids,
      "all visited steps that are Unknown, in any order" },
    { "steps", read_steps, 0, false, NULL, &steps_shape, "the answers of some steps" },
    { "stages", read_stages, 0, false, NULL, &stages_shape, "the verdicts of some stages" },
    { "values", read_values, 0, false, NULL, &values_shape,
      "what is known of some indices: nothing outside the set that is stated" },
    { "actors", read_actors, 0, false, NULL, &actors_shape,
      "who could clear the bottleneck: all actors of a class, in any order" },
    { "reports", read_reports, EXPECT(reports), false, NULL, &cf_shape_ids,
      "all rules that loading, compiling and binding report, in any order" },
};

static const struct cf_table expectation_table = { "expectation", CF_FIELDS(expectation_fields) };
const struct cf_shape cf_expectation_shape = { .kind = CF_SHAPE_RECORD,
                                               .table = &expectation_table };

#define REPORTS_GIVEN (UINT64_C(1) << (sizeof expectation_fields / sizeof *expectation_fields - 1))

/* An error that is expected leaves nothing else to expect. */
static void check_reports(struct cf_reading *reading, const struct cf_expectation *expect,
                          uint64_t given)
{
    const struct cf_text_list *ids = &expect->reports.ids;
    for (size_t i = 0; i < ids->count && given != REPORTS_GIVEN; i++) {
        const struct cf_rule *rule = cf_rule_find(ids->items[i].text);
        if (!rule || rule->severity != CF_ERROR)
            continue;
        cf_report(reading->diags, CF_R_SUITE_VALUE, ids->items[i].pos,
                  "'%s' refuses the file, so nothing else can be expected", ids->items[i].text);
        cf_report_hint(reading->diags, "keep 'reports' alone, or make a case of its own of it");
        return;
    }
}

void cf_read_expectation(struct cf_reading *reading, const struct cf_node *node,
                         const struct cf_field *field, void *record)
{
    struct cf_expectation *expect = cf_member(field, record);
    expect->pos = cf_node_pos(reading, node);
    uint64_t given = cf_read_record(reading, node, &expectation_table, expect);
    if (given)
        check_reports(reading, expect, given);
    else if (node->kind == CF_NODE_MAPPING && !reading->truncated) {
        cf_report(reading->diags, CF_R_SUITE_EMPTY, expect->pos, "this case expects nothing");
        cf_report_hint(reading->diags, "add what is expected, such as 'verdict: clear'");
    }
}
