/*
 * clusterflow: evaluates flowcharts of industrial cluster policy against city indicators.
 *
 * The whole library. In the order of use:
 *
 *     cf_load_chart, cf_load_catalog, cf_load_city    bytes -> documents        (load.h)
 *     cf_compile                                      chart + catalog -> program (engine.h)
 *     cf_bind                                         program + city -> binding
 *     cf_evaluate                                     binding -> evaluation
 *     cf_write_text, cf_write_json                    evaluation -> bytes       (output.h)
 *
 * Rules that hold everywhere:
 *
 *   - Ownership. A document, program, binding or evaluation owns all its parts. What is read from
 *     it is borrowed and lives until it is freed. Each X_free frees what the function of the same
 *     header made, with all that is read from it, and takes NULL. A binding borrows from its
 *     program and its city, an evaluation from its binding: free them in the reverse order.
 *   - NULL. An argument that is a pointer is not NULL, and a callback is there, unless the function
 *     says what NULL means; an array of no items may be NULL. A result is not NULL unless it says
 *     when.
 *   - Text is UTF-8 and ends with NUL. An optional text that is not given is NULL.
 *   - Errors. Functions that can fail return an enum cf_status: 0 (CF_OK) or a negative value. On
 *     failure the out parameter is set to NULL, but for faulty charts, cities and suites (load.h).
 *     Each may return CF_NO_MEMORY; nothing is lost then but what was being made.
 *   - What is wrong with an input is told in the caller's struct cf_diags, never printed.
 *   - Numbers have the unit that their field names, sizes and places are in bytes and counted from
 *     0, lines and columns from 1, years are those of the calendar. An argument of an enumeration
 *     is one of its values.
 *   - No global state, no locale, no clock, no file. Constant objects may be shared between
 *     threads; what a function changes one thread uses at a time (docs/library.md).
 */
#ifndef CLUSTERFLOW_H
#define CLUSTERFLOW_H

#include <clusterflow/analysis.h>
#include <clusterflow/backtest.h>
#include <clusterflow/base.h>
#include <clusterflow/compare.h>
#include <clusterflow/diff.h>
#include <clusterflow/engine.h>
#include <clusterflow/grounds.h>
#include <clusterflow/load.h>
#include <clusterflow/model.h>
#include <clusterflow/output.h>
#include <clusterflow/plan.h>
#include <clusterflow/stress.h>

#endif
