/* What a file says it is by its first key. */
#ifndef CF_LOAD_KIND_H
#define CF_LOAD_KIND_H

#include "load/document.h"

/* Is the file of that kind, such as "city/1", or of any kind where that is NULL? Reports it if not.
 */
bool cf_check_kind(struct cf_reading *reading, const struct cf_node *root, const char *kind);

#endif
