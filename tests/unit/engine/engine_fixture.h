/* Catalogs, charts and cities from texts, which may be faulty: for tests of what the engine says.
 */
#ifndef TESTS_UNIT_ENGINE_ENGINE_FIXTURE_H
#define TESTS_UNIT_ENGINE_ENGINE_FIXTURE_H

#include <clusterflow/engine.h>
#include <clusterflow/load.h>

struct engine_fixture {
    struct cf_catalog *catalog;
    struct cf_chart *chart;
    struct cf_city *city;
    struct cf_program *program; /* NULL: it was refused */
    struct cf_binding *binding; /* NULL: it was refused, or engine_bind was not called */
    struct cf_diags *diags;
};

/* The texts follow the line that says of what kind they are. The catalog has to be good; the chart
 * may be faulty. */
void engine_setup(struct engine_fixture *fixture, const char *catalog, const char *chart);
void engine_bind(struct engine_fixture *fixture, const char *city);
void engine_teardown(struct engine_fixture *fixture);

/* The messages, each a line "LINE:COLUMN RULE MESSAGE / HINT", are these. */
void assert_said(const struct engine_fixture *fixture, const char *expected);

#endif
