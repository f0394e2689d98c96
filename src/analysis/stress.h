/* A place whose figures and levels can be others: what the parts of a stress test share. */
#ifndef CF_ANALYSIS_STRESS_H
#define CF_ANALYSIS_STRESS_H

#include <clusterflow/grounds.h>
#include <clusterflow/stress.h>

#include "base/arena.h"

struct cf_stress_model {
    const struct cf_program *program;
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
    size_t criterion_count;
    struct cf_grounds *grounds;
    struct cf_interval *operands; /* room for the arithmetic of any index */
};

/* Returns false when memory fails; to be released all the same. */
bool cf_stress_model_init(struct cf_stress_model *model, const struct cf_binding *binding,
                          const struct cf_locality *site, const struct cf_evaluate_options *options,
                          struct cf_arena *arena);
void cf_stress_model_release(struct cf_stress_model *model);

/* What is known of a ground when its pools have these values. `operands` is room for the work. */
struct cf_value cf_stress_value(const struct cf_stress_model *model, const struct cf_ground *ground,
                                const struct cf_value *pools, struct cf_interval *operands);

/* The answers of all criteria as things are; NULL when memory fails. */
enum cf_answer *cf_stress_answers(const struct cf_stress_model *model, struct cf_arena *arena);

/* The answer of a step by those of all criteria. */
enum cf_answer cf_stress_answer(const struct cf_stress_model *model, size_t step,
                                const enum cf_answer *answers);

/* Where the steps lead; the number of steps is the end. */
struct cf_stress_routes {
    int start;
    const int *on_yes, *on_no; /* by step; CF_ROUTE_STOP in on_no */
};

/* The walk by these answers of all criteria; along the chart's own routes, or others. */
struct cf_walk_end cf_stress_walk(const struct cf_stress_model *model,
                                  const enum cf_answer *answers);
struct cf_walk_end cf_stress_walk_along(const struct cf_stress_model *model,
                                        const struct cf_stress_routes *routes,
                                        const enum cf_answer *answers);

bool cf_same_outcome(struct cf_walk_end a, struct cf_walk_end b);

#endif
