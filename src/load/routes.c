#include <string.h>

#include "base/map.h"
#include "base/suggest.h"
#include "load/chart.h"

/* All steps of a chart in order, and their numbers by id. */
struct steps {
    const struct cf_step **items;
    size_t count;
    struct cf_map numbers;
};

static void report_twice(struct cf_reading *reading, const char *what, const struct cf_text *id,
                         const struct cf_text *first)
{
    cf_report(reading->diags, CF_R_FORMAT_DUPLICATE_ID, id->pos, "%s '%s' stands twice", what,
              id->text);
    cf_report_also(reading->diags, first->pos, "first given here");
    cf_report_hint(reading->diags, "rename one of the two; ids are unique over used files, too");
}

static void add_step(struct cf_reading *reading, struct steps *steps, const struct cf_step *step)
{
    uint32_t other = CF_MAP_NONE, number = (uint32_t)steps->count;
    steps->items[steps->count++] = step;
    if (!step->id.text)
        return;
    if (strcmp(step->id.text, "end") == 0) {
        cf_report(reading->diags, CF_R_FORMAT_ID, step->id.pos, "'end' cannot name a step");
        cf_report_hint(reading->diags, "it is where a route leaves the chart: rename the step");
    } else if (!cf_map_add(&steps->numbers, step->id.text, strlen(step->id.text), number, &other)) {
        reading->arena->failed = true;
    } else if (other != CF_MAP_NONE) {
        report_twice(reading, "step", &step->id, &steps->items[other]->id);
    }
}

static void collect_steps(struct cf_reading *reading, struct steps *steps,
                          const struct cf_chart *chart)
{
    size_t count = 0;
    for (size_t i = 0; i < chart->stage_count; i++)
        count += chart->stages[i].step_count;
    steps->items = cf_arena_array(reading->arena, count, sizeof(*steps->items));
    if (!steps->items)
        return;
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            add_step(reading, steps, &chart->stages[i].steps[j]);
}

static void check_route(struct cf_reading *reading, const struct steps *steps, size_t from,
                        const struct cf_text *to, bool may_end)
{
    if (!to->text)
        return;
    bool end = strcmp(to->text, "end") == 0;
    uint32_t number = cf_map_get(&steps->numbers, to->text, strlen(to->text));
    if ((end && may_end) || (number != CF_MAP_NONE && number > from))
        return;
    if (end) {
        cf_report(reading->diags, CF_R_CHART_ROUTE, to->pos, "'on_no' cannot lead to the end");
        cf_report_hint(reading->diags, "delete it: a No without 'on_no' stops the walk");
    } else if (number != CF_MAP_NONE) {
        cf_report(reading->diags, CF_R_CHART_ROUTE, to->pos, "'%s' is not further down", to->text);
        cf_report_also(reading->diags, steps->items[number]->id.pos, "it stands here");
        cf_report_hint(reading->diags, "lead to a later step, or move the steps");
    } else if (!reading->partial) {
        size_t *guesses = cf_diags_guesses(reading->diags);
        struct cf_suggestion suggestion = { .text = to->text, .guesses = guesses };
        for (size_t i = from + 1; i < steps->count && *guesses; i++)
            if (steps->items[i]->id.text)
                cf_suggest(&suggestion, steps->items[i]->id.text);
        cf_report(reading->diags, CF_R_CHART_ROUTE, to->pos, "no step '%s' in this chart",
                  to->text);
        cf_report_meant(reading->diags, &suggestion, "name a step further down");
    }
}

static void check_stage_ids(struct cf_reading *reading, const struct cf_chart *chart)
{
    struct cf_map seen = { 0 };
    for (size_t i = 0; i < chart->stage_count; i++) {
        const struct cf_text *id = &chart->stages[i].id;
        uint32_t other = CF_MAP_NONE;
        if (id->text && !cf_map_add(&seen, id->text, strlen(id->text), (uint32_t)i, &other))
            reading->arena->failed = true;
        if (other != CF_MAP_NONE)
            report_twice(reading, "stage", id, &chart->stages[other].id);
    }
    cf_map_release(&seen);
}

void cf_check_routes(struct cf_reading *reading, const struct cf_chart *chart)
{
    struct steps steps = { 0 };
    check_stage_ids(reading, chart);
    collect_steps(reading, &steps, chart);
    for (size_t i = 0; i < steps.count && !reading->truncated; i++) {
        check_route(reading, &steps, i, &steps.items[i]->on_yes, true);
        check_route(reading, &steps, i, &steps.items[i]->on_no, false);
    }
    cf_map_release(&steps.numbers);
}
