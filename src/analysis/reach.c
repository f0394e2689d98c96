/* The ways in which the indices of a chart can be known. */
#include "analysis/reach.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

/* ---- values beside others ---- */

/* The next shorter or longer figure: by one, or by one in the last digit behind the point; further
 * where that would still be near. */
static double beside(double level, bool above)
{
    struct cf_decimal decimal = cf_decimal_of(level), one = { false, 1, 0 };
    double found = level;
    for (int digit = decimal.exponent < 0 ? decimal.exponent : 0; cf_near(found, level); digit++) {
        double step = cf_decimal_scale(one, 1, 1, digit);
        found = cf_distance(level, above ? -step : step);
    }
    return found;
}

static struct cf_value number_value(double low, double high)
{
    return (struct cf_value){ CF_NUMBER, true, { low, high, false, false }, 0 };
}

static struct cf_value member_value(enum cf_type type, uint64_t members)
{
    return (struct cf_value){ .type = type, .known = true, .members = members };
}

/* ---- the points at a criterion ---- */

struct points {
    struct cf_point *items;
    size_t count;
    struct cf_value domain;
};

static bool in_domain(const struct cf_value *domain, const struct cf_value *value)
{
    return cf_value_answer(value, domain) == CF_YES;
}

static void add_point(struct points *points, struct cf_value value, enum cf_point_place place,
                      double level)
{
    bool number = isfinite(value.interval.low); /* one beside the largest figure is none */
    if (number && in_domain(&points->domain, &value) && points->count < CF_POINTS_MOST)
        points->items[points->count++] = (struct cf_point){ value, place, level };
}

static void add_end(struct points *points, double end)
{
    double below = beside(end, false), above = beside(end, true);
    add_point(points, number_value(below, below), CF_POINT_BELOW, end);
    add_point(points, number_value(end, end), CF_POINT_ON, end);
    add_point(points, number_value(above, above), CF_POINT_ABOVE, end);
}

static void add_members(struct points *points, const struct cf_criterion *criterion,
                        uint64_t accepted)
{
    uint64_t all = points->domain.members;
    unsigned on = 0;
    enum cf_type type = points->domain.type;
    bool ordered = type == CF_LEVEL && criterion->test != CF_IS;
    while (!(accepted >> on & 1) && on < 63)
        on++;
    if (ordered && criterion->test == CF_AT_MOST)
        while (on < 63 && accepted >> (on + 1) & 1)
            on++;
    if (ordered) {
        if (on)
            add_point(points, member_value(type, UINT64_C(1) << (on - 1)), CF_POINT_BELOW, 0);
        add_point(points, member_value(type, UINT64_C(1) << on), CF_POINT_ON, 0);
        if (on < 63 && all >> (on + 1) & 1)
            add_point(points, member_value(type, UINT64_C(1) << (on + 1)), CF_POINT_ABOVE, 0);
        return;
    }
    unsigned off = 0;
    while (off < 63 && (accepted >> off & 1 || !(all >> off & 1)))
        off++;
    if (accepted >> on & 1)
        add_point(points, member_value(type, UINT64_C(1) << on), CF_POINT_OTHER, 0);
    if (all >> off & 1 && !(accepted >> off & 1))
        add_point(points, member_value(type, UINT64_C(1) << off), CF_POINT_OTHER, 0);
}

size_t cf_reach_points(const struct cf_reach *reach, size_t criterion,
                       struct cf_point items[CF_POINTS_MOST])
{
    const struct cf_program_criterion *asked = &reach->criteria[criterion];
    struct points points = { items, 0, cf_program_domain(reach->program, asked->index) };
    const struct cf_interval *accepted = &asked->accepted.interval;
    if (points.domain.type != CF_NUMBER) {
        add_members(&points, asked->criterion, asked->accepted.members);
        return points.count;
    }
    if (isfinite(accepted->low))
        add_end(&points, accepted->low);
    if (isfinite(accepted->high) && !cf_near(accepted->low, accepted->high))
        add_end(&points, accepted->high);
    return points.count;
}

/* ---- ways ---- */

/* The ways of one index while they are collected. */
struct collecting {
    const struct cf_reach *reach;
    struct cf_reach_index *index;
    struct cf_way *ways;     /* room for CF_WAYS_MOST */
    size_t most;             /* of them that may be used: the last is kept for what is not known */
    enum cf_answer *answers; /* room for those of one way */
};

