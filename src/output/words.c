#include "output/words.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

const char *cf_words_number(struct cf_page *page, double number)
{
    char text[CF_NUMBER_SIZE];
    cf_number_format(number, text);
    return cf_page_format(page, "%s", text);
}

const char *cf_words_rounded(struct cf_page *page, double number, int digits)
{
    return cf_words_number(page, cf_decimal_round(number, digits));
}

const char *cf_words_percent(struct cf_page *page, double fraction)
{
    return cf_page_format(page, "%s" CF_TIE "%%",
                          cf_words_rounded(page, fraction * 100, CF_DIGITS_COMPUTED));
}

static const struct cf_unit_def *find_unit_in(const struct cf_vocabulary *words, const char *unit)
{
    for (size_t i = 0; i < words->unit_count; i++)
        if (strcmp(words->units[i].id.text, unit) == 0)
            return &words->units[i];
    return NULL;
}

static const struct cf_unit_def *find_unit(const struct cf_evaluation *evaluation, const char *unit)
{
    const struct cf_catalog *catalog = evaluation->catalog;
    const struct cf_unit_def *found = catalog ? find_unit_in(&catalog->words, unit) : NULL;
    for (size_t i = 0; i < evaluation->chart->words_count && !found; i++)
        found = find_unit_in(&evaluation->chart->words[i], unit);
    return found;
}

/* One firm, where the label says "firms". */
static bool is_plural_of(const char *label, const char *id)
{
    size_t stem = strlen(id) < 4 ? strlen(id) : 4, length = strlen(label);
    return length > stem && strncmp(label, id, stem) == 0 && label[length - 1] == 's';
}

const char *cf_words_unit(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const char *unit, double number)
{
    if (!unit || strcmp(unit, "1") == 0)
        return "";
    if (strcmp(unit, "percent") == 0)
        return "%";
    const struct cf_unit_def *def = find_unit(evaluation, unit);
    const char *label = def ? def->label : NULL;
    if (label && !(number == 1 && is_plural_of(label, unit)))
        return cf_page_clean(page, label);
    char *words = cf_arena_copy(&page->arena, unit, strlen(unit));
    for (char *c = words; c && *c; c++)
        if (*c == '_')
            *c = ' ';
    return cf_page_clean(page, words);
}

const char *cf_words_with_unit(struct cf_page *page, const char *phrase, const char *unit)
{
    return *unit ? cf_page_format(page, "%s" CF_TIE "%s", phrase, unit) : phrase;
}

const char *cf_words_range(struct cf_page *page, const char *low, const char *high)
{
    if (*low == '-' || *high == '-') /* "-5–3" is hard to read */
        return cf_page_format(page, "%s to %s", low, high);
    return cf_page_format(page, "%s%s%s", low, page->symbols->to, high);
}

bool cf_words_is_known(const struct cf_criterion_result *result)
{
    const struct cf_interval *set = &result->value.interval;
    if (result->value.known && result->index->type == CF_FLAG)
        return result->value.members != 3;
    if (!result->value.known || result->index->type != CF_NUMBER)
        return result->value.known;
    return result->answer != CF_UNKNOWN || set->low > result->index->low ||
           set->high < result->index->high || set->low_open != isinf(set->low) ||
           set->high_open != isinf(set->high);
}

const char *cf_words_year(struct cf_page *page, const struct cf_criterion_result *result)
{
    if (!cf_words_is_known(result))
        return "";
    if (result->year)
        return cf_page_format(page, "%d", result->year);
    if (result->mixed_years)
        return "mixed";
    return "n.d.";
}

const char *cf_words_margin(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result)
{
    double worst = result->margin.worst, best = result->margin.best;
    if (!result->margin.given || isnan(worst) || isnan(best))
        return "";
    if (isinf(worst) && isinf(best))
        return "unbounded both ways";
    const char *low = isinf(worst) ? "" : cf_words_rounded(page, worst, CF_DIGITS_COMPUTED);
    const char *high = isinf(best) ? "" : cf_words_rounded(page, best, CF_DIGITS_COMPUTED);
    const char *phrase;
    if (isinf(worst) || isinf(best))
        phrase = cf_page_format(page, "%s%s or %s", low, high, isinf(worst) ? "less" : "more");
    else if (strcmp(low, high) == 0)
        phrase = low;
    else
        phrase = cf_page_format(page, "%s to %s", low, high);
    double shown = isinf(worst) || isinf(best) ? 0 : best; /* "1 or more firms" */
    return cf_words_with_unit(
        page, phrase, cf_words_unit(page, evaluation, result->index->unit.text, fabs(shown)));
}

/* Whether observations of the kind are among the evidence. */
static bool has_kind(const struct cf_criterion_result *result, enum cf_kind kind)
{
    for (size_t i = 0; i < result->evidence_count; i++)
        if (result->evidence[i].observation->kind == kind)
            return true;
    return false;
}

const char *cf_words_marks(struct cf_page *page, const struct cf_criterion_result *result)
{
    static const char *const kinds[] = {
        [CF_ESTIMATE] = "estimate",
        [CF_TARGET] = "target",
        [CF_PLAN] = "plan",
        [CF_OPINION] = "opinion",
        [CF_WHAT_IF] = ("what" CF_TIE "if"),
    };
    struct cf_phrase marks = { 0 };
    if (result->derived && cf_words_is_known(result))
        cf_phrase_add(&marks, page, ", ", "derived");
    if (result->disputed)
        cf_phrase_add(&marks, page, ", ", "disputed");
    for (size_t kind = CF_ESTIMATE; kind <= CF_WHAT_IF; kind++)
        if (has_kind(result, (enum cf_kind)kind))
            cf_phrase_add(&marks, page, ", ", kinds[kind]);
    if (result->basis == CF_BASIS_WHAT_IF)
        cf_phrase_add(&marks, page, ", ", "what" CF_TIE "if level");
    return cf_phrase_text(&marks);
}

const char *cf_words_standing(struct cf_page *page, const struct cf_criterion_result *result)
{
    const char *year = result->mixed_years ? "mixed years" : cf_words_year(page, result);
    const char *marks = cf_words_marks(page, result);
    if (strcmp(year, "n.d.") == 0)
        year = "undated";
    if (*year && *marks)
        return cf_page_format(page, " (%s, %s)", year, marks);
    return *year || *marks ? cf_page_format(page, " (%s%s)", year, marks) : "";
}

const char *cf_words_need(struct cf_page *page, const struct cf_step *step)
{
    if (step->need >= (int)step->criterion_count)
        return cf_page_format(page, "all" CF_TIE "of" CF_TIE "%zu", step->criterion_count);
    if (step->need == 1)
        return cf_page_format(page, "any" CF_TIE "of" CF_TIE "%zu", step->criterion_count);
    return cf_page_format(page, "%d" CF_TIE "of" CF_TIE "%zu", step->need, step->criterion_count);
}
