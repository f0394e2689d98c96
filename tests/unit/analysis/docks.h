/* Two small charts that share a step, and cities that a test writes. */
#ifndef DOCKS_H
#define DOCKS_H

#include <clusterflow/analysis.h>
#include <clusterflow/load.h>

/*
 * docks: lifting (cranes or night_work), dues (dues_share, owner), and from lines.yaml: paid
 * (dock_dues). lines: paid alone. quarry, with another catalog: blasting (cranes). dues_share is
 * dock_dues / dock_costs. lines.yaml defines dock_dues itself.
 */
enum { DOCKS, LINES, QUARRY, DOCKS_CHARTS };

struct docks {
    struct cf_diags *diags;
    struct cf_catalog *catalogs[2];
    struct cf_chart *charts[DOCKS_CHARTS];
    struct cf_program *built[DOCKS_CHARTS];
    const struct cf_program *programs[DOCKS_CHARTS];
    struct cf_city *city; /* NULL before docks_city */
};

void docks_begin(struct docks *docks);

/* Loads a city behind id and name, in place of the one before. */
const struct cf_city *docks_city(struct docks *docks, const char *text);

void docks_end(struct docks *docks);

#endif
