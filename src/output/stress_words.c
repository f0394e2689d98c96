#include "output/stress_words.h"

#include <math.h>

#include "output/result_text.h"
#include "output/threshold.h"
#include "output/words.h"

static const struct cf_index *index_of(const struct cf_stress *stress, const struct cf_lever *lever)
{
    return cf_program_index(stress->program, lever->index);
}

size_t cf_stress_step_of(const struct cf_stress *stress, size_t criterion)
{
    size_t count, step = 0;
    const struct cf_program_step *steps = cf_program_steps(stress->program, &count);
    while (step + 1 < count && steps[step + 1].first_criterion <= criterion)
        step++;
    return step;
}

/* ---- what it comes to ---- */

const char *cf_stress_becomes(struct cf_page *page, const struct cf_stress *stress,
                              struct cf_walk_end end)
{
    if (end.verdict == CF_BOTTLENECK)
        return cf_page_format(
            page, "the bottleneck is %s",
            cf_page_clean(page, stress->evaluation->steps[end.first_no].step->title));
    return end.verdict == CF_CLEAR ? "it is clear" : "it is undecided";
}

/* ---- the change ---- */

static const char *member_name(struct cf_page *page, const struct cf_index *index, double member)
{
    if (index->type == CF_FLAG)
        return member > 0 ? "yes" : "no";
    return cf_page_clean(page, cf_member_name(index, (size_t)member));
}

const char *cf_stress_change(struct cf_page *page, const struct cf_stress *stress,
                             const struct cf_flip_line *line)
{
    enum { DIGITS = 3 };
    const struct cf_index *index = index_of(stress, line->lever);
    const char *way = line->higher ? "higher" : "lower";
    double share = line->flip.share;
    if (index->type == CF_LEVEL)
        return cf_page_format(
            page, "%s %s",
            cf_text_count(page, (size_t)fabs(line->flip.at - line->lever->value), "level"), way);
    if (index->type != CF_NUMBER)
        return cf_page_format(page, "if" CF_TIE "%s", member_name(page, index, line->flip.at));
    if (share == 0)
        return cf_page_format(page, "any %s", way);
    if (isinf(share))
        return way;
    return cf_page_format(page, "%s" CF_TIE "%% %s", cf_words_rounded(page, share * 100, DIGITS),
                          way);
}

/* ---- the lever ---- */

static const char *figure_year(struct cf_page *page, const struct cf_observation *observation)
{
    if (observation->kind == CF_WHAT_IF)
        return " (what if)";
    if (observation->year)
        return cf_page_format(page, " (%d)", observation->year);
    if (observation->since || observation->until || observation->began || observation->ended)
        return "";
    return " (undated)";
}

const char *cf_stress_subject(struct cf_page *page, const struct cf_stress *stress,
                              const struct cf_lever *lever)
{
    const char *label = cf_page_clean(page, index_of(stress, lever)->label);
    if (lever->observation)
        return cf_page_format(page, "%s%s", label, figure_year(page, lever->observation));
    size_t step = cf_stress_step_of(stress, lever->criterion);
    return cf_page_format(page, "the level of %s in %s", label,
                          cf_page_clean(page, stress->evaluation->steps[step].step->title));
}

static const char *form_word(enum cf_form form)
{
    switch (form) {
    case CF_FORM_ABOUT: return "about ";
    case CF_FORM_NEARLY: return "nearly ";
    case CF_FORM_AT_LEAST: return "at least ";
    case CF_FORM_OVER: return "over ";
    case CF_FORM_AT_MOST: return "at most ";
    case CF_FORM_UNDER: return "under ";
    default: return "";
    }
}

