/* What all documents have in common: how they begin, their sources, their words. */
#ifndef CF_LOAD_DOCUMENT_H
#define CF_LOAD_DOCUMENT_H

#include "load/record.h"
#include "load/shape.h"

/* CF_NO_MEMORY, where there is no memory for a document that would own the input. */
enum cf_status cf_no_document(const struct cf_input *input);

/*
 * Begins the work on a file: takes it into the arena, scans and parses it and checks its first
 * key against the kind, such as "city/1", or any kind where that is NULL. NULL: there is nothing to
 * read (reported, or no memory).
 */
const struct cf_node *cf_reading_begin(struct cf_reading *reading, const struct cf_input *input,
                                       const char *kind);

/* Frees the tree and what else is of no use behind the reading. Messages keep their places. */
void cf_reading_release(struct cf_reading *reading);

/* Ends it: releases, and settles the messages. CF_OK when the document can be used. */
enum cf_status cf_reading_end(struct cf_reading *reading);

/* Reads `sources` of a document into reading->citations, before anything can cite them. */
void cf_read_citations(struct cf_reading *reading, const struct cf_node *root);

/* Fields of a record that holds a struct cf_vocabulary; `extra` points to the word's table. */
cf_field_reader cf_read_units;
cf_field_reader cf_read_actor_classes;
cf_field_reader cf_read_factors;
cf_field_reader cf_read_indices;

#endif
