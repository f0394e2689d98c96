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
     * belongs to it if it can be there, and where nothing stops it the end is infinite. */
    struct cf_interval stays;
    struct cf_flip lower, higher; /* not found for categories, which have no order */
    double share;                 /* the lesser of the two; INFINITY: none, or not comparable */
    const struct cf_walk_end *members; /* flags, levels, categories: by member; NULL: a number */
    size_t member_count;
};

/* One flip: of a lever, on one side or by another member. */
struct cf_flip_line {
    const struct cf_lever *lever;
    struct cf_flip flip; /* of a category `at` is a member, and the share 1 */
    bool higher;
};

/* What would change the outcome of a place. */
struct cf_flips {
    struct cf_walk_end now;
    const struct cf_lever *levers; /* nearest flip first; those without any are the last */
    size_t count, flipping;        /* of all, and of those with a flip */
    const struct cf_flip_line
        *lines; /* all flips, nearest first; of one lever the lower one first */
    size_t line_count;
};

/* So many of the nearest flips are told where not all are asked for. */
enum { CF_FLIPS_TOLD = 10 };

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

/* ---- flip points held by a suite ---- */

/* How a case of a suite states that a figure or a level is another. */
enum cf_pin_way {
    CF_PIN_FIGURES, /* by `indicators`, which take the place of all the city's own of the index */
    CF_PIN_SET,     /* by `set` */
    CF_PIN_LEVEL    /* by `threshold` */
};

/* An observation as a case states it. */
struct cf_pin_figure {
    const struct cf_observation *observation;
    bool moved;        /* it is the lever's */
    double figures[2]; /* numbers: what it is then, in the index's unit; the second of `between` */
};

/* A value of a figure or a level, and what the walk comes to with it. */
struct cf_pin {
    const struct cf_flip_line *line; /* the flip that it lies beside */
    bool beyond;                     /* false: inside, where all is as it is now */
    double value; /* numbers: in the index's unit; else the number of the member */
    struct cf_walk_end end;
    enum cf_pin_way way;
    const struct cf_pin_figure *figures; /* CF_PIN_FIGURES: all that count of the index, in the
                                            order of the file */
    size_t figure_count;
    double level[2]; /* CF_PIN_LEVEL, numbers: the level that accepts the same without its
                        tolerance, in the index's unit; the second of `between` */
};

/* What holds a city and a chart to how firm a verdict is. */
struct cf_pins {
    const struct cf_pin
        *items; /* by flip, the one inside first, unless that is the present value */
    size_t count;
    size_t told, left_out; /* how many flips were taken, and of how many of these there is none,
                              since no case can state them */
};

/*
 * Finds for the `most` nearest flips (0: for all) a value just inside and one just beyond, short
 * ones where there are any: one in the last digit, less where that is too far, and at the flip
 * itself where that will do. Each is tried out. A case cannot state one of several levels on the
 * same index in a step, nor a figure of a site unless it is the only one of its index there, a
 * plain value, and no other index that is asked for is derived from it. `flips` are those of the
 * same place and options, and of a program without what-ifs; borrows from them and the binding.
 * *pins is the caller's to free by cf_pins_free. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_pin_flips(struct cf_pins **pins, const struct cf_flips *flips,
                            const struct cf_binding *binding, const struct cf_locality *site,
                            const struct cf_evaluate_options *options, size_t most);
void cf_pins_free(struct cf_pins *pins); /* takes NULL */

/* ---- draws ---- */

/*
 * What of a place is drawn, and how it is evaluated a block of draws at a time. Number `draw` of a
 * seed is the same wherever and in whichever order draws are made (docs/stress.md has the recipe),
 * so that several threads may share a sampler and count some of them each.
 */
struct cf_sampler;

/* Of what a sampler draws, in the order of its variables: the figures first. */
struct cf_drawn {
    size_t index;                                 /* its number in the program */
    size_t criterion;                             /* of a level; of a figure SIZE_MAX */
    struct cf_value value;                        /* of a figure: the set from which it is drawn */
    const struct cf_observation *const *observed; /* of a figure: the observations it comes of */
    size_t observed_count;
};

/* Levels are drawn within `spread` of themselves: 0.1 is from 10 % below to 10 % above, and below
 * 1. `options` may be NULL; nothing may be laid. Borrows from the binding. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_sampler_new(struct cf_sampler **sampler, const struct cf_binding *binding,
                              const struct cf_locality *site,
                              const struct cf_evaluate_options *options, uint64_t seed,
                              double spread);
/* Takes NULL. */
void cf_sampler_free(struct cf_sampler *sampler);

