#include "analysis/lint_city.h"

/* ---- sources and years: they need no catalog ---- */

static void check_citation(struct cf_city_lint *lint, const struct cf_text *index,
                           const struct cf_observation *observation)
{
    struct cf_diags *diags = lint->diags;
    if (!observation->source) {
        cf_report(diags, CF_R_CITY_NO_SOURCE, observation->pos, "this figure of '%s' has no source",
                  index->text);
        cf_report_hint(diags, "add 'source' and 'where', so that others can look it up");
    } else if (!observation->where) {
        cf_report(diags, CF_R_CITY_NO_SOURCE, observation->pos,
                  "this figure of '%s' does not say where in '%s' it stands", index->text,
                  observation->source->id.text);
        cf_report_hint(diags, "add 'where': a section, a table, a page");
    }
}

static void check_year(struct cf_city_lint *lint, const struct cf_text *index,
                       const struct cf_observation *observation)
{
    if (observation->form == CF_FORM_PERIOD || observation->year || observation->since ||
        observation->until)
        return;
    cf_report(
        lint->diags, CF_R_CITY_NO_YEAR, observation->pos, "this figure of '%s', %s, has no year",
        index->text,
        cf_figure_words(&lint->arena, lint->count ? lint->charts[0].program : NULL, observation));
    cf_report_hint(lint->diags,
                   "add 'year', or 'since' and 'until'; without them it never grows old");
}

static void check_observations(struct cf_city_lint *lint, const struct cf_indicator *indicator)
{
    for (size_t i = 0; i < indicator->observation_count; i++) {
        const struct cf_observation *observation = &indicator->observations[i];
        if (observation->form == CF_FORM_MISSING)
            continue;
        check_citation(lint, &indicator->index, observation);
        check_year(lint, &indicator->index, observation);
    }
}

/* ---- statements: what a catalog gives a type ---- */

static bool find_statement(struct cf_city_lint *lint, const struct cf_locality *site,
                           const char *index, struct cf_statement *statement)
{
    for (size_t i = 0; i < lint->count; i++) {
        struct cf_lint_chart_of_city *chart = &lint->charts[i];
        size_t number = cf_program_index_number(chart->program, index);
        if (number == cf_program_index_count(chart->program))
            continue;
        *statement = (struct cf_statement){
            .chart = chart,
            .site = site,
            .index = cf_program_index(chart->program, number),
            .number = number,
        };
        statement->items = cf_binding_stated(chart->binding, site, number, &statement->count);
        return true;
    }
    return false;
}

static void check_locality(struct cf_city_lint *lint, const struct cf_locality *locality,
                           const struct cf_locality *site)
{
    for (size_t i = 0; i < locality->indicator_count; i++) {
        const struct cf_indicator *indicator = &locality->indicators[i];
        struct cf_statement statement;
        check_observations(lint, indicator);
        if (!find_statement(lint, site, indicator->index.text, &statement))
            continue;
        cf_lint_disputes(lint, &statement);
        if (statement.index->type == CF_FLAG)
            cf_lint_periods(lint, &statement);
        if (statement.index->type != CF_NUMBER)
            continue;
        cf_lint_years(lint, &statement);
        cf_lint_shares(lint, &statement);
    }
}

/* ---- the charts ---- */

static bool make_chart(struct cf_city_lint *lint, const struct cf_binding *binding,
                       struct cf_lint_chart_of_city *chart)
{
    chart->binding = binding;
    chart->program = cf_binding_program(binding);
    size_t count = cf_program_index_count(chart->program);
    chart->adds_up = cf_arena_array(&lint->arena, count, sizeof *chart->adds_up);
    chart->of_city = cf_arena_array(&lint->arena, count, sizeof *chart->of_city);
    if (!chart->adds_up || !chart->of_city)
        return false;
    if (lint->city->site_count)
        cf_lint_mark_additive(lint, chart);
    return cf_survey_city(&chart->survey, binding, lint->diags) == CF_OK;
}

/* The surveys come first, since they settle the messages. */
static bool make_charts(struct cf_city_lint *lint, const struct cf_binding *const *bindings)
{
    lint->charts = cf_arena_array(&lint->arena, lint->count, sizeof *lint->charts);
    for (size_t i = 0; i < lint->count && lint->charts; i++)
        if (!make_chart(lint, bindings[i], &lint->charts[i]))
            return false;
    return lint->charts;
}

enum cf_status cf_lint_city(const struct cf_city *city, const struct cf_binding *const *bindings,
                            size_t count, struct cf_diags *diags)
{
    struct cf_city_lint lint = { .city = city, .count = count, .diags = diags };
    bool complete = make_charts(&lint, bindings);
    if (complete) {
        check_locality(&lint, &city->self, NULL);
        for (size_t i = 0; i < city->site_count; i++)
            check_locality(&lint, &city->sites[i], &city->sites[i]);
        cf_lint_needs(&lint);
        for (size_t i = 0; i < count; i++)
            cf_lint_survey(&lint, &lint.charts[i]);
        cf_lint_names(&lint);
    }
    complete = complete && !lint.arena.failed;
    for (size_t i = 0; i < count && lint.charts; i++)
        cf_survey_free(lint.charts[i].survey);
    cf_arena_clear(&lint.arena);
    cf_diags_settle(diags);
    return complete && !cf_diags_failed(diags) ? CF_OK : CF_NO_MEMORY;
}
