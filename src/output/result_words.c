#include "output/result_words.h"

#include <math.h>
#include <string.h>

#include "output/citation.h"
#include "output/result_text.h"
#include "output/words.h"

/* ---- the whole ---- */

static const char *place_name(struct cf_page *page, const struct cf_locality *place)
{
    struct cf_phrase words = { 0 };
    cf_phrase_add(&words, page, " ", cf_page_clean(page, place->name));
    for (size_t i = 0; i < place->name_count; i++)
        cf_phrase_add(&words, page, " ", cf_page_clean(page, place->names[i].name));
    return cf_phrase_text(&words);
}

const char *cf_result_title(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const struct cf_locality *city = &evaluation->city->self;
    const char *place =
        evaluation->site ? place_name(page, evaluation->site) : place_name(page, city);
    if (evaluation->site)
        place = cf_page_format(page, "%s, %s", place, cf_page_clean(page, city->name));
    const char *year = "undated";
    if (evaluation->year)
        year = cf_page_format(page, "as of" CF_TIE "%d", evaluation->year);
    const char *dot = page->symbols->dot;
    return cf_page_format(page, "%s" CF_TIE "%s %s" CF_TIE "%s %s", place, dot,
                          cf_page_clean(page, evaluation->chart->title), dot, year);
}

static size_t count_visited(const struct cf_evaluation *evaluation, enum cf_answer answer)
{
    size_t count = 0;
    for (size_t i = 0; i < evaluation->step_count; i++)
        count += evaluation->steps[i].visited && evaluation->steps[i].answer == answer;
    return count;
}

static const char *bottleneck_words(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const struct cf_step_result *step = &evaluation->steps[evaluation->first_no];
    const struct cf_stage *stage = evaluation->stages[step->stage].stage;
    return cf_page_format(page, "Bottleneck at step %d of %zu: %s (%s)", evaluation->first_no + 1,
                          evaluation->step_count, cf_page_clean(page, step->step->title),
                          cf_page_clean(page, stage->title));
}

const char *cf_result_verdict(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    size_t yes = count_visited(evaluation, CF_YES), no = count_visited(evaluation, CF_NO);
    size_t visited = yes + no + evaluation->unknown_count;
    switch (evaluation->verdict) {
    case CF_BOTTLENECK: return bottleneck_words(page, evaluation);
    case CF_UNDECIDED:
        return cf_page_format(page,
                              "Undecided: no \"No\" stops the walk, but %zu of %s %s not known",
                              evaluation->unknown_count, cf_text_count(page, visited, "step"),
                              evaluation->unknown_count == 1 ? "is" : "are");
    case CF_CLEAR:
        if (no)
            return cf_page_format(page, "Clear: no \"No\" stops the walk; %s taken round",
                                  cf_text_count(page, no, "step"));
        return cf_page_format(page, "Clear: %s, all Yes", cf_text_count(page, visited, "step"));
    default: return "Not reached";
    }
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

const char *cf_result_why(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_criterion_result *result)
{
    return cf_page_format(page, "%s.%s", cf_text_finding(page, evaluation, result),
                          miss_words(page, evaluation, result));
}

const char *cf_result_enough(struct cf_page *page, const struct cf_step *step)
{
    if (step->need >= (int)step->criterion_count)
        return "";
    return cf_page_format(page, "%d of these %zu would be enough.", step->need,
                          step->criterion_count);
}

const char *cf_result_origin(struct cf_page *page, const struct cf_step_result *step)
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
    return cf_phrase_text(&origins);
}

const char *cf_result_named(struct cf_page *page, const struct cf_candidates *candidates)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < candidates->named_count; i++)
        cf_phrase_add(&words, page, "; ", cf_page_clean(page, candidates->named[i]->name));
    return words.length ? words.text : "none named in the documents";
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

const char *cf_result_closest(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    const struct cf_criterion_result *result = closest(evaluation);
    if (!result)
        return "";
    struct cf_criterion_result worst = *result;
    worst.margin.best = worst.margin.worst;
    return cf_page_format(page, "%s; %s to spare.", cf_text_finding(page, evaluation, result),
                          cf_words_margin(page, evaluation, &worst));
}

/* ---- what is not known, or left out ---- */

const char *cf_result_gap(struct cf_page *page, const struct cf_evaluation *evaluation,
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

const char *cf_result_newer(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    size_t count = (size_t)evaluation->newer_figures;
    if (!count)
        return "";
    return cf_page_format(page, "%s newer than %d %s left out, since the file says as_of: %d.",
                          cf_text_count(page, count, "figure"), evaluation->year,
                          count == 1 ? "is" : "are", evaluation->year);
}
