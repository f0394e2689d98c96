/* Rules as text: the list of all, and the page of one. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/columns.h"
#include "output/explain.h"
#include "output/rule_words.h"

enum { INDENT = 2, GAP = 2 };

static enum cf_paint severity_paint(enum cf_severity severity)
{
    static const enum cf_paint paints[] = {
        [CF_NOTE] = CF_PAINT_NONE,
        [CF_WARNING] = CF_PAINT_YELLOW,
        [CF_ERROR] = CF_PAINT_RED,
    };
    return paints[severity];
}

/* ---- the list ---- */

/* "error", or "error*" for what only a check looks for. */
static const char *standing_words(struct cf_page *page, const struct cf_rule *rule)
{
    return cf_page_format(page, "%s%s", cf_severity_word(rule->severity),
                          rule->check_only ? "*" : "");
}

static void write_wide_row(struct cf_page *page, const struct cf_rule *rule, size_t ids)
{
    enum { STANDING = 8 };
    size_t before = INDENT + ids + GAP + STANDING + GAP;
    struct cf_cell cells[] = {
        { rule->id, ids, INDENT, CF_PAINT_NONE },
        { standing_words(page, rule), STANDING, GAP, severity_paint(rule->severity) },
        { rule->sentence, cf_page_measure(page) - before, GAP, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 3);
}

static void write_narrow_row(struct cf_page *page, const struct cf_rule *rule)
{
    cf_page_blanks(page, INDENT);
    cf_page_text(page, CF_PAINT_NONE, rule->id);
    cf_page_text(page, CF_PAINT_NONE, ", ");
    cf_page_text(page, severity_paint(rule->severity), standing_words(page, rule));
    cf_page_newline(page);
    cf_page_paragraph(page, INDENT + GAP, CF_PAINT_NONE, rule->sentence);
}

static size_t widest_id(const struct cf_rule *rules, size_t count)
{
    size_t widest = 1;
    for (size_t i = 0; i < count; i++)
        widest = strlen(rules[i].id) > widest ? strlen(rules[i].id) : widest;
    return widest;
}

enum cf_status cf_write_rule_list(const struct cf_sink *sink, const struct cf_style *style)
{
    enum { NARROW = 72 };
    struct cf_page page;
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    size_t ids = widest_id(rules, count);
    cf_page_init(&page, style);
    cf_page_paragraph(&page, 0, CF_PAINT_NONE,
                      "An error refuses the file. What bears a * is found by check alone and "
                      "refuses nothing.");
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !cf_rule_same_family(&rules[i - 1], &rules[i])) {
            cf_page_newline(&page);
            cf_page_paragraph(&page, 0, CF_PAINT_BOLD, cf_rule_family_words(&rules[i]));
        }
        if (page.style.width < NARROW)
            write_narrow_row(&page, &rules[i]);
        else
            write_wide_row(&page, &rules[i], ids);
    }
    return cf_page_send(&page, sink);
}

/* ---- the page of a rule ---- */

static bool is_of_family(const struct cf_rule *rule, const char *family)
{
    return strncmp(rule->id, family, strlen(family)) == 0 && rule->id[strlen(family)] == '-';
}

/* What running a suite finds, not reading it. */
static bool is_of_test(const struct cf_rule *rule)
{
    return strcmp(rule->id, "suite-failed") == 0 || strcmp(rule->id, "suite-pending") == 0;
}

static const char *effect_words(const struct cf_rule *rule)
{
    if (is_of_test(rule))
        return "test looks for it";
    if (rule->check_only)
        return "only check looks for it";
    if (!cf_rule_refuses(rule))
        return "refuses nothing";
    if (is_of_family(rule, "suite")) /* suites are not evaluated */
        return "a suite that breaks it is refused";
    if (is_of_family(rule, "what")) /* stands in no file */
        return "nothing is evaluated";
    return "eval refuses a file that breaks it, too";
}

static const char *silence_words(struct cf_page *page, const struct cf_rule *rule)
{
    if (strcmp(rule->id, "suite-failed") == 0)
        return "by 'pending' in the case, with a reason";
    if (cf_rule_refuses(rule) || is_of_test(rule))
        return "not possible";
    if (is_of_family(rule, "allow")) /* it is about the comments that silence others */
        return cf_page_format(page, "check --skip %s", rule->id);
    return cf_page_format(page,
                          "\"# clusterflow: allow %s -- reason\" on the line or above it, or "
                          "check --skip %s",
                          rule->id, rule->id);
}

/* As it stands; what does not fit goes on below, further in. */
static void write_code_line(struct cf_page *page, const char *line)
{
    enum { CODE = 4 };
    size_t indent = CODE + strspn(line, " "), most = page->style.width / 2;
    cf_page_hanging(page, indent < most ? indent : most, line);
}

static void write_example(struct cf_page *page, const char *heading, const char *example)
{
    cf_explain_heading(page, heading);
    while (*example) {
        size_t length = strcspn(example, "\n");
        const char *line = cf_arena_copy(&page->arena, example, length);
        write_code_line(page, cf_clean_literal(&page->arena, line));
        example += length + (example[length] == '\n');
    }
}

enum cf_status cf_write_rule_page(const struct cf_sink *sink, const struct cf_rule *rule,
                                  const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    cf_explain_title(&page, rule->id, "rule", rule->sentence);
    cf_explain_line(
        &page, "Severity",
        cf_page_format(&page, "%s; %s", cf_severity_word(rule->severity), effect_words(rule)));
    cf_explain_line(&page, "Why", rule->why ? rule->why : "");
    cf_explain_line(&page, "Silence", silence_words(&page, rule));
    const char *context = cf_rule_context_words(rule);
    if (rule->bad && context)
        write_example(&page, cf_page_format(&page, "Wrong, as %s", context), rule->bad);
    if (rule->good)
        write_example(&page, "Right", rule->good);
    return cf_page_send(&page, sink);
}
