/* libyaml's syntax errors, in our words and at the place where the mending has to be done. */
#ifndef CF_LOAD_SYNTAX_H
#define CF_LOAD_SYNTAX_H

#include <yaml.h>

#include "load/tree.h"

void cf_syntax_report(struct cf_reading *reading, const yaml_parser_t *parser);

#endif
