/* Shapes that several tables share; what they are is told in load.h. */
#ifndef CF_LOAD_SHAPE_H
#define CF_LOAD_SHAPE_H

#include "load/record.h"

extern const struct cf_shape cf_shape_text, cf_shape_id, cf_shape_ids, cf_shape_year;

/* Of parts of files, each beside its reader. */
extern const struct cf_shape cf_citations_shape, cf_units_shape, cf_classes_shape, cf_factors_shape,
    cf_indices_shape, cf_step_shape, cf_criterion_shape, cf_indicators_shape, cf_indicator_shape,
    cf_observation_shape, cf_expectation_shape;

extern const struct cf_table cf_catalog_table, cf_chart_table, cf_city_table, cf_suite_table;

#endif
