/* Plans as Markdown, with a list to tick off. */
#include <clusterflow/output.h>

#include "output/markdown.h"
#include "output/plan_outline.h"

struct writing {
    struct cf_markdown md;
    struct cf_page page; /* the memory of the words */
    bool in_group;       /* a group of a list is open, so that its members stand below it */
};

static void put(struct writing *w, const char *words)
{
    cf_markdown_text(&w->md, cf_page_untied(&w->page, words));
}

/* "**Label**: text", or one of them alone. */
static void put_labelled(struct writing *w, const struct cf_outline_line *line)
{
    if (*line->label)
        cf_markdown_strong(&w->md, cf_page_untied(&w->page, line->label));
    if (*line->label && *line->text)
        cf_markdown_text(&w->md, ": ");
    put(w, line->text);
}

static void begin_block(struct writing *w, const struct cf_outline_line *line)
{
    switch (line->kind) {
    case CF_OUTLINE_TITLE: cf_markdown_heading(&w->md, 2); break;
    case CF_OUTLINE_PART: cf_markdown_heading(&w->md, 3); break;
    case CF_OUTLINE_TASK: cf_markdown_task(&w->md, 0, false); break;
    case CF_OUTLINE_FACT: cf_markdown_item(&w->md, 1); break;
    case CF_OUTLINE_GROUP: cf_markdown_item(&w->md, 0); break;
    case CF_OUTLINE_MEMBER: cf_markdown_item(&w->md, w->in_group); break;
    default: cf_markdown_paragraph(&w->md); break;
    }
}

static void put_line(struct writing *w, const struct cf_outline_line *line)
{
    w->in_group =
        line->kind == CF_OUTLINE_GROUP || (line->kind == CF_OUTLINE_MEMBER && w->in_group);
    begin_block(w, line);
    if (line->kind == CF_OUTLINE_SUMMARY)
        cf_markdown_strong(&w->md, cf_page_untied(&w->page, line->text));
    else
        put_labelled(w, line);
    cf_markdown_end(&w->md);
}

enum cf_status cf_write_plan_markdown(const struct cf_sink *sink, const struct cf_plan *plan,
                                      bool by_actor, const struct cf_style *style, bool first)
{
    struct writing w = { 0 };
    struct cf_outline outline;
    cf_page_init(&w.page, style);
    cf_markdown_init(&w.md, sink, !first);
    cf_plan_outline(&outline, &w.page, plan, by_actor);
    for (size_t i = 0; i < outline.count; i++)
        put_line(&w, &outline.lines[i]);
    enum cf_status status = cf_page_release(&w.page);
    return status == CF_OK ? cf_markdown_flush(&w.md) : status;
}
