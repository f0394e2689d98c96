/* Sets of values: what is left of them, and how many of them hold at once. */
#ifndef CF_ANALYSIS_SETS_H
#define CF_ANALYSIS_SETS_H

#include <clusterflow/model.h>

#include "base/arena.h"

/*
 * The widest observations within `from` for which a criterion that accepts `accepted` is No: what
 * lies outside of it. None, one, or of numbers two: below and above. Returns how many.
 */
size_t cf_set_outside(const struct cf_value *from, const struct cf_value *accepted,
                      struct cf_value parts[2]);

/* *set becomes what lies in both; false, and *set as it was, when nothing does. */
bool cf_set_cut(struct cf_value *set, const struct cf_value *other);

/* How many of some sets a value lies in: in at least so many, and in at most so many. */
struct cf_tally {
    size_t least, most;
};

/* Over all values of the domain. The sets are of the domain's type, and their ends are equal or
 * clearly apart. When memory fails the arena remembers it. */
struct cf_tally cf_sets_tally(const struct cf_value *domain, const struct cf_value *const *sets,
                              size_t count, struct cf_arena *arena);

#endif
