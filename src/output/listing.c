#include <clusterflow/output.h>

#include "output/columns.h"
#include "output/stream.h"

enum { INDENT = 2, GAP = 2 };

static size_t wider(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* A row on one line if it fits, else its name on a line of its own. */
static void put_row(struct cf_page *page, const struct cf_list_row *row, size_t ids, size_t titles)
{
    const char *name = cf_clean_literal(&page->arena, row->name);
    struct cf_cell cells[] = {
        { cf_page_clean(page, row->id), ids, INDENT, CF_PAINT_BOLD },
        { cf_page_clean(page, row->title), titles, GAP, CF_PAINT_NONE },
        { name, wider(cf_columns(name), 1), GAP, CF_PAINT_DIM },
    };
    size_t columns = INDENT + ids + GAP + titles + GAP + cf_columns(name);
    cf_page_row(page, cells, columns <= page->style.width ? 3 : 2);
    if (columns <= page->style.width)
        return;
    size_t below = INDENT + ids + GAP;
    if (below + cf_columns(name) > page->style.width)
        below = 2 * INDENT;
    cf_page_blanks(page, below);
    cf_page_text(page, CF_PAINT_DIM, name);
    cf_page_newline(page);
}

enum cf_status cf_write_list(const struct cf_sink *sink, const char *heading,
                             const struct cf_list_row *rows, size_t count,
                             const struct cf_style *style)
{
    struct cf_page page;
    size_t ids = 1, titles = 1;
    cf_page_init(&page, style);
    for (size_t i = 0; i < count; i++) {
        ids = wider(ids, cf_columns(cf_page_clean(&page, rows[i].id)));
        titles = wider(titles, cf_columns(cf_page_clean(&page, rows[i].title)));
    }
    if (titles > page.style.width / 2)
        titles = page.style.width / 2;
    cf_page_text(&page, CF_PAINT_NONE, heading);
    cf_page_newline(&page);
    for (size_t i = 0; i < count; i++)
        put_row(&page, &rows[i], ids, titles);
    return cf_page_send(&page, sink);
}

enum cf_status cf_write_talk(const struct cf_sink *sink, const char *text,
                             const struct cf_style *style)
{
    enum { HANG = 4 };
    struct cf_page page;
    cf_page_init(&page, style);
    cf_page_flow(&page, 0, HANG, cf_clean_literal(&page.arena, text));
    return cf_page_send(&page, sink);
}

enum cf_status cf_write_visible(const struct cf_sink *sink, const char *text)
{
    struct cf_stream stream;
    cf_stream_init(&stream, sink);
    cf_stream_shown(&stream, text, NULL);
    return cf_stream_flush(&stream);
}
