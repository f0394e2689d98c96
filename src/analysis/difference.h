/*
 * What the parts of the comparison of two versions share.
 *
 * Things of the two versions are paired. A hybrid is a version in between: of each pair it has the
 * old or the new one, as the changes that are undone say.
 */
#ifndef CF_ANALYSIS_DIFFERENCE_H
#define CF_ANALYSIS_DIFFERENCE_H

#include <clusterflow/diff.h>

#include "base/arena.h"

/* In place of the number of a change or of a thing. */
enum { CF_DIFF_NONE = -1 };

/* The newer version of a thing, of which one at least is there. */
static inline const void *cf_newer(const void *old, const void *now)
{
    return now ? now : old;
}

/* ---- the list of changes ---- */

/* What a statement of a city rests on; each may be NULL. */
struct cf_diff_grounds {
    const struct cf_citation *source;
    const char *where, *note;
};

struct cf_changes {
    struct cf_arena *arena;
    struct cf_change *items;
    size_t count, capacity;
};

/* Adds a change and returns its number; CF_DIFF_NONE when memory fails, which the arena remembers.
 * `title` NULL: the id. */
int cf_changes_add(struct cf_changes *changes, struct cf_change change);

/* Adds that words of a thing changed on which no answer depends, where they differ; each may be
 * NULL. Of `thing` counts what it is. */
void cf_changes_add_words(struct cf_changes *changes, const struct cf_change *thing,
                          const char *field, const char *before, const char *after);

/* The same of what a statement rests on: its source, the place in it and its note. */
void cf_changes_add_grounds(struct cf_changes *changes, const struct cf_change *thing,
                            const struct cf_diff_grounds *before,
                            const struct cf_diff_grounds *after);

/* ---- pairs and their order (difference_order.c) ---- */

/* A thing with its numbers in the two versions. */
struct cf_diff_pair {
    int old_number, new_number; /* CF_DIFF_NONE: it is not in that version */
    int change; /* that decides which one, or whether one, is there; CF_DIFF_NONE: the new one */
    bool moved;
};

/* A place in an order that has room for both versions: things that moved have two. */
struct cf_diff_slot {
    size_t pair;
    bool in_old, in_new;
};

struct cf_diff_order {
    struct cf_diff_pair *pairs;
    size_t count;
    struct cf_diff_slot *slots;
    size_t slot_count;
};

/* Which id the thing of a number has. */
typedef const char *cf_diff_id(const void *things, size_t number);

/* Pairs things of the same id: those of the new version first, in its order, then what is left of
 * the old one. False when memory fails. */
bool cf_diff_pair_up(struct cf_diff_order *order, struct cf_arena *arena, cf_diff_id *id_of,
                     const void *old_things, size_t old_count, const void *new_things,
                     size_t new_count);

/* Finds the slots, and which pairs moved: as few as can be, and those that are `moved` already. */
bool cf_diff_find_order(struct cf_diff_order *order, struct cf_arena *arena, size_t old_count,
                        size_t new_count);

/* Whether a slot is taken, when its pair is as the old or as the new version has it. */
bool cf_diff_slot_taken(const struct cf_diff_slot *slot, bool as_new);

/* ---- words (difference_words.c) ---- */

/* The words of a version, those of the catalog and of the chart in one. */
struct cf_diff_vocabulary {
    const struct cf_unit_def **units;
    const struct cf_term **classes, **factors;
    const struct cf_index **indices;
    size_t unit_count, class_count, factor_count, index_count;
};

struct cf_diff_words {
    struct cf_diff_vocabulary of_old, of_new;
    struct cf_diff_order units, classes, factors, indices;
};

bool cf_diff_words(struct cf_diff_words *words, const struct cf_program *old_program,
                   const struct cf_program *new_program, struct cf_changes *changes);

/* The words of a hybrid; false when memory fails. */
bool cf_hybrid_words(struct cf_vocabulary *out, struct cf_arena *arena,
                     const struct cf_diff_words *words, const bool *undone);

/* ---- charts (difference_chart.c, difference_step.c) ---- */

struct cf_diff_criterion {
    struct cf_diff_pair pair;
    int level, tolerance, actors; /* changes */
};

struct cf_diff_step {
    int renamed, moved, need, actors, factor, on_yes, on_no; /* changes; of pairs alone */
    struct cf_diff_criterion *criteria;
    size_t criterion_count;
};

