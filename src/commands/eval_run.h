/*
 * The run over all cities that are named, of eval and of the commands that evaluate as it does:
 * cities are loaded, bound to their charts and evaluated; what becomes of the results is the
 * command's business.
 */
#ifndef CF_COMMANDS_EVAL_RUN_H
#define CF_COMMANDS_EVAL_RUN_H

#include "commands/ahead.h"
#include "commands/eval_options.h"
#include "commands/product.h"

/* The results of one city, kept until all of them are there: a faulty city adds none. */
struct eval_results {
    struct cf_binding **bindings; /* by chart of the city */
    size_t binding_count;
    struct cf_evaluation **items; /* by place, the city or its sites in file order, then by chart */
    size_t count, capacity;
};

void eval_results_release(struct eval_results *results);

struct eval_run;

/*
 * What a command does with the results of a city, after its messages are printed. It may take the
 * city (loaded->city) and the results over, leaving NULL and nothing in their places.
 */
typedef enum cf_status eval_use(struct eval_run *run, struct loaded *loaded,
                                struct eval_results *results);

struct eval_run {
    struct eval_settings settings;
    eval_use *use;
    void *payload;          /* the command's */
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
    int status;
};

/* ---- the run (eval_run.c) ---- */

/* Opens what the run needs, by its settings; false: it cannot go on. To be released all the same.
 */
bool eval_prepare(struct eval_run *run);

/* Closes the product, which appears when `any` result was written and nothing failed. */
void eval_close(struct eval_run *run, bool any);
void eval_release(struct eval_run *run);

/* Takes a failure into the run's status; says when memory failed. */
void eval_note_status(struct eval_run *run, enum cf_status status);

/* Uses another list of messages; NULL: the run's own. */
void eval_use_diags(struct eval_run *run, struct cf_diags *diags);

/* Prints the messages that are not printed yet. */
void eval_tell(struct eval_run *run);

/* An input is left out, by the name that the caller gave it. */
void eval_refuse(struct eval_run *run, const char *name);

/* A verdict is part of the product: --fail-on may name it. */
void eval_note_verdict(struct eval_run *run, enum cf_verdict verdict);

/* ---- charts (eval_charts.c) ---- */

/* The charts of --chart. */
void eval_find_named_charts(struct eval_run *run);

/* The charts that the city names, in place of those of the city before; false: not all are good. */
bool eval_find_city_charts(struct eval_run *run, const struct cf_city *city);

/* Every --set and --threshold has to mean something to one of the charts that were compiled. */
void eval_check_what_ifs(struct eval_run *run);

/* ---- cities (eval_cities.c) ---- */

/* Evaluates the cities of these names in their order and has the results used. */
void eval_cities(struct eval_run *run, size_t count, char **names);

/* ---- one city (eval_city.c) ---- */

/* Evaluates the city and has its results used: all of them or, when one cannot be had, none. */
enum cf_status eval_city(struct eval_run *run, struct loaded *loaded);

#endif
