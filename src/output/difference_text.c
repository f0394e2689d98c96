/* The difference of two versions as text. */
#include "output/columns.h"
#include "output/difference_words.h"
#include "output/result_text.h"

enum { INDENT = 2, LABEL = 10, MOST_TOLD = 12 };

/* ---- changes ---- */

static enum cf_paint change_paint(enum cf_change_kind kind)
{
    return kind == CF_ADDED ? CF_PAINT_GREEN : kind == CF_REMOVED ? CF_PAINT_RED : CF_PAINT_NONE;
}

static void write_change(struct cf_page *page, const struct cf_difference *difference,
                         size_t number)
{
    const struct cf_change *change = &difference->changes[number];
    enum cf_paint paint = change->matters ? change_paint(change->kind) : CF_PAINT_DIM;
    size_t digits = cf_columns(cf_page_format(page, "%zu", difference->change_count));
    const char *text = cf_page_format(page, "%zu", number + 1);
    size_t gap = INDENT + digits - cf_columns(text), columns = cf_page_measure(page);
    struct cf_cell cells[] = { { text, cf_columns(text), gap, CF_PAINT_DIM },
                               { cf_difference_change(page, change), columns - INDENT - digits - 2,
                                 2, paint } };
    cf_page_row(page, cells, 2);
}

static void write_changes(struct cf_page *page, const struct cf_difference *difference)
{
    bool all = page->style.verbose > 0;
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_NONE, cf_difference_count(page, difference));
    for (size_t i = 0; i < difference->change_count; i++)
        if (all || difference->changes[i].matters)
            write_change(page, difference, i);
}

/* ---- answers ---- */

/* The changes that are responsible; of very many only the first, unless all are asked for. */
static void write_responsible(struct cf_page *page, const struct cf_difference *difference,
                              const struct cf_cause *cause)
{
    const char *label = "Because";
    size_t left = 0, most = page->style.verbose > 0 ? SIZE_MAX : MOST_TOLD;
    for (size_t i = 0, told = 0; i < difference->change_count; i++) {
        if (!cf_difference_responsible(cause, i))
            continue;
        if (told++ >= most) {
            left++;
            continue;
        }
        cf_page_labelled(page, INDENT, label, LABEL,
                         cf_page_format(page, "%zu" CF_TIE "%s", i + 1,
                                        cf_difference_change(page, &difference->changes[i])));
        label = "";
    }
    if (left)
        cf_page_labelled(page, INDENT, "", LABEL,
                         cf_page_format(page, "and %zu more, which -v shows", left));
}

static void write_cause(struct cf_page *page, const struct cf_difference *difference,
                        const struct cf_effect *effect, const struct cf_cause *cause)
{
    const char *together = cf_difference_together(page, cause);
    if (effect->cause_count > 1)
        cf_page_paragraph(page, INDENT, CF_PAINT_DIM,
                          cf_difference_aspect_names(page, cause->aspects));
    write_responsible(page, difference, cause);
    if (*together)
        cf_page_labelled(page, INDENT, "", LABEL, together);
}

static void write_effect(struct cf_page *page, const struct cf_difference *difference,
                         const struct cf_effect *effect)
{
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, cf_difference_place(page, difference, effect));
    for (unsigned bit = 0; bit < CF_ASPECTS; bit++)
        if (effect->aspects & 1u << bit)
            cf_page_labelled(page, INDENT, cf_difference_aspect(1u << bit), LABEL,
                             cf_difference_aspect_change(page, difference, effect, 1u << bit));
    for (size_t i = 0; i < effect->cause_count; i++)
        write_cause(page, difference, effect, &effect->causes[i]);
}

/* ---- the whole ---- */

static void write_head(struct cf_page *page, const struct cf_difference *difference,
                       const struct cf_diff_view *view)
{
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, cf_difference_title(page, difference));
    cf_page_paragraph(
        page, 0, CF_PAINT_DIM,
        cf_page_format(page, "%s %s %s",
                       view->old_name ? cf_page_clean(page, view->old_name) : "none",
                       cf_difference_arrow(page),
                       view->new_name ? cf_page_clean(page, view->new_name) : "none"));
}

enum cf_status cf_write_difference(const struct cf_sink *sink,
                                   const struct cf_difference *difference,
                                   const struct cf_diff_view *view, const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    write_head(&page, difference, view);
    write_changes(&page, difference);
    cf_page_newline(&page);
    cf_page_paragraph(&page, 0, CF_PAINT_NONE, cf_difference_effects(&page, difference));
    for (size_t i = 0; i < difference->effect_count; i++)
        if (difference->effects[i].aspects)
            write_effect(&page, difference, &difference->effects[i]);
    return cf_page_send(&page, sink);
}
