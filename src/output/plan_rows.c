/* Plans as tables, a change a row. docs/plan.md has the columns. */
#include <clusterflow/output.h>
#include <math.h>
#include <string.h>

#include "output/delimited.h"
#include "output/plan_actors.h"
#include "output/plan_words.h"
#include "output/threshold.h"

#define PLAN_COLUMNS "city", "site", "chart", "year", "verdict", "state"
#define CHANGE_COLUMNS                                                                             \
    "number", "step", "kind", "index", "label", "unit", "action", "known", "needed", "target",     \
        "least", "most", "more_than", "least_share", "most_share", "basis"

static const char *const columns[] = { PLAN_COLUMNS, CHANGE_COLUMNS, "classes", "actors" };
static const char *const actor_columns[] = { PLAN_COLUMNS, "class", "actor", "name",
                                             CHANGE_COLUMNS };

enum { CHANGE_CELLS = 16 };

/* ---- cells ---- */

static void put_plan(struct cf_delimited *table, const struct cf_plan *plan)
{
    const struct cf_evaluation *before = plan->before;
    cf_delimited_text(table, before->city->self.id.text);
    cf_delimited_text(table, before->site ? before->site->id.text : NULL);
    cf_delimited_text(table, before->chart->id.text);
    cf_delimited_year(table, before->year);
    cf_delimited_text(table, cf_verdict_name(before->verdict));
    cf_delimited_text(table, cf_plan_state_name(plan->state));
}

/* "10", "[10,20)", "(,60]", "partial full", "true"; nothing for a set that is not known. */
static void put_set(struct cf_delimited *table, struct cf_arena *arena,
                    const struct cf_plan_demand *demand, const struct cf_value *set)
{
    const struct cf_interval *ends = &set->interval;
    char low[CF_NUMBER_SIZE] = "", high[CF_NUMBER_SIZE] = "";
    if (demand->index->type != CF_NUMBER) {
        cf_delimited_list(table);
        for (size_t i = 0; i < cf_member_count(set->members); i++)
            cf_delimited_item(table, cf_member_name(demand->index, cf_member_at(set->members, i)));
        return;
    }
    if (isfinite(ends->low))
        cf_number_format(ends->low, low);
    if (isfinite(ends->high))
        cf_number_format(ends->high, high);
    const char *text = ends->low == ends->high
                           ? cf_arena_format(arena, "%s", low)
                           : cf_arena_format(arena, "%c%s,%s%c", ends->low_open ? '(' : '[', low,
                                             high, ends->high_open ? ')' : ']');
    cf_delimited_text(table, text);
}

/* There is a stop at each step that has a change. */
static const char *kind_of(const struct cf_plan *plan, size_t step)
{
    size_t stop = 0;
    while (plan->stops[stop].step != step)
        stop++;
    return cf_plan_stop_name(plan->stops[stop].kind);
}

static void put_distance(struct cf_delimited *table, const struct cf_plan_demand *demand)
{
    bool ordered = demand->index->type == CF_NUMBER || demand->index->type == CF_LEVEL;
    bool told = ordered && demand->action == CF_PLAN_CHANGE;
    double sign = demand->rises ? 1 : -1;
    cf_delimited_number(table, told ? sign * demand->least : INFINITY);
    cf_delimited_number(table, told ? sign * demand->most : INFINITY);
    if (told)
        cf_delimited_flag(table, demand->open);
    else
        cf_delimited_empty(table);
    cf_delimited_number(table, told ? sign * demand->least_share : INFINITY);
    cf_delimited_number(table, told ? sign * demand->most_share : INFINITY);
}

static void put_change(struct cf_delimited *table, struct cf_arena *arena,
                       const struct cf_plan *plan, size_t number)
{
    const struct cf_plan_change *change = &plan->changes[number];
    const struct cf_plan_demand *demand = &change->demand;
    cf_delimited_count(table, number + 1);
    cf_delimited_text(table, plan->before->steps[change->step].step->id.text);
    cf_delimited_text(table, kind_of(plan, change->step));
    cf_delimited_text(table, demand->index->id.text);
    cf_delimited_text(table, demand->index->label);
    cf_delimited_text(table, demand->index->unit.text);
    cf_delimited_text(table, cf_plan_action_name(demand->action));
    if (demand->blank)
        cf_delimited_empty(table);
    else
        put_set(table, arena, demand, &demand->known);
    put_set(table, arena, demand, &demand->needed);
    put_set(table, arena, demand, &demand->target);
    put_distance(table, demand);
    cf_delimited_text(table, cf_basis_name(cf_plan_result(plan, change->criteria[0])->basis));
}

static void put_actors(struct cf_delimited *table, const struct cf_plan_change *change)
{
    cf_delimited_list(table);
    for (size_t i = 0; i < change->actor_count; i++)
        cf_delimited_item(table, change->actors[i].actor_class->id.text);
    cf_delimited_list(table);
    for (size_t i = 0; i < change->actor_count; i++)
        for (size_t j = 0; j < change->actors[i].named_count; j++)
            cf_delimited_item(table, change->actors[i].named[j]->id.text);
}

static void put_empty(struct cf_delimited *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cf_delimited_empty(table);
}

/* ---- rows ---- */

static void put_rows(struct cf_delimited *table, struct cf_arena *arena, const struct cf_plan *plan)
{
    for (size_t i = 0; i < plan->change_count; i++) {
        put_plan(table, plan);
        put_change(table, arena, plan, i);
        put_actors(table, &plan->changes[i]);
        cf_delimited_end_row(table);
    }
}

static void put_actor_rows(struct cf_delimited *table, struct cf_arena *arena,
                           const struct cf_plan *plan)
{
    struct cf_plan_actors actors = cf_plan_by_actor(arena, plan);
    for (size_t i = 0; i < actors.count; i++)
        for (size_t j = 0; j < actors.items[i].count; j++) {
            const struct cf_plan_actor *actor = &actors.items[i];
            put_plan(table, plan);
            cf_delimited_text(table, actor->actor_class->id.text);
            cf_delimited_text(table, actor->named ? actor->named->id.text : NULL);
            cf_delimited_text(table, actor->named ? actor->named->name : NULL);
            put_change(table, arena, plan, actor->changes[j]);
            cf_delimited_end_row(table);
        }
}

enum cf_status cf_write_plan_rows_header(const struct cf_sink *sink, enum cf_delimiter delimiter,
                                         bool by_actor)
{
    struct cf_delimited table;
    cf_delimited_init(&table, sink, delimiter);
    if (by_actor)
        cf_delimited_header(&table, actor_columns, sizeof actor_columns / sizeof *actor_columns);
    else
        cf_delimited_header(&table, columns, sizeof columns / sizeof *columns);
    return cf_delimited_flush(&table);
}

enum cf_status cf_write_plan_rows(const struct cf_sink *sink, const struct cf_plan *plan,
                                  enum cf_delimiter delimiter, bool by_actor)
{
    struct cf_arena arena = { 0 };
    struct cf_delimited table;
    cf_delimited_init(&table, sink, delimiter);
    if (by_actor)
        put_actor_rows(&table, &arena, plan);
    else
        put_rows(&table, &arena, plan);
    if (!plan->change_count) {
        put_plan(&table, plan);
        put_empty(&table, CHANGE_CELLS + (by_actor ? 3 : 2));
        cf_delimited_end_row(&table);
    }
    bool failed = arena.failed;
    cf_arena_clear(&arena);
    return failed ? CF_NO_MEMORY : cf_delimited_flush(&table);
}
