#include "analysis/compare_parts.h"

#include <stdlib.h>

/* A year that may become a column. */
struct year {
    int year;
    bool said; /* the file says something about it; else it is when something no longer holds */
};

struct years {
    struct year *items;
    size_t count, capacity;
    bool failed;
};

static void add_year(struct years *years, int year, bool said)
{
    enum { LAST_YEAR = 9999 };
    if (year < 1 || year > LAST_YEAR || years->failed)
        return;
    if (years->count == years->capacity) {
        size_t capacity = years->capacity ? years->capacity * 2 : 64;
        struct year *items = realloc(years->items, capacity * sizeof *items);
        if (!items) {
            years->failed = true;
            return;
        }
        years->items = items;
        years->capacity = capacity;
    }
    years->items[years->count++] = (struct year){ year, said };
}

/*
 * The years of one observation, and when it ends: by its span, or by its age. What holds over a
 * span is as new as any figure of the year asked for, and newer from the year after it on.
 */
static void add_observation(struct years *years, const struct cf_observation *observation,
                            int index_age, int asked_age)
{
    const int said[] = { observation->year, observation->since, observation->until,
                         observation->began, observation->ended };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        add_year(years, said[i], true);
    if (observation->year)
        add_year(years, observation->year + 1, false);
    if (observation->since)
        add_year(years, observation->since + 1, false);
    if (observation->until)
        add_year(years, observation->until + 1, false);
    if (observation->ended)
        add_year(years, observation->ended + 1, false);
    if (observation->year && index_age >= 0)
        add_year(years, observation->year + index_age + 1, false);
    if (observation->year && asked_age >= 0)
        add_year(years, observation->year + asked_age + 1, false);
}

static void add_stated(struct years *years, const struct cf_binding *binding,
                       const struct cf_locality *site, size_t index,
                       const struct cf_evaluate_options *options)
{
    size_t count;
    int age = cf_program_index(cf_binding_program(binding), index)->max_age;
    const struct cf_bound *stated = cf_binding_stated(binding, site, index, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cf_observation *observation = stated[i].observation;
        if (observation->form != CF_FORM_MISSING && observation->kind != CF_WHAT_IF &&
            options->accept >> observation->kind & 1)
            add_observation(years, observation, age, options->max_age);
    }
}

static int compare_years(const void *left, const void *right)
{
    const struct year *a = left, *b = right;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return (int)b->said - (int)a->said;
}

/* In their order, each once; what ends behind the last year that the file speaks of is left out. */
static void tidy(struct years *years)
{
    size_t kept = 0, said = 0;
    if (years->count)
        qsort(years->items, years->count, sizeof *years->items, compare_years);
    for (size_t i = 0; i < years->count; i++) {
        if (kept && years->items[kept - 1].year == years->items[i].year)
            continue;
        years->items[kept++] = years->items[i];
        if (years->items[kept - 1].said)
            said = kept;
    }
    years->count = said;
}

/* A site has what it states, and what it takes over from the city. */
static void find_years(struct years *years, const struct cf_binding *binding,
                       const struct cf_locality *site, const struct cf_evaluate_options *options)
{
    const struct cf_program *program = cf_binding_program(binding);
    for (size_t i = 0; i < cf_program_index_count(program); i++) {
        add_stated(years, binding, site, i, options);
        if (site && cf_program_index(program, i)->shared)
            add_stated(years, binding, NULL, i, options);
    }
    tidy(years);
}

/* ---- evaluations ---- */

static bool same_answers(const struct cf_evaluation *a, const struct cf_evaluation *b)
{
    for (size_t i = 0; i < a->step_count; i++)
        for (size_t j = 0; j < a->steps[i].step->criterion_count; j++)
            if (a->steps[i].criteria[j].answer != b->steps[i].criteria[j].answer)
                return false;
    return true;
}

static enum cf_status add_evaluation(struct cf_history *history, const struct year *year,
                                     const struct cf_binding *binding,
                                     const struct cf_locality *site,
                                     struct cf_evaluate_options options, struct cf_diags *diags)
{
    struct cf_evaluation *evaluation;
    options.year = year->year;
    enum cf_status status = cf_evaluate(&evaluation, binding, site, &options, diags);
    if (status != CF_OK)
        return status;
    if (!year->said &&
        (!history->count || same_answers(history->items[history->count - 1], evaluation)))
        cf_evaluation_free(evaluation);
    else
        history->items[history->count++] = evaluation;
    return CF_OK;
}

static enum cf_status evaluate_years(struct cf_history *history, const struct years *years,
                                     const struct cf_binding *binding,
                                     const struct cf_locality *site,
                                     const struct cf_evaluate_options *options,
                                     struct cf_diags *diags)
{
    static const struct year none = { 0, true };
    enum cf_status status = CF_OK;
    history->items =
        cf_arena_array(cf_arena_of(history), years->count + 1, sizeof(*history->items));
    if (!history->items || years->failed)
        return CF_NO_MEMORY;
    if (!years->count)
        return add_evaluation(history, &none, binding, site, *options, diags);
    for (size_t i = 0; i < years->count && status == CF_OK; i++)
        status = add_evaluation(history, &years->items[i], binding, site, *options, diags);
    return status;
}

/* Takes the years over. */
static enum cf_status make_history(struct cf_history **out, struct years *years,
                                   const struct cf_binding *binding, const struct cf_locality *site,
                                   const struct cf_evaluate_options *options,
                                   struct cf_diags *diags)
{
    struct cf_history *history = cf_document_new(sizeof *history);
    enum cf_status status = CF_NO_MEMORY;
    if (history)
        status = evaluate_years(history, years, binding, site, options, diags);
    free(years->items);
    *out = status == CF_OK ? history : NULL;
    if (status != CF_OK)
        cf_history_free(history);
    return status;
}

static const struct cf_evaluate_options defaults = CF_EVALUATE_OPTIONS_INIT;

enum cf_status cf_evaluate_history(struct cf_history **history, const struct cf_binding *binding,
                                   const struct cf_locality *site,
                                   const struct cf_evaluate_options *options,
                                   struct cf_diags *diags)
{
    struct years years = { 0 };
    find_years(&years, binding, site, options ? options : &defaults);
    return make_history(history, &years, binding, site, options ? options : &defaults, diags);
}

enum cf_status cf_evaluate_years(struct cf_history **history, const struct cf_binding *binding,
                                 const struct cf_locality *site,
                                 const struct cf_evaluate_options *options, const int *asked,
                                 size_t count, struct cf_diags *diags)
{
    struct years years = { 0 };
    for (size_t i = 0; i < count; i++)
        add_year(&years, asked[i], true);
    return make_history(history, &years, binding, site, options ? options : &defaults, diags);
}

void cf_history_free(struct cf_history *history)
{
    if (!history)
        return;
    for (size_t i = 0; i < history->count; i++)
        cf_evaluation_free(history->items[i]);
    cf_document_free(history);
}
