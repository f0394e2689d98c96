/* What the criteria on an index can answer together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/stress_gaps.h"

/* A gap while its cells are found. */
struct filling {
    const struct cf_stress_model *model;
    struct cf_arena *arena;
    struct cf_gap_index *gap;
    struct cf_gap_cell *cells;
    struct cf_value known; /* the values that it may have */
    double *edges;         /* of numbers: where an answer may change, ascending */
    size_t edge_count;
    bool *yes; /* of the value that is tried */
};

/* ---- cells ---- */

static size_t cell_of(const struct filling *filling)
{
    size_t i = 0, size = filling->gap->criterion_count * sizeof *filling->yes;
    while (i < filling->gap->cell_count && memcmp(filling->cells[i].yes, filling->yes, size) != 0)
        i++;
    return i;
}

static struct cf_value join(struct cf_value a, const struct cf_value *b)
{
    a.interval = cf_interval_hull(a.interval, b->interval);
    a.members |= b->members;
    return a;
}

/*
 * Adds values that are alike to the criteria, and of which `one` is one. `last` receives the number
 * of their cell; of numbers a cell tells only values that follow one another.
 */
static bool add_values(struct filling *filling, const struct cf_value *one,
                       const struct cf_value *values, size_t *last)
{
    struct cf_gap_index *gap = filling->gap;
    for (size_t i = 0; i < gap->criterion_count; i++) {
        const struct cf_value *accepted = &filling->model->criteria[gap->criteria[i]].accepted;
        filling->yes[i] = cf_value_answer(one, accepted) == CF_YES;
    }
    size_t cell = cell_of(filling);
    if (cell < gap->cell_count) {
        if (cell == *last || one->type != CF_NUMBER)
            filling->cells[cell].values = join(filling->cells[cell].values, values);
        *last = cell;
        return true;
    }
    bool *yes = cf_arena_array(filling->arena, gap->criterion_count, sizeof *yes);
    if (!yes)
        return false;
    memcpy(yes, filling->yes, gap->criterion_count * sizeof *yes);
    filling->cells[gap->cell_count] = (struct cf_gap_cell){ yes, *values };
    *last = gap->cell_count++;
    return true;
}

static bool add_members(struct filling *filling)
{
    size_t last = SIZE_MAX;
    for (unsigned i = 0; i < 64; i++) {
        struct cf_value one = filling->known;
        one.members = UINT64_C(1) << i;
        if ((filling->known.members & one.members) && !add_values(filling, &one, &one, &last))
            return false;
    }
    return true;
}

/* ---- numbers ---- */

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void add_edge(struct filling *filling, double edge)
{
    if (isfinite(edge))
        filling->edges[filling->edge_count++] = edge;
}

static void find_edges(struct filling *filling)
{
    const struct cf_gap_index *gap = filling->gap;
    size_t kept = 0;
    for (size_t i = 0; i < gap->criterion_count; i++) {
        const struct cf_program_criterion *asked = &filling->model->criteria[gap->criteria[i]];
        add_edge(filling, asked->accepted.interval.low);
        add_edge(filling, asked->accepted.interval.high);
    }
    add_edge(filling, filling->known.interval.low);
    add_edge(filling, filling->known.interval.high);
    if (filling->edge_count)
        qsort(filling->edges, filling->edge_count, sizeof *filling->edges, compare);
    for (size_t i = 0; i < filling->edge_count; i++)
        if (!kept || !cf_near(filling->edges[kept - 1], filling->edges[i]))
            filling->edges[kept++] = filling->edges[i];
    filling->edge_count = kept;
}

/* A number of the open interval. */
static double inside(double low, double high)
{
    if (isinf(low))
        return isinf(high) ? 0 : high - fabs(high) - 1;
    return isinf(high) ? low + fabs(low) + 1 : low + (high - low) / 2;
}

/* Adds an interval, one number of it standing for all, unless it lies outside of what is known. */
static bool add_interval(struct filling *filling, double number, struct cf_interval interval,
                         size_t *last)
{
    struct cf_value one = { CF_NUMBER, true, { number, number, false, false }, 0 };
    struct cf_value values = { CF_NUMBER, true, interval, 0 };
    if (cf_value_answer(&one, &filling->known) != CF_YES)
        return true;
    return add_values(filling, &one, &values, last);
}

