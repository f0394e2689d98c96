/* Critical levels of flags, levels and categories as the words of the chart. */
#ifndef CF_OUTPUT_THRESHOLD_H
#define CF_OUTPUT_THRESHOLD_H

#include <clusterflow/engine.h>

/* How many words the critical level has: one, or those of one_of. */
size_t cf_threshold_count(const struct cf_criterion_result *result);

/* Word i of it, as in the chart; under --threshold, as set. */
const char *cf_threshold_word(const struct cf_criterion_result *result, size_t i);

/* Name of member i of a flag ("false", "true"), level or category. */
const char *cf_member_name(const struct cf_index *index, size_t i);

/* How many members a set has, and the number of its i-th. */
size_t cf_member_count(uint64_t members);
size_t cf_member_at(uint64_t members, size_t i);

#endif
