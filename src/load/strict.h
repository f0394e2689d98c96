/* What YAML forbids and libyaml lets through: comments that stand close to a text, and lines in
 * quotes or brackets that are indented too little. */
#ifndef CF_LOAD_STRICT_H
#define CF_LOAD_STRICT_H

#include "load/tree.h"

struct cf_strict {
    struct cf_reading *reading;
    uint32_t hash; /* where the next '#' stands that nothing separates from what is before it */
    uint32_t told; /* behind the last line about which something was said */
    uint32_t line, from,
        least;   /* a line that is indented less than `least`, not yet told; 0: none */
    bool quoted; /* it stands in quotes, else in brackets */
};

void cf_strict_begin(struct cf_strict *strict, struct cf_reading *reading);

/* Looks at the '#' between two texts, from `from` on. For most files there is nothing to do, so
 * that this asks before it calls. */
void cf_strict_look(struct cf_strict *strict, uint32_t from, uint32_t to);
static inline void cf_strict_between(struct cf_strict *strict, uint32_t from, uint32_t to)
{
    if (strict->hash < to)
        cf_strict_look(strict, from, to);
}

/* Goes past a text in which a '#' is nothing special; of a block (`|` or `>`) all but the first
 * line is one. */
void cf_strict_pass(struct cf_strict *strict, struct cf_pos text, bool block);
static inline void cf_strict_text(struct cf_strict *strict, struct cf_pos text, bool block)
{
    if (strict->hash < text.offset + text.length)
        cf_strict_pass(strict, text, block);
}

/* Notes if the text in quotes or brackets spans lines that are not indented more than the list or
 * mapping around it, which begins at `outer`. */
void cf_strict_lines(struct cf_strict *strict, uint32_t from, uint32_t to, uint32_t outer,
                     bool quoted);

/* Tells what was noted. Not to be called after a syntax error: then it is a quote or a bracket that
 * was not closed. */
void cf_strict_tell_line(struct cf_strict *strict);
static inline void cf_strict_tell(struct cf_strict *strict)
{
    if (strict->line)
        cf_strict_tell_line(strict);
}

#endif
