/*
 * What a search has found may hold more than is needed: a later change may make an earlier one
 * needless, and where routes lead past a No a smaller change may lead to a better way. Here each is
 * tried without, and kept without if the place is clear all the same. And what is derived from an
 * index may be good enough before the index itself is.
 */
#include "analysis/plan.h"
#include "analysis/sets.h"

static bool is_clear_so(struct cf_planner *planner)
{
    return cf_plan_aim(planner) && cf_plan_is_clear(planner);
}

/* ---- letting go ---- */

/* Puts back what was tried without. */
static void restore(struct cf_planner *planner, size_t index, const struct cf_aim *aim)
{
    planner->aims[index].instead = aim->instead;
    for (size_t i = 0; i < planner->criterion_count; i++)
        planner->required[i] |= planner->tried[i];
    cf_plan_aim(planner);
}

/* Does without a criterion of an index, or without all that is asked of it; false when it cannot.
 */
static bool drop(struct cf_planner *planner, size_t index, size_t criterion)
{
    struct cf_aim former = planner->aims[index];
    bool whole = criterion == CF_NO_CRITERION_NUMBER;
    for (size_t i = 0; i < planner->criterion_count; i++) {
        planner->tried[i] = planner->required[i] && planner->criteria[i].index == index &&
                            (whole || criterion == i);
        planner->required[i] = planner->required[i] && !planner->tried[i];
    }
    if (whole)
        planner->aims[index].instead.known = false;
    if (is_clear_so(planner))
        return true;
    restore(planner, index, &former);
    return false;
}

static size_t required_of(const struct cf_planner *planner, size_t index)
{
    size_t count = 0;
    for (size_t i = 0; i < planner->criterion_count; i++)
        count += planner->required[i] && planner->criteria[i].index == index;
    return count;
}

/* In the order of the steps, since what was chosen first may have become needless. */
static bool drop_needless(struct cf_planner *planner)
{
    bool any = false;
    for (size_t i = 0; i < planner->index_count; i++)
        planner->seen[i] = false;
    for (size_t i = 0; i < planner->criterion_count; i++) {
        size_t index = planner->criteria[i].index;
        if (planner->aims[index].wanted && !planner->seen[index])
            any |= drop(planner, index, CF_NO_CRITERION_NUMBER);
        planner->seen[index] = true;
    }
    for (size_t i = 0; i < planner->criterion_count; i++)
        if (planner->required[i] && required_of(planner, planner->criteria[i].index) > 1)
            any |= drop(planner, planner->criteria[i].index, i);
    return any;
}

/* ---- smaller changes ---- */

/* Of changes the one with the shorter way; what has to be established only is less than a change.
 */
static bool is_smaller(const struct cf_plan_demand *a, const struct cf_plan_demand *b)
{
    if (a->action != b->action)
        return a->action == CF_PLAN_ESTABLISH;
    if (a->action == CF_PLAN_ESTABLISH)
        return cf_plan_is_wider(&a->target, &b->target);
    if (cf_near(a->least, b->least))
        return a->rises == b->rises && b->open && !a->open;
    return a->least < b->least;
}

/* Asks for one criterion in place of another on the same index, where that is less. */
static bool try_other(struct cf_planner *planner, size_t criterion, size_t other)
{
    size_t index = planner->criteria[criterion].index;
    struct cf_plan_demand former = planner->aims[index].demand;
    planner->required[criterion] = false;
    planner->required[other] = true;
    bool less = cf_plan_aim(planner) && is_smaller(&planner->aims[index].demand, &former);
    if (less && cf_plan_is_clear(planner))
        return true;
    planner->required[criterion] = true;
    planner->required[other] = false;
    cf_plan_aim(planner);
    return false;
}

/* How many criteria the steps have that are planned for: no other one can stand in a plan. */
static size_t planned_criteria(const struct cf_planner *planner)
{
    const struct cf_program_step *last = &planner->steps[planner->last];
    return last->first_criterion + last->step->criterion_count;
}

