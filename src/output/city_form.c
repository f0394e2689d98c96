/* A city file to fill in: every indicator that some charts need, by their steps. */
#include <string.h>

#include "base/map.h"
#include "output/columns.h"
#include "output/explain.h"
#include "output/threshold.h"

enum { COMMENT_COLUMNS = 96 };

/* A form while it is written. */
struct form {
    struct cf_page page;
    const struct cf_program *program; /* of the chart whose steps are written */
    struct cf_map asked;              /* the indices that stand in it already */
};

/* ---- lines ---- */

static void put_line(struct form *form, const char *line)
{
    cf_page_text(&form->page, CF_PAINT_NONE, line);
    cf_page_newline(&form->page);
}

static void put_comment(struct form *form, size_t indent, const char *text)
{
    const char *line;
    size_t length;
    while ((length = cf_wrap(&text, COMMENT_COLUMNS - indent, &line))) {
        cf_page_blanks(&form->page, indent);
        cf_page_text(&form->page, CF_PAINT_NONE, "# ");
        cf_page_put(&form->page, CF_PAINT_NONE, line, length);
        cf_page_newline(&form->page);
    }
}

/* ---- words ---- */

static const char *label_of(struct form *form, const struct cf_index *index)
{
    return cf_page_clean(&form->page, index->label);
}

static const char *list_of(struct form *form, const struct cf_text_list *texts,
                           const char *separator)
{
    struct cf_phrase list = { 0 };
    for (size_t i = 0; i < texts->count; i++)
        cf_phrase_add(&list, &form->page, separator,
                      cf_page_clean(&form->page, texts->items[i].text));
    return cf_phrase_text(&list);
}

/* What an observation of the index may state. */
static const char *kind_words(struct form *form, const struct cf_index *index)
{
    switch (index->type) {
    case CF_NUMBER:
        return cf_page_format(&form->page, "a number in %s",
                              cf_page_clean(&form->page, index->unit.text));
    case CF_FLAG: return "true or false";
    case CF_LEVEL:
    case CF_CATEGORY: break;
    }
    return cf_page_format(&form->page, "one of %s", list_of(form, &index->values, ", "));
}

/* ---- indices ---- */

static bool is_new(struct form *form, const char *id)
{
    uint32_t other;
    if (!cf_map_add(&form->asked, id, strlen(id), 0, &other))
        form->page.failed = true;
    return other == CF_MAP_NONE;
}

static void put_entry(struct form *form, const struct cf_index *index, const char *needed)
{
    struct cf_page *page = &form->page;
    const char *id = index->id.text;
    if (!is_new(form, id)) {
        put_comment(form, 2, cf_page_format(page, "- %s: as above%s", id, needed));
        return;
    }
    put_comment(
        form, 2,
        cf_page_format(page, "- %s: %s%s", label_of(form, index), kind_words(form, index), needed));
    put_line(form, cf_page_format(page, "  %s:", id));
    put_line(form, "    missing: not_stated");
}

/* The level as a file would state it. */
static const char *level_words(struct form *form, size_t number, const struct cf_index *index)
{
    struct cf_criterion_result criterion = cf_explain_criterion(form->program, number);
    return index->type == CF_FLAG ? cf_threshold_word(&criterion, 0)
                                  : cf_explain_needed(&form->page, form->program, number);
}

static void put_criterion(struct form *form, size_t number, const struct cf_index *index)
{
    struct cf_page *page = &form->page;
    const char *needed = cf_page_format(page, "; needed: %s", level_words(form, number, index));
    if (index->derivation == CF_BASE) {
        put_entry(form, index, needed);
        return;
    }
    put_comment(form, 2,
                cf_page_format(page, "- %s is derived: %s%s",
                               cf_explain_named(page, index->label, index->id.text),
                               cf_explain_derivation(page, form->program, index), needed));
    for (size_t i = 0; i < index->operands.count; i++) {
        const char *id = index->operands.items[i].text;
        const struct cf_index *operand = cf_explain_find_index(form->program, id);
        if (operand)
            put_entry(form, operand, "");
    }
}

