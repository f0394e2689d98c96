/*
 * Random cities: what is found against what comes out when every year is evaluated, or when every
 * year of every two statements is compared.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/city_fixture.h"

enum { YEARS = 8, FIRST_LINE = 7, MOST = 6 };

static uint32_t state_of_chance;

static int chance(int below)
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (int)((state_of_chance >> 8) % (uint32_t)below);
}

/* A text that grows. */
struct text {
    char bytes[4096];
    size_t length;
};

static void add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text->length += (size_t)vsnprintf(text->bytes + text->length, sizeof text->bytes - text->length,
                                      format, args);
    va_end(args);
    assert_true(text->length < sizeof text->bytes);
}

static void add_time(struct text *text)
{
    int from = 1 + chance(YEARS), to = from + chance(YEARS);
    switch (chance(5)) {
    case 0:
    case 1: add(text, ", year: %d", from); break;
    case 2: add(text, ", since: %d, until: %d", from, to); break;
    case 3: add(text, chance(2) ? ", since: %d" : ", until: %d", from); break;
    default: break;
    }
}

static void add_rest(struct text *text)
{
    static const char *const kinds[] = { "estimate", "target", "opinion" };
    if (chance(5) == 0)
        add(text, ", kind: %s", kinds[chance(3)]);
    if (chance(4) == 0)
        add(text, ", preferred: true");
    add(text, "}\n");
}

/* How many findings of the rule there are, and whether one of them is about these two lines. */
static size_t count_findings(const struct city_fixture *f, const char *rule, unsigned line,
                             unsigned also, bool *told)
{
    size_t count = 0;
    const struct cf_diag *diag;
    *told = false;
    for (size_t i = 0; (diag = cf_diags_get(f->diags, i)); i++)
        if (strcmp(diag->rule->id, rule) == 0) {
            count++;
            *told |= diag->line == line && diag->also_line == also;
        }
    return count;
}

/* ---- disputes: the evaluation of a year says so, where it rests on figures as of that year ----
 */

static void random_figures(struct text *text)
{
    static const char *const forms[] = { "value", "value", "at_most", "under" };
    int count = 2 + chance(MOST - 1);
    text->length = 0;
    add(text, "indicators:\n  firms:\n");
    for (int i = 0; i < count; i++) {
        add(text, "    - {%s: %d, unit: firm", forms[chance(4)], 1 + chance(2));
        add_time(text);
        add_rest(text);
    }
}

static const struct cf_criterion_result *firms_of(const struct cf_evaluation *evaluation)
{
    return &evaluation->steps[0].criteria[1];
}

/* The two lines of a finding are both among the figures that count in the year. */
static bool tells_of(const struct cf_diag *diag, const struct cf_criterion_result *result)
{
    bool line = false, also = false;
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct cf_pos *pos = &result->evidence[i].observation->pos;
        unsigned at = 1;
        for (uint32_t j = 0; j < pos->offset; j++)
            at += pos->source->text[j] == '\n';
        line |= at == diag->line;
        also |= at == diag->also_line;
    }
    return line && also;
}

/* Under another program, such as valgrind, few are enough. */
static size_t number_of_trials(void)
{
    return getenv("WRAP") ? 100 : 3000;
}

static void disputes_are_those_of_some_year(void **state)
{
    size_t disputed_years = 0, trials = number_of_trials();
    (void)state;
    state_of_chance = 1;
    for (size_t trial = 0; trial < trials; trial++) {
        struct city_fixture f;
        struct text text;
        bool needed[64] = { false }; /* by message: whether a year is disputed by these two */
        const struct cf_diag *diag;
        random_figures(&text);
        city_begin(&f);
        city_lint(&f, text.bytes);
        for (int year = 1; year <= 3 * YEARS; year++) {
            struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
            struct cf_evaluation *evaluation;
            bool told = false;
            options.year = year;
            assert_int_equal(cf_evaluate(&evaluation, f.binding, NULL, &options, f.diags), CF_OK);
            const struct cf_criterion_result *result = firms_of(evaluation);
            bool disputed = result->disputed && (result->year == year || !result->year);
            disputed_years += disputed;
            for (size_t i = 0; (diag = cf_diags_get(f.diags, i)); i++)
                if (disputed && strcmp(diag->rule->id, "city-disputed") == 0 &&
                    tells_of(diag, result))
                    told = needed[i] = true;
            if (told != disputed)
                fail_msg("year %d of\n%s", year, text.bytes);
            cf_evaluation_free(evaluation);
        }
        for (size_t i = 0; (diag = cf_diags_get(f.diags, i)); i++)
            if (strcmp(diag->rule->id, "city-disputed") == 0 && !needed[i] &&
                strstr(diag->message, "disputed in"))
                fail_msg("no year for '%s' of\n%s", diag->message, text.bytes);
        city_end(&f);
    }
    assert_true(disputed_years > trials / 2);
}

