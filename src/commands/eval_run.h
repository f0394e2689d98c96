/* The run of eval over all cities: what its parts share. */
#ifndef CF_COMMANDS_EVAL_RUN_H
#define CF_COMMANDS_EVAL_RUN_H

#include "commands/ahead.h"
#include "commands/eval_options.h"
#include "commands/product.h"

struct eval_run {
    struct eval_settings settings;
    struct cf_diags *diags; /* the list in use: of the city at hand, else of the run */
    struct cf_diags *run_diags;
    size_t told, run_told; /* how many messages of them are printed */
    struct places places;
    struct what_ifs what_ifs;
    struct shelf shelf;
    struct product product;
    struct cf_sink sink;
    struct cf_style style;
    const char **refused;
    size_t refused_count;
    size_t *charts; /* numbers on the shelf, for the city at hand or for all */
    size_t chart_count;
    size_t results;
    int status;
};

/* ---- the run (eval_run.c) ---- */

/* Takes a failure into the run's status; says when memory failed. */
void eval_note_status(struct eval_run *run, enum cf_status status);

/* Uses another list of messages; NULL: the run's own. */
void eval_use_diags(struct eval_run *run, struct cf_diags *diags);

/* Prints the messages that are not printed yet. */
void eval_tell(struct eval_run *run);

/* An input is left out, by the name that the caller gave it. */
void eval_refuse(struct eval_run *run, const char *name);

/* The charts of --chart. */
void eval_find_named_charts(struct eval_run *run);

/* The charts that the city names, in place of those of the city before; false: not all are good. */
bool eval_find_city_charts(struct eval_run *run, const struct cf_city *city);

/* Every --set and --threshold has to mean something to one of the charts that were compiled. */
void eval_check_what_ifs(struct eval_run *run);

/* ---- one city (eval_city.c) ---- */

/* Evaluates the city and writes its results: all of them or, when one cannot be had, none. */
enum cf_status eval_city(struct eval_run *run, const struct cf_city *city);

#endif
