/* What a plan asks for, in words. As of words.h; the texts may hold ties. */
#ifndef CF_OUTPUT_PLAN_WORDS_H
#define CF_OUTPUT_PLAN_WORDS_H

#include <clusterflow/plan.h>

#include "output/page.h"

/* What the criterion of that number comes to in the place as it is. */
const struct cf_criterion_result *cf_plan_result(const struct cf_plan *plan, size_t criterion);

/* The number of the step that a criterion belongs to. */
size_t cf_plan_step_of(const struct cf_plan *plan, size_t criterion);

const char *cf_plan_step_title(struct cf_page *page, const struct cf_plan *plan, size_t step);

/* "at least 5000 persons", "more than 0 patents", "10-20 min", "medium or high", "yes". */
const char *cf_plan_needed(struct cf_page *page, const struct cf_plan *plan,
                           const struct cf_plan_demand *demand);

/* What is known of it, with unit; `result`, which may be NULL, tells how it was stated. */
const char *cf_plan_known_words(struct cf_page *page, const struct cf_plan *plan,
                                const struct cf_plan_demand *demand,
                                const struct cf_criterion_result *result);

/* "raise to at least 5000 persons", "establish that it is so". */
const char *cf_plan_action_words(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_demand *demand);

/* "600 to 1400 persons more (14 to 39 %)", "1 level up"; "" where there is nothing to tell. */
const char *cf_plan_distance(struct cf_page *page, const struct cf_plan *plan,
                             const struct cf_plan_demand *demand);

/* All demands of a way in one phrase. */
const char *cf_plan_way_words(struct cf_page *page, const struct cf_plan *plan,
                              const struct cf_plan_way *way);

/* Why a criterion cannot be met. */
const char *cf_plan_barred_words(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_barred *barred);

#endif
