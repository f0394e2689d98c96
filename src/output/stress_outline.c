#include "output/stress_outline.h"

#include <inttypes.h>
#include <string.h>

#include "output/result_text.h"
#include "output/words.h"

void cf_stress_add(struct cf_stress_outline *outline, enum cf_stress_line_kind kind,
                   const char *label, const char *text)
{
    if (outline->count == outline->capacity) {
        size_t capacity = outline->capacity ? 2 * outline->capacity : 32;
        struct cf_stress_line *lines =
            cf_arena_array(&outline->page->arena, capacity, sizeof *lines);
        if (!lines)
            return;
        if (outline->count)
            memcpy(lines, outline->lines, outline->count * sizeof *lines);
        outline->lines = lines;
        outline->capacity = capacity;
    }
    outline->lines[outline->count++] = (struct cf_stress_line){ kind, label, text, 0 };
}

/* ---- flip points ---- */

static void add_flip(struct cf_stress_outline *outline, const struct cf_stress *stress,
                     const struct cf_flip_line *line)
{
    struct cf_page *page = outline->page;
    const char *text = cf_page_format(
        page, "and %s: %s, %s", cf_stress_becomes(page, stress, line->flip.becomes),
        cf_stress_subject(page, stress, line->lever), cf_stress_where(page, stress, line));
    cf_stress_add(outline, CF_STRESS_ROW, cf_stress_change(page, stress, line), text);
}

static void add_rest(struct cf_stress_outline *outline, const struct cf_stress *stress,
                     size_t untold)
{
    struct cf_page *page = outline->page;
    const struct cf_flips *flips = stress->flips;
    size_t firm = flips->count - flips->flipping;
    if (untold)
        cf_stress_add(outline, CF_STRESS_NOTE, "",
                      cf_page_format(page, "%zu more %s further away; -v tells all.", untold,
                                     untold == 1 ? "is" : "are"));
    if (firm)
        cf_stress_add(outline, CF_STRESS_NOTE, "",
                      cf_page_format(page,
                                     "Of %zu figure%s no value, all else being as it is, changes "
                                     "verdict or first No.",
                                     firm, firm == 1 ? " or level" : "s and levels"));
}

static void add_flips(struct cf_stress_outline *outline, const struct cf_stress *stress)
{
    const struct cf_flips *flips = stress->flips;
    bool all = outline->page->style.verbose > 0 || flips->line_count < CF_FLIPS_TOLD;
    size_t told = all ? flips->line_count : CF_FLIPS_TOLD;
    cf_stress_add(outline, CF_STRESS_PART, "",
                  "What alone would change verdict or first No, nearest first");
    for (size_t i = 0; i < told; i++)
        add_flip(outline, stress, &flips->lines[i]);
    add_rest(outline, stress, flips->line_count - told);
}

/* ---- draws ---- */

/* "100000 draws (seed 1)", and how far they got. */
static const char *draws_title(struct cf_page *page, const struct cf_draws *draws)
{
    if (draws->drawn < draws->asked)
        return cf_page_format(
            page, "First No in %" PRIu64 " draws (seed %" PRIu64 "): partial, of %" PRIu64,
            draws->drawn, draws->seed, draws->asked);
    return cf_page_format(page, "First No in %" PRIu64 " draws (seed %" PRIu64 ")", draws->drawn,
                          draws->seed);
}

static void add_outcome(struct cf_stress_outline *outline, const struct cf_stress *stress,
                        const struct cf_outcome_share *share)
{
    struct cf_page *page = outline->page;
    const char *label = cf_verdict_words(share->end.verdict);
    if (share->end.first_no != CF_NO_STEP)
        label = cf_page_clean(page, stress->evaluation->steps[share->end.first_no].step->title);
    const char *text =
        cf_page_format(page, "%s (%s to %s)", cf_stress_share(page, share->share),
                       cf_stress_share(page, share->low), cf_stress_share(page, share->high));
    cf_stress_add(outline, CF_STRESS_BAR, label, text);
    if (outline->count)
        outline->lines[outline->count - 1].share = share->share;
}

/* What was drawn, and what was not. */
static const char *drawn_words(struct cf_page *page, const struct cf_draws *draws)
{
    size_t levels = draws->variable_count - draws->figure_count;
    struct cf_phrase words = { 0 };
    cf_phrase_add(&words, page, "",
                  cf_page_format(page,
                                 "Drawn, each evenly and by itself: %s from the sets that "
                                 "the city states",
                                 cf_text_count(page, draws->figure_count, "figure")));
    cf_phrase_add(&words, page, ", ",
                  cf_page_format(page, "%s within %s of what the chart says",
                                 cf_text_count(page, levels, "level"),
                                 cf_words_percent(page, draws->spread)));
    if (draws->open_count)
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "%s without two ends stay%s",
                                     cf_text_count(page, draws->open_count, "figure"),
                                     draws->open_count == 1 ? "s" : ""));
    if (draws->missing_count)
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "of %s nothing is known, which stays so",
                                     cf_stress_indices(page, draws->missing_count)));
    return cf_page_format(page, "%s.", cf_phrase_text(&words));
}

static void add_draws(struct cf_stress_outline *outline, const struct cf_stress *stress)
{
    struct cf_page *page = outline->page;
    const struct cf_draws *draws = stress->draws;
    cf_stress_add(outline, CF_STRESS_PART, "", draws_title(page, draws));
    for (size_t i = 0; i < draws->outcome_count; i++)
        add_outcome(outline, stress, &draws->outcomes[i]);
    cf_stress_add(outline, CF_STRESS_NOTE, "", drawn_words(page, draws));
    cf_stress_add(outline, CF_STRESS_NOTE, "",
                  "In brackets: Wilson's interval of 95 % for the share.");
}

void cf_stress_outline(struct cf_stress_outline *outline, struct cf_page *page,
                       const struct cf_stress *stress)
{
    *outline = (struct cf_stress_outline){ .page = page };
    if (stress->flips)
        add_flips(outline, stress);
    if (stress->draws)
        add_draws(outline, stress);
    if (stress->order)
        cf_stress_add_order(outline, stress);
    if (stress->unknown)
        cf_stress_add_unknown(outline, stress);
}
