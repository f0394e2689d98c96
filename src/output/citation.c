#include "output/citation.h"

#include <stdlib.h>
#include <string.h>

static const char *first_of(const char *a, const char *b, const char *c)
{
    return a && *a ? a : b && *b ? b : c;
}

static const char *with_year(struct cf_page *page, const char *name, int year)
{
    return year ? cf_page_format(page, "%s" CF_TIE "(%d)", name, year) : name;
}

static const char *with_place(struct cf_page *page, const char *phrase, const char *where)
{
    return where ? cf_page_format(page, "%s, %s", phrase, cf_page_clean(page, where)) : phrase;
}

const char *cf_words_cite(struct cf_page *page, const struct cf_citation *citation,
                          const char *where)
{
    if (!citation)
        return cf_page_clean(page, where);
    const char *name = first_of(citation->authors, citation->publisher, citation->id.text);
    return with_place(page, with_year(page, cf_page_clean(page, name), citation->year), where);
}

const char *cf_words_cite_id(struct cf_page *page, const struct cf_citation *citation,
                             const char *where)
{
    if (!citation)
        return cf_page_clean(page, where);
    return with_place(page, citation->id.text, where);
}

const char *cf_words_document(struct cf_page *page, const struct cf_citation *citation)
{
    const char *title = cf_page_clean(page, first_of(citation->title, citation->id.text, ""));
    if (citation->authors && *citation->authors) {
        const char *authors = cf_page_clean(page, citation->authors);
        return cf_page_format(page, "%s: %s", with_year(page, authors, citation->year), title);
    }
    title = with_year(page, title, citation->year);
    if (!citation->publisher)
        return title;
    return cf_page_format(page, "%s, %s", title, cf_page_clean(page, citation->publisher));
}

const char *cf_words_basis(struct cf_page *page, const struct cf_criterion_result *result)
{
    const struct cf_criterion *criterion = result->criterion;
    const char *place = cf_words_cite(page, criterion->source, criterion->where);
    switch (result->basis) {
    case CF_BASIS_SOURCE: return cf_page_format(page, "printed in %s", place);
    case CF_BASIS_COMPARATOR: return cf_page_format(page, "another place's figure, in %s", place);
    case CF_BASIS_EXISTENCE: return *place ? cf_page_format(page, "asked for in %s", place) : "";
    case CF_BASIS_ASSUMPTION:
        return *place ? cf_page_format(page, "an assumption of the chart's author, see %s", place)
                      : "an assumption of the chart's author";
    case CF_BASIS_WHAT_IF: return "set for this run (what if)";
    default: return "";
    }
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* City and chart have their own lists, so the same document may be cited by two records. */
static bool same_document(const struct cf_citation *a, const struct cf_citation *b)
{
    return a == b || (a->year == b->year && same_text(a->authors, b->authors) &&
                      same_text(a->title, b->title) && same_text(a->publisher, b->publisher));
}

static void add(struct cf_citations *citations, struct cf_page *page,
                const struct cf_citation *citation)
{
    if (!citation)
        return;
    for (size_t i = 0; i < citations->count; i++)
        if (same_document(citations->items[i], citation))
            return;
    if (citations->count == citations->capacity) {
        size_t capacity = citations->capacity ? 2 * citations->capacity : 16;
        const struct cf_citation **items = cf_arena_array(&page->arena, capacity, sizeof *items);
        if (!items)
            return;
        if (citations->count)
            memcpy(items, citations->items, citations->count * sizeof *items);
        citations->items = items;
        citations->capacity = capacity;
    }
    citations->items[citations->count++] = citation;
}

static void collect_criterion(struct cf_citations *citations, struct cf_page *page,
                              const struct cf_criterion_result *result, bool level)
{
    for (size_t i = 0; i < result->evidence_count; i++)
        add(citations, page, result->evidence[i].observation->source);
    if (level && result->basis != CF_BASIS_WHAT_IF)
        add(citations, page, result->criterion->source);
}

void cf_citations_add(struct cf_citations *citations, struct cf_page *page,
                      const struct cf_criterion_result *result)
{
    collect_criterion(citations, page, result, true);
}

static void collect_step(struct cf_citations *citations, struct cf_page *page,
                         const struct cf_step_result *step, bool levels)
{
    for (size_t i = 0; i < step->step->criterion_count; i++)
        collect_criterion(citations, page, &step->criteria[i], levels);
}

void cf_citations_collect(struct cf_citations *citations, struct cf_page *page,
                          const struct cf_evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->step_count; i++) {
        bool levels = page->style.verbose > 0 || (int)i == evaluation->first_no;
        if (evaluation->steps[i].visited)
            collect_step(citations, page, &evaluation->steps[i], levels);
    }
}
