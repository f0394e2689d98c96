/* Symbols and colours of text for people. */
#ifndef CF_OUTPUT_STYLE_H
#define CF_OUTPUT_STYLE_H

#include <clusterflow/output.h>

/* The symbols of a text, in Unicode or in ASCII. */
struct cf_symbols {
    const char *answer[3]; /* by enum cf_answer */
    const char *skipped;   /* a step that was not visited */
    const char *at_least, *over, *at_most, *under;
    const char *to; /* between the ends of a range */
    const char *plus_minus, *minus;
    const char *dot; /* between the parts of a title */
    const char *ellipsis;
    const char *mark; /* behind what is pointed out */
    const char *bar;  /* one column of a line in a picture */
};

enum cf_paint {
    CF_PAINT_NONE,
    CF_PAINT_BOLD,
    CF_PAINT_DIM,
    CF_PAINT_GREEN,
    CF_PAINT_RED,
    CF_PAINT_YELLOW,
    CF_PAINT_BOLD_RED,
    CF_PAINT_BOLD_YELLOW,
};

/* The style with its defaults filled in and its width within what can be laid out. */
struct cf_style cf_style_resolve(const struct cf_style *style);

const struct cf_symbols *cf_style_symbols(const struct cf_style *style);

/* The escape sequence that begins a colour, "" for none; every one is ended by CF_PAINT_END. */
const char *cf_paint_code(enum cf_paint paint);
#define CF_PAINT_END "\x1b[0m"

enum cf_paint cf_answer_paint(enum cf_answer answer);
enum cf_paint cf_verdict_paint(enum cf_verdict verdict);

/* "Yes", "No", "Unknown". */
const char *cf_answer_words(enum cf_answer answer);

/* "not reached", "bottleneck" and so on. */
const char *cf_verdict_words(enum cf_verdict verdict);

#endif
