/*
 * What one operand of a derived index would have to come to, all others being as they are. The
 * engine is asked for many values of the operand; where its answer turns, the edge is closed in on.
 * All derivations are monotone in each operand on one side of 0, and what does is one interval, so
 * nothing has to be known of the arithmetic.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/plan.h"
#include "analysis/sets.h"
#include "base/number.h"

enum { MOST_FIGURES = 256, LEAST_POWER = -6, MOST_POWER = 15 };

/* How far from where the answer turns a shorter number may lie: numbers this near are equal. */
static const double shorter = 4e-9;

/* An edge that is this part of where the search began lies at 0: halving never gets there. */
static const double none_left = 1e-50;

struct probe {
    struct cf_planner *planner;
    size_t index, operand;
    struct cf_value needed; /* of the index */
    struct cf_value room;   /* of the operand: what it may become */
    struct cf_laid *laid;   /* all else; the last one is the operand's */
    size_t laid_count;
};

static struct cf_value set_to(struct probe *probe, double figure)
{
    struct cf_value *value = &probe->laid[probe->laid_count - 1].value;
    value->interval = (struct cf_interval){ figure, figure, false, false };
    return cf_plan_survey(probe->planner, probe->index, probe->laid, probe->laid_count);
}

/* A hair beyond its end is not in the room, although it is equal to what is: else the figures that
 * do would begin behind their end. */
static bool is_in_room(const struct probe *probe, double figure)
{
    const struct cf_interval *room = &probe->room.interval;
    struct cf_value value = probe->room;
    value.interval = (struct cf_interval){ figure, figure, false, false };
    return isfinite(figure) && figure >= room->low && figure <= room->high &&
           cf_value_answer(&value, &probe->room) == CF_YES;
}

static bool does(struct probe *probe, double figure)
{
    if (!is_in_room(probe, figure))
        return false;
    struct cf_value value = set_to(probe, figure);
    return cf_value_answer(&value, &probe->needed) == CF_YES;
}

/* ---- where to look ---- */

struct figures {
    double items[MOST_FIGURES];
    size_t count;
};

static void add_figure(struct figures *figures, const struct probe *probe, double figure)
{
    if (figures->count < MOST_FIGURES && is_in_room(probe, figure))
        figures->items[figures->count++] = figure + 0.0;
}

/* That of an index is readable, else there would be no program. */
static struct cf_unit unit_of(const struct probe *probe, size_t index)
{
    struct cf_unit unit;
    struct cf_unit_fault fault;
    const struct cf_index *entry = cf_program_index(probe->planner->program, index);
    cf_units_parse(cf_program_units(probe->planner->program), entry->unit.text, &unit, &fault);
    return unit;
}

/* Where an end of the result would lie on an end of what is needed, by the rule of three. */
static void add_solutions(struct figures *figures, struct probe *probe, double figure, double end,
                          double wanted)
{
    struct cf_unit from = unit_of(probe, probe->index), to = unit_of(probe, probe->operand);
    add_figure(figures, probe, figure * wanted / end);
    add_figure(figures, probe, figure * end / wanted);
    if (!cf_unit_converts(&from, &to))
        return;
    double distance = cf_unit_convert(cf_distance(wanted, end), &from, &to);
    add_figure(figures, probe, cf_distance(figure, -distance));
    add_figure(figures, probe, cf_distance(figure, distance));
    add_figure(figures, probe, cf_unit_convert(wanted, &from, &to));
}

static void add_solved(struct figures *figures, struct probe *probe, double figure)
{
    if (!is_in_room(probe, figure))
        return;
    struct cf_value value = set_to(probe, figure);
    double ends[] = { value.interval.low, value.interval.high };
    double wanted[] = { probe->needed.interval.low, probe->needed.interval.high };
    for (int i = 0; i < 2 && value.known; i++)
        for (int j = 0; j < 2; j++)
            if (isfinite(ends[i]) && isfinite(wanted[j]))
                add_solutions(figures, probe, figure, ends[i], wanted[j]);
}

