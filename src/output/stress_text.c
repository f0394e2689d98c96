/* Stress tests as text. */
#include <clusterflow/output.h>
#include <math.h>

#include "output/columns.h"
#include "output/result_words.h"
#include "output/stress_outline.h"
#include "output/words.h"

enum { INDENT = 2 };

/* How wide the labels of the rows from line `from` on are. */
static size_t label_columns(const struct cf_stress_outline *outline, size_t from)
{
    size_t widest = 1, cap = outline->page->style.width / 3;
    for (size_t i = from; i < outline->count && outline->lines[i].kind == outline->lines[from].kind;
         i++) {
        size_t columns = cf_columns(outline->lines[i].label);
        widest = columns > widest ? columns : widest;
    }
    return widest < cap ? widest : cap;
}

/* A row with a bar, where there is room for one; as long as the share of the widest there can be.
 */
static void write_bar(struct cf_page *page, const struct cf_stress_line *line, size_t columns)
{
    enum { GAP = 2, NUMBERS = 33, SHORTEST = 8, LONGEST = 40 };
    size_t used = INDENT + columns + 2 * GAP + NUMBERS, width = cf_page_measure(page);
    size_t room = used + SHORTEST <= width ? width - used : 0;
    if (!room) {
        cf_page_labelled(page, INDENT, line->label, columns, line->text);
        return;
    }
    room = room < LONGEST ? room : LONGEST;
    size_t length = (size_t)(line->share * (double)room + 0.5);
    struct cf_phrase bar = { 0 };
    cf_phrase_add(&bar, page, "", length ? "" : " ");
    for (size_t i = 0; i < length; i++)
        cf_phrase_add(&bar, page, "", page->symbols->bar);
    struct cf_cell cells[] = {
        { line->label, columns, INDENT, CF_PAINT_NONE },
        { cf_phrase_text(&bar), room, GAP, CF_PAINT_NONE },
        { line->text, NUMBERS, GAP, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 3);
}

static void write_line(struct cf_page *page, const struct cf_stress_outline *outline, size_t number,
                       size_t columns)
{
    const struct cf_stress_line *line = &outline->lines[number];
    switch (line->kind) {
    case CF_STRESS_PART:
        cf_page_newline(page);
        cf_page_paragraph(page, 0, CF_PAINT_BOLD, line->text);
        break;
    case CF_STRESS_NOTE: cf_page_paragraph(page, INDENT, CF_PAINT_NONE, line->text); break;
    case CF_STRESS_BAR: write_bar(page, line, columns); break;
    case CF_STRESS_ROW: cf_page_labelled(page, INDENT, line->label, columns, line->text); break;
    }
}

static void write_outline(struct cf_page *page, const struct cf_stress_outline *outline)
{
    size_t columns = 1;
    for (size_t i = 0; i < outline->count; i++) {
        if (!i || outline->lines[i].kind != outline->lines[i - 1].kind)
            columns = label_columns(outline, i);
        write_line(page, outline, i, columns);
    }
}

/* ---- in one line ---- */

static const char *step_id(const struct cf_stress *stress, int step)
{
    return step == CF_NO_STEP ? "-" : stress->evaluation->steps[step].step->id.text;
}

static const char *nearest_words(struct cf_page *page, const struct cf_stress *stress)
{
    const struct cf_flips *flips = stress->flips;
    if (!flips || !flips->line_count)
        return "-\t-\t-";
    const struct cf_flip *flip = &flips->lines[0].flip;
    const char *share = isinf(flip->share) ? "-" : cf_words_number(page, flip->share);
    return cf_page_format(page, "%s\t%s\t%s", share, cf_verdict_name(flip->becomes.verdict),
                          step_id(stress, flip->becomes.first_no));
}

static void write_brief(struct cf_page *page, const struct cf_stress *stress)
{
    const struct cf_evaluation *evaluation = stress->evaluation;
    const char *place = evaluation->city->self.id.text;
    if (evaluation->site)
        place = cf_page_format(page, "%s/%s", place, evaluation->site->id.text);
    const char *year = evaluation->year ? cf_page_format(page, "%d", evaluation->year) : "-";
    cf_page_text(page, CF_PAINT_NONE,
                 cf_page_format(page, "%s\t%s\t%s\t%s\t%s\t%s", place, evaluation->chart->id.text,
                                year, cf_verdict_name(evaluation->verdict),
                                step_id(stress, evaluation->first_no),
                                nearest_words(page, stress)));
    cf_page_newline(page);
}

enum cf_status cf_write_stress_text(const struct cf_sink *sink, const struct cf_stress *stress,
                                    const struct cf_style *style)
{
    struct cf_page page;
    struct cf_stress_outline outline;
    cf_page_init(&page, style);
    if (page.style.verbose < 0) {
        write_brief(&page, stress);
        return cf_page_send(&page, sink);
    }
    cf_page_paragraph(&page, 0, CF_PAINT_BOLD, cf_result_title(&page, stress->evaluation));
    cf_page_newline(&page);
    cf_page_paragraph(&page, 0, cf_verdict_paint(stress->evaluation->verdict),
                      cf_result_verdict(&page, stress->evaluation));
    cf_stress_outline(&outline, &page, stress);
    write_outline(&page, &outline);
    return cf_page_send(&page, sink);
}
