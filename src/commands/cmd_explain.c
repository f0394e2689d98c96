#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/product.h"

static int run_explain(const struct command *command, int argc, char **argv);

enum { KEY_COLOR = 256, KEY_ASCII };

static const struct option_spec options[] = {
    { 'f', "format", "FORMAT", "text (default) or json" },
    { 'o', "output", "FILE", "write to FILE, which appears when it is whole" },
    { KEY_COLOR, "color", "WHEN", "auto (default), always or never" },
    { KEY_ASCII, "ascii", NULL, "no symbols and lines beyond ASCII" },
    { 0 },
};

const struct command command_explain = {
    "explain",
    "tell what a rule means",
    "[RULE]",
    "Tells what a rule that a message names in brackets asks for, why, by which\n"
    "examples, and how to silence it. Without a word: all rules.\n",
    options,
    run_explain,
};

struct settings {
    bool json, ascii;
    const char *output, *color;
};

static bool take_format(struct settings *settings, const char *value)
{
    static const char *const formats[] = { "text", "json", NULL };
    int format = take_word("format", formats, value);
    settings->json = format == 1;
    return format >= 0;
}

static bool take_color(struct settings *settings, const char *value)
{
    static const char *const words[] = { "auto", "always", "never", NULL };
    settings->color = value;
    return take_word("color", words, value) >= 0;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct settings *settings = payload;
    switch (key) {
    case 'f': return take_format(settings, value);
    case 'o': settings->output = value; return true;
    case KEY_COLOR: return take_color(settings, value);
    case KEY_ASCII: return settings->ascii = true;
    default: return false;
    }
}

static enum cf_status write_rules_json(const struct cf_sink *sink, const struct cf_rule *only)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    enum cf_status status = cf_write_explain_json_begin(sink);
    bool first = true;
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        if (only && only != &rules[i])
            continue;
        status = cf_write_explain_json_rule(sink, &rules[i], first);
        first = false;
    }
    return status == CF_OK ? cf_write_explain_json_end(sink) : status;
}

static enum cf_status write_rules(const struct settings *settings, struct product *product,
                                  const struct cf_rule *rule)
{
    struct cf_sink sink = product_sink(product);
    struct cf_style style = style_for(product->stream, settings->color);
    style.ascii = settings->ascii;
    if (settings->json)
        return write_rules_json(&sink, rule);
    return rule ? cf_write_rule_page(&sink, rule, &style) : cf_write_rule_list(&sink, &style);
}

static int explain(const struct settings *settings, const char *word)
{
    struct product product;
    const struct cf_rule *rule = word ? cf_rule_find(word) : NULL;
    if (word && !rule) {
        complain("there is no rule '%s'", word);
        return EXIT_INPUT;
    }
    if (!product_open(&product, settings->output))
        return EXIT_MACHINE;
    enum cf_status status = write_rules(settings, &product, rule);
    if (status == CF_NO_MEMORY)
        complain("out of memory");
    int closed = product_close(&product, status == CF_OK);
    return worse(status == CF_OK ? EXIT_DONE : EXIT_MACHINE, closed);
}

static int run_explain(const struct command *command, int argc, char **argv)
{
    struct settings settings = { .color = "auto" };
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &settings);
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (argc > 2)
        return usage_error("explain takes one word, not also '%s'", argv[2]);
    return explain(&settings, argc > 1 ? argv[1] : NULL);
}
