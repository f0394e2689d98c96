/* The explanation of a chart as text. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/columns.h"
#include "output/explain.h"
#include "output/result_text.h"
#include "output/words.h"

/* ---- how much of what ---- */

static const char *size_words(struct cf_page *page, const struct cf_program *program)
{
    size_t steps, criteria;
    cf_program_steps(program, &steps);
    cf_program_criteria(program, &criteria);
    return cf_page_format(page, "%s in %s, with %s", cf_text_count(page, steps, "step"),
                          cf_text_count(page, cf_program_chart(program)->stage_count, "stage"),
                          criteria == 1 ? "1 criterion"
                                        : cf_page_format(page, "%zu criteria", criteria));
}

/* How many critical levels come from where. */
static const char *levels_words(struct cf_page *page, const struct cf_program *program)
{
    static const char *const words[] = {
        [CF_BASIS_SOURCE] = "printed in a source",
        [CF_BASIS_COMPARATOR] = "from another place",
        [CF_BASIS_EXISTENCE] = "ask only whether it is there",
        [CF_BASIS_ASSUMPTION] = "assumed by the chart's author",
        [CF_BASIS_NONE] = "of unknown origin",
    };
    static const enum cf_basis order[] = { CF_BASIS_SOURCE, CF_BASIS_COMPARATOR, CF_BASIS_EXISTENCE,
                                           CF_BASIS_ASSUMPTION, CF_BASIS_NONE };
    struct cf_phrase phrase = { 0 };
    size_t count, counts[CF_BASIS_WHAT_IF + 1] = { 0 };
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &count);
    for (size_t i = 0; i < count; i++)
        counts[criteria[i].basis]++;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        bool one_asks = order[i] == CF_BASIS_EXISTENCE && counts[order[i]] == 1;
        const char *text = one_asks ? "asks only whether it is there" : words[order[i]];
        if (counts[order[i]])
            cf_phrase_add(&phrase, page, "; ",
                          cf_page_format(page, "%zu" CF_TIE "%s", counts[order[i]], text));
    }
    return cf_phrase_text(&phrase);
}

/* Does a criterion before this one ask for the same index? */
static bool was_asked(const struct cf_program_criterion *criteria, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (criteria[i].index == criteria[number].index)
            return true;
    return false;
}

static void write_indices(struct cf_page *page, const struct cf_program *program)
{
    struct cf_phrase ids = { 0 };
    size_t count, different = 0;
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &count);
    for (size_t i = 0; i < count; i++) {
        if (was_asked(criteria, i))
            continue;
        const char *id = cf_program_index(program, criteria[i].index)->id.text;
        cf_phrase_add(&ids, page, ", ", cf_page_clean(page, id));
        different++;
    }
    cf_explain_heading(page, cf_page_format(page, "Indices (%zu)", different));
    cf_page_paragraph(page, CF_EXPLAIN_INDENT, CF_PAINT_NONE, cf_phrase_text(&ids));
}

static bool names_class(const struct cf_text_list *classes, const char *id)
{
    for (size_t i = 0; i < classes->count; i++)
        if (strcmp(classes->items[i].text, id) == 0)
            return true;
    return false;
}

/* How many steps a class could clear. */
static size_t count_steps(const struct cf_program *program, const struct cf_term *class)
{
    size_t count, found = 0;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cf_step *step = steps[i].step;
        bool named = names_class(&step->actors, class->id.text);
        for (size_t j = 0; j < step->criterion_count && !named; j++)
            named = names_class(&step->criteria[j].actors, class->id.text);
        found += named;
    }
    return found;
}

static void add_classes(struct cf_phrase *words, struct cf_page *page,
                        const struct cf_program *program, const struct cf_vocabulary *from)
{
    for (size_t i = 0; i < from->actor_class_count; i++) {
        size_t steps = count_steps(program, &from->actor_classes[i]);
        if (steps)
            cf_phrase_add(words, page, "; ",
                          cf_page_format(page, "%s, %s",
                                         cf_page_clean(page, from->actor_classes[i].label),
                                         cf_text_count(page, steps, "step")));
    }
}

