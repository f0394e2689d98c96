#include <math.h>
#include <string.h>

#include "base/hint.h"
#include "base/suggest.h"
#include "engine/program.h"

static void report_index(struct cf_diags *diags, const struct cf_program_index *index,
                         const char *what)
{
    cf_report_also(diags, index->index->id.pos, "'%s' is %s", index->index->id.text, what);
}

bool cf_type_number(const struct cf_program_index *index, const struct cf_text *text,
                    enum cf_rule_id rule, struct cf_diags *diags, double *number)
{
    if (text->plain && cf_number_parse(text->text, number))
        return true;
    bool flag = cf_flag_meant(text->text);
    cf_report(diags, rule == CF_R_WHAT_IF || flag ? rule : CF_R_FORMAT_NUMBER, text->pos,
              "'%s' is not a number", text->text);
    cf_report_hint(diags, "%s", cf_number_hint(text->text, text->plain));
    report_index(diags, index, "a number index");
    return false;
}

static bool type_flag(const struct cf_program_index *index, const struct cf_text *text,
                      enum cf_rule_id rule, struct cf_diags *diags, unsigned *member)
{
    *member = text->plain && strcmp(text->text, "true") == 0;
    if (*member || (text->plain && strcmp(text->text, "false") == 0))
        return true;
    const char *meant = cf_flag_meant(text->text);
    cf_report(diags, rule == CF_R_WHAT_IF ? rule : CF_R_FORMAT_FLAG, text->pos,
              "'%s' is not a flag", text->text);
    if (meant)
        cf_report_hint(diags, "did you mean %s, without quotes?", meant);
    else
        cf_report_hint(diags, "write true or false");
    report_index(diags, index, "a flag");
    return false;
}

bool cf_type_member(const struct cf_program_index *index, const struct cf_text *text,
                    enum cf_rule_id rule, struct cf_diags *diags, unsigned *member)
{
    if (index->index->type == CF_FLAG)
        return type_flag(index, text, rule, diags, member);
    const struct cf_text_list *values = &index->index->values;
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i].text, text->text) == 0) {
            *member = (unsigned)i;
            return true;
        }
    struct cf_suggestion suggestion = { .text = text->text, .guesses = cf_diags_guesses(diags) };
    for (size_t i = 0; i < values->count; i++)
        cf_suggest(&suggestion, values->items[i].text);
    cf_report(diags, rule, text->pos, "'%s' is no %s of '%s'", text->text,
              index->index->type == CF_LEVEL ? "level" : "value", index->index->id.text);
    cf_report_meant(diags, &suggestion, NULL);
    report_index(diags, index, "defined here");
    return false;
}

bool cf_type_unit(const struct cf_program *program, const struct cf_program_index *index,
                  const struct cf_text *text, enum cf_rule_id rule, struct cf_diags *diags,
                  struct cf_unit *unit)
{
    const char *own = index->index->unit.text;
    struct cf_unit_fault fault;
    if (index->no_unit || strcmp(text->text, own) == 0) {
        *unit = *index->unit;
        return true;
    }
    if (cf_units_parse(program->units, text->text, unit, &fault) != CF_OK) {
        const char *meant = cf_unit_meant(program, text, &fault, diags);
        cf_report_unit(text, &fault, rule, diags);
        if (meant)
            cf_report_hint(diags, "did you mean '%s'? '%s' is measured in '%s'", meant,
                           index->index->id.text, own);
        else
            cf_report_hint(diags, "units are defined in the catalog; '%s' is measured in '%s'",
                           index->index->id.text, own);
        report_index(diags, index, "defined here");
        return false;
    }
    if (cf_unit_converts(unit, index->unit))
        return true;
    cf_report(diags, rule, text->pos, "unit '%s' does not convert to '%s', the unit of '%s'",
              text->text, own, index->index->id.text);
    cf_report_hint(diags, "give the figure in '%s', or name another index", own);
    cf_report_also(diags, index->index->unit.pos, "'%s' is measured in '%s'", index->index->id.text,
                   own);
    return false;
}

/* ---- sets ---- */

struct cf_interval cf_form_interval(enum cf_form form, double number, double number_2,
                                    double tolerance)
{
    switch (form) {
    case CF_FORM_ABOUT:
        return (struct cf_interval){ cf_widen(number, -tolerance), cf_widen(number, tolerance),
                                     false, false };
    case CF_FORM_NEARLY:
        return (struct cf_interval){ cf_widen(number, -tolerance), number, false, true };
    case CF_FORM_AT_LEAST:
    case CF_FORM_OVER: return (struct cf_interval){ number, INFINITY, form == CF_FORM_OVER, true };
    case CF_FORM_AT_MOST:
    case CF_FORM_UNDER:
        return (struct cf_interval){ -INFINITY, number, true, form == CF_FORM_UNDER };
    case CF_FORM_BETWEEN: return (struct cf_interval){ number, number_2, false, false };
    default: return (struct cf_interval){ number, number, false, false }; /* CF_FORM_VALUE */
    }
}

struct cf_interval cf_interval_convert(struct cf_interval interval, const struct cf_unit *from,
                                       const struct cf_unit *to)
{
    interval.low = cf_unit_convert(interval.low, from, to);
    interval.high = cf_unit_convert(interval.high, from, to);
    return interval;
}

