/*
 * Figures of a number from year to year: slips of a unit show as jumps, and as sites above their
 * city. Both are told only where every value that the figures leave open is such a one.
 */
#include <stdlib.h>

#include "analysis/lint_city.h"

enum {
    NEIGHBOURS = 3, /* years; over more of them a young industry may well grow tenfold */
    JUMP = 10,
};

bool cf_interval_above(struct cf_interval interval, double high, bool high_open)
{
    return cf_near(interval.low, high) ? interval.low_open || high_open : interval.low > high;
}

/* ---- figures by year ---- */

/* A figure while it is put in order. */
struct dated {
    const struct cf_bound *bound;
    bool actual;
};

static int compare(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;
    int years = a->bound->observation->year - b->bound->observation->year;
    if (a->actual != b->actual)
        return a->actual ? -1 : 1;
    return years ? years : (a->bound > b->bound) - (a->bound < b->bound);
}

static size_t collect(const struct cf_statement *statement, struct dated *dated)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->count; i++) {
        const struct cf_bound *bound = &statement->items[i];
        if (bound->value.known && bound->observation->year)
            dated[count++] = (struct dated){ bound, cf_figure_is_actual(bound->observation) };
    }
    qsort(dated, count, sizeof *dated, compare);
    return count;
}

static bool same_year(const struct dated *a, const struct dated *b)
{
    return a->actual == b->actual && a->bound->observation->year == b->bound->observation->year;
}

/* Unites the figures of one year: the preferred ones, else all. */
static struct cf_year_figure unite(const struct dated *dated, size_t count)
{
    bool preferred = false;
    size_t i = 0;
    for (size_t j = 0; j < count; j++)
        preferred |= dated[j].bound->observation->preferred;
    while (dated[i].bound->observation->preferred != preferred)
        i++;
    const struct cf_bound *first = dated[i].bound;
    struct cf_year_figure figure = { first->observation->year, dated->actual, first->value.interval,
                                     first->observation };
    for (i++; i < count; i++)
        if (dated[i].bound->observation->preferred == preferred)
            figure.set = cf_interval_hull(figure.set, dated[i].bound->value.interval);
    return figure;
}

static struct cf_series make_series(struct cf_city_lint *lint, const struct cf_statement *statement)
{
    struct cf_series series = { 0 };
    struct dated *dated = cf_arena_array(&lint->arena, statement->count, sizeof *dated);
    struct cf_year_figure *figures =
        cf_arena_array(&lint->arena, statement->count, sizeof *figures);
    if (!dated || !figures)
        return series;
    size_t count = collect(statement, dated);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && same_year(&dated[i], &dated[next]);)
            next++;
        figures[series.count++] = unite(&dated[i], next - i);
    }
    series.items = figures;
    return series;
}

/* ---- jumps ---- */

static struct cf_interval mirror(struct cf_interval a)
{
    return (struct cf_interval){ -a.high, -a.low, a.high_open, a.low_open };
}

/* 1: all of b is more than tenfold all of a; -1: the other way round; 0: neither, as where one of
 * them reaches zero or the signs differ. */
static int jump(struct cf_interval a, struct cf_interval b)
{
    if (a.high < 0 && b.high < 0) {
        a = mirror(a);
        b = mirror(b);
    }
    if (a.low < 0 || b.low < 0 || a.high <= 0 || b.high <= 0)
        return 0;
    if (cf_interval_above(b, JUMP * a.high, a.high_open))
        return 1;
    return cf_interval_above(a, JUMP * b.high, b.high_open) ? -1 : 0;
}

static void report_jump(struct cf_city_lint *lint, const struct cf_statement *statement,
                        const struct cf_year_figure *before, const struct cf_year_figure *after,
                        int direction)
{
    cf_report(lint->diags, CF_R_CITY_JUMP, after->first->pos,
              direction > 0 ? "'%s' jumps from %s to %s, more than tenfold"
                            : "'%s' drops from %s to %s, less than a tenth",
              statement->index->id.text,
              cf_figure_dated(&lint->arena, statement->chart->program, before->first),
              cf_figure_dated(&lint->arena, statement->chart->program, after->first));
    cf_report_also(lint->diags, before->first->pos, "the figure of %d", before->year);
    cf_report_hint(lint->diags, "check the units of both, and the digits");
}

