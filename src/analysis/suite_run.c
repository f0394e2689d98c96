/* Running one case of a suite: from the names of its files to what came of it. */
#include <string.h>

#include "analysis/suite_case.h"

const char *cf_case_state_name(enum cf_case_state state)
{
    static const char *const names[] = { "passed", "failed", "faulty", "pending", "pending" };
    return names[state];
}

/* ---- what-ifs ---- */

/* Takes over what is wrong with an assignment, at its place in the suite. */
static enum cf_status report_what_if(struct cf_case_run *run,
                                     const struct cf_assignment *assignment,
                                     const struct cf_diags *said)
{
    const struct cf_diag *diag = cf_diags_get(said, 0);
    if (cf_diags_failed(said))
        return CF_NO_MEMORY;
    cf_report(run->diags, CF_R_WHAT_IF, assignment->value.pos, "%s", diag->message);
    if (diag->hint)
        cf_report_hint(run->diags, "%s", diag->hint);
    return CF_INVALID;
}

static enum cf_status report_no_threshold(struct cf_case_run *run, const struct cf_text *target)
{
    cf_report(run->diags, CF_R_SUITE_UNDEFINED, target->pos, "no step and index '%s'",
              target->text);
    cf_report_hint(run->diags, "name a step of the chart and an index that it asks for");
    return CF_INVALID;
}

typedef enum cf_status assign_function(struct cf_program *, const char *, struct cf_diags *);

static enum cf_status assign_one(struct cf_case_run *run, const struct cf_assignment *assignment,
                                 assign_function *assign)
{
    const char *text =
        cf_arena_format(run->arena, "%s=%s", assignment->target.text, assignment->value.text);
    struct cf_diags *said = cf_diags_new();
    enum cf_status status = text && said ? assign(run->program, text, said) : CF_NO_MEMORY;
    if (status == CF_INVALID)
        status = report_what_if(run, assignment, said);
    else if (status == CF_NOT_FOUND && assign == cf_program_set_threshold)
        status = report_no_threshold(run, &assignment->target);
    else if (status == CF_NOT_FOUND)
        status = CF_INVALID; /* an index that does not exist is reported with the other names */
    cf_diags_free(said);
    return status;
}

/* Goes on after what is wrong, also with what was wrong before. */
static enum cf_status assign_all(struct cf_case_run *run, const struct cf_assignment *assignments,
                                 size_t count, assign_function *assign, enum cf_status result)
{
    for (size_t i = 0; i < count && result != CF_NO_MEMORY; i++) {
        enum cf_status status = assign_one(run, &assignments[i], assign);
        result = status == CF_OK ? result : status;
    }
    return result;
}

/* ---- the chart ---- */

static enum cf_status compile(struct cf_case_run *run)
{
    const struct cf_case *test = run->test;
    const struct cf_text *id = test->chart.text ? &test->chart : &run->suite->chart;
    enum cf_status status = run->resolver->chart(run->resolver->payload, run->suite, id,
                                                 &run->chart, &run->catalog, run->diags);
    if (status != CF_OK && status != CF_INVALID)
        return status;
    if (!run->chart || !run->catalog)
        return CF_INVALID;
    cf_case_check_names(run);
    enum cf_status compiled = cf_compile(&run->program, run->chart, run->catalog, run->diags);
    if (compiled != CF_OK)
        return compiled;
    status = assign_all(run, test->sets, test->set_count, cf_program_set, status);
    return assign_all(run, test->thresholds, test->threshold_count, cf_program_set_threshold,
                      status);
}

/* ---- values ---- */

/* The numbers of the indices whose values are expected. */
static size_t *value_indices(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    size_t *indices = cf_arena_array(run->arena, expect->value_count, sizeof *indices);
    for (size_t i = 0; i < expect->value_count && indices; i++)
        indices[i] = cf_program_index_number(run->program, expect->values[i].index.text);
    return indices;
}

/* What is expected, as figures of a place, so that it is typed and converted as figures are. The
 * year belongs to the comparison. */
