#include "output/stress_outline.h"

#include <string.h>

#include "output/result_text.h"

enum { FLIPS_TOLD = 10 };

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
    size_t count, told;
    const struct cf_flip_line *lines = cf_flip_lines(outline->page, stress, &count);
    told = outline->page->style.verbose > 0 || count < FLIPS_TOLD ? count : FLIPS_TOLD;
    cf_stress_add(outline, CF_STRESS_PART, "",
                  "What alone would change verdict or first No, nearest first");
    for (size_t i = 0; i < told; i++)
        add_flip(outline, stress, &lines[i]);
    add_rest(outline, stress, count - told);
}

void cf_stress_outline(struct cf_stress_outline *outline, struct cf_page *page,
                       const struct cf_stress *stress)
{
    *outline = (struct cf_stress_outline){ .page = page };
    if (stress->flips)
        add_flips(outline, stress);
}
