/* A plan that was found, as its readers see it: in the order of the steps. */
#include <stdlib.h>

#include "analysis/plan.h"

/* ---- actors ---- */

/* Takes a list of candidates over into the plan's memory. */
static const struct cf_candidates *take_over(struct cf_planner *planner,
                                             const struct cf_candidate_list *list)
{
    struct cf_candidates *items = cf_arena_array(planner->arena, list->count, sizeof *items);
    for (size_t i = 0; items && i < list->count; i++) {
        size_t count = list->items[i].named_count;
        const struct cf_actor **named = cf_arena_array(planner->arena, count, sizeof(*named));
        items[i] = (struct cf_candidates){ list->items[i].actor_class, named, named ? count : 0 };
        for (size_t j = 0; named && j < count; j++)
            named[j] = list->items[i].named[j];
    }
    return items;
}

static void list_actors(struct cf_planner *planner, size_t step, const size_t *criteria,
                        size_t count, const struct cf_candidates **actors, size_t *actor_count)
{
    struct cf_candidate_list *list;
    enum cf_status status =
        cf_list_candidates(&list, planner->binding, planner->before->site, step, criteria, count);
    if (status != CF_OK) {
        planner->status = status;
        return;
    }
    *actors = take_over(planner, list);
    *actor_count = *actors ? list->count : 0;
    cf_candidate_list_free(list);
}

/* ---- changes ---- */

