#include "analysis/compare_parts.h"

#include <math.h>

/* Where a walk may stop that comes to a step: the number of a step or, at the end, of steps. */
struct span {
    size_t least, most;
};

static struct span unite(struct span a, struct span b)
{
    return (struct span){ a.least < b.least ? a.least : b.least,
                          a.most > b.most ? a.most : b.most };
}

/* A No stops the walk here, or leads to a later step. */
static struct span behind_no(const struct cf_program_step *step, size_t number,
                             const struct span *spans)
{
    return step->on_no == CF_ROUTE_STOP ? (struct span){ number, number } : spans[step->on_no];
}

/* From the last step to the first, since routes only lead downwards. Steps are taken to be
 * independent of each other. */
static struct span reach(struct cf_arena *arena, const struct cf_compare_column *column)
{
    size_t count;
    const struct cf_program_step *steps =
        cf_program_steps(cf_binding_program(column->binding), &count);
    struct span *spans = cf_arena_array(arena, count + 1, sizeof *spans);
    if (!spans)
        return (struct span){ 0, 0 };
    spans[count] = (struct span){ count, count };
    for (size_t i = count; i-- > 0;) {
        switch (column->evaluation->steps[i].answer) {
        case CF_YES: spans[i] = spans[steps[i].on_yes]; break;
        case CF_NO: spans[i] = behind_no(&steps[i], i, spans); break;
        default: spans[i] = unite(spans[steps[i].on_yes], behind_no(&steps[i], i, spans)); break;
        }
    }
    return spans[0];
}

/* A figure that misses its level by so much that it can be told. */
static bool is_measured(const struct cf_criterion_result *result)
{
    return result->margin.given && !isnan(result->margin.worst) && !isnan(result->margin.best);
}

int cf_compare_missed(const struct cf_evaluation *evaluation, size_t number)
{
    int missed = -1;
    const struct cf_step_result *step = &evaluation->steps[number];
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        if (step->criteria[i].answer != CF_NO)
            continue;
        if (missed >= 0 || !is_measured(&step->criteria[i]))
            return -1;
        missed = (int)i;
    }
    return missed;
}

void cf_compare_reach(struct cf_arena *arena, struct cf_compare_column *column)
{
    const struct cf_evaluation *evaluation = column->evaluation;
    struct span span = reach(arena, column);
    column->least = span.least;
    column->most = span.most;
    column->missed = -1;
    if (evaluation->first_no != CF_NO_STEP)
        column->missed = cf_compare_missed(evaluation, (size_t)evaluation->first_no);
    for (size_t i = 0; i < evaluation->step_count; i++)
        column->cleared += evaluation->steps[i].visited && evaluation->steps[i].answer == CF_YES;
}
