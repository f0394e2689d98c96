/* Making a suite of a chart: cases on and beside each critical level, and for the answers that none
 * of these brings about. */
#include "analysis/generate.h"

#include <string.h>

/* ---- names ---- */

static bool is_taken(const struct cf_making *making, const char *name)
{
    for (size_t i = 0; i < making->suite->case_count; i++)
        if (strcmp(making->cases[i].name, name) == 0)
            return true;
    return false;
}

/* A step may test an index twice at the same level. */
static const char *unique_name(struct cf_making *making, const char *name)
{
    const char *unique = name;
    for (unsigned number = 2; unique && is_taken(making, unique); number++)
        unique = cf_arena_format(making->arena, "%s (%u)", name, number);
    return unique;
}

static const char *level_words(struct cf_making *making, const struct cf_index *index,
                               const struct cf_point *point)
{
    static const char *const places[] = { "just below", "at", "just above" };
    if (index->type == CF_NUMBER) {
        char text[CF_NUMBER_SIZE];
        cf_number_format(point->level, text);
        return cf_arena_format(making->arena, "%s %s", places[point->place], text);
    }
    unsigned member = 0;
    while (!(point->value.members >> member & 1))
        member++;
    if (index->type == CF_FLAG)
        return member ? "true" : "false";
    return index->values.items[member].text;
}

/* ---- cases ---- */

static struct cf_made_case *new_case(struct cf_making *making)
{
    if (making->suite->case_count == making->capacity) {
        size_t capacity = making->capacity ? making->capacity * 2 : 64;
        struct cf_made_case *cases = cf_arena_array(making->arena, capacity, sizeof *cases);
        if (!cases)
            return NULL;
        if (making->suite->case_count)
            memcpy(cases, making->cases, making->suite->case_count * sizeof *cases);
        making->cases = cases;
        making->suite->cases = cases;
        making->capacity = capacity;
    }
    return &making->cases[making->suite->case_count];
}

/* The figures that are not those of the suite. `value` is that of index `fixed` in place of what
 * its way has; NULL: none is. */
static bool list_figures(struct cf_making *making, struct cf_made_case *made, size_t fixed,
                         const struct cf_value *value)
{
    const struct cf_reach *reach = &making->reach;
    struct cf_made_figure *figures =
        cf_arena_array(making->arena, reach->index_count, sizeof *figures);
    made->figures = figures;
    for (size_t i = 0; i < reach->index_count && figures; i++) {
        const struct cf_reach_index *index = &reach->indices[i];
        bool is_fixed = value && i == fixed;
        if (!is_fixed && making->ways[i] == index->base)
            continue;
        figures[made->figure_count++] =
            (struct cf_made_figure){ cf_program_index(reach->program, index->index),
                                     is_fixed ? *value : index->ways[making->ways[i]].value };
    }
    return figures;
}

/* Adds a case of the ways at hand; false when something failed. */
static bool add_case(struct cf_making *making, const char *name, const struct cf_step *step,
                     size_t fixed, const struct cf_value *value)
{
    struct cf_made_case *made = new_case(making);
    if (!made || !name)
        return false;
    *made = (struct cf_made_case){ .name = unique_name(making, name), .step = step };
    if (!made->name || !list_figures(making, made, fixed, value) || !cf_make_answers(making, made))
        return false;
    making->suite->case_count++;
    return true;
}

/* ---- boundaries ---- */

static void set_base(struct cf_making *making)
{
    for (size_t i = 0; i < making->reach.index_count; i++)
        making->ways[i] = making->reach.indices[i].base;
}

/* Lets the walk come to the step, and the criterion decide there; as far as that can be. */
static bool find_ways(struct cf_making *making, struct cf_goal goal)
{
    enum cf_status status = CF_NOT_FOUND;
    for (int decides = 1; decides >= 0 && status == CF_NOT_FOUND; decides--) {
        goal.decides = decides;
        status = cf_reach_find(&making->reach, &goal, making->ways);
    }
    if (status == CF_NOT_FOUND)
        set_base(making);
    return status != CF_NO_MEMORY;
}

static bool add_value(struct cf_making *making, size_t step, size_t criterion,
                      const struct cf_value *value, const char *words)
{
    const struct cf_reach *reach = &making->reach;
    const struct cf_step *stated = reach->steps[step].step;
    struct cf_goal goal = {
        .step = step, .answer = CF_ANY_ANSWER, .criterion = criterion, .value = value
    };
    if (!words || !find_ways(making, goal))
        return false;
    const char *name = cf_arena_format(making->arena, "%s/%s %s", stated->id.text,
                                       reach->criteria[criterion].criterion->index.text, words);
    return add_case(making, name, stated, reach->index_of[criterion], value);
}

