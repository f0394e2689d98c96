/* The difference of two versions as Markdown. */
#include "output/difference_words.h"
#include "output/markdown.h"

/* A document in the making, and the page whose words it takes. */
struct document {
    struct cf_markdown md;
    struct cf_page page;
    const struct cf_difference *difference;
};

static void put_words(struct document *document, const char *words)
{
    cf_markdown_text(&document->md, cf_page_untied(&document->page, words));
}

static void put_paragraph(struct document *document, const char *words)
{
    cf_markdown_paragraph(&document->md);
    put_words(document, words);
    cf_markdown_end(&document->md);
}

static void put_change(struct document *document, size_t number, unsigned depth)
{
    const struct cf_change *change = &document->difference->changes[number];
    cf_markdown_item(&document->md, depth);
    put_words(document, cf_page_format(&document->page, "Change %zu: %s", number + 1,
                                       cf_difference_change(&document->page, change)));
    if (!change->matters)
        cf_markdown_text(&document->md, " (no answer depends on it)");
    cf_markdown_end(&document->md);
}

static void write_cause(struct document *document, const struct cf_effect *effect,
                        const struct cf_cause *cause)
{
    struct cf_markdown *md = &document->md;
    const char *together = cf_difference_together(&document->page, cause);
    cf_markdown_item(md, 0);
    cf_markdown_strong(md, "Because of");
    if (effect->cause_count > 1)
        put_words(document,
                  cf_page_format(&document->page, " (%s)",
                                 cf_difference_aspect_names(&document->page, cause->aspects)));
    if (*together) {
        cf_markdown_text(md, ": ");
        put_words(document, together);
    }
    cf_markdown_end(md);
    for (size_t i = 0; i < document->difference->change_count; i++)
        if (cf_difference_responsible(cause, i))
            put_change(document, i, 1);
}

static void write_effect(struct document *document, const struct cf_effect *effect)
{
    struct cf_markdown *md = &document->md;
    cf_markdown_heading(md, 3);
    put_words(document, cf_difference_place(&document->page, document->difference, effect));
    cf_markdown_end(md);
    for (unsigned bit = 0; bit < CF_ASPECTS; bit++) {
        if (!(effect->aspects & 1u << bit))
            continue;
        cf_markdown_item(md, 0);
        cf_markdown_strong(md, cf_difference_aspect(1u << bit));
        cf_markdown_text(md, ": ");
        put_words(document, cf_difference_aspect_change(&document->page, document->difference,
                                                        effect, 1u << bit));
        cf_markdown_end(md);
    }
    for (size_t i = 0; i < effect->cause_count; i++)
        write_cause(document, effect, &effect->causes[i]);
}

static void write_head(struct document *document, const struct cf_diff_view *view)
{
    struct cf_page *page = &document->page;
    cf_markdown_heading(&document->md, 2);
    cf_markdown_text(&document->md, "Difference: ");
    put_words(document, cf_difference_title(page, document->difference));
    cf_markdown_end(&document->md);
    put_paragraph(document,
                  cf_page_format(page, "%s %s %s",
                                 view->old_name ? cf_page_clean(page, view->old_name) : "none",
                                 cf_difference_arrow(page),
                                 view->new_name ? cf_page_clean(page, view->new_name) : "none"));
}

enum cf_status cf_write_difference_markdown(const struct cf_sink *sink,
                                            const struct cf_difference *difference,
                                            const struct cf_diff_view *view)
{
    struct document document = { .difference = difference };
    cf_markdown_init(&document.md, sink, false);
    cf_page_init(&document.page, &(struct cf_style){ .width = 0 });
    write_head(&document, view);
    put_paragraph(&document, cf_difference_count(&document.page, difference));
    for (size_t i = 0; i < difference->change_count; i++)
        put_change(&document, i, 0);
    put_paragraph(&document, cf_difference_effects(&document.page, difference));
    for (size_t i = 0; i < difference->effect_count; i++)
        if (difference->effects[i].aspects)
            write_effect(&document, &difference->effects[i]);
    enum cf_status status = cf_markdown_flush(&document.md);
    enum cf_status words = cf_page_send(&document.page, sink); /* sends nothing, releases it */
    return status != CF_OK ? status : words;
}
