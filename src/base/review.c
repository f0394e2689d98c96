/* What is done with messages once all are there: leaving out, raising, putting in order. */
#include <stdlib.h>
#include <string.h>

#include "base/diag_list.h"

void cf_diags_review(struct cf_diags *diags, size_t from,
                     enum cf_review (*judge)(void *payload, const struct cf_diag *diag),
                     void *payload)
{
    size_t kept = from;
    for (size_t i = from; i < diags->count; i++) {
        struct cf_diag_report *report = &diags->reports[i];
        bool error = report->diag.severity == CF_ERROR;
        enum cf_review review = judge(payload, &report->diag);
        if (review == CF_DROP) {
            diags->errors -= error;
            continue;
        }
        if (review == CF_RAISE && report->diag.severity == CF_WARNING) {
            report->diag.severity = CF_ERROR;
            diags->errors++;
        }
        diags->reports[kept++] = *report;
    }
    if (kept < diags->count)
        diags->count = diags->settled = kept;
}

/* ---- copying ---- */

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_message(const struct cf_diag *a, const struct cf_diag *b)
{
    return a->rule == b->rule && a->line == b->line && a->column == b->column &&
           same_text(a->file, b->file) && same_text(a->message, b->message);
}

static const char *copy_text(struct cf_diags *diags, const char *text)
{
    return text ? cf_arena_copy(&diags->texts, text, strlen(text)) : NULL;
}

enum cf_status cf_diags_copy(struct cf_diags *diags, const struct cf_diag *diag)
{
    cf_diags_settle(diags);
    for (size_t i = 0; i < diags->count; i++)
        if (same_message(&diags->reports[i].diag, diag))
            return CF_OK;
    struct cf_diag_report *report = cf_diags_add_report(diags);
    if (!report)
        return CF_NO_MEMORY;
    report->diag = *diag;
    report->diag.file = copy_text(diags, diag->file);
    report->diag.message = copy_text(diags, diag->message);
    report->diag.hint = copy_text(diags, diag->hint);
    report->diag.also = copy_text(diags, diag->also);
    report->diag.also_file = copy_text(diags, diag->also_file);
    report->diag.excerpt = copy_text(diags, diag->excerpt);
    diags->settled = diags->count;
    diags->errors += diag->severity == CF_ERROR;
    return cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}

/* ---- order ---- */

static int compare_numbers(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int compare(const void *left, const void *right)
{
    const struct cf_diag_report *a = left, *b = right;
    int files = compare_numbers(a->file_rank, b->file_rank);
    int lines = compare_numbers(a->diag.line, b->diag.line);
    int columns = compare_numbers(a->diag.column, b->diag.column);
    return files     ? files
           : lines   ? lines
           : columns ? columns
                     : compare_numbers(a->number, b->number);
}

/* The file's number among those seen so far, from 1; 0: none. */
static size_t rank_of(struct cf_diags *diags, struct cf_map *ranks, const char *file)
{
    uint32_t rank = (uint32_t)ranks->count, other = CF_MAP_NONE;
    if (!file)
        return 0;
    if (!cf_map_add(ranks, file, strlen(file), rank, &other))
        diags->failed = true;
    return (other == CF_MAP_NONE ? rank : other) + (size_t)1;
}

enum cf_status cf_diags_order(struct cf_diags *diags, const char *const *files, size_t count)
{
    struct cf_map ranks = { 0 };
    for (size_t i = 0; i < count; i++)
        rank_of(diags, &ranks, files[i]);
    for (size_t i = 0; i < diags->count; i++) {
        diags->reports[i].file_rank = rank_of(diags, &ranks, diags->reports[i].diag.file);
        diags->reports[i].number = i;
    }
    cf_map_release(&ranks);
    if (diags->count)
        qsort(diags->reports, diags->count, sizeof *diags->reports, compare);
    return cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
