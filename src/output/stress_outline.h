/* What a text about a stress test says, line by line; its writers decide how that looks. */
#ifndef CF_OUTPUT_STRESS_OUTLINE_H
#define CF_OUTPUT_STRESS_OUTLINE_H

#include "output/stress_words.h"

enum cf_stress_line_kind {
    CF_STRESS_PART, /* the title of a part */
    CF_STRESS_NOTE, /* about it */
    CF_STRESS_ROW,  /* a label and what is said of it */
    CF_STRESS_BAR,  /* a label, its share as a bar, and that in numbers */
};

struct cf_stress_line {
    enum cf_stress_line_kind kind;
    const char *label; /* as of words.h */
    const char *text;
    double share; /* of a bar: 0 to 1 */
};

struct cf_stress_outline {
    struct cf_page *page; /* whose memory it uses */
    struct cf_stress_line *lines;
    size_t count, capacity;
};

void cf_stress_outline(struct cf_stress_outline *outline, struct cf_page *page,
                       const struct cf_stress *stress);

/* Parts of it: other orders, and what is not known. */
void cf_stress_add_order(struct cf_stress_outline *outline, const struct cf_stress *stress);
void cf_stress_add_unknown(struct cf_stress_outline *outline, const struct cf_stress *stress);

/* Adds a line; nothing when memory fails, which the page's arena remembers. */
void cf_stress_add(struct cf_stress_outline *outline, enum cf_stress_line_kind kind,
                   const char *label, const char *text);

#endif
