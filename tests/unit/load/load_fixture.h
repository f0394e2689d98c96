/* A file that is being read, for tests of the parts of the loader. */
#ifndef LOAD_FIXTURE_H
#define LOAD_FIXTURE_H

#include "base/diag.h"
#include "load/tree.h"

struct load_fixture {
    struct cf_arena arena;
    struct cf_reading reading;
};

/* Begins to read a text of `length` bytes. */
void load_begin(struct load_fixture *fixture, const char *bytes, size_t length);

/* Begins with a text, scans and parses it. */
const struct cf_node *load_tree(struct load_fixture *fixture, const char *text);

void load_end(struct load_fixture *fixture);

/* Settles the messages; message i is "line:column:width rule". */
void assert_diag(struct load_fixture *fixture, size_t i, const char *expected);
void assert_diag_count(struct load_fixture *fixture, size_t count);

#endif
