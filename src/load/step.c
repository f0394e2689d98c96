#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "load/chart.h"

static void read_need(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    struct cf_step *step = record;
    (void)field;
    cf_node_given_text(reading, node, &step->need_text);
}

static void read_criteria(struct cf_reading *reading, const struct cf_node *node,
                          const struct cf_field *field, void *record)
{
    struct cf_step *step = record;
    (void)field;
    step->criteria = cf_read_list(reading, node, sizeof *step->criteria, cf_read_criterion,
                                  &step->criterion_count);
    if (node->kind == CF_NODE_SEQUENCE && !node->count) {
        cf_report(reading->diags, CF_R_CHART_EMPTY, cf_node_pos(reading, node),
                  "a step without a criterion");
        cf_report_hint(reading->diags, "add a criterion: an index and its critical level");
    }
}

static void read_actors(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_step *step = record;
    cf_read_ids(reading, node, field, record);
    if (node->kind == CF_NODE_SEQUENCE && !step->actors.count && !node->count) {
        cf_report(reading->diags, CF_R_CHART_EMPTY, cf_node_pos(reading, node),
                  "a step that nobody could clear");
        cf_report_hint(reading->diags, "name at least one actor class");
    }
}

static const struct cf_shape some_classes = { .kind = CF_SHAPE_LIST_OR_ONE,
                                              .low = 1,
                                              .items = &cf_shape_id };
static const char *const need_words[] = { "all", "any", NULL };
static const struct cf_shape need_word = { .kind = CF_SHAPE_WORD, .words = need_words };
static const struct cf_shape need_count = { .kind = CF_SHAPE_COUNT, .low = 1, .high = INT_MAX };
static const struct cf_shape *const need_shapes[] = { &need_word, &need_count, NULL };
static const struct cf_shape need_shape = { .kind = CF_SHAPE_EITHER, .either = need_shapes };
static const struct cf_shape criteria_shape = { .kind = CF_SHAPE_LIST,
                                                .low = 1,
                                                .items = &cf_criterion_shape };

static const struct cf_field step_fields[] = {
    { "id", cf_read_id, offsetof(struct cf_step, id), true, NULL, NULL,
      "names the step in routes and results" },
    { "title", cf_read_string, offsetof(struct cf_step, title), false, NULL, NULL,
      "how it is called in text for people" },
    { "ask", cf_read_string, offsetof(struct cf_step, ask), true, NULL, NULL,
      "the question that a Yes answers" },
    { "factor", cf_read_id, offsetof(struct cf_step, factor), false, NULL, NULL,
      "the ingredient that it is about" },
    { "why", cf_read_string, offsetof(struct cf_step, why), false, NULL, NULL,
      "why it stands here; shown by explanations" },
    { "note", cf_read_string, offsetof(struct cf_step, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "need", read_need, 0, false, NULL, &need_shape,
      "how many of the criteria have to be met: all, any or a number" },
    { "criteria", read_criteria, 0, true, NULL, &criteria_shape,
      "the tests that answer the question" },
    { "actors", read_actors, offsetof(struct cf_step, actors), true, NULL, &some_classes,
      "the classes of actors who could clear the step" },
    { "on_yes", cf_read_id, offsetof(struct cf_step, on_yes), false, NULL, NULL,
      "a later step, or end; without it the next step" },
    { "on_no", cf_read_id, offsetof(struct cf_step, on_no), false, NULL, NULL,
      "a later step; without it the walk stops, a bottleneck" },
};

static const struct cf_table step_table = { "step", CF_FIELDS(step_fields) };
const struct cf_shape cf_step_shape = { .kind = CF_SHAPE_RECORD, .table = &step_table };

static void check_need(struct cf_reading *reading, struct cf_step *step)
{
    const char *need = step->need_text.text;
    int count = (int)step->criterion_count;
    if (!need || strcmp(need, "all") == 0) {
        step->need = count;
    } else if (strcmp(need, "any") == 0) {
        step->need = 1;
    } else {
        char *end;
        long number = strtol(need, &end, 10);
        if (need[0] >= '1' && need[0] <= '9' && !*end && number <= count && step->need_text.plain) {
            step->need = (int)number;
        } else if (!reading->truncated) {
            cf_report(reading->diags, CF_R_CHART_NEED, step->need_text.pos,
                      "'%s' is no 'need' of %d criteri%s", need, count, count == 1 ? "on" : "a");
            if (count == 1)
                cf_report_hint(reading->diags, "delete it");
            else
                cf_report_hint(reading->diags, "write all, any or a number from 1 to %d", count);
        }
    }
}

void cf_read_step(struct cf_reading *reading, const struct cf_node *key,
                  const struct cf_node *value, void *record)
{
    struct cf_step *step = record;
    (void)key;
    step->pos = cf_node_pos(reading, value);
    cf_read_record(reading, value, &step_table, step);
    if (step->criterion_count)
        check_need(reading, step);
    if (!step->title)
        step->title = cf_title_of_id(reading, step->id.text);
}
