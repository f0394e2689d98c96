/* Indices that are not known well enough, and the walks that their values may lead to. */
#ifndef CF_ANALYSIS_STRESS_GAPS_H
#define CF_ANALYSIS_STRESS_GAPS_H

#include "analysis/stress.h"

/* Answers that the criteria on an index give together. */
struct cf_gap_cell {
    const bool *yes;        /* by criterion of the gap */
    struct cf_value values; /* that give them, or some of these */
};

struct cf_gap_index {
    size_t ground;
    const size_t *criteria; /* that ask for it, ascending; they belong to the steps below */
    size_t criterion_count;
    size_t first_step, last_step;
    const struct cf_gap_cell *cells;
    size_t cell_count;
};

struct cf_gap_list {
    struct cf_gap_index *items;
    size_t count;
    size_t *of_criterion; /* by criterion: the number of its gap; SIZE_MAX: it has none */
    size_t *step_of;      /* by criterion */
    enum cf_answer *answers;
};

/* Returns false when memory fails. */
bool cf_find_gaps(struct cf_gap_list *gaps, const struct cf_stress_model *model,
                  struct cf_arena *arena);

/* In place of the number of a cell: any. */
enum { CF_ANY_CELL = UINT16_MAX };

/* A search for all that a walk can come to; free of results between searches. */
struct cf_gap_search {
    const struct cf_stress_model *model;
    const struct cf_gap_list *gaps;
    bool *ends;      /* by step that it is the first No, then that it is clear; the result */
    uint16_t *cells; /* by gap: the one that is taken, or CF_ANY_CELL */
    size_t looks;    /* that may still be made, over all searches */
    bool given_up;
};

/* Fills `ends` for the cells that are set. CF_OK or CF_NO_MEMORY. */
enum cf_status cf_search_ends(struct cf_gap_search *search);

#endif
