#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"

enum { EXCERPT_BEFORE = 160, EXCERPT_AFTER = 240 }; /* bytes kept around the fault */

/* A message, and before it is settled its places. */
struct report {
    struct cf_diag diag;
    struct cf_pos pos, also;
    size_t file_rank; /* order of its source among the new ones */
    size_t number;    /* order of reporting */
};

struct cf_diags {
    struct report *reports;
    size_t count, capacity, settled, errors;
    struct cf_arena texts;
    struct cf_map seen; /* "file:offset:message" of all, so that each is said once */
    bool failed;
};

struct cf_diags *cf_diags_new(void)
{
    return calloc(1, sizeof(struct cf_diags));
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

/* ---- reporting ---- */

static const char *format_text(struct cf_diags *diags, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : cf_arena_alloc(&diags->texts, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

static struct report *add_report(struct cf_diags *diags)
{
    if (diags->count == diags->capacity) {
        size_t capacity = diags->capacity ? diags->capacity * 2 : 16;
        struct report *reports = realloc(diags->reports, capacity * sizeof *reports);
        if (!reports) {
            diags->failed = true;
            return NULL;
        }
        diags->reports = reports;
        diags->capacity = capacity;
    }
    struct report *report = &diags->reports[diags->count];
    *report = (struct report){ .number = diags->count++ };
    return report;
}

static struct report *last_report(struct cf_diags *diags)
{
    return diags->count > diags->settled ? &diags->reports[diags->count - 1] : NULL;
}

void cf_report(struct cf_diags *diags, enum cf_rule_id rule, struct cf_pos pos, const char *format,
               ...)
{
    size_t count;
    struct report *report = add_report(diags);
    if (!report)
        return;
    report->diag.rule = &cf_rules(&count)[rule];
    report->pos = pos;
    if (report->diag.rule->severity == CF_ERROR)
        diags->errors++;
    va_list args;
    va_start(args, format);
    report->diag.message = format_text(diags, format, args);
    va_end(args);
    if (!report->diag.message)
        report->diag.message = "out of memory";
}

void cf_report_hint(struct cf_diags *diags, const char *format, ...)
{
    struct report *report = last_report(diags);
    if (!report)
        return;
    va_list args;
    va_start(args, format);
    report->diag.hint = format_text(diags, format, args);
    va_end(args);
}

void cf_report_also(struct cf_diags *diags, struct cf_pos pos, const char *format, ...)
{
    struct report *report = last_report(diags);
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
    const struct cf_rule *rules = cf_rules(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rules[i].id, rule) != 0)
            continue;
        cf_report(diags, (enum cf_rule_id)i, pos, "%s", message);
        if (hint)
            cf_report_hint(diags, "%s", hint);
        cf_diags_settle(diags);
        return cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
    }
    return CF_NOT_FOUND;
}

/* ---- settling ---- */

/* Where the lines of one source begin. */
struct lines {
    const struct cf_source *source;
    uint32_t *starts;
    size_t count;
};

static bool find_lines(struct lines *lines, const struct cf_source *source)
{
    size_t count = 1;
    for (size_t i = 0; i < source->length; i++)
        count += source->text[i] == '\n';
    uint32_t *starts = malloc(count * sizeof *starts);
    if (!starts)
        return false;
    starts[0] = 0;
    count = 1;
    for (size_t i = 0; i < source->length; i++)
        if (source->text[i] == '\n')
            starts[count++] = (uint32_t)i + 1;
    free(lines->starts);
    *lines = (struct lines){ source, starts, count };
    return true;
}

/* The number of the line that holds the offset, from 0. */
static size_t line_of(const struct lines *lines, uint32_t offset)
{
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static unsigned characters(const char *text, size_t length)
{
    unsigned count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The bytes of a line without its break. */
static size_t line_length(const struct cf_source *source, size_t start)
{
    const char *end = memchr(source->text + start, '\n', source->length - start);
    size_t length = end ? (size_t)(end - source->text) - start : source->length - start;
    if (length && source->text[start + length - 1] == '\r')
        length--;
    return length;
}

static void take_excerpt(struct cf_diags *diags, struct report *report, size_t start, size_t length,
                         size_t at)
{
    const char *line = report->pos.source->text + start;
    size_t from = 0, to = length;
    if (at > EXCERPT_BEFORE) {
        from = at - EXCERPT_BEFORE;
        while (from < at && ((unsigned char)line[from] & 0xC0) == 0x80)
            from++;
    }
    if (to - at > EXCERPT_AFTER) {
        to = at + EXCERPT_AFTER;
        while (to > at && ((unsigned char)line[to] & 0xC0) == 0x80)
            to--;
    }
    report->diag.skipped = characters(line, from);
    report->diag.excerpt = cf_arena_copy(&diags->texts, line + from, to - from);
}

static void place(struct cf_diags *diags, struct report *report, const struct lines *lines,
                  const char *file)
{
    const struct cf_source *source = lines->source;
    uint32_t offset = report->pos.offset;
    if (offset > source->length)
        offset = (uint32_t)source->length;
    size_t number = line_of(lines, offset);
    size_t start = lines->starts[number], length = line_length(source, start);
    size_t at = offset - start < length ? offset - start : length;
    size_t width = length - at < report->pos.length ? length - at : report->pos.length;

    report->diag.file = file;
    report->diag.line = (unsigned)number + 1;
    report->diag.column = characters(source->text + start, at) + 1;
    report->diag.width = characters(source->text + start + at, width);
    if (!report->diag.width)
        report->diag.width = 1;
    take_excerpt(diags, report, start, length, at);
}

static void place_also(struct cf_diags *diags, struct report *report, const struct lines *lines)
{
    const struct cf_source *source = report->also.source;
    if (!report->diag.also || !source)
        return;
    struct lines own = { 0 };
    if (source != lines->source) {
        if (!find_lines(&own, source)) {
            diags->failed = true;
            return;
        }
        lines = &own;
    }
    size_t number = line_of(lines, report->also.offset);
    size_t start = lines->starts[number];
    report->diag.also_file = cf_arena_copy(&diags->texts, source->name, strlen(source->name));
    report->diag.also_line = (unsigned)number + 1;
    report->diag.also_column = characters(source->text + start, report->also.offset - start) + 1;
    free(own.starts);
}

static int compare(const void *left, const void *right)
{
    const struct report *a = left, *b = right;
    if (a->file_rank != b->file_rank)
        return a->file_rank < b->file_rank ? -1 : 1;
    if (a->pos.offset != b->pos.offset)
        return a->pos.offset < b->pos.offset ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* Ranks the sources of the new messages by their first message: few sources, so a plain search. */
static void rank_files(struct cf_diags *diags)
{
    for (size_t i = diags->settled; i < diags->count; i++) {
        struct report *report = &diags->reports[i];
        report->file_rank = i;
        if (i > diags->settled && report[-1].pos.source == report->pos.source) {
            report->file_rank = report[-1].file_rank;
            continue;
        }
        for (size_t j = diags->settled; j < i; j++)
            if (diags->reports[j].pos.source == report->pos.source) {
                report->file_rank = diags->reports[j].file_rank;
                break;
            }
    }
}

/* Has this been said before? A catalog's fault comes up with every chart that names it. */
static bool repeats(struct cf_diags *diags, const struct report *report)
{
    const struct cf_source *source = report->pos.source;
    uint32_t other = CF_MAP_NONE;
    const char *key = cf_arena_format(&diags->texts, "%s:%u:%s", source ? source->name : "",
                                      (unsigned)report->pos.offset, report->diag.message);
    if (!key || !cf_map_add(&diags->seen, key, strlen(key), 0, &other))
        diags->failed = true;
    return other != CF_MAP_NONE;
}

/* Drops the new messages that repeat others; counts their errors back. */
static void drop_repeated(struct cf_diags *diags)
{
    size_t kept = diags->settled;
    for (size_t i = diags->settled; i < diags->count; i++) {
        if (!repeats(diags, &diags->reports[i]))
            diags->reports[kept++] = diags->reports[i];
        else if (diags->reports[i].diag.rule->severity == CF_ERROR)
            diags->errors--;
    }
    diags->count = kept;
}

void cf_diags_settle(struct cf_diags *diags)
{
    struct lines lines = { 0 };
    const char *file = NULL;
    if (diags->settled == diags->count)
        return;
    rank_files(diags);
    qsort(diags->reports + diags->settled, diags->count - diags->settled, sizeof *diags->reports,
          compare);
    drop_repeated(diags);
    for (; diags->settled < diags->count; diags->settled++) {
        struct report *report = &diags->reports[diags->settled];
        const struct cf_source *source = report->pos.source;
        if (!source)
            continue;
        if (source != lines.source) {
            file = cf_arena_copy(&diags->texts, source->name, strlen(source->name));
            if (!find_lines(&lines, source)) {
                diags->failed = true;
                continue;
            }
        }
        place(diags, report, &lines, file);
        place_also(diags, report, &lines);
        report->pos = report->also = (struct cf_pos){ 0 };
    }
    free(lines.starts);
}
