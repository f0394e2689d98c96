#include "output/rule_words.h"

#include <string.h>

struct pair {
    const char *name, *words;
};

static const char *find(const struct pair *pairs, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(pairs[i].name) == length && memcmp(pairs[i].name, name, length) == 0)
            return pairs[i].words;
    return NULL;
}

size_t cf_rule_family_length(const struct cf_rule *rule)
{
    return strcspn(rule->id, "-");
}

bool cf_rule_same_family(const struct cf_rule *a, const struct cf_rule *b)
{
    size_t length = cf_rule_family_length(a);
    return length == cf_rule_family_length(b) && memcmp(a->id, b->id, length) == 0;
}

const char *cf_rule_family_words(const struct cf_rule *rule)
{
    static const struct pair families[] = {
        { "file", "Whether files can be read" },
        { "yaml", "What no file may hold, whatever it is for" },
        { "format", "Keys, types and words of every kind of file" },
        { "catalog", "Catalogs, and the words that a flowchart adds" },
        { "chart", "Flowcharts" },
        { "city", "Cities" },
        { "suite", "Suites" },
        { "what", "What-ifs of the command line" },
        { "allow", "Comments that allow what a rule finds" },
    };
    const char *words =
        find(families, sizeof families / sizeof *families, rule->id, cf_rule_family_length(rule));
    return words ? words : "Other rules";
}

const char *cf_rule_context_words(const struct cf_rule *rule)
{
    static const struct pair contexts[] = {
        { "file", "a whole file" },
        { "catalog", "keys of a catalog" },
        { "units", "units of a catalog" },
        { "indices", "indices of a catalog" },
        { "chart", "keys of a flowchart" },
        { "steps", "steps of a flowchart" },
        { "criteria", "criteria of a step" },
        { "city", "keys of a city" },
        { "indicators", "indicators of a city" },
        { "suite", "keys of a suite" },
        { "cases", "cases of a suite" },
        { "command", "a command line" },
    };
    if (!rule->context)
        return NULL;
    const char *words =
        find(contexts, sizeof contexts / sizeof *contexts, rule->context, strlen(rule->context));
    return words ? words : rule->context;
}

const char *cf_severity_word(enum cf_severity severity)
{
    static const char *const words[] = {
        [CF_NOTE] = "note",
        [CF_WARNING] = "warning",
        [CF_ERROR] = "error",
    };
    return words[severity];
}