static bool state_expected(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    size_t count = expect->value_count;
    struct cf_indicator *indicators = cf_arena_array(run->arena, count, sizeof *indicators);
    struct cf_observation *observations = cf_arena_array(run->arena, count, sizeof *observations);
    struct cf_city *city = &run->expected.city;
    if (!indicators || !observations)
        return false;
    for (size_t i = 0; i < count; i++) {
        observations[i] = *expect->values[i].observation;
        observations[i].year = 0;
        indicators[i] = (struct cf_indicator){ expect->values[i].index, &observations[i], 1 };
    }
    *city = (struct cf_city){ .source = run->suite->source };
    city->self.id = run->test->name;
    city->self.name = run->test->name.text;
    city->self.indicators = indicators;
    city->self.indicator_count = count;
    return true;
}

static enum cf_status find_values(struct cf_case_run *run)
{
    size_t count = run->test->expect.value_count;
    if (!count)
        return CF_OK;
    const size_t *indices = value_indices(run);
    if (!indices || !state_expected(run))
        return CF_NO_MEMORY;
    const struct cf_program *typing = run->program;
    enum cf_status status = CF_OK;
    if (run->test->set_count) { /* they would take the place of what is expected, too */
        status = cf_compile(&run->as_filed, run->chart, run->catalog, run->diags);
        typing = run->as_filed;
    }
    if (status == CF_OK)
        status = cf_bind(&run->expected.binding, typing, &run->expected.city, run->diags);
    if (status == CF_OK)
        status = cf_survey_indices(&run->expected.survey, run->expected.binding, NULL, NULL,
                                   indices, count, run->diags);
    if (status == CF_OK)
        status = cf_survey_indices(&run->known.survey, run->known.binding, run->site, &run->options,
                                   indices, count, run->diags);
    return status;
}

/* ---- the evaluation ---- */

static enum cf_status bind(struct cf_case_run *run)
{
    const struct cf_program *program = run->program;
    enum cf_status status = cf_bind(&run->known.binding, program, &run->known.city, run->diags);
    if (status == CF_OK)
        status = cf_check_indicators(&run->known.city, &program, 1, run->diags);
    return status;
}

static enum cf_status evaluate(struct cf_case_run *run)
{
    enum cf_status compiled = compile(run);
    if (compiled == CF_NO_MEMORY || compiled == CF_IO)
        return compiled;
    enum cf_status found = cf_case_find_city(run);
    if (found == CF_NO_MEMORY || found == CF_IO)
        return found;
    enum cf_status status = compiled != CF_OK ? compiled : found;
    if (run->program && run->known.city.source) { /* also what is faulty, to tell all of it */
        enum cf_status bound = bind(run);
        status = status == CF_OK || bound == CF_NO_MEMORY ? bound : status;
    }
    if (status == CF_OK && cf_diags_errors(run->diags))
        status = CF_INVALID;
    if (status == CF_OK)
        status =
            cf_evaluate(&run->evaluation, run->known.binding, run->site, &run->options, run->diags);
    run->reported = cf_diags_count(run->diags);
    return status == CF_OK ? find_values(run) : status;
}

static struct cf_evaluate_options options_of(const struct cf_case *test)
{
    struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    options.year = test->year;
    options.max_age = test->max_age;
    options.accept |= test->accept;
    options.explain = true; /* a figure that was not used may be what made the difference */
    return options;
}

/* ---- the result ---- */

static enum cf_case_state state_of(const struct cf_case_run *run, bool faulty)
{
    bool met = !faulty;
    for (size_t i = 0; i < run->result.count; i++)
        met = met && run->result.items[i].met;
    if (run->test->pending.text)
        return met ? CF_CASE_PENDING_PASSES : CF_CASE_PENDING;
    return met ? CF_CASE_PASSED : faulty ? CF_CASE_FAULTY : CF_CASE_FAILED;
}

static bool is_expected(const struct cf_case *test, const char *rule)
{
    for (size_t i = 0; i < test->expect.reports.ids.count; i++)
        if (strcmp(test->expect.reports.ids.items[i].text, rule) == 0)
            return true;
    return false;
}

