/* The parts of the text about an evaluation. */
#ifndef CF_OUTPUT_RESULT_TEXT_H
#define CF_OUTPUT_RESULT_TEXT_H

#include "output/table.h"

/* The rows of all steps; with style.verbose also the details of each criterion. */
void cf_text_steps(struct cf_table *table, struct cf_page *page,
                   const struct cf_evaluation *evaluation);

/* The rows of detail of a criterion: observations as stated, level, margin. */
void cf_text_details(struct cf_table *table, struct cf_page *page,
                     const struct cf_evaluation *evaluation,
                     const struct cf_criterion_result *result);

/* What follows the table: the first "No", who could clear it, what is not known, the sources. */
void cf_text_ending(struct cf_page *page, const struct cf_evaluation *evaluation);

/* "Travel time: 70 min (2006), needs at most 60 min". */
const char *cf_text_finding(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result);

/* A number and a noun: "1 step", "3 steps". */
const char *cf_text_count(struct cf_page *page, size_t count, const char *noun);

#endif
