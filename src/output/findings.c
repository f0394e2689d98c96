#include "output/findings.h"

#include <string.h>

#include "base/rules.h"
#include "output/uri.h"

struct cf_spot cf_spot_of(const struct cf_diag *diag)
{
    if (!diag->line)
        return (struct cf_spot){ 1, 1, 1 };
    return (struct cf_spot){ diag->line, diag->column, diag->column + diag->width };
}

/* ---- the files ---- */

static void add_file(struct cf_findings *findings, const char *name)
{
    uint32_t existing;
    if (!name)
        return;
    const char *key = cf_path_without_dot(name);
    if (!cf_map_add(&findings->numbers, key, strlen(key), (uint32_t)findings->file_count,
                    &existing))
        findings->failed = true;
    else if (existing == CF_MAP_NONE)
        findings->files[findings->file_count++] = name;
}

static void add_mentioned(struct cf_findings *findings)
{
    for (size_t i = 0; i < cf_diags_count(findings->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(findings->diags, i);
        findings->counts[diag->severity]++;
        add_file(findings, diag->file);
        add_file(findings, diag->also_file);
    }
}

bool cf_findings_init(struct cf_findings *findings, const struct cf_diags *diags,
                      const struct cf_checked *checked)
{
    *findings = (struct cf_findings){ .diags = diags,
                                      .unread = checked->unread,
                                      .unread_count = checked->unread_count };
    findings->files = cf_arena_array(
        &findings->arena, checked->count + 2 * cf_diags_count(diags) + 1, sizeof *findings->files);
    if (!findings->files)
        return false;
    for (size_t i = 0; i < checked->count; i++)
        add_file(findings, checked->files[i]);
    findings->checked = findings->file_count;
    add_mentioned(findings);
    return !findings->failed;
}

void cf_findings_release(struct cf_findings *findings)
{
    cf_map_release(&findings->numbers);
    cf_arena_clear(&findings->arena);
}

uint32_t cf_findings_file(const struct cf_findings *findings, const char *name)
{
    if (!name)
        return CF_NO_FILE;
    const char *key = cf_path_without_dot(name);
    return cf_map_get(&findings->numbers, key, strlen(key));
}

const struct cf_rule *cf_unread_rule(void)
{
    size_t count;
    return cf_rules(&count) + CF_R_FILE_UNREADABLE;
}

/* ---- the formats ---- */

static enum cf_status write_as(const struct cf_sink *sink, enum cf_findings_format format,
                               const struct cf_findings *findings, const struct cf_style *style)
{
    switch (format) {
    case CF_FINDINGS_TEXT: return cf_write_diags(sink, findings->diags, 0, style);
    case CF_FINDINGS_GCC: return cf_write_gcc(sink, findings);
    case CF_FINDINGS_JSON: return cf_write_findings_json(sink, findings);
    case CF_FINDINGS_SARIF: return cf_write_sarif(sink, findings);
    case CF_FINDINGS_GITHUB: return cf_write_github(sink, findings);
    case CF_FINDINGS_JUNIT: return cf_write_junit(sink, findings);
    }
    return CF_OK;
}

enum cf_status cf_write_findings(const struct cf_sink *sink, enum cf_findings_format format,
                                 const struct cf_diags *diags, const struct cf_checked *checked,
                                 const struct cf_style *style)
{
    struct cf_findings findings;
    bool ready = cf_findings_init(&findings, diags, checked);
    enum cf_status status = ready ? write_as(sink, format, &findings, style) : CF_NO_MEMORY;
    cf_findings_release(&findings);
    return status;
}
