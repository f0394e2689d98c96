#include "engine/evaluation.h"

const char *cf_verdict_name(enum cf_verdict verdict)
{
    static const char *const names[] = { "not_reached", "bottleneck", "undecided", "clear" };
    return names[verdict];
}

const char *cf_use_name(enum cf_use use)
{
    static const char *const names[] = { "used",  "missing", "kind",  "future",
                                         "stale", "span",    "older", "not_preferred" };
    return names[use];
}

/* One evaluation while it is made. */
struct evaluator {
    struct cf_question question;
    const struct cf_program *program;
    struct cf_evaluation *evaluation;
    struct cf_step_result *steps;
    struct cf_stage_result *stages;
    struct cf_finding **findings; /* by index, so that each is found out once; NULL: not yet */
};

static const struct cf_index *index_of(const struct evaluator *evaluator, uint32_t number)
{
    return evaluator->program->indices[number].index;
}

/* ---- answers ---- */

static const struct cf_finding *find_out(struct evaluator *evaluator, uint32_t index)
{
    struct cf_finding *finding = evaluator->findings[index];
    if (finding)
        return finding;
    finding = cf_arena_alloc(evaluator->question.arena, sizeof *finding);
    if (!finding || !cf_find_out(&evaluator->question, index, finding))
        return NULL;
    return evaluator->findings[index] = finding;
}

static bool answer_criterion(struct evaluator *evaluator,
                             const struct cf_program_criterion *criterion,
                             struct cf_criterion_result *result)
{
    const struct cf_finding *finding = find_out(evaluator, criterion->index);
    if (!finding)
        return false;
    *result = (struct cf_criterion_result){
        .criterion = criterion->criterion,
        .index = index_of(evaluator, criterion->index),
        .basis = criterion->basis,
        .threshold = { criterion->threshold[0], criterion->threshold[1] },
        .tolerance = criterion->tolerance,
        .threshold_set = criterion->accepted,
        .value = finding->value,
        .year = finding->year,
        .derived = finding->derived,
        .disputed = finding->disputed,
        .mixed_years = finding->mixed_years,
        .margin = cf_margin_of(&finding->value, &criterion->accepted),
        .answer = cf_value_answer(&finding->value, &criterion->accepted),
    };
    const struct cf_question *question = &evaluator->question;
    return cf_list_evidence(question, finding, &result->evidence, &result->evidence_count) &&
           (!evaluator->evaluation->explained ||
            cf_list_considered(question, finding, &result->considered, &result->considered_count));
}

/* Kleene's logic: `need` of the criteria have to be Yes. */
static enum cf_answer answer_of(const struct cf_step_result *result)
{
    int yes = 0, possible = 0, need = result->step->need;
    for (size_t i = 0; i < result->step->criterion_count; i++) {
        yes += result->criteria[i].answer == CF_YES;
        possible += result->criteria[i].answer != CF_NO;
    }
    return yes >= need ? CF_YES : possible < need ? CF_NO : CF_UNKNOWN;
}

static bool answer_steps(struct evaluator *evaluator)
{
    const struct cf_program *program = evaluator->program;
    struct cf_criterion_result *results =
        cf_arena_array(evaluator->question.arena, program->criterion_count, sizeof *results);
    for (size_t i = 0; i < program->step_count && results; i++) {
        const struct cf_program_step *step = &program->steps[i];
        struct cf_step_result *result = &evaluator->steps[i];
        *result = (struct cf_step_result){ .step = step->step,
                                           .stage = step->stage,
                                           .criteria = results + step->first_criterion };
        for (size_t j = step->first_criterion;
             j < step->first_criterion + step->step->criterion_count; j++)
            if (!answer_criterion(evaluator, &program->criteria[j], &results[j]))
                return false;
        result->answer = answer_of(result);
    }
    return results;
}

/* ---- the walk ---- */

/*
 * From the first step on: Yes and, provisionally, Unknown go along on_yes, No along on_no or stops.
 * Routes only lead downwards, so this ends.
 */
