/* Observations in the words of their file, for messages. */
#ifndef CF_ANALYSIS_FIGURE_H
#define CF_ANALYSIS_FIGURE_H

#include <clusterflow/engine.h>

#include "base/arena.h"

/* Each returns "" when memory fails; the arena knows. Units are told as people say them, as far as
 * the program has labels for them; it may be NULL. */

/* "15 institutions", "about 40.4 ten_thousand person", "full", "began 1997". */
const char *cf_figure_words(struct cf_arena *arena, const struct cf_program *program,
                            const struct cf_observation *observation);

/* When it holds: "2002", "since 1998", "from 1998 to 2003", "no year". */
const char *cf_figure_time(struct cf_arena *arena, const struct cf_observation *observation);

/* The two together: "about 40.4 ten_thousand person (2002)". */
const char *cf_figure_dated(struct cf_arena *arena, const struct cf_program *program,
                            const struct cf_observation *observation);

/* Whether it says what was, not what somebody wants or thinks. */
bool cf_figure_is_actual(const struct cf_observation *observation);

#endif
