/* What could be if what is not known were known. */
#include <stdlib.h>

#include "analysis/stress_gaps.h"

/* So many choices are looked at, over all searches of a place. */
enum { MOST_LOOKS = 200000 };

struct finding {
    const struct cf_stress_model *model;
    struct cf_gap_list gaps;
    struct cf_gap_search search;
    struct cf_arena *arena; /* of the result */
};

/* The ends that the last search found. */
static const struct cf_walk_end *list_ends(const struct finding *finding, size_t *count)
{
    size_t steps = finding->model->step_count;
    struct cf_walk_end *ends = cf_arena_array(finding->arena, steps + 1, sizeof *ends);
    *count = 0;
    for (size_t i = 0; i <= steps && ends; i++)
        if (finding->search.ends[i])
            ends[(*count)++] = i == steps ? (struct cf_walk_end){ CF_CLEAR, CF_NO_STEP }
                                          : (struct cf_walk_end){ CF_BOTTLENECK, (int)i };
    return ends;
}

static bool try_answers(struct finding *finding, size_t number, struct cf_unknown *unknown)
{
    const struct cf_gap_index *gap = &finding->gaps.items[number];
    struct cf_gap_answer *answers =
        cf_arena_array(finding->arena, gap->cell_count, sizeof *answers);
    unknown->answers = answers;
    unknown->answer_count = gap->cell_count;
    unknown->least = finding->model->step_count + 1;
    for (size_t i = 0; i < gap->cell_count && answers; i++) {
        finding->search.cells[number] = (uint16_t)i;
        if (cf_search_ends(&finding->search) != CF_OK)
            return false;
        answers[i].example = gap->cells[i].values;
        answers[i].ends = list_ends(finding, &answers[i].end_count);
        size_t left = answers[i].end_count;
        unknown->least = left < unknown->least ? left : unknown->least;
        unknown->most = left > unknown->most ? left : unknown->most;
        unknown->mean += (double)left / (double)gap->cell_count;
    }
    finding->search.cells[number] = CF_ANY_CELL;
    return answers;
}

static bool fill(struct finding *finding, size_t number, struct cf_unknown *unknown)
{
    const struct cf_gap_index *gap = &finding->gaps.items[number];
    const struct cf_ground *ground = &finding->model->grounds->items[gap->ground];
    size_t first = 0;
    while (finding->gaps.answers[gap->criteria[first]] != CF_UNKNOWN)
        first++;
    *unknown = (struct cf_unknown){ .index = ground->index,
                                    .criterion = gap->criteria[first],
                                    .blank = !ground->value.known };
    return try_answers(finding, number, unknown);
}

/* What decides most first; of those that decide as much the one that is asked for first. */
static int compare(const void *left, const void *right)
{
    const struct cf_unknown *a = left, *b = right;
    if (a->mean != b->mean)
        return a->mean < b->mean ? -1 : 1;
    return a->criterion < b->criterion ? -1 : a->criterion > b->criterion;
}

static bool find(struct finding *finding, struct cf_unknowns *result, struct cf_arena *work)
{
    const struct cf_stress_model *model = finding->model;
    if (!cf_find_gaps(&finding->gaps, model, work))
        return false;
    size_t count = finding->gaps.count;
    struct cf_unknown *items = cf_arena_array(finding->arena, count, sizeof *items);
    finding->search = (struct cf_gap_search){
        .model = model,
        .gaps = &finding->gaps,
        .ends = cf_arena_array(work, model->step_count + 1, sizeof(bool)),
        .cells = cf_arena_array(work, count, sizeof(uint16_t)),
        .looks = MOST_LOOKS,
    };
    if (!items || !finding->search.ends || !finding->search.cells)
        return false;
    for (size_t i = 0; i < count; i++)
        finding->search.cells[i] = CF_ANY_CELL;
    if (cf_search_ends(&finding->search) != CF_OK)
        return false;
    result->now = cf_stress_walk(model, finding->gaps.answers);
    result->ends = list_ends(finding, &result->end_count);
    for (size_t i = 0; i < count && result->ends; i++)
        if (!fill(finding, i, &items[i]))
            return false;
    if (count)
        qsort(items, count, sizeof *items, compare);
    result->items = items;
    result->count = count;
    result->given_up = finding->search.given_up;
    return result->ends;
}

enum cf_status cf_find_unknowns(struct cf_unknowns **out, const struct cf_binding *binding,
                                const struct cf_locality *site,
                                const struct cf_evaluate_options *options)
{
    struct cf_unknowns *result = cf_document_new(sizeof *result);
    struct cf_arena work = { 0 };
    struct cf_stress_model model;
    *out = NULL;
    if (!result)
        return CF_NO_MEMORY;
    struct finding finding = { .model = &model, .arena = cf_arena_of(result) };
    bool found = cf_stress_model_init(&model, binding, site, options, &work) &&
                 find(&finding, result, &work);
    cf_stress_model_release(&model);
    cf_arena_clear(&work);
    if (!found || cf_arena_of(result)->failed) {
        cf_unknowns_free(result);
        return CF_NO_MEMORY;
    }
    *out = result;
    return CF_OK;
}

void cf_unknowns_free(struct cf_unknowns *unknowns)
{
    cf_document_free(unknowns);
}
