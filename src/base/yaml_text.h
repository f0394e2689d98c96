/* Texts on their way into YAML. */
#ifndef CF_BASE_YAML_TEXT_H
#define CF_BASE_YAML_TEXT_H

#include "base/arena.h"

/* The text as a scalar: plain where YAML can read it in no other way, in braces, too, else in
 * double quotes. NULL when memory fails. */
const char *cf_yaml_text(struct cf_arena *arena, const char *text);

#endif
