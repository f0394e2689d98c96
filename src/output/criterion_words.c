/* The value of a criterion, what it is held against, and how the two meet. */
#include <math.h>
#include <string.h>

#include "output/threshold.h"
#include "output/words.h"

static const char NOT_KNOWN[] = "not" CF_TIE "known";

/* ---- numbers ---- */

static int order(double a, double b)
{
    return cf_near(a, b) ? 0 : a < b ? -1 : 1;
}

/* An end of the value, rounded unless that would hide on which side of the level it lies. */
static const char *end_words(struct cf_page *page, const struct cf_criterion_result *result,
                             double end)
{
    int digits = result->derived ? CF_DIGITS_COMPUTED : CF_DIGITS_STATED;
    const char *rounded = cf_words_rounded(page, end, digits);
    double shown = end;
    const struct cf_interval *accepted = &result->threshold_set.interval;
    if (cf_number_parse(rounded, &shown) &&
        order(shown, accepted->low) == order(end, accepted->low) &&
        order(shown, accepted->high) == order(end, accepted->high))
        return rounded;
    return cf_words_number(page, end);
}

/* The index has a range, and this end is no news but the range's. */
static bool is_bound(double end, bool open, double range_end)
{
    return isfinite(end) && (open || end != range_end);
}

static const char *interval_words(struct cf_page *page, const struct cf_criterion_result *result)
{
    const struct cf_interval *set = &result->value.interval;
    bool low_bound = is_bound(set->low, set->low_open, result->index->low);
    bool high_bound = is_bound(set->high, set->high_open, result->index->high);
    const char *low = isfinite(set->low) ? end_words(page, result, set->low) : "";
    const char *high = isfinite(set->high) ? end_words(page, result, set->high) : "";

    if (isfinite(set->low) && isfinite(set->high) && cf_near(set->low, set->high))
        return low;
    if ((low_bound && !high_bound) || !isfinite(set->high))
        return *low ? cf_page_format(page, "%s%s",
                                     set->low_open ? "over" CF_TIE : "at least" CF_TIE, low)
                    : "any number";
    if ((high_bound && !low_bound) || !isfinite(set->low))
        return cf_page_format(page, "%s%s", set->high_open ? "under" CF_TIE : "at most" CF_TIE,
                              high);
    if (!set->low_open && !set->high_open)
        return cf_words_range(page, low, high);
    return cf_page_format(page, "%s%s to %s%s", set->low_open ? "over" CF_TIE : "", low,
                          set->high_open ? "under" CF_TIE : "", high);
}

/* The one observation used, when it is an approximate figure in the index's own unit that the set
 * was made of as it stands; else NULL. */
static const struct cf_observation *approximate(const struct cf_criterion_result *result)
{
    if (result->evidence_count != 1 || result->derived)
        return NULL;
    const struct cf_observation *stated = result->evidence[0].observation;
    const char *unit = stated->unit.text, *own = result->index->unit.text;
    if (unit && (!own || strcmp(unit, own) != 0))
        return NULL;
    const struct cf_interval *set = &result->value.interval;
    double high = stated->number;
    if (stated->form == CF_FORM_ABOUT)
        high = cf_widen(stated->number, stated->tolerance);
    else if (stated->form != CF_FORM_NEARLY)
        return NULL;
    bool whole =
        cf_near(set->low, cf_widen(stated->number, -stated->tolerance)) && cf_near(set->high, high);
    return whole ? stated : NULL;
}

/* An approximate figure among several, or told in another unit: its tolerance only. */
static const char *with_tolerance(struct cf_page *page, const struct cf_criterion_result *result,
                                  const char *words)
{
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct cf_observation *stated = result->evidence[i].observation;
        if (stated->form == CF_FORM_ABOUT)
            return cf_page_format(page, "%s (about, %s%s)", words, page->symbols->plus_minus,
                                  cf_words_percent(page, stated->tolerance));
        if (stated->form == CF_FORM_NEARLY)
            return cf_page_format(page, "%s (nearly, %s%s)", words, page->symbols->minus,
                                  cf_words_percent(page, stated->tolerance));
    }
    return words;
}

static const char *number_words(struct cf_page *page, const struct cf_criterion_result *result)
{
    const struct cf_observation *stated = approximate(result);
    if (!stated)
        return with_tolerance(page, result, interval_words(page, result));
    bool about = stated->form == CF_FORM_ABOUT;
    return cf_page_format(page, "%s" CF_TIE "%s" CF_TIE "(%s%s)", about ? "about" : "nearly",
                          cf_words_number(page, stated->number),
                          about ? page->symbols->plus_minus : page->symbols->minus,
                          cf_words_percent(page, stated->tolerance));
}

/* By how much the level is widened, and to which side: " (+20 %)". */
static const char *tolerance_words(struct cf_page *page, const struct cf_criterion_result *result)
{
    if (result->tolerance == 0)
        return "";
    const char *sign = page->symbols->plus_minus;
    if (result->criterion->test == CF_AT_LEAST || result->criterion->test == CF_OVER)
        sign = page->symbols->minus;
    else if (result->criterion->test != CF_BETWEEN)
        sign = "+";
    return cf_page_format(page, " (%s%s)", sign, cf_words_percent(page, result->tolerance));
}

/* The level with its unit and tolerance: "60 min (+20 %)". */
static const char *level_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                               const struct cf_criterion_result *result)
{
    bool between = result->criterion->test == CF_BETWEEN;
    const char *level = cf_words_number(page, result->threshold[0]);
    double last = result->threshold[between ? 1 : 0];
    if (between)
        level = cf_words_range(page, level, cf_words_number(page, last));
    const char *unit = cf_words_unit(page, evaluation, result->index->unit.text, last);
    return cf_page_format(page, "%s%s", cf_words_with_unit(page, level, unit),
                          tolerance_words(page, result));
}

