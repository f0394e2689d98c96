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
    return order ? order : (a->column > b->column) - (a->column < b->column);
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

/* Could a column stop at that step, and does that depend on what is not known? */
static bool may_join(const struct cf_compare_column *column, size_t step)
{
    return column->least < column->most && column->least <= step && step <= column->most;
}

/* Those whose margins count may tie after all, if another one joins them. */
static bool stays_measured(const struct cf_compare_table *table, const struct place *place)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (may_join(&table->columns[i], place->least))
            return false;
    return place->measured;
}

/* Would a column that stops at the step keep margins from counting there? */
static bool spoils(const struct cf_compare_column *column, size_t step)
{
    return column->evaluation->steps[step].answer == CF_NO &&
           cf_compare_missed(column->evaluation, step) < 0;
}

/* Could margins decide between two that stop at the step, one of them not for certain? */
static bool may_be_measured(const struct cf_compare_table *table, const struct place *a,
                            const struct place *b, size_t step)
{
    if (step == table->columns[a->column].evaluation->step_count ||
        spoils(&table->columns[a->column], step) || spoils(&table->columns[b->column], step))
        return false;
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].least == table->columns[i].most && table->columns[i].least == step &&
            table->columns[i].missed < 0)
            return false;
    return true;
}

/* Is the one surely further than the other, whatever is not known yet? */
static bool surely_before(const struct cf_compare_table *table, const struct place *a,
                          const struct place *b)
{
    if (a->least > b->most)
        return true;
    return a->measured && b->measured && a->least == b->least && stays_measured(table, a) &&
           order_numbers(a->margin.worst, b->margin.best) < 0;
}

static bool maybe_before(const struct cf_compare_table *table, const struct place *a,
                         const struct place *b)
{
    if (a->most > b->least)
        return true;
    if (a->least == a->most && b->least == b->most)
        return a->measured && b->measured && a->least == b->least &&
               order_numbers(a->margin.best, b->margin.worst) < 0;
    /* They meet at one step at the most: the last of the one, the first of the other. */
    return a->most == b->least && may_be_measured(table, a, b, a->most);
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
        column->rank_best += surely_before(table, &places[i], &places[at]);
        column->rank_worst += maybe_before(table, &places[i], &places[at]);
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