static bool exchange(struct cf_planner *planner)
{
    bool found = false;
    size_t count = planned_criteria(planner);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count && planner->required[i]; j++)
            if (!planner->required[j] && planner->criteria[j].index == planner->criteria[i].index)
                found |= try_other(planner, i, j);
    return found;
}

/* Tries a set in place of what the criteria of the index ask for. */
static bool try_instead(struct cf_planner *planner, size_t index, const struct cf_value *set,
                        size_t source, bool avoids)
{
    struct cf_aim *aim = &planner->aims[index], former = *aim;
    struct cf_plan_demand demand;
    cf_plan_fill(&demand, planner->program, index, &aim->known, set);
    if (!is_smaller(&demand, &aim->demand))
        return false;
    aim->instead = *set;
    aim->source = source;
    aim->avoids = avoids;
    bool clear = is_clear_so(planner);
    for (size_t i = 0; i < planner->criterion_count && clear; i++)
        planner->required[i] = planner->required[i] && planner->criteria[i].index != index;
    if (!clear)
        *aim = former;
    cf_plan_aim(planner);
    return clear;
}

/* What one criterion accepts, and what it does not, as far as the index can have it. */
static bool try_edges(struct cf_planner *planner, size_t index, size_t criterion)
{
    const struct cf_value *accepted = &planner->criteria[criterion].accepted;
    struct cf_value domain = cf_program_domain(planner->program, index), set = domain, parts[2];
    bool found = cf_set_cut(&set, accepted) && try_instead(planner, index, &set, criterion, false);
    size_t count = cf_set_outside(&domain, accepted, parts);
    for (size_t i = 0; i < count; i++)
        found |= try_instead(planner, index, &parts[i], criterion, true);
    return found;
}

static bool shrink(struct cf_planner *planner)
{
    bool found = false;
    size_t count = planned_criteria(planner);
    for (size_t i = 0; i < count; i++) {
        size_t index = planner->criteria[i].index;
        if (planner->aims[index].wanted)
            found |= try_edges(planner, index, i);
    }
    return found;
}

/* Where nothing is known of an index, nothing is known of what is derived from it alone; and some
 * of what is derived from it is good enough for all that it may be. Then any figure will do. */
static bool ask_for_any(struct cf_planner *planner)
{
    bool found = false;
    for (size_t i = 0; i < planner->criterion_count; i++) {
        size_t index = planner->criteria[i].index;
        const struct cf_plan_demand *demand = &planner->aims[index].demand;
        struct cf_value domain = cf_program_domain(planner->program, index);
        if (planner->required[i] && demand->blank && domain.type == CF_NUMBER)
            found |= try_instead(planner, index, &domain, i, false);
    }
    return found;
}

/* ---- what is derived is good enough first ---- */

/* Marks what has been asked of an index and is too much for a value, and asks for it no longer. */
static void relax(struct cf_planner *planner, size_t index, const struct cf_value *value)
{
    planner->aims[index].instead.known = false;
    for (size_t i = 0; i < planner->criterion_count; i++)
        if (planner->criteria[i].index == index)
            planner->required[i] = planner->required[i] &&
                                   cf_value_answer(value, &planner->criteria[i].accepted) == CF_YES;
}

/* Requires what is Yes at the visited steps of one evaluation and would not be so in the other. */
static void require_difference(struct cf_planner *planner, const struct cf_evaluation *with,
                               const struct cf_evaluation *without)
{
    for (size_t i = 0; i <= planner->last; i++)
        for (size_t j = 0; j < planner->steps[i].step->criterion_count; j++) {
            size_t criterion = planner->steps[i].first_criterion + j;
            planner->required[criterion] |= with->steps[i].visited &&
                                            with->steps[i].criteria[j].answer == CF_YES &&
                                            without->steps[i].criteria[j].answer != CF_YES &&
                                            !planner->given[planner->criteria[criterion].index];
        }
}

