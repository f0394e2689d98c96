/* Results as tables for spreadsheets and statistics; docs/format.md, section 6, has the columns. */
#include <math.h>

#include "output/delimited.h"
#include "output/result_text.h"
#include "output/threshold.h"

/* ---- columns ---- */

#define RESULT_COLUMNS "city", "name", "site", "chart", "year", "verdict", "first_no"
#define STEP_COLUMNS   "stage", "number", "step", "title", "answer", "visited"

static const char *const result_columns[] = { RESULT_COLUMNS, "first_stop", "unknown",
                                              "newer_figures" };

static const char *const step_columns[] = {
    RESULT_COLUMNS, STEP_COLUMNS, "need", "met", "not_met", "not_known", "finding",
};

static const char *const criterion_columns[] = {
    RESULT_COLUMNS, STEP_COLUMNS,     "index",        "label",       "criterion",  "test",
    "threshold",    "threshold_high", "unit",         "tolerance",   "basis",      "value",
    "low",          "high",           "low_open",     "high_open",   "value_year", "derived",
    "disputed",     "mixed_years",    "margin_worst", "margin_best", "sources",
};

enum cf_status cf_write_rows_header(const struct cf_sink *sink, enum cf_delimiter delimiter,
                                    const struct cf_style *style)
{
    struct cf_delimited table;
    int verbose = cf_style_resolve(style).verbose;
    cf_delimited_init(&table, sink, delimiter);
    if (verbose < 0)
        cf_delimited_header(&table, result_columns, sizeof result_columns / sizeof *result_columns);
    else if (verbose == 0)
        cf_delimited_header(&table, step_columns, sizeof step_columns / sizeof *step_columns);
    else
        cf_delimited_header(&table, criterion_columns,
                            sizeof criterion_columns / sizeof *criterion_columns);
    return cf_delimited_flush(&table);
}

/* ---- results ---- */

static const char *step_id(const struct cf_evaluation *evaluation, int step)
{
    return step == CF_NO_STEP ? NULL : evaluation->steps[step].step->id.text;
}

static void put_result(struct cf_delimited *table, const struct cf_evaluation *evaluation)
{
    const struct cf_locality *site = evaluation->site, *city = &evaluation->city->self;
    cf_delimited_text(table, city->id.text);
    cf_delimited_text(table, site ? site->name : city->name);
    cf_delimited_text(table, site ? site->id.text : NULL);
    cf_delimited_text(table, evaluation->chart->id.text);
    cf_delimited_year(table, evaluation->year);
    cf_delimited_text(table, cf_verdict_name(evaluation->verdict));
    cf_delimited_text(table, step_id(evaluation, evaluation->first_no));
}

static void put_result_row(struct cf_delimited *table, const struct cf_evaluation *evaluation)
{
    put_result(table, evaluation);
    cf_delimited_text(table, step_id(evaluation, evaluation->first_stop));
    cf_delimited_list(table);
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        cf_delimited_item(table, evaluation->steps[evaluation->unknown[i]].step->id.text);
    cf_delimited_count(table, (size_t)evaluation->newer_figures);
    cf_delimited_end_row(table);
}

/* ---- steps ---- */

static void put_step(struct cf_delimited *table, const struct cf_evaluation *evaluation,
                     size_t number)
{
    const struct cf_step_result *result = &evaluation->steps[number];
    cf_delimited_text(table, evaluation->stages[result->stage].stage->id.text);
    cf_delimited_count(table, number + 1);
    cf_delimited_text(table, result->step->id.text);
    cf_delimited_text(table, result->step->title);
    cf_delimited_text(table, cf_answer_name(result->answer));
    cf_delimited_flag(table, result->visited);
}

static void put_indices(struct cf_delimited *table, const struct cf_step_result *result,
                        enum cf_answer answer)
{
    cf_delimited_list(table);
    for (size_t i = 0; i < result->step->criterion_count; i++)
        if (result->criteria[i].answer == answer)
            cf_delimited_item(table, result->criteria[i].index->id.text);
}

static const char *finding(struct cf_page *page, const struct cf_evaluation *evaluation,
                           const struct cf_step_result *result)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < result->step->criterion_count; i++)
        cf_phrase_add(&words, page, "; ", cf_text_finding(page, evaluation, &result->criteria[i]));
    return cf_page_untied(page, cf_phrase_text(&words));
}

