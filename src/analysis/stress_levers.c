/* All that can be moved about a place, and in which order it is told. */
#include <math.h>
#include <stdlib.h>

#include "analysis/stress_flip.h"
#include "base/number.h"

/* Levers while they are collected. */
struct collection {
    const struct cf_stress_model *model;
    struct cf_flip_search search;
    struct cf_arena *arena;
    struct cf_lever *levers;
    size_t count, capacity;
};

static bool add(struct collection *all, size_t index, const struct cf_observation *observation,
                size_t criterion, bool second)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity ? 2 * all->capacity : 64;
        struct cf_lever *levers = realloc(all->levers, capacity * sizeof *levers);
        if (!levers)
            return false;
        all->levers = levers;
        all->capacity = capacity;
    }
    all->levers[all->count++] = (struct cf_lever){ .index = index,
                                                   .observation = observation,
                                                   .criterion = criterion,
                                                   .second = second,
                                                   .share = INFINITY };
    return true;
}

/* ---- flags, levels and categories ---- */

/* The nearest member with another outcome: below the present one, or above. */
static struct cf_flip flip_of_member(const struct collection *all, const struct cf_lever *lever,
                                     int step)
{
    int last = (int)lever->member_count - 1;
    for (int i = (int)lever->value + step; i >= 0 && i <= last; i += step)
        if (!cf_same_outcome(lever->members[i], all->search.now))
            return (struct cf_flip){ true, i, true, fabs(i - lever->value) / last,
                                     lever->members[i] };
    return (struct cf_flip){ 0 };
}

/* Categories have no order: any other is one whole change away. */
static void share_of_category(const struct collection *all, struct cf_lever *lever)
{
    for (size_t i = 0; i < lever->member_count; i++)
        if (!cf_same_outcome(lever->members[i], all->search.now))
            lever->share = 1;
}

static bool try_members(struct collection *all, struct cf_lever *lever)
{
    const struct cf_index *index = cf_program_index(all->model->program, lever->index);
    size_t count = index->type == CF_FLAG ? 2 : index->values.count;
    struct cf_walk_end *members = cf_arena_array(all->arena, count, sizeof *members);
    if (!members)
        return false;
    for (size_t i = 0; i < count; i++) {
        cf_probe_put_member(&all->search.probe, (unsigned)i);
        members[i] = cf_probe_outcome(&all->search.probe);
    }
    lever->members = members;
    lever->member_count = count;
    if (index->type == CF_CATEGORY) {
        share_of_category(all, lever);
        return true;
    }
    lever->lower = flip_of_member(all, lever, -1);
    lever->higher = flip_of_member(all, lever, 1);
    return true;
}

/* The number of the one member of a set; false: it has several. */
static bool single_member(uint64_t members, double *number)
{
    int member = 0;
    while (!(members >> member & 1))
        member++;
    *number = member;
    return members >> member == 1;
}

/* ---- filling one in ---- */

static bool fill(struct collection *all, struct cf_lever *lever)
{
    bool filled = true;
    cf_probe_begin(&all->search.probe, lever);
    if (cf_program_index(all->model->program, lever->index)->type == CF_NUMBER) {
        lever->value = all->search.probe.figures[lever->second];
        cf_find_number_flips(&all->search, lever);
    } else {
        filled = try_members(all, lever);
    }
    cf_probe_end(&all->search.probe);
    if (lever->lower.found)
        lever->share = lever->lower.share;
    if (lever->higher.found)
        lever->share = cf_smaller(lever->share, lever->higher.share);
    return filled;
}

/* Adds the lever of a number or a member, or those of both ends of `between`. */
static bool add_filled(struct collection *all, size_t index,
                       const struct cf_observation *observation, size_t criterion, bool both,
                       double member)
{
    for (int second = 0; second < (both ? 2 : 1); second++) {
        if (!add(all, index, observation, criterion, second))
            return false;
        struct cf_lever *lever = &all->levers[all->count - 1];
        lever->value = member;
        if (!fill(all, lever))
            return false;
    }
    return true;
}

/* ---- figures ---- */

static bool is_listed(const struct collection *all, const struct cf_observation *observation)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->levers[i].observation == observation)
            return true;
    return false;
}

static bool add_figure(struct collection *all, const struct cf_pool *pool, size_t number,
                       size_t criterion)
{
    const struct cf_observation *observation = pool->observed[number];
    bool is_number = cf_program_index(all->model->program, pool->index)->type == CF_NUMBER;
    bool between = is_number && observation->form == CF_FORM_BETWEEN;
    double member = 0;
    if (is_listed(all, observation))
        return true;
    if (!is_number && !single_member(pool->stated[number].members, &member))
        return true; /* it may be either */
    return add_filled(all, pool->index, observation, criterion, between, member);
}

