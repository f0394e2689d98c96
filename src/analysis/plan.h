/*
 * A plan while it is made. Which criteria have to be met is chosen step by step; from these follow
 * the aims of the indices, and from the aims the values that are laid over the place to evaluate it
 * as if the plan were carried out.
 */
#ifndef CF_ANALYSIS_PLAN_H
#define CF_ANALYSIS_PLAN_H

#include <clusterflow/plan.h>

#include "base/arena.h"

#define CF_NO_CRITERION_NUMBER SIZE_MAX

/* What has to become of an index. */
struct cf_aim {
    bool wanted;           /* some criterion has to be met, or `instead` holds */
    struct cf_value known; /* as in struct cf_plan_demand */
    struct cf_value needed;
    struct cf_plan_demand demand; /* if it is wanted */
    struct cf_value instead;      /* known: what is needed, in place of what the criteria ask for */
    size_t source;                /* of `instead`: the criterion at whose edge it begins */
    bool avoids;                  /* of `instead`: outside of what that criterion accepts */
};

/* A choice at a step: one of the ways to clear it or, where a No leads elsewhere, to leave it. */
struct cf_choice {
    size_t step;
    bool may_leave; /* the first option is to leave it */
    struct cf_plan_way *ways;
    size_t way_count, way_total;
    bool compared;
    size_t at; /* number of the option taken; with may_leave the ways begin at 1 */
};

struct cf_planner {
    struct cf_arena *arena;
    const struct cf_binding *binding;
    const struct cf_program *program;
    const struct cf_evaluation *before;
    struct cf_evaluate_options options;
    struct cf_diags *diags; /* of evaluations of what is not so: nobody reads them */
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
    size_t criterion_count, index_count;
    const struct cf_criterion_result **results; /* by criterion, of the place as it is */
    size_t last;
    bool *given;                 /* by index */
    const struct cf_value *base; /* by index, of those asked for: what is known, else the domain */
    bool *derived;               /* by index: computed, since nobody states it itself */
    bool *required, *tried;      /* by criterion */
    bool *seen;                  /* by index; for those who go through the criteria */
    struct cf_aim *aims;         /* by index */
    struct cf_laid *laid;        /* room for all indices */
    size_t laid_count;
    struct cf_choice *choices; /* room for all criteria and steps */
    size_t choice_count;
    size_t turns;
    struct cf_value less;  /* what cf_plan_less_would_do has found last */
    bool skipped;          /* of some choice not all ways were compared */
    enum cf_status status; /* CF_NO_MEMORY sticks */
};

/* ---- sets (plan_sets.c) ---- */

/* Nothing known of an index is every value that it can have. */
struct cf_value cf_plan_known(struct cf_value value, const struct cf_value *domain);

/* Whether a set holds all of another, and more. */
bool cf_plan_is_wider(const struct cf_value *a, const struct cf_value *b);

/* Fills a demand from what is known and what is needed. */
void cf_plan_fill(struct cf_plan_demand *demand, const struct cf_program *program, size_t index,
                  const struct cf_value *known, const struct cf_value *needed);

/* ---- aims (plan_aims.c) ---- */

/* The aims and what is laid, from the criteria that are required. False: a set is empty. */
bool cf_plan_aim(struct cf_planner *planner);

/* Can the operands of all derived aims be such? Else *index receives one for which they cannot. */
bool cf_plan_adds_up(struct cf_planner *planner, size_t *index);

/* The place with what is laid; NULL when memory fails. */
struct cf_evaluation *cf_plan_evaluate(struct cf_planner *planner);

/* Whether that is clear as far as is planned for; false also when memory fails. */
bool cf_plan_is_clear(struct cf_planner *planner);

/* What is known of an index when only the given values are laid; not known when memory fails. */
struct cf_value cf_plan_survey(struct cf_planner *planner, size_t index, const struct cf_laid *laid,
                               size_t count);

/* ---- choices (plan_ways.c) ---- */

/* The ways to clear a step, cheapest first. `now` is the place with what is laid. */
void cf_plan_list_ways(struct cf_planner *planner, const struct cf_evaluation *now,
                       struct cf_choice *choice);

/* Whether a criterion can be met beside what is required, and why not. */
struct cf_plan_barred cf_plan_bar_of(const struct cf_planner *planner, size_t criterion);

/* ---- search, and what is left when it has found something ---- */

/* The way that a choice takes; NULL: the step is left as it is. */
const struct cf_plan_way *cf_plan_taken(const struct cf_choice *choice);

/* Chooses until the place is clear (plan_search.c). */
enum cf_plan_state cf_plan_search(struct cf_planner *planner, struct cf_plan *plan);

/* Takes back what was chosen last, so that a search goes on from there; false: nothing is left to
 * choose, or it was done too often. */
bool cf_plan_turn_back(struct cf_planner *planner);

/* Lets go of what is not needed (plan_tidy.c). */
void cf_plan_tidy(struct cf_planner *planner);

/* Whether less than what is laid at a position would do: then planner->less is such a value
 * (plan_verify.c). */
bool cf_plan_less_would_do(struct cf_planner *planner, size_t at);

/* Has the engine confirm that the plan clears the place, and nothing less (plan_verify.c). */
bool cf_plan_verify(struct cf_planner *planner);

/* What each operand of a derived index would have to come to (plan_operands.c). */
void cf_plan_list_operands(struct cf_planner *planner, size_t index, struct cf_plan_change *change);

/* The stops and changes of a plan that was found (plan_stops.c). */
void cf_plan_list_stops(struct cf_planner *planner, struct cf_plan *plan);

#endif
