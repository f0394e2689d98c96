/* What became of cities, held against charts, as text. */
#include <string.h>

#include "output/backtest.h"
#include "output/columns.h"
#include "output/result_text.h"
#include "output/words.h"

enum { INDENT = 2, COUNT = 12, LABEL = 8 };

/* ---- the table of the stages ---- */

static void write_counts_row(struct cf_page *page, const char *label,
                             const char *const texts[CF_JUDGEMENTS], enum cf_paint paint)
{
    struct cf_cell cells[1 + CF_JUDGEMENTS];
    size_t columns = cf_page_measure(page) - CF_JUDGEMENTS * COUNT;
    cells[0] = (struct cf_cell){ label, columns - INDENT, INDENT, paint };
    for (size_t i = 0; i < CF_JUDGEMENTS; i++)
        cells[i + 1] = (struct cf_cell){ texts[i], COUNT - 2, 2, paint };
    cf_page_row(page, cells, 1 + CF_JUDGEMENTS);
}

/* Side by side where there is room, else a line for each. */
static void write_stage(struct cf_page *page, const struct cf_stage *stage,
                        const size_t counts[CF_JUDGEMENTS], bool wide)
{
    const char *texts[CF_JUDGEMENTS];
    const char *title = cf_page_clean(page, stage->title);
    for (size_t i = 0; i < CF_JUDGEMENTS; i++)
        texts[i] = cf_page_format(page, "%zu", counts[i]);
    if (wide) {
        write_counts_row(page, title, texts, CF_PAINT_NONE);
        return;
    }
    cf_page_paragraph(page, INDENT, CF_PAINT_NONE, title);
    bool any = false;
    for (size_t i = 0; i < CF_JUDGEMENTS; i++) {
        if (counts[i])
            cf_page_paragraph(page, 2 * INDENT, CF_PAINT_NONE,
                              cf_page_format(page, "%s: %s",
                                             cf_backtest_heading((enum cf_judgement)i), texts[i]));
        any = any || counts[i];
    }
    if (!any)
        cf_page_paragraph(page, 2 * INDENT, CF_PAINT_NONE, "no outcome");
}

static void write_stages(struct cf_page *page, const struct cf_chart_backtest *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    bool wide = cf_page_measure(page) >= CF_JUDGEMENTS * COUNT + COUNT;
    const char *headings[CF_JUDGEMENTS];
    for (size_t i = 0; i < CF_JUDGEMENTS; i++)
        headings[i] = cf_backtest_heading((enum cf_judgement)i);
    if (wide)
        write_counts_row(page, "", headings, CF_PAINT_DIM);
    for (size_t i = 0; i < filed->stage_count; i++)
        write_stage(page, &filed->stages[i], chart->stages[i], wide);
}

/* ---- outcomes ---- */

static enum cf_paint judgement_paint(enum cf_judgement judgement)
{
    switch (judgement) {
    case CF_CONFIRMED: return CF_PAINT_GREEN;
    case CF_REFUTED: return CF_PAINT_RED;
    case CF_NOT_NECESSARY: return CF_PAINT_YELLOW;
    default: return CF_PAINT_NONE;
    }
}

static const char *outcome_title(struct cf_page *page, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    const char *city = cf_page_clean(page, tested->city->self.name);
    const char *stage = cf_page_clean(page, evaluation->chart->stages[tested->stage].title);
    const char *became = tested->outcome->reached ? "reached" : "not reached";
    if (!evaluation->year)
        return cf_page_format(page, "%s: %s, %s", city, stage, became);
    return cf_page_format(page, "%s %d: %s, %s", city, evaluation->year, stage, became);
}

/* The criteria of a step that judge it: those with its own answer. */
static const char *step_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                              const struct cf_step_result *step)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < step->step->criterion_count; i++)
        if (step->criteria[i].answer == step->answer)
            cf_phrase_add(&words, page, "; ",
                          cf_text_finding(page, evaluation, &step->criteria[i]));
    return cf_page_format(page, "%s: %s", cf_page_clean(page, step->step->title),
                          cf_phrase_text(&words));
}

/* What is not known is a long list where little is known: its figures only when asked for. */
static void write_unknown(struct cf_page *page, const struct cf_tested_outcome *tested)
{
    struct cf_phrase titles = { 0 };
    for (size_t i = 0; i < tested->step_count; i++)
        cf_phrase_add(&titles, page, "; ",
                      cf_page_clean(page, tested->evaluation->steps[tested->steps[i]].step->title));
    cf_page_labelled(page, 2 * INDENT, "Unknown", LABEL,
                     titles.length ? cf_phrase_text(&titles) : "routes lead past this stage");
}

