/*
 * Values beside flip points that a suite can hold: where they lie, and how a case states them.
 *
 * A case states observations of an index in place of all that the city has. Those that count say as
 * much as all of them: an older one that was passed over is passed over still. Where a figure is
 * a site's own there is only `set`, which is one undated value for every place.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/stress_probe.h"
#include "base/number.h"

struct pinning {
    const struct cf_stress_model *model;
    const struct cf_binding *binding;
    struct cf_walk_end now;
    struct cf_probe probe;
    struct cf_arena *arena; /* of the pins */
    struct cf_pin *items;
    struct cf_pins *pins;
};

static bool is_number(const struct pinning *work, const struct cf_lever *lever)
{
    return cf_program_index(work->model->program, lever->index)->type == CF_NUMBER;
}

/* ---- how a case states it ---- */

/* Whether no other criterion of its step is about the index: `threshold` would move that one, too.
 */
static bool is_only_level(const struct pinning *work, const struct cf_lever *lever)
{
    const struct cf_stress_model *model = work->model;
    size_t step = 0, same = 0;
    while (step + 1 < model->step_count &&
           model->steps[step + 1].first_criterion <= lever->criterion)
        step++;
    size_t first = model->steps[step].first_criterion;
    for (size_t i = first; i < first + model->steps[step].step->criterion_count; i++)
        same += model->criteria[i].index == lever->index;
    return same == 1;
}

static bool is_of_city(const struct pinning *work, const struct cf_lever *lever)
{
    size_t count;
    const struct cf_bound *stated = cf_binding_stated(work->binding, NULL, lever->index, &count);
    for (size_t i = 0; i < count; i++)
        if (stated[i].observation == lever->observation)
            return true;
    return false;
}

/* Whether an index that the chart asks for is computed from that of the lever. */
static bool is_operand(const struct pinning *work, const struct cf_lever *lever)
{
    const struct cf_program *program = work->model->program;
    const char *id = cf_program_index(program, lever->index)->id.text;
    for (size_t i = 0; i < work->model->criterion_count; i++) {
        const struct cf_text_list *operands =
            &cf_program_index(program, work->model->criteria[i].index)->operands;
        for (size_t j = 0; j < operands->count; j++)
            if (strcmp(operands->items[j].text, id) == 0)
                return true;
    }
    return false;
}

/* Whether one undated value in place of all observations says the same. */
static bool is_settable(const struct pinning *work, const struct cf_lever *lever)
{
    const struct cf_grounds *grounds = work->model->grounds;
    bool alone = !is_operand(work, lever);
    for (size_t i = 0; i < grounds->pool_count; i++)
        if (grounds->pools[i].index == lever->index)
            alone = alone && grounds->pools[i].count == 1;
    return alone && (!is_number(work, lever) || lever->observation->form == CF_FORM_VALUE);
}

/* False: no case can state it. */
static bool find_way(const struct pinning *work, const struct cf_lever *lever, enum cf_pin_way *way)
{
    *way = CF_PIN_LEVEL;
    if (!lever->observation)
        return is_only_level(work, lever);
    *way = is_of_city(work, lever) ? CF_PIN_FIGURES : CF_PIN_SET;
    return *way == CF_PIN_FIGURES || is_settable(work, lever);
}

/* ---- figures ---- */

/* The observations of one index lie in one array, in the order of the file. */
static int compare(const void *left, const void *right)
{
    const struct cf_pin_figure *a = left, *b = right;
    return a->observation < b->observation ? -1 : a->observation > b->observation;
}

static void add_figure(const struct pinning *work, struct cf_pin *pin,
                       struct cf_pin_figure *figures, const struct cf_pool *pool, size_t number)
{
    const struct cf_lever *lever = pin->line->lever;
    const struct cf_observation *observation = pool->observed[number];
    for (size_t i = 0; i < pin->figure_count; i++)
        if (figures[i].observation == observation)
            return;
    struct cf_pin_figure *figure = &figures[pin->figure_count++];
    *figure = (struct cf_pin_figure){ observation, observation == lever->observation, { 0, 0 } };
    if (!is_number(work, lever))
        return;
    cf_stated_figures(work->model->program, lever->index, observation, &pool->stated[number],
                      figure->figures);
    if (figure->moved)
        figure->figures[lever->second] = pin->value;
}

/* Those that count, whichever value rests on them. */
static bool list_figures(const struct pinning *work, struct cf_pin *pin)
{
    const struct cf_grounds *grounds = work->model->grounds;
    size_t most = 0;
    for (size_t i = 0; i < grounds->pool_count; i++)
        most += grounds->pools[i].index == pin->line->lever->index ? grounds->pools[i].count : 0;
    struct cf_pin_figure *figures = cf_arena_array(work->arena, most, sizeof *figures);
    if (!figures)
        return false;
    for (size_t i = 0; i < grounds->pool_count; i++)
        for (size_t j = 0; j < grounds->pools[i].count; j++)
            if (grounds->pools[i].index == pin->line->lever->index)
                add_figure(work, pin, figures, &grounds->pools[i], j);
    qsort(figures, pin->figure_count, sizeof *figures, compare);
    pin->figures = figures;
    return true;
}

/* ---- levels ---- */

/* The level without tolerance that accepts what the lever's value does with it; false: an end of
 * `between` would pass the other one. */
static bool find_level(const struct pinning *work, const struct cf_lever *lever, double value,
                       double level[2])
{
    const struct cf_program_criterion *criterion = &work->model->criteria[lever->criterion];
    enum cf_test test = criterion->criterion->test;
    bool between = test == CF_BETWEEN, high = test == CF_AT_MOST || test == CF_UNDER;
    double stated[2] = { criterion->threshold[0], criterion->threshold[1] };
    stated[lever->second] = value;
    level[0] = cf_widen(stated[0], high ? criterion->tolerance : -criterion->tolerance);
    level[1] = cf_widen(stated[1], criterion->tolerance);
    return !between || stated[0] <= stated[1];
}