static bool walk(struct evaluator *evaluator)
{
    const struct cf_program *program = evaluator->program;
    struct cf_evaluation *evaluation = evaluator->evaluation;
    size_t *unknown =
        cf_arena_array(evaluator->question.arena, program->step_count, sizeof *unknown);
    if (!unknown)
        return false;
    evaluation->unknown = unknown;
    evaluation->first_no = evaluation->first_stop = CF_NO_STEP;
    for (int at = 0; at < (int)program->step_count;) {
        struct cf_step_result *result = &evaluator->steps[at];
        const struct cf_program_step *step = &program->steps[at];
        bool no = result->answer == CF_NO;
        result->visited = true;
        if (result->answer == CF_UNKNOWN)
            unknown[evaluation->unknown_count++] = (size_t)at;
        bool stop = no && step->on_no == CF_ROUTE_STOP;
        if (evaluation->first_stop == CF_NO_STEP && (stop || result->answer == CF_UNKNOWN))
            evaluation->first_stop = at;
        if (stop) {
            evaluation->first_no = at;
            break;
        }
        at = no ? step->on_no : step->on_yes;
    }
    evaluation->verdict = evaluation->first_no != CF_NO_STEP ? CF_BOTTLENECK
                          : evaluation->unknown_count        ? CF_UNDECIDED
                                                             : CF_CLEAR;
    return true;
}

static void judge_stages(struct evaluator *evaluator)
{
    const struct cf_chart *chart = evaluator->program->chart;
    size_t first = 0;
    for (size_t i = 0; i < chart->stage_count; i++) {
        struct cf_stage_result *stage = &evaluator->stages[i];
        *stage = (struct cf_stage_result){ &chart->stages[i], CF_NOT_REACHED, first };
        for (size_t j = first; j < first + chart->stages[i].step_count; j++) {
            const struct cf_step_result *step = &evaluator->steps[j];
            if (!step->visited)
                continue;
            if ((int)j == evaluator->evaluation->first_no)
                stage->verdict = CF_BOTTLENECK;
            else if (step->answer == CF_UNKNOWN)
                stage->verdict = CF_UNDECIDED;
            else if (stage->verdict == CF_NOT_REACHED)
                stage->verdict = CF_CLEAR;
        }
        first += chart->stages[i].step_count;
    }
}

/* ---- all together ---- */

static bool prepare(struct evaluator *evaluator)
{
    const struct cf_program *program = evaluator->program;
    struct cf_arena *arena = evaluator->question.arena;
    evaluator->steps = cf_arena_array(arena, program->step_count, sizeof *evaluator->steps);
    evaluator->stages =
        cf_arena_array(arena, program->chart->stage_count, sizeof *evaluator->stages);
    evaluator->findings = cf_arena_array(arena, program->index_count, sizeof(*evaluator->findings));
    evaluator->evaluation->steps = evaluator->steps;
    evaluator->evaluation->step_count = program->step_count;
    evaluator->evaluation->stages = evaluator->stages;
    return evaluator->steps && evaluator->stages && evaluator->findings;
}

static bool evaluate(struct evaluator *evaluator)
{
    if (!prepare(evaluator) || !answer_steps(evaluator) || !walk(evaluator))
        return false;
    judge_stages(evaluator);
    if (evaluator->evaluation->first_no != CF_NO_STEP)
        cf_list_actors(&evaluator->question,
                       &evaluator->program->steps[evaluator->evaluation->first_no],
                       evaluator->evaluation);
    return !evaluator->question.arena->failed;
}

enum cf_status cf_evaluate(struct cf_evaluation **out, const struct cf_binding *binding,
                           const struct cf_locality *site,
                           const struct cf_evaluate_options *options, struct cf_diags *diags)
{
    static const struct cf_evaluate_options defaults = CF_EVALUATE_OPTIONS_INIT;
    struct cf_evaluation *evaluation = cf_document_new(sizeof *evaluation);
    *out = NULL;
    if (!evaluation)
        return CF_NO_MEMORY;
    if (!options)
        options = &defaults;
    evaluation->city = binding->city;
    evaluation->site = site;
    evaluation->chart = binding->program->chart;
    evaluation->catalog = binding->program->catalog;
    evaluation->year = options->year ? options->year : cf_binding_year(binding);
    evaluation->newer_figures = options->year ? 0 : binding->newer;
    evaluation->explained = options->explain;
    struct evaluator evaluator = {
        .question = { binding, cf_arena_of(evaluation), diags, cf_binding_place(binding, site),
                      evaluation->year, options->max_age, options->accept, NULL },
        .program = binding->program,
        .evaluation = evaluation,
    };
    bool complete = cf_question_lay(&evaluator.question, options) && evaluate(&evaluator);
    cf_diags_settle(diags);
    if (!complete || cf_diags_failed(diags)) {
        cf_evaluation_free(evaluation);
        return CF_NO_MEMORY;
    }
    *out = evaluation;
    return CF_OK;
}

void cf_evaluation_free(struct cf_evaluation *evaluation)
{
    cf_document_free(evaluation);
}
