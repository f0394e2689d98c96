/* Messages: what is wrong and where, the line with carets under the fault, and what to do. */
#include <clusterflow/output.h>

#include "output/columns.h"
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

/* Returns how many columns it takes. */
static size_t write_place(struct cf_page *page, const char *file, unsigned line, unsigned column)
{
    if (!file)
        return 0;
    const char *place = literal(page, file);
    if (line)
        place = cf_page_format(page, "%s:%u:%u", place, line, column);
    place = cf_page_format(page, "%s:", place);
    cf_page_text(page, CF_PAINT_BOLD, place);
    cf_page_blanks(page, 1);
    return cf_columns(place) + 1;
}

/* The line to look for and to grep: it is never broken but on a screen. */
static void write_message(struct cf_page *page, const struct cf_diag *diag)
{
    enum { HANG = 4 };
    enum cf_severity severity = diag->severity;
    const char *word = cf_page_format(page, "%s:", cf_severity_word(severity));
    size_t used = write_place(page, diag->file, diag->line, diag->column) + cf_columns(word) + 1;
    cf_page_text(page, severity_paint(severity), word);
    cf_page_blanks(page, 1);
    cf_page_flow(page, used, HANG,
                 cf_page_format(page, "%s [%s]", literal(page, diag->message), diag->rule->id));
}

/* What belongs to a message: further in, and on a screen below its label. */
static void write_more(struct cf_page *page, size_t used, const char *label, const char *text)
{
    enum { INDENT = 2, HANG = 8 };
    cf_page_text(page, CF_PAINT_NONE, label);
    cf_page_blanks(page, 1);
    cf_page_flow(page, INDENT + used + cf_columns(label) + 1, HANG, literal(page, text));
}

static void write_also(struct cf_page *page, const struct cf_diag *diag)
{
    if (!diag->also)
        return;
    cf_page_blanks(page, 2);
    write_more(page, write_place(page, diag->also_file, diag->also_line, diag->also_column),
               "note:", diag->also);
}

static void write_hint(struct cf_page *page, const struct cf_diag *diag)
{
    if (!diag->hint)
        return;
    cf_page_blanks(page, 2);
    write_more(page, 0, "hint:", diag->hint);
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