/* The figure or level as it stands; which end of `between` it is. */
static const char *present(struct cf_page *page, const struct cf_stress *stress,
                           const struct cf_lever *lever)
{
    const struct cf_index *index = index_of(stress, lever);
    const struct cf_observation *observation = lever->observation;
    size_t count;
    const struct cf_program_criterion *criteria = cf_program_criteria(stress->program, &count);
    bool between = observation ? observation->form == CF_FORM_BETWEEN
                               : criteria[lever->criterion].criterion->test == CF_BETWEEN;
    if (index->type != CF_NUMBER)
        return member_name(page, index, lever->value);
    const char *number = cf_words_rounded(page, lever->value, CF_DIGITS_STATED);
    const char *unit =
        cf_words_unit(page, stress->evaluation, index->unit.text, fabs(lever->value));
    const char *form = observation ? form_word(observation->form) : "";
    if (between)
        form = lever->second ? "up to " : "from ";
    return cf_page_format(page, "%s%s", form, cf_words_with_unit(page, number, unit));
}

const char *cf_stress_where(struct cf_page *page, const struct cf_stress *stress,
                            const struct cf_flip_line *line)
{
    const struct cf_index *index = index_of(stress, line->lever);
    const char *now = present(page, stress, line->lever);
    if (index->type == CF_FLAG || index->type == CF_CATEGORY)
        return cf_page_format(page, "now %s", now);
    if (index->type == CF_LEVEL)
        return cf_page_format(page, "now %s, then %s", now,
                              member_name(page, index, line->flip.at));
    const char *from = line->higher         ? line->flip.from_at ? "from" : "over"
                       : line->flip.from_at ? "at most"
                                            : "under";
    return cf_page_format(page, "now %s, %s" CF_TIE "%s", now, from,
                          cf_words_rounded(page, line->flip.at, CF_DIGITS_STATED));
}

/* ---- draws ---- */

const char *cf_stress_share(struct cf_page *page, double share)
{
    enum { PART = 1000 };
    unsigned parts = (unsigned)(share * 100 * PART + 0.5);
    return cf_page_format(page, "%u.%03u" CF_TIE "%%", parts / PART, parts % PART);
}

const char *cf_stress_indices(struct cf_page *page, size_t count)
{
    return cf_page_format(page, "%zu %s", count, count == 1 ? "index" : "indices");
}

/* ---- what is not known ---- */

static const char *interval_words(struct cf_page *page, const struct cf_stress *stress,
                                  const struct cf_index *index, const struct cf_interval *set)
{
    double last = isfinite(set->high) ? set->high : set->low;
    const char *unit = cf_words_unit(page, stress->evaluation, index->unit.text, fabs(last));
    const char *low = isfinite(set->low) ? cf_words_rounded(page, set->low, CF_DIGITS_STATED) : "";
    const char *high =
        isfinite(set->high) ? cf_words_rounded(page, set->high, CF_DIGITS_STATED) : "";
    bool least = *low && !(cf_near(set->low, index->low) && !set->low_open);
    bool most = *high && !(cf_near(set->high, index->high) && !set->high_open);
    const char *from = set->low_open ? "over" : "from";
    const char *to = set->high_open ? "under" : "up to";
    if (*low && cf_near(set->low, set->high))
        return cf_words_with_unit(page, low, unit);
    if (!least && !most)
        return "any number";
    if (least && most)
        return cf_page_format(page, "%s" CF_TIE "%s %s" CF_TIE "%s", from, low, to,
                              cf_words_with_unit(page, high, unit));
    return cf_page_format(page, "%s" CF_TIE "%s", least ? from : to,
                          cf_words_with_unit(page, least ? low : high, unit));
}

const char *cf_stress_values(struct cf_page *page, const struct cf_stress *stress, size_t index,
                             const struct cf_value *values)
{
    const struct cf_index *of = cf_program_index(stress->program, index);
    struct cf_phrase words = { 0 };
    if (of->type == CF_NUMBER)
        return interval_words(page, stress, of, &values->interval);
    for (size_t i = 0; i < cf_member_count(values->members); i++)
        cf_phrase_add(&words, page, " or ",
                      member_name(page, of, (double)cf_member_at(values->members, i)));
    return cf_phrase_text(&words);
}