static size_t step_of(const struct cf_planner *planner, size_t criterion)
{
    size_t low = 0, high = planner->step_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (planner->steps[middle].first_criterion <= criterion)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Marks the criteria that were chosen at the steps that the walk visits: the stricter of two makes
 * the other needless, and readers want to know of both. */
static void mark_chosen(struct cf_planner *planner, const struct cf_evaluation *after)
{
    for (size_t i = 0; i < planner->criterion_count; i++)
        planner->tried[i] = planner->required[i];
    for (size_t i = 0; i < planner->choice_count; i++) {
        const struct cf_choice *choice = &planner->choices[i];
        const struct cf_plan_way *way = cf_plan_taken(choice);
        const struct cf_step_result *step = &after->steps[choice->step];
        for (size_t j = 0; way && step->visited && j < way->criterion_count; j++) {
            size_t criterion = way->criteria[j];
            size_t first = planner->steps[choice->step].first_criterion;
            planner->tried[criterion] |= step->criteria[criterion - first].answer == CF_YES;
        }
    }
}

/* The criteria that a change has to meet; only the one at whose edge it begins if it is instead of
 * what they ask for. */
static void list_criteria(struct cf_planner *planner, size_t index, struct cf_plan_change *change)
{
    const struct cf_aim *aim = &planner->aims[index];
    size_t count = 0;
    for (size_t i = 0; i < planner->criterion_count; i++)
        count += planner->tried[i] && planner->criteria[i].index == index;
    size_t *criteria = cf_arena_array(planner->arena, count + 1, sizeof *criteria);
    change->criteria = criteria;
    if (criteria && aim->instead.known)
        criteria[change->criterion_count++] = aim->source;
    for (size_t i = 0; criteria && !aim->instead.known && i < planner->criterion_count; i++)
        if (planner->tried[i] && planner->criteria[i].index == index)
            criteria[change->criterion_count++] = i;
}

static void describe(struct cf_planner *planner, size_t index, struct cf_plan_change *change)
{
    change->demand = planner->aims[index].demand;
    change->avoids = planner->aims[index].instead.known && planner->aims[index].avoids;
    list_criteria(planner, index, change);
    if (!change->criterion_count)
        return;
    change->step = step_of(planner, change->criteria[0]);
    size_t here = 0;
    while (here < change->criterion_count &&
           step_of(planner, change->criteria[here]) == change->step)
        here++;
    change->undoes = planner->results[change->criteria[0]]->answer == CF_YES && !change->avoids;
    list_actors(planner, change->step, change->criteria, here, &change->actors,
                &change->actor_count);
    cf_plan_list_operands(planner, index, change);
}

static int compare_changes(const void *left, const void *right)
{
    const struct cf_plan_change *a = left, *b = right;
    size_t one = a->criteria[0], other = b->criteria[0];
    return (one > other) - (one < other);
}

static bool list_changes(struct cf_planner *planner, const struct cf_evaluation *after,
                         struct cf_plan *plan)
{
    struct cf_plan_change *changes =
        cf_arena_array(planner->arena, planner->laid_count, sizeof *changes);
    if (!changes)
        return false;
    mark_chosen(planner, after);
    for (size_t i = 0; i < planner->index_count; i++)
        if (planner->aims[i].wanted)
            describe(planner, i, &changes[plan->change_count++]);
    if (planner->arena->failed || planner->status != CF_OK)
        return false;
    qsort(changes, plan->change_count, sizeof *changes, compare_changes);
    plan->changes = changes;
    return true;
}

/* ---- ways ---- */

static bool same_indices(const struct cf_plan_way *a, const struct cf_plan_way *b)
{
    bool same = a->demand_count == b->demand_count;
    for (size_t i = 0; i < a->demand_count && same; i++)
        same = a->demands[i].number == b->demands[i].number;
    return same;
}

/* Whether a way asks for less than another on the same indices: for some, and for none for more. */
static bool asks_less(const struct cf_plan_way *a, const struct cf_plan_way *b)
{
    bool less = false;
    for (size_t i = 0; i < a->demand_count; i++) {
        const struct cf_value *one = &a->demands[i].needed, *other = &b->demands[i].needed;
        less |= cf_plan_is_wider(one, other);
        if (cf_value_answer(other, one) != CF_YES)
            return false;
    }
    return less;
}

/* Of ways on the same indices one is enough: the one that asks for less, or else the cheaper. */
static bool is_needless(const struct cf_choice *choice, size_t way)
{
    for (size_t i = 0; i < choice->way_count; i++) {
        if (i == way || !same_indices(&choice->ways[i], &choice->ways[way]))
            continue;
        if (i < way ? !asks_less(&choice->ways[way], &choice->ways[i])
                    : asks_less(&choice->ways[i], &choice->ways[way]))
            return true;
    }
    return false;
}

static bool is_asked_for(const struct cf_planner *planner, const struct cf_plan_way *way)
{
    for (size_t i = 0; i < way->criterion_count; i++)
        if (!planner->tried[way->criteria[i]])
            return false;
    return true;
}

/* The way that the plan takes in the end: tidying may have led from the chosen one to another. */
static size_t taken_in_the_end(const struct cf_planner *planner, const struct cf_choice *choice)
{
    size_t taken = choice->at - choice->may_leave;
    if (taken >= choice->way_count || is_asked_for(planner, &choice->ways[taken]))
        return taken;
    for (size_t i = 0; i < choice->way_count; i++)
        if (is_asked_for(planner, &choice->ways[i]))
            return i;
    return taken;
}

static void list_ways(struct cf_planner *planner, const struct cf_choice *choice,
                      struct cf_plan_stop *stop)
{
    struct cf_plan_way *ways = cf_arena_array(planner->arena, CF_PLAN_MOST_LISTED, sizeof *ways);
    size_t taken = taken_in_the_end(planner, choice), needless = 0, chosen = SIZE_MAX;
    stop->ways = ways;
    for (size_t i = 0; ways && i < choice->way_count; i++) {
        bool drop = is_needless(choice, i);
        needless += drop;
        if (drop || stop->way_count == CF_PLAN_MOST_LISTED)
            continue;
        if (i == taken)
            chosen = stop->way_count;
        ways[stop->way_count++] = choice->ways[i];
    }
    stop->chosen = chosen < stop->way_count ? chosen : stop->way_count;
    stop->compared = choice->compared;
    stop->way_total = choice->way_total == SIZE_MAX ? SIZE_MAX : choice->way_total - needless;
}

/* The last choice at a step to clear it, or to leave it. */
static const struct cf_choice *choice_at(const struct cf_planner *planner, size_t step, bool left)
{
    const struct cf_choice *found = NULL;
    for (size_t i = 0; i < planner->choice_count; i++) {
        const struct cf_choice *choice = &planner->choices[i];
        if (choice->step == step && (choice->may_leave && !choice->at) == left)
            found = choice;
    }
    return found;
}

/* ---- stops ---- */

static enum cf_plan_stop_kind kind_of(const struct cf_planner *planner, size_t step)
{
    switch (planner->before->steps[step].answer) {
    case CF_NO: return CF_PLAN_BOTTLENECK;
    case CF_YES: return CF_PLAN_UNDONE;
    default: return CF_PLAN_UNKNOWN;
    }
}

static size_t changes_here(const struct cf_plan *plan, size_t first, size_t step)
{
    size_t count = 0;
    while (first + count < plan->change_count && plan->changes[first + count].step == step)
        count++;
    return count;
}

/* The criteria of the step that its changes are for. */
static void list_stop_actors(struct cf_planner *planner, const struct cf_plan *plan,
                             struct cf_plan_stop *stop)
{
    const struct cf_program_step *step = &planner->steps[stop->step];
    size_t *criteria =
        cf_arena_array(planner->arena, step->step->criterion_count, sizeof *criteria);
    size_t count = 0, end = step->first_criterion + step->step->criterion_count;
    for (size_t i = step->first_criterion; criteria && i < end; i++)
        for (size_t j = 0; j < stop->change_count; j++) {
            const struct cf_plan_change *change = &plan->changes[stop->changes[j]];
            for (size_t k = 0; k < change->criterion_count; k++)
                if (change->criteria[k] == i)
                    criteria[count++] = i;
        }
    if (criteria)
        list_actors(planner, stop->step, criteria, count, &stop->actors, &stop->actor_count);
}

static void add_stop(struct cf_planner *planner, struct cf_plan *plan, struct cf_plan_stop *stop,
                     size_t first, size_t count)
{
    size_t *changes = cf_arena_array(planner->arena, count, sizeof *changes);
    const struct cf_choice *choice = choice_at(planner, stop->step, !count);
    for (size_t i = 0; changes && i < count; i++)
        changes[stop->change_count++] = first + i;
    stop->changes = changes;
    stop->compared = true;
    if (choice)
        list_ways(planner, choice, stop);
    if (count && changes)
        list_stop_actors(planner, plan, stop);
}

void cf_plan_list_stops(struct cf_planner *planner, struct cf_plan *plan)
{
    struct cf_plan_stop *stops = cf_arena_array(planner->arena, planner->step_count, sizeof *stops);
    struct cf_evaluation *after = cf_plan_evaluate(planner);
    bool ready = stops && after && list_changes(planner, after, plan);
    size_t first = 0;
    plan->stops = stops;
    for (size_t i = 0; ready && i <= planner->last; i++) {
        size_t count = changes_here(plan, first, i);
        bool passed = !count && after->steps[i].visited && after->steps[i].answer == CF_NO;
        if (!count && !passed)
            continue;
        struct cf_plan_stop *stop = &stops[plan->stop_count++];
        stop->step = i;
        stop->kind = passed ? CF_PLAN_PASSED_BY : kind_of(planner, i);
        add_stop(planner, plan, stop, first, count);
        first += count;
    }
    cf_evaluation_free(after);
}
