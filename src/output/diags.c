/* Messages: what is wrong and where, the line with carets under the fault, and what to do. */
#include <clusterflow/output.h>

#include "output/excerpt.h"
#include "output/page.h"
#include "output/rule_words.h"

static enum cf_paint severity_paint(enum cf_severity severity)
{
    static const enum cf_paint paints[] = {
        [CF_NOTE] = CF_PAINT_BOLD,
        [CF_WARNING] = CF_PAINT_BOLD_YELLOW,
        [CF_ERROR] = CF_PAINT_BOLD_RED,
    };
    return paints[severity];
}

static const char *literal(struct cf_page *page, const char *text)
{
    return cf_clean_literal(&page->arena, text);
}

static void write_place(struct cf_page *page, const char *file, unsigned line, unsigned column)
{
    if (!file)
        return;
    const char *place = literal(page, file);
    if (line)
        place = cf_page_format(page, "%s:%u:%u", place, line, column);
    cf_page_text(page, CF_PAINT_BOLD, cf_page_format(page, "%s: ", place));
}

/* The line to look for and to grep: it is never broken. */
static void write_message(struct cf_page *page, const struct cf_diag *diag)
{
    enum cf_severity severity = diag->severity;
    write_place(page, diag->file, diag->line, diag->column);
    cf_page_text(page, severity_paint(severity),
                 cf_page_format(page, "%s: ", cf_severity_word(severity)));
    cf_page_text(page, CF_PAINT_NONE, literal(page, diag->message));
    cf_page_text(page, CF_PAINT_NONE, cf_page_format(page, " [%s]", diag->rule->id));
    cf_page_newline(page);
}

static void write_also(struct cf_page *page, const struct cf_diag *diag)
{
    if (!diag->also)
        return;
    cf_page_blanks(page, 2);
    write_place(page, diag->also_file, diag->also_line, diag->also_column);
    cf_page_text(page, CF_PAINT_NONE, cf_page_format(page, "note: %s", literal(page, diag->also)));
    cf_page_newline(page);
}

static void write_hint(struct cf_page *page, const struct cf_diag *diag)
{
    if (!diag->hint)
        return;
    cf_page_blanks(page, 2);
    cf_page_text(page, CF_PAINT_NONE, cf_page_format(page, "hint: %s", literal(page, diag->hint)));
    cf_page_newline(page);
}

void cf_page_diag(struct cf_page *page, const struct cf_diag *diag)
{
    write_message(page, diag);
    if (diag->excerpt && diag->line)
        cf_page_excerpt(page, diag, severity_paint(diag->severity));
    write_also(page, diag);
    write_hint(page, diag);
}

enum cf_status cf_write_diags(const struct cf_sink *sink, const struct cf_diags *diags, size_t from,
                              const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    for (size_t i = from; i < cf_diags_count(diags); i++)
        cf_page_diag(&page, cf_diags_get(diags, i));
    return cf_page_send(&page, sink);
}
