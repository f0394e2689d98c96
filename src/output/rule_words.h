/* What is told about rules beside their own texts. */
#ifndef CF_OUTPUT_RULE_WORDS_H
#define CF_OUTPUT_RULE_WORDS_H

#include <clusterflow/base.h>

/* The length of the family's name: the word before the first hyphen of the id. */
size_t cf_rule_family_length(const struct cf_rule *rule);
bool cf_rule_same_family(const struct cf_rule *a, const struct cf_rule *b);

/* What the rule's family is about: "What no YAML may hold, whatever it is for". */
const char *cf_rule_family_words(const struct cf_rule *rule);

/* Which part of a file the examples are: "criteria of a step"; NULL: the rule has none. */
const char *cf_rule_context_words(const struct cf_rule *rule);

/* "error", "warning" or "note". */
const char *cf_severity_word(enum cf_severity severity);

#endif
