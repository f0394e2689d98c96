#include "analysis/lint_chart.h"

#include <clusterflow/analysis.h>

struct cf_pos cf_level_pos(const struct cf_program_criterion *criterion)
{
    const struct cf_text_list *bounds = &criterion->criterion->bounds;
    return bounds->count ? bounds->items[0].pos : criterion->criterion->pos;
}

void cf_lint_also_index(const struct cf_lint *lint, size_t index)
{
    const struct cf_index *said = cf_program_index(lint->speaker.program, index);
    struct cf_value domain = cf_program_domain(lint->speaker.program, index);
    const char *values = cf_say_set(&lint->speaker, said, &domain);
    if (said->range_pos.source)
        cf_report_also(lint->diags, said->range_pos, "the range of '%s' is %s", said->id.text,
                       values);
    else if (said->type == CF_NUMBER)
        cf_report_also(lint->diags, said->id.pos, "'%s' has no range", said->id.text);
    else
        cf_report_also(lint->diags, said->id.pos, "'%s' is %s", said->id.text, values);
}

static void lint_stages(const struct cf_lint *lint)
{
    const struct cf_chart *chart = cf_program_chart(lint->speaker.program);
    for (size_t i = 0; i < chart->stage_count; i++) {
        if (chart->stages[i].step_count)
            continue;
        cf_report(lint->diags, CF_R_CHART_EMPTY_STAGE, chart->stages[i].id.pos,
                  "stage '%s' has no steps", chart->stages[i].id.text);
        cf_report_hint(lint->diags, "add its steps, or delete it");
    }
}

/* Whether a reader can see where the level comes from. */
static void lint_basis(const struct cf_lint *lint, const struct cf_program_criterion *criterion)
{
    const struct cf_criterion *stated = criterion->criterion;
    if (stated->basis == CF_BASIS_NONE) {
        cf_report(lint->diags, CF_R_CHART_NO_BASIS, cf_level_pos(criterion),
                  "%s: no 'basis' says where this level comes from",
                  cf_say_criterion(&lint->speaker, criterion));
        cf_report_hint(lint->diags,
                       "add 'basis: source', 'comparator', 'existence' or 'assumption'");
    } else if (stated->basis == CF_BASIS_ASSUMPTION && !stated->note) {
        cf_report(lint->diags, CF_R_CHART_ASSUMPTION_NOTE, cf_level_pos(criterion),
                  "%s: an assumption, and no 'note' says why",
                  cf_say_criterion(&lint->speaker, criterion));
        cf_report_hint(lint->diags, "add a 'note' that tells why this level was chosen");
    }
}

static void lint_chart(const struct cf_lint *lint)
{
    const struct cf_questions *questions = lint->questions;
    lint_stages(lint);
    for (size_t i = 0; i < questions->step_count; i++) {
        cf_lint_contradictions(lint, i);
        cf_lint_implied(lint, i);
    }
    cf_lint_routes(lint);
    for (size_t i = 0; i < questions->criterion_count; i++)
        lint_basis(lint, &questions->criteria[i]);
}

enum cf_status cf_lint_chart(const struct cf_program *program, struct cf_diags *diags)
{
    struct cf_arena arena = { 0 };
    struct cf_questions questions;
    struct cf_lint lint = { &questions, { program, &arena }, diags };
    if (cf_questions_of(&questions, program, &arena))
        lint_chart(&lint);
    bool failed = arena.failed;
    cf_arena_clear(&arena);
    cf_diags_settle(diags);
    return failed || cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
