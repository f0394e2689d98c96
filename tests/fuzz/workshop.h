/* A catalog, a chart and a city out of the first three parts of an input, as far as they go. */
#ifndef TESTS_FUZZ_WORKSHOP_H
#define TESTS_FUZZ_WORKSHOP_H

#include "fuzz.h"

struct fuzz_workshop {
    struct cf_diags *diags;
    struct cf_catalog *catalog;
    struct cf_chart *chart;
    struct cf_city *city;
    struct cf_program *program; /* NULL: a document is faulty */
    struct cf_binding *binding; /* NULL: there is no program, or the city is faulty */
};

void fuzz_workshop_open(struct fuzz_workshop *workshop, const struct fuzz_parts *parts);

/* Binds the city; for what-ifs that were set after opening, once more. */
void fuzz_workshop_bind(struct fuzz_workshop *workshop);
void fuzz_workshop_close(struct fuzz_workshop *workshop);

/* Lines of what-ifs and options: set=INDEX=VALUE, threshold=STEP/INDEX=VALUE, year=Y, max_age=N,
 * accept=N. What-ifs hold for what is bound afterwards. */
void fuzz_workshop_options(struct fuzz_workshop *workshop, struct cf_evaluate_options *options,
                           const struct cf_input *part);

#endif