/* ---- the file ---- */

static void put_step(struct form *form, const struct cf_program_step *step)
{
    struct cf_page *page = &form->page;
    size_t count;
    const struct cf_program_criterion *criteria = cf_program_criteria(form->program, &count);
    put_comment(form, 2,
                cf_page_format(page, "%s: %s", cf_page_clean(page, step->step->title),
                               cf_page_clean(page, step->step->ask)));
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        size_t number = step->first_criterion + i;
        put_criterion(form, number, cf_program_index(form->program, criteria[number].index));
    }
}

static void put_steps(struct form *form)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(form->program, &count);
    const struct cf_stage *stages = cf_program_chart(form->program)->stages;
    for (size_t i = 0; i < count; i++) {
        if (i)
            cf_page_newline(&form->page);
        if (!i || steps[i].stage != steps[i - 1].stage)
            put_comment(form, 2,
                        cf_page_format(&form->page, "---- %s ----",
                                       cf_page_clean(&form->page, stages[steps[i].stage].title)));
        put_step(form, &steps[i]);
    }
}

/* "New town" of "new_town". */
static const char *name_of(struct form *form, const char *id)
{
    char *name = cf_arena_copy(&form->page.arena, id, strlen(id));
    for (char *c = name; c && *c; c++)
        if (*c == '_' || *c == '-')
            *c = ' ';
    if (name && *name >= 'a' && *name <= 'z')
        *name = (char)(*name - 'a' + 'A');
    return name ? name : "";
}

/* A class of actors for the example. */
static const char *a_class(const struct cf_program *program)
{
    size_t count;
    const struct cf_text_list *classes = &cf_program_steps(program, &count)->step->actors;
    return classes->items[classes->count - 1].text;
}

static void put_head(struct form *form, const char *id, const struct cf_program *const *programs,
                     size_t count)
{
    static const char *const help[] = {
        "# Replace \"missing: not_stated\" by what your documents state, such as",
        "#     value: 29               # or about, nearly, at_least, over, at_most, under, between",
        "#     unit: institution       # numbers: as the document prints it",
        "#     year: 2024              # or since, until; flags also began, ended",
        "#     source: yearbook-2024   # one of sources",
        "#     where: Table 3",
        "# What no document states stays as it is: it is Unknown, neither Yes nor No.",
        "clusterflow: city/1",
    };
    struct cf_page *page = &form->page;
    for (size_t i = 0; i < sizeof help / sizeof *help; i++)
        put_line(form, help[i]);
    put_line(form, cf_page_format(page, "id: %s", id));
    put_line(form, cf_page_format(page, "name: %s", name_of(form, id)));
    struct cf_phrase charts = { 0 };
    for (size_t i = 0; i < count; i++)
        cf_phrase_add(&charts, page, ", ", cf_program_chart(programs[i])->id.text);
    put_line(form, cf_page_format(page, "charts: [%s]", cf_phrase_text(&charts)));
    put_line(form, "# as_of: 2024   # the year asked for when none is given");
    put_line(form, "# sources:");
    put_line(form, "#   yearbook-2024: {title: Statistical yearbook, year: 2024}");
    put_line(form, "# actors:       # who could clear what; without clears: anything of the class");
    put_line(form, cf_page_format(page,
                                  "#   - {id: agency, name: Development agency, class: [%s], "
                                  "source: yearbook-2024, where: p. 4}",
                                  a_class(programs[0])));
    cf_page_newline(page);
    put_line(form, "indicators:");
}

enum cf_status cf_write_city_form(const struct cf_sink *sink, const char *id,
                                  const struct cf_program *const *programs, size_t count)
{
    struct form form = { 0 };
    cf_page_init(&form.page, NULL);
    put_head(&form, id, programs, count);
    for (size_t i = 0; i < count; i++) {
        form.program = programs[i];
        if (i)
            cf_page_newline(&form.page);
        put_steps(&form);
    }
    cf_map_release(&form.asked);
    return cf_page_send(&form.page, sink);
}
