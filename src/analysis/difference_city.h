/* What changed of a city, and versions of it in between. */
#ifndef CF_ANALYSIS_DIFFERENCE_CITY_H
#define CF_ANALYSIS_DIFFERENCE_CITY_H

#include "analysis/difference.h"

/* An observation in both versions; NULL: it is not in that one. */
struct cf_diff_figure {
    const struct cf_observation *a, *b;
    int change; /* CF_DIFF_NONE: none that matters, the new one is as good */
};

/* The observations of an index. */
struct cf_diff_indicator {
    struct cf_text index;
    struct cf_diff_figure *figures;
    size_t figure_count;
};

/* An actor, the same. */
struct cf_diff_actor {
    const struct cf_actor *a, *b;
    int change;
};

/* The city itself or a site; NULL: the site is not in that version. */
struct cf_diff_locality {
    const struct cf_locality *a, *b;
    int change; /* of a site: that it was added or removed */
    struct cf_diff_indicator *indicators;
    size_t indicator_count;
    struct cf_diff_actor *actors;
    size_t actor_count;
};

struct cf_diff_city {
    const struct cf_city *a, *b;
    int as_of;                       /* change */
    struct cf_diff_locality *places; /* the city itself, then its sites */
    size_t place_count;
};

/* Fills a place of which `a` and `b` are set, and lists what changed. `site`: its id; NULL: the
 * city itself. False when memory fails. */
bool cf_diff_figures(struct cf_diff_locality *place, const char *site, struct cf_changes *changes);

/* Lists what changed of the sources that the city cites (difference_sources.c). */
void cf_diff_sources(const struct cf_city *a, const struct cf_city *b, struct cf_changes *changes);

#endif
