/*
 * How firm a verdict is: what would have to be otherwise for it to change, and how often it changes
 * when figures and critical levels are as uncertain as they are. docs/stress.md tells what is
 * promised. Part of the room of clusterflow/analysis.h.
 */
#ifndef CLUSTERFLOW_STRESS_H
#define CLUSTERFLOW_STRESS_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/* What a walk comes to. */
struct cf_walk_end {
    enum cf_verdict verdict; /* CF_BOTTLENECK, CF_UNDECIDED or CF_CLEAR */
    int first_no;            /* number of the step, or CF_NO_STEP */
};

/* ---- flip points ---- */

/* The nearest value on one side with another outcome. */
struct cf_flip {
    bool found;   /* false: on that side no value changes the outcome */
    double at;    /* numbers: in the index's unit; else the number of the member */
    bool from_at; /* at itself is another outcome; false: only what lies beyond */
    double share; /* numbers: the distance from the present value as a share of that, INFINITY
                     when that is 0; else how many of the steps between first and last member */
    struct cf_walk_end becomes; /* right beyond, or at itself */
};

/* A figure of the city, or a critical level of the chart, that may be another. */
struct cf_lever {
    size_t index;                             /* its number in the program */
    const struct cf_observation *observation; /* the figure; NULL: it is a level */
    size_t criterion; /* the level's number among the criteria of all steps; of a figure the first
                         that rests on it */
    bool second;      /* the upper end of `between` */
    double value;     /* what it is, in the index's unit; else the number of the member */
    /* Numbers: the values around it with the same outcome; an end at which it cannot go further
     * belongs to it, and where nothing stops it the end is infinite. */
    struct cf_interval stays;
    struct cf_flip lower, higher; /* not found for categories, which have no order */
    double share;                 /* the lesser of the two; INFINITY: none, or not comparable */
    const struct cf_walk_end *members; /* flags, levels, categories: by member; NULL: a number */
    size_t member_count;
};

/* What would change the outcome of a place. */
struct cf_flips {
    struct cf_walk_end now;
    const struct cf_lever *levers; /* nearest flip first; those without any are the last */
    size_t count, flipping;        /* of all, and of those with a flip */
};

/*
 * Takes every figure that counts for the place and every critical level, each alone, and finds
 * which of its values change the verdict or the first No. Levels keep their tolerance. `options`
 * may be NULL; nothing may be laid. Borrows from the binding; *flips is the caller's to free by
 * cf_flips_free. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_find_flips(struct cf_flips **flips, const struct cf_binding *binding,
                             const struct cf_locality *site,
                             const struct cf_evaluate_options *options);
void cf_flips_free(struct cf_flips *flips);

/* ---- the whole ---- */

/* What was found out about one place; what was not asked for is NULL. Everything is borrowed. */
struct cf_stress {
    const struct cf_program *program;
    const struct cf_evaluation *evaluation; /* the place as it is */
    const struct cf_flips *flips;
};

CF_END_C

#endif
