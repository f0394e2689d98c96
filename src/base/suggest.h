/* "Did you mean ...?": the nearest of several candidates, by edits of single letters. */
#ifndef CF_BASE_SUGGEST_H
#define CF_BASE_SUGGEST_H

#include <stddef.h>

#include "base/diag.h"

/* Start with { .text = ... }, feed all candidates, then read `best` or report the hint. Where there
 * may be many, .guesses = cf_diags_guesses(diags), and stop when it is 0. */
struct cf_suggestion {
    const char *text;
    size_t *guesses;  /* counts down to 0, where no more are looked at; NULL: no limit */
    const char *best; /* NULL: none is near */
    size_t distance;  /* of best */
    char all[256];    /* the candidates as far as they fit, with commas */
    size_t all_length;
};

void cf_suggest(struct cf_suggestion *suggestion, const char *candidate);

/* The hint of the message reported last: what was probably meant, else `otherwise`; NULL: all
 * candidates. */
void cf_report_meant(struct cf_diags *diags, const struct cf_suggestion *suggestion,
                     const char *otherwise);

#endif
