#include "commands/eval_options.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_SITE = 256,
    KEY_SITES,
    KEY_THRESHOLD,
    KEY_ACCEPT,
    KEY_MAX_AGE,
    KEY_FAIL_ON,
    KEY_COLOR,
    KEY_ASCII,
    KEY_EXPLAIN
};

const struct option_spec eval_options[] = {
    { 'c', "chart", "CHART", "walk this flowchart instead of the city's own;\nmay be repeated" },
    { 'y', "year", "Y", "ask for the year Y instead of the file's as_of" },
    { KEY_SITE, "site", "ID",
      "evaluate this site (park, district) instead of the\n"
      "city; may be repeated" },
    { KEY_SITES, "sites", NULL, "evaluate every site instead of the city" },
    { 's', "set", "INDEX=VALUE",
      "what if this were so? VALUE is a number, also with a\n"
      "unit, true, false, a level or a category" },
    { KEY_THRESHOLD, "threshold", "STEP/INDEX=VALUE",
      "what if this were the critical level, without\ntolerance? A..B for 'between', A,B for "
      "'one_of'" },
    { KEY_ACCEPT, "accept", "KIND",
      "let figures of this kind answer, too: target, plan,\n"
      "opinion; may be repeated" },
    { KEY_MAX_AGE, "max-age", "N", "use no figure that is more than N years old" },
    { KEY_FAIL_ON, "fail-on", "VERDICT",
      "exit with 1 if this is a verdict: bottleneck,\n"
      "undecided, clear; may be repeated" },
    { 'f', "format", "FORMAT", "text (default), json or jsonl, one result a line" },
    { 'o', "output", "FILE", "write to FILE, which appears when it is whole" },
    { KEY_COLOR, "color", "WHEN", "auto (default), always or never" },
    { KEY_ASCII, "ascii", NULL, "no symbols and lines beyond ASCII" },
    { 'v', "verbose", NULL, "show sources, margins and notes" },
    { 'q', "quiet", NULL, "one line for each result" },
    { KEY_EXPLAIN, "explain", NULL,
      "show every figure that was looked at, and why it was\n"
      "not used" },
    { 0 },
};

static bool take_year(const char *option, const char *value, int lowest, int *out)
{
    if (parse_year(value, out) && *out >= lowest)
        return true;
    usage_error("--%s takes a number from %d to 9999, not '%s'", option, lowest, value);
    return false;
}

static bool take_accept(struct eval_settings *settings, const char *value)
{
    static const char *const kinds[] = { "actual", "estimate", "target", "plan", "opinion", NULL };
    int kind = take_word("accept", kinds, value);
    if (kind >= 0)
        settings->options.accept |= 1u << kind;
    return kind >= 0;
}

static bool take_fail_on(struct eval_settings *settings, const char *value)
{
    static const char *const words[] = { "bottleneck", "undecided", "clear", NULL };
    int word = take_word("fail-on", words, value);
    if (word >= 0)
        settings->fail_on |= 1u << (CF_BOTTLENECK + word);
    return word >= 0;
}

static bool take_format(struct eval_settings *settings, const char *value)
{
    static const char *const formats[] = { "text", "json", "jsonl", NULL };
    int format = take_word("format", formats, value);
    if (format >= 0)
        settings->format = (enum eval_format)format;
    return format >= 0;
}

static bool take_color(struct eval_settings *settings, const char *value)
{
    static const char *const words[] = { "auto", "always", "never", NULL };
    settings->color = value;
    return take_word("color", words, value) >= 0;
}

bool eval_take_option(void *payload, int key, const char *value)
{
    struct eval_settings *settings = payload;
    switch (key) {
    case 'c': return add_value(&settings->charts, value);
    case 'y': return take_year("year", value, 1, &settings->options.year);
    case KEY_SITE: return add_value(&settings->sites, value);
    case KEY_SITES: return settings->all_sites = true;
    case 's': return add_value(&settings->sets, value);
    case KEY_THRESHOLD: return add_value(&settings->thresholds, value);
    case KEY_ACCEPT: return take_accept(settings, value);
    case KEY_MAX_AGE: return take_year("max-age", value, 0, &settings->options.max_age);
    case KEY_FAIL_ON: return take_fail_on(settings, value);
    case 'f': return take_format(settings, value);
    case 'o': settings->output = value; return true;
    case KEY_COLOR: return take_color(settings, value);
    case KEY_ASCII: return settings->ascii = true;
    case 'v': settings->verbose = 1; return true;
    case 'q': settings->verbose = -1; return true;
    case KEY_EXPLAIN: settings->verbose = 1; return settings->options.explain = true;
    default: return false;
    }
}

void eval_settings_release(struct eval_settings *settings)
{
    free(settings->charts.items);
    free(settings->sites.items);
    free(settings->sets.items);
    free(settings->thresholds.items);
}
