/* How the value of each ground comes about in a draw. */
#include <math.h>

#include "analysis/stress_sampler.h"

static bool is_drawn(const struct cf_sampler *sampler, const struct cf_ground *ground)
{
    for (size_t i = 0; i < ground->pool_count; i++)
        if (sampler->of_pool[ground->pools[i]] != CF_NOT_DRAWN)
            return true;
    return false;
}

/* Whether each operand is a number in every draw, and no set. */
static bool are_points(const struct cf_sampler *sampler, const struct cf_ground *ground)
{
    for (size_t i = 0; i < ground->pool_count; i++) {
        uint32_t pool = ground->pools[i];
        const struct cf_value *value = &sampler->model.grounds->pools[pool].value;
        bool point = value->known && value->interval.low == value->interval.high;
        if (!point && sampler->of_pool[pool] == CF_NOT_DRAWN)
            return false;
    }
    return true;
}

/* Whether all that the arithmetic can come to is well within the range, and far from the 0 that it
 * makes of what is tiny. */
static bool stays_inside(const struct cf_sampler *sampler, const struct cf_ground *ground)
{
    const struct cf_interval *all = &ground->value.interval;
    struct cf_interval range = cf_program_domain(sampler->model.program, ground->index).interval;
    if (!ground->value.known || !isfinite(all->low) || !isfinite(all->high))
        return false;
    bool zero = all->low <= 0 && all->high >= 0;
    return !zero && all->low > range.low && !cf_near(all->low, range.low) &&
           all->high < range.high && !cf_near(all->high, range.high);
}

/* ---- units ---- */

static struct cf_unit unit_of(const struct cf_sampler *sampler, size_t index)
{
    const struct cf_program *program = sampler->model.program;
    struct cf_unit unit = { 0 };
    struct cf_unit_fault fault; /* there is none: the chart is compiled */
    cf_units_parse(cf_program_units(program), cf_program_index(program, index)->unit.text, &unit,
                   &fault);
    return unit;
}

static size_t index_of_pool(const struct cf_sampler *sampler, const struct cf_ground *ground,
                            size_t i)
{
    return sampler->model.grounds->pools[ground->pools[i]].index;
}

/* Ratios and products come out in a unit of their own, the others in the index's. */
static bool plan_units(const struct cf_sampler *sampler, const struct cf_ground *ground,
                       enum cf_derivation by, struct cf_stress_course *course,
                       struct cf_arena *arena)
{
    struct cf_unit own = unit_of(sampler, ground->index), computed;
    double *factors = cf_arena_array(arena, ground->pool_count, sizeof *factors);
    course->factors = factors;
    course->factor = 1;
    for (size_t i = 0; i < ground->pool_count && factors; i++) {
        struct cf_unit unit = unit_of(sampler, index_of_pool(sampler, ground, i));
        factors[i] = by == CF_RATIO || by == CF_PRODUCT ? 1 : cf_unit_convert(1, &unit, &own);
    }
    if (by != CF_RATIO && by != CF_PRODUCT)
        return factors;
    struct cf_unit first = unit_of(sampler, index_of_pool(sampler, ground, 0));
    struct cf_unit second = unit_of(sampler, index_of_pool(sampler, ground, 1));
    if (by == CF_RATIO)
        cf_unit_divide(&computed, &first, &second);
    else
        cf_unit_multiply(&computed, &first, &second);
    course->factor = cf_unit_convert(1, &computed, &own);
    return factors;
}

/* ---- courses ---- */

static bool plan_course(const struct cf_sampler *sampler, const struct cf_ground *ground,
                        struct cf_stress_course *course, struct cf_arena *arena)
{
    enum cf_derivation by = cf_program_index(sampler->model.program, ground->index)->derivation;
    if (!is_drawn(sampler, ground) || (ground->derived && !ground->given))
        course->course = CF_COURSE_FIXED;
    else if (!ground->derived)
        course->course = ground->value.type == CF_NUMBER ? CF_COURSE_NUMBER : CF_COURSE_MEMBER;
    else if (by == CF_GROWTH || !are_points(sampler, ground) || !stays_inside(sampler, ground))
        course->course = CF_COURSE_THOROUGH;
    else
        course->course = CF_COURSE_QUICK;
    return course->course != CF_COURSE_QUICK || plan_units(sampler, ground, by, course, arena);
}

bool cf_plan_courses(struct cf_sampler *sampler, struct cf_arena *arena)
{
    const struct cf_grounds *grounds = sampler->model.grounds;
    sampler->courses = cf_arena_array(arena, grounds->count, sizeof *sampler->courses);
    for (size_t i = 0; i < grounds->count && sampler->courses; i++)
        if (!plan_course(sampler, &grounds->items[i], &sampler->courses[i], arena))
            return false;
    return sampler->courses;
}