static int compare_figures(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Right inside an end of the room, which may be open. */
static double beside(double end, double other)
{
    double inside =
        isfinite(other) ? other : end + (other > end ? 1 : -1) * cf_larger(fabs(end), 1);
    return end + (inside - end) * 1e-6;
}

/* Known figures, the ends of the room, powers of ten, solutions; and between each two of them. */
static void collect(struct figures *figures, struct probe *probe, const struct cf_interval *known)
{
    const struct cf_interval *room = &probe->room.interval;
    double begin[] = { known->low,
                       known->high,
                       1,
                       -1,
                       0,
                       room->low,
                       room->high,
                       beside(room->low, room->high),
                       beside(room->high, room->low) };
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        add_figure(figures, probe, begin[i]);
    for (size_t i = 0; i < 4; i++)
        add_solved(figures, probe, begin[i]);
    for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
        double figure = cf_decimal_scale((struct cf_decimal){ false, 1, 0 }, 1, 1, power);
        add_figure(figures, probe, figure);
        add_figure(figures, probe, -figure);
    }
    qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
    for (size_t i = 0, count = figures->count; i + 1 < count; i++)
        add_figure(figures, probe,
                   figures->items[i] + (figures->items[i + 1] - figures->items[i]) / 2);
    qsort(figures->items, figures->count, sizeof *figures->items, compare_figures);
}

/* ---- where the answer turns ---- */

/* The number with fewer digits: `digits` of them. */
static double with_digits(double number, int digits)
{
    uint64_t most = 1;
    struct cf_decimal decimal = cf_decimal_of(number);
    for (int i = 0; i < digits; i++)
        most *= 10;
    while (decimal.digits >= most) {
        uint64_t half = decimal.digits >= 10 * most ? 0 : 5;
        decimal.digits = (decimal.digits + half) / 10;
        decimal.exponent++;
    }
    return cf_decimal_scale(decimal, 1, 1, 0);
}

/* Whether a figure is the edge itself, or, *open, right before what does. */
static bool is_edge(struct probe *probe, double figure, double inside, bool *open)
{
    *open = !does(probe, figure);
    return !*open || does(probe, figure + (inside - figure) * 1e-6);
}

/* The shortest number that is as good as the edge; *open: it does not do itself, what lies behind
 * it does. */
static double shorten(struct probe *probe, double edge, double inside, bool *open)
{
    if (fabs(edge) < none_left * fabs(inside) && is_edge(probe, 0, inside, open))
        return 0;
    for (int digits = 1; digits <= 15; digits++) {
        double figure = with_digits(edge, digits);
        if (fabs(figure - edge) <= shorter * fabs(edge) && is_edge(probe, figure, inside, open))
            return figure;
    }
    *open = false;
    return edge;
}

/* From a figure that does and one that does not. */
static double close_in(struct probe *probe, double good, double bad)
{
    for (int i = 0; i < 200 && fabs(good - bad) > 1e-12 * cf_larger(fabs(good), fabs(bad)); i++) {
        double middle = bad + (good - bad) / 2;
        if (does(probe, middle))
            good = middle;
        else
            bad = middle;
    }
    return good;
}

/* Where all figures that do are equal to one number, that is the one in their middle: at the edges
 * what is derived is about to be another one. */
static bool is_one_number(struct probe *probe, double low, double high, struct cf_interval *found)
{
    double middle = low + (high - low) / 2, figure = middle;
    if (!isfinite(low) || !isfinite(high) || high - low > shorter * fabs(middle))
        return false;
    for (int digits = 15; digits && fabs(with_digits(middle, digits) - middle) <= (high - low) / 4;
         digits--)
        figure = with_digits(middle, digits);
    figure = does(probe, figure) ? figure : middle;
    *found = (struct cf_interval){ figure, figure, false, false };
    return true;
}

/* A product with a set on both sides of 0 may do on both sides and not at 0: the known side counts.
 */
