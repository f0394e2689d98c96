/* What an evaluation comes to: why it stops, who could act, what is not known, on what it rests. */
#include "output/citation.h"
#include "output/columns.h"
#include "output/result_text.h"
#include "output/result_words.h"
#include "output/words.h"

enum { INDENT = 2, LABEL = 9, GAP = 2 };

static void heading(struct cf_page *page, const char *text)
{
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, text);
}

/* ---- the first "No" ---- */

static void write_why(struct cf_page *page, const struct cf_evaluation *evaluation,
                      const struct cf_step_result *step)
{
    const struct cf_step *stated = step->step;
    const char *label = "Why";
    for (size_t i = 0; i < stated->criterion_count; i++) {
        if (step->criteria[i].answer != CF_NO)
            continue;
        cf_page_labelled(page, INDENT, label, LABEL,
                         cf_result_why(page, evaluation, &step->criteria[i]));
        label = "";
    }
    cf_page_labelled(page, INDENT, label, LABEL, cf_result_enough(page, stated));
    const char *origin = cf_result_origin(page, step);
    cf_page_labelled(page, INDENT, *origin ? "Level" : "", LABEL, origin);
}

static void write_actors(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    size_t widest = 1, cap = page->style.width / 3;
    for (size_t i = 0; i < evaluation->actor_count; i++) {
        size_t columns = cf_columns(cf_page_clean(page, evaluation->actors[i].actor_class->label));
        widest = columns > widest ? columns : widest;
    }
    widest = widest < cap ? widest : cap;
    cf_page_paragraph(page, INDENT, CF_PAINT_NONE, "Who could clear it");
    for (size_t i = 0; i < evaluation->actor_count; i++) {
        const struct cf_candidates *candidates = &evaluation->actors[i];
        cf_page_labelled(page, 2 * INDENT, cf_page_clean(page, candidates->actor_class->label),
                         widest, cf_result_named(page, candidates));
    }
}

static void write_bottleneck(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const struct cf_step_result *step = &evaluation->steps[evaluation->first_no];
    heading(page, cf_page_format(page, "First \"No\": %s", cf_page_clean(page, step->step->title)));
    cf_page_labelled(page, INDENT, "Question", LABEL, cf_page_clean(page, step->step->ask));
    write_why(page, evaluation, step);
    write_actors(page, evaluation);
}

/* ---- without a "No" ---- */

static void write_no_bottleneck(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    heading(page, evaluation->verdict == CF_CLEAR ? "No \"No\" stops the walk"
                                                  : "No \"No\" found so far");
    const char *closest = cf_result_closest(page, evaluation);
    if (*closest)
        cf_page_labelled(page, INDENT, "Closest", LABEL, closest);
}

/* ---- what is not known ---- */

static size_t gap_title_columns(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    size_t widest = 1;
    for (size_t i = 0; i < evaluation->unknown_count; i++) {
        const struct cf_step *step = evaluation->steps[evaluation->unknown[i]].step;
        size_t columns = cf_columns(cf_page_clean(page, step->title));
        widest = columns > widest ? columns : widest;
    }
    size_t cap = page->style.width / 3;
    return widest < cap ? widest : cap;
}

static void write_unknown(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    if (!evaluation->unknown_count)
        return;
    heading(page, cf_page_format(page, "Not known: %s, which may prove to be the first bottleneck",
                                 cf_text_count(page, evaluation->unknown_count, "step")));
    size_t title = gap_title_columns(page, evaluation);
    size_t before = INDENT + 2 + title + GAP;
    for (size_t i = 0; i < evaluation->unknown_count; i++) {
        const struct cf_step_result *step = &evaluation->steps[evaluation->unknown[i]];
        struct cf_cell cells[] = {
            { page->symbols->answer[CF_UNKNOWN], 1, INDENT, CF_PAINT_YELLOW },
            { cf_page_clean(page, step->step->title), title, 1, CF_PAINT_NONE },
            { cf_result_gap(page, evaluation, step), cf_page_measure(page) - before, GAP,
              CF_PAINT_NONE },
        };
        cf_page_row(page, cells, 3);
    }
}

/* ---- on what it rests ---- */

static void write_newer(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const char *newer = cf_result_newer(page, evaluation);
    if (!*newer)
        return;
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_NONE, cf_page_format(page, "Note: %s", newer));
}

static void write_sources(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    struct cf_citations citations = { 0 };
    cf_citations_collect(&citations, page, evaluation);
    if (!citations.count)
        return;
    heading(page, "Sources");
    for (size_t i = 0; i < citations.count; i++) {
        const char *text = cf_words_document(page, citations.items[i]);
        if (page->style.verbose > 0) /* the details cite by id */
            text = cf_page_format(page, "[%s] %s", citations.items[i]->id.text, text);
        cf_page_hanging(page, INDENT, text);
    }
}

void cf_text_ending(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    if (evaluation->first_no != CF_NO_STEP)
        write_bottleneck(page, evaluation);
    else
        write_no_bottleneck(page, evaluation);
    write_unknown(page, evaluation);
    write_newer(page, evaluation);
    write_sources(page, evaluation);
}
