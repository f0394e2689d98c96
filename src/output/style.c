#include "output/style.h"

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, MOST_WIDTH = 1000 };

struct cf_style cf_style_resolve(const struct cf_style *style)
{
    struct cf_style resolved = { 0 };
    if (style)
        resolved = *style;
    if (!resolved.width)
        resolved.width = DEFAULT_WIDTH;
    if (resolved.width < LEAST_WIDTH)
        resolved.width = LEAST_WIDTH;
    if (resolved.width > MOST_WIDTH)
        resolved.width = MOST_WIDTH;
    return resolved;
}

const struct cf_symbols *cf_style_symbols(const struct cf_style *style)
{
    static const struct cf_symbols unicode = {
        .answer = { [CF_NO] = "✘", [CF_UNKNOWN] = "?", [CF_YES] = "✔" },
        .skipped = "·",
        .at_least = "≥",
        .over = ">",
        .at_most = "≤",
        .under = "<",
        .to = "–",
        .plus_minus = "±",
        .minus = "-",
        .dot = "·",
        .ellipsis = "…",
        .mark = "◄",
        .bar = "━",
    };
    static const struct cf_symbols ascii = {
        .answer = { [CF_NO] = "x", [CF_UNKNOWN] = "?", [CF_YES] = "+" },
        .skipped = "-",
        .at_least = ">=",
        .over = ">",
        .at_most = "<=",
        .under = "<",
        .to = "-",
        .plus_minus = "+/-",
        .minus = "-",
        .dot = "-",
        .ellipsis = "...",
        .mark = "<",
        .bar = "=",
    };
    return style->ascii ? &ascii : &unicode;
}

const char *cf_paint_code(enum cf_paint paint)
{
    static const char *const codes[] = {
        [CF_PAINT_NONE] = "",
        [CF_PAINT_BOLD] = "\x1b[1m",
        [CF_PAINT_DIM] = "\x1b[2m",
        [CF_PAINT_GREEN] = "\x1b[32m",
        [CF_PAINT_RED] = "\x1b[31m",
        [CF_PAINT_YELLOW] = "\x1b[33m",
        [CF_PAINT_BOLD_RED] = "\x1b[1;31m",
        [CF_PAINT_BOLD_YELLOW] = "\x1b[1;33m",
    };
    return codes[paint];
}

enum cf_paint cf_answer_paint(enum cf_answer answer)
{
    static const enum cf_paint paints[] = {
        [CF_NO] = CF_PAINT_RED,
        [CF_UNKNOWN] = CF_PAINT_YELLOW,
        [CF_YES] = CF_PAINT_GREEN,
    };
    return paints[answer];
}

enum cf_paint cf_verdict_paint(enum cf_verdict verdict)
{
    static const enum cf_paint paints[] = {
        [CF_NOT_REACHED] = CF_PAINT_DIM,
        [CF_BOTTLENECK] = CF_PAINT_RED,
        [CF_UNDECIDED] = CF_PAINT_YELLOW,
        [CF_CLEAR] = CF_PAINT_GREEN,
    };
    return paints[verdict];
}

const char *cf_answer_words(enum cf_answer answer)
{
    static const char *const words[] = {
        [CF_NO] = "No",
        [CF_UNKNOWN] = "Unknown",
        [CF_YES] = "Yes",
    };
    return words[answer];
}

const char *cf_verdict_words(enum cf_verdict verdict)
{
    static const char *const words[] = {
        [CF_NOT_REACHED] = "not reached",
        [CF_BOTTLENECK] = "bottleneck",
        [CF_UNDECIDED] = "undecided",
        [CF_CLEAR] = "clear",
    };
    return words[verdict];
}