/* The stages and steps of a version in a row. */
struct cf_diff_chart_side {
    const struct cf_chart *chart;
    const struct cf_program *program;
    const struct cf_step **steps;
    size_t *stages;      /* by step */
    size_t *step_pairs;  /* by step: the number of its pair */
    size_t *stage_pairs; /* by stage, the same */
    size_t step_count;
};

struct cf_diff_chart {
    struct cf_diff_chart_side of_old, of_new;
    struct cf_diff_words words;
    int renamed;                     /* the change of the chart's id */
    struct cf_diff_order stages;     /* the change of a stage: its id */
    struct cf_diff_order steps;      /* the change of a step: that it was added or removed */
    struct cf_diff_step *step_parts; /* by pair */
};

bool cf_diff_chart(struct cf_diff_chart *diff, const struct cf_program *old_program,
                   const struct cf_program *new_program, struct cf_changes *changes);

/* Pairs the criteria of a pair of steps and lists what changed of it, but for its place. */
bool cf_diff_step(struct cf_diff_chart *diff, size_t pair, struct cf_changes *changes);

/* Whether two steps ask for the same. */
bool cf_diff_same_criteria(const struct cf_step *a, const struct cf_step *b);

/* ---- words of the file (difference_say.c) ---- */

bool cf_diff_same_text(const char *a, const char *b); /* either may be NULL */
bool cf_diff_same_list(const struct cf_text_list *a, const struct cf_text_list *b);  /* as sets */
bool cf_diff_same_texts(const struct cf_text_list *a, const struct cf_text_list *b); /* in order */
const char *cf_diff_say_list(struct cf_arena *arena, const struct cf_text_list *list);
const char *cf_diff_say_number(struct cf_arena *arena, double number);
const char *cf_diff_say_test(struct cf_arena *arena, const struct cf_criterion *criterion);
const char *cf_diff_say_criterion(struct cf_arena *arena, const struct cf_criterion *criterion);
const char *cf_diff_say_figure(struct cf_arena *arena, const struct cf_observation *observation);

/* ---- hybrids (difference_hybrid.c, difference_city_hybrid.c) ---- */

/* A chart between two versions, compiled. Zeroed before it is made; released in any case. */
struct cf_hybrid_chart {
    struct cf_arena arena;
    struct cf_chart chart;
    struct cf_catalog catalog;
    struct cf_program *program;
    size_t *pairs; /* by step of the program: the number of its pair */
};

/* CF_INVALID: there is no such chart, since what is undone and what is not do not fit. */
enum cf_status cf_hybrid_chart_make(struct cf_hybrid_chart *hybrid,
                                    const struct cf_diff_chart *diff, const bool *undone);
void cf_hybrid_chart_release(struct cf_hybrid_chart *hybrid);

/* ---- cities (difference_city.c) ---- */

struct cf_diff_city;

/* Lists what changed; NULL when memory fails. Belongs to the arena of the changes. */
struct cf_diff_city *cf_diff_city(const struct cf_city *old_city, const struct cf_city *new_city,
                                  struct cf_changes *changes);

/* A city between two versions, of parts of both and of the arena; NULL when memory fails. */
struct cf_city *cf_hybrid_city(struct cf_arena *arena, const struct cf_diff_city *diff,
                               const bool *undone);

/* ---- who is responsible (difference_search.c) ---- */

/* What is evaluated in both versions. */
struct cf_diff_target {
    const struct cf_program *old_program, *new_program;
    const struct cf_city *old_city, *new_city;
    const char *site; /* NULL: the city itself */
    struct cf_binding *old_binding, *new_binding;
    struct cf_evaluation *before, *after;
    struct cf_effect *effect;
};

struct cf_diff_search {
    struct cf_arena *arena;
    const struct cf_changes *changes;
    const struct cf_diff_chart *chart; /* NULL: cities are compared */
    const struct cf_diff_city *city;
    struct cf_evaluate_options options;
    struct cf_diff_target *targets;
    size_t target_count;
};

/* Fills the causes of all effects. */
enum cf_status cf_diff_find_causes(struct cf_diff_search *search);

/* The aspects in which two answers differ, as bits. The pairs of their steps are by number; NULL:
 * steps are the same by number. An evaluation that is NULL is no answer. */
unsigned cf_diff_aspects(const struct cf_evaluation *a, const size_t *a_pairs,
                         const struct cf_evaluation *b, const size_t *b_pairs);

/* The site of that id; NULL: the city has none. */
const struct cf_locality *cf_diff_site(const struct cf_city *city, const char *id);

#endif
