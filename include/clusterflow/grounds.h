/*
 * What answers rest on: the figures that count for a place, and what becomes of the values of the
 * indices when these figures are others. Part of the room of clusterflow/engine.h.
 */
#ifndef CLUSTERFLOW_GROUNDS_H
#define CLUSTERFLOW_GROUNDS_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/* Observations of one index that count together, and what they come to. */
struct cf_pool {
    size_t index;                                 /* its number in the program */
    const struct cf_observation *const *observed; /* those that count, in file order */
    const struct cf_value *stated; /* by observation: what it states for the year asked for */
    size_t count;                  /* 0: nothing is known of the index */
    struct cf_value value;         /* their union, in the index's unit */
    bool disputed;                 /* they differ */
};

/* What is known of an index that the chart asks for. */
struct cf_ground {
    size_t index;
    bool derived;          /* from its pools; else it has one pool, its own */
    const uint32_t *pools; /* numbers of pools: of a derived index one for each operand, of a
                              growth that of its end and that of its base */
    size_t pool_count;     /* at least 1 */
    bool given;            /* of a derived index: enough of its pools have observations, so that
                              the arithmetic is tried */
    struct cf_value value; /* as an evaluation has it */
};

/* What the answers of one place rest on. Borrows as an evaluation does. */
struct cf_grounds {
    const struct cf_pool *pools; /* no two of them have one index and the same observations */
    size_t pool_count;
    const struct cf_ground *items; /* by index, as the criteria first ask for it */
    size_t count;
    const uint32_t *of_criterion; /* by number of the criterion: that of its ground */
};

/*
 * Finds what an evaluation with these options rests on; `options` may be NULL, and may not lay
 * anything. Adds the warnings of an evaluation. *grounds is the caller's to free by
 * cf_grounds_free, before the binding. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_find_grounds(struct cf_grounds **grounds, const struct cf_binding *binding,
                               const struct cf_locality *site,
                               const struct cf_evaluate_options *options, struct cf_diags *diags);
void cf_grounds_free(struct cf_grounds *grounds);

/* The figures that a number observation of the index states, in the index's unit: one, and a second
 * of `between`, else 0. `stated` is what it comes to. */
void cf_stated_figures(const struct cf_program *program, size_t index,
                       const struct cf_observation *observation, const struct cf_value *stated,
                       double figures[2]);

/*
 * What a number observation of the index would state if its figures were these, in the index's unit
 * (`second` of `between` only); its form and its tolerance stay. False: it would state nothing, for
 * no such value is in the range, or the figures do not fit the form.
 */
bool cf_restate(const struct cf_program *program, size_t index,
                const struct cf_observation *observation, double figure, double second,
                struct cf_value *value);

/*
 * What comes of a derived index when its operands have these values, in their units; of a growth
 * the first is its end and the second its base. Not known where the arithmetic gives nothing in the
 * index's range; its interval then is what it gives, or NAN where it gives nothing. `operands` is
 * used as room for the work: as many as the index has, at least 2.
 */
struct cf_value cf_derive_value(const struct cf_program *program, size_t index,
                                struct cf_interval *operands);

CF_END_C

#endif
