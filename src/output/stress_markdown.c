/* Stress tests as Markdown. */
#include <clusterflow/output.h>

#include "output/markdown.h"
#include "output/result_words.h"
#include "output/stress_outline.h"

struct writing {
    struct cf_markdown md;
    struct cf_page page; /* the memory of the words */
};

static void put(struct writing *w, const char *words)
{
    cf_markdown_text(&w->md, cf_page_untied(&w->page, words));
}

/* The rows with bars from `first` on, as a table; returns the number of the line behind it. */
static size_t put_table(struct writing *w, const struct cf_stress_outline *outline, size_t first)
{
    static const struct cf_markdown_column columns[] = {
        { "First No, or verdict", CF_ALIGN_LEFT },
        { "Share (interval of 95 %)", CF_ALIGN_RIGHT },
    };
    size_t i = first;
    cf_markdown_table(&w->md, columns, sizeof columns / sizeof *columns);
    for (; i < outline->count && outline->lines[i].kind == CF_STRESS_BAR; i++) {
        cf_markdown_cell_text(&w->md, cf_page_untied(&w->page, outline->lines[i].label));
        cf_markdown_cell_text(&w->md, cf_page_untied(&w->page, outline->lines[i].text));
        cf_markdown_end_row(&w->md);
    }
    return i;
}

static void put_line(struct writing *w, const struct cf_stress_line *line)
{
    switch (line->kind) {
    case CF_STRESS_PART: cf_markdown_heading(&w->md, 3); break;
    case CF_STRESS_NOTE: cf_markdown_paragraph(&w->md); break;
    default:
        cf_markdown_item(&w->md, 0);
        cf_markdown_strong(&w->md, cf_page_untied(&w->page, line->label));
        cf_markdown_text(&w->md, " ");
    }
    put(w, line->text);
    cf_markdown_end(&w->md);
}

enum cf_status cf_write_stress_markdown(const struct cf_sink *sink, const struct cf_stress *stress,
                                        const struct cf_style *style, bool first)
{
    struct writing w = { 0 };
    struct cf_stress_outline outline;
    cf_page_init(&w.page, style);
    cf_markdown_init(&w.md, sink, !first);
    cf_markdown_heading(&w.md, 2);
    put(&w, cf_result_title(&w.page, stress->evaluation));
    cf_markdown_end(&w.md);
    cf_markdown_paragraph(&w.md);
    cf_markdown_strong(&w.md,
                       cf_page_untied(&w.page, cf_result_verdict(&w.page, stress->evaluation)));
    cf_markdown_end(&w.md);
    cf_stress_outline(&outline, &w.page, stress);
    for (size_t i = 0; i < outline.count;)
        if (outline.lines[i].kind == CF_STRESS_BAR)
            i = put_table(&w, &outline, i);
        else
            put_line(&w, &outline.lines[i++]);
    enum cf_status status = cf_page_release(&w.page);
    return status == CF_OK ? cf_markdown_flush(&w.md) : status;
}
