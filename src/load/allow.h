/* Comments that allow something: "# clusterflow: allow RULE -- reason". */
#ifndef CF_LOAD_ALLOW_H
#define CF_LOAD_ALLOW_H

#include "load/tree.h"

/*
 * Adds those of the file at hand to the list, in the order of the file. `root` is its tree: what
 * looks like a comment inside a text is none.
 */
void cf_read_allowances(struct cf_reading *reading, const struct cf_node *root,
                        struct cf_allowance_list *list);

#endif
