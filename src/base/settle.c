#include <stdlib.h>
#include <string.h>

#include "base/diag_list.h"
#include "base/lines.h"

enum { EXCERPT_BEFORE = 160, EXCERPT_AFTER = 240 }; /* bytes kept around the fault */

#define NO_PLACE UINT32_MAX /* the offset of a message about a whole file; the last of it */

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The lines of the sources that the new messages speak of: few, so a plain search. */
struct texts {
    struct cf_lines *items;
    size_t count;
};

static const struct cf_lines *lines_of(struct texts *texts, const struct cf_source *source)
{
    for (size_t i = 0; i < texts->count; i++)
        if (texts->items[i].source == source)
            return &texts->items[i];
    struct cf_lines *items = realloc(texts->items, (texts->count + 1) * sizeof *items);
    if (!items)
        return NULL;
    texts->items = items;
    return cf_lines_find(&items[texts->count], source) ? &items[texts->count++] : NULL;
}

static void release_texts(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        cf_lines_release(&texts->items[i]);
    free(texts->items);
}

static void take_excerpt(struct cf_diags *diags, struct cf_diag_report *report,
                         const struct cf_lines *lines, size_t number, size_t at)
{
    size_t start = lines->starts[number], from = 0, to = cf_lines_length(lines, number);
    const char *line = lines->source->text + start;
    if (at > EXCERPT_BEFORE) {
        from = at - EXCERPT_BEFORE;
        while (from < at && goes_on(line[from]))
            from++;
    }
    if (to - at > EXCERPT_AFTER) {
        to = at + EXCERPT_AFTER;
        while (to > at && goes_on(line[to]))
            to--;
    }
    report->diag.skipped = cf_lines_characters(lines, start, start + from);
    report->diag.excerpt = cf_arena_copy(&diags->texts, line + from, to - from);
}

static void place(struct cf_diags *diags, struct cf_diag_report *report,
                  const struct cf_lines *lines)
{
    const struct cf_source *source = lines->source;
    uint32_t offset = report->pos.offset;
    if (offset > source->length)
        offset = (uint32_t)source->length;
    size_t number = cf_lines_number(lines, offset);
    size_t start = lines->starts[number], length = cf_lines_length(lines, number);
    size_t at = offset - start < length ? offset - start : length;
    size_t width = length - at < report->pos.length ? length - at : report->pos.length;

    report->diag.line = (unsigned)number + 1;
    report->diag.column = cf_lines_characters(lines, start, start + at) + 1;
    report->diag.width = cf_lines_characters(lines, start + at, start + at + width);
    if (!report->diag.width)
        report->diag.width = 1;
    take_excerpt(diags, report, lines, number, at);
}

static void place_also(struct cf_diags *diags, struct cf_diag_report *report,
                       const struct cf_lines *lines)
{
    const struct cf_source *source = report->also.source;
    size_t number = cf_lines_number(lines, report->also.offset);
    report->diag.also_file = cf_arena_copy(&diags->texts, source->name, strlen(source->name));
    report->diag.also_line = (unsigned)number + 1;
    report->diag.also_column =
        cf_lines_characters(lines, lines->starts[number], report->also.offset) + 1;
}

static void settle_report(struct cf_diags *diags, struct cf_diag_report *report,
                          struct texts *texts)
{
    const struct cf_source *source = report->pos.source;
    const struct cf_lines *lines;
    if (source) {
        report->diag.file = cf_arena_copy(&diags->texts, source->name, strlen(source->name));
        if (report->pos.offset == NO_PLACE)
            ;
        else if ((lines = lines_of(texts, source)))
            place(diags, report, lines);
        else
            diags->failed = true;
    }
    if (source && report->diag.also) {
        if ((lines = lines_of(texts, report->also.source)))
            place_also(diags, report, lines);
        else
            diags->failed = true;
    }
    report->pos = report->also = (struct cf_pos){ 0 };
}

static int compare(const void *left, const void *right)
{
    const struct cf_diag_report *a = left, *b = right;
    if (a->file_rank != b->file_rank)
        return a->file_rank < b->file_rank ? -1 : 1;
    if (a->pos.offset != b->pos.offset)
        return a->pos.offset < b->pos.offset ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Ranks the sources of the new messages by their first message: few sources, so a plain search. */
static void rank_files(struct cf_diags *diags)
{
    for (size_t i = diags->settled; i < diags->count; i++) {
        struct cf_diag_report *report = &diags->reports[i];
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
static bool repeats(struct cf_diags *diags, const struct cf_diag_report *report)
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
        else if (diags->reports[i].diag.severity == CF_ERROR)
            diags->errors--;
    }
    diags->count = kept;
}

/* Says so, behind the others, when there were too many to tell. */
static void report_untold(struct cf_diags *diags)
{
    struct cf_pos pos = { diags->untold_of, NO_PLACE, 0 };
    if (!diags->untold_of)
        return;
    cf_report(diags, CF_R_FILE_FAULTS, pos, "more than %d faults, of which the rest is not shown",
              CF_FAULTS_TOLD);
    cf_report_hint(diags, "mend these first");
}

void cf_diags_settle(struct cf_diags *diags)
{
    struct texts texts = { 0 };
    report_untold(diags);
    rank_files(diags);
    if (diags->count > diags->settled)
        qsort(diags->reports + diags->settled, diags->count - diags->settled,
              sizeof *diags->reports, compare);
    drop_repeated(diags);
    for (; diags->settled < diags->count; diags->settled++)
        settle_report(diags, &diags->reports[diags->settled], &texts);
    release_texts(&texts);
    cf_diags_begin(diags);
}
