/* The run of compare: the cities are kept until all are there. */
#ifndef CF_COMMANDS_COMPARE_RUN_H
#define CF_COMMANDS_COMPARE_RUN_H

#include "commands/eval_run.h"

/* A city with all that was made from it. */
struct compare_city {
    const char *name; /* as the caller named it */
    struct cf_city *city;
    struct eval_results results;
    struct cf_history **histories; /* by result; filled when years are compared */
};

struct compare_run {
    struct eval_run eval;
    enum cf_compare_by by;
    struct cf_compare_view view;
    const char *peers; /* the city of --peers; NULL: none */
    int *years;        /* those of --year */
    size_t year_count;
    struct compare_city *cities;
    size_t city_count;
    struct cf_compare_item *items; /* what will be columns */
    size_t item_count;
};

/* Takes a city and its results over. The use of the run (eval_run.h). */
eval_use compare_keep;

/* Compares what was kept and writes it. */
void compare_write(struct compare_run *run);

void compare_release(struct compare_run *run);

#endif