static void put_step_rows(struct cf_delimited *table, struct cf_page *page,
                          const struct cf_evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->step_count; i++) {
        const struct cf_step_result *result = &evaluation->steps[i];
        put_result(table, evaluation);
        put_step(table, evaluation, i);
        cf_delimited_count(table, (size_t)result->step->need);
        put_indices(table, result, CF_YES);
        put_indices(table, result, CF_NO);
        put_indices(table, result, CF_UNKNOWN);
        cf_delimited_text(table, finding(page, evaluation, result));
        cf_delimited_end_row(table);
    }
}

/* ---- criteria ---- */

static void put_threshold(struct cf_delimited *table, const struct cf_criterion_result *result)
{
    bool number = result->index->type == CF_NUMBER;
    if (number)
        cf_delimited_number(table, result->threshold[0]);
    else
        cf_delimited_list(table);
    for (size_t i = 0; !number && i < cf_threshold_count(result); i++)
        cf_delimited_item(table, cf_threshold_word(result, i));
    bool between = number && result->criterion->test == CF_BETWEEN;
    cf_delimited_number(table, between ? result->threshold[1] : NAN);
}

/* A number only where there is no other; of words all that are possible. */
static void put_value(struct cf_delimited *table, const struct cf_criterion_result *result)
{
    const struct cf_value *value = &result->value;
    const struct cf_interval *set = &value->interval;
    if (!value->known) {
        cf_delimited_empty(table);
    } else if (result->index->type == CF_NUMBER) {
        cf_delimited_number(table, set->low == set->high ? set->low : NAN);
    } else {
        cf_delimited_list(table);
        for (size_t i = 0; i < cf_member_count(value->members); i++)
            cf_delimited_item(table,
                              cf_member_name(result->index, cf_member_at(value->members, i)));
    }
}

/* An end that is unbounded is empty. */
static void put_range(struct cf_delimited *table, const struct cf_criterion_result *result)
{
    const struct cf_interval *set = &result->value.interval;
    if (!result->value.known || result->index->type != CF_NUMBER) {
        for (int i = 0; i < 4; i++)
            cf_delimited_empty(table);
        return;
    }
    cf_delimited_number(table, set->low);
    cf_delimited_number(table, set->high);
    cf_delimited_flag(table, set->low_open);
    cf_delimited_flag(table, set->high_open);
}

static bool cited_before(const struct cf_criterion_result *result, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (result->evidence[i].observation->source == result->evidence[number].observation->source)
            return true;
    return false;
}

static void put_sources(struct cf_delimited *table, const struct cf_criterion_result *result)
{
    cf_delimited_list(table);
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct cf_citation *source = result->evidence[i].observation->source;
        if (source && !cited_before(result, i))
            cf_delimited_item(table, source->id.text);
    }
}

static void put_criterion(struct cf_delimited *table, const struct cf_criterion_result *result)
{
    bool number = result->index->type == CF_NUMBER;
    cf_delimited_text(table, result->index->id.text);
    cf_delimited_text(table, result->index->label);
    cf_delimited_text(table, cf_answer_name(result->answer));
    cf_delimited_text(table, cf_test_name(result->criterion->test));
    put_threshold(table, result);
    cf_delimited_text(table, result->index->unit.text);
    cf_delimited_number(table, number ? result->tolerance : NAN);
    cf_delimited_text(table, cf_basis_name(result->basis));
    put_value(table, result);
    put_range(table, result);
    cf_delimited_year(table, result->year);
    cf_delimited_flag(table, result->derived);
    cf_delimited_flag(table, result->disputed);
    cf_delimited_flag(table, result->mixed_years);
    cf_delimited_number(table, result->margin.given ? result->margin.worst : NAN);
    cf_delimited_number(table, result->margin.given ? result->margin.best : NAN);
    put_sources(table, result);
}

static void put_criterion_rows(struct cf_delimited *table, const struct cf_evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->step_count; i++)
        for (size_t j = 0; j < evaluation->steps[i].step->criterion_count; j++) {
            put_result(table, evaluation);
            put_step(table, evaluation, i);
            put_criterion(table, &evaluation->steps[i].criteria[j]);
            cf_delimited_end_row(table);
        }
}

/* ---- all of it ---- */

enum cf_status cf_write_rows(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                             enum cf_delimiter delimiter, const struct cf_style *style)
{
    struct cf_delimited table;
    struct cf_page page;
    cf_page_init(&page, style);
    cf_delimited_init(&table, sink, delimiter);
    if (page.style.verbose < 0)
        put_result_row(&table, evaluation);
    else if (page.style.verbose == 0)
        put_step_rows(&table, &page, evaluation);
    else
        put_criterion_rows(&table, evaluation);
    enum cf_status status = cf_page_release(&page);
    return status == CF_OK ? cf_delimited_flush(&table) : status;
}
