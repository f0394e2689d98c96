/*
 * Figures that differ although none of them is newer or preferred. For a year the figures of that
 * year count, those since that year, and the spans with an end that hold in it: they are as recent
 * as the year itself (docs/format.md, section 4). Undated figures are held against each other.
 *
 * A sweep over the years. Equal figures are one kind; of each kind it is enough to know the figure
 * that holds longest, so in each year two kinds that hold are found at once.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/lint_city.h"

/* A figure, and the years as recent as which it is. Undated ones are of year 0. */
struct entry {
    const struct cf_bound *bound;
    int from, to;
    size_t kind; /* the same number, the same value */
};

/* The kinds that hold in the year that the sweep has come to. */
struct holding {
    const struct entry **latest; /* by kind: of the figures so far, the one that holds longest */
    size_t *kinds;               /* those that held when they were added, each once */
    bool *added;                 /* by kind: whether it stands in kinds */
    size_t count;
};

struct sweep {
    struct entry *entries;
    size_t count;
    int *years; /* in which what holds may change */
    size_t year_count;
    struct holding preferred, plain;
    const struct entry *told[2]; /* the two that were reported last */
};

/* ---- entries ---- */

static int compare_numbers(double a, double b)
{
    return cf_near(a, b) ? 0 : a < b ? -1 : 1;
}

static int compare_values(const void *left, const void *right)
{
    const struct cf_value *a = &((const struct entry *)left)->bound->value;
    const struct cf_value *b = &((const struct entry *)right)->bound->value;
    if (a->type != CF_NUMBER)
        return a->members < b->members ? -1 : a->members > b->members;
    const struct cf_interval *x = &a->interval, *y = &b->interval;
    int low = compare_numbers(x->low, y->low), high = compare_numbers(x->high, y->high);
    return low                            ? low
           : high                         ? high
           : x->low_open != y->low_open   ? x->low_open - y->low_open
           : x->high_open != y->high_open ? x->high_open - y->high_open
                                          : 0;
}

/* By the year from which on it counts, then as in the file. */
static int compare_starts(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->bound < b->bound ? -1 : a->bound > b->bound;
}

static int compare_years(const void *left, const void *right)
{
    const int *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void take_years(struct entry *entry)
{
    const struct cf_observation *observation = entry->bound->observation;
    if (observation->year || !observation->until) {
        entry->from = observation->year ? observation->year : observation->since;
        entry->to = entry->from;
    } else {
        entry->from = observation->since ? observation->since : 1;
        entry->to = observation->until;
    }
}

/* Takes in the figures that tell what was; without the undated ones where a period counts before
 * them in every year. */
static void collect(struct sweep *sweep, const struct cf_statement *statement)
{
    bool period = false;
    for (size_t i = 0; i < statement->count; i++)
        period |= statement->items[i].observation->form == CF_FORM_PERIOD &&
                  cf_figure_is_actual(statement->items[i].observation);
    for (size_t i = 0; i < statement->count; i++) {
        struct entry *entry = &sweep->entries[sweep->count];
        *entry = (struct entry){ .bound = &statement->items[i] };
        if (!cf_figure_is_actual(entry->bound->observation) ||
            entry->bound->observation->form == CF_FORM_PERIOD)
            continue;
        take_years(entry);
        sweep->count += entry->from || !period;
    }
}

static void number_kinds(struct sweep *sweep)
{
    struct entry *entries = sweep->entries;
    qsort(entries, sweep->count, sizeof *entries, compare_values);
    for (size_t i = 1; i < sweep->count; i++)
        entries[i].kind = entries[i - 1].kind + (compare_values(&entries[i - 1], &entries[i]) != 0);
}

static void collect_years(struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        sweep->years[sweep->year_count++] = sweep->entries[i].from;
        sweep->years[sweep->year_count++] = sweep->entries[i].to + 1;
    }
    qsort(sweep->years, sweep->year_count, sizeof *sweep->years, compare_years);
}

static bool allocate_holding(struct cf_arena *arena, size_t count, struct holding *holding)
{
    holding->latest = cf_arena_array(arena, count, sizeof(*holding->latest));
    holding->kinds = cf_arena_array(arena, count, sizeof *holding->kinds);
    holding->added = cf_arena_array(arena, count, sizeof *holding->added);
    return holding->latest && holding->kinds && holding->added;
}

