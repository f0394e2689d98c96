#include "base/rules.h"

#include <clusterflow/base.h>

static const struct cf_rule rules[CF_R_COUNT] = {
#define CF_RULE_ROW(name, id, severity, sentence) { id, CF_##severity, sentence },
    CF_RULE_LIST(CF_RULE_ROW)
#undef CF_RULE_ROW
};

const struct cf_rule *cf_rules(size_t *count)
{
    *count = CF_R_COUNT;
    return rules;
}

const char *cf_version(void)
{
    return CF_VERSION;
}
