/* Charts against history: what the walk of a year says, and what became of the city. */
#include <string.h>

#include <clusterflow/backtest.h>

#include "base/arena.h"
#include "base/diag.h"

const char *cf_judgement_name(enum cf_judgement judgement)
{
    static const char *const names[CF_JUDGEMENTS] = { "confirmed", "refuted", "not_necessary",
                                                      "held_back", "not_judged" };
    return names[judgement];
}

/* An outcome in the list of its chart. */
struct outcome_item {
    struct cf_tested_outcome tested;
    struct cf_evaluation *evaluation;
    struct outcome_item *next;
};

struct chart_outcomes {
    const struct cf_program *program;
    struct outcome_item *first, **end;
    size_t count, city_count;
    struct chart_outcomes *next;
};

struct cf_backtest {
    struct cf_arena *arena;
    struct chart_outcomes *first, **end;
    size_t chart_count;
    struct cf_backtest_result result;
};

struct cf_backtest *cf_backtest_new(void)
{
    struct cf_backtest *backtest = cf_document_new(sizeof *backtest);
    if (backtest) {
        backtest->arena = cf_arena_of(backtest);
        backtest->end = &backtest->first;
    }
    return backtest;
}

void cf_backtest_free(struct cf_backtest *backtest)
{
    for (struct chart_outcomes *chart = backtest ? backtest->first : NULL; chart;
         chart = chart->next)
        for (struct outcome_item *item = chart->first; item; item = item->next)
            cf_evaluation_free(item->evaluation);
    cf_document_free(backtest);
}

/* ---- what a walk says of a stage ---- */

/* Whether all that has to be Yes for the stage to be reached is. A No in it or before it decides;
 * of a stage that routes lead past the walk says nothing. */
static enum cf_answer predict(const struct cf_evaluation *evaluation, size_t stage)
{
    bool passes = false, unknown = false;
    int first_no = evaluation->first_no;
    if (first_no != CF_NO_STEP && evaluation->steps[first_no].stage <= stage)
        return CF_NO;
    for (size_t i = 0; i < evaluation->step_count; i++) {
        const struct cf_step_result *step = &evaluation->steps[i];
        if (!step->visited || step->stage > stage)
            continue;
        passes = passes || step->stage == stage;
        unknown = unknown || step->answer == CF_UNKNOWN;
    }
    return passes && !unknown ? CF_YES : CF_UNKNOWN;
}

static enum cf_judgement judge(enum cf_answer predicted, bool reached)
{
    switch (predicted) {
    case CF_YES: return reached ? CF_CONFIRMED : CF_REFUTED;
    case CF_NO: return reached ? CF_NOT_NECESSARY : CF_HELD_BACK;
    default: return CF_NOT_JUDGED;
    }
}

/* Does the step tell against the stage? One that the walk has left out by a route does not, one
 * behind the bottleneck does. */
static bool tells(const struct cf_evaluation *evaluation, size_t number, int on_no,
                  enum cf_answer answer)
{
    const struct cf_step_result *step = &evaluation->steps[number];
    bool behind = evaluation->first_no != CF_NO_STEP && number > (size_t)evaluation->first_no;
    if (step->answer != answer)
        return false;
    return answer == CF_NO ? (step->visited || behind) && on_no == CF_ROUTE_STOP : step->visited;
}

/* The steps up to the stage that have this answer and no way round it. */
static bool list_steps(struct cf_arena *arena, struct cf_tested_outcome *tested,
                       const struct cf_program_step *program_steps, enum cf_answer answer)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    size_t *steps = cf_arena_array(arena, evaluation->step_count, sizeof *steps);
    tested->steps = steps;
    for (size_t i = 0; i < evaluation->step_count && steps; i++)
        if (evaluation->steps[i].stage <= tested->stage &&
            tells(evaluation, i, program_steps[i].on_no, answer))
            steps[tested->step_count++] = i;
    return steps;
}

/* ---- collecting ---- */

static struct chart_outcomes *find_chart(struct cf_backtest *backtest,
                                         const struct cf_program *program)
{
    for (struct chart_outcomes *chart = backtest->first; chart; chart = chart->next)
        if (cf_program_chart(chart->program) == cf_program_chart(program))
            return chart;
    struct chart_outcomes *chart = cf_arena_alloc(backtest->arena, sizeof *chart);
    if (!chart)
        return NULL;
    *chart = (struct chart_outcomes){ .program = program };
    chart->end = &chart->first;
    *backtest->end = chart;
    backtest->end = &chart->next;
    backtest->chart_count++;
    return chart;
}

/* The number of the stage; the number of stages: the chart has none of that id. */
static size_t find_stage(const struct cf_chart *chart, const char *id)
{
    size_t i = 0;
    while (i < chart->stage_count && strcmp(chart->stages[i].id.text, id) != 0)
        i++;
    return i;
}

static bool is_of(const struct cf_outcome *outcome, const struct cf_chart *chart)
{
    return outcome->chart.text && outcome->stage.text &&
           strcmp(outcome->chart.text, chart->id.text) == 0 &&
           find_stage(chart, outcome->stage.text) < chart->stage_count;
}

