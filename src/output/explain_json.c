/* Explanations as JSON; docs/format.md, section 10, is the contract. */
#include "output/explain_json.h"

#include <clusterflow/output.h>

#include "output/rule_words.h"

enum { EXPLAINED_DEPTH = 2 };

/* ---- parts ---- */

void cf_json_begin_explained(struct cf_json *json, const struct cf_sink *sink, bool first,
                             const char *kind, const char *id)
{
    cf_json_init(json, sink, false, EXPLAINED_DEPTH, !first);
    cf_json_open(json, '{');
    cf_json_key_text(json, "kind", kind);
    cf_json_key_text(json, "id", id);
}

enum cf_status cf_json_end_explained(struct cf_json *json)
{
    cf_json_close(json, '}');
    return cf_json_flush(json);
}

void cf_json_key_ids(struct cf_json *json, const char *key, const struct cf_text_list *ids)
{
    cf_json_key(json, key);
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < ids->count; i++)
        cf_json_text(json, ids->items[i].text);
    cf_json_close(json, ']');
}

void cf_json_place(struct cf_json *json, const struct cf_citation *source, const char *where)
{
    cf_json_key_text(json, "source", source ? source->id.text : NULL);
    cf_json_key_text(json, "where", where);
}

/* ---- the document ---- */

enum cf_status cf_write_explain_json_begin(const struct cf_sink *sink)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", "clusterflow/explain/1");
    cf_json_key(&json, "explained");
    cf_json_open(&json, '[');
    return cf_json_flush(&json);
}

enum cf_status cf_write_explain_json_end(const struct cf_sink *sink)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, EXPLAINED_DEPTH, true);
    cf_json_close(&json, ']');
    cf_json_close(&json, '}');
    cf_json_newline(&json);
    return cf_json_flush(&json);
}

/* ---- rules ---- */

enum cf_status cf_write_explain_json_rule(const struct cf_sink *sink, const struct cf_rule *rule,
                                          bool first)
{
    struct cf_json json;
    cf_json_begin_explained(&json, sink, first, "rule", rule->id);
    cf_json_key_text(&json, "family", cf_rule_family_words(rule));
    cf_json_key_text(&json, "severity", cf_severity_word(rule->severity));
    cf_json_key_flag(&json, "check_only", rule->check_only);
    cf_json_key_flag(&json, "refuses", cf_rule_refuses(rule));
    cf_json_key_text(&json, "sentence", rule->sentence);
    cf_json_key_text(&json, "why", rule->why);
    cf_json_key_text(&json, "context", rule->context);
    cf_json_key_text(&json, "place", cf_rule_context_words(rule));
    cf_json_key_text(&json, "bad", rule->bad);
    cf_json_key_text(&json, "good", rule->good);
    return cf_json_end_explained(&json);
}
