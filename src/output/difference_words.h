/* What the writers of differences share. Texts belong to the page. */
#ifndef CF_OUTPUT_DIFFERENCE_WORDS_H
#define CF_OUTPUT_DIFFERENCE_WORDS_H

#include "output/page.h"

/* Between what was and what is. */
const char *cf_difference_arrow(const struct cf_page *page);

/* "Software and offshore services": of the chart or the city, the new version's where there is one.
 */
const char *cf_difference_title(struct cf_page *page, const struct cf_difference *difference);

/* "Step High-skill talent (talent): need: all → any". */
const char *cf_difference_change(struct cf_page *page, const struct cf_change *change);

/* How many changes matter, and how many do not. */
const char *cf_difference_count(struct cf_page *page, const struct cf_difference *difference);

/* How many of the answers change. */
const char *cf_difference_effects(struct cf_page *page, const struct cf_difference *difference);

/* Whose answer it is: "Dalian 大连, Software Park"; of versions of a city with the chart. */
const char *cf_difference_place(struct cf_page *page, const struct cf_difference *difference,
                                const struct cf_effect *effect);

/* The word for an aspect (one bit): "Verdict". */
const char *cf_difference_aspect(unsigned aspect);

/* What an aspect was and is: "bottleneck → undecided", "+ Talent; - Harbour". */
const char *cf_difference_aspect_change(struct cf_page *page,
                                        const struct cf_difference *difference,
                                        const struct cf_effect *effect, unsigned aspect);

/* How the changes of a cause work together, one sentence; "" for a single one. */
const char *cf_difference_together(struct cf_page *page, const struct cf_cause *cause);

/* Which aspects a cause is about, where the effect has several causes: "Verdict, first No". */
const char *cf_difference_aspect_names(struct cf_page *page, unsigned aspects);

/* Whether a change is in one of the sets of the cause. */
bool cf_difference_responsible(const struct cf_cause *cause, size_t change);

#endif
