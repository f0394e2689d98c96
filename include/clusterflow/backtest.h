/*
 * Charts against history: holds the outcomes that city files tell against the walks of their years.
 * Part of the room of clusterflow/analysis.h.
 */
#ifndef CLUSTERFLOW_BACKTEST_H
#define CLUSTERFLOW_BACKTEST_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/*
 * What became of a stage, held against the walk of the same year. A chart is a sufficient condition
 * (Kuchiki 2007, section 2): where all is Yes and the stage was not reached, that is refuted. Where
 * there is a No and the stage was reached all the same, the step was not necessary, which refutes
 * nothing.
 */
enum cf_judgement {
    CF_CONFIRMED,     /* all Yes, and reached */
    CF_REFUTED,       /* all Yes, and not reached */
    CF_NOT_NECESSARY, /* a No, and reached */
    CF_HELD_BACK,     /* a No, and not reached */
    CF_NOT_JUDGED     /* whether all is Yes is not known */
};
enum { CF_JUDGEMENTS = CF_NOT_JUDGED + 1 };

/* The word for it in the JSON: "confirmed", "refuted", "not_necessary", "held_back", "not_judged".
 */
const char *cf_judgement_name(enum cf_judgement judgement);

/* One outcome of a city. */
struct cf_tested_outcome {
    const struct cf_city *city;
    const struct cf_outcome *outcome;
    size_t stage; /* its number in the chart */
    enum cf_judgement judgement;
    const struct cf_evaluation *evaluation; /* the walk, in the year of the outcome */
    const size_t *steps; /* that judge: with a No those that are No, else those not known; of this
                            stage and those before it */
    size_t step_count;
};

/* The outcomes of one chart. */
struct cf_chart_backtest {
    const struct cf_program *program;
    const struct cf_tested_outcome *outcomes; /* in the order of the cities, then of their files */
    size_t outcome_count, city_count;
    const size_t (*stages)[CF_JUDGEMENTS]; /* by stage: how many outcomes came to each */
    const size_t *contradicted; /* by step: how often it was No though the stage was reached */
    size_t judged, reached;     /* outcomes that were judged, and those of them that were reached */
};

/* What a backtest came to, by chart. */
struct cf_backtest_result {
    const struct cf_chart_backtest *charts; /* those with outcomes, as they came up */
    size_t chart_count;
};

/* With fewer outcomes judged than these a backtest says little: a convention of ours. */
enum { CF_BACKTEST_FEW = 10 };

/* Collects while cities are walked. */
struct cf_backtest;

/* NULL when memory fails. Free it before what its bindings borrow from; takes NULL. */
struct cf_backtest *cf_backtest_new(void);
void cf_backtest_free(struct cf_backtest *backtest);

/*
 * Adds the outcomes of the binding's city by its chart; of a stage that the chart does not have
 * none. Each is walked for its own year, one without a year for the year of `options`, which may be
 * NULL. Borrows from the binding. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_backtest_add(struct cf_backtest *backtest, const struct cf_binding *binding,
                               const struct cf_evaluate_options *options, struct cf_diags *diags);

/* What came of it, which belongs to the backtest. CF_OK or CF_NO_MEMORY. */
enum cf_status cf_backtest_finish(struct cf_backtest *backtest,
                                  const struct cf_backtest_result **result);

CF_END_C

#endif