/* ---- periods: every year of every two statements ---- */

struct claim {
    int from, to; /* of a period, or of the years of which a figure speaks; 0, 0: of none */
    bool period;  /* true inside, false outside */
    bool value;   /* of a figure */
    bool actual, preferred;
};

static int end_or(int year, int otherwise)
{
    return year ? year : otherwise;
}

static struct claim claim_of(const struct cf_observation *o)
{
    struct claim claim = { .period = o->form == CF_FORM_PERIOD,
                           .actual = o->kind == CF_ACTUAL || o->kind == CF_ESTIMATE,
                           .preferred = o->preferred };
    claim.value = !claim.period && strcmp(o->value.text, "true") == 0;
    if (claim.period) {
        claim.from = o->began;
        claim.to = end_or(o->ended, 9999);
    } else if (o->year || o->since || o->until) {
        claim.from = end_or(o->year, end_or(o->since, 1));
        claim.to = end_or(o->year, end_or(o->until, 9999));
    }
    return claim;
}

/* 1: true in the year, 0: false, -1: says nothing. */
static int says(const struct claim *claim, int year)
{
    bool inside = year >= claim->from && year <= claim->to;
    return claim->period ? inside : inside ? claim->value : -1;
}

static bool differ(const struct claim *a, const struct claim *b)
{
    for (int year = 1; year <= 4 * YEARS; year++)
        if (says(a, year) >= 0 && says(b, year) >= 0 && says(a, year) != says(b, year))
            return true;
    return false;
}

static void random_flags(struct text *text)
{
    int count = 2 + chance(MOST - 1);
    text->length = 0;
    add(text, "indicators:\n  park:\n");
    for (int i = 0; i < count; i++) {
        int from = 1 + chance(YEARS), to = from + chance(YEARS);
        if (chance(2)) {
            add(text, "    - {value: %s", chance(2) ? "true" : "false");
            add_time(text);
        } else if (chance(3)) {
            add(text, "    - {began: %d", from);
            if (chance(2))
                add(text, ", ended: %d", to);
        } else {
            add(text, "    - {ended: %d", to);
        }
        add_rest(text);
    }
}

/* Is there a conflict with a period that counts, and would a finding about i and j be one? */
static bool conflict(const struct cf_city *city, size_t i, size_t j)
{
    const struct cf_indicator *park = city->self.indicators;
    struct claim a = claim_of(&park->observations[i]), b = claim_of(&park->observations[j]);
    bool preferred = false;
    for (size_t k = 0; k < park->observation_count; k++) {
        struct claim other = claim_of(&park->observations[k]);
        preferred |= other.period && other.actual && other.preferred;
    }
    return a.actual && b.actual && a.preferred == preferred && b.preferred == preferred &&
           (a.period || b.period) && differ(&a, &b);
}

static void conflicts_are_those_of_two_statements(void **state)
{
    size_t conflicts = 0, trials = number_of_trials();
    (void)state;
    state_of_chance = 2;
    for (size_t trial = 0; trial < trials; trial++) {
        struct city_fixture f;
        struct text text;
        size_t pairs = 0, right = 0;
        bool told;
        random_flags(&text);
        city_begin(&f);
        city_lint(&f, text.bytes);
        size_t count = f.city->self.indicators->observation_count;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < count; j++) {
                if (i == j)
                    continue;
                count_findings(&f, "city-period-conflict", (unsigned)(FIRST_LINE + i),
                               (unsigned)(FIRST_LINE + j), &told);
                pairs += conflict(f.city, i, j);
                right += told && conflict(f.city, i, j);
            }
        size_t found = count_findings(&f, "city-period-conflict", 0, 0, &told);
        if (right != found || (found == 0) != (pairs == 0))
            fail_msg("%zu found, %zu of them right, of %zu in\n%s", found, right, pairs,
                     text.bytes);
        conflicts += found;
        city_end(&f);
    }
    assert_true(conflicts > trials / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disputes_are_those_of_some_year),
        cmocka_unit_test(conflicts_are_those_of_two_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
