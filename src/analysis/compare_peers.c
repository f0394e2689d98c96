#include "analysis/compare_parts.h"

/* Who could have brought about the criteria of a step that are Yes. */
static enum cf_status find_actors(struct cf_arena *arena, const struct cf_compare_column *column,
                                  struct cf_compare_peer *peer)
{
    size_t count = 0, steps;
    const struct cf_step_result *result = &column->evaluation->steps[peer->step];
    size_t first =
        cf_program_steps(cf_binding_program(column->binding), &steps)[peer->step].first_criterion;
    size_t *criteria = cf_arena_array(arena, result->step->criterion_count, sizeof *criteria);
    if (!criteria)
        return CF_NO_MEMORY;
    for (size_t i = 0; i < result->step->criterion_count; i++)
        if (result->criteria[i].answer == CF_YES)
            criteria[count++] = first + i;
    return cf_list_candidates(&peer->actors, column->binding, column->evaluation->site, peer->step,
                              criteria, count);
}

/* The others at that step whose answer is Yes (cleared), or whose answer is another. */
static enum cf_status add_peers(struct cf_arena *arena, const struct cf_compare_table *table,
                                struct cf_compare_peers *peers, struct cf_compare_peer *items,
                                bool cleared)
{
    enum cf_status status = CF_OK;
    size_t step = (size_t)table->columns[peers->column].evaluation->first_no;
    for (size_t i = 0; i < table->column_count && status == CF_OK; i++) {
        size_t number = table->order[i];
        const struct cf_compare_column *column = &table->columns[number];
        if (number == peers->column ||
            (column->evaluation->steps[step].answer == CF_YES) != cleared)
            continue;
        struct cf_compare_peer *peer = &items[peers->count++];
        *peer = (struct cf_compare_peer){ .column = number, .step = step };
        if (cleared)
            status = find_actors(arena, column, peer);
    }
    return status;
}

/* Of a column without a bottleneck there are none. */
static enum cf_status list_peers(struct cf_arena *arena, const struct cf_compare_table *table,
                                 struct cf_compare_peers *peers)
{
    if (table->columns[peers->column].evaluation->first_no == CF_NO_STEP)
        return CF_OK;
    struct cf_compare_peer *items = cf_arena_array(arena, table->column_count, sizeof *items);
    if (!items)
        return CF_NO_MEMORY;
    peers->items = items;
    enum cf_status status = add_peers(arena, table, peers, items, true);
    return status == CF_OK ? add_peers(arena, table, peers, items, false) : status;
}

enum cf_status cf_compare_peers_of(struct cf_arena *arena, struct cf_compare_table *table,
                                   const struct cf_city *city)
{
    enum cf_status status = CF_OK;
    struct cf_compare_peers *peers = cf_arena_array(arena, table->column_count, sizeof *peers);
    if (!peers)
        return CF_NO_MEMORY;
    table->peers = peers;
    for (size_t i = 0; i < table->column_count && status == CF_OK; i++) {
        if (table->columns[i].evaluation->city != city)
            continue;
        peers[table->peers_count].column = i;
        status = list_peers(arena, table, &peers[table->peers_count++]);
    }
    return status;
}