static bool add_boundaries(struct cf_making *making, size_t step, size_t criterion)
{
    struct cf_point points[CF_POINTS_MOST];
    size_t count = cf_reach_points(&making->reach, criterion, points);
    const struct cf_index *index =
        cf_program_index(making->reach.program, making->reach.criteria[criterion].index);
    for (size_t i = 0; i < count; i++)
        if (!add_value(making, step, criterion, &points[i].value,
                       level_words(making, index, &points[i])))
            return false;
    struct cf_value nothing = { .type = index->type };
    return add_value(making, step, criterion, &nothing, "not known");
}

static bool add_all_boundaries(struct cf_making *making)
{
    const struct cf_reach *reach = &making->reach;
    for (size_t i = 0; i < reach->step_count; i++)
        for (size_t j = 0; j < reach->steps[i].step->criterion_count; j++)
            if (!add_boundaries(making, i, reach->steps[i].first_criterion + j))
                return false;
    return true;
}

/* ---- what is left ---- */

/* Adds a case for what is possible and has not come about yet. */
static bool fill(struct cf_making *making, const struct cf_covered *covered, struct cf_goal goal,
                 const char *name)
{
    const struct cf_reach *reach = &making->reach;
    if (covered->times || !covered->possible)
        return true;
    enum cf_status status = cf_reach_find(reach, &goal, making->ways);
    if (status != CF_OK)
        return status == CF_NOT_FOUND;
    const struct cf_step *step =
        goal.step < reach->step_count ? reach->steps[goal.step].step : NULL;
    return add_case(making, name, step, 0, NULL);
}

static bool fill_step(struct cf_making *making, const struct cf_chart_coverage *chart, size_t step)
{
    const struct cf_program_step *stated = &making->reach.steps[step];
    const char *id = stated->step->id.text;
    for (int answer = CF_YES; answer >= CF_NO; answer--) {
        const char *word = cf_answer_name((enum cf_answer)answer);
        struct cf_goal goal = { .step = step,
                                .answer = (enum cf_answer)answer,
                                .criterion = CF_NO_CRITERION };
        if (!fill(making, &chart->steps[step][answer], goal,
                  cf_arena_format(making->arena, "%s is %s", id, word)))
            return false;
        for (size_t i = 0; i < stated->step->criterion_count; i++) {
            struct cf_goal at = { .step = step,
                                  .answer = CF_ANY_ANSWER,
                                  .criterion = stated->first_criterion + i,
                                  .criterion_answer = (enum cf_answer)answer };
            if (!fill(making, &chart->criteria[stated->first_criterion + i][answer], at,
                      cf_arena_format(making->arena, "%s/%s is %s", id,
                                      stated->step->criteria[i].index.text, word)))
                return false;
        }
    }
    return true;
}

static bool fill_up(struct cf_making *making)
{
    const struct cf_coverage *coverage;
    making->status = cf_coverage_finish(making->covered, &coverage);
    if (making->status != CF_OK)
        return false;
    const struct cf_chart_coverage *chart = &coverage->charts[0];
    for (size_t i = 0; i < making->reach.step_count; i++)
        if (!fill_step(making, chart, i))
            return false;
    struct cf_goal end = { .step = making->reach.step_count, .criterion = CF_NO_CRITERION };
    return fill(making, &chart->end, end, "the end is reached");
}

/* ---- the suite ---- */

static bool set_figures(struct cf_making *making)
{
    const struct cf_reach *reach = &making->reach;
    struct cf_made_figure *figures =
        cf_arena_array(making->arena, reach->index_count, sizeof *figures);
    making->ways = cf_arena_array(making->arena, reach->index_count, sizeof *making->ways);
    if (!figures || !making->ways)
        return false;
    for (size_t i = 0; i < reach->index_count; i++)
        figures[i] =
            (struct cf_made_figure){ cf_program_index(reach->program, reach->indices[i].index),
                                     reach->indices[i].ways[reach->indices[i].base].value };
    making->suite->figures = figures;
    making->suite->figure_count = reach->index_count;
    set_base(making);
    return add_case(making, "as much is Yes as can be", NULL, 0, NULL);
}

enum cf_status cf_make_suite(struct cf_made_suite **out, const struct cf_program *program)
{
    struct cf_made_suite *suite = cf_document_new(sizeof *suite);
    *out = NULL;
    if (!suite)
        return CF_NO_MEMORY;
    suite->program = program;
    struct cf_making making = { .suite = suite, .arena = cf_arena_of(suite) };
    making.covered = cf_coverage_new();
    bool made = making.covered && cf_reach_init(&making.reach, program, making.arena) &&
                set_figures(&making) && add_all_boundaries(&making) && fill_up(&making);
    cf_coverage_free(making.covered);
    if (!made || making.arena->failed) {
        cf_made_suite_free(suite);
        return CF_NO_MEMORY;
    }
    *out = suite;
    return CF_OK;
}

void cf_made_suite_free(struct cf_made_suite *suite)
{
    cf_document_free(suite);
}
