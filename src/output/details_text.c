/* What -v adds to a criterion: where its figures and its critical level come from. */
#include <string.h>

#include "output/citation.h"
#include "output/result_text.h"
#include "output/words.h"

static void add_detail(struct cf_table *table, struct cf_page *page, const char *label,
                       const char *text)
{
    struct cf_table_row row = { .kind = CF_ROW_DETAIL, .label = label, .value = text };
    if (*text)
        cf_table_add(table, page, row);
}

static const char *period_words(struct cf_page *page, int from, int to)
{
    if (from && from == to)
        return cf_page_format(page, "in %d", from);
    if (from && to)
        return cf_page_format(page, "from %d to %d", from, to);
    if (to)
        return cf_page_format(page, "until %d", to);
    return from ? cf_page_format(page, "since %d", from) : "";
}

static const char *value_words(struct cf_page *page, const struct cf_observation *stated,
                               enum cf_type type)
{
    const char *text = stated->value.text;
    if (type != CF_FLAG)
        return cf_page_clean(page, text);
    return text && strcmp(text, "true") == 0 ? "yes" : "no";
}

/* "about 400 (±10 %)": an approximate figure never stands without its tolerance. */
static const char *form_words(struct cf_page *page, const struct cf_observation *stated,
                              enum cf_type type)
{
    static const char *const bounds[] = {
        [CF_FORM_AT_LEAST] = "at least",
        [CF_FORM_OVER] = "over",
        [CF_FORM_AT_MOST] = "at most",
        [CF_FORM_UNDER] = "under",
    };
    static const char *const missing[] = {
        [CF_NOT_AVAILABLE] = "not available",
        [CF_NOT_STATED] = "not stated",
        [CF_DISPUTED] = "disputed",
    };
    const char *number = cf_words_number(page, stated->number);
    switch (stated->form) {
    case CF_FORM_VALUE: return value_words(page, stated, type);
    case CF_FORM_ABOUT:
        return cf_page_format(page, "about %s (%s%s)", number, page->symbols->plus_minus,
                              cf_words_percent(page, stated->tolerance));
    case CF_FORM_NEARLY:
        return cf_page_format(page, "nearly %s (%s%s)", number, page->symbols->minus,
                              cf_words_percent(page, stated->tolerance));
    case CF_FORM_BETWEEN:
        return cf_words_range(page, number, cf_words_number(page, stated->number_2));
    case CF_FORM_MISSING: return cf_page_format(page, "missing: %s", missing[stated->missing]);
    case CF_FORM_PERIOD:
        return cf_page_format(page, "yes %s", period_words(page, stated->began, stated->ended));
    default: return cf_page_format(page, "%s %s", bounds[stated->form], number);
    }
}

static const char *when_words(struct cf_page *page, const struct cf_observation *stated)
{
    if (stated->year)
        return cf_page_format(page, "%d", stated->year);
    if (stated->form == CF_FORM_PERIOD || stated->kind == CF_WHAT_IF)
        return "";
    const char *period = period_words(page, stated->since, stated->until);
    return *period || stated->form == CF_FORM_MISSING ? period : "undated";
}

/* "about 400 (±10 %) suppliers, 2006, estimate; kuchiki-2007, Sec. 3". */
static const char *observation_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                                     const struct cf_observation *stated, enum cf_type type)
{
    double number = stated->number;
    if (stated->form == CF_FORM_VALUE && stated->value.text)
        cf_number_parse(stated->value.text, &number);
    const char *unit = "";
    if (stated->form != CF_FORM_MISSING)
        unit = cf_words_unit(page, evaluation, stated->unit.text, number);
    const char *source = cf_words_cite_id(page, stated->source, stated->where);
    const char *kind = stated->kind == CF_WHAT_IF ? "what if" : cf_kind_name(stated->kind);
    struct cf_phrase words = { 0 };
    cf_phrase_add(&words, page, "", cf_words_with_unit(page, form_words(page, stated, type), unit));
    cf_phrase_add(&words, page, ", ", when_words(page, stated));
    cf_phrase_add(&words, page, ", ", stated->kind == CF_ACTUAL ? "" : kind);
    cf_phrase_add(&words, page, ", ", stated->preferred ? "preferred" : "");
    cf_phrase_add(&words, page, "; ", source);
    return cf_phrase_text(&words);
}

static const char *unused_words(struct cf_page *page, const struct cf_evaluation *evaluation,
                                const struct cf_evidence *evidence)
{
    switch (evidence->use) {
    case CF_NOT_MISSING_VALUE: return "it gives no value";
    case CF_NOT_KIND: return "not of an accepted kind";
    case CF_NOT_YET: return cf_page_format(page, "newer than %d", evaluation->year);
    case CF_NOT_FRESH: return cf_page_format(page, "too old for %d", evaluation->year);
    case CF_NOT_IN_SPAN: return cf_page_format(page, "not said to hold in %d", evaluation->year);
    case CF_NOT_NEWEST: return "another one is newer";
    case CF_NOT_PREFERRED: return "another one of the same year is preferred";
    default: return "";
    }
}

static void add_observation(struct cf_table *table, struct cf_page *page,
                            const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result,
                            const struct cf_evidence *evidence)
{
    const struct cf_observation *stated = evidence->observation;
    const char *words = observation_words(page, evaluation, stated, evidence->index->type);
    if (evidence->index != result->index)
        words = cf_page_format(page, "%s: %s", cf_page_clean(page, evidence->index->label), words);
    if (evidence->use != CF_USED) {
        words = cf_page_format(page, "%s (%s)", words, unused_words(page, evaluation, evidence));
        add_detail(table, page, "not used", words);
        return;
    }
    add_detail(table, page, "stated", words);
    add_detail(table, page, "printed", cf_page_clean(page, stated->printed));
    add_detail(table, page, "note", cf_page_clean(page, stated->note));
}

static void add_level(struct cf_table *table, struct cf_page *page,
                      const struct cf_evaluation *evaluation,
                      const struct cf_criterion_result *result)
{
    struct cf_phrase words = { 0 };
    cf_phrase_add(&words, page, "", cf_words_needed(page, evaluation, result));
    cf_phrase_add(&words, page, "; ", cf_words_basis(page, result));
    add_detail(table, page, "level", cf_phrase_text(&words));
    if (result->basis != CF_BASIS_WHAT_IF)
        add_detail(table, page, "note", cf_page_clean(page, result->criterion->note));
}

void cf_text_details(struct cf_table *table, struct cf_page *page,
                     const struct cf_evaluation *evaluation,
                     const struct cf_criterion_result *result)
{
    for (size_t i = 0; i < result->evidence_count; i++)
        add_observation(table, page, evaluation, result, &result->evidence[i]);
    for (size_t i = 0; evaluation->explained && i < result->considered_count; i++)
        if (result->considered[i].use != CF_USED)
            add_observation(table, page, evaluation, result, &result->considered[i]);
    add_level(table, page, evaluation, result);
    add_detail(table, page, "margin", cf_words_margin(page, evaluation, result));
}
