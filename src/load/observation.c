#include <string.h>

#include "load/city.h"

#define DEFAULT_TOLERANCE 0.1 /* of about and nearly; ours, so outputs show it */

static const char *const kind_words[] = { "actual", "estimate", "target", "plan", "opinion", NULL };
static const char *const missing_words[] = { "not_available", "not_stated", "disputed", NULL };
static const struct cf_words kinds = { kind_words, CF_ACTUAL };
static const struct cf_words missings = { missing_words, CF_NOT_AVAILABLE };

/* ---- forms: each reader also says which form the observation has ---- */

static void read_value(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    ((struct cf_observation *)record)->form = CF_FORM_VALUE;
    cf_read_text(reading, node, field, record);
}

static void read_figure(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_observation *observation = record;
    observation->form = *(const enum cf_form *)field->extra;
    cf_node_number(reading, node, &observation->number);
}

static void read_between(struct cf_reading *reading, const struct cf_node *node,
                         const struct cf_field *field, void *record)
{
    struct cf_observation *observation = record;
    (void)field;
    observation->form = CF_FORM_BETWEEN;
    if (node->kind != CF_NODE_SEQUENCE || node->count != 2) {
        if (node->kind == CF_NODE_FAULTY)
            return;
        cf_report(reading->diags, CF_R_CITY_OBSERVATION, cf_node_pos(reading, node),
                  "'between' takes two numbers");
        cf_report_hint(reading->diags, "write [low, high]");
        return;
    }
    if (cf_node_number(reading, cf_node_first(node), &observation->number) &&
        cf_node_number(reading, cf_node_first(node)->next, &observation->number_2) &&
        observation->number > observation->number_2) {
        cf_report(reading->diags, CF_R_FORMAT_RANGE, cf_node_pos(reading, node),
                  "'between' begins above its end");
        cf_report_hint(reading->diags, "write the smaller number first");
    }
}

static void read_missing(struct cf_reading *reading, const struct cf_node *node,
                         const struct cf_field *field, void *record)
{
    ((struct cf_observation *)record)->form = CF_FORM_MISSING;
    cf_read_word(reading, node, field, record);
}

static void read_period(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    ((struct cf_observation *)record)->form = CF_FORM_PERIOD;
    cf_read_year(reading, node, field, record);
}

static const enum cf_form forms[] = { CF_FORM_VALUE,    CF_FORM_ABOUT, CF_FORM_NEARLY,
                                      CF_FORM_AT_LEAST, CF_FORM_OVER,  CF_FORM_AT_MOST,
                                      CF_FORM_UNDER };

/* The rows of the table. The forms come first; began and ended count as one. */
enum row {
    ROW_VALUE,
    ROW_ABOUT,
    ROW_NEARLY,
    ROW_AT_LEAST,
    ROW_OVER,
    ROW_AT_MOST,
    ROW_UNDER,
    ROW_BETWEEN,
    ROW_MISSING,
    ROW_BEGAN,
    ROW_ENDED,
    FORM_COUNT,
    ROW_UNIT = FORM_COUNT,
    ROW_TOLERANCE,
    ROW_YEAR,
    ROW_SINCE,
    ROW_UNTIL,
    ROW_KIND,
    ROW_PREFERRED,
    ROW_SOURCE,
    ROW_WHERE,
    ROW_PRINTED,
    ROW_NOTE,
    ROW_SERIES, /* of an indicator alone: the last */
    ROW_COUNT
};

static const struct cf_shape number = { .kind = CF_SHAPE_NUMBER };
static const struct cf_shape number_pair = {
    .kind = CF_SHAPE_LIST, .low = 2, .high = 2, .items = &number
};
static const struct cf_shape missing_shape = { .kind = CF_SHAPE_WORD, .words = missing_words };
static const struct cf_shape series_shape; /* figures, some of which are observations again */

#define OBSERVATION(member) offsetof(struct cf_observation, member)