/* The way back from a figure that stands out is not told again. */
static void check_jumps(struct cf_city_lint *lint, const struct cf_statement *statement,
                        struct cf_series series)
{
    int last = 0;
    for (size_t i = 1; i < series.count; i++) {
        const struct cf_year_figure *before = &series.items[i - 1], *after = &series.items[i];
        int direction = 0;
        if (before->actual == after->actual && after->year - before->year <= NEIGHBOURS)
            direction = jump(before->set, after->set);
        if (direction && direction != -last)
            report_jump(lint, statement, before, after, direction);
        last = direction && direction == -last ? 0 : direction;
    }
}

/* Rates and differences go through zero, where tenfold means nothing. */
static bool can_jump(const struct cf_index *index)
{
    return index->derivation != CF_GROWTH && index->derivation != CF_DIFFERENCE;
}

/* ---- sites ---- */

/* Marks the base units in which other units are told: they measure lengths and times, which do not
 * add up over places, and do not count. NULL when memory fails. */
static bool *mark_measures(struct cf_arena *arena, const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    const struct cf_units *units = cf_program_units(program);
    bool *measures = cf_arena_array(arena, (size_t)UINT16_MAX + 1, sizeof *measures);
    for (size_t i = 0; i <= chart->words_count && measures; i++) {
        const struct cf_vocabulary *words =
            i ? &chart->words[i - 1] : &cf_program_catalog(program)->words;
        for (size_t j = 0; j < words->unit_count; j++) {
            struct cf_unit unit;
            struct cf_unit_fault fault;
            if (words->units[j].equals.text &&
                cf_units_parse(units, words->units[j].id.text, &unit, &fault) == CF_OK &&
                unit.dims == 1)
                measures[unit.base[0]] = true;
        }
    }
    return measures;
}

/* Counts and sums add up: numbers in one unit that is not itself the measure of others. A range
 * that begins above zero is that of a rank. */
static bool adds_up(const struct cf_program *program, const struct cf_index *index,
                    const bool *measures)
{
    struct cf_unit unit;
    struct cf_unit_fault fault;
    return index->type == CF_NUMBER && index->derivation == CF_BASE && !index->shared &&
           index->low <= 0 &&
           cf_units_parse(cf_program_units(program), index->unit.text, &unit, &fault) == CF_OK &&
           unit.dims == 1 && unit.power[0] == 1 && !measures[unit.base[0]];
}

void cf_lint_mark_additive(struct cf_city_lint *lint, struct cf_lint_chart_of_city *chart)
{
    const bool *measures = mark_measures(&lint->arena, chart->program);
    size_t count = cf_program_index_count(chart->program);
    for (size_t i = 0; i < count && measures; i++)
        chart->adds_up[i] = adds_up(chart->program, cf_program_index(chart->program, i), measures);
}

/* What a series says was in a year; NULL: nothing. */
static const struct cf_year_figure *find_year(const struct cf_series *series, int year)
{
    size_t low = 0, high = series->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cf_year_figure *figure = &series->items[middle];
        if (figure->actual && figure->year == year)
            return figure;
        if (figure->actual && figure->year < year)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void check_site(struct cf_city_lint *lint, const struct cf_statement *statement,
                       struct cf_series series)
{
    const struct cf_series *of_city = &statement->chart->of_city[statement->number];
    for (size_t i = 0; i < series.count && series.items[i].actual; i++) {
        const struct cf_year_figure *figure = &series.items[i];
        const struct cf_year_figure *whole = find_year(of_city, figure->year);
        if (!whole || !cf_interval_above(figure->set, whole->set.high, whole->set.high_open))
            continue;
        cf_report(lint->diags, CF_R_CITY_SITE_ABOVE_CITY, figure->first->pos,
                  "'%s' of site '%s' is %s, more than the city's %s", statement->index->id.text,
                  statement->site->id.text,
                  cf_figure_dated(&lint->arena, statement->chart->program, figure->first),
                  cf_figure_words(&lint->arena, statement->chart->program, whole->first));
        cf_report_also(lint->diags, whole->first->pos, "the city's figure");
        cf_report_hint(lint->diags, "check the units of both, and whether both count the same");
    }
}

void cf_lint_years(struct cf_city_lint *lint, const struct cf_statement *statement)
{
    bool compared = statement->chart->adds_up[statement->number];
    if (!statement->count || (!compared && statement->count < 2))
        return;
    struct cf_series series = make_series(lint, statement);
    if (can_jump(statement->index))
        check_jumps(lint, statement, series);
    if (compared && statement->site)
        check_site(lint, statement, series);
    else if (!statement->site)
        statement->chart->of_city[statement->number] = series;
}
