/* What people write instead of what the format wants, and what to tell them. Static texts. */
#ifndef CF_BASE_HINT_H
#define CF_BASE_HINT_H

#include <stdbool.h>

/* How to mend a text that is not a number, a year, a flag. `plain`: it has no quotes. */
const char *cf_number_hint(const char *text, bool plain);
const char *cf_year_hint(const char *text, bool plain);
const char *cf_flag_hint(const char *text, bool plain);

/* The flag that a boolean word of YAML 1.1 means: "true", "false"; NULL: it is none. */
const char *cf_flag_meant(const char *text);

#endif