static const struct cf_field observation_fields[ROW_COUNT] = {
    [ROW_VALUE] = { "value", read_value, OBSERVATION(value), false, NULL, &cf_shape_text,
                    "the value: a number, true or false, a level or category" },
    [ROW_ABOUT] = { "about", read_figure, 0, false, &forms[CF_FORM_ABOUT], &number,
                    "nearly this number, on either side by the tolerance" },
    [ROW_NEARLY] = { "nearly", read_figure, 0, false, &forms[CF_FORM_NEARLY], &number,
                     "this number at the most, not quite, from below by the tolerance" },
    [ROW_AT_LEAST] = { "at_least", read_figure, 0, false, &forms[CF_FORM_AT_LEAST], &number,
                       "this number or more" },
    [ROW_OVER] = { "over", read_figure, 0, false, &forms[CF_FORM_OVER], &number,
                   "more than this number" },
    [ROW_AT_MOST] = { "at_most", read_figure, 0, false, &forms[CF_FORM_AT_MOST], &number,
                      "this number or less" },
    [ROW_UNDER] = { "under", read_figure, 0, false, &forms[CF_FORM_UNDER], &number,
                    "less than this number" },
    [ROW_BETWEEN] = { "between", read_between, 0, false, NULL, &number_pair,
                      "from the one to the other, both included" },
    [ROW_MISSING] = { "missing", read_missing, OBSERVATION(missing), false, &missings,
                      &missing_shape, "why there is no value" },
    [ROW_BEGAN] = { "began", read_period, OBSERVATION(began), false, NULL, &cf_shape_year,
                    "of a flag: true from this year on" },
    [ROW_ENDED] = { "ended", read_period, OBSERVATION(ended), false, NULL, &cf_shape_year,
                    "of a flag: true up to this year" },
    [ROW_UNIT] = { "unit", cf_read_text, OBSERVATION(unit), false, NULL, NULL,
                   "of a number: the unit in which it is printed" },
    [ROW_TOLERANCE] = { "tolerance", cf_read_fraction, OBSERVATION(tolerance), false, NULL, NULL,
                        "of about and nearly: a fraction of the number; 0.1 when not given" },
    [ROW_YEAR] = { "year", cf_read_year, OBSERVATION(year), false, NULL, NULL,
                   "when it was observed" },
    [ROW_SINCE] = { "since", cf_read_year, OBSERVATION(since), false, NULL, NULL,
                    "from which year on it is known to hold" },
    [ROW_UNTIL] = { "until", cf_read_year, OBSERVATION(until), false, NULL, NULL,
                    "up to which year it is known to hold" },
    [ROW_KIND] = { "kind", cf_read_word, OBSERVATION(kind), false, &kinds, NULL,
                   "actual unless said otherwise" },
    [ROW_PREFERRED] = { "preferred", cf_read_flag, OBSERVATION(preferred), false, NULL, NULL,
                        "decides between observations of the same year" },
    [ROW_SOURCE] = { "source", cf_read_citation, OBSERVATION(source), false, NULL, NULL,
                     "the document that states it" },
    [ROW_WHERE] = { "where", cf_read_string, OBSERVATION(where), false, NULL, NULL,
                    "the place in the document" },
    [ROW_PRINTED] = { "printed", cf_read_string, OBSERVATION(printed), false, NULL, NULL,
                      "the figure as the document prints it, where it had to be corrected" },
    [ROW_NOTE] = { "note", cf_read_string, OBSERVATION(note), false, NULL, NULL,
                   "what a reader has to know about it" },
    [ROW_SERIES] = { "series", cf_read_nothing, 0, false, NULL, &series_shape,
                     "figures by their years; what stands beside it holds for each" },
};

static const struct cf_table observation_table = { "observation", CF_FIELDS(observation_fields) };
static const struct cf_table series_table = { "series", CF_FIELDS(observation_fields) };

/* For schemas: an observation without a series, and a series without a value beside it. */
static const struct cf_table plain_table = { .what = "observation",
                                             .fields = observation_fields,
                                             .count = ROW_SERIES,
                                             .one_of = FORM_COUNT,
                                             .together = 2 };
static const struct cf_table whole_series_table = { .what = "series",
                                                    .fields = observation_fields + ROW_UNIT,
                                                    .count = ROW_COUNT - ROW_UNIT };
const struct cf_shape cf_observation_shape = { .kind = CF_SHAPE_RECORD, .table = &plain_table };
static const struct cf_shape observations = { .kind = CF_SHAPE_LIST,
                                              .items = &cf_observation_shape };
static const struct cf_shape whole_series = { .kind = CF_SHAPE_RECORD,
                                              .table = &whole_series_table,
                                              .needs = "series" };
