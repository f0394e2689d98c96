/* The parts of an evaluation. */
#ifndef CF_ENGINE_EVALUATION_H
#define CF_ENGINE_EVALUATION_H

#include "engine/select.h"

/* The distance of a value from the nearest edge of what is accepted. */
struct cf_margin cf_margin_of(const struct cf_value *value, const struct cf_value *accepted);

/*
 * What was used for a finding, and everything that was looked at. Each returns false when memory
 * fails; *count is 0 before.
 */
bool cf_list_evidence(const struct cf_question *question, const struct cf_finding *finding,
                      const struct cf_evidence **list, size_t *count);
bool cf_list_considered(const struct cf_question *question, const struct cf_finding *finding,
                        const struct cf_evidence **list, size_t *count);

/* Lists who could clear the step; leaves the list empty and sets arena->failed when memory fails.
 */
void cf_list_actors(const struct cf_question *question, const struct cf_program_step *step,
                    struct cf_evaluation *evaluation);

#endif
