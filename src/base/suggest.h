/* "Did you mean ...?": the nearest of several candidates, by edits of single letters. */
#ifndef CF_BASE_SUGGEST_H
#define CF_BASE_SUGGEST_H

#include <stddef.h>

/* Start with { text, NULL, 0 }, feed all candidates, then read `best`; NULL: none is near. */
struct cf_suggestion {
    const char *text;
    const char *best;
    size_t distance; /* of best */
};

void cf_suggest(struct cf_suggestion *suggestion, const char *candidate);

#endif
