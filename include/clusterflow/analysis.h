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
 * Steps that could be the bottleneck of the chart, for which none of the cities names an actor. The
 * cities are those that are checked with the chart; without any: nothing.
 */
enum cf_status cf_lint_chart_actors(const struct cf_program *program,
                                    const struct cf_city *const *cities, size_t count,
                                    struct cf_diags *diags);

/*
 * Indices of the catalog that none of the programs asks for and none of the cities states. Programs
 * that were made with another catalog do not count (a catalog is the same when its source has the
 * same name); without any that does: nothing.
 */
enum cf_status cf_lint_catalog(const struct cf_catalog *catalog,
                               const struct cf_program *const *programs, size_t count,
                               const struct cf_city *const *cities, size_t city_count,
                               struct cf_diags *diags);

/* What a city is looked at with. */
struct cf_city_context {
    /* One binding of the city to each of the charts that it is checked against. May be empty: then
     * only what needs no catalog is looked for. */
    const struct cf_binding *const *bindings;
    size_t binding_count;
    /* Further charts that are at hand. The city's actors and outcomes may name their steps. */
    const struct cf_program *const *others;
    size_t other_count;
};

/* What is suspicious in a city's figures and names, by themselves and for the charts that it is
 * bound to. Adds the warnings of an evaluation, too. */
enum cf_status cf_lint_city(const struct cf_city *city, const struct cf_city_context *context,
                            struct cf_diags *diags);

/*
 * Takes out of the messages those that a comment allows, and reports comments that allow nothing or
 * are not well formed. Messages of rules for which a document is refused stay. `allowances` are
 * `count` lists, as the documents hold them. To be called once, when all messages are there.
 */
enum cf_status cf_apply_allowances(const struct cf_allowance_list *allowances, size_t count,
                                   struct cf_diags *diags);

#endif
