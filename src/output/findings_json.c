/* Findings as one JSON document, schema clusterflow/findings/1. Texts are as they were read. */
#include "output/findings.h"

static void write_place(struct cf_json *json, const char *key, unsigned number)
{
    cf_json_key(json, key);
    if (number)
        cf_json_number(json, number);
    else
        cf_json_null(json);
}

static void write_also(struct cf_json *json, const struct cf_diag *diag)
{
    cf_json_key(json, "also");
    if (!diag->also) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '{');
    cf_json_key_text(json, "file", diag->also_file);
    write_place(json, "line", diag->also_line);
    write_place(json, "column", diag->also_column);
    cf_json_key_text(json, "message", diag->also);
    cf_json_close(json, '}');
}

void cf_json_finding(struct cf_json *json, const struct cf_diag *diag)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "rule", diag->rule->id);
    cf_json_key_text(json, "severity", cf_severity_word(diag->severity));
    cf_json_key_text(json, "file", diag->file);
    write_place(json, "line", diag->line);
    write_place(json, "column", diag->line ? diag->column : 0);
    write_place(json, "end_column", diag->line ? diag->column + diag->width : 0);
    cf_json_key_text(json, "message", diag->message);
    cf_json_key_text(json, "hint", diag->hint);
    write_also(json, diag);
    cf_json_close(json, '}');
}

static void write_names(struct cf_json *json, const char *key, const char *const *names,
                        size_t count)
{
    cf_json_key(json, key);
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        cf_json_text(json, names[i]);
    cf_json_close(json, ']');
}

static void write_counts(struct cf_json *json, const struct cf_findings *findings)
{
    cf_json_key(json, "counts");
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "files", (double)findings->checked);
    cf_json_key_number(json, "errors", (double)findings->counts[CF_ERROR]);
    cf_json_key_number(json, "warnings", (double)findings->counts[CF_WARNING]);
    cf_json_key_number(json, "notes", (double)findings->counts[CF_NOTE]);
    cf_json_close(json, '}');
}

enum cf_status cf_write_findings_json(const struct cf_sink *sink,
                                      const struct cf_findings *findings)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", "clusterflow/findings/1");
    write_names(&json, "files", findings->files, findings->checked);
    write_names(&json, "unread", findings->unread, findings->unread_count);
    cf_json_key(&json, "findings");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < cf_diags_count(findings->diags); i++)
        cf_json_finding(&json, cf_diags_get(findings->diags, i));
    cf_json_close(&json, ']');
    write_counts(&json, findings);
    cf_json_close(&json, '}');
    cf_json_newline(&json);
    return cf_json_flush(&json);
}