static enum cf_status walk(struct outcome_item *item, const struct cf_binding *binding,
                           const struct cf_evaluate_options *options, struct cf_diags *diags)
{
    struct cf_evaluate_options own = CF_EVALUATE_OPTIONS_INIT;
    if (options)
        own = *options;
    if (item->tested.outcome->year)
        own.year = item->tested.outcome->year;
    return cf_evaluate(&item->evaluation, binding, NULL, &own, diags);
}

static enum cf_status add_outcome(struct cf_backtest *backtest, struct chart_outcomes *chart,
                                  struct outcome_item *item, const struct cf_binding *binding)
{
    struct cf_tested_outcome *tested = &item->tested;
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(cf_binding_program(binding), &count);
    tested->evaluation = item->evaluation;
    enum cf_answer predicted = predict(item->evaluation, tested->stage);
    tested->judgement = judge(predicted, tested->outcome->reached);
    if (predicted != CF_YES && !list_steps(backtest->arena, tested, steps, predicted))
        return CF_NO_MEMORY;
    chart->count++;
    return CF_OK;
}

enum cf_status cf_backtest_add(struct cf_backtest *backtest, const struct cf_binding *binding,
                               const struct cf_evaluate_options *options, struct cf_diags *diags)
{
    const struct cf_program *program = cf_binding_program(binding);
    const struct cf_chart *filed = cf_program_chart(program);
    const struct cf_city *city = cf_binding_city(binding);
    struct chart_outcomes *chart = find_chart(backtest, program);
    enum cf_status status = chart ? CF_OK : CF_NO_MEMORY;
    size_t before = chart ? chart->count : 0;
    for (size_t i = 0; i < city->outcome_count && status == CF_OK; i++) {
        const struct cf_outcome *outcome = &city->outcomes[i];
        if (!is_of(outcome, filed))
            continue;
        struct outcome_item *item = cf_arena_alloc(backtest->arena, sizeof *item);
        if (!item)
            return CF_NO_MEMORY;
        item->tested.city = city;
        item->tested.outcome = outcome;
        item->tested.stage = find_stage(filed, outcome->stage.text);
        *chart->end = item; /* before it is walked, so that the evaluation is freed in any case */
        chart->end = &item->next;
        status = walk(item, binding, options, diags);
        if (status == CF_OK)
            status = add_outcome(backtest, chart, item, binding);
    }
    if (chart)
        chart->city_count += chart->count > before;
    return status;
}

/* ---- counting ---- */

static void count_outcome(struct cf_chart_backtest *chart, size_t (*stages)[CF_JUDGEMENTS],
                          size_t *contradicted, const struct cf_tested_outcome *tested)
{
    stages[tested->stage][tested->judgement]++;
    if (tested->judgement != CF_NOT_JUDGED) {
        chart->judged++;
        chart->reached += tested->outcome->reached;
    }
    for (size_t i = 0; i < tested->step_count && tested->judgement == CF_NOT_NECESSARY; i++)
        contradicted[tested->steps[i]]++;
}

static bool finish_chart(struct cf_arena *arena, const struct chart_outcomes *collected,
                         struct cf_chart_backtest *chart)
{
    size_t step_count, stage_count = cf_program_chart(collected->program)->stage_count;
    cf_program_steps(collected->program, &step_count);
    struct cf_tested_outcome *outcomes = cf_arena_array(arena, collected->count, sizeof *outcomes);
    size_t(*stages)[CF_JUDGEMENTS] = cf_arena_array(arena, stage_count, sizeof *stages);
    size_t *contradicted = cf_arena_array(arena, step_count, sizeof *contradicted);
    if (!outcomes || !stages || !contradicted)
        return false;
    *chart = (struct cf_chart_backtest){ .program = collected->program,
                                         .city_count = collected->city_count,
                                         .outcomes = outcomes,
                                         .stages = (const size_t(*)[CF_JUDGEMENTS])stages,
                                         .contradicted = contradicted };
    for (const struct outcome_item *item = collected->first; item; item = item->next) {
        outcomes[chart->outcome_count++] = item->tested;
        count_outcome(chart, stages, contradicted, &item->tested);
    }
    return true;
}

enum cf_status cf_backtest_finish(struct cf_backtest *backtest,
                                  const struct cf_backtest_result **result)
{
    struct cf_chart_backtest *charts =
        cf_arena_array(backtest->arena, backtest->chart_count, sizeof *charts);
    size_t count = 0;
    *result = NULL;
    if (!charts)
        return CF_NO_MEMORY;
    for (const struct chart_outcomes *chart = backtest->first; chart; chart = chart->next)
        if (chart->count && !finish_chart(backtest->arena, chart, &charts[count++]))
            return CF_NO_MEMORY;
    backtest->result = (struct cf_backtest_result){ charts, count };
    *result = &backtest->result;
    return CF_OK;
}
