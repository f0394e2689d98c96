/*
 * The roadmap of a place: what has to become of which index, so that a chart is cleared, and who
 * could see to it. docs/plan.md tells what is promised of a plan and what is not.
 */
#ifndef CLUSTERFLOW_PLAN_H
#define CLUSTERFLOW_PLAN_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/* What came of planning. */
enum cf_plan_state {
    CF_PLAN_DONE,     /* the chart is clear as it is */
    CF_PLAN_FOUND,    /* there is a plan, and the engine has confirmed it */
    CF_PLAN_NONE,     /* there is none: see `obstacle` */
    CF_PLAN_GIVEN_UP, /* the search ended after CF_PLAN_MOST_TURNS turns; see `obstacle` */
    CF_PLAN_FAULTY,   /* the engine does not confirm what was found: a fault of this library, and
                         nothing to be shown as a plan */
};

/* "clear", "plan", "none", "given_up", "faulty". */
const char *cf_plan_state_name(enum cf_plan_state state);

/* So many choices are taken back at most. Of the sets of criteria that clear a step so many are
 * compared that they have at most so many criteria together, but at least one; so many of the
 * cheapest are listed. */
enum { CF_PLAN_MOST_TURNS = 1000, CF_PLAN_MOST_CRITERIA = 1024, CF_PLAN_MOST_LISTED = 10 };

/* What has to be done about an index. */
enum cf_plan_action {
    CF_PLAN_CHANGE,    /* it is not so, and has to become so */
    CF_PLAN_ESTABLISH, /* it may be so already: that has to become certain */
};

/* "change", "establish". */
const char *cf_plan_action_name(enum cf_plan_action action);

/* What one index has to come to. Sets are in its unit. */
struct cf_plan_demand {
    size_t number; /* of the index in the program */
    const struct cf_index *index;
    enum cf_plan_action action;
    bool blank;             /* nothing is known of it */
    struct cf_value known;  /* what is known of it; of a derived index with the plan's other changes
                               made. Its whole domain where nothing is known */
    struct cf_value needed; /* every value that is good enough */
    /* To establish: the known values that are good enough. To change: the nearest one; of numbers
     * with an open end all that are hardly further away, of categories any that is good enough. */
    struct cf_value target;
    bool rises;         /* numbers and levels to change: upwards */
    bool open;          /* numbers to change: the nearest number itself does not do */
    double least, most; /* numbers to change: the distance from the nearest and from the farthest
                           known value; INFINITY where there is none. Else 0 */
    double least_share, most_share; /* the same as a share of that known value; INFINITY where it is
                                       0. Levels: how many of the steps between lowest and highest;
                                       flags and categories to change: 1. To establish: 0 */
};

/* What an operand of a derived index would have to come to, if all other operands stay. */
struct cf_plan_operand {
    const struct cf_index *index;
    bool enough;                  /* false: no change of it alone does; of a growth none does,
                                     since its figures are of past years */
    bool given;                   /* it has been decided (cf_plan_options) */
    struct cf_plan_demand demand; /* if it is enough */
};

/* One line of the plan. */
struct cf_plan_change {
    struct cf_plan_demand demand;
    size_t step;            /* the first step that asks for it */
    const size_t *criteria; /* the criteria that it has to meet, among those of all steps */
    size_t criterion_count;
    bool avoids; /* of routes: it has to fail its one criterion, so that the walk goes elsewhere */
    bool undoes; /* the index is good enough as it is, and would no longer be with the others */
    const struct cf_plan_operand *operands; /* of a derived index that nobody states itself */
    size_t operand_count;
    const struct cf_candidates *actors; /* who could act */
    size_t actor_count;
};

/* Criteria of one step that are enough together, and what they ask for. */
struct cf_plan_way {
    const size_t *criteria; /* among those of all steps, ascending */
    size_t criterion_count;
    const struct cf_plan_demand *demands; /* one for each of their indices */
    size_t demand_count;
};

