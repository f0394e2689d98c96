/* Versions in between, and how answers come out by them. */
#ifndef CF_ANALYSIS_DIFFERENCE_TRIAL_H
#define CF_ANALYSIS_DIFFERENCE_TRIAL_H

#include "analysis/difference.h"

/* What all trials of a search share. */
struct cf_trials {
    const struct cf_diff_search *search;
    size_t budget;         /* how much work may still be done; 0: nothing is found any more */
    size_t cost;           /* of one version in between, and of one answer */
    enum cf_status status; /* CF_NO_MEMORY once memory has failed */
};

void cf_trials_begin(struct cf_trials *trials, const struct cf_diff_search *search);

/* A version in between. */
struct cf_trial {
    struct cf_hybrid_chart chart;
    struct cf_arena arena; /* of the city */
    struct cf_city *city;  /* NULL: a chart is between */
    bool valid;            /* false: what is undone and what is not do not fit */
};

/* To be ended in any case. */
void cf_trial_begin(struct cf_trials *trials, struct cf_trial *trial, const bool *undone);
void cf_trial_end(struct cf_trial *trial);

/* The aspects of the target that changed and in which the trial, a valid one, has the old answer.
 */
unsigned cf_trial_answer(struct cf_trials *trials, const struct cf_trial *trial, size_t target);

#endif
