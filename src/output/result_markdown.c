/* Results as Markdown, for a memo or a comment. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/citation.h"
#include "output/markdown.h"
#include "output/result_words.h"
#include "output/style.h"
#include "output/words.h"

struct writing {
    struct cf_markdown md;
    struct cf_page page; /* the memory of the words, and the style */
    const struct cf_evaluation *evaluation;
};

static void put_words(struct writing *w, const char *words)
{
    cf_markdown_text(&w->md, cf_page_untied(&w->page, words));
}

static void put_heading(struct writing *w, unsigned level, const char *words)
{
    cf_markdown_heading(&w->md, level);
    put_words(w, words);
    cf_markdown_end(&w->md);
}

static void put_cell(struct writing *w, const char *words)
{
    cf_markdown_cell(&w->md);
    put_words(w, words);
}

/* "- **Label**: words"; nothing where there are none. */
static void put_item(struct writing *w, unsigned depth, const char *label, const char *words)
{
    if (!*words)
        return;
    cf_markdown_item(&w->md, depth);
    cf_markdown_strong(&w->md, cf_page_untied(&w->page, label));
    cf_markdown_text(&w->md, ": ");
    put_words(w, words);
    cf_markdown_end(&w->md);
}

/* ---- what it comes to ---- */

static void put_actors(struct writing *w)
{
    cf_markdown_item(&w->md, 0);
    cf_markdown_strong(&w->md, "Who could clear it");
    cf_markdown_end(&w->md);
    for (size_t i = 0; i < w->evaluation->actor_count; i++) {
        const struct cf_candidates *candidates = &w->evaluation->actors[i];
        put_item(w, 1, candidates->actor_class->label, cf_result_named(&w->page, candidates));
    }
}

static void put_bottleneck(struct writing *w)
{
    const struct cf_step_result *step = &w->evaluation->steps[w->evaluation->first_no];
    put_item(w, 0, "Question", cf_page_clean(&w->page, step->step->ask));
    for (size_t i = 0; i < step->step->criterion_count; i++)
        if (step->criteria[i].answer == CF_NO)
            put_item(w, 0, "Why", cf_result_why(&w->page, w->evaluation, &step->criteria[i]));
    put_item(w, 0, "Enough", cf_result_enough(&w->page, step->step));
    put_item(w, 0, "Level", cf_result_origin(&w->page, step));
    put_actors(w);
}

static void put_verdict(struct writing *w)
{
    cf_markdown_paragraph(&w->md);
    cf_markdown_strong(&w->md,
                       cf_page_untied(&w->page, cf_result_verdict(&w->page, w->evaluation)));
    cf_markdown_end(&w->md);
    if (w->evaluation->first_no != CF_NO_STEP)
        put_bottleneck(w);
    else
        put_item(w, 0, "Closest", cf_result_closest(&w->page, w->evaluation));
}

/* ---- the steps ---- */

static const struct cf_markdown_column columns[] = {
    { "Answer", CF_ALIGN_LEFT }, { "Step", CF_ALIGN_LEFT },   { "Index", CF_ALIGN_LEFT },
    { "Known", CF_ALIGN_LEFT },  { "Needed", CF_ALIGN_LEFT }, { "Year", CF_ALIGN_RIGHT },
    { "Margin", CF_ALIGN_LEFT }, { "Source", CF_ALIGN_LEFT }, { "Level from", CF_ALIGN_LEFT },
};

enum { BRIEF_COLUMNS = 6, ALL_COLUMNS = sizeof columns / sizeof *columns };

static bool is_verbose(const struct writing *w)
{
    return w->page.style.verbose > 0;
}

static void fill_row(struct writing *w, size_t filled)
{
    for (size_t i = filled; i < (is_verbose(w) ? ALL_COLUMNS : BRIEF_COLUMNS); i++)
        cf_markdown_cell(&w->md);
    cf_markdown_end_row(&w->md);
}

static const char *known_words(struct writing *w, const struct cf_criterion_result *result)
{
    const char *value = cf_words_value(&w->page, result), *marks = cf_words_marks(&w->page, result);
    if (cf_words_is_known(result))
        value = cf_words_with_unit(
            &w->page, value, cf_words_unit(&w->page, w->evaluation, result->index->unit.text, 0));
    return *marks ? cf_page_format(&w->page, "%s, %s", value, marks) : value;
}

/* Figures that are cited from one place cite it once. */
static const char *source_words(struct writing *w, const struct cf_criterion_result *result)
{
    struct cf_phrase words = { 0 };
    const char *before = "";
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct cf_observation *stated = result->evidence[i].observation;
        const char *cited = cf_words_cite(&w->page, stated->source, stated->where);
        if (strcmp(cited, before) != 0)
            cf_phrase_add(&words, &w->page, "; ", cited);
        before = cited;
    }
    return cf_phrase_text(&words);
}

/* The cells from the index on. */
static void put_criterion(struct writing *w, const struct cf_criterion_result *result)
{
    put_cell(w, cf_page_clean(&w->page, result->index->label));
    put_cell(w, known_words(w, result));
    put_cell(w, cf_words_needed(&w->page, w->evaluation, result));
    put_cell(w, cf_words_year(&w->page, result));
    if (is_verbose(w)) {
        put_cell(w, cf_words_margin(&w->page, w->evaluation, result));
        put_cell(w, source_words(w, result));
        put_cell(w, cf_words_basis(&w->page, result));
    }
    cf_markdown_end_row(&w->md);
}

static const char *answer_words(struct writing *w, enum cf_answer answer)
{
    return cf_page_format(&w->page, "%s %s", w->page.symbols->answer[answer],
                          cf_answer_words(answer));
}

