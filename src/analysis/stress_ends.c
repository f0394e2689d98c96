/*
 * All that a walk can come to when gaps take any value.
 *
 * A walk is followed step by step. Of a gap that later steps ask for, too, each cell is tried; of
 * one that this step alone asks for it matters only how many of its criteria are Yes. From a step
 * with the same cells taken the same can follow, so that it is looked at once.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/stress_gaps.h"
#include "base/map.h"

/* A search while it goes on. */
struct following {
    struct cf_gap_search *search;
    struct cf_arena arena; /* of the keys */
    struct cf_map seen;
    size_t depth; /* of steps */
    bool failed;
};

/* So many steps are followed at most, one behind the other: each needs room on the stack. */
enum { MOST_DEPTH = 2000 };

/* What a step with some cells taken can answer. */
struct choice {
    size_t step;
    bool *counts; /* by number: whether so many criteria can be Yes */
};

static void follow(struct following *following, size_t step);

/* ---- what was looked at ---- */

/* Whether the step was looked at with these cells; those of gaps that no step from here on asks for
 * do not matter. */
static bool was_seen(struct following *following, size_t step)
{
    const struct cf_gap_list *gaps = following->search->gaps;
    uint32_t other;
    size_t length = sizeof step + gaps->count * sizeof(uint16_t);
    char *key = cf_arena_alloc(&following->arena, length);
    if (!key) {
        following->failed = true;
        return true;
    }
    memcpy(key, &step, sizeof step);
    for (size_t i = 0; i < gaps->count; i++) {
        bool over = gaps->items[i].last_step < step;
        uint16_t cell = over ? CF_ANY_CELL : following->search->cells[i];
        memcpy(key + sizeof step + i * sizeof cell, &cell, sizeof cell);
    }
    if (!cf_map_add(&following->seen, key, length, 0, &other))
        following->failed = true;
    return following->failed || other != CF_MAP_NONE;
}

/* ---- one step ---- */

/* How many criteria of the step a cell of a gap answers with Yes. */
static size_t yes_in(const struct cf_gap_search *search, const struct cf_gap_index *gap,
                     size_t cell, size_t step)
{
    size_t yes = 0;
    for (size_t i = 0; i < gap->criterion_count; i++)
        yes += search->gaps->step_of[gap->criteria[i]] == step && gap->cells[cell].yes[i];
    return yes;
}

/* The counts that there can be when so many more can be Yes, for each cell. */
static void add_counts(struct following *following, struct choice *choice,
                       const struct cf_gap_index *gap)
{
    struct cf_gap_search *search = following->search;
    size_t most = search->model->steps[choice->step].step->criterion_count;
    bool *before = cf_arena_array(&following->arena, most + 1, sizeof *before);
    if (!before) {
        following->failed = true;
        return;
    }
    memcpy(before, choice->counts, (most + 1) * sizeof *before);
    memset(choice->counts, 0, (most + 1) * sizeof *before);
    for (size_t cell = 0; cell < gap->cell_count; cell++) {
        size_t yes = yes_in(search, gap, cell, choice->step);
        for (size_t i = 0; i + yes <= most; i++)
            choice->counts[i + yes] |= before[i];
    }
}

static void go_on(struct following *following, size_t step, int next)
{
    if (next == CF_ROUTE_STOP)
        following->search->ends[step] = true;
    else
        follow(following, (size_t)next);
}

/* All gaps of the step that others ask for have a cell: what can it answer, and what follows? */
static void answer_step(struct following *following, size_t step)
{
    struct cf_gap_search *search = following->search;
    const struct cf_program_step *asked = &search->model->steps[step];
    size_t most = asked->step->criterion_count, known = 0;
    bool yes = false, no = false;
    struct choice choice = { step, cf_arena_array(&following->arena, most + 1, sizeof(bool)) };
    if (!choice.counts) {
        following->failed = true;
        return;
    }
    for (size_t i = asked->first_criterion; i < asked->first_criterion + most; i++)
        known += search->gaps->of_criterion[i] == SIZE_MAX && search->gaps->answers[i] == CF_YES;
    for (size_t i = 0; i < search->gaps->count; i++)
        if (search->cells[i] != CF_ANY_CELL)
            known += yes_in(search, &search->gaps->items[i], search->cells[i], step);
    choice.counts[known] = true;
    for (size_t i = 0; i < search->gaps->count && !following->failed; i++) {
        const struct cf_gap_index *gap = &search->gaps->items[i];
        if (search->cells[i] == CF_ANY_CELL && gap->first_step == step && gap->last_step == step)
            add_counts(following, &choice, gap);
    }
    for (size_t i = 0; i <= most; i++) {
        yes |= choice.counts[i] && (int)i >= asked->step->need;
        no |= choice.counts[i] && (int)i < asked->step->need;
    }
    if (yes)
        go_on(following, step, asked->on_yes);
    if (no)
        go_on(following, step, asked->on_no);
}

/* Whether the step asks for it, and other steps do, too. */
static bool is_shared_at(const struct cf_gap_search *search, const struct cf_gap_index *gap,
                         size_t step)
{
    bool asked = false;
    for (size_t i = 0; i < gap->criterion_count; i++)
        asked |= search->gaps->step_of[gap->criteria[i]] == step;
    return asked && gap->first_step < gap->last_step;
}

/* Takes each cell of the gaps from this one on that the step shares with others. */
static void take_cells(struct following *following, size_t step, size_t gap)
{
    struct cf_gap_search *search = following->search;
    while (gap < search->gaps->count && (search->cells[gap] != CF_ANY_CELL ||
                                         !is_shared_at(search, &search->gaps->items[gap], step)))
        gap++;
    if (!search->looks) {
        search->given_up = true;
        return;
    }
    search->looks--;
    if (gap == search->gaps->count) {
        answer_step(following, step);
        return;
    }
    for (size_t i = 0; i < search->gaps->items[gap].cell_count && !following->failed; i++) {
        search->cells[gap] = (uint16_t)i;
        take_cells(following, step, gap + 1);
    }
    search->cells[gap] = CF_ANY_CELL;
}

static void follow(struct following *following, size_t step)
{
    struct cf_gap_search *search = following->search;
    if (following->failed)
        return;
    if (step == search->model->step_count) {
        search->ends[step] = true;
        return;
    }
    if (was_seen(following, step))
        return;
    if (following->depth == MOST_DEPTH) {
        search->given_up = true;
        return;
    }
    following->depth++;
    take_cells(following, step, 0);
    following->depth--;
}

enum cf_status cf_search_ends(struct cf_gap_search *search)
{
    struct following following = { .search = search };
    memset(search->ends, 0, (search->model->step_count + 1) * sizeof *search->ends);
    follow(&following, 0);
    cf_map_release(&following.seen);
    cf_arena_clear(&following.arena);
    return following.failed ? CF_NO_MEMORY : CF_OK;
}
