/*
 * Evaluations side by side: the same chart for several cities, sites or years, or several charts of
 * one place. A part of the analysis (analysis.h).
 *
 *     struct cf_compare_item items[] = { { dalian, dalian_binding }, { beijing, beijing_binding }
 * }; struct cf_compared *compared; if (cf_compare(&compared, CF_BY_CITY, items, 2) == CF_OK)
 *         puts(compared->tables[0].columns[compared->tables[0].order[0]].evaluation->city->self.name);
 */
#ifndef CLUSTERFLOW_COMPARE_H
#define CLUSTERFLOW_COMPARE_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/* What the columns of a table differ in. */
enum cf_compare_by { CF_BY_CITY, CF_BY_SITE, CF_BY_YEAR, CF_BY_CHART };

/* "city", "site", "year", "chart". */
const char *cf_compare_by_name(enum cf_compare_by by);

/* An evaluation to be compared, and the binding that it was made from. */
struct cf_compare_item {
    const struct cf_evaluation *evaluation;
    const struct cf_binding *binding;
};

/*
 * How a column stands. How far a walk gets is the number of the step at which it stops, from 0, and
 * the number of steps when it reaches the end. A step that is Unknown may prove to be Yes or No:
 * `least` and `most` are the ends of what is possible then, and the same where all is known.
 */
struct cf_compare_column {
    const struct cf_evaluation *evaluation;
    const struct cf_binding *binding;
    size_t cleared; /* visited steps that are Yes, out of evaluation->step_count */
    size_t least, most;
    /* The one level that keeps the walk from going on: the number of its criterion among those of
     * the step; -1: there are several, none, or it is no number. */
    int missed;
    size_t rank; /* from 1, the same for columns that tie; 0: the table has no ranking */
    bool tied;
    size_t rank_best, rank_worst; /* what `rank` may prove to be when more is known */
};

/* A step, with its number in each column's evaluation; CF_NO_STEP: its chart does not have it. */
struct cf_compare_row {
    const struct cf_step *step;
    const int *numbers;
};

/* A stage with its rows, and its number in each column's evaluation or CF_NO_STEP. */
struct cf_compare_stage {
    const struct cf_stage *stage;
    const int *numbers;
    const struct cf_compare_row *rows;
    size_t row_count;
};

/* Between a column of a history and the one before, the bottleneck came, went or moved. */
struct cf_compare_move {
    size_t column;          /* the first one in which it is so; at least 1 */
    size_t step;            /* the step whose answer sent the walk another way */
    const size_t *criteria; /* numbers, among those of the step, of those whose answers changed */
    size_t criterion_count;
};

/* Another city or site at the step that is somebody's bottleneck. */
struct cf_compare_peer {
    size_t column;
    size_t step; /* its number in the column's evaluation */
    /* Where the step is Yes: who could have brought about the criteria that are. Else NULL. */
    struct cf_candidate_list *actors;
};

/* Who cleared the step at which the walk of one column stops. */
struct cf_compare_peers {
    size_t column; /* whose bottleneck it is */
    const struct cf_compare_peer
        *items; /* those that cleared it first, in the order of the ranking */
    size_t count;
};

/* One table: what its columns have in common stands here. */
struct cf_compare_table {
    const struct cf_chart *chart;            /* NULL: the columns walk different ones */
    const struct cf_compare_column *columns; /* in the order of the items */
    size_t column_count;
    const size_t *order; /* numbers of the columns, the furthest first, where they are ranked */
    bool by_margin;      /* the ranking had to look at margins */
    const struct cf_compare_stage *stages;
    size_t stage_count;
    const struct cf_compare_move *moves; /* of years, in their order */
    size_t move_count;
    const struct cf_compare_peers *peers; /* for each column of the city that was asked for */
    size_t peers_count;
};

/* What cf_compare makes. It owns all its parts, and borrows the evaluations. */
struct cf_compared {
    enum cf_compare_by by;
    const struct cf_compare_table *tables;
    size_t table_count;
};

/*
 * Puts evaluations side by side. Cities and sites: a table for each chart, in the order in which
 * the charts come up. Years and charts: one for each place, the years also for each chart; years
 * are expected to ascend. Rows of several charts are united by stage and step, by id and title.
 *
 * Cities and sites are ranked by how far their walk gets: by `least`, then by `most`. Where all of
 * those that stop at the same step for certain miss the same one level (`missed`), the smaller miss
 * goes first, by the worst and then the best of what it may be; else they tie.
 *
 * `peers_of` may be NULL: the city that is asked about (all of its sites, if these are compared).
 * Borrows from the items' evaluations and bindings. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_compare(struct cf_compared **compared, enum cf_compare_by by,
                          const struct cf_compare_item *items, size_t count,
                          const struct cf_city *peers_of);
void cf_compared_free(struct cf_compared *compared);

/* The column's result for the step of a row; NULL: its chart does not have the step. */
const struct cf_step_result *cf_compare_cell(const struct cf_compare_column *column, int number);

/* The evaluations of one place and chart over the years. */
struct cf_history {
    struct cf_evaluation **items; /* in the order of the years; the history's */
    size_t count;
};

/*
 * Evaluates for every year that the file has anything to say about: that a figure or a state of the
 * place is of, that begins or ends a span; indices that the catalog does not know, what is missing
 * and kinds that do not answer do not count. And for every year between them in which an answer of
 * the chart changes because a figure is too old, a span is over or outlives a figure. A file
 * without years has one item, for no year. `options` may be NULL; its year does not count. CF_OK or
 * CF_NO_MEMORY.
 */
enum cf_status cf_evaluate_history(struct cf_history **history, const struct cf_binding *binding,
                                   const struct cf_locality *site,
                                   const struct cf_evaluate_options *options,
                                   struct cf_diags *diags);

/* The same for these years, each from 1 to 9999, in their order. */
enum cf_status cf_evaluate_years(struct cf_history **history, const struct cf_binding *binding,
                                 const struct cf_locality *site,
                                 const struct cf_evaluate_options *options, const int *years,
                                 size_t count, struct cf_diags *diags);
void cf_history_free(struct cf_history *history);

CF_END_C

#endif
