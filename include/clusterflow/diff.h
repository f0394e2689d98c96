/*
 * What changed between two versions of a chart or of a city, by meaning, and which answers change
 * because of it. Part of the room of clusterflow/analysis.h.
 *
 * A change is the smallest thing that can be undone by itself: everything else stays as the new
 * version has it, and the one thing is as the old version had it. What came of a change is found by
 * undoing it and evaluating again.
 */
#ifndef CLUSTERFLOW_DIFF_H
#define CLUSTERFLOW_DIFF_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/* ---- what changed ---- */

/* What became of a thing. */
enum cf_change_kind { CF_ADDED, CF_REMOVED, CF_MOVED, CF_RENAMED, CF_CHANGED };

/* What sort of thing it is. */
enum cf_change_of {
    CF_OF_CHART,
    CF_OF_STAGE,
    CF_OF_STEP,
    CF_OF_CRITERION,
    CF_OF_INDEX,
    CF_OF_UNIT,
    CF_OF_CLASS,  /* of actors */
    CF_OF_FACTOR, /* of indices and steps */
    CF_OF_CITY,
    CF_OF_SITE,
    CF_OF_FIGURE, /* an observation */
    CF_OF_ACTOR,
    CF_OF_OUTCOME,
    CF_OF_SOURCE /* that a city cites */
};

/* The words for them in the JSON: "added", "step" and so on. Static texts. */
const char *cf_change_kind_name(enum cf_change_kind kind);
const char *cf_change_of_name(enum cf_change_of of);

/* One change. Texts belong to the difference. */
struct cf_change {
    enum cf_change_kind kind;
    enum cf_change_of of;
    const char *site; /* of figures and actors: the id of their site; NULL: the city itself */
    const char *step; /* of criteria: the id of their step, as the new version has it */
    const char *id;   /* of the thing in the new version or, where it is removed, in the old one; of
                         a criterion or a figure that of its index */
    const char *title;          /* the same for people; never NULL */
    const char *field;          /* of CF_CHANGED: what of it, in the words of the file; else NULL */
    const char *before, *after; /* in the words of the file; NULL: there was, or is, nothing */
    size_t old_number, new_number; /* of criteria and figures: which one of their step or index,
                                      from 1; 0: there is none in that version */
    bool matters;                  /* false: no answer depends on it, such as a title or a source */
};

/* ---- what comes of it ---- */

/* What may change of an answer, as bits. */
enum cf_aspect {
    CF_ASPECT_VERDICT = 1,
    CF_ASPECT_FIRST_NO = 2,
    CF_ASPECT_UNKNOWN = 4, /* which visited steps are Unknown */
    CF_ASPECT_ACTORS = 8   /* who could clear the bottleneck */
};
enum { CF_ASPECTS = 4 };

/* Changes that, undone together, bring the old answer back, while no part of them does. */
struct cf_change_set {
    const size_t *changes; /* numbers, ascending */
    size_t count;
};

/* What is responsible for some aspects of an answer. */
struct cf_cause {
    unsigned aspects;
    /* Each of the sets is responsible: it is enough to undo one of them. So changes of different
     * sets are needed both, and changes of one set would each have done by themselves. */
    const struct cf_change_set *sets;
    size_t set_count;
    bool complete; /* all such sets of one or two changes are given; false: one set is, there may be
                      others */
};

/* What the changes make of one place and chart. */
struct cf_effect {
    const struct cf_city *city;                 /* as the new version has it */
    const struct cf_locality *site;             /* NULL: the city itself */
    const struct cf_chart *chart;               /* as the new version has it */
    const struct cf_evaluation *before, *after; /* NULL: the city does not fit the chart, or there
                                                   is no such version */
    unsigned aspects;                           /* that changed, as bits; 0: none did */
    const struct cf_cause *causes;              /* each aspect that changed is in one of them */
    size_t cause_count;
};

/* The difference of two versions. Borrows from them. */
struct cf_difference {
    const struct cf_chart *old_chart, *new_chart; /* of charts; NULL: there is no such version */
    const struct cf_city *old_city, *new_city;    /* of cities, the same */
    const struct cf_change *changes;              /* from above downwards */
    size_t change_count;
    const struct cf_effect *effects; /* of all that was evaluated, also where nothing changed */
    size_t effect_count;
};

/* What is asked for. NULL stands for { CF_EVALUATE_OPTIONS_INIT, false, false }. */
struct cf_diff_options {
    struct cf_evaluate_options evaluate; /* `explain` and `laid` do not count */
    bool sites;                          /* every site of a city beside the city itself */
    bool fitting;                        /* leave cities out that fit neither version */
};

/* Up to so many changes that matter all pairs of them are tried. */
enum { CF_DIFF_PAIRS = 48 };

/*
 * Two versions of a chart, with their catalogs. One of them may be NULL: then the chart is added or
 * removed. `cities` are evaluated with both; what is wrong with one that does not fit a version is
 * added to `diags`. *difference is the caller's to free by cf_difference_free, before the programs
 * and the cities. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_diff_charts(struct cf_difference **difference,
                              const struct cf_program *old_program,
                              const struct cf_program *new_program,
                              const struct cf_city *const *cities, size_t city_count,
                              const struct cf_diff_options *options, struct cf_diags *diags);

/* Two versions of a city, evaluated with each of the programs; the same otherwise. CF_OK or
 * CF_NO_MEMORY. */
enum cf_status cf_diff_cities(struct cf_difference **difference, const struct cf_city *old_city,
                              const struct cf_city *new_city,
                              const struct cf_program *const *programs, size_t program_count,
                              const struct cf_diff_options *options, struct cf_diags *diags);
void cf_difference_free(struct cf_difference *difference);

/* The aspects that changed in any of the effects, as bits. */
unsigned cf_difference_aspects(const struct cf_difference *difference);

CF_END_C

#endif
