/* The tool and its rules, as SARIF describes them. All texts come from the table of rules. */
#include <string.h>

#include "output/sarif.h"

static void write_message(struct cf_json *json, const char *key, const char *text)
{
    cf_json_key(json, key);
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "text", text);
    cf_json_close(json, '}');
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

static const char *silencing(const struct cf_rule *rule, struct cf_arena *arena, bool markdown)
{
    const char *quote = markdown ? "`" : "'";
    if (cf_rule_refuses(rule))
        return "What breaks this rule is refused; it cannot be allowed.";
    return cf_arena_format(arena,
                           "A comment %s# clusterflow: allow %s -- reason%s on or above the "
                           "line allows it.",
                           quote, rule->id, quote);
}

/* The lines of an example; `language` is for a block of Markdown, NULL in plain text. */
static const char *example(struct cf_arena *arena, const char *title, const char *lines,
                           const char *language)
{
    if (!lines)
        return "";
    const char *end = *lines && lines[strlen(lines) - 1] == '\n' ? "" : "\n";
    return language
               ? cf_arena_format(arena, "%s:\n\n```%s\n%s%s```\n\n", title, language, lines, end)
               : cf_arena_format(arena, "%s:\n\n%s%s\n", title, lines, end);
}

static const char *help(const struct cf_rule *rule, struct cf_arena *arena, bool markdown)
{
    bool command = rule->context && strcmp(rule->context, "command") == 0;
    const char *language = !markdown ? NULL : command ? "sh" : "yaml";
    const char *context = cf_rule_context_words(rule);
    const char *wrong = context ? cf_arena_format(arena, "Wrong, as %s", context) : "Wrong";
    const char *bad = example(arena, or_nothing(wrong), rule->bad, language);
    const char *good = example(arena, "Right", rule->good, language);
    return cf_arena_format(arena, "%s\n\n%s%s%s%s%s", rule->sentence, or_nothing(rule->why),
                           rule->why ? "\n\n" : "", or_nothing(bad), or_nothing(good),
                           or_nothing(silencing(rule, arena, markdown)));
}

static void write_help(struct cf_json *json, const struct cf_rule *rule, struct cf_arena *arena)
{
    cf_json_key(json, "help");
    cf_json_open(json, '{');
    cf_json_key_text(json, "text", or_nothing(help(rule, arena, false)));
    cf_json_key_text(json, "markdown", or_nothing(help(rule, arena, true)));
    cf_json_close(json, '}');
}

/* The words that GitHub knows for how bad a finding is. */
static const char *problem_severity(const struct cf_rule *rule)
{
    static const char *const words[] = {
        [CF_NOTE] = "recommendation",
        [CF_WARNING] = "warning",
        [CF_ERROR] = "error",
    };
    return words[rule->severity];
}

static void write_properties(struct cf_json *json, const struct cf_rule *rule,
                             struct cf_arena *arena)
{
    const char *family = cf_arena_copy(arena, rule->id, cf_rule_family_length(rule));
    cf_json_key(json, "properties");
    cf_json_open_inline(json, '{');
    cf_json_key(json, "tags");
    cf_json_open(json, '[');
    cf_json_text(json, or_nothing(family));
    cf_json_close(json, ']');
    cf_json_key_text(json, "problem.severity", problem_severity(rule));
    cf_json_key_flag(json, "refuses", cf_rule_refuses(rule));
    cf_json_close(json, '}');
}

static void write_rule(struct cf_json *json, const struct cf_rule *rule, struct cf_arena *arena)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", rule->id);
    write_message(json, "shortDescription", rule->sentence);
    write_message(json, "fullDescription", rule->why ? rule->why : rule->sentence);
    write_help(json, rule, arena);
    cf_json_key(json, "defaultConfiguration");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "level", cf_severity_word(rule->severity));
    cf_json_close(json, '}');
    write_properties(json, rule, arena);
    cf_json_close(json, '}');
}

void cf_sarif_write_tool(struct cf_sarif *sarif)
{
    struct cf_json *json = &sarif->json;
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    cf_json_key(json, "tool");
    cf_json_open(json, '{');
    cf_json_key(json, "driver");
    cf_json_open(json, '{');
    cf_json_key_text(json, "name", "clusterflow");
    cf_json_key_text(json, "version", cf_version());
    cf_json_key_text(json, "semanticVersion", cf_version());
    cf_json_key(json, "rules");
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        write_rule(json, &rules[i], &sarif->arena);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
    cf_json_close(json, '}');
}