/* How many counts it makes: for each step that it is the first No, then undecided, then clear. */
size_t cf_sampler_outcomes(const struct cf_sampler *sampler);

/* Adds to the counts what comes of the `count` draws from number `first` on. CF_OK or CF_NO_MEMORY:
 * nothing is added. */
enum cf_status cf_sampler_count(const struct cf_sampler *sampler, uint64_t first, uint64_t count,
                                uint64_t *counts);

/* How often a walk came to this. */
struct cf_outcome_share {
    struct cf_walk_end end;
    uint64_t count;
    double share, low, high; /* low and high: Wilson's interval of 95 % */
};

/* What came of draws. */
struct cf_draws {
    uint64_t asked, drawn; /* fewer drawn: it was interrupted */
    uint64_t seed;
    double spread;
    const struct cf_drawn *variables;
    size_t variable_count, figure_count; /* all of them, and how many are figures */
    size_t open_count;    /* figures that stay as they are, since nothing bounds them */
    size_t missing_count; /* indices of which nothing is known, which stays so */
    const struct cf_outcome_share *outcomes; /* those that came about, by step, then undecided,
                                                then clear */
    size_t outcome_count;
};

/* The shares of the counts of so many draws. Borrows from the sampler. *draws is the caller's to
 * free by cf_draws_free. CF_OK or CF_NO_MEMORY. */
enum cf_status cf_sum_up_draws(struct cf_draws **draws, const struct cf_sampler *sampler,
                               const uint64_t *counts, uint64_t drawn, uint64_t asked);
void cf_draws_free(struct cf_draws *draws);

/* Wilson's interval of 95 % for a share of which `count` of `total` were seen; total is not 0. */
void cf_wilson(uint64_t count, uint64_t total, double *low, double *high);

/* ---- other orders ---- */

/* Two steps that follow one another in the file, and the walk when they change places. */
struct cf_swap {
    size_t first, second; /* their numbers */
    bool possible;        /* false: a route leads from the one to the other */
    bool across;          /* they belong to different stages */
    struct cf_walk_end end;
};

/* What the walk comes to in other orders: the paper does not say that its order is the only one. */
struct cf_swaps {
    struct cf_walk_end now;
    const struct cf_swap *items; /* each pair of neighbours, in file order */
    size_t count;
};

/* Routes that the chart names stay; those to "the next step" follow the new order. As
 * cf_find_flips: CF_OK or CF_NO_MEMORY. */
enum cf_status cf_swap_steps(struct cf_swaps **swaps, const struct cf_binding *binding,
                             const struct cf_locality *site,
                             const struct cf_evaluate_options *options);
void cf_swaps_free(struct cf_swaps *swaps);

/* ---- what is not known ---- */

/* An answer that the criteria on an index may give together, once it is known. */
struct cf_gap_answer {
    struct cf_value example;        /* values that give it: an interval, or members */
    const struct cf_walk_end *ends; /* that are then still possible; in the order of cf_unknowns */
    size_t end_count;
};

/* An index that leaves a criterion Unknown. */
struct cf_unknown {
    size_t index;
    size_t criterion; /* the first that it leaves Unknown */
    bool blank;       /* nothing is known of it; else its value is known too vaguely */
    const struct cf_gap_answer *answers;
    size_t answer_count;
    size_t least, most; /* how many ends are left, at best and at worst */
    double mean;        /* over its answers, each counted once */
};

/* What could be. */
struct cf_unknowns {
    struct cf_walk_end now;
    const struct cf_walk_end *ends; /* all that are possible: by step, then clear */
    size_t end_count;
    const struct cf_unknown *items; /* what decides most comes first: the least mean */
    size_t count;
    bool given_up; /* the search took too long: there may be more ends than these */
};

/*
 * Lets each index that is not known well enough take every value of its own set, or of its range,
 * whatever the others are, and finds what the walk may come to; then what is left when one of them
 * is known. As cf_find_flips: CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_find_unknowns(struct cf_unknowns **unknowns, const struct cf_binding *binding,
                                const struct cf_locality *site,
                                const struct cf_evaluate_options *options);
void cf_unknowns_free(struct cf_unknowns *unknowns);

/* ---- the whole ---- */

/* What was found out about one place; what was not asked for is NULL. Everything is borrowed. */
struct cf_stress {
    const struct cf_program *program;
    const struct cf_evaluation *evaluation; /* the place as it is */
    const struct cf_flips *flips;
    const struct cf_draws *draws;
    const struct cf_swaps *order;
    const struct cf_unknowns *unknown;
};

CF_END_C

#endif