static void keep_one_side(struct probe *probe, const struct figures *figures,
                          const struct cf_interval *known, size_t *first, size_t *last)
{
    const double *items = figures->items;
    if (*first == *last || items[*first] >= 0 || items[*last - 1] <= 0 || does(probe, 0))
        return;
    bool above = known->high > 0 || known->low >= 0;
    while (above && (items[*first] <= 0 || !does(probe, items[*first])))
        ++*first;
    while (!above && (items[*last - 1] >= 0 || !does(probe, items[*last - 1])))
        --*last;
}

/* All figures of the operand that do; false when none was found. */
static bool find_room(struct probe *probe, const struct cf_interval *known,
                      struct cf_interval *found)
{
    struct figures figures = { .count = 0 };
    collect(&figures, probe, known);
    size_t first = 0, last = figures.count;
    while (first < figures.count && !does(probe, figures.items[first]))
        first++;
    while (last > first && !does(probe, figures.items[last - 1]))
        last--;
    keep_one_side(probe, &figures, known, &first, &last);
    if (first == last)
        return false;
    *found = probe->room.interval;
    const double *items = figures.items;
    double low = first ? close_in(probe, items[first], items[first - 1]) : found->low;
    double high =
        last < figures.count ? close_in(probe, items[last - 1], items[last]) : found->high;
    if (is_one_number(probe, low, high, found))
        return true;
    if (first)
        found->low = shorten(probe, low, items[first], &found->low_open);
    if (last < figures.count)
        found->high = shorten(probe, high, items[last - 1], &found->high_open);
    return true;
}

/* ---- operands ---- */

static void find_operand(struct probe *probe, struct cf_plan_operand *operand)
{
    struct cf_planner *planner = probe->planner;
    const struct cf_aim *aim = &planner->aims[probe->operand];
    struct cf_value domain = cf_program_domain(planner->program, probe->operand), found = domain;
    struct cf_value known =
        aim->wanted ? aim->demand.known
                    : cf_plan_known(cf_plan_survey(planner, probe->operand, NULL, 0), &domain);
    probe->room = aim->wanted ? aim->needed : domain;
    operand->enough = find_room(probe, &known.interval, &found.interval);
    if (operand->enough)
        cf_plan_fill(&operand->demand, planner->program, probe->operand, &known, &found);
}

/* Everything that is laid, but for the two that are looked at; and room for the operand. */
static bool lay_others(struct probe *probe)
{
    struct cf_planner *planner = probe->planner;
    probe->laid_count = 0;
    probe->laid = cf_arena_array(planner->arena, planner->laid_count + 1, sizeof *probe->laid);
    if (!probe->laid)
        return false;
    for (size_t i = 0; i < planner->laid_count; i++)
        if (planner->laid[i].index != probe->index && planner->laid[i].index != probe->operand)
            probe->laid[probe->laid_count++] = planner->laid[i];
    probe->laid[probe->laid_count++] =
        (struct cf_laid){ probe->operand, { .type = CF_NUMBER, .known = true } };
    return true;
}

void cf_plan_list_operands(struct cf_planner *planner, size_t index, struct cf_plan_change *change)
{
    const struct cf_index *derived = cf_program_index(planner->program, index);
    if (!planner->derived[index])
        return;
    struct cf_plan_operand *operands =
        cf_arena_array(planner->arena, derived->operands.count, sizeof *operands);
    change->operands = operands;
    for (size_t i = 0; operands && i < derived->operands.count; i++) {
        size_t number = cf_program_index_number(planner->program, derived->operands.items[i].text);
        struct cf_plan_operand *operand = &operands[change->operand_count++];
        struct probe probe = { .planner = planner,
                               .index = index,
                               .operand = number,
                               .needed = planner->aims[index].needed };
        operand->index = cf_program_index(planner->program, number);
        operand->given = planner->given[number];
        bool past = derived->derivation == CF_GROWTH; /* of figures that nobody changes any more */
        if (!operand->given && !past && lay_others(&probe))
            find_operand(&probe, operand);
    }
}