/* Asks of the index of a criterion to fail it, on the side on which a value lies. */
static void avoid(struct cf_planner *planner, size_t criterion, const struct cf_value *value)
{
    size_t index = planner->criteria[criterion].index;
    struct cf_value domain = cf_program_domain(planner->program, index), parts[2];
    struct cf_aim *aim = &planner->aims[index];
    size_t count = cf_set_outside(&domain, &planner->criteria[criterion].accepted, parts);
    for (size_t i = 0; i < count; i++) {
        if (cf_value_answer(value, &parts[i]) != CF_YES)
            continue;
        aim->instead = parts[i];
        aim->source = criterion;
        aim->avoids = true;
    }
    for (size_t i = 0; i < planner->criterion_count && aim->instead.known; i++)
        planner->required[i] = planner->required[i] && planner->criteria[i].index != index;
}

/* Asks for each No that leads past steps in one evaluation and would be none in the other. */
static void avoid_difference(struct cf_planner *planner, const struct cf_evaluation *with,
                             const struct cf_evaluation *without)
{
    for (size_t i = 0; i <= planner->last; i++) {
        const struct cf_step_result *step = &with->steps[i], *other = &without->steps[i];
        bool leads = step->visited && step->answer == CF_NO && other->answer != CF_NO;
        for (size_t j = 0; leads && j < planner->steps[i].step->criterion_count; j++) {
            size_t criterion = planner->steps[i].first_criterion + j;
            if (step->criteria[j].answer == CF_NO && other->criteria[j].answer != CF_NO &&
                !planner->given[planner->criteria[criterion].index])
                avoid(planner, criterion, &step->criteria[j].value);
        }
    }
}

/* Where less of an index would do, it is since an index derived from it is good enough by then, or
 * bad enough for the walk to go another way: so what is so by then is asked for, in place of what
 * was asked of the index itself. */
static bool ask_for_derived(struct cf_planner *planner, size_t at)
{
    size_t index = planner->laid[at].index;
    struct cf_aim *former = cf_arena_array(planner->arena, planner->index_count, sizeof *former);
    if (!former)
        return false;
    for (size_t i = 0; i < planner->index_count; i++)
        former[i] = planner->aims[i];
    for (size_t i = 0; i < planner->criterion_count; i++)
        planner->tried[i] = planner->required[i];
    planner->laid[at].value = planner->less;
    struct cf_evaluation *with = cf_plan_evaluate(planner);
    relax(planner, index, &planner->less);
    cf_plan_aim(planner);
    struct cf_evaluation *without = cf_plan_evaluate(planner);
    if (with && without) {
        require_difference(planner, with, without);
        avoid_difference(planner, with, without);
    }
    cf_evaluation_free(with);
    cf_evaluation_free(without);
    if (is_clear_so(planner))
        return true;
    for (size_t i = 0; i < planner->criterion_count; i++)
        planner->required[i] = planner->tried[i];
    for (size_t i = 0; i < planner->index_count; i++)
        planner->aims[i] = former[i];
    cf_plan_aim(planner);
    return false;
}

static bool ask_elsewhere(struct cf_planner *planner)
{
    for (size_t i = 0; i < planner->laid_count && planner->status == CF_OK; i++)
        if (cf_plan_less_would_do(planner, i) && ask_for_derived(planner, i))
            return true;
    return false;
}

static bool has_routes(const struct cf_planner *planner)
{
    for (size_t i = 0; i < planner->step_count; i++)
        if (planner->steps[i].on_no != CF_ROUTE_STOP)
            return true;
    return false;
}

void cf_plan_tidy(struct cf_planner *planner)
{
    enum { MOST_ROUNDS = 8 };
    bool routes = has_routes(planner), changed = true;
    for (int round = 0; round < MOST_ROUNDS && changed; round++) {
        changed = drop_needless(planner);
        cf_plan_aim(planner);
        changed |= exchange(planner);
        changed |= ask_for_any(planner);
        changed |= routes && shrink(planner);
        changed = changed || ask_elsewhere(planner);
    }
    cf_plan_aim(planner);
}
