/* libyaml's syntax errors, in our words and at the place where the mending has to be done. */
#ifndef CF_LOAD_SYNTAX_H
#define CF_LOAD_SYNTAX_H

#include <yaml.h>

#include "load/marks.h"
#include "load/tree.h"

/* Where and how libyaml stopped. */
struct cf_stop {
    const yaml_parser_t *parser;
    struct cf_marks *marks;
    const struct cf_node *open;   /* the list or mapping in brackets around it; NULL: none */
    const struct cf_node *quoted; /* the text in quotes that came last; NULL: another node did */
};

/* Returns the offset where libyaml stopped. */
uint32_t cf_syntax_report(struct cf_reading *reading, const struct cf_stop *stop);

#endif