/* ---- the sweep ---- */

static void add(struct holding *holding, const struct entry *entry)
{
    const struct entry **latest = &holding->latest[entry->kind];
    if (!*latest || entry->to > (*latest)->to)
        *latest = entry;
    if (!holding->added[entry->kind])
        holding->kinds[holding->count++] = entry->kind;
    holding->added[entry->kind] = true;
}

/* Finds up to two figures of different kinds that hold in the year; returns how many. Kinds that no
 * longer hold are taken out on the way. */
static size_t find_two(struct holding *holding, int year, const struct entry *found[2])
{
    size_t count = 0;
    for (size_t i = 0; i < holding->count && count < 2;) {
        size_t kind = holding->kinds[i];
        if (holding->latest[kind]->to >= year) {
            found[count++] = holding->latest[kind];
            i++;
        } else {
            holding->added[kind] = false;
            holding->kinds[i] = holding->kinds[--holding->count];
        }
    }
    return count;
}

static void report(struct cf_city_lint *lint, const struct cf_statement *statement, int year,
                   const struct entry *const found[2])
{
    const struct cf_observation *first = found[0]->bound->observation;
    const struct cf_observation *second = found[1]->bound->observation;
    const char *in = year ? cf_arena_format(&lint->arena, " in %d", year) : "";
    cf_report(lint->diags, CF_R_CITY_DISPUTED, second->pos,
              "'%s' is disputed%s: %s, and %s by this figure", statement->index->id.text,
              in ? in : "", cf_figure_words(&lint->arena, statement->chart->program, first),
              cf_figure_words(&lint->arena, statement->chart->program, second));
    cf_report_also(lint->diags, first->pos, "the other figure");
    cf_report_hint(lint->diags, "mark one of them by 'preferred: true' and say why in its 'note'; "
                                "until then either may be true");
}

static void swap(const struct entry *pair[2])
{
    const struct entry *first = pair[0];
    pair[0] = pair[1];
    pair[1] = first;
}

static void look_at_year(struct cf_city_lint *lint, const struct cf_statement *statement,
                         struct sweep *sweep, int year)
{
    const struct entry *found[2];
    size_t count = find_two(&sweep->preferred, year, found);
    if (!count)
        count = find_two(&sweep->plain, year, found);
    if (count < 2)
        return;
    if (found[0]->bound > found[1]->bound)
        swap(found);
    if (found[0] == sweep->told[0] && found[1] == sweep->told[1])
        return;
    memcpy(sweep->told, found, sizeof found);
    report(lint, statement, year, found);
}

static bool prepare(struct cf_city_lint *lint, const struct cf_statement *statement,
                    struct sweep *sweep)
{
    sweep->entries = cf_arena_array(&lint->arena, statement->count, sizeof *sweep->entries);
    sweep->years = cf_arena_array(&lint->arena, statement->count, 2 * sizeof *sweep->years);
    if (!sweep->entries || !sweep->years ||
        !allocate_holding(&lint->arena, statement->count, &sweep->preferred) ||
        !allocate_holding(&lint->arena, statement->count, &sweep->plain))
        return false;
    collect(sweep, statement);
    number_kinds(sweep);
    qsort(sweep->entries, sweep->count, sizeof *sweep->entries, compare_starts);
    collect_years(sweep);
    return true;
}

void cf_lint_disputes(struct cf_city_lint *lint, const struct cf_statement *statement)
{
    struct sweep sweep = { 0 };
    size_t next = 0;
    if (statement->count < 2 || !prepare(lint, statement, &sweep))
        return;
    for (size_t i = 0; i < sweep.year_count; i++) {
        int year = sweep.years[i];
        if (i && year == sweep.years[i - 1])
            continue;
        for (; next < sweep.count && sweep.entries[next].from <= year; next++) {
            bool preferred = sweep.entries[next].bound->observation->preferred;
            add(preferred ? &sweep.preferred : &sweep.plain, &sweep.entries[next]);
        }
        look_at_year(lint, statement, &sweep, year);
    }
}
