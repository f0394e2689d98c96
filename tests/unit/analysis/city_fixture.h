/* A small catalog and chart, against which tests hold the cities that they write. */
#ifndef CITY_FIXTURE_H
#define CITY_FIXTURE_H

#include <clusterflow/analysis.h>
#include <clusterflow/load.h>

struct city_fixture {
    struct cf_diags *diags;
    struct cf_catalog *catalog;
    struct cf_chart *chart;
    struct cf_program *program;
    struct cf_city *city;
    struct cf_binding *binding;
};

/* Loads the catalog and the chart; nothing is found in them. */
void city_begin(struct city_fixture *fixture);

/* Loads a city, whose text begins at line 5, behind id, name and chart, and looks at it. */
void city_lint(struct city_fixture *fixture, const char *text);

/* What is found of a rule: "LINE MESSAGE\n" each, in order. */
const char *city_findings(const struct city_fixture *fixture, const char *rule);

void city_end(struct city_fixture *fixture);

/* All this for one city. */
void assert_findings(const char *rule, const char *text, const char *expected);

/* Takes in a city that is checked with the chart, and lets go of it. */
void city_add(struct city_fixture *fixture, struct cf_usage *usage, const char *text);

#endif