/* ---- values beside a flip ---- */

/* Whether the walk comes to this with the value. */
static bool comes_to(struct pinning *work, const struct cf_lever *lever, double value,
                     struct cf_walk_end end)
{
    double level[2];
    if (!lever->observation && !find_level(work, lever, value, level))
        return false;
    return cf_probe_put(&work->probe, value) &&
           cf_same_outcome(cf_probe_outcome(&work->probe), end);
}

/* Further by one in this decimal place. */
static double beside(double at, bool up, int place)
{
    struct cf_decimal one = { false, 1, 0 };
    double step = cf_decimal_scale(one, 1, 1, place);
    return cf_distance(at, up ? -step : step);
}

/* The first place, from the last digit of the figure on or that of ones, in which one more is
 * another number. */
static int first_place(double at, bool up)
{
    int place = cf_decimal_of(at).exponent;
    place = place < 0 ? place : 0;
    while (cf_near(beside(at, up, place), at))
        place++;
    return place;
}

/* A short value beside the flip with which the walk comes to `end`: at it, or as far away as one in
 * its last digit, less, or more where numbers are near for longer. Inside it is no further away
 * than the present value. */
static bool find_value(struct pinning *work, const struct cf_flip_line *line, bool beyond,
                       struct cf_walk_end end, double *value)
{
    enum { PLACES = 9 };
    double at = line->flip.at, present = line->lever->value;
    bool up = line->higher == beyond;
    int first = first_place(at, up);
    *value = at;
    if (comes_to(work, line->lever, at, end))
        return true;
    for (int i = 0; i <= PLACES; i++) {
        int place = i < PLACES ? first - i : first + 1;
        *value = beside(at, up, place);
        bool within = beyond || (up ? *value <= present : *value >= present);
        if (within && comes_to(work, line->lever, *value, end))
            return true;
    }
    return false;
}

/* Of levels the next one towards the present; categories have no order. */
static bool find_member(const struct pinning *work, const struct cf_flip_line *line, bool beyond,
                        double *value)
{
    *value = line->flip.at;
    if (!beyond)
        *value += line->higher ? -1 : 1;
    return beyond ||
           cf_program_index(work->model->program, line->lever->index)->type != CF_CATEGORY;
}

/* False: there is no such value. */
static bool find_beside(struct pinning *work, const struct cf_flip_line *line, bool beyond,
                        double *value)
{
    if (!is_number(work, line->lever))
        return find_member(work, line, beyond, value);
    return find_value(work, line, beyond, beyond ? line->flip.becomes : work->now, value);
}

/* ---- pins ---- */

static bool add_pin(struct pinning *work, const struct cf_flip_line *line, enum cf_pin_way way,
                    bool beyond, double value)
{
    struct cf_pin *pin = &work->items[work->pins->count++];
    *pin = (struct cf_pin){ .line = line,
                            .beyond = beyond,
                            .value = value,
                            .end = beyond ? line->flip.becomes : work->now,
                            .way = way };
    if (way == CF_PIN_LEVEL)
        find_level(work, line->lever, value, pin->level);
    return way != CF_PIN_FIGURES || list_figures(work, pin);
}

/* Both sides of one flip; false: no memory. */
static bool pin_flip(struct pinning *work, const struct cf_flip_line *line)
{
    double inside, outside;
    enum cf_pin_way way;
    bool stated = find_way(work, line->lever, &way), good = true;
    cf_probe_begin(&work->probe, line->lever);
    if (stated && find_beside(work, line, false, &inside) && inside != line->lever->value)
        good = add_pin(work, line, way, false, inside);
    if (stated && find_beside(work, line, true, &outside))
        good = good && add_pin(work, line, way, true, outside);
    else
        work->pins->left_out++;
    cf_probe_end(&work->probe);
    return good;
}

static bool pin_all(struct pinning *work, const struct cf_flips *flips, size_t most)
{
    size_t told = most && most < flips->line_count ? most : flips->line_count;
    work->items = cf_arena_array(work->arena, 2 * told, sizeof *work->items);
    if (!work->items)
        return false;
    work->pins->items = work->items;
    work->pins->told = told;
    work->now = flips->now;
    for (size_t i = 0; i < told; i++)
        if (!pin_flip(work, &flips->lines[i]))
            return false;
    return true;
}

enum cf_status cf_pin_flips(struct cf_pins **out, const struct cf_flips *flips,
                            const struct cf_binding *binding, const struct cf_locality *site,
                            const struct cf_evaluate_options *options, size_t most)
{
    struct cf_pins *pins = cf_document_new(sizeof *pins);
    struct cf_stress_model model;
    *out = NULL;
    if (!pins)
        return CF_NO_MEMORY;
    struct cf_arena room = { 0 };
    struct pinning work = {
        .model = &model, .binding = binding, .arena = cf_arena_of(pins), .pins = pins
    };
    bool made = cf_stress_model_init(&model, binding, site, options, &room) &&
                cf_probe_init(&work.probe, &model, &room) && pin_all(&work, flips, most);
    cf_stress_model_release(&model);
    cf_arena_clear(&room);
    if (!made) {
        cf_pins_free(pins);
        return CF_NO_MEMORY;
    }
    *out = pins;
    return CF_OK;
}

void cf_pins_free(struct cf_pins *pins)
{
    cf_document_free(pins);
}