/* Why the walk does not simply go on at a step. */
enum cf_plan_stop_kind {
    CF_PLAN_BOTTLENECK, /* No, and the walk stops there: it has to be cleared */
    CF_PLAN_UNKNOWN,    /* Unknown: it may prove to be a bottleneck */
    CF_PLAN_UNDONE,     /* Yes, but other changes of the plan would undo it */
    CF_PLAN_PASSED_BY,  /* No, and the walk goes another way: nothing has to be done */
};

/* "bottleneck", "unknown", "undone", "passed_by". */
const char *cf_plan_stop_name(enum cf_plan_stop_kind kind);

/* A step of the walk at which there is something to do or to choose. */
struct cf_plan_stop {
    size_t step;
    enum cf_plan_stop_kind kind;
    /* The ways to clear it, with what the steps before have asked for, cheapest first. */
    const struct cf_plan_way *ways;
    size_t way_count;
    size_t way_total; /* how many there are; more than way_count: only the cheapest are listed;
                         SIZE_MAX: more than can be counted */
    bool compared;    /* false: there are too many of them, and not all were compared */
    size_t chosen;    /* number of the way that the plan takes; way_count: none of those listed */
    const size_t *changes; /* numbers of the plan's changes that begin here */
    size_t change_count;
    const struct cf_candidates *actors; /* who could act on these changes */
    size_t actor_count;
};

/* Why a criterion cannot be met. */
enum cf_plan_bar {
    CF_PLAN_FREE,          /* it can */
    CF_PLAN_GIVEN,         /* its index has been decided */
    CF_PLAN_OUT_OF_RANGE,  /* the index cannot have such a value */
    CF_PLAN_CONTRADICTION, /* what other criteria ask of the index excludes it */
    CF_PLAN_ARITHMETIC,    /* what is asked of its operands excludes it */
};

/* "free", "given", "out_of_range", "contradiction", "arithmetic". */
const char *cf_plan_bar_name(enum cf_plan_bar bar);

/* A criterion that is not met, and why it cannot be. */
struct cf_plan_barred {
    size_t criterion; /* among those of all steps */
    enum cf_plan_bar bar;
    size_t other; /* CF_PLAN_CONTRADICTION: a criterion that excludes it */
};

/* The step at which a plan ended first. */
struct cf_plan_obstacle {
    size_t step;
    const struct cf_plan_barred *criteria; /* those of the step that are not met */
    size_t count;
};

/* The roadmap of a place. What it points to lives as long as the plan does, or longer. */
struct cf_plan {
    const struct cf_binding *binding;
    const struct cf_evaluation *before; /* the place as it is */
    enum cf_plan_state state;
    size_t last;    /* number of the last step that is planned for */
    bool exhausted; /* CF_PLAN_NONE: no route leads past a No, so that there is no plan at all; else
                       none was found by clearing steps or going the routes of what is No */
    const struct cf_plan_stop *stops; /* in the order of the steps; of CF_PLAN_FOUND alone */
    size_t stop_count;
    const struct cf_plan_change *changes; /* in the order of the stops */
    size_t change_count;
    const size_t *given; /* numbers of the indices that have been decided */
    size_t given_count;
    struct cf_plan_obstacle obstacle;
};

/* What is asked of a plan. NULL means { .last = CF_NO_STEP }. */
struct cf_plan_options {
    const struct cf_evaluate_options *evaluate; /* NULL: the defaults; nothing may be laid */
    const size_t *given;                        /* numbers of indices that stay as they are */
    size_t given_count;
    int last; /* number of the last step to plan for; CF_NO_STEP: all */
};

/*
 * Plans for the place of an evaluation, which `evaluate` of the options has to have led to. Borrows
 * from the binding and the evaluation. `options` may be NULL. CF_OK, whatever the state; or
 * CF_NO_MEMORY.
 */
enum cf_status cf_make_plan(struct cf_plan **plan, const struct cf_binding *binding,
                            const struct cf_evaluation *before,
                            const struct cf_plan_options *options);
/* Frees a plan. Takes NULL. */
void cf_plan_free(struct cf_plan *plan);

CF_END_C

#endif
