/*
 * Findings as SARIF 2.1.0 (OASIS). Besides the standard it keeps to what GitHub asks for: each
 * result has a place with all four numbers of a region. Text is shown to people, so it is made
 * visible.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "output/fingerprint.h"
#include "output/sarif.h"

#define SCHEMA                                                                                     \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static bool is_related(const struct cf_diag *diag)
{
    return diag->also && diag->also_file && diag->also_line;
}

/* ---- results ---- */

/* What ends a sentence, unless it is a question. */
static const char *stop(const char *text)
{
    size_t length = strlen(text);
    return length && text[length - 1] == '?' ? "" : ".";
}

/* The first sentence is what is shown where there is little room; the number is a link. */
static const char *message_of(struct cf_sarif *sarif, const struct cf_diag *diag)
{
    struct cf_arena *arena = &sarif->arena;
    const char *text = cf_sarif_text(arena, diag->message);
    if (diag->hint)
        text = cf_arena_format(arena, "%s%s Hint: %s", text, stop(text),
                               cf_sarif_text(arena, diag->hint));
    if (diag->also && text)
        text = cf_arena_format(arena, "%s%s %s: %s", text, stop(text),
                               is_related(diag) ? "See [the other place](1)" : "See also",
                               cf_sarif_text(arena, diag->also));
    return text ? text : "";
}

static void write_text(struct cf_json *json, const char *text)
{
    cf_json_key(json, "message");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "text", text);
    cf_json_close(json, '}');
}

static void write_fingerprint(struct cf_json *json, const struct cf_fingerprint *print)
{
    char text[40];
    snprintf(text, sizeof text, "%016" PRIx64 ":%" PRIu32, print->hash, print->number);
    cf_json_key(json, "partialFingerprints");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "ruleFileLine/v1", text);
    cf_json_close(json, '}');
}

static void write_result(struct cf_sarif *sarif, size_t number)
{
    struct cf_json *json = &sarif->json;
    const struct cf_diag *diag = cf_diags_get(sarif->findings->diags, number);
    cf_json_open(json, '{');
    cf_json_key_text(json, "ruleId", diag->rule->id);
    cf_json_key_number(json, "ruleIndex", (double)(diag->rule - sarif->rules));
    cf_json_key_text(json, "level", cf_severity_word(diag->severity));
    write_text(json, message_of(sarif, diag));
    cf_json_key(json, "locations");
    cf_json_open(json, '[');
    cf_sarif_write_place(sarif, diag);
    cf_json_close(json, ']');
    if (is_related(diag))
        cf_sarif_write_related(sarif, diag);
    write_fingerprint(json, &sarif->fingerprints[number]);
    cf_json_close(json, '}');
}

/* ---- the run ---- */

/* Memory of one part of the document is given back before the next. */
static void forget(struct cf_sarif *sarif)
{
    sarif->failed |= sarif->arena.failed;
    cf_arena_clear(&sarif->arena);
}

static void write_results(struct cf_sarif *sarif)
{
    cf_json_key(&sarif->json, "results");
    cf_json_open(&sarif->json, '[');
    for (size_t i = 0; i < cf_diags_count(sarif->findings->diags); i++) {
        if (cf_diags_get(sarif->findings->diags, i)->file)
            write_result(sarif, i);
        forget(sarif);
    }
    cf_json_close(&sarif->json, ']');
}

static void begin_notification(struct cf_sarif *sarif, const struct cf_rule *rule,
                               enum cf_severity severity)
{
    struct cf_json *json = &sarif->json;
    cf_json_open(json, '{');
    cf_json_key(json, "associatedRule");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "id", rule->id);
    cf_json_key_number(json, "index", (double)(rule - sarif->rules));
    cf_json_close(json, '}');
    cf_json_key_text(json, "level", cf_severity_word(severity));
}

static void write_unread(struct cf_sarif *sarif, const char *file)
{
    struct cf_arena *arena = &sarif->arena;
    const char *text =
        cf_arena_format(arena, "%s: %s", cf_sarif_text(arena, file), CF_UNREAD_MESSAGE);
    begin_notification(sarif, cf_unread_rule(), CF_ERROR);
    write_text(&sarif->json, text ? text : "");
    cf_json_close(&sarif->json, '}');
}

/* A message without a file is no result, which needs a place, but a notice of the tool. */
static bool is_notification(const struct cf_diag *diag)
{
    return !diag->file;
}

