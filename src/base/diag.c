#include "base/diag_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_BEFORE = 240, /* bytes kept of a message that quotes a long text */
    TEXT_AFTER = 120,
    GUESSES = 20000,
};

void cf_diags_begin(struct cf_diags *diags)
{
    memset(diags->told, 0, sizeof diags->told);
    diags->untold_of = NULL;
    diags->untold = false;
    diags->guesses = GUESSES;
}

struct cf_diags *cf_diags_new(void)
{
    struct cf_diags *diags = calloc(1, sizeof *diags);
    if (diags)
        cf_diags_begin(diags);
    return diags;
}

void cf_diags_free(struct cf_diags *diags)
{
    if (!diags)
        return;
    cf_map_release(&diags->seen);
    cf_arena_clear(&diags->texts);
    free(diags->reports);
    free(diags);
}

void cf_diags_clear(struct cf_diags *diags)
{
    cf_map_release(&diags->seen);
    cf_arena_clear(&diags->texts);
    diags->count = diags->settled = diags->errors = 0;
    diags->failed = false;
    cf_diags_begin(diags);
}

size_t cf_diags_count(const struct cf_diags *diags)
{
    return diags->count;
}

size_t cf_diags_errors(const struct cf_diags *diags)
{
    return diags->errors;
}

const struct cf_diag *cf_diags_get(const struct cf_diags *diags, size_t i)
{
    return i < diags->count ? &diags->reports[i].diag : NULL;
}

bool cf_diags_failed(const struct cf_diags *diags)
{
    return diags->failed || diags->texts.failed;
}

size_t *cf_diags_guesses(struct cf_diags *diags)
{
    return &diags->guesses;
}

/* ---- reporting ---- */

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Leaves out the middle of a text, so that its last words stay: 'aaa ... aaa' is not an id. */
static const char *clip(struct cf_diags *diags, const char *text, size_t length)
{
    size_t head = TEXT_BEFORE, tail = length - TEXT_AFTER;
    while (head && goes_on(text[head]))
        head--;
    while (tail < length && goes_on(text[tail]))
        tail++;
    return cf_arena_format(&diags->texts, "%.*s ... %s", (int)head, text, text + tail);
}

static const char *format_text(struct cf_diags *diags, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static const char *format_text(struct cf_diags *diags, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    bool fits = length <= TEXT_BEFORE + TEXT_AFTER;
    char *text =
        fits ? cf_arena_alloc(&diags->texts, (size_t)length + 1) : malloc((size_t)length + 1);
    const char *result = text;
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    if (!text)
        diags->failed = true;
    else if (!fits) {
        result = clip(diags, text, (size_t)length);
        free(text);
    }
    return result;
}

struct cf_diag_report *cf_diags_add_report(struct cf_diags *diags)
{
    if (diags->count == diags->capacity) {
        size_t capacity = diags->capacity ? diags->capacity * 2 : 16;
        struct cf_diag_report *reports = realloc(diags->reports, capacity * sizeof *reports);
        if (!reports) {
            diags->failed = true;
            return NULL;
        }
        diags->reports = reports;
        diags->capacity = capacity;
    }
    struct cf_diag_report *report = &diags->reports[diags->count];
    *report = (struct cf_diag_report){ .number = diags->count++ };
    return report;
}

static struct cf_diag_report *last_report(struct cf_diags *diags)
{
    bool told = !diags->untold && diags->count > diags->settled;
    return told ? &diags->reports[diags->count - 1] : NULL;
}

/* Has enough been said? A file with a fault on each of its lines must not be slow, nor unreadable.
 */
static bool is_too_many(struct cf_diags *diags, enum cf_severity severity, struct cf_pos pos)
{
    diags->untold = diags->told[severity] >= CF_FAULTS_TOLD;
    if (!diags->untold)
        diags->told[severity]++;
    else if (!diags->untold_of)
        diags->untold_of = pos.source;
    return diags->untold;
}

void cf_report(struct cf_diags *diags, enum cf_rule_id rule, struct cf_pos pos, const char *format,
               ...)
{
    size_t count;
    const struct cf_rule *row = &cf_rules(&count)[rule];
    if (row->severity == CF_ERROR)
        diags->errors++;
    if (is_too_many(diags, row->severity, pos))
        return;
    struct cf_diag_report *report = cf_diags_add_report(diags);
    if (!report)
        return;
    report->diag.rule = row;
    report->diag.severity = row->severity;
    report->pos = pos;
    va_list args;
    va_start(args, format);
    report->diag.message = format_text(diags, format, args);
    va_end(args);
    if (!report->diag.message)
        report->diag.message = "out of memory";
}

void cf_report_hint(struct cf_diags *diags, const char *format, ...)
{
    struct cf_diag_report *report = last_report(diags);
    if (!report)
        return;
    va_list args;
    va_start(args, format);
    report->diag.hint = format_text(diags, format, args);
    va_end(args);
}

void cf_report_also(struct cf_diags *diags, struct cf_pos pos, const char *format, ...)
{
    struct cf_diag_report *report = last_report(diags);
    if (!report || !pos.source)
        return;
    va_list args;
    va_start(args, format);
    report->also = pos;
    report->diag.also = format_text(diags, format, args);
    va_end(args);
}

enum cf_status cf_diags_add(struct cf_diags *diags, const char *rule, struct cf_pos pos,
                            const char *message, const char *hint)
{
    size_t count;
    const struct cf_rule *row = cf_rule_find(rule);
    if (!row)
        return CF_NOT_FOUND;
    cf_report(diags, (enum cf_rule_id)(row - cf_rules(&count)), pos, "%s", message);
    if (hint)
        cf_report_hint(diags, "%s", hint);
    cf_diags_settle(diags);
    return cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
