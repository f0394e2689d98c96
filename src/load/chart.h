/* The parts of a flowchart file. */
#ifndef CF_LOAD_CHART_H
#define CF_LOAD_CHART_H

#include "load/document.h"

/* Read a step and a criterion: see cf_item_reader. */
cf_item_reader cf_read_step;
cf_item_reader cf_read_criterion;

/* Checks over all stages of a chart, also those of used files: unique ids, routes. */
void cf_check_routes(struct cf_reading *reading, const struct cf_chart *chart);

#endif