/* The figures that a criterion rests on, unless an earlier one did. */
static bool add_figures(struct collection *all, size_t criterion)
{
    const struct cf_grounds *grounds = all->model->grounds;
    const struct cf_ground *ground = &grounds->items[grounds->of_criterion[criterion]];
    for (size_t i = 0; i < ground->pool_count; i++) {
        const struct cf_pool *pool = &grounds->pools[ground->pools[i]];
        for (size_t j = 0; j < pool->count; j++)
            if (!add_figure(all, pool, j, criterion))
                return false;
    }
    return true;
}

/* ---- levels ---- */

static bool add_level(struct collection *all, size_t number)
{
    const struct cf_program_criterion *criterion = &all->model->criteria[number];
    enum cf_test test = criterion->criterion->test;
    enum cf_type type = criterion->accepted.type;
    double member = 0;
    if (type == CF_FLAG || type == CF_CATEGORY)
        return true; /* they have no level that could be moved */
    if (type == CF_LEVEL) {
        uint64_t members = criterion->accepted.members;
        member = test == CF_AT_MOST ? -1 : 0;
        while (test == CF_AT_MOST && members >> (int)(member + 1) & 1)
            member++;
        while (test != CF_AT_MOST && !(members >> (int)member & 1))
            member++;
    }
    return add_filled(all, criterion->index, NULL, number, test == CF_BETWEEN, member);
}

/* ---- all of them ---- */

static bool flips(const struct cf_lever *lever)
{
    return lever->share < INFINITY || lever->lower.found || lever->higher.found;
}

/* Nearest first; what was collected first where two are as near. */
static int compare(const void *left, const void *right)
{
    const struct cf_lever *const *a = left, *const *b = right;
    if ((*a)->share != (*b)->share)
        return (*a)->share < (*b)->share ? -1 : 1;
    if (flips(*a) != flips(*b))
        return flips(*a) ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static bool hand_over(const struct collection *all, struct cf_flips *result)
{
    struct cf_lever *sorted = cf_arena_array(all->arena, all->count, sizeof *sorted);
    const struct cf_lever **order = cf_arena_array(all->arena, all->count, sizeof(*order));
    if (!sorted || !order)
        return false;
    for (size_t i = 0; i < all->count; i++)
        order[i] = &all->levers[i];
    qsort(order, all->count, sizeof(*order), compare);
    for (size_t i = 0; i < all->count; i++) {
        sorted[i] = *order[i];
        result->flipping += flips(order[i]);
    }
    result->levers = sorted;
    result->count = all->count;
    result->now = all->search.now;
    return cf_list_flips(result, all->model->program, all->arena);
}

static bool prepare(struct collection *all)
{
    struct cf_flip_search *search = &all->search;
    size_t count = all->model->criterion_count;
    search->sign_size = count * sizeof *search->tried;
    search->tried = cf_arena_array(all->arena, count, sizeof *search->tried);
    search->signs[0] = cf_arena_array(all->arena, count, sizeof *search->tried);
    search->signs[1] = cf_arena_array(all->arena, count, sizeof *search->tried);
    if (!search->tried || !search->signs[0] || !search->signs[1] ||
        !cf_probe_init(&search->probe, all->model, all->arena))
        return false;
    search->now = cf_probe_outcome(&search->probe);
    return true;
}

static bool find(struct collection *all, struct cf_flips *result)
{
    if (!prepare(all))
        return false;
    for (size_t i = 0; i < all->model->criterion_count; i++)
        if (!add_figures(all, i) || !add_level(all, i))
            return false;
    return hand_over(all, result);
}

enum cf_status cf_find_flips(struct cf_flips **out, const struct cf_binding *binding,
                             const struct cf_locality *site,
                             const struct cf_evaluate_options *options)
{
    struct cf_flips *result = cf_document_new(sizeof *result);
    struct cf_stress_model model;
    *out = NULL;
    if (!result)
        return CF_NO_MEMORY;
    struct cf_arena work = { 0 };
    struct collection all = { .model = &model, .arena = cf_arena_of(result) };
    bool found = cf_stress_model_init(&model, binding, site, options, &work) && find(&all, result);
    cf_stress_model_release(&model);
    cf_arena_clear(&work);
    free(all.levers);
    if (!found || cf_arena_of(result)->failed) {
        cf_flips_free(result);
        return CF_NO_MEMORY;
    }
    *out = result;
    return CF_OK;
}

void cf_flips_free(struct cf_flips *flips)
{
    cf_document_free(flips);
}
