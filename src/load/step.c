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

static const struct cf_field step_fields[] = {
    { "id", cf_read_id, offsetof(struct cf_step, id), true, NULL },
    { "title", cf_read_string, offsetof(struct cf_step, title), false, NULL },
    { "ask", cf_read_string, offsetof(struct cf_step, ask), true, NULL },
    { "factor", cf_read_id, offsetof(struct cf_step, factor), false, NULL },
    { "why", cf_read_string, offsetof(struct cf_step, why), false, NULL },
    { "note", cf_read_string, offsetof(struct cf_step, note), false, NULL },
    { "need", read_need, 0, false, NULL },
    { "criteria", read_criteria, 0, true, NULL },
    { "actors", read_actors, offsetof(struct cf_step, actors), true, NULL },
    { "on_yes", cf_read_id, offsetof(struct cf_step, on_yes), false, NULL },
    { "on_no", cf_read_id, offsetof(struct cf_step, on_no), false, NULL },
};

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
    cf_read_record(reading, value, "step", CF_FIELDS(step_fields), step);
    if (step->criterion_count)
        check_need(reading, step);
    if (!step->title)
        step->title = cf_title_of_id(reading, step->id.text);
}
