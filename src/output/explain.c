#include "output/explain.h"

#include <string.h>

#include "output/citation.h"
#include "output/columns.h"
#include "output/words.h"

/* ---- the parts of a page ---- */

/* Whether a title is but the id with blanks, as it is where none is given. */
static bool is_id(const char *title, const char *id)
{
    while (*id && (*title == *id || (*title == ' ' && (*id == '_' || *id == '-')))) {
        title++;
        id++;
    }
    return *title == *id;
}

void cf_explain_title(struct cf_page *page, const char *id, const char *kind, const char *title)
{
    const char *name = cf_page_clean(page, id);
    const char *rest = cf_page_format(page, "%s %s", page->symbols->dot, kind);
    size_t columns = cf_columns(name), measure = cf_page_measure(page);
    struct cf_cell cells[] = {
        { name,
          columns < 1         ? 1
          : columns < measure ? columns
                              : measure,
          0, CF_PAINT_BOLD },
        { rest, cf_columns(rest), 1, CF_PAINT_DIM },
    };
    bool fits = columns + 1 + cells[1].columns <= measure;
    cf_page_row(page, cells, fits ? 2 : 1);
    if (!fits)
        cf_page_paragraph(page, 0, CF_PAINT_DIM, rest);
    if (!is_id(title, id))
        cf_page_paragraph(page, 0, CF_PAINT_NONE, title);
    cf_page_newline(page);
}

void cf_explain_heading(struct cf_page *page, const char *text)
{
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, text);
}

void cf_explain_line(struct cf_page *page, const char *label, const char *text)
{
    if (*text)
        cf_page_labelled(page, CF_EXPLAIN_INDENT, label, CF_EXPLAIN_LABEL, text);
}

void cf_explain_detail(struct cf_page *page, const char *label, const char *text)
{
    enum { INDENT = 4, LABEL = 5 };
    if (*text)
        cf_page_labelled(page, INDENT, label, LABEL, text);
}

size_t cf_explain_list_columns(const struct cf_page *page, size_t widest)
{
    size_t most = page->style.width / 3;
    return widest < 1 ? 1 : widest < most ? widest : most;
}

/* "Universities: at least 10 institutions; comparator", where columns would be too narrow. */
static void write_narrow_row(struct cf_page *page, const struct cf_table_row *row)
{
    enum { INDENT = 2 };
    switch (row->kind) {
    case CF_ROW_STAGE:
        cf_explain_heading(page, *row->value
                                     ? cf_page_format(page, "%s, %s", row->title, row->value)
                                     : row->title);
        break;
    case CF_ROW_DETAIL:
        cf_page_hanging(page, 2 * INDENT, cf_page_format(page, "%s %s", row->label, row->value));
        break;
    case CF_ROW_CRITERION:
        cf_page_hanging(page, 2 * INDENT,
                        cf_page_format(page, "%s: %s%s%s", row->label, row->value,
                                       *row->year ? "; " : "", row->year));
        break;
    default: cf_page_hanging(page, INDENT, row->title); break;
    }
}

void cf_explain_table(const struct cf_table *table, struct cf_page *page)
{
    if (!cf_table_is_narrow(page)) {
        cf_table_write(table, page);
        return;
    }
    for (const struct cf_table_row *row = table->first; row; row = row->next)
        write_narrow_row(page, row);
}

/* ---- charts without a city ---- */

struct cf_evaluation cf_explain_chart_only(const struct cf_program *program)
{
    return (struct cf_evaluation){ .chart = cf_program_chart(program),
                                   .catalog = cf_program_catalog(program) };
}

struct cf_criterion_result cf_explain_criterion(const struct cf_program *program, size_t number)
{
    size_t count;
    const struct cf_program_criterion *criterion = &cf_program_criteria(program, &count)[number];
    return (struct cf_criterion_result){
        .criterion = criterion->criterion,
        .index = cf_program_index(program, criterion->index),
        .answer = CF_UNKNOWN,
        .basis = criterion->basis,
        .threshold = { criterion->threshold[0], criterion->threshold[1] },
        .tolerance = criterion->tolerance,
        .threshold_set = criterion->accepted,
    };
}

/* ---- phrases ---- */

const char *cf_explain_named(struct cf_page *page, const char *label, const char *id)
{
    if (is_id(label, id))
        return cf_page_clean(page, id);
    return cf_page_format(page, "%s (%s)", cf_page_clean(page, label), cf_page_clean(page, id));
}