static const struct cf_shape *const indicator_shapes[] = { &cf_observation_shape, &observations,
                                                           &whole_series, NULL };
const struct cf_shape cf_indicator_shape = { .kind = CF_SHAPE_EITHER, .either = indicator_shapes };

static const struct cf_shape *const figure_shapes[] = { &cf_shape_text, &cf_observation_shape,
                                                        NULL };
static const struct cf_shape figure = { .kind = CF_SHAPE_EITHER, .either = figure_shapes };
static const struct cf_shape series_shape = { .kind = CF_SHAPE_MAPPING,
                                              .pattern = "^[1-9][0-9]{0,3}$",
                                              .items = &figure };

static bool is_given(uint64_t given, enum row row)
{
    return given >> row & 1;
}

/* Complains about a field, at its key, or about the whole. */
static void complain(struct cf_reading *reading, const struct cf_node *node, const char *field,
                     const char *message, const char *hint)
{
    const struct cf_node *key = field ? cf_node_key(node, field) : NULL;
    cf_report(reading->diags, CF_R_CITY_OBSERVATION, cf_node_pos(reading, key ? key : node), "%s",
              message);
    cf_report_hint(reading->diags, "%s", hint);
}

static bool is_form(const struct cf_node *key)
{
    for (size_t i = 0; i < FORM_COUNT && key->kind == CF_NODE_SCALAR; i++)
        if (strcmp(key->text, observation_fields[i].name) == 0)
            return true;
    return false;
}

/* Reports the second of two values; 'began' and 'ended' are one. */
static void report_second_form(struct cf_reading *reading, const struct cf_node *node)
{
    const struct cf_node *first = NULL;
    for (const struct cf_node *key = cf_node_first(node); key; key = key->next->next) {
        if (!is_form(key) ||
            (first && strcmp(key->text, "ended") == 0 && strcmp(first->text, "began") == 0))
            continue;
        if (first && strcmp(first->text, key->text) != 0 &&
            !(strcmp(first->text, "ended") == 0 && strcmp(key->text, "began") == 0)) {
            complain(reading, node, key->text, "a second value in this observation",
                     "make a list of observations");
            cf_report_also(reading->diags, cf_node_pos(reading, first), "the first one");
            return;
        }
        first = first ? first : key;
    }
}

static unsigned count_forms(uint64_t given)
{
    unsigned count = 0;
    if (is_given(given, ROW_BEGAN) && is_given(given, ROW_ENDED))
        count--; /* together one statement */
    for (unsigned i = 0; i < FORM_COUNT; i++)
        count += is_given(given, (enum row)i);
    return count;
}

static void check_form(struct cf_reading *reading, const struct cf_node *node, uint64_t given)
{
    if (count_forms(given) > 1)
        report_second_form(reading, node);
    else if (!count_forms(given) && !reading->truncated && !(given & CF_UNKNOWN_GIVEN))
        complain(reading, node, NULL, "this observation states no value",
                 "add 'value', or 'missing: not_stated'");
    if (is_given(given, ROW_TOLERANCE) && !is_given(given, ROW_ABOUT) &&
        !is_given(given, ROW_NEARLY))
        complain(reading, node, "tolerance", "'tolerance' goes with 'about' and 'nearly' alone",
                 "delete it, or write 'about'");
}

static void check_years(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_observation *observation)
{
    const char *span = observation->since ? "since" : observation->until ? "until" : NULL;
    if (observation->year && span)
        complain(reading, node, span, "both a 'year' and a span",
                 "'year' is when it was observed, 'since' and 'until' where it is known to hold: "
                 "keep one");
    if (observation->form == CF_FORM_PERIOD && (observation->year || span))
        complain(reading, node, observation->year ? "year" : span,
                 "'began' and 'ended' go without other years",
                 "they speak of every year: delete the others");
    if (observation->since && observation->until && observation->since > observation->until)
        complain(reading, node, "since", "'since' is later than 'until'", "swap the years");
    if (observation->began && observation->ended && observation->began > observation->ended)
        complain(reading, node, "began", "'began' is later than 'ended'", "swap the years");
}

