/*
 * Reasons about charts, catalogs, cities and evaluations. Findings are messages under the rules;
 * nothing here refuses a document. Each function returns CF_OK or CF_NO_MEMORY.
 */
#ifndef CLUSTERFLOW_ANALYSIS_H
#define CLUSTERFLOW_ANALYSIS_H

#include <clusterflow/engine.h>

/*
 * What is suspicious in a chart by itself: steps that no route reaches or that can never be No,
 * criteria that contradict or imply each other, levels without a basis. Decided by sets of values,
 * for every city that there could be.
 */
enum cf_status cf_lint_chart(const struct cf_program *program, struct cf_diags *diags);

/*
 * What the cities of a run have to do with its charts and catalogs, taken in one after the other:
 * the cities need not be kept, the programs have to.
 */
struct cf_usage;

/* NULL when memory fails. */
struct cf_usage *cf_usage_new(void);
void cf_usage_free(struct cf_usage *usage);

/* Takes in a city and a chart that it is checked with, once for each of its charts. `program` may
 * be NULL: the city is checked with none. */
enum cf_status cf_usage_add(struct cf_usage *usage, const struct cf_city *city,
                            const struct cf_program *program);

/* Steps that could be the bottleneck of the chart, for which none of the cities that were taken in
 * with it names an actor. Without such a city: nothing. */
enum cf_status cf_lint_chart_actors(const struct cf_program *program, const struct cf_usage *usage,
                                    struct cf_diags *diags);

/*
 * Indices of the catalog, and those that its charts define, that none of the programs asks for and
 * no city that was taken in states. Programs that were made with another catalog do not count;
 * without any that does: nothing.
 */
enum cf_status cf_lint_catalog(const struct cf_catalog *catalog,
                               const struct cf_program *const *programs, size_t count,
                               const struct cf_usage *usage, struct cf_diags *diags);

/*
 * What is suspicious in a city's figures and names, by themselves and for the charts that it is
 * bound to: `bindings` are `count` bindings of the city, each to another chart. Without any only
 * what needs no catalog is looked for. Adds the warnings of an evaluation, too.
 */
enum cf_status cf_lint_city(const struct cf_city *city, const struct cf_binding *const *bindings,
                            size_t count, struct cf_diags *diags);

/*
 * Takes out of the messages those that a comment allows, and reports comments that allow nothing or
 * are not well formed. Messages of rules for which a document is refused stay. `allowances` are
 * `count` lists, as the documents hold them. To be called once, when all messages are there.
 */
enum cf_status cf_apply_allowances(const struct cf_allowance_list *allowances, size_t count,
                                   struct cf_diags *diags);

#endif
