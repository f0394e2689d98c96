/* Parts of a result in JSON that stand in several places. */
#ifndef CF_OUTPUT_RESULT_JSON_H
#define CF_OUTPUT_RESULT_JSON_H

#include <clusterflow/engine.h>

#include "output/json.h"

/* The end of a document: the inputs that were left out, as they were named. Sends what is left and
 * returns the status of the whole. */
enum cf_status cf_json_end(struct cf_json *json, const char *const *refused, size_t refused_count);

/* A criterion with what was found about it; with `explained` also what was looked at. */
void cf_json_criterion(struct cf_json *json, const struct cf_criterion_result *result,
                       bool explained);

/* What a criterion asks for: the keys from `test` to `unit`. */
void cf_json_asked(struct cf_json *json, const struct cf_criterion_result *result);

/* A list of observations, keyed by the words stated; with `use` also why each was not used. */
void cf_json_evidence(struct cf_json *json, const struct cf_evidence *evidence, size_t count,
                      const struct cf_index *own, bool use);

/* A class of actors with those that are named. */
void cf_json_candidates(struct cf_json *json, const struct cf_candidates *candidates);

/* What is known of an index: a number, a flag, a text, an interval, a list, or null. */
void cf_json_known(struct cf_json *json, const struct cf_index *index,
                   const struct cf_value *value);

#endif
