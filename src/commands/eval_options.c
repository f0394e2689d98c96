#include "commands/eval_options.h"

#include <stdlib.h>
#include <string.h>

const char *const eval_kinds[] = { "actual", "estimate", "target", "plan", "opinion", NULL };
const char *const eval_verdicts[] = { "bottleneck", "undecided", "clear", NULL };

static bool take_year(const char *option, const char *value, int lowest, int *out)
{
    if (parse_year(value, out) && *out >= lowest)
        return true;
    usage_error("--%s takes a number from %d to 9999, not '%s'", option, lowest, value);
    return false;
}

static bool take_accept(struct eval_settings *settings, const char *value)
{
    int kind = take_word("accept", eval_kinds, value);
    if (kind >= 0)
        settings->options.accept |= 1u << kind;
    return kind >= 0;
}

static bool take_fail_on(struct eval_settings *settings, const char *value)
{
    int word = take_word("fail-on", eval_verdicts, value);
    if (word >= 0)
        settings->fail_on |= 1u << (CF_BOTTLENECK + word);
    return word >= 0;
}

static bool take_format(struct eval_settings *settings, const char *value)
{
    int format = take_word("format", settings->formats, value);
    if (format >= 0)
        settings->format = (unsigned)format;
    return format >= 0;
}

static bool take_color(struct eval_settings *settings, const char *value)
{
    settings->color = value;
    return take_word("color", color_words, value) >= 0;
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
