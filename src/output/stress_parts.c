/* What texts say about other orders of the steps and about what is not known. */
#include "output/result_text.h"
#include "output/stress_outline.h"
#include "output/words.h"

enum { UNKNOWN_TOLD = 10 };

static const char *title_of(struct cf_page *page, const struct cf_stress *stress, size_t step)
{
    return cf_page_clean(page, stress->evaluation->steps[step].step->title);
}

static bool same_end(struct cf_walk_end a, struct cf_walk_end b)
{
    return a.verdict == b.verdict && a.first_no == b.first_no;
}

/* ---- other orders ---- */

static void add_swap(struct cf_stress_outline *outline, const struct cf_stress *stress,
                     const struct cf_swap *swap)
{
    struct cf_page *page = outline->page;
    const char *label = cf_page_format(page, "%zu and %zu", swap->first + 1, swap->second + 1);
    const char *text = cf_page_format(
        page, "%s before %s%s: %s", title_of(page, stress, swap->second),
        title_of(page, stress, swap->first), swap->across ? " (of another stage)" : "",
        swap->possible ? cf_stress_becomes(page, stress, swap->end)
                       : "cannot be, since a route leads from the one to the other");
    cf_stress_add(outline, CF_STRESS_ROW, label, text);
}

void cf_stress_add_order(struct cf_stress_outline *outline, const struct cf_stress *stress)
{
    struct cf_page *page = outline->page;
    const struct cf_swaps *swaps = stress->order;
    bool all = page->style.verbose > 0;
    size_t same = 0, bound = 0;
    cf_stress_add(outline, CF_STRESS_PART, "", "If neighbouring steps changed places");
    if (!swaps->count)
        cf_stress_add(outline, CF_STRESS_NOTE, "", "The chart has one step alone.");
    for (size_t i = 0; i < swaps->count; i++) {
        const struct cf_swap *swap = &swaps->items[i];
        bool stays = same_end(swap->end, swaps->now);
        same += swap->possible && stays;
        bound += !swap->possible;
        if (all || !stays)
            add_swap(outline, stress, swap);
    }
    if (same && !all)
        cf_stress_add(outline, CF_STRESS_NOTE, "",
                      cf_page_format(page, "With %s verdict and first No stay.",
                                     cf_text_count(page, same, "exchange")));
    if (bound && !all)
        cf_stress_add(outline, CF_STRESS_NOTE, "",
                      cf_page_format(page,
                                     "%s cannot be, since a route leads from the one to "
                                     "the other.",
                                     cf_text_count(page, bound, "exchange")));
}

/* ---- what is not known ---- */

static const char *ends_words(struct cf_page *page, const struct cf_stress *stress,
                              const struct cf_walk_end *ends, size_t count)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < count; i++) {
        const char *one = ends[i].first_no == CF_NO_STEP
                              ? "clear"
                              : title_of(page, stress, (size_t)ends[i].first_no);
        cf_phrase_add(&words, page, "; ", one);
    }
    return cf_phrase_text(&words);
}

static const char *answer_words(struct cf_page *page, const struct cf_stress *stress,
                                const struct cf_unknown *unknown,
                                const struct cf_gap_answer *answer)
{
    const char *left = cf_page_format(page, "%zu left", answer->end_count);
    if (answer->end_count == 1)
        left = cf_stress_becomes(page, stress, answer->ends[0]);
    return cf_page_format(page, "%s: %s",
                          cf_stress_values(page, stress, unknown->index, &answer->example), left);
}

static void add_gap(struct cf_stress_outline *outline, const struct cf_stress *stress,
                    const struct cf_unknown *unknown)
{
    struct cf_page *page = outline->page;
    struct cf_phrase answers = { 0 };
    size_t step = cf_stress_step_of(stress, unknown->criterion);
    for (size_t i = 0; i < unknown->answer_count; i++)
        cf_phrase_add(&answers, page, "; ",
                      answer_words(page, stress, unknown, &unknown->answers[i]));
    const char *label =
        unknown->least == unknown->most
            ? cf_page_format(page, "%zu left", unknown->most)
            : cf_page_format(page, "%zu %s %zu left", unknown->least,
                             unknown->answer_count > 2 ? "to" : "or", unknown->most);
    const char *text = cf_page_format(
        page, "%s (%s), %s. %s",
        cf_page_clean(page, cf_program_index(stress->program, unknown->index)->label),
        title_of(page, stress, step), unknown->blank ? "not known" : "known too vaguely",
        cf_phrase_text(&answers));
    cf_stress_add(outline, CF_STRESS_ROW, label, text);
}

/* Those of which some value rules out an end; they are the first. */
static size_t count_deciding(const struct cf_unknowns *unknowns)
{
    size_t count = 0;
    while (count < unknowns->count && unknowns->items[count].least < unknowns->end_count)
        count++;
    return count;
}

static const char *rest_words(struct cf_page *page, size_t count, size_t deciding, size_t told)
{
    struct cf_phrase words = { 0 };
    if (told < deciding)
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "%zu more %s less", deciding - told,
                                     deciding - told == 1 ? "decides" : "decide"));
    if (deciding < count)
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "%zu %s nothing by %s", count - deciding,
                                     count - deciding == 1 ? "decides" : "decide",
                                     count - deciding == 1 ? "itself" : "themselves"));
    return cf_page_format(page, "%s; -v tells all.", cf_phrase_text(&words));
}

void cf_stress_add_unknown(struct cf_stress_outline *outline, const struct cf_stress *stress)
{
    struct cf_page *page = outline->page;
    const struct cf_unknowns *unknowns = stress->unknown;
    size_t count = unknowns->count, deciding = count_deciding(unknowns);
    size_t most = page->style.verbose > 0 ? count : UNKNOWN_TOLD;
    size_t told = most < deciding || page->style.verbose > 0 ? most : deciding;
    cf_stress_add(outline, CF_STRESS_PART, "", "If what is not known took any value");
    cf_stress_add(outline, CF_STRESS_NOTE, "",
                  cf_page_format(page, "First No, %zu %s: %s.", unknowns->end_count,
                                 unknowns->end_count == 1 ? "possibility" : "possibilities",
                                 ends_words(page, stress, unknowns->ends, unknowns->end_count)));
    if (unknowns->given_up)
        cf_stress_add(outline, CF_STRESS_NOTE, "",
                      "The search took too long and was given up: there may be more.");
    if (!count) {
        cf_stress_add(outline, CF_STRESS_NOTE, "", "Everything that is asked for is known.");
        return;
    }
    if (told)
        cf_stress_add(outline, CF_STRESS_PART, "", "What would decide most, once it is known");
    for (size_t i = 0; i < told; i++)
        add_gap(outline, stress, &unknowns->items[i]);
    if (told < count)
        cf_stress_add(outline, CF_STRESS_NOTE, "", rest_words(page, count, deciding, told));
}