/* Hands on the errors that nobody expects. */
static enum cf_status hand_on(const struct cf_case_run *run, struct cf_diags *diags)
{
    enum cf_status status = CF_OK;
    cf_diags_settle(run->diags);
    for (size_t i = 0; i < cf_diags_count(run->diags) && status == CF_OK; i++) {
        const struct cf_diag *diag = cf_diags_get(run->diags, i);
        if (diag->severity == CF_ERROR && !run->test->pending.text &&
            !is_expected(run->test, diag->rule->id))
            status = cf_diags_copy(diags, diag);
    }
    return status;
}

/* Is it the case itself that is wrong, or a file of which it does not expect that? */
static bool is_fault(const struct cf_case_run *run, enum cf_status status)
{
    for (size_t i = 0; i < cf_diags_count(run->diags); i++) {
        const char *rule = cf_diags_get(run->diags, i)->rule->id;
        if (strcmp(rule, "suite-undefined") == 0 || strcmp(rule, "what-if") == 0)
            return true;
    }
    return status == CF_INVALID && !run->test->expect.reports.given;
}

/* The first error, in one line. */
static const char *fault_of(struct cf_case_run *run)
{
    for (size_t i = 0; i < cf_diags_count(run->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(run->diags, i);
        if (diag->severity == CF_ERROR)
            return cf_arena_format(run->arena, "%s:%u:%u: %s [%s]", diag->file ? diag->file : "",
                                   diag->line, diag->column, diag->message, diag->rule->id);
    }
    return NULL;
}

static enum cf_status run_case(struct cf_case_run *run, struct cf_diags *diags)
{
    enum cf_status status = evaluate(run);
    cf_diags_settle(run->diags);
    if (status != CF_OK && status != CF_INVALID)
        return status;
    bool faulty = is_fault(run, status);
    enum cf_status compared = CF_OK;
    if (!faulty)
        compared = status == CF_OK ? cf_case_compare(run) : cf_case_compare_reports(run);
    run->result.evaluation = run->evaluation;
    run->result.state = state_of(run, faulty);
    run->result.fault = faulty ? fault_of(run) : NULL;
    status = compared == CF_OK ? hand_on(run, diags) : compared;
    return run->arena->failed || cf_diags_failed(run->diags) ? CF_NO_MEMORY : status;
}

enum cf_status cf_run_case(struct cf_case_result **out, const struct cf_suite *suite,
                           const struct cf_case *test, const struct cf_resolver *resolver,
                           struct cf_diags *diags)
{
    struct cf_case_run *run = cf_document_new(sizeof *run);
    *out = NULL;
    if (!run)
        return CF_NO_MEMORY;
    run->result.test = test;
    run->arena = cf_arena_of(run);
    run->suite = suite;
    run->test = test;
    run->resolver = resolver;
    run->options = options_of(test);
    run->diags = cf_diags_new();
    enum cf_status status = run->diags ? run_case(run, diags) : CF_NO_MEMORY;
    if (status == CF_OK)
        *out = &run->result;
    else
        cf_case_result_free(&run->result);
    return status;
}

void cf_case_result_settle(struct cf_case_result *result)
{
    struct cf_case_run *run = (struct cf_case_run *)result;
    for (size_t i = 0; i < result->count; i++)
        run->items[i].known = NULL;
    cf_survey_free(run->known.survey);
    cf_survey_free(run->expected.survey);
    cf_evaluation_free(run->evaluation);
    cf_binding_free(run->known.binding);
    cf_binding_free(run->expected.binding);
    cf_program_free(run->program);
    cf_program_free(run->as_filed);
    cf_diags_free(run->diags);
    run->known = run->expected = (struct cf_values_found){ 0 };
    run->evaluation = NULL;
    run->program = run->as_filed = NULL;
    run->diags = NULL;
    result->evaluation = NULL;
}

void cf_case_result_free(struct cf_case_result *result)
{
    if (!result)
        return;
    cf_case_result_settle(result);
    cf_document_free(result);
}
