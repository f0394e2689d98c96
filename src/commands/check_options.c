#include "commands/check_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/files.h"

enum { KEY_STRICT = 256, KEY_ONLY, KEY_SKIP, KEY_REPORT, KEY_COLOR, KEY_ASCII };

/* By enum cf_findings_format. */
static const char *const formats[] = { "text", "gcc", "json", "sarif", "github", "junit", NULL };

const struct option_spec check_options[] = {
    { 'c', "chart", "CHART",
      "hold cities against this flowchart instead of their\nown; may be repeated" },
    { KEY_STRICT, "strict", NULL, "warnings are errors" },
    { KEY_ONLY, "only", "RULE",
      "of what only check looks for, tell this rule or\n"
      "family of rules; also RULE,RULE; may be repeated" },
    { KEY_SKIP, "skip", "RULE", "leave out this rule or family; like --only" },
    { 'f', "format", "FORMAT", "text (default), gcc, json, sarif, github or junit", formats },
    { KEY_REPORT, "report", "FORMAT=FILE", "write to FILE in this format, too; may be repeated",
      formats },
    { 'o', "output", "FILE", "write to FILE, which appears when it is whole" },
    { KEY_COLOR, "color", "WHEN", "auto (default), always or never", color_words },
    { KEY_ASCII, "ascii", NULL, "no symbols and lines beyond ASCII" },
    { 'v', "verbose", NULL, "tell what was checked, on standard error" },
    { 0 },
};

/* ---- options ---- */

static bool take_format(struct check_settings *settings, const char *value)
{
    int format = take_word("format", formats, value);
    if (format >= 0)
        settings->format = (enum cf_findings_format)format;
    return format >= 0;
}

static bool take_color(struct check_settings *settings, const char *value)
{
    settings->color = value;
    return take_word("color", color_words, value) >= 0;
}

static bool add_report(struct check_settings *settings, int format, const char *path)
{
    struct report_request *reports =
        realloc(settings->reports, (settings->report_count + 1) * sizeof *reports);
    if (!reports) {
        out_of_memory();
        return false;
    }
    settings->reports = reports;
    settings->reports[settings->report_count++] =
        (struct report_request){ (enum cf_findings_format)format, path };
    return true;
}

static bool take_report(struct check_settings *settings, const char *value)
{
    const char *equals = strchr(value, '=');
    if (!equals || !equals[1] || strcmp(equals + 1, "-") == 0) {
        usage_error("--report takes FORMAT=FILE, not '%s'", value);
        return false;
    }
    char *word = text_format("%.*s", (int)(equals - value), value);
    int format = word ? take_word("report", formats, word) : -1;
    if (!word)
        out_of_memory();
    free(word);
    return format >= 0 && add_report(settings, format, equals + 1);
}

bool check_take_option(void *payload, int key, const char *value)
{
    struct check_settings *settings = payload;
    switch (key) {
    case 'c': return add_value(&settings->charts, value);
    case KEY_STRICT: return settings->strict = true;
    case KEY_ONLY: return add_value(&settings->only, value);
    case KEY_SKIP: return add_value(&settings->skip, value);
    case 'f': return take_format(settings, value);
    case KEY_REPORT: return take_report(settings, value);
    case 'o': settings->output = value; return true;
    case KEY_COLOR: return take_color(settings, value);
    case KEY_ASCII: return settings->ascii = true;
    case 'v': return settings->verbose = true;
    default: return false;
    }
}

void check_settings_release(struct check_settings *settings)
{
    free(settings->charts.items);
    free(settings->only.items);
    free(settings->skip.items);
    free(settings->reports);
    free(settings->chosen);
}

/* ---- choosing rules ---- */

/* A rule's id, or the word before its first hyphen, which is its family's. */
static bool is_named(const struct cf_rule *rule, const char *word, size_t length)
{
    size_t family = strcspn(rule->id, "-");
    return (length == strlen(rule->id) || length == family) && strncmp(rule->id, word, length) == 0;
}

enum { FAMILY_SIZE = 32 };

/* Says that there is no such rule, and which was probably meant. */
static void report_word(const char *option, const char *word)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    const char **words = malloc(2 * count * sizeof *words);
    char(*families)[FAMILY_SIZE] = malloc(count * sizeof *families);
    const char *near = NULL;
    for (size_t i = 0; words && families && i < count; i++) {
        snprintf(families[i], FAMILY_SIZE, "%.*s", (int)strcspn(rules[i].id, "-"), rules[i].id);
        words[i] = families[i];
        words[count + i] = rules[i].id;
    }
    if (words && families)
        near = cf_nearest(word, words, 2 * count);
    if (!words || !families)
        out_of_memory();
    else if (near)
        usage_error("--%s: no rule '%s'; did you mean '%s'?", option, word, near);
    else
        usage_error("--%s: no rule and no family of rules is '%s'", option, word);
    free(words);
    free(families);
}

/* Sets the mark of each rule that the word names. Returns an exit status. */
static int mark_word(const char *option, const char *word, size_t length, bool *marks, bool skip)
{
    size_t count, found = 0, refusing = 0;
    const struct cf_rule *rules = cf_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (is_named(&rules[i], word, length)) {
            marks[i] = true;
            found++;
            refusing += cf_rule_refuses(&rules[i]);
        }
    if (found && !(skip && refusing == found))
        return EXIT_DONE;
    char *text = text_format("%.*s", (int)length, word);
    if (!text)
        return out_of_memory();
    if (found)
        usage_error("--%s: '%s' refuses a file in every command and is always told", option, text);
    else
        report_word(option, text);
    free(text);
    return EXIT_USAGE;
}

static int mark_all(const char *option, const struct values *values, bool *marks, bool skip)
{
    for (size_t i = 0; i < values->count; i++)
        for (const char *word = values->items[i];;) {
            size_t length = strcspn(word, ",");
            int status = mark_word(option, word, length, marks, skip);
            if (status != EXIT_DONE)
                return status;
            if (!word[length])
                break;
            word += length + 1;
        }
    return EXIT_DONE;
}

int check_choose_rules(struct check_settings *settings)
{
    size_t count;
    cf_rules(&count);
    settings->chosen = calloc(count, sizeof *settings->chosen);
    bool *skipped = calloc(count, sizeof *skipped);
    if (!settings->chosen || !skipped) {
        free(skipped);
        return out_of_memory();
    }
    int status = mark_all("only", &settings->only, settings->chosen, false);
    if (status == EXIT_DONE)
        status = mark_all("skip", &settings->skip, skipped, true);
    for (size_t i = 0; i < count && status == EXIT_DONE; i++)
        settings->chosen[i] = (settings->chosen[i] || !settings->only.count) && !skipped[i];
    free(skipped);
    return status;
}
