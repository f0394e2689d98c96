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
 *     it is borrowed and lives until it is freed. Each X_free takes NULL. A binding borrows from
 *     its program and its city, an evaluation from its binding: free them in the reverse order.
 *   - Text is UTF-8 and ends with NUL. An optional text that is not given is NULL.
 *   - Functions that can fail return an enum cf_status: 0 (CF_OK) or a negative value. On failure
 *     the out parameter is set to NULL, but for faulty charts and cities (load.h).
 *   - What is wrong with an input is told in the caller's struct cf_diags, never printed.
 *   - No global state, no locale, no clock. Constant objects may be shared between threads.
 */
#ifndef CLUSTERFLOW_H
#define CLUSTERFLOW_H

#include <clusterflow/analysis.h>
#include <clusterflow/base.h>
#include <clusterflow/engine.h>
#include <clusterflow/load.h>
#include <clusterflow/model.h>
#include <clusterflow/output.h>

#endif
