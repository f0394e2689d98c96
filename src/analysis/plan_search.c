/*
 * Walks on and on: at the first step that is in the way a choice is made, the place is evaluated as
 * if that were done, and so forth. Where nothing can be chosen the last choice is taken back. That
 * ends, since every choice requires a criterion more, and taking back is limited.
 */
#include "analysis/plan.h"

/* ---- the options of a choice ---- */

static size_t option_count(const struct cf_choice *choice)
{
    return choice->way_count + choice->may_leave;
}

const struct cf_plan_way *cf_plan_taken(const struct cf_choice *choice)
{
    if (choice->may_leave && !choice->at)
        return NULL;
    return &choice->ways[choice->at - choice->may_leave];
}

/* Requires what all choices have chosen. */
static void require_chosen(struct cf_planner *planner)
{
    for (size_t i = 0; i < planner->criterion_count; i++)
        planner->required[i] = false;
    for (size_t i = 0; i < planner->choice_count; i++) {
        const struct cf_plan_way *way = cf_plan_taken(&planner->choices[i]);
        for (size_t j = 0; way && j < way->criterion_count; j++)
            planner->required[way->criteria[j]] = true;
    }
}

static bool is_left(const struct cf_planner *planner, size_t step)
{
    for (size_t i = 0; i < planner->choice_count; i++)
        if (planner->choices[i].step == step && !cf_plan_taken(&planner->choices[i]))
            return true;
    return false;
}

/* ---- what is in the way ---- */

/* The first visited step at which something has to be chosen; the number of steps: none. */
static size_t in_the_way(const struct cf_planner *planner, const struct cf_evaluation *now)
{
    for (size_t i = 0; i <= planner->last; i++) {
        const struct cf_step_result *step = &now->steps[i];
        bool leads_on = step->answer == CF_NO && planner->steps[i].on_no != CF_ROUTE_STOP;
        if (step->visited && step->answer != CF_YES && !(leads_on && is_left(planner, i)))
            return i;
    }
    return planner->step_count;
}

/* Keeps why the first attempt ended. */
static void note_obstacle(struct cf_planner *planner, const struct cf_evaluation *now, size_t step,
                          struct cf_plan_obstacle *obstacle)
{
    const struct cf_program_step *asked = &planner->steps[step];
    struct cf_plan_barred *barred =
        cf_arena_array(planner->arena, asked->step->criterion_count, sizeof *barred);
    if (obstacle->criteria || !barred)
        return;
    *obstacle = (struct cf_plan_obstacle){ step, barred, 0 };
    for (size_t i = 0; i < asked->step->criterion_count; i++)
        if (now->steps[step].criteria[i].answer != CF_YES)
            barred[obstacle->count++] = cf_plan_bar_of(planner, asked->first_criterion + i);
}

/* Whether no choice could ever meet enough of the step's criteria. */
static bool is_hopeless(const struct cf_planner *planner, const struct cf_evaluation *now,
                        size_t step)
{
    const struct cf_program_step *asked = &planner->steps[step];
    int open = 0;
    for (size_t i = 0; i < asked->step->criterion_count; i++) {
        enum cf_plan_bar bar = cf_plan_bar_of(planner, asked->first_criterion + i).bar;
        bool barred = bar == CF_PLAN_GIVEN || bar == CF_PLAN_OUT_OF_RANGE;
        open += !barred || now->steps[step].criteria[i].answer == CF_YES;
    }
    return open < asked->step->need;
}

/* Keeps it when the operands of a derived index cannot add up to what is needed. */
static void note_arithmetic(struct cf_planner *planner, size_t index,
                            struct cf_plan_obstacle *obstacle)
{
    struct cf_plan_barred *barred = cf_arena_alloc(planner->arena, sizeof *barred);
    if (obstacle->criteria || !barred)
        return;
    size_t step = 0, criterion = 0;
    while (!planner->required[criterion] || planner->criteria[criterion].index != index)
        criterion++;
    while (step + 1 < planner->step_count && planner->steps[step + 1].first_criterion <= criterion)
        step++;
    *barred = (struct cf_plan_barred){ criterion, CF_PLAN_ARITHMETIC, CF_NO_CRITERION_NUMBER };
    *obstacle = (struct cf_plan_obstacle){ step, barred, 1 };
}

/* ---- going on, and back ---- */

/* Whether a route leads past a No, so that there is more than one way through the chart. */
static bool has_routes(const struct cf_planner *planner)
{
    for (size_t i = 0; i <= planner->last; i++)
        if (planner->steps[i].on_no != CF_ROUTE_STOP)
            return true;
    return false;
}

/* Takes the next option of the last choice that has one. */
bool cf_plan_turn_back(struct cf_planner *planner)
{
    if (++planner->turns >= CF_PLAN_MOST_TURNS)
        return false;
    while (planner->choice_count) {
        struct cf_choice *last = &planner->choices[planner->choice_count - 1];
        if (++last->at < option_count(last))
            return true;
        planner->choice_count--;
    }
    return false;
}

/* Makes a choice at the step; false when it has no option. */
static bool choose_at(struct cf_planner *planner, const struct cf_evaluation *now, size_t step)
{
    struct cf_choice *choice = &planner->choices[planner->choice_count];
    bool no = now->steps[step].answer == CF_NO;
    *choice = (struct cf_choice){ .step = step,
                                  .may_leave = no && planner->steps[step].on_no != CF_ROUTE_STOP };
    cf_plan_list_ways(planner, now, choice);
    planner->skipped |= !choice->compared;
    if (!option_count(choice))
        return false;
    planner->choice_count++;
    return true;
}

/* One more choice. Returns false when the search is over, *clear: since nothing is in the way. */
static bool go_on(struct cf_planner *planner, struct cf_plan_obstacle *obstacle, bool *clear)
{
    size_t index;
    require_chosen(planner);
    if (!cf_plan_aim(planner))
        return cf_plan_turn_back(planner);
    if (!cf_plan_adds_up(planner, &index)) {
        note_arithmetic(planner, index, obstacle);
        return cf_plan_turn_back(planner);
    }
    struct cf_evaluation *now = cf_plan_evaluate(planner);
    if (!now)
        return false;
    size_t step = in_the_way(planner, now);
    *clear = step == planner->step_count;
    bool goes_on = !*clear;
    if (goes_on && !choose_at(planner, now, step)) {
        note_obstacle(planner, now, step, obstacle);
        goes_on =
            (has_routes(planner) || !is_hopeless(planner, now, step)) && cf_plan_turn_back(planner);
    }
    cf_evaluation_free(now);
    return goes_on;
}

enum cf_plan_state cf_plan_search(struct cf_planner *planner, struct cf_plan *plan)
{
    bool clear = false;
    while (planner->status == CF_OK && !planner->arena->failed &&
           planner->turns < CF_PLAN_MOST_TURNS && go_on(planner, &plan->obstacle, &clear))
        ;
    plan->exhausted = !has_routes(planner) && !planner->skipped;
    if (clear)
        return CF_PLAN_FOUND;
    return planner->turns < CF_PLAN_MOST_TURNS ? CF_PLAN_NONE : CF_PLAN_GIVEN_UP;
}