static void read_observation(struct cf_reading *reading, const struct cf_node *node,
                             struct cf_observation *observation)
{
    size_t faults = cf_reading_faults(reading);
    observation->pos = cf_node_pos(reading, node);
    uint64_t given = cf_read_record(reading, node, &observation_table, observation);
    if (is_given(given, ROW_SERIES)) {
        complain(reading, node, "series", "a series inside an observation",
                 "a series is all that an indicator has: state the others in it, by year");
    } else if (node->kind == CF_NODE_MAPPING) {
        check_form(reading, node, given);
        check_years(reading, node, observation);
    }
    observation->faulty = !given || cf_reading_faults(reading) > faults;
}

/* ---- series ---- */

static void read_common(struct cf_reading *reading, const struct cf_node *node,
                        struct cf_observation *common)
{
    uint64_t given = cf_read_record(reading, node, &series_table, common);
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (given >> i & 1 && cf_node_key(node, observation_fields[i].name)) {
            complain(reading, node, observation_fields[i].name, "a value beside a series",
                     "put the value into the series");
            break;
        }
    if (common->year || common->since || common->until)
        complain(reading, node,
                 common->year    ? "year"
                 : common->since ? "since"
                                 : "until",
                 "a year beside a series", "the keys of the series are its years");
}

static void read_entry(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, struct cf_observation *entry)
{
    bool common_faulty = entry->faulty;
    size_t faults = cf_reading_faults(reading);
    int year = 0;
    bool dated = cf_node_year(reading, key, &year);
    if (value->kind == CF_NODE_SCALAR) {
        entry->pos = cf_node_pos(reading, value);
        entry->form = CF_FORM_VALUE;
        if (dated || value->count) /* else {2007:5} */
            cf_read_text(reading, value, &observation_fields[ROW_VALUE], entry);
    } else {
        read_observation(reading, value, entry);
        if (entry->year || entry->since || entry->until || entry->form == CF_FORM_PERIOD)
            complain(reading, value,
                     entry->year    ? "year"
                     : entry->since ? "since"
                     : entry->until ? "until"
                     : entry->began ? "began"
                                    : "ended",
                     "a year inside a series entry",
                     "its key is its year: move the observation into a list");
    }
    entry->year = year;
    entry->faulty = entry->faulty || common_faulty || cf_reading_faults(reading) > faults;
}

static void read_series(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_node *series, struct cf_indicator *indicator)
{
    struct cf_observation common = { .tolerance = DEFAULT_TOLERANCE };
    size_t faults = cf_reading_faults(reading);
    read_common(reading, node, &common);
    common.faulty = cf_reading_faults(reading) > faults;
    if (series->kind == CF_NODE_FAULTY)
        return;
    if (series->kind != CF_NODE_MAPPING) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, series),
                  "a series is a mapping of years to figures");
        cf_report_hint(reading->diags, "write {2002: 40.4, 2003: 48.9}");
        return;
    }
    struct cf_observation *entries = cf_arena_array(reading->arena, series->count, sizeof *entries);
    size_t count = 0;
    for (const struct cf_node *key = cf_node_first(series); key && entries; key = key->next->next) {
        if (key->kind != CF_NODE_SCALAR || !key->count)
            continue;
        entries[count] = common;
        read_entry(reading, key, key->next, &entries[count++]);
    }
    indicator->observations = entries;
    indicator->observation_count = count;
}

/* ---- indicators ---- */

static void read_item(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    struct cf_observation *observation = record;
    (void)key;
    observation->tolerance = DEFAULT_TOLERANCE;
    read_observation(reading, value, observation);
}

void cf_read_indicator(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    struct cf_indicator *indicator = record;
    cf_node_id(reading, key, &indicator->index);
    const struct cf_node *series = cf_node_get(value, "series");
    if (series) {
        read_series(reading, value, series, indicator);
    } else if (value->kind == CF_NODE_SEQUENCE) {
        indicator->observations = cf_read_list(reading, value, sizeof *indicator->observations,
                                               read_item, &indicator->observation_count);
    } else if (value->kind == CF_NODE_SCALAR) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, value),
                  "a bare value, without unit, year and source");
        cf_report_hint(reading->diags, "write {value: ..., unit: ..., year: ..., source: ...}");
    } else if (value->kind == CF_NODE_MAPPING) {
        struct cf_observation *observation = cf_arena_alloc(reading->arena, sizeof *observation);
        if (!observation)
            return;
        read_item(reading, key, value, observation);
        indicator->observations = observation;
        indicator->observation_count = 1;
    }
}