static bool same_answers(const struct cf_reach_index *index, const enum cf_answer *a,
                         const enum cf_answer *b)
{
    for (size_t i = 0; i < index->criterion_count; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static void add_way(struct collecting *work, struct cf_value value)
{
    struct cf_reach_index *index = work->index;
    size_t count = index->criterion_count;
    if (index->way_count == work->most)
        return;
    for (size_t i = 0; i < count; i++)
        work->answers[i] =
            cf_value_answer(&value, &work->reach->criteria[index->criteria[i]].accepted);
    for (size_t i = 0; i < index->way_count && value.known; i++)
        if (same_answers(index, work->answers, work->ways[i].answers))
            return;
    enum cf_answer *answers = cf_arena_array(work->reach->arena, count, sizeof *answers);
    if (!answers)
        return;
    memcpy(answers, work->answers, count * sizeof *answers);
    work->ways[index->way_count++] = (struct cf_way){ value, answers };
}

/* ---- numbers: the points at all levels, between them and at the ends of the range ---- */

enum { FIGURES_MOST = 1000 }; /* of one index: more would not make other ways */

struct figures {
    double *items;
    size_t count;
};

static void add_figure(struct figures *figures, const struct cf_value *domain, double figure)
{
    struct cf_value value = number_value(figure, figure);
    if (!isfinite(figure) || !in_domain(domain, &value) || figures->count == FIGURES_MOST)
        return;
    for (size_t i = 0; i < figures->count; i++)
        if (cf_near(figures->items[i], figure))
            return;
    figures->items[figures->count++] = figure;
}

static void sort_figures(struct figures *figures)
{
    for (size_t i = 1; i < figures->count; i++)
        for (size_t j = i; j && figures->items[j] < figures->items[j - 1]; j--) {
            double figure = figures->items[j];
            figures->items[j] = figures->items[j - 1];
            figures->items[j - 1] = figure;
        }
}

/* A short figure strictly between two others. */
static double between(double low, double high)
{
    double middle = low + (high - low) / 2;
    double rounded = cf_decimal_round(middle, 4);
    return rounded > low && rounded < high && !cf_near(rounded, low) && !cf_near(rounded, high)
               ? rounded
               : middle;
}

/* Those on the levels come first: they are the plainest. */
static void collect_figures(struct collecting *work, const struct cf_value *domain,
                            struct figures *figures)
{
    const struct cf_reach_index *index = work->index;
    struct cf_point points[CF_POINTS_MOST];
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < index->criterion_count; i++) {
            size_t count = cf_reach_points(work->reach, index->criteria[i], points);
            for (size_t j = 0; j < count; j++)
                if ((points[j].place == CF_POINT_ON) == (pass == 0))
                    add_figure(figures, domain, points[j].value.interval.low);
        }
    add_figure(figures, domain, domain->interval.low);
    add_figure(figures, domain, domain->interval.high);
    if (!figures->count)
        add_figure(figures, domain, 0);
}

static bool add_numbers(struct collecting *work, const struct cf_value *domain)
{
    struct figures figures = { cf_arena_array(work->reach->arena, FIGURES_MOST, sizeof(double)),
                               0 };
    if (!figures.items)
        return false;
    collect_figures(work, domain, &figures);
    for (size_t i = 0; i < figures.count; i++)
        add_way(work, number_value(figures.items[i], figures.items[i]));
    sort_figures(&figures);
    for (size_t i = 0, count = figures.count; i + 1 < count; i++)
        add_figure(&figures, domain, between(figures.items[i], figures.items[i + 1]));
    sort_figures(&figures);
    for (size_t i = 0; i < figures.count; i++)
        add_way(work, number_value(figures.items[i], figures.items[i]));
    for (size_t i = 0; i < figures.count; i++)
        for (size_t j = i + 1; j < figures.count && work->index->way_count < work->most; j++)
            add_way(work, number_value(figures.items[i], figures.items[j]));
    return true;
}

/* Each alone, and each two of them, between which documents may disagree. */
static void add_member_ways(struct collecting *work, const struct cf_value *domain)
{
    for (unsigned i = 0; i < 64; i++)
        if (domain->members >> i & 1)
            add_way(work, member_value(domain->type, UINT64_C(1) << i));
    for (unsigned i = 0; i < 64 && domain->type != CF_FLAG; i++)
        for (unsigned j = i + 1; j < 64; j++)
            if (domain->members >> i & 1 && domain->members >> j & 1)
                add_way(work, member_value(domain->type, UINT64_C(1) << i | UINT64_C(1) << j));
}

static size_t count_yes(const struct cf_reach_index *index, const struct cf_way *way)
{
    size_t count = 0;
    for (size_t i = 0; i < index->criterion_count; i++)
        count += way->answers[i] == CF_YES;
    return count;
}

static bool collect_ways(struct cf_reach *reach, struct cf_reach_index *index)
{
    struct collecting work = { .reach = reach, .index = index, .most = CF_WAYS_MOST - 1 };
    struct cf_value domain = cf_program_domain(reach->program, index->index);
    work.ways = cf_arena_array(reach->arena, CF_WAYS_MOST, sizeof *work.ways);
    work.answers = cf_arena_array(reach->arena, index->criterion_count, sizeof *work.answers);
    if (!work.ways || !work.answers)
        return false;
    index->ways = work.ways;
    if (domain.type != CF_NUMBER)
        add_member_ways(&work, &domain);
    else if (!add_numbers(&work, &domain))
        return false;
    work.most = CF_WAYS_MOST;
    add_way(&work, (struct cf_value){ .type = domain.type });
    for (size_t i = 1; i < index->way_count; i++)
        if (count_yes(index, &work.ways[i]) > count_yes(index, &work.ways[index->base]))
            index->base = i;
    return true;
}

/* ---- indices ---- */

static size_t step_of(const struct cf_reach *reach, size_t criterion)
{
    size_t step = 0;
    while (step + 1 < reach->step_count && reach->steps[step + 1].first_criterion <= criterion)
        step++;
    return step;
}

static struct cf_reach_index *find_index(struct cf_reach *reach, size_t number)
{
    for (size_t i = 0; i < reach->index_count; i++)
        if (reach->indices[i].index == number)
            return &reach->indices[i];
    return NULL;
}

/* Counts first; the list of criteria follows when the numbers are known. */
static bool list_indices(struct cf_reach *reach)
{
    for (size_t i = 0; i < reach->criterion_count; i++) {
        struct cf_reach_index *index = find_index(reach, reach->criteria[i].index);
        if (!index) {
            index = &reach->indices[reach->index_count++];
            index->index = reach->criteria[i].index;
        }
        reach->index_of[i] = (size_t)(index - reach->indices);
        index->criterion_count++;
    }
    for (size_t i = 0; i < reach->index_count; i++) {
        struct cf_reach_index *index = &reach->indices[i];
        size_t *criteria = cf_arena_array(reach->arena, index->criterion_count, sizeof *criteria);
        size_t count = 0;
        if (!criteria)
            return false;
        for (size_t j = 0; j < reach->criterion_count; j++)
            if (reach->index_of[j] == i)
                criteria[count++] = j;
        index->criteria = criteria;
        index->private = step_of(reach, criteria[0]) == step_of(reach, criteria[count - 1]);
    }
    return true;
}

/* A derived index and its operands depend on each other. Growth needs years, which ways have none.
 */
static bool link_operands(struct cf_reach *reach, struct cf_reach_index *index)
{
    const struct cf_index *stated = cf_program_index(reach->program, index->index);
    const struct cf_text_list *names = &stated->operands;
    size_t *operands = cf_arena_array(reach->arena, names->count, sizeof *operands);
    if (!operands)
        return false;
    for (size_t i = 0; i < names->count && stated->derivation != CF_GROWTH; i++) {
        size_t number = cf_program_index_number(reach->program, names->items[i].text);
        struct cf_reach_index *operand = find_index(reach, number);
        if (!operand)
            continue;
        operands[index->operand_count++] = (size_t)(operand - reach->indices);
        index->private = operand->private = false;
    }
    index->operands = operands;
    return true;
}

/* Turns the ways round: which of them give an answer to a criterion. */
static bool list_answers(struct cf_reach *reach)
{
    reach->ways_of = cf_arena_array(reach->arena, reach->criterion_count, sizeof *reach->ways_of);
    for (size_t i = 0; i < reach->index_count && reach->ways_of; i++) {
        const struct cf_reach_index *index = &reach->indices[i];
        for (size_t j = 0; j < index->way_count; j++)
            for (size_t k = 0; k < index->criterion_count; k++)
                reach->ways_of[index->criteria[k]][index->ways[j].answers[k]] |= UINT64_C(1) << j;
    }
    return reach->ways_of;
}

bool cf_reach_init(struct cf_reach *reach, const struct cf_program *program, struct cf_arena *arena)
{
    *reach = (struct cf_reach){ .program = program, .arena = arena };
    reach->steps = cf_program_steps(program, &reach->step_count);
    reach->criteria = cf_program_criteria(program, &reach->criterion_count);
    reach->indices = cf_arena_array(arena, reach->criterion_count, sizeof *reach->indices);
    reach->index_of = cf_arena_array(arena, reach->criterion_count, sizeof *reach->index_of);
    if (!reach->indices || !reach->index_of || !list_indices(reach))
        return false;
    for (size_t i = 0; i < reach->index_count; i++)
        if (!collect_ways(reach, &reach->indices[i]) || !link_operands(reach, &reach->indices[i]))
            return false;
    return list_answers(reach) && !arena->failed;
}
