/*
 * Which observations of an index count, asked for a year (docs/format.md, section 4), and what they
 * say. Every observation that is looked at gets a reason why it is used or not.
 */
#ifndef CF_ENGINE_SELECT_H
#define CF_ENGINE_SELECT_H

#include "engine/binding.h"

/* What the evaluation of one place asks for. */
struct cf_question {
    const struct cf_binding *binding;
    struct cf_arena *arena;
    struct cf_diags *diags;
    size_t place;
    int year; /* 0: none, then everything counts as undated */
    int max_age;
    unsigned accept;
    const struct cf_bound_list *laid; /* by index, over what the place states; NULL: nothing is */
};

/* Takes over which values the options lay over the place. Returns false when memory fails. */
bool cf_question_lay(struct cf_question *question, const struct cf_evaluate_options *options);

/* What is laid over an index in place of its observations; NULL: nothing is. */
const struct cf_bound_list *cf_question_laid(const struct cf_question *question, uint32_t index);

/* The observations of one index, each with what became of it. */
struct cf_look {
    uint32_t index;
    const struct cf_bound *items;
    size_t count;
    enum cf_use *uses; /* one for each item */
};

/* What is known of an index. */
struct cf_finding {
    struct cf_value value;
    int year;
    bool derived, disputed, mixed_years;
    struct cf_look *looks; /* the index's own observations, then those of its operands */
    size_t look_count;
};

/* ---- looking at one index; each returns false when memory fails ---- */

/* Applies the drops: what is missing, of another kind, not yet or no longer so, or too old. */
bool cf_look_at(const struct cf_question *question, struct cf_bound_list list, uint32_t index,
                struct cf_look *look);

/* The year as of which an observation counts when asked for a year; 0: undated. */
int cf_recency(const struct cf_observation *observation, int year);

/* How many observations are used. */
size_t cf_look_used(const struct cf_look *look);

/* Keeps the newest as of a year, and of several the preferred. Returns their recency. */
int cf_keep_newest(struct cf_look *look, int year);

/* The union of what is used, asked for a year; *disputed when the sets differ. */
struct cf_value cf_unite(const struct cf_question *question, const struct cf_look *look, int year,
                         bool *disputed);

/* ---- the answer ---- */

/* Finds out about an index, observed or derived. Returns false when memory fails. */
bool cf_find_out(const struct cf_question *question, uint32_t index, struct cf_finding *finding);

/* The same for a derived index that is not observed itself; looks[0] is the own look. */
bool cf_derive(const struct cf_question *question, uint32_t index, struct cf_finding *finding);

#endif
