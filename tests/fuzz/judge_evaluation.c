/*
 * The answers of docs/format.md, section 5, once more: from the sets of the criteria to the
 * verdict. What is known of an index is taken from the evaluation; the second evaluator in
 * tests/differential finds that out for itself (compare.py).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static bool near(double a, double b)
{
    return a == b || (isfinite(a) && isfinite(b) &&
                      fabs(a - b) < 1e-9 * (fabs(a) > fabs(b) ? fabs(a) : fabs(b)));
}

static bool wholly_below(const struct cf_interval *one, const struct cf_interval *other)
{
    if (near(one->high, other->low))
        return one->high_open || other->low_open;
    return one->high < other->low;
}

static bool is_inside(const struct cf_interval *one, const struct cf_interval *other)
{
    bool low = other->low == -INFINITY || (other->low < one->low && !near(other->low, one->low)) ||
               (near(one->low, other->low) && (!other->low_open || one->low_open));
    bool high = other->high == INFINITY ||
                (one->high < other->high && !near(other->high, one->high)) ||
                (near(one->high, other->high) && (!other->high_open || one->high_open));
    return low && high;
}

static enum cf_answer answer_sets(const struct cf_value *value, const struct cf_value *accepted)
{
    if (!value->known)
        return CF_UNKNOWN;
    if (value->type != CF_NUMBER) {
        if (!(value->members & ~accepted->members))
            return CF_YES;
        return value->members & accepted->members ? CF_UNKNOWN : CF_NO;
    }
    if (is_inside(&value->interval, &accepted->interval))
        return CF_YES;
    return wholly_below(&value->interval, &accepted->interval) ||
                   wholly_below(&accepted->interval, &value->interval)
               ? CF_NO
               : CF_UNKNOWN;
}

static void judge_interval(const struct cf_interval *interval)
{
    if (isnan(interval->low) || isnan(interval->high) || interval->low > interval->high)
        fuzz_fail("an interval from %g to %g", interval->low, interval->high);
    if ((isinf(interval->low) && !interval->low_open) ||
        (isinf(interval->high) && !interval->high_open))
        fuzz_fail("an infinite end that is closed");
}

static void judge_criterion(const struct cf_criterion_result *result)
{
    if (result->value.known && result->value.type == CF_NUMBER)
        judge_interval(&result->value.interval);
    else if (result->value.known && !result->value.members)
        fuzz_fail("'%s' is known and has no value", result->index->id.text);
    if (result->answer != answer_sets(&result->value, &result->threshold_set))
        fuzz_fail("'%s' answers %d", result->index->id.text, (int)result->answer);
}

static enum cf_answer answer_of(const struct cf_step_result *result)
{
    int yes = 0, maybe = 0;
    for (size_t i = 0; i < result->step->criterion_count; i++) {
        judge_criterion(&result->criteria[i]);
        yes += result->criteria[i].answer == CF_YES;
        maybe += result->criteria[i].answer != CF_NO;
    }
    if (yes >= result->step->need)
        return CF_YES;
    return maybe < result->step->need ? CF_NO : CF_UNKNOWN;
}

/* Walks; marks what it visits. Returns the first No. */
static int walk(const struct cf_evaluation *evaluation, const struct cf_program_step *steps,
                bool *visited)
{
    size_t at = 0;
    while (at < evaluation->step_count) {
        int next;
        visited[at] = true;
        next = evaluation->steps[at].answer == CF_NO ? steps[at].on_no : steps[at].on_yes;
        if (next == CF_ROUTE_STOP)
            return (int)at;
        if (next <= (int)at)
            fuzz_fail("the walk goes from step %zu to %d", at, next);
        at = (size_t)next;
    }
    return CF_NO_STEP;
}

static void judge_unknown(const struct cf_evaluation *evaluation, const bool *visited)
{
    size_t count = 0;
    int stop = CF_NO_STEP;
    for (size_t i = 0; i < evaluation->step_count; i++) {
        bool unknown = visited[i] && evaluation->steps[i].answer == CF_UNKNOWN;
        if (stop == CF_NO_STEP && (unknown || (int)i == evaluation->first_no))
            stop = (int)i;
        if (unknown && (count >= evaluation->unknown_count || evaluation->unknown[count] != i))
            fuzz_fail("step %zu is missing among the unknown ones", i);
        count += unknown;
    }
    if (count != evaluation->unknown_count || stop != evaluation->first_stop)
        fuzz_fail("%zu unknown steps, the first stop %d", count, stop);
}

static enum cf_verdict verdict(const struct cf_evaluation *evaluation, const bool *visited,
                               size_t from, size_t count)
{
    enum cf_verdict verdict = CF_NOT_REACHED;
    for (size_t i = from; i < from + count; i++) {
        if (!visited[i])
            continue;
        if ((int)i == evaluation->first_no)
            return CF_BOTTLENECK;
        if (evaluation->steps[i].answer == CF_UNKNOWN)
            verdict = CF_UNDECIDED;
        else if (verdict == CF_NOT_REACHED)
            verdict = CF_CLEAR;
    }
    return verdict;
}

static void judge_walk(const struct cf_evaluation *evaluation, const struct cf_program_step *steps)
{
    bool *visited = calloc(evaluation->step_count + 1, sizeof *visited);
    if (!visited || walk(evaluation, steps, visited) != evaluation->first_no)
        fuzz_fail("the first No is not %d", evaluation->first_no);
    for (size_t i = 0; i < evaluation->step_count; i++)
        if (visited[i] != evaluation->steps[i].visited)
            fuzz_fail("step %zu is visited or not", i);
    judge_unknown(evaluation, visited);
    if (evaluation->verdict != verdict(evaluation, visited, 0, evaluation->step_count))
        fuzz_fail("the verdict is not %s", cf_verdict_name(evaluation->verdict));
    for (size_t i = 0; i < evaluation->chart->stage_count; i++) {
        const struct cf_stage_result *stage = &evaluation->stages[i];
        if (stage->verdict !=
            verdict(evaluation, visited, stage->first_step, stage->stage->step_count))
            fuzz_fail("the verdict of '%s' is not %s", stage->stage->id.text,
                      cf_verdict_name(stage->verdict));
    }
    free(visited);
}

void fuzz_judge_evaluation(const struct cf_evaluation *evaluation, const struct cf_program *program)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    if (count != evaluation->step_count)
        fuzz_fail("%zu steps are answered of %zu", evaluation->step_count, count);
    for (size_t i = 0; i < count; i++)
        if (evaluation->steps[i].answer != answer_of(&evaluation->steps[i]))
            fuzz_fail("step %zu answers %d", i, (int)evaluation->steps[i].answer);
    judge_walk(evaluation, steps);
    if ((evaluation->first_no == CF_NO_STEP) != (evaluation->actor_count == 0))
        fuzz_fail("%zu classes of actors, the first No is %d", evaluation->actor_count,
                  evaluation->first_no);
}

void fuzz_judge_status(enum cf_status status, const struct cf_diags *diags, size_t before,
                       const char *what)
{
    size_t errors = cf_diags_errors(diags) - before;
    if (status != CF_OK && status != CF_INVALID)
        fuzz_fail("%s: status %d", what, (int)status);
    if ((status == CF_OK) != (errors == 0))
        fuzz_fail("%s: status %d with %zu errors", what, (int)status, errors);
}
