#include "analysis/compare_parts.h"

/* Which way the walk goes on; Unknown goes the way of Yes. */
static bool goes_on(const struct cf_step_result *step)
{
    return step->answer != CF_NO;
}

/* Two walks of a chart are the same up to the first step that sends them different ways. */
static size_t parting(const struct cf_evaluation *before, const struct cf_evaluation *now)
{
    size_t step = 0;
    while (!now->steps[step].visited || goes_on(&before->steps[step]) == goes_on(&now->steps[step]))
        step++;
    return step;
}

static void list_changes(struct cf_arena *arena, struct cf_compare_move *move,
                         const struct cf_step_result *before, const struct cf_step_result *now)
{
    size_t *criteria = cf_arena_array(arena, now->step->criterion_count, sizeof *criteria);
    for (size_t i = 0; i < now->step->criterion_count && criteria; i++)
        if (before->criteria[i].answer != now->criteria[i].answer)
            criteria[move->criterion_count++] = i;
    move->criteria = criteria;
}

void cf_compare_moves(struct cf_arena *arena, struct cf_compare_table *table)
{
    struct cf_compare_move *moves = cf_arena_array(arena, table->column_count, sizeof *moves);
    for (size_t i = 1; i < table->column_count && moves; i++) {
        const struct cf_evaluation *before = table->columns[i - 1].evaluation;
        const struct cf_evaluation *now = table->columns[i].evaluation;
        if (before->first_no == now->first_no)
            continue;
        struct cf_compare_move *move = &moves[table->move_count++];
        move->column = i;
        move->step = parting(before, now);
        list_changes(arena, move, &before->steps[move->step], &now->steps[move->step]);
    }
    table->moves = moves;
}
