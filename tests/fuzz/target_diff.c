/*
 * A catalog, a chart, a city, another version of the city and one of the chart: what changed and
 * what comes of it, in every format.
 */
#include "workshop.h"

/* ---- what has to be true ---- */

static void judge_effect(const struct cf_difference *difference, const struct cf_effect *effect)
{
    unsigned told = 0;
    for (size_t i = 0; i < effect->cause_count; i++) {
        const struct cf_cause *cause = &effect->causes[i];
        if (!cause->aspects || told & cause->aspects)
            fuzz_fail("cause %zu tells %u once more", i, cause->aspects);
        told |= cause->aspects;
        for (size_t j = 0; j < cause->set_count; j++)
            for (size_t k = 0; k < cause->sets[j].count; k++)
                if (cause->sets[j].changes[k] >= difference->change_count)
                    fuzz_fail("change %zu of %zu", cause->sets[j].changes[k],
                              difference->change_count);
    }
    if (effect->before && effect->after && told != effect->aspects)
        fuzz_fail("%u changed, and %u is told of", effect->aspects, told);
}

/* ---- writers ---- */

static void write_text(const struct cf_difference *difference, const struct cf_diff_view *view)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 120, .color = true },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_difference(&sink, difference, view, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void tell(struct cf_difference *difference)
{
    static const struct cf_diff_view view = { 0 };
    struct fuzz_output json = { .bytes = NULL }, markdown = { .bytes = NULL };
    struct cf_sink sinks[] = { fuzz_sink(&json), fuzz_sink(&markdown) };
    for (size_t i = 0; i < difference->effect_count; i++)
        judge_effect(difference, &difference->effects[i]);
    write_text(difference, &view);
    if (cf_write_difference_json(&sinks[0], difference, &view) != CF_OK ||
        cf_write_difference_markdown(&sinks[1], difference, &view) != CF_OK)
        fuzz_fail("a difference that cannot be written");
    fuzz_judge_json(&json);
    fuzz_judge_markdown(&markdown);
    fuzz_output_release(&json);
    fuzz_output_release(&markdown);
    cf_difference_free(difference);
}

/* ---- differences ---- */

static void diff_cities(struct fuzz_workshop *old, struct fuzz_workshop *new)
{
    const struct cf_program *programs[] = { old->program };
    struct cf_difference *difference;
    if (!old->program || !old->city || !new->city || old->city->faulty || new->city->faulty)
        return;
    if (cf_diff_cities(&difference, old->city, new->city, programs, 1, NULL, old->diags) != CF_OK)
        fuzz_fail("no difference of cities");
    tell(difference);
}

static void diff_charts(struct fuzz_workshop *old, struct fuzz_workshop *new)
{
    const struct cf_city *cities[] = { old->city };
    struct cf_difference *difference;
    if (!old->program || !new->program)
        return;
    size_t count = old->city && !old->city->faulty;
    if (cf_diff_charts(&difference, old->program, new->program, cities, count, NULL, old->diags) !=
        CF_OK)
        fuzz_fail("no difference of charts");
    tell(difference);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts, others;
    struct fuzz_workshop old, new;
    fuzz_split(&parts, data, size);
    others = parts;
    others.items[2] = parts.items[3];
    if (parts.count > 4)
        others.items[1] = parts.items[4];
    fuzz_workshop_open(&old, &parts);
    fuzz_workshop_open(&new, &others);
    diff_cities(&old, &new);
    diff_charts(&old, &new);
    fuzz_workshop_close(&new);
    fuzz_workshop_close(&old);
    fuzz_release(&parts);
    return 0;
}
