/* What stress tests say, in words. As of words.h. */
#ifndef CF_OUTPUT_STRESS_WORDS_H
#define CF_OUTPUT_STRESS_WORDS_H

#include <clusterflow/stress.h>

#include "output/page.h"

/* The step of a criterion, by their numbers. */
size_t cf_stress_step_of(const struct cf_stress *stress, size_t criterion);

/* "the bottleneck is Software park", "it is undecided", "it is clear". */
const char *cf_stress_becomes(struct cf_page *page, const struct cf_stress *stress,
                              struct cf_walk_end end);

/* "10 % lower", "any higher", "1 level lower", "if yes". */
const char *cf_stress_change(struct cf_page *page, const struct cf_stress *stress,
                             const struct cf_flip_line *line);

/* "Firms in the park (2014)", "level of Firms in the park at Software park". */
const char *cf_stress_subject(struct cf_page *page, const struct cf_stress *stress,
                              const struct cf_lever *lever);

/* "now about 500 firms, under 450". */
const char *cf_stress_where(struct cf_page *page, const struct cf_stress *stress,
                            const struct cf_flip_line *line);

/* A share of draws as percent with three decimals: "12.345 %". */
const char *cf_stress_share(struct cf_page *page, double share);

/* Values that an index may have: "under 5", "at least 5", "yes", "partial or full". */
const char *cf_stress_values(struct cf_page *page, const struct cf_stress *stress, size_t index,
                             const struct cf_value *values);

/* "1 index", "3 indices". */
const char *cf_stress_indices(struct cf_page *page, size_t count);

#endif
