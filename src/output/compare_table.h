/* What the writers of comparisons share: what a column is called, and which are shown as one. */
#ifndef CF_OUTPUT_COMPARE_TABLE_H
#define CF_OUTPUT_COMPARE_TABLE_H

#include <clusterflow/output.h>

/* Criterion `number` of the step of a row, in the first column whose chart has the step. */
const struct cf_criterion_result *cf_compare_criterion(const struct cf_compare_table *table,
                                                       const struct cf_compare_row *row,
                                                       size_t number);

/* The same in one column; NULL: its chart does not have the step. */
const struct cf_criterion_result *cf_compare_known(const struct cf_compare_table *table,
                                                   const struct cf_compare_row *row, size_t number,
                                                   size_t column);

bool cf_compare_is_bottleneck(const struct cf_compare_table *table,
                              const struct cf_compare_row *row, size_t column);

/* Whether two columns look the same: every answer, what is visited and, with `values`, every value.
 */
bool cf_compare_same_columns(const struct cf_compare_table *table, size_t a, size_t b, bool values);

/* Whether a step looks the same in two columns. */
bool cf_compare_same_cells(const struct cf_compare_table *table, const struct cf_compare_row *row,
                           size_t a, size_t b);

/* Whether the same is known of a criterion in two columns, as of the same year. */
bool cf_compare_same_figures(const struct cf_compare_table *table, const struct cf_compare_row *row,
                             size_t number, size_t a, size_t b);

/* Percent of the steps that are cleared; 100 only where all of them are. */
unsigned cf_compare_percent(const struct cf_compare_column *column);

#endif