static bool add_numbers(struct filling *filling)
{
    double before = -INFINITY;
    size_t last = SIZE_MAX;
    find_edges(filling);
    for (size_t i = 0; i <= filling->edge_count; i++) {
        double edge = i < filling->edge_count ? filling->edges[i] : INFINITY;
        struct cf_interval open = { before, edge, true, true };
        if (!add_interval(filling, inside(before, edge), open, &last))
            return false;
        struct cf_interval point = { edge, edge, false, false };
        if (isfinite(edge) && !add_interval(filling, edge, point, &last))
            return false;
        before = edge;
    }
    return true;
}

/* ---- gaps ---- */

static bool find_cells(const struct cf_stress_model *model, struct cf_gap_index *gap,
                       struct cf_arena *arena)
{
    const struct cf_ground *ground = &model->grounds->items[gap->ground];
    struct cf_value domain = cf_program_domain(model->program, ground->index);
    size_t edges = 2 * gap->criterion_count + 2;
    size_t most = domain.type == CF_NUMBER ? 2 * edges + 1 : 64;
    struct filling filling = {
        .model = model,
        .arena = arena,
        .gap = gap,
        .cells = cf_arena_array(arena, most, sizeof *filling.cells),
        .known = ground->value.known ? ground->value : domain,
        .edges = cf_arena_array(arena, edges, sizeof *filling.edges),
        .yes = cf_arena_array(arena, gap->criterion_count, sizeof *filling.yes),
    };
    gap->cells = filling.cells;
    if (!filling.cells || !filling.edges || !filling.yes)
        return false;
    return domain.type == CF_NUMBER ? add_numbers(&filling) : add_members(&filling);
}

static bool is_gap(const struct cf_gap_list *gaps, const struct cf_stress_model *model,
                   size_t ground)
{
    for (size_t i = 0; i < model->criterion_count; i++)
        if (model->grounds->of_criterion[i] == ground && gaps->answers[i] == CF_UNKNOWN)
            return true;
    return false;
}

static bool add_gap(struct cf_gap_list *gaps, const struct cf_stress_model *model, size_t ground,
                    struct cf_arena *arena)
{
    struct cf_gap_index *gap = &gaps->items[gaps->count];
    size_t *criteria = cf_arena_array(arena, model->criterion_count, sizeof *criteria);
    *gap = (struct cf_gap_index){ .ground = ground, .criteria = criteria };
    for (size_t i = 0; i < model->criterion_count && criteria; i++) {
        if (model->grounds->of_criterion[i] != ground)
            continue;
        gaps->of_criterion[i] = gaps->count;
        gap->last_step = gaps->step_of[i];
        if (!gap->criterion_count)
            gap->first_step = gap->last_step;
        criteria[gap->criterion_count++] = i;
    }
    gaps->count++;
    return criteria && find_cells(model, gap, arena);
}

bool cf_find_gaps(struct cf_gap_list *gaps, const struct cf_stress_model *model,
                  struct cf_arena *arena)
{
    size_t grounds = model->grounds->count;
    *gaps = (struct cf_gap_list){ .answers = cf_stress_answers(model, arena) };
    gaps->items = cf_arena_array(arena, grounds, sizeof *gaps->items);
    gaps->of_criterion = cf_arena_array(arena, model->criterion_count, sizeof *gaps->of_criterion);
    gaps->step_of = cf_arena_array(arena, model->criterion_count, sizeof *gaps->step_of);
    if (!gaps->answers || !gaps->items || !gaps->of_criterion || !gaps->step_of)
        return false;
    for (size_t i = 0, step = 0; i < model->criterion_count; i++) {
        while (step + 1 < model->step_count && model->steps[step + 1].first_criterion <= i)
            step++;
        gaps->step_of[i] = step;
        gaps->of_criterion[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < grounds; i++)
        if (is_gap(gaps, model, i) && !add_gap(gaps, model, i, arena))
            return false;
    return true;
}