static const char *classes_words(struct cf_page *page, const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    struct cf_phrase words = { 0 };
    add_classes(&words, page, program, &cf_program_catalog(program)->words);
    for (size_t i = 0; i < chart->words_count; i++)
        add_classes(&words, page, program, &chart->words[i]);
    return cf_phrase_text(&words);
}

/* ---- the steps ---- */

static void add_criterion(struct cf_table *table, struct cf_page *page,
                          const struct cf_program *program, size_t number)
{
    struct cf_criterion_result result = cf_explain_criterion(program, number);
    cf_table_add(table, page,
                 (struct cf_table_row){
                     .kind = CF_ROW_CRITERION,
                     .label = cf_page_clean(page, result.index->label),
                     .value = cf_explain_needed(page, program, number),
                     .year = cf_basis_name(result.basis),
                 });
}

/* A route that is not the usual one. */
static void add_route(struct cf_table *table, struct cf_page *page,
                      const struct cf_program *program, const char *label, int route, int usual)
{
    if (route != usual)
        cf_table_add(table, page,
                     (struct cf_table_row){ .kind = CF_ROW_DETAIL,
                                            .label = label,
                                            .value = cf_explain_route(page, program, route) });
}

static void add_step(struct cf_table *table, struct cf_page *page, const struct cf_program *program,
                     size_t number)
{
    size_t count;
    const struct cf_program_step *step = &cf_program_steps(program, &count)[number];
    const char *title = cf_explain_named(page, step->step->title, step->step->id.text);
    if (step->step->criterion_count > 1)
        title = cf_page_format(page, "%s, %s", title, cf_words_need(page, step->step));
    cf_table_add(table, page,
                 (struct cf_table_row){
                     .kind = CF_ROW_GROUP, .symbol = page->symbols->skipped, .title = title });
    for (size_t i = 0; i < step->step->criterion_count; i++)
        add_criterion(table, page, program, step->first_criterion + i);
    add_route(table, page, program, "Yes", step->on_yes, (int)number + 1);
    add_route(table, page, program, "No", step->on_no, CF_ROUTE_STOP);
}

static void write_steps(struct cf_page *page, const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    struct cf_table table = { 0 };
    size_t number = 0;
    for (size_t i = 0; i < chart->stage_count; i++) {
        const struct cf_stage *stage = &chart->stages[i];
        cf_table_add(&table, page,
                     (struct cf_table_row){ .kind = CF_ROW_STAGE,
                                            .title = cf_page_clean(page, stage->title),
                                            .value = cf_text_count(page, stage->step_count, "step"),
                                            .paint = CF_PAINT_DIM });
        for (size_t j = 0; j < stage->step_count; j++)
            add_step(&table, page, program, number++);
    }
    cf_explain_table(&table, page);
}

/* ---- the page ---- */

enum cf_status cf_write_chart_page(const struct cf_sink *sink, const struct cf_program *program,
                                   const struct cf_style *style)
{
    struct cf_page page;
    const struct cf_chart *chart = cf_program_chart(program);
    cf_page_init(&page, style);
    cf_explain_title(&page, chart->id.text, "chart", cf_page_clean(&page, chart->title));
    cf_explain_line(&page, "Note", cf_page_clean(&page, chart->note));
    cf_explain_line(&page, "Size", size_words(&page, program));
    cf_explain_line(&page, "Walk",
                    "Yes leads to the next step, No stops the walk, unless a route is shown");
    cf_explain_line(&page, "Levels", levels_words(&page, program));
    cf_explain_line(&page, "Who", classes_words(&page, program));
    cf_explain_line(&page, "File", cf_clean_literal(&page.arena, chart->source->name));
    cf_explain_line(&page, "Catalog",
                    cf_clean_literal(&page.arena, cf_program_catalog(program)->source->name));
    write_steps(&page, program);
    write_indices(&page, program);
    return cf_page_send(&page, sink);
}
