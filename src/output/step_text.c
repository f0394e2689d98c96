/* The explanation of a step as text. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/columns.h"
#include "output/explain.h"
#include "output/words.h"

static const struct cf_program_step *step_at(const struct cf_chart_place *place)
{
    size_t count;
    return &cf_program_steps(place->program, &count)[place->step];
}

/* ---- where it stands ---- */

static const char *position_words(struct cf_page *page, const struct cf_chart_place *place)
{
    const struct cf_chart *chart = cf_program_chart(place->program);
    const struct cf_stage *stage = &chart->stages[step_at(place)->stage];
    size_t count;
    cf_program_steps(place->program, &count);
    return cf_page_format(page, "%s: step %zu of %zu, in %s", cf_page_clean(page, chart->id.text),
                          place->step + 1, count, cf_page_clean(page, stage->title));
}

static const char *routes_of(struct cf_page *page, const struct cf_topic *topic, size_t number,
                             bool yes)
{
    const struct cf_chart_place *place = &topic->places[number];
    const struct cf_program_step *step = step_at(place);
    return cf_explain_route(page, place->program, yes ? step->on_yes : step->on_no);
}

/* Where an answer leads; in each chart, if that differs between the charts. */
static void write_route(struct cf_page *page, const struct cf_topic *topic, bool yes)
{
    const char *label = yes ? "Yes" : "No", *first = routes_of(page, topic, 0, yes);
    bool same = true;
    for (size_t i = 1; i < topic->place_count; i++)
        same = same && strcmp(first, routes_of(page, topic, i, yes)) == 0;
    if (same) {
        cf_explain_line(page, label, first);
        return;
    }
    for (size_t i = 0; i < topic->place_count; i++) {
        const char *chart = cf_program_chart(topic->places[i].program)->id.text;
        cf_explain_line(page, i ? "" : label,
                        cf_page_format(page, "%s: %s", cf_page_clean(page, chart),
                                       routes_of(page, topic, i, yes)));
    }
}

/* ---- what it asks for ---- */

static void write_criterion(struct cf_page *page, const struct cf_program *program, size_t number)
{
    struct cf_criterion_result result = cf_explain_criterion(program, number);
    const struct cf_criterion *criterion = result.criterion;
    cf_page_hanging(
        page, CF_EXPLAIN_INDENT,
        cf_page_format(page, "%s: %s",
                       cf_explain_named(page, result.index->label, result.index->id.text),
                       cf_explain_needed(page, program, number)));
    cf_explain_detail(page, "Level", cf_explain_basis(page, program, number));
    cf_explain_detail(page, "Note", cf_page_clean(page, criterion->note));
    cf_explain_detail(page, "Who", cf_explain_classes(page, program, &criterion->actors));
}

static void write_criteria(struct cf_page *page, const struct cf_topic *topic)
{
    const struct cf_program_step *step = step_at(&topic->places[0]);
    const char *heading = "Needs";
    if (step->step->criterion_count > 1)
        heading = cf_page_format(page, "Needs %s", cf_words_need(page, step->step));
    cf_explain_heading(page, heading);
    for (size_t i = 0; i < step->step->criterion_count; i++)
        write_criterion(page, topic->program, step->first_criterion + i);
}

/* ---- the page ---- */

enum cf_status cf_write_step_page(const struct cf_sink *sink, const struct cf_topic *topic,
                                  const struct cf_style *style)
{
    struct cf_page page;
    const struct cf_step *step = topic->step;
    cf_page_init(&page, style);
    cf_explain_title(&page, step->id.text, "step", cf_page_clean(&page, step->title));
    cf_explain_line(&page, "Question", cf_page_clean(&page, step->ask));
    cf_explain_line(&page, "Why", cf_page_clean(&page, step->why));
    cf_explain_line(&page, "Note", cf_page_clean(&page, step->note));
    cf_explain_line(&page, "Factor", cf_explain_factor(&page, topic->program, &step->factor));
    for (size_t i = 0; i < topic->place_count; i++)
        cf_explain_line(&page, i ? "" : "Chart", position_words(&page, &topic->places[i]));
    write_route(&page, topic, true);
    write_route(&page, topic, false);
    cf_explain_line(&page, "Who", cf_explain_classes(&page, topic->program, &step->actors));
    write_criteria(&page, topic);
    return cf_page_send(&page, sink);
}
