/*
 * The rules that an input can break, numbered. They stand in rules_FAMILY.inc, one table, from
 * which the enumeration here, the public table and with it all that is told about rules are made:
 *
 *     RULE(NAME, "id", SEVERITY, WHERE_REPORTED, "sentence", "why", "context", "bad", "good")
 *
 * SEVERITY is NOTE, WARNING or ERROR. WHERE_REPORTED is EVERYWHERE, or CHECK_ONLY for what only
 * `check` looks for. The texts are those of struct cf_rule. A family is the word before the first
 * hyphen of the id.
 */
#ifndef CF_BASE_RULES_H
#define CF_BASE_RULES_H

enum cf_rule_id {
#define RULE(name, ...) CF_R_##name,
#include "base/rules.inc"
#undef RULE
    CF_R_COUNT
};

#endif