static void write_steps(struct cf_page *page, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    bool unknown = tested->judgement == CF_NOT_JUDGED;
    const char *label = unknown ? "Unknown" : "No";
    if (unknown && (page->style.verbose <= 0 || !tested->step_count)) {
        write_unknown(page, tested);
        return;
    }
    for (size_t i = 0; i < tested->step_count; i++, label = "")
        cf_page_labelled(page, 2 * INDENT, label, LABEL,
                         step_words(page, evaluation, &evaluation->steps[tested->steps[i]]));
}

static void write_outcome(struct cf_page *page, const struct cf_tested_outcome *tested)
{
    const struct cf_outcome *outcome = tested->outcome;
    cf_page_paragraph(page, INDENT, judgement_paint(tested->judgement),
                      outcome_title(page, tested));
    if (tested->judgement == CF_CONFIRMED || tested->judgement == CF_REFUTED)
        cf_page_labelled(page, 2 * INDENT, "Yes", LABEL, "every step of the walk up to there");
    write_steps(page, tested);
    const char *note = cf_page_clean(page, outcome->note);
    const char *place = cf_words_cite(page, outcome->source, outcome->where);
    if (*place || *note)
        cf_page_labelled(page, 2 * INDENT, "Source", LABEL,
                         cf_page_format(page, "%s%s%s", place, *place && *note ? ". " : "", note));
}

/* All outcomes of one judgement, under a heading. */
static void write_judged(struct cf_page *page, const struct cf_chart_backtest *chart,
                         enum cf_judgement judgement)
{
    bool headed = false;
    for (size_t i = 0; i < chart->outcome_count; i++) {
        if (chart->outcomes[i].judgement != judgement)
            continue;
        if (!headed) {
            cf_page_newline(page);
            cf_page_paragraph(page, 0, CF_PAINT_BOLD, cf_backtest_meaning(judgement));
        }
        headed = true;
        write_outcome(page, &chart->outcomes[i]);
    }
}

/* ---- what to make of it ---- */

static void write_contradicted(struct cf_page *page, const struct cf_chart_backtest *chart)
{
    size_t most = cf_backtest_most(chart);
    if (!most)
        return;
    struct cf_phrase titles = { 0 };
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(chart->program, &count);
    for (size_t i = 0; i < count; i++)
        if (chart->contradicted[i] == most)
            cf_phrase_add(&titles, page, "; ", cf_page_clean(page, steps[i].step->title));
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_NONE,
                      cf_page_format(page, "Most often contradicted, %s: %s",
                                     cf_text_count(page, most, "time"), cf_phrase_text(&titles)));
}

static void write_cautions(struct cf_page *page, const struct cf_chart_backtest *chart)
{
    const char *cautions[CF_BACKTEST_CAUTIONS];
    size_t count = cf_backtest_cautions(page, chart, cautions);
    for (size_t i = 0; i < count; i++) {
        cf_page_newline(page);
        cf_page_paragraph(page, 0, CF_PAINT_YELLOW,
                          cf_page_format(page, "Caution: %s", cautions[i]));
    }
}

static void write_chart(struct cf_page *page, const struct cf_chart_backtest *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD,
                      cf_page_format(page, "%s %s %s of %s", cf_page_clean(page, filed->title),
                                     page->symbols->dot,
                                     cf_text_count(page, chart->outcome_count, "outcome"),
                                     cf_page_format(page, "%zu %s", chart->city_count,
                                                    chart->city_count == 1 ? "city" : "cities")));
    cf_page_newline(page);
    write_stages(page, chart);
    write_judged(page, chart, CF_REFUTED);
    write_judged(page, chart, CF_NOT_NECESSARY);
    write_judged(page, chart, CF_NOT_JUDGED);
    if (page->style.verbose > 0) {
        write_judged(page, chart, CF_CONFIRMED);
        write_judged(page, chart, CF_HELD_BACK);
    }
    write_contradicted(page, chart);
    write_cautions(page, chart);
}

enum cf_status cf_write_backtest(const struct cf_sink *sink,
                                 const struct cf_backtest_result *result,
                                 const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    for (size_t i = 0; i < result->chart_count; i++) {
        if (i)
            cf_page_newline(&page);
        write_chart(&page, &result->charts[i]);
    }
    return cf_page_send(&page, sink);
}
