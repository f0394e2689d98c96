/* What a chart asks, put in order by what it asks about. */
#ifndef CF_ANALYSIS_QUESTIONS_H
#define CF_ANALYSIS_QUESTIONS_H

#include <clusterflow/engine.h>

#include "analysis/sets.h"
#include "base/arena.h"

/*
 * What criteria are about: an index. What is known of one subject says nothing of another one; so
 * derived indices are subjects of their own, too, since a city may state both them and their
 * operands as it likes.
 *
 * Where two levels of an index differ by so little that they are nearly near, each criterion is a
 * subject of its own: nearness cannot be chained, and nothing is concluded from such levels.
 */
struct cf_subject {
    struct cf_value domain;   /* every value that it can have */
    const uint32_t *criteria; /* numbers of the criteria that ask about it, ascending */
    size_t count;
    size_t last_step; /* the last step that asks about it */
};

/* The criteria of one step that are about one subject, in order. */
struct cf_siblings {
    const uint32_t *items;
    size_t count; /* at least 1 */
};

/* A chart by its subjects. All arrays belong to the arena, or to the program. */
struct cf_questions {
    const struct cf_program *program;
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
    size_t criterion_count;
    const uint32_t *step_of;            /* by criterion */
    const uint32_t *subject_of;         /* by criterion */
    const struct cf_siblings *siblings; /* by criterion: it and those like it */
    const struct cf_subject *subjects;
    size_t subject_count;
    struct cf_arena *arena;
};

/* Returns false when memory fails. */
bool cf_questions_of(struct cf_questions *questions, const struct cf_program *program,
                     struct cf_arena *arena);

/* How many of a step's criteria have to be No for the step to be No. */
size_t cf_noes_needed(const struct cf_step *step);

/* Whether one of the step's criteria is about the subject. */
bool cf_asks_about(const struct cf_questions *questions, size_t step, uint32_t subject);

/* How many of some siblings hold at once, over all values that their subject can have. */
struct cf_tally cf_siblings_tally(const struct cf_questions *questions,
                                  struct cf_siblings siblings);

/* How many of the step's criteria hold at once, over all that a city can be. */
struct cf_tally cf_step_tally(const struct cf_questions *questions, size_t step);

#endif
