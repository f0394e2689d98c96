/* What cases made of charts, as a table: a row for each step, and for each criterion where a step
 * has several; how often each answer came about. */
#include <stdio.h>

#include "output/columns.h"
#include "output/explain.h"
#include "output/suite_report.h"
#include "output/words.h"

enum { INDENT = 2, COUNTS = 3 };

/* The counts in the order in which people read them. */
static const enum cf_answer order[COUNTS] = { CF_YES, CF_NO, CF_UNKNOWN };

/* How wide a column of counts is. On a narrow page symbols stand above them. */
static size_t count_columns(const struct cf_page *page)
{
    return cf_table_is_narrow(page) ? 5 : 9;
}

static const char *count_words(struct cf_page *page, const struct cf_covered *covered)
{
    if (!covered)
        return "";
    return covered->possible ? cf_page_format(page, "%zu", covered->times)
                             : page->symbols->to; /* a dash */
}

static enum cf_paint count_paint(const struct cf_covered *covered)
{
    if (!covered || covered->times)
        return CF_PAINT_NONE;
    return covered->possible ? CF_PAINT_BOLD_RED : CF_PAINT_DIM;
}

/* A label, and three counts that end where their headings do; NULL: nothing to count. */
static void write_row(struct cf_page *page, size_t indent, const char *label,
                      const struct cf_covered *const counts[COUNTS])
{
    struct cf_cell cells[1 + COUNTS];
    size_t count = count_columns(page), columns = cf_page_measure(page) - COUNTS * count;
    columns = columns > indent + 1 ? columns - indent : 1;
    cells[0] = (struct cf_cell){ label, columns, indent, CF_PAINT_NONE };
    for (size_t i = 0; i < COUNTS; i++) {
        const char *words = count_words(page, counts[i]);
        size_t width = cf_columns(words);
        width = width && width < count ? width : 1;
        cells[i + 1] = (struct cf_cell){ words, width, count - width, count_paint(counts[i]) };
    }
    cf_page_row(page, cells, 1 + COUNTS);
}

static void write_answers(struct cf_page *page, size_t indent, const char *label,
                          const struct cf_covered answers[COUNTS])
{
    const struct cf_covered *counts[COUNTS];
    for (size_t i = 0; i < COUNTS; i++)
        counts[i] = &answers[order[i]];
    write_row(page, indent, label, counts);
}

/* ---- steps ---- */

static void write_criteria(struct cf_page *page, const struct cf_chart_coverage *chart,
                           const struct cf_program_step *step)
{
    for (size_t i = 0; i < step->step->criterion_count && step->step->criterion_count > 1; i++) {
        size_t number = step->first_criterion + i;
        struct cf_criterion_result asked = cf_explain_criterion(chart->program, number);
        const char *label = cf_page_format(page, "%s: %s", cf_page_clean(page, asked.index->label),
                                           cf_explain_needed(page, chart->program, number));
        write_answers(page, 3 * INDENT, label, chart->criteria[number]);
    }
}

/* A route that the chart names, counted below the answer that takes it. */
static void write_route(struct cf_page *page, const struct cf_text *to,
                        const struct cf_covered *covered, bool yes)
{
    const struct cf_covered *counts[COUNTS] = { yes ? covered : NULL, yes ? NULL : covered, NULL };
    if (to->text)
        write_row(page, 3 * INDENT, cf_page_format(page, "to %s", cf_page_clean(page, to->text)),
                  counts);
}

static void write_steps(struct cf_page *page, const struct cf_chart_coverage *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(chart->program, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cf_step *step = steps[i].step;
        if (!i || steps[i].stage != steps[i - 1].stage)
            cf_page_paragraph(page, INDENT, CF_PAINT_BOLD,
                              cf_page_clean(page, filed->stages[steps[i].stage].title));
        write_answers(page, 2 * INDENT, cf_page_clean(page, step->title), chart->steps[i]);
        write_criteria(page, chart, &steps[i]);
        write_route(page, &step->on_yes, &chart->on_yes[i], true);
        write_route(page, &step->on_no, &chart->on_no[i], false);
    }
    const struct cf_covered *end[COUNTS] = { &chart->end, NULL, NULL };
    write_row(page, INDENT, "The end of the chart", end);
}

static void write_headings(struct cf_page *page)
{
    size_t count = count_columns(page);
    struct cf_cell cells[1 + COUNTS] = { { "", cf_page_measure(page) - COUNTS * count, 0,
                                           CF_PAINT_NONE } };
    for (size_t i = 0; i < COUNTS; i++) {
        const char *words =
            cf_table_is_narrow(page) ? page->symbols->answer[order[i]] : cf_answer_words(order[i]);
        size_t width = cf_columns(words);
        cells[i + 1] = (struct cf_cell){ words, width, count - width, CF_PAINT_NONE };
    }
    cf_page_row(page, cells, 1 + COUNTS);
}

/* ---- charts ---- */

static const char *impossible_words(struct cf_page *page, size_t count)
{
    return count ? cf_page_format(page, "; %zu cannot come about (%s)", count, page->symbols->to)
                 : "";
}

static void write_chart(struct cf_page *page, const struct cf_chart_coverage *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    const char *text =
        cf_page_format(page, "Coverage of %s: %zu of %zu answers and routes, %zu" CF_TIE "%%%s",
                       cf_page_clean(page, filed->id.text), chart->covered, chart->possible,
                       cf_coverage_percent(chart), impossible_words(page, chart->impossible));
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, text);
    if (page->style.verbose < 0)
        return;
    write_headings(page);
    write_steps(page, chart);
    cf_page_newline(page);
}

void cf_page_coverage(struct cf_page *page, const struct cf_coverage *coverage)
{
    for (size_t i = 0; i < coverage->chart_count; i++)
        write_chart(page, &coverage->charts[i]);
}
