/* What the explanations in JSON share. */
#ifndef CF_OUTPUT_EXPLAIN_JSON_H
#define CF_OUTPUT_EXPLAIN_JSON_H

#include <clusterflow/analysis.h>

#include "output/json.h"

/* Begins a thing that is explained, `first` or behind others, with its kind and id. */
void cf_json_begin_explained(struct cf_json *json, const struct cf_sink *sink, bool first,
                             const char *kind, const char *id);

/* Ends it and returns the status of the whole. */
enum cf_status cf_json_end_explained(struct cf_json *json);

/* A key and a list of ids in one line. */
void cf_json_key_ids(struct cf_json *json, const char *key, const struct cf_text_list *ids);

/* The keys `source` and `where`: the id of the document and the place in it; null for none. */
void cf_json_place(struct cf_json *json, const struct cf_citation *source, const char *where);

#endif