/* A stated infinite end is open; a figure that became infinite may not be. */
bool cf_interval_overflows(struct cf_interval interval)
{
    return interval.low == INFINITY || interval.high == -INFINITY ||
           (isinf(interval.low) && !interval.low_open) ||
           (isinf(interval.high) && !interval.high_open);
}

/* ---- tests ---- */

/* By type: the tests that fit it, as bits of enum cf_test, and how to say so. */
static const struct {
    unsigned tests;
    const char *words;
} fitting[] = {
    [CF_NUMBER] = { 1u << CF_AT_LEAST | 1u << CF_OVER | 1u << CF_AT_MOST | 1u << CF_UNDER |
                        1u << CF_BETWEEN,
                    "'at_least', 'over', 'at_most', 'under' or 'between'" },
    [CF_FLAG] = { 1u << CF_IS, "'is'" },
    [CF_LEVEL] = { 1u << CF_AT_LEAST | 1u << CF_AT_MOST | 1u << CF_IS,
                   "'at_least', 'at_most' or 'is'" },
    [CF_CATEGORY] = { 1u << CF_IS | 1u << CF_IS_NOT | 1u << CF_ONE_OF,
                      "'is', 'is_not' or 'one_of'" },
};

static bool type_number_test(const struct cf_program *program,
                             struct cf_program_criterion *criterion,
                             const struct cf_text_list *bounds, const struct cf_text *unit,
                             enum cf_rule_id rule, struct cf_diags *diags)
{
    const struct cf_program_index *index = &program->indices[criterion->index];
    static const enum cf_form forms[] = { CF_FORM_AT_LEAST, CF_FORM_OVER, CF_FORM_AT_MOST,
                                          CF_FORM_UNDER, CF_FORM_BETWEEN };
    enum cf_test test = criterion->criterion->test;
    struct cf_unit from = *index->unit;
    double number[2] = { 0 };
    for (size_t i = 0; i < bounds->count; i++)
        if (!cf_type_number(index, &bounds->items[i], rule, diags, &number[i]))
            return false;
    if (unit->text && !cf_type_unit(program, index, unit,
                                    rule == CF_R_CHART_TEST ? CF_R_CHART_UNIT : rule, diags, &from))
        return false;
    if (test == CF_BETWEEN && number[0] > number[1]) {
        cf_report(diags, rule == CF_R_CHART_TEST ? CF_R_FORMAT_RANGE : rule, bounds->items[0].pos,
                  "'between' begins above its end");
        cf_report_hint(diags, "give the smaller number first");
        return false;
    }
    for (size_t i = 0; i < bounds->count; i++)
        criterion->threshold[i] = cf_unit_convert(number[i], &from, index->unit);
    struct cf_interval *set = &criterion->accepted.interval;
    *set = cf_form_interval(forms[test], criterion->threshold[0], criterion->threshold[1], 0);
    if (isfinite(set->low))
        set->low = cf_widen(set->low, -criterion->tolerance);
    if (isfinite(set->high))
        set->high = cf_widen(set->high, criterion->tolerance);
    if (!cf_interval_overflows(*set))
        return true;
    cf_report(diags, rule == CF_R_CHART_TEST ? CF_R_FORMAT_RANGE : rule, bounds->items[0].pos,
              "the critical level is too large to be told in '%s'", index->index->unit.text);
    cf_report_hint(diags, "check the figure and its unit");
    return false;
}

static uint64_t members_of_test(enum cf_test test, unsigned member, uint64_t all)
{
    uint64_t bit = UINT64_C(1) << member;
    switch (test) {
    case CF_AT_LEAST: return all & ~(bit - 1);
    case CF_AT_MOST: return all & (bit | (bit - 1));
    case CF_IS_NOT: return all & ~bit;
    default: return bit;
    }
}

bool cf_type_test(const struct cf_program *program, struct cf_program_criterion *criterion,
                  const struct cf_text_list *bounds, const struct cf_text *unit,
                  enum cf_rule_id rule, struct cf_diags *diags)
{
    const struct cf_program_index *index = &program->indices[criterion->index];
    enum cf_test test = criterion->criterion->test;
    enum cf_type type = index->index->type;
    if (!(fitting[type].tests >> test & 1)) {
        cf_report(diags, rule, criterion->criterion->pos, "'%s' does not fit '%s', a %s",
                  cf_test_name(test), index->index->id.text, cf_type_name(type));
        cf_report_hint(diags, "test it by %s", fitting[type].words);
        report_index(diags, index, "defined here");
        return false;
    }
    criterion->accepted = (struct cf_value){ .type = type, .known = true };
    if (type == CF_NUMBER)
        return type_number_test(program, criterion, bounds, unit, rule, diags);
    if (unit->text) {
        cf_report(diags, CF_R_CHART_UNIT, unit->pos, "a %s has no unit", cf_type_name(type));
        cf_report_hint(diags, "delete it");
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < bounds->count; i++) {
        unsigned member;
        if (cf_type_member(index, &bounds->items[i], rule, diags, &member))
            criterion->accepted.members |= members_of_test(test, member, index->domain.members);
        else
            good = false;
    }
    return good;
}
