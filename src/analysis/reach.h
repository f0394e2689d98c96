/*
 * What a chart's suites can bring about: which answers its steps and criteria can give on a walk,
 * and figures for which they do.
 *
 * Each index can be known in a few ways that differ for its criteria: values on, beside and between
 * the critical levels, sets that reach over them, or not at all. A walk chooses one way for each
 * index, so that a search over the ways tells what can be.
 */
#ifndef CF_ANALYSIS_REACH_H
#define CF_ANALYSIS_REACH_H

#include <clusterflow/analysis.h>

#include "base/arena.h"

/* One way in which an index may be known. */
struct cf_way {
    struct cf_value value;
    const enum cf_answer *answers; /* of the index's criteria, in their order */
};

/* An index that the chart asks for. */
struct cf_reach_index {
    size_t index;           /* its number in the program */
    const size_t *criteria; /* that ask for it, ascending */
    size_t criterion_count;
    const struct cf_way *ways; /* known in no two with the same answers; the last: not known */
    size_t way_count;
    size_t base;  /* the way with the most Yes */
    bool private; /* what is known of it matters to one step alone */
    /* Indices, by their numbers in `indices`, from which it is derived: where they are known, it is
     * known, too. */
    const size_t *operands;
    size_t operand_count;
};

enum { CF_WAYS_MOST = 64 };

struct cf_reach {
    const struct cf_program *program;
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
    size_t criterion_count;
    struct cf_reach_index *indices;
    size_t index_count;
    size_t *index_of; /* by criterion: the number of its index in `indices` */
    uint64_t (
        *ways_of)[3]; /* by criterion and answer: the ways of its index that give it, as bits */
    struct cf_arena *arena;
};

/* Returns false when memory fails. */
bool cf_reach_init(struct cf_reach *reach, const struct cf_program *program,
                   struct cf_arena *arena);

/* The values of an index on and beside the ends of what a criterion accepts, and one for each level
 * or category that matters to it; at most CF_POINTS_MOST. Returns how many. */
enum { CF_POINTS_MOST = 6 };

enum cf_point_place { CF_POINT_BELOW, CF_POINT_ON, CF_POINT_ABOVE, CF_POINT_OTHER };

struct cf_point {
    struct cf_value value;
    enum cf_point_place place;
    double level; /* numbers: the end that it is on or beside */
};

size_t cf_reach_points(const struct cf_reach *reach, size_t criterion,
                       struct cf_point points[CF_POINTS_MOST]);

/* ---- goals ---- */

#define CF_ANY_ANSWER ((enum cf_answer) - 1)

/* What is to happen on a walk. */
struct cf_goal {
    size_t step;           /* is visited; the number of steps: the walk reaches the end */
    enum cf_answer answer; /* of the step, or CF_ANY_ANSWER */
    size_t criterion;      /* one of the step's, or CF_NO_CRITERION */
    enum cf_answer criterion_answer;
    const struct cf_value *value; /* of that criterion's index; NULL: any that gives the answer */
    bool decides;                 /* the step's other criteria are such that this one decides */
};

#define CF_NO_CRITERION SIZE_MAX

/*
 * Looks for ways in which the goal is met. ways[i] receives the number of the way of index i; those
 * on which nothing depends are the base. CF_OK, CF_NOT_FOUND (there are none, or the search took
 * too long) or CF_NO_MEMORY.
 */
enum cf_status cf_reach_find(const struct cf_reach *reach, const struct cf_goal *goal,
                             size_t *ways);

#endif
