#include "analysis/compare_parts.h"

#include <stdlib.h>

/* What a column is ranked by. */
struct place {
    size_t column, least, most;
    bool measured; /* its margin counts, and those of all that stop at the same step */
    struct cf_margin margin;
};

static int order_numbers(double a, double b)
{
    return cf_near(a, b) ? 0 : a > b ? -1 : 1;
}

/* Further first: 0 is a tie. */
static int order_places(const struct place *a, const struct place *b)
{
    if (a->least != b->least)
        return a->least > b->least ? -1 : 1;
    if (a->most != b->most)
        return a->most > b->most ? -1 : 1;
    if (!a->measured || !b->measured)
        return 0;
    int worst = order_numbers(a->margin.worst, b->margin.worst);
    return worst ? worst : order_numbers(a->margin.best, b->margin.best);
}

/* The order of the columns settles what ties: the sort itself keeps none. */
static int compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int order = order_places(a, b);
    return order ? order : a->column < b->column ? -1 : 1;
}

/* ---- margins ---- */

static bool settled_alike(const struct cf_compare_column *a, const struct cf_compare_column *b)
{
    return a->least == a->most && b->least == b->most && a->least == b->least;
}

/* Margins are held against each other where all that stop at the step miss the same level, and
 * there is somebody else to be held against. */
static bool is_comparable(const struct cf_compare_table *table,
                          const struct cf_compare_column *column)
{
    size_t alike = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        if (!settled_alike(column, &table->columns[i]))
            continue;
        if (table->columns[i].missed < 0 || table->columns[i].missed != column->missed)
            return false;
        alike++;
    }
    return alike > 1;
}

static struct place place_of(const struct cf_compare_table *table, size_t number)
{
    const struct cf_compare_column *column = &table->columns[number];
    const struct cf_evaluation *evaluation = column->evaluation;
    struct place place = {
        number, column->least, column->most, is_comparable(table, column), { false, 0, 0 }
    };
    if (place.measured)
        place.margin = evaluation->steps[evaluation->first_no].criteria[column->missed].margin;
    return place;
}

/* ---- ranks ---- */

/* Is the one surely further than the other, whatever is not known yet? */
static bool surely_before(const struct place *a, const struct place *b)
{
    if (a->measured && b->measured && a->least == b->least)
        return order_numbers(a->margin.worst, b->margin.best) < 0;
    return a->least > b->most;
}

static bool maybe_before(const struct place *a, const struct place *b)
{
    if (a->measured && b->measured && a->least == b->least)
        return order_numbers(a->margin.best, b->margin.worst) < 0;
    return a->most > b->least;
}

static void give_rank(struct cf_compare_table *table, struct cf_compare_column *columns,
                      const struct place *places, size_t at)
{
    struct cf_compare_column *column = &columns[places[at].column];
    column->rank = column->rank_best = column->rank_worst = 1;
    for (size_t i = 0; i < table->column_count; i++) {
        if (i == at)
            continue;
        int order = order_places(&places[i], &places[at]);
        column->rank += order < 0;
        column->tied = column->tied || order == 0;
        column->rank_best += surely_before(&places[i], &places[at]);
        column->rank_worst += maybe_before(&places[i], &places[at]);
    }
    table->by_margin = table->by_margin || places[at].measured;
}

void cf_compare_rank(struct cf_arena *arena, struct cf_compare_table *table,
                     struct cf_compare_column *columns)
{
    size_t count = table->column_count;
    struct place *places = cf_arena_array(arena, count, sizeof *places);
    size_t *order = cf_arena_array(arena, count, sizeof *order);
    if (!places || !order)
        return;
    for (size_t i = 0; i < count; i++)
        places[i] = place_of(table, i);
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        order[i] = places[i].column;
        give_rank(table, columns, places, i);
    }
    table->order = order;
}
