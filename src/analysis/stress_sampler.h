/* A sampler: what is drawn, and how each criterion follows from it. */
#ifndef CF_ANALYSIS_STRESS_SAMPLER_H
#define CF_ANALYSIS_STRESS_SAMPLER_H

#include "analysis/stress.h"

/* How the value of a ground comes about in each draw. */
enum cf_course {
    CF_COURSE_FIXED,    /* it is the same in all */
    CF_COURSE_NUMBER,   /* a figure is drawn from an interval */
    CF_COURSE_MEMBER,   /* or from several members */
    CF_COURSE_QUICK,    /* derived by plain arithmetic of points, all results in the range */
    CF_COURSE_THOROUGH, /* derived as the engine does it */
};

struct cf_stress_course {
    enum cf_course course;
    const double *factors; /* quick: by operand, into the unit of the arithmetic */
    double factor;         /* and of the result into the index's unit */
};

/* In place of the number of a variable: it is not drawn. */
enum { CF_NOT_DRAWN = -1 };

struct cf_sampler {
    struct cf_stress_model model;
    uint64_t seed;
    double spread;
    struct cf_drawn *variables;
    size_t variable_count, figure_count, open_count, missing_count;
    int *of_pool;                     /* by pool: the number of its variable, or CF_NOT_DRAWN */
    int *of_criterion;                /* by criterion: that of its level */
    struct cf_stress_course *courses; /* by ground */
};

/* Fills the courses of all grounds. Returns false when memory fails. */
bool cf_plan_courses(struct cf_sampler *sampler, struct cf_arena *arena);

#endif
