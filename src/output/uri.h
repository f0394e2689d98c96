/* Names of files as references of the kind that RFC 3986 describes. */
#ifndef CF_OUTPUT_URI_H
#define CF_OUTPUT_URI_H

#include <stdbool.h>

#include "base/arena.h"

/* The name without "./" before it. */
const char *cf_path_without_dot(const char *file);

/* Whether a name begins at the root and so becomes a whole URI, "file:///...". */
bool cf_uri_is_absolute(const char *file);

/* The reference, percent-encoded byte by byte, without "./" before it; NULL when memory fails. */
const char *cf_uri_of_file(struct cf_arena *arena, const char *file);

#endif
