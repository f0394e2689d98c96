/* The explanation of an index as text. */
#include <clusterflow/output.h>
#include <math.h>
#include <string.h>

#include "output/columns.h"
#include "output/explain.h"
#include "output/words.h"

/* ---- what it is ---- */

/* ", from 0 to 5000"; "" for numbers of any size. */
static const char *range_words(struct cf_page *page, const struct cf_index *index)
{
    if (!isfinite(index->low)) /* a range has both ends */
        return "";
    return cf_page_format(page, ", from %s to %s", cf_words_number(page, index->low),
                          cf_words_number(page, index->high));
}

static const char *number_words(struct cf_page *page, const struct cf_program *program,
                                const struct cf_index *index)
{
    struct cf_evaluation chart = cf_explain_chart_only(program);
    const char *unit = cf_words_unit(page, &chart, index->unit.text, 0);
    return cf_page_format(page, "number%s%s%s", *unit ? ", in " : "", unit,
                          range_words(page, index));
}

static const char *values_words(struct cf_page *page, const struct cf_index *index)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < index->values.count; i++)
        cf_phrase_add(&words, page, ", ", cf_page_clean(page, index->values.items[i].text));
    return cf_phrase_text(&words);
}

static const char *kind_words(struct cf_page *page, const struct cf_program *program,
                              const struct cf_index *index)
{
    switch (index->type) {
    case CF_FLAG: return "yes or no";
    case CF_LEVEL:
        return cf_page_format(page, "level, lowest first: %s", values_words(page, index));
    case CF_CATEGORY: return cf_page_format(page, "category: %s", values_words(page, index));
    default: return number_words(page, program, index);
    }
}

/* ---- how it is derived ---- */

/* The indices that are derived from it. */
static const char *uses_words(struct cf_page *page, const struct cf_program *program,
                              const struct cf_index *index)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < cf_program_index_count(program); i++) {
        const struct cf_index *other = cf_program_index(program, i);
        for (size_t j = 0; j < other->operands.count; j++)
            if (strcmp(other->operands.items[j].text, index->id.text) == 0) {
                cf_phrase_add(&words, page, "; ",
                              cf_explain_named(page, other->label, other->id.text));
                break;
            }
    }
    return cf_phrase_text(&words);
}

/* ---- who asks for it ---- */

static const struct cf_step *step_at(const struct cf_chart_place *place)
{
    size_t count;
    return cf_program_steps(place->program, &count)[place->step].step;
}

static bool same_criterion(const struct cf_chart_place *a, const struct cf_chart_place *b)
{
    const struct cf_criterion *one = cf_explain_criterion(a->program, a->criterion).criterion;
    const struct cf_criterion *other = cf_explain_criterion(b->program, b->criterion).criterion;
    return one->pos.offset == other->pos.offset &&
           strcmp(one->pos.source->name, other->pos.source->name) == 0;
}

static bool was_told(const struct cf_topic *topic, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (same_criterion(&topic->places[i], &topic->places[number]))
            return true;
    return false;
}

/* "hitech/talent, automobile/talent": the charts that share the step. */
static const char *places_words(struct cf_page *page, const struct cf_topic *topic, size_t number)
{
    struct cf_phrase words = { 0 };
    for (size_t i = number; i < topic->place_count; i++) {
        const struct cf_chart_place *place = &topic->places[i];
        if (same_criterion(place, &topic->places[number]))
            cf_phrase_add(&words, page, ", ",
                          cf_page_format(page, "%s/%s", cf_program_chart(place->program)->id.text,
                                         step_at(place)->id.text));
    }
    return cf_phrase_text(&words);
}

static void write_demand(struct cf_page *page, const struct cf_topic *topic, size_t number)
{
    const struct cf_chart_place *place = &topic->places[number];
    struct cf_criterion_result result = cf_explain_criterion(place->program, place->criterion);
    const char *needed = cf_explain_needed(page, place->program, place->criterion);
    if (strcmp(result.index->id.text, topic->index->id.text) != 0)
        needed = cf_page_format(page, "%s: %s",
                                cf_explain_named(page, result.index->label, result.index->id.text),
                                needed);
    cf_page_hanging(
        page, CF_EXPLAIN_INDENT,
        cf_explain_named(page, step_at(place)->title, places_words(page, topic, number)));
    cf_explain_detail(page, "Needs", needed);
    cf_explain_detail(page, "Level", cf_explain_basis(page, place->program, place->criterion));
    cf_explain_detail(page, "Note", cf_page_clean(page, result.criterion->note));
}

static void write_demands(struct cf_page *page, const struct cf_topic *topic)
{
    cf_explain_heading(page, "Asked for by");
    if (!topic->place_count)
        cf_page_paragraph(page, CF_EXPLAIN_INDENT, CF_PAINT_NONE,
                          "none of the charts that are found");
    for (size_t i = 0; i < topic->place_count; i++)
        if (!was_told(topic, i))
            write_demand(page, topic, i);
}

/* ---- the page ---- */

static const char *age_words(struct cf_page *page, const struct cf_index *index)
{
    if (index->max_age < 0)
        return "";
    return cf_page_format(page, "a figure more than %d year%s old is not used", index->max_age,
                          index->max_age == 1 ? "" : "s");
}

enum cf_status cf_write_index_page(const struct cf_sink *sink, const struct cf_topic *topic,
                                   const struct cf_style *style)
{
    struct cf_page page;
    const struct cf_program *program = topic->program;
    const struct cf_index *index = topic->index;
    cf_page_init(&page, style);
    cf_explain_title(&page, index->id.text, "index", cf_page_clean(&page, index->label));
    cf_explain_line(&page, "Kind", kind_words(&page, program, index));
    cf_explain_line(&page, "Factor", cf_explain_factor(&page, program, &index->factor));
    cf_explain_line(&page, "Derived", cf_explain_derivation(&page, program, index));
    cf_explain_line(&page, "Used in", uses_words(&page, program, index));
    cf_explain_line(&page, "Sites",
                    index->shared ? "a site that states none of its own has its city's"
                                  : "a site has its own alone, never its city's");
    cf_explain_line(&page, "Age", age_words(&page, index));
    cf_explain_line(&page, "Note", cf_page_clean(&page, index->note));
    cf_explain_line(&page, "File", cf_clean_literal(&page.arena, index->id.pos.source->name));
    write_demands(&page, topic);
    return cf_page_send(&page, sink);
}