/* The relation that holds: that of the test, or its contrary. */
static const char *relation(const struct cf_symbols *symbols, enum cf_test test, bool met)
{
    switch (test) {
    case CF_AT_LEAST: return met ? symbols->at_least : symbols->under;
    case CF_OVER: return met ? symbols->over : symbols->at_most;
    case CF_AT_MOST: return met ? symbols->at_most : symbols->over;
    case CF_UNDER: return met ? symbols->under : symbols->at_least;
    default: return met ? "in" : "not in";
    }
}

static const char *number_test(struct cf_page *page, const struct cf_evaluation *evaluation,
                               const struct cf_criterion_result *result)
{
    const char *value = cf_words_value(page, result);
    const char *level = level_words(page, evaluation, result);
    enum cf_test test = result->criterion->test;
    if (!cf_words_is_known(result))
        return value;
    if (result->answer != CF_UNKNOWN)
        return cf_page_format(page, "%s" CF_TIE "%s" CF_TIE "%s", value,
                              relation(page->symbols, test, result->answer == CF_YES), level);
    if (test == CF_BETWEEN)
        return cf_page_format(page, "%s, needs" CF_TIE "%s", value, level);
    return cf_page_format(page, "%s, needs" CF_TIE "%s" CF_TIE "%s", value,
                          relation(page->symbols, test, true), level);
}

static const char *number_needed(struct cf_page *page, const struct cf_evaluation *evaluation,
                                 const struct cf_criterion_result *result)
{
    static const char *const words[] = {
        [CF_AT_LEAST] = "at" CF_TIE "least",
        [CF_OVER] = "over",
        [CF_AT_MOST] = "at" CF_TIE "most",
        [CF_UNDER] = "under",
        [CF_BETWEEN] = "between",
    };
    if (result->criterion->test != CF_BETWEEN)
        return cf_page_format(page, "%s" CF_TIE "%s", words[result->criterion->test],
                              level_words(page, evaluation, result));
    return level_words(page, evaluation, result);
}

/* ---- flags, levels and categories ---- */

static const char *word_for_people(struct cf_page *page, const struct cf_index *index,
                                   const char *word)
{
    if (index->type == CF_FLAG)
        return strcmp(word, "true") == 0 ? "yes" : "no";
    return cf_page_clean(page, word);
}

static const char *member_words(struct cf_page *page, const struct cf_criterion_result *result)
{
    struct cf_phrase words = { 0 };
    uint64_t members = result->value.members;
    for (size_t i = 0; i < cf_member_count(members); i++) {
        const char *name = cf_member_name(result->index, cf_member_at(members, i));
        cf_phrase_add(&words, page, " or ", word_for_people(page, result->index, name));
    }
    return cf_phrase_text(&words);
}

static const char *named_words(struct cf_page *page, const struct cf_criterion_result *result)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < cf_threshold_count(result); i++)
        cf_phrase_add(&words, page, " or ",
                      word_for_people(page, result->index, cf_threshold_word(result, i)));
    return cf_phrase_text(&words);
}

/* Whether only one member is accepted, so that "at least" says nothing. */
static bool is_single(const struct cf_criterion_result *result)
{
    return cf_member_count(result->threshold_set.members) == 1;
}

static const char *member_needed(struct cf_page *page, const struct cf_criterion_result *result)
{
    const char *named = named_words(page, result);
    switch (result->criterion->test) {
    case CF_AT_LEAST: return is_single(result) ? named : cf_page_format(page, "at least %s", named);
    case CF_AT_MOST: return is_single(result) ? named : cf_page_format(page, "at most %s", named);
    case CF_IS_NOT: return cf_page_format(page, "other than %s", named);
    default: return named;
    }
}

static const char *member_met(struct cf_page *page, const struct cf_criterion_result *result)
{
    const char *value = member_words(page, result), *named = named_words(page, result);
    enum cf_test test = result->criterion->test;
    if (test == CF_IS_NOT)
        return cf_page_format(page, "%s, not %s", value, named);
    if (strcmp(value, named) == 0 || (test != CF_AT_LEAST && test != CF_AT_MOST))
        return strcmp(value, "no") == 0 ? "no, as needed" : value;
    return cf_page_format(page, "%s %s" CF_TIE "%s", value, relation(page->symbols, test, true),
                          named);
}

static const char *member_test(struct cf_page *page, const struct cf_criterion_result *result)
{
    if (result->answer == CF_YES)
        return member_met(page, result);
    const char *value = cf_words_value(page, result), *needed = member_needed(page, result);
    if (!cf_words_is_known(result))
        return value;
    if (result->answer == CF_NO && strcmp(value, "no") == 0) /* what else could be asked for? */
        return value;
    return cf_page_format(page, "%s, needs %s", value, needed);
}

/* ---- both ---- */

const char *cf_words_value(struct cf_page *page, const struct cf_criterion_result *result)
{
    if (!cf_words_is_known(result))
        return NOT_KNOWN;
    if (result->index->type == CF_NUMBER)
        return number_words(page, result);
    return member_words(page, result);
}

const char *cf_words_test(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_criterion_result *result)
{
    const char *words = result->index->type == CF_NUMBER ? number_test(page, evaluation, result)
                                                         : member_test(page, result);
    const char *marks = cf_words_marks(page, result);
    return *marks ? cf_page_format(page, "%s, %s", words, marks) : words;
}

const char *cf_words_needed(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result)
{
    return result->index->type == CF_NUMBER ? number_needed(page, evaluation, result)
                                            : member_needed(page, result);
}
