/* What changed of the sources that a city cites: words on which no answer depends. */
#include <string.h>

#include "analysis/difference_city.h"

static const char *say_year(struct cf_arena *arena, int year)
{
    return year ? cf_diff_say_number(arena, year) : NULL;
}

static void list_source(struct cf_changes *changes, const struct cf_citation *a,
                        const struct cf_citation *b)
{
    struct cf_change source = { .of = CF_OF_SOURCE, .id = b->id.text, .title = b->title };
    cf_changes_add_words(changes, &source, "title", a->title, b->title);
    cf_changes_add_words(changes, &source, "authors", a->authors, b->authors);
    cf_changes_add_words(changes, &source, "publisher", a->publisher, b->publisher);
    cf_changes_add_words(changes, &source, "year", say_year(changes->arena, a->year),
                         say_year(changes->arena, b->year));
    cf_changes_add_words(changes, &source, "doi", a->doi, b->doi);
    cf_changes_add_words(changes, &source, "url", a->url, b->url);
    cf_changes_add_words(changes, &source, "note", a->note, b->note);
}

static const struct cf_citation *find_source(const struct cf_city *city, const char *id)
{
    for (size_t i = 0; i < city->citation_count; i++)
        if (strcmp(city->citations[i].id.text, id) == 0)
            return &city->citations[i];
    return NULL;
}

/* A source that is in one version only. */
static void list_whole(struct cf_changes *changes, enum cf_change_kind kind,
                       const struct cf_citation *source)
{
    cf_changes_add(changes, (struct cf_change){ .kind = kind,
                                                .of = CF_OF_SOURCE,
                                                .id = source->id.text,
                                                .title = source->title });
}

void cf_diff_sources(const struct cf_city *a, const struct cf_city *b, struct cf_changes *changes)
{
    for (size_t i = 0; i < b->citation_count; i++) {
        const struct cf_citation *old = find_source(a, b->citations[i].id.text);
        if (old)
            list_source(changes, old, &b->citations[i]);
        else
            list_whole(changes, CF_ADDED, &b->citations[i]);
    }
    for (size_t i = 0; i < a->citation_count; i++)
        if (!find_source(b, a->citations[i].id.text))
            list_whole(changes, CF_REMOVED, &a->citations[i]);
}
