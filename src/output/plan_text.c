/* Plans as text. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/columns.h"
#include "output/plan_outline.h"

enum { INDENT = 2, TASK = 4, LABEL = 9, GAP = 2 };

/* How wide the labels of a group's members are, from line `from` on. */
static size_t label_columns(const struct cf_outline *outline, size_t from)
{
    size_t widest = 0, cap = outline->page->style.width / 3;
    for (size_t i = from; i < outline->count && outline->lines[i].kind == CF_OUTLINE_MEMBER; i++) {
        size_t columns = cf_columns(outline->lines[i].label);
        widest = columns > widest ? columns : widest;
    }
    return widest < cap ? widest : cap;
}

static void write_task(struct cf_page *page, const struct cf_outline_line *line)
{
    const char *box = page->style.ascii ? "[ ]" : "\xe2\x98\x90"; /* U+2610 */
    size_t box_columns = cf_columns(box);
    struct cf_cell cells[] = {
        { box, box_columns, INDENT, CF_PAINT_NONE },
        { line->text, cf_page_measure(page) - INDENT - box_columns - 1, 1, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}

static void write_member(struct cf_page *page, const struct cf_outline_line *line, size_t columns)
{
    if (columns)
        cf_page_labelled(page, 2 * INDENT, line->label, columns, line->text);
    else
        cf_page_hanging(page, 2 * INDENT, line->text);
}

static void write_line(struct cf_page *page, const struct cf_outline *outline, size_t number,
                       size_t columns)
{
    const struct cf_outline_line *line = &outline->lines[number];
    switch (line->kind) {
    case CF_OUTLINE_TITLE:
        cf_page_paragraph(page, 0, CF_PAINT_BOLD, line->text);
        cf_page_newline(page);
        break;
    case CF_OUTLINE_SUMMARY: cf_page_paragraph(page, 0, line->paint, line->text); break;
    case CF_OUTLINE_PART:
        cf_page_newline(page);
        cf_page_paragraph(page, 0, CF_PAINT_BOLD, line->text);
        break;
    case CF_OUTLINE_NOTE: cf_page_paragraph(page, INDENT, CF_PAINT_NONE, line->text); break;
    case CF_OUTLINE_TASK: write_task(page, line); break;
    case CF_OUTLINE_FACT:
        cf_page_labelled(page, INDENT + TASK, line->label, LABEL, line->text);
        break;
    case CF_OUTLINE_GROUP: cf_page_paragraph(page, INDENT, CF_PAINT_NONE, line->label); break;
    default: write_member(page, line, columns); break;
    }
}

/* ---- in one line ---- */

static void write_brief(struct cf_page *page, const struct cf_plan *plan)
{
    const struct cf_evaluation *before = plan->before;
    const char *place = before->city->self.id.text;
    struct cf_phrase steps = { 0 };
    if (before->site)
        place = cf_page_format(page, "%s/%s", place, before->site->id.text);
    for (size_t i = 0; i < plan->stop_count; i++)
        if (plan->stops[i].kind != CF_PLAN_PASSED_BY)
            cf_phrase_add(&steps, page, ",", before->steps[plan->stops[i].step].step->id.text);
    if (plan->state == CF_PLAN_NONE && plan->obstacle.criteria)
        cf_phrase_add(&steps, page, ",", before->steps[plan->obstacle.step].step->id.text);
    const char *year = before->year ? cf_page_format(page, "%d", before->year) : "-";
    cf_page_text(page, CF_PAINT_NONE,
                 cf_page_format(page, "%s\t%s\t%s\t%s\t%zu\t%s", place, before->chart->id.text,
                                year, cf_plan_state_name(plan->state), plan->change_count,
                                steps.length ? steps.text : "-"));
    cf_page_newline(page);
}

enum cf_status cf_write_plan_text(const struct cf_sink *sink, const struct cf_plan *plan,
                                  bool by_actor, const struct cf_style *style)
{
    struct cf_page page;
    struct cf_outline outline;
    size_t columns = 0;
    cf_page_init(&page, style);
    if (page.style.verbose < 0) {
        write_brief(&page, plan);
        return cf_page_send(&page, sink);
    }
    cf_plan_outline(&outline, &page, plan, by_actor);
    for (size_t i = 0; i < outline.count; i++) {
        if (i && outline.lines[i].kind == CF_OUTLINE_MEMBER &&
            outline.lines[i - 1].kind != CF_OUTLINE_MEMBER)
            columns = label_columns(&outline, i);
        write_line(&page, &outline, i, columns);
    }
    return cf_page_send(&page, sink);
}
