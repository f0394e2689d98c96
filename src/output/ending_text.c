/* What an evaluation comes to: why it stops, who could act, what is not known, on what it rests. */
#include <math.h>
#include <string.h>

#include "output/citation.h"
#include "output/columns.h"
#include "output/result_text.h"
#include "output/words.h"

enum { INDENT = 2, LABEL = 9, GAP = 2 };

static void heading(struct cf_page *page, const char *text)
{
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, text);
}

/* ---- the first "No" ---- */

/* How far a criterion misses its level; "" when it cannot be told in numbers. */
static const char *miss_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                              const struct cf_criterion_result *result)
{
    struct cf_criterion_result miss = *result; /* the same distance, counted from outside */
    if (!result->margin.given)
        return "";
    miss.margin.worst = -result->margin.best;
    miss.margin.best = -result->margin.worst;
    if (cf_near(miss.margin.best, 0))
        return " It lies right at the level, which is not enough.";
    const char *words = cf_words_margin(page, evaluation, &miss);
    return *words ? cf_page_format(page, " Misses it by %s.", words) : "";
}

/* Where the levels that are missed come from: once, if they all come from the same place. */
static void write_origin(struct cf_page *page, const struct cf_step_result *step)
{
    struct cf_phrase origins = { 0 };
    const char *before = "";
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        if (step->criteria[i].answer != CF_NO)
            continue;
        const char *origin = cf_words_basis(page, &step->criteria[i]);
        if (strcmp(origin, before) != 0)
            cf_phrase_add(&origins, page, "; ", origin);
        before = origin;
    }
    cf_page_labelled(page, INDENT, origins.length ? "Level" : "", LABEL, cf_phrase_text(&origins));
}

static void write_why(struct cf_page *page, const struct cf_evaluation *evaluation,
                      const struct cf_step_result *step)
{
    const struct cf_step *stated = step->step;
    const char *label = "Why";
    for (size_t i = 0; i < stated->criterion_count; i++) {
        if (step->criteria[i].answer != CF_NO)
            continue;
        const char *text =
            cf_page_format(page, "%s.%s", cf_text_finding(page, evaluation, &step->criteria[i]),
                           miss_words(page, evaluation, &step->criteria[i]));
        cf_page_labelled(page, INDENT, label, LABEL, text);
        label = "";
    }
    if (stated->need < (int)stated->criterion_count) {
        const char *text = cf_page_format(page, "%d of these %zu would be enough.", stated->need,
                                          stated->criterion_count);
        cf_page_labelled(page, INDENT, label, LABEL, text);
    }
    write_origin(page, step);
}

static const char *named_words(struct cf_page *page, const struct cf_candidates *candidates)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < candidates->named_count; i++)
        cf_phrase_add(&words, page, "; ", cf_page_clean(page, candidates->named[i]->name));
    return words.length ? words.text : "none named in the documents";
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
                         widest, named_words(page, candidates));
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

/* How much a criterion has to spare, as a share of its level; INFINITY: it cannot be told. */
static double spare_share(const struct cf_criterion_result *result)
{
    double level = fabs(result->threshold[0]);
    bool told = result->margin.given && result->answer == CF_YES && level > 0 &&
                isfinite(result->margin.worst);
    return told ? result->margin.worst / level : INFINITY;
}

static const struct cf_criterion_result *closest(const struct cf_evaluation *evaluation)
{
    const struct cf_criterion_result *found = NULL;
    for (size_t i = 0; i < evaluation->step_count; i++) {
        const struct cf_step_result *step = &evaluation->steps[i];
        for (size_t j = 0; step->visited && j < step->step->criterion_count; j++) {
            double share = spare_share(&step->criteria[j]);
            if (share < INFINITY && (!found || share < spare_share(found)))
                found = &step->criteria[j];
        }
    }
    return found;
}

static void write_no_bottleneck(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    heading(page, evaluation->verdict == CF_CLEAR ? "No \"No\" stops the walk"
                                                  : "No \"No\" found so far");
    const struct cf_criterion_result *result = closest(evaluation);
    if (!result)
        return;
    struct cf_criterion_result worst = *result;
    worst.margin.best = worst.margin.worst;
    const char *text =
        cf_page_format(page, "%s; %s to spare.", cf_text_finding(page, evaluation, result),
                       cf_words_margin(page, evaluation, &worst));
    cf_page_labelled(page, INDENT, "Closest", LABEL, text);
}

/* ---- what is not known ---- */

static const char *gap_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                             const struct cf_step_result *step)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        const struct cf_criterion_result *result = &step->criteria[i];
        if (result->answer != CF_UNKNOWN)
            continue;
        const char *label = cf_page_clean(page, result->index->label);
        const char *gap = label;
        if (cf_words_is_known(result))
            gap = cf_page_format(page, "%s (%s)", label, cf_words_test(page, evaluation, result));
        cf_phrase_add(&words, page, "; ", gap);
    }
    return cf_phrase_text(&words);
}

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
            { gap_words(page, evaluation, step), cf_page_measure(page) - before, GAP,
              CF_PAINT_NONE },
        };
        cf_page_row(page, cells, 3);
    }
}

/* ---- on what it rests ---- */

static void write_newer(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    if (!evaluation->newer_figures)
        return;
    size_t count = (size_t)evaluation->newer_figures;
    const char *text =
        cf_page_format(page, "Note: %s newer than %d %s left out, since the file says as_of: %d.",
                       cf_text_count(page, count, "figure"), evaluation->year,
                       count == 1 ? "is" : "are", evaluation->year);
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_NONE, text);
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
