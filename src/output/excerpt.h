/* A line of a file with carets under a stretch of it. */
#ifndef CF_OUTPUT_EXCERPT_H
#define CF_OUTPUT_EXCERPT_H

#include "output/page.h"

/* Two lines: the message's excerpt behind its line number, and the carets in the colour. */
void cf_page_excerpt(struct cf_page *page, const struct cf_diag *diag, enum cf_paint paint);

/* A message with its line and all that belongs to it. */
void cf_page_diag(struct cf_page *page, const struct cf_diag *diag);

#endif
