/* Which answers and routes of charts came about in cases, and which can. */
#include <stdlib.h>
#include <string.h>

#include <clusterflow/analysis.h>

#include "analysis/reach.h"
#include "base/diag.h"

/* One chart while its cases are counted. */
struct chart_count {
    const struct cf_chart *chart;
    struct cf_program *program;
    struct cf_covered (*steps)[3], (*criteria)[3], *on_yes, *on_no;
    struct cf_chart_coverage result;
    struct chart_count *next;
};

struct cf_coverage_count {
    struct cf_arena *arena;
    struct chart_count *first, **end;
    size_t chart_count;
    struct cf_coverage coverage;
};

struct cf_coverage_count *cf_coverage_new(void)
{
    struct cf_coverage_count *count = cf_document_new(sizeof *count);
    if (count) {
        count->arena = cf_arena_of(count);
        count->end = &count->first;
    }
    return count;
}

void cf_coverage_free(struct cf_coverage_count *count)
{
    for (struct chart_count *chart = count ? count->first : NULL; chart; chart = chart->next)
        cf_program_free(chart->program);
    cf_document_free(count);
}

/* ---- counting ---- */

static bool make_room(struct cf_coverage_count *count, struct chart_count *chart)
{
    size_t steps, criteria;
    cf_program_steps(chart->program, &steps);
    cf_program_criteria(chart->program, &criteria);
    chart->steps = cf_arena_array(count->arena, steps, sizeof *chart->steps);
    chart->criteria = cf_arena_array(count->arena, criteria, sizeof *chart->criteria);
    chart->on_yes = cf_arena_array(count->arena, steps, sizeof *chart->on_yes);
    chart->on_no = cf_arena_array(count->arena, steps, sizeof *chart->on_no);
    return chart->steps && chart->criteria && chart->on_yes && chart->on_no;
}

/* The chart is compiled once more, without the what-ifs of a case. */
static struct chart_count *add_chart(struct cf_coverage_count *count,
                                     const struct cf_evaluation *evaluation)
{
    struct cf_diags *diags = cf_diags_new();
    struct chart_count *chart = cf_arena_alloc(count->arena, sizeof *chart);
    enum cf_status status = CF_NO_MEMORY;
    if (diags && chart) {
        chart->chart = evaluation->chart;
        status = cf_compile(&chart->program, evaluation->chart, evaluation->catalog, diags);
    }
    cf_diags_free(diags);
    if (status != CF_OK)
        return NULL;
    *count->end = chart;
    count->end = &chart->next;
    count->chart_count++;
    return make_room(count, chart) ? chart : NULL;
}

static struct chart_count *find_chart(struct cf_coverage_count *count,
                                      const struct cf_evaluation *evaluation)
{
    for (struct chart_count *chart = count->first; chart; chart = chart->next)
        if (chart->chart == evaluation->chart)
            return chart;
    return add_chart(count, evaluation);
}

static void count_step(struct chart_count *chart, size_t number,
                       const struct cf_step_result *result)
{
    size_t count;
    const struct cf_program_step *step = &cf_program_steps(chart->program, &count)[number];
    bool no = result->answer == CF_NO;
    chart->steps[number][result->answer].times++;
    chart->on_yes[number].times += !no;
    chart->on_no[number].times += no;
    for (size_t i = 0; i < step->step->criterion_count; i++)
        if (result->criteria[i].basis != CF_BASIS_WHAT_IF)
            chart->criteria[step->first_criterion + i][result->criteria[i].answer].times++;
}

enum cf_status cf_coverage_add(struct cf_coverage_count *count, const struct cf_case_result *result)
{
    const struct cf_evaluation *evaluation = result->evaluation;
    if (!evaluation || result->test->pending.text)
        return CF_OK;
    struct chart_count *chart = find_chart(count, evaluation);
    if (!chart)
        return CF_NO_MEMORY;
    for (size_t i = 0; i < evaluation->step_count; i++)
        if (evaluation->steps[i].visited)
            count_step(chart, i, &evaluation->steps[i]);
    chart->result.end.times += evaluation->first_no == CF_NO_STEP;
    return CF_OK;
}

/* ---- what is possible ---- */

/* The search for what is possible in one chart. */
struct survey {
    struct chart_count *chart;
    struct cf_reach reach;
    size_t *ways;
    bool failed; /* no memory */
};

