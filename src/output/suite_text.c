/* What came of suites, as text: the cases in their order, each with its messages. */
#include <clusterflow/output.h>

#include "output/columns.h"
#include "output/excerpt.h"
#include "output/suite_report.h"

enum { INDENT = 2 };

/* How a state looks. */
static const char *symbol_of(const struct cf_page *page, enum cf_case_state state)
{
    switch (state) {
    case CF_CASE_PASSED: return page->symbols->answer[CF_YES];
    case CF_CASE_FAILED:
    case CF_CASE_FAULTY: return page->symbols->answer[CF_NO];
    default: return page->symbols->skipped;
    }
}

static enum cf_paint paint_of(enum cf_case_state state)
{
    return state == CF_CASE_PASSED                              ? CF_PAINT_GREEN
           : state == CF_CASE_FAILED || state == CF_CASE_FAULTY ? CF_PAINT_RED
                                                                : CF_PAINT_DIM;
}

static const char *case_words(struct cf_page *page, const struct cf_case_result *result)
{
    const char *name = cf_page_clean(page, result->test->name.text);
    const char *pending = cf_page_clean(page, result->test->pending.text);
    switch (result->state) {
    case CF_CASE_FAULTY: return cf_page_format(page, "%s (not run)", name);
    case CF_CASE_PENDING: return cf_page_format(page, "%s (pending: %s)", name, pending);
    case CF_CASE_PENDING_PASSES:
        return cf_page_format(page, "%s (passes, though pending: %s)", name, pending);
    default: return name;
    }
}

static void write_case(struct cf_page *page, const struct cf_case_result *result)
{
    struct cf_cell cells[] = {
        { symbol_of(page, result->state), 1, INDENT, paint_of(result->state) },
        { case_words(page, result), cf_page_measure(page) - INDENT - 2, 1, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}

static void write_title(struct cf_page *page, const struct cf_suite *suite)
{
    const char *title = cf_page_clean(page, suite->source->name);
    if (suite->title)
        title = cf_page_format(page, "%s" CF_TIE "%s %s", title, page->symbols->dot,
                               cf_page_clean(page, suite->title));
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, title);
}

static void write_counts(struct cf_page *page, struct cf_test_counts counts)
{
    cf_page_paragraph(page, 0, counts.failed ? CF_PAINT_BOLD_RED : CF_PAINT_BOLD,
                      cf_page_format(page, "%zu passed, %zu failed, %zu pending", counts.passed,
                                     counts.failed, counts.pending));
}

/* ---- all of it ---- */

static void write_suite(struct cf_page *page, const struct cf_tested_suite *tested)
{
    bool quiet = page->style.verbose < 0;
    if (!quiet)
        write_title(page, tested->suite);
    for (size_t i = 0; i < tested->count; i++) {
        const struct cf_tested_case *one = &tested->cases[i];
        if (!quiet || one->message_count || one->result->state == CF_CASE_FAULTY)
            write_case(page, one->result);
        for (size_t j = 0; j < one->message_count; j++)
            cf_page_diag(page, cf_diags_get(tested->diags, one->first_message + j));
    }
    if (!quiet)
        cf_page_newline(page);
}

enum cf_status cf_write_test_text(const struct cf_sink *sink, const struct cf_test_report *report,
                                  const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    for (size_t i = 0; i < report->suite_count; i++)
        write_suite(&page, &report->suites[i]);
    if (report->coverage)
        cf_page_coverage(&page, report->coverage);
    write_counts(&page, cf_test_counts(report));
    return cf_page_send(&page, sink);
}
