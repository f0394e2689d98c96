/*
 * What an evaluation says, in words, for every writer that is read by people. As of words.h; the
 * texts may hold ties.
 */
#ifndef CF_OUTPUT_RESULT_WORDS_H
#define CF_OUTPUT_RESULT_WORDS_H

#include "output/page.h"

/* "Dalian 大连 · Software and offshore services · as of 2014". */
const char *cf_result_title(struct cf_page *page, const struct cf_evaluation *evaluation);

/* "Bottleneck at step 13 of 16: High-skill talent (Step II: Innovation)". */
const char *cf_result_verdict(struct cf_page *page, const struct cf_evaluation *evaluation);

/* Why a criterion answers No, and by how much it misses: whole sentences. */
const char *cf_result_why(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_criterion_result *result);

/* "1 of these 2 would be enough."; "" where all are needed. */
const char *cf_result_enough(struct cf_page *page, const struct cf_step *step);

/* Where the levels that are missed come from: once, if they all come from the same place. */
const char *cf_result_origin(struct cf_page *page, const struct cf_step_result *step);

/* The actors of a class, or that none is named. */
const char *cf_result_named(struct cf_page *page, const struct cf_candidates *candidates);

/* The criterion of the visited steps that has least to spare; "" when none can be told. */
const char *cf_result_closest(struct cf_page *page, const struct cf_evaluation *evaluation);

/* Which indices of a step are not known, or known too vaguely. */
const char *cf_result_gap(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_step_result *step);

/* "5 figures newer than 2014 are left out, ..."; "" when none is. */
const char *cf_result_newer(struct cf_page *page, const struct cf_evaluation *evaluation);

#endif