static void write_notifications(struct cf_sarif *sarif)
{
    struct cf_json *json = &sarif->json;
    cf_json_key(json, "toolExecutionNotifications");
    cf_json_open(json, '[');
    for (size_t i = 0; i < sarif->findings->unread_count; i++)
        write_unread(sarif, sarif->findings->unread[i]);
    for (size_t i = 0; i < cf_diags_count(sarif->findings->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(sarif->findings->diags, i);
        if (!is_notification(diag))
            continue;
        begin_notification(sarif, diag->rule, diag->severity);
        write_text(json, message_of(sarif, diag));
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    forget(sarif);
}

/* The run succeeded if it came to all files; what they hold does not matter to that. */
static bool succeeded(const struct cf_findings *findings)
{
    bool success = findings->unread_count == 0;
    for (size_t i = 0; i < cf_diags_count(findings->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(findings->diags, i);
        success &= !is_notification(diag) || diag->severity != CF_ERROR;
    }
    return success;
}

static void write_invocation(struct cf_sarif *sarif)
{
    struct cf_json *json = &sarif->json;
    cf_json_key(json, "invocations");
    cf_json_open(json, '[');
    cf_json_open(json, '{');
    write_notifications(sarif);
    cf_json_key_flag(json, "executionSuccessful", succeeded(sarif->findings));
    cf_json_close(json, '}');
    cf_json_close(json, ']');
}

static void write_artifact(struct cf_sarif *sarif, size_t number)
{
    struct cf_json *json = &sarif->json;
    cf_json_open(json, '{');
    cf_json_key(json, "location");
    cf_json_open_inline(json, '{');
    cf_sarif_write_uri(sarif, sarif->findings->files[number]);
    cf_json_close(json, '}');
    if (number < sarif->findings->checked) {
        cf_json_key(json, "roles");
        cf_json_open_inline(json, '[');
        cf_json_text(json, "analysisTarget");
        cf_json_close(json, ']');
    }
    cf_json_key_text(json, "sourceLanguage", "yaml");
    cf_json_close(json, '}');
    forget(sarif);
}

static void write_artifacts(struct cf_sarif *sarif)
{
    cf_json_key(&sarif->json, "artifacts");
    cf_json_open(&sarif->json, '[');
    for (size_t i = 0; i < sarif->findings->file_count; i++)
        write_artifact(sarif, i);
    cf_json_close(&sarif->json, ']');
}

/* Where the folder is we do not tell: a report looks the same wherever it was made. */
static void write_root(struct cf_json *json)
{
    cf_json_key(json, "originalUriBaseIds");
    cf_json_open(json, '{');
    cf_json_key(json, CF_SARIF_ROOT);
    cf_json_open(json, '{');
    cf_json_key(json, "description");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "text", "The folder in which clusterflow was run.");
    cf_json_close(json, '}');
    cf_json_close(json, '}');
    cf_json_close(json, '}');
}

static void write_run(struct cf_sarif *sarif)
{
    struct cf_json *json = &sarif->json;
    cf_json_open(json, '{');
    cf_sarif_write_tool(sarif);
    forget(sarif);
    write_invocation(sarif);
    write_root(json);
    write_artifacts(sarif);
    cf_json_key_text(json, "columnKind", "unicodeCodePoints");
    write_results(sarif);
    cf_json_close(json, '}');
}

static void write_document(struct cf_sarif *sarif)
{
    struct cf_json *json = &sarif->json;
    cf_json_open(json, '{');
    cf_json_key_text(json, "$schema", SCHEMA);
    cf_json_key_text(json, "version", "2.1.0");
    cf_json_key(json, "runs");
    cf_json_open(json, '[');
    write_run(sarif);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
    cf_json_newline(json);
}

enum cf_status cf_write_sarif(const struct cf_sink *sink, const struct cf_findings *findings)
{
    size_t count;
    struct cf_arena arena = { 0 };
    struct cf_sarif sarif = { .findings = findings,
                              .fingerprints = cf_fingerprints(&arena, findings),
                              .rules = cf_rules(&count) };
    enum cf_status status = CF_NO_MEMORY;
    if (sarif.fingerprints) {
        cf_json_init(&sarif.json, sink, false, 0, false);
        write_document(&sarif);
        status = cf_json_flush(&sarif.json);
        if (sarif.failed)
            status = CF_NO_MEMORY;
    }
    cf_arena_clear(&arena);
    return status;
}
