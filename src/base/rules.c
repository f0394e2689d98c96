#include "base/rules.h"

#include <string.h>

#include <clusterflow/base.h>

/* The words of the column WHERE_REPORTED. */
enum { RULE_EVERYWHERE, RULE_CHECK_ONLY };

static const struct cf_rule rules[CF_R_COUNT] = {
#define RULE(name, id, severity, reported, sentence, why, context, bad, good)                      \
    { id, CF_##severity, RULE_##reported, sentence, why, context, bad, good },
#include "base/rules.inc"
#undef RULE
};

const struct cf_rule *cf_rules(size_t *count)
{
    *count = CF_R_COUNT;
    return rules;
}

const struct cf_rule *cf_rule_find(const char *id)
{
    for (size_t i = 0; i < CF_R_COUNT; i++)
        if (strcmp(rules[i].id, id) == 0)
            return &rules[i];
    return NULL;
}

bool cf_rule_refuses(const struct cf_rule *rule)
{
    return rule->severity == CF_ERROR && !rule->check_only;
}

const char *cf_version(void)
{
    return CF_VERSION;
}