/* What came about is possible, of course. */
static bool is_possible(struct survey *survey, size_t times, struct cf_goal goal)
{
    if (times)
        return true;
    enum cf_status status = cf_reach_find(&survey->reach, &goal, survey->ways);
    survey->failed |= status == CF_NO_MEMORY;
    return status == CF_OK;
}

static void survey_step(struct survey *survey, size_t number)
{
    const struct cf_program_step *step = &survey->reach.steps[number];
    struct chart_count *chart = survey->chart;
    for (int answer = CF_NO; answer <= CF_YES; answer++) {
        struct cf_covered *covered = &chart->steps[number][answer];
        struct cf_goal goal = { .step = number,
                                .answer = (enum cf_answer)answer,
                                .criterion = CF_NO_CRITERION };
        covered->possible = is_possible(survey, covered->times, goal);
        for (size_t i = 0; i < step->step->criterion_count; i++) {
            struct cf_covered *of = &chart->criteria[step->first_criterion + i][answer];
            struct cf_goal at = { .step = number,
                                  .answer = CF_ANY_ANSWER,
                                  .criterion = step->first_criterion + i,
                                  .criterion_answer = (enum cf_answer)answer };
            of->possible = is_possible(survey, of->times, at);
        }
    }
    const struct cf_covered *answers = chart->steps[number];
    chart->on_yes[number].possible =
        step->step->on_yes.text && (answers[CF_YES].possible || answers[CF_UNKNOWN].possible);
    chart->on_no[number].possible = step->step->on_no.text && answers[CF_NO].possible;
}

static void add_up(struct cf_chart_coverage *result, const struct cf_covered *covered)
{
    result->covered += covered->times > 0;
    result->possible += covered->possible;
    result->impossible += !covered->possible;
}

static void add_up_all(struct survey *survey)
{
    struct chart_count *chart = survey->chart;
    struct cf_chart_coverage *result = &chart->result;
    for (size_t i = 0; i < survey->reach.step_count; i++) {
        const struct cf_step *step = survey->reach.steps[i].step;
        for (int answer = CF_NO; answer <= CF_YES; answer++)
            add_up(result, &chart->steps[i][answer]);
        if (step->on_yes.text)
            add_up(result, &chart->on_yes[i]);
        if (step->on_no.text)
            add_up(result, &chart->on_no[i]);
    }
    for (size_t i = 0; i < survey->reach.criterion_count; i++)
        for (int answer = CF_NO; answer <= CF_YES; answer++)
            add_up(result, &chart->criteria[i][answer]);
    add_up(result, &result->end);
}

static bool finish_chart(struct chart_count *chart)
{
    struct cf_arena arena = { 0 };
    struct survey survey = { .chart = chart };
    bool good = cf_reach_init(&survey.reach, chart->program, &arena);
    survey.ways = cf_arena_array(&arena, survey.reach.index_count, sizeof *survey.ways);
    good = good && survey.ways;
    for (size_t i = 0; good && i < survey.reach.step_count; i++)
        survey_step(&survey, i);
    if (good) {
        struct cf_goal end = { .step = survey.reach.step_count, .criterion = CF_NO_CRITERION };
        chart->result.end.possible = is_possible(&survey, chart->result.end.times, end);
        chart->result.covered = chart->result.possible = chart->result.impossible = 0;
        add_up_all(&survey);
    }
    cf_arena_clear(&arena);
    return good && !survey.failed;
}

enum cf_status cf_coverage_finish(struct cf_coverage_count *count,
                                  const struct cf_coverage **coverage)
{
    struct cf_chart_coverage *charts =
        cf_arena_array(count->arena, count->chart_count, sizeof *charts);
    size_t done = 0;
    *coverage = NULL;
    if (!charts)
        return CF_NO_MEMORY;
    for (struct chart_count *chart = count->first; chart; chart = chart->next) {
        if (!finish_chart(chart))
            return CF_NO_MEMORY;
        chart->result.program = chart->program;
        chart->result.steps = (const struct cf_covered(*)[3])chart->steps;
        chart->result.criteria = (const struct cf_covered(*)[3])chart->criteria;
        chart->result.on_yes = chart->on_yes;
        chart->result.on_no = chart->on_no;
        charts[done++] = chart->result;
    }
    count->coverage = (struct cf_coverage){ charts, done };
    *coverage = &count->coverage;
    return CF_OK;
}
