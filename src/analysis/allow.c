/* Comments that allow what a rule finds. */
#include <string.h>

#include <clusterflow/analysis.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/suggest.h"

/* The comments that allow something, each once: a file that charts use is read with each of them.
 */
struct allowed {
    const struct cf_allowance **items;
    bool *used;
    size_t count;
    struct cf_map numbers; /* by key_of */
    struct cf_arena arena;
};

/* ---- collecting ---- */

/* What a comment and the findings that it allows have in common. */
static const char *key_of(struct allowed *allowed, const char *rule, unsigned line,
                          const char *file)
{
    return cf_arena_format(&allowed->arena, "%s %u %s", rule, line, file);
}

/* Does the comment name one rule that can be allowed, and why? Else it allows nothing. */
static bool is_well_formed(const struct cf_allowance *allowance)
{
    const struct cf_rule *rule = allowance->rule.text ? cf_rule_find(allowance->rule.text) : NULL;
    return rule && !cf_rule_refuses(rule) && allowance->reason.text;
}

static void add_comment(struct allowed *allowed, const struct cf_allowance *allowance)
{
    const char *key =
        key_of(allowed, allowance->rule.text, allowance->line, allowance->pos.source->name);
    uint32_t other = CF_MAP_NONE;
    if (!key || !cf_map_add(&allowed->numbers, key, strlen(key), (uint32_t)allowed->count, &other))
        allowed->arena.failed = true;
    else if (other == CF_MAP_NONE)
        allowed->items[allowed->count++] = allowance;
}

static void collect(struct allowed *allowed, const struct cf_allowance_list *lists, size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += lists[i].count;
    allowed->items = cf_arena_array(&allowed->arena, total, sizeof(*allowed->items));
    allowed->used = cf_arena_array(&allowed->arena, total, sizeof *allowed->used);
    for (size_t i = 0; i < count && !allowed->arena.failed; i++)
        for (size_t j = 0; j < lists[i].count; j++)
            if (is_well_formed(&lists[i].items[j]))
                add_comment(allowed, &lists[i].items[j]);
}

/* ---- applying ---- */

static enum cf_review judge(void *payload, const struct cf_diag *diag)
{
    struct allowed *allowed = payload;
    if (cf_rule_refuses(diag->rule) || !diag->line)
        return CF_KEEP;
    const char *key = key_of(allowed, diag->rule->id, diag->line, diag->file);
    uint32_t number = key ? cf_map_get(&allowed->numbers, key, strlen(key)) : CF_MAP_NONE;
    if (number == CF_MAP_NONE)
        return CF_KEEP;
    allowed->used[number] = true;
    return CF_DROP;
}

/* ---- what is wrong with the comments ---- */

static void report_unknown(struct cf_diags *diags, const struct cf_text *rule)
{
    struct cf_suggestion suggestion = { .text = rule->text, .guesses = cf_diags_guesses(diags) };
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    for (size_t i = 0; i < count; i++)
        cf_suggest(&suggestion, rules[i].id);
    cf_report(diags, CF_R_ALLOW_UNKNOWN_RULE, rule->pos, "there is no rule '%s'", rule->text);
    if (strpbrk(rule->text, " ,\t"))
        cf_report_hint(diags, "name one rule; several such comments may stand above a line");
    else
        cf_report_meant(diags, &suggestion, "name the rule that stands in brackets in the message");
}

static void report_malformed(struct cf_diags *diags, const struct cf_allowance *allowance)
{
    const struct cf_text *name = &allowance->rule;
    const struct cf_rule *rule = name->text ? cf_rule_find(name->text) : NULL;
    if (!name->text) {
        cf_report(diags, CF_R_ALLOW_UNKNOWN_RULE, allowance->pos, "this comment names no rule");
        cf_report_hint(diags, "write '# clusterflow: allow RULE -- reason'");
    } else if (!rule) {
        report_unknown(diags, name);
    } else if (cf_rule_refuses(rule)) {
        cf_report(diags, CF_R_ALLOW_REFUSED, name->pos,
                  "'%s' cannot be allowed: every command refuses a file for it", rule->id);
        cf_report_hint(diags, "mend what it finds, and delete the comment");
    } else {
        cf_report(diags, CF_R_ALLOW_REASON, allowance->pos, "'%s' is allowed without a reason",
                  rule->id);
        cf_report_hint(diags, "write the reason behind it: 'allow %s -- because ...'", rule->id);
    }
}

static void check_forms(const struct cf_allowance_list *lists, size_t count, struct cf_diags *diags)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < lists[i].count; j++)
            if (!is_well_formed(&lists[i].items[j]))
                report_malformed(diags, &lists[i].items[j]);
}

/* Findings that depend on which other files are there: to find none means little. */
static bool needs_company(const char *rule)
{
    return strcmp(rule, "catalog-unused-index") == 0 || strcmp(rule, "chart-no-actor") == 0;
}

static void report_unused(const struct allowed *allowed, struct cf_diags *diags)
{
    for (size_t i = 0; i < allowed->count; i++) {
        const struct cf_allowance *allowance = allowed->items[i];
        if (allowed->used[i] || needs_company(allowance->rule.text))
            continue;
        cf_report(diags, CF_R_ALLOW_UNUSED, allowance->pos, "'%s' finds nothing on line %u",
                  allowance->rule.text, allowance->line);
        cf_report_hint(diags, "delete the comment, or put it on or above the line of the finding");
    }
}

enum cf_status cf_apply_allowances(const struct cf_allowance_list *allowances, size_t count,
                                   enum cf_allow_talk talk, size_t from, struct cf_diags *diags)
{
    struct allowed allowed = { 0 };
    collect(&allowed, allowances, count);
    if (allowed.count)
        cf_diags_review(diags, from, judge, &allowed);
    if (talk >= CF_ALLOW_FORM)
        check_forms(allowances, count, diags);
    if (talk >= CF_ALLOW_USE)
        report_unused(&allowed, diags);
    cf_diags_settle(diags);
    bool failed = allowed.arena.failed || cf_diags_failed(diags);
    cf_map_release(&allowed.numbers);
    cf_arena_clear(&allowed.arena);
    return failed ? CF_NO_MEMORY : CF_OK;
}