/* Several criteria have rows of their own below their step. */
static void put_visited(struct writing *w, const struct cf_step_result *result)
{
    const struct cf_step *step = result->step;
    const char *title = cf_page_clean(&w->page, step->title);
    put_cell(w, answer_words(w, result->answer));
    if (step->criterion_count == 1) {
        put_cell(w, title);
        put_criterion(w, result->criteria);
        return;
    }
    put_cell(w, cf_page_format(&w->page, "%s (%s)", title, cf_words_need(&w->page, step)));
    fill_row(w, 2);
    for (size_t i = 0; i < step->criterion_count; i++) {
        put_cell(w, answer_words(w, result->criteria[i].answer));
        cf_markdown_cell(&w->md);
        put_criterion(w, &result->criteria[i]);
    }
}

static void put_step(struct writing *w, size_t number)
{
    const struct cf_evaluation *evaluation = w->evaluation;
    const struct cf_step_result *result = &evaluation->steps[number];
    if (result->visited) {
        put_visited(w, result);
        return;
    }
    bool ended = evaluation->first_no != CF_NO_STEP && (int)number > evaluation->first_no;
    put_cell(w, w->page.symbols->skipped);
    put_cell(w, cf_page_clean(&w->page, result->step->title));
    put_cell(w, cf_page_format(&w->page, "%s (%s)", ended ? "not reached" : "passed by",
                               cf_answer_words(result->answer)));
    fill_row(w, 3);
}

static void put_stage(struct writing *w, const struct cf_stage_result *stage)
{
    put_heading(w, 3,
                cf_page_format(&w->page, "%s (%s)", cf_page_clean(&w->page, stage->stage->title),
                               cf_verdict_words(stage->verdict)));
    cf_markdown_table(&w->md, columns, is_verbose(w) ? ALL_COLUMNS : BRIEF_COLUMNS);
    for (size_t i = 0; i < stage->stage->step_count; i++)
        put_step(w, stage->first_step + i);
}

/* ---- what it leaves open, and on what it rests ---- */

static void put_unknown(struct writing *w)
{
    const struct cf_evaluation *evaluation = w->evaluation;
    if (evaluation->unknown_count)
        put_heading(w, 3, "Not known");
    for (size_t i = 0; i < evaluation->unknown_count; i++) {
        const struct cf_step_result *step = &evaluation->steps[evaluation->unknown[i]];
        put_item(w, 0, step->step->title, cf_result_gap(&w->page, evaluation, step));
    }
}

static void put_newer(struct writing *w)
{
    const char *newer = cf_result_newer(&w->page, w->evaluation);
    if (!*newer)
        return;
    cf_markdown_paragraph(&w->md);
    cf_markdown_text(&w->md, "Note: ");
    put_words(w, newer);
    cf_markdown_end(&w->md);
}

static void put_sources(struct writing *w)
{
    struct cf_citations citations = { 0 };
    cf_citations_collect(&citations, &w->page, w->evaluation);
    if (citations.count)
        put_heading(w, 3, "Sources");
    for (size_t i = 0; i < citations.count; i++) {
        cf_markdown_item(&w->md, 0);
        put_words(w, cf_words_document(&w->page, citations.items[i]));
        cf_markdown_end(&w->md);
    }
}

static void put_section(struct writing *w)
{
    put_heading(w, 2, cf_result_title(&w->page, w->evaluation));
    put_verdict(w);
    for (size_t i = 0; i < w->evaluation->chart->stage_count; i++)
        put_stage(w, &w->evaluation->stages[i]);
    put_unknown(w);
    put_newer(w);
    put_sources(w);
}

/* ---- a row a result ---- */

static const char *unknown_titles(struct writing *w)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < w->evaluation->unknown_count; i++) {
        const struct cf_step *step = w->evaluation->steps[w->evaluation->unknown[i]].step;
        cf_phrase_add(&words, &w->page, "; ", cf_page_clean(&w->page, step->title));
    }
    return cf_phrase_text(&words);
}

static void put_row(struct writing *w, bool first)
{
    static const struct cf_markdown_column titles[] = {
        { "City", CF_ALIGN_LEFT },    { "Chart", CF_ALIGN_LEFT },    { "Year", CF_ALIGN_RIGHT },
        { "Verdict", CF_ALIGN_LEFT }, { "First No", CF_ALIGN_LEFT }, { "Not known", CF_ALIGN_LEFT },
    };
    const struct cf_evaluation *evaluation = w->evaluation;
    const char *place = cf_page_clean(&w->page, evaluation->city->self.name);
    if (evaluation->site)
        place = cf_page_format(&w->page, "%s, %s", cf_page_clean(&w->page, evaluation->site->name),
                               place);
    if (first)
        cf_markdown_table(&w->md, titles, sizeof titles / sizeof *titles);
    put_cell(w, place);
    put_cell(w, cf_page_clean(&w->page, evaluation->chart->title));
    put_cell(w, evaluation->year ? cf_page_format(&w->page, "%d", evaluation->year) : "");
    put_cell(w, cf_verdict_words(evaluation->verdict));
    cf_markdown_cell(&w->md);
    if (evaluation->first_no != CF_NO_STEP)
        cf_markdown_text(&w->md, evaluation->steps[evaluation->first_no].step->title);
    put_cell(w, unknown_titles(w));
    cf_markdown_end_row(&w->md);
}

enum cf_status cf_write_markdown(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                                 const struct cf_style *style, bool first)
{
    struct writing w = { .evaluation = evaluation };
    cf_page_init(&w.page, style);
    cf_markdown_init(&w.md, sink, !first);
    if (w.page.style.verbose < 0)
        put_row(&w, first);
    else
        put_section(&w);
    enum cf_status status = cf_page_release(&w.page);
    return status == CF_OK ? cf_markdown_flush(&w.md) : status;
}
