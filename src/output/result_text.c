/* An evaluation as text: verdict first, then the walk, then what follows from it. */
#include "output/result_text.h"

#include <clusterflow/output.h>

#include "output/columns.h"
#include "output/result_words.h"
#include "output/words.h"

const char *cf_text_count(struct cf_page *page, size_t count, const char *noun)
{
    return cf_page_format(page, "%zu" CF_TIE "%s%s", count, noun, count == 1 ? "" : "s");
}

const char *cf_text_finding(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result)
{
    const char *value = cf_words_value(page, result);
    if (cf_words_is_known(result))
        value = cf_words_with_unit(page, value,
                                   cf_words_unit(page, evaluation, result->index->unit.text, 0));
    return cf_page_format(page, "%s: %s%s, needs %s", cf_page_clean(page, result->index->label),
                          value, cf_words_standing(page, result),
                          cf_words_needed(page, evaluation, result));
}

/* ---- summary ---- */

static const char *why_words(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const struct cf_step_result *step = &evaluation->steps[evaluation->first_no];
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < step->step->criterion_count; i++)
        if (step->criteria[i].answer == CF_NO)
            cf_phrase_add(&words, page, "; ",
                          cf_text_finding(page, evaluation, &step->criteria[i]));
    return cf_phrase_text(&words);
}

static const char *unknown_words(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < evaluation->unknown_count; i++) {
        const struct cf_step *step = evaluation->steps[evaluation->unknown[i]].step;
        cf_phrase_add(&words, page, "; ", cf_page_clean(page, step->title));
    }
    return cf_phrase_text(&words);
}

/* Named actors, or else the classes. */
static const char *actor_words(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    struct cf_phrase names = { 0 }, classes = { 0 };
    for (size_t i = 0; i < evaluation->actor_count; i++) {
        const struct cf_candidates *candidates = &evaluation->actors[i];
        cf_phrase_add(&classes, page, "; ", cf_page_clean(page, candidates->actor_class->label));
        for (size_t j = 0; j < candidates->named_count; j++)
            cf_phrase_add(&names, page, "; ", cf_page_clean(page, candidates->named[j]->name));
    }
    return cf_phrase_text(names.length ? &names : &classes);
}

static void summary_line(struct cf_page *page, const char *label, const char *text)
{
    enum { INDENT = 2, LABEL = 9, GAP = 2 };
    if (!*text)
        return;
    size_t columns = cf_page_measure(page) - INDENT - LABEL - GAP;
    cf_page_labelled(page, INDENT, label, LABEL,
                     cf_cut(&page->arena, text, columns, page->symbols->ellipsis));
}

/* The verdict; where the table is long, also what follows from it, so that it is seen at once. */
static void write_summary(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_table *table)
{
    enum { LONG_TABLE = 12 };
    enum cf_paint paint = cf_verdict_paint(evaluation->verdict);
    cf_page_paragraph(page, 0, paint, cf_result_verdict(page, evaluation));
    if (table->count <= LONG_TABLE)
        return;
    if (evaluation->first_no != CF_NO_STEP)
        summary_line(page, "Why", why_words(page, evaluation));
    summary_line(page, "Not known", unknown_words(page, evaluation));
    summary_line(page, "Who", actor_words(page, evaluation));
}

/* ---- in one line ---- */

static const char *or_dash(const char *text)
{
    return *text ? text : "-";
}

static void write_line(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const char *place = evaluation->city->self.id.text;
    if (evaluation->site)
        place = cf_page_format(page, "%s/%s", place, evaluation->site->id.text);
    const char *year = "", *first_no = "";
    struct cf_phrase unknown = { 0 };
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        cf_phrase_add(&unknown, page, ",", evaluation->steps[evaluation->unknown[i]].step->id.text);
    if (evaluation->year)
        year = cf_page_format(page, "%d", evaluation->year);
    if (evaluation->first_no != CF_NO_STEP)
        first_no = evaluation->steps[evaluation->first_no].step->id.text;
    cf_page_text(page, CF_PAINT_NONE,
                 cf_page_format(page, "%s\t%s\t%s\t%s\t%s\t%s", place, evaluation->chart->id.text,
                                or_dash(year), cf_verdict_name(evaluation->verdict),
                                or_dash(first_no), or_dash(cf_phrase_text(&unknown))));
    cf_page_newline(page);
}

enum cf_status cf_write_text(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                             const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    if (page.style.verbose < 0) {
        write_line(&page, evaluation);
        return cf_page_send(&page, sink);
    }
    struct cf_table table = { 0 };
    cf_text_steps(&table, &page, evaluation);
    cf_page_paragraph(&page, 0, CF_PAINT_BOLD, cf_result_title(&page, evaluation));
    cf_page_newline(&page);
    write_summary(&page, evaluation, &table);
    cf_table_write(&table, &page);
    cf_text_ending(&page, evaluation);
    return cf_page_send(&page, sink);
}