const char *cf_explain_needed(struct cf_page *page, const struct cf_program *program,
                              size_t criterion)
{
    struct cf_evaluation chart = cf_explain_chart_only(program);
    struct cf_criterion_result result = cf_explain_criterion(program, criterion);
    return cf_words_needed(page, &chart, &result);
}

const struct cf_index *cf_explain_find_index(const struct cf_program *program, const char *id)
{
    return cf_program_index(program, cf_program_index_number(program, id));
}

static const char *operand_words(struct cf_page *page, const struct cf_program *program,
                                 const struct cf_index *index, const char *separator)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < index->operands.count; i++) {
        const char *id = index->operands.items[i].text;
        const struct cf_index *operand = cf_explain_find_index(program, id);
        cf_phrase_add(&words, page, separator,
                      cf_explain_named(page, operand ? operand->label : id, id));
    }
    return cf_phrase_text(&words);
}

const char *cf_explain_derivation(struct cf_page *page, const struct cf_program *program,
                                  const struct cf_index *index)
{
    static const char *const separators[] = {
        [CF_RATIO] = " divided by ", [CF_PRODUCT] = " times ", [CF_SUM] = " plus ",
        [CF_DIFFERENCE] = " less ",  [CF_MAX] = ", ",          [CF_MIN] = ", ",
        [CF_GROWTH] = ", ",
    };
    if (index->derivation == CF_BASE)
        return "";
    const char *operands = operand_words(page, program, index, separators[index->derivation]);
    switch (index->derivation) {
    case CF_MAX: return cf_page_format(page, "the largest of %s", operands);
    case CF_MIN: return cf_page_format(page, "the smallest of %s", operands);
    case CF_GROWTH:
        return cf_page_format(page, "the growth of %s a year, over %d year%s", operands,
                              index->years, index->years == 1 ? "" : "s");
    default: return operands;
    }
}

const char *cf_explain_basis(struct cf_page *page, const struct cf_program *program,
                             size_t criterion)
{
    struct cf_criterion_result result = cf_explain_criterion(program, criterion);
    const char *words = cf_words_basis(page, &result);
    if (*words)
        return words;
    return result.basis == CF_BASIS_EXISTENCE ? "asked whether it is there"
                                              : "where it comes from is not said";
}

const char *cf_explain_route(struct cf_page *page, const struct cf_program *program, int route)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    if (route == CF_ROUTE_STOP)
        return "stops the walk: this is the bottleneck";
    if ((size_t)route >= count)
        return "leads to the end of the chart";
    return cf_page_format(
        page, "leads to %s",
        cf_explain_named(page, steps[route].step->title, steps[route].step->id.text));
}

static const struct cf_term *find_term(const struct cf_term *terms, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(terms[i].id.text, id) == 0)
            return &terms[i];
    return NULL;
}

const struct cf_term *cf_explain_find_factor(const struct cf_program *program, const char *id)
{
    const struct cf_chart *chart = cf_program_chart(program);
    const struct cf_vocabulary *words = &cf_program_catalog(program)->words;
    const struct cf_term *found = find_term(words->factors, words->factor_count, id);
    for (size_t i = 0; i < chart->words_count && !found; i++)
        found = find_term(chart->words[i].factors, chart->words[i].factor_count, id);
    return found;
}

const struct cf_term *cf_explain_find_class(const struct cf_program *program, const char *id)
{
    const struct cf_chart *chart = cf_program_chart(program);
    const struct cf_vocabulary *words = &cf_program_catalog(program)->words;
    const struct cf_term *found = find_term(words->actor_classes, words->actor_class_count, id);
    for (size_t i = 0; i < chart->words_count && !found; i++)
        found = find_term(chart->words[i].actor_classes, chart->words[i].actor_class_count, id);
    return found;
}

const char *cf_explain_factor(struct cf_page *page, const struct cf_program *program,
                              const struct cf_text *factor)
{
    if (!factor->text)
        return "";
    const struct cf_term *term = cf_explain_find_factor(program, factor->text);
    return cf_explain_named(page, term ? term->label : factor->text, factor->text);
}

const char *cf_explain_classes(struct cf_page *page, const struct cf_program *program,
                               const struct cf_text_list *classes)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < classes->count; i++) {
        const char *id = classes->items[i].text;
        const struct cf_term *term = cf_explain_find_class(program, id);
        cf_phrase_add(&words, page, "; ", cf_page_clean(page, term ? term->label : id));
    }
    return cf_phrase_text(&words);
}
