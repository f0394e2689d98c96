/* Flags that say one thing by `began` and `ended`, and another beside it. */
#include "analysis/lint_city.h"

enum { FIRST_YEAR = 1, LAST_YEAR = 9999 };

/* Years from one to another, both included. */
struct years {
    int from, to;
};

static struct years years_of(int from, int to)
{
    return (struct years){ from ? from : FIRST_YEAR, to ? to : LAST_YEAR };
}

static struct years period_of(const struct cf_observation *observation)
{
    return years_of(observation->began, observation->ended);
}

/* The years for which a figure is known to hold; none for an undated one. */
static struct years held_by(const struct cf_observation *observation)
{
    if (observation->year)
        return (struct years){ observation->year, observation->year };
    if (observation->since || observation->until)
        return years_of(observation->since, observation->until);
    return (struct years){ LAST_YEAR, FIRST_YEAR };
}

static bool is_period(const struct cf_bound *bound)
{
    return bound->observation->form == CF_FORM_PERIOD && cf_figure_is_actual(bound->observation);
}

static int earlier(int a, int b)
{
    return a < b ? a : b;
}

static int later(int a, int b)
{
    return a > b ? a : b;
}

/* The first year in which only one of the two periods is true; 0: they agree. */
static int first_difference(struct years a, struct years b)
{
    if (a.from != b.from)
        return earlier(a.from, b.from);
    return a.to != b.to ? earlier(a.to, b.to) + 1 : 0;
}

/* The first year of `held` that is inside (or outside) of the period; 0: there is none. */
static int first_year(struct years held, struct years period, bool inside)
{
    int from = later(held.from, period.from), to = earlier(held.to, period.to);
    if (held.from > held.to)
        return 0;
    if (inside)
        return from <= to ? from : 0;
    if (held.from < period.from)
        return held.from;
    return held.to > period.to ? later(held.from, period.to + 1) : 0;
}

/* ---- reporting ---- */

/* The period that is held against everything else: the first one that is preferred, else the first.
 */
static const struct cf_observation *leading_period(const struct cf_statement *statement)
{
    const struct cf_observation *leading = NULL;
    for (size_t i = 0; i < statement->count; i++) {
        const struct cf_observation *observation = statement->items[i].observation;
        if (is_period(&statement->items[i]) &&
            (!leading || (observation->preferred && !leading->preferred)))
            leading = observation;
    }
    return leading;
}

static void end_report(struct cf_city_lint *lint, const struct cf_observation *period)
{
    cf_report_also(lint->diags, period->pos, "the period");
    cf_report_hint(lint->diags,
                   "correct one of them, or mark the right one by 'preferred: true'; a period says "
                   "false of all years outside of it");
}

static void compare_period(struct cf_city_lint *lint, const struct cf_statement *statement,
                           const struct cf_observation *observation,
                           const struct cf_observation *leading)
{
    int year = first_difference(period_of(observation), period_of(leading));
    if (!year)
        return;
    cf_report(lint->diags, CF_R_CITY_PERIOD_CONFLICT, observation->pos,
              "this period of '%s' (%s) and another (%s) differ in %d", statement->index->id.text,
              cf_figure_words(&lint->arena, statement->chart->program, observation),
              cf_figure_words(&lint->arena, statement->chart->program, leading), year);
    end_report(lint, leading);
}

static void compare_figure(struct cf_city_lint *lint, const struct cf_statement *statement,
                           const struct cf_bound *bound, const struct cf_observation *leading)
{
    const struct cf_observation *observation = bound->observation;
    bool says_true = bound->value.members == 2;
    int year = first_year(held_by(observation), period_of(leading), !says_true);
    if (!year)
        return;
    cf_report(lint->diags, CF_R_CITY_PERIOD_CONFLICT, observation->pos,
              "'%s' is %s in %d by this figure, and %s by its period (%s)",
              statement->index->id.text, says_true ? "true" : "false", year,
              says_true ? "false" : "true",
              cf_figure_words(&lint->arena, statement->chart->program, leading));
    end_report(lint, leading);
}

void cf_lint_periods(struct cf_city_lint *lint, const struct cf_statement *statement)
{
    const struct cf_observation *leading = leading_period(statement);
    for (size_t i = 0; i < statement->count && leading; i++) {
        const struct cf_bound *bound = &statement->items[i];
        const struct cf_observation *observation = bound->observation;
        /* where one of the two is preferred, the author has decided */
        if (observation == leading || !cf_figure_is_actual(observation) ||
            observation->preferred != leading->preferred)
            continue;
        if (observation->form == CF_FORM_PERIOD)
            compare_period(lint, statement, observation, leading);
        else
            compare_figure(lint, statement, bound, leading);
    }
}
