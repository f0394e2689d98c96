/* What the charts ask for and nobody states, neither the city nor any of its sites. */
#include <string.h>

#include "analysis/lint_city.h"
#include "base/map.h"

/* A criterion, and the chart in which it stands. */
struct need {
    const struct cf_lint_chart_of_city *chart;
    const struct cf_step *step;
    const struct cf_criterion *criterion;
    const struct cf_index *index;
};

static bool is_stated(const struct cf_city_lint *lint, const struct need *need, size_t index)
{
    size_t count;
    cf_binding_stated(need->chart->binding, NULL, index, &count);
    for (size_t i = 0; i < lint->city->site_count && !count; i++)
        cf_binding_stated(need->chart->binding, &lint->city->sites[i], index, &count);
    return count;
}

/* Where the city names the chart, else the city's id. */
static struct cf_pos place_of(const struct cf_city_lint *lint, const struct need *need)
{
    const char *id = cf_program_chart(need->chart->program)->id.text;
    for (size_t i = 0; i < lint->city->charts.count; i++)
        if (strcmp(lint->city->charts.items[i].text, id) == 0)
            return lint->city->charts.items[i].pos;
    return lint->city->self.id.pos;
}

static void report_lack(struct cf_city_lint *lint, const struct need *need,
                        const struct cf_index *index)
{
    const char *derived = need->index->id.text;
    bool operand = index != need->index;
    cf_report(lint->diags, CF_R_CITY_LACKS_INDICATOR, place_of(lint, need),
              "'%s' is not stated%s%s%s: step '%s' asks for it", index->id.text,
              operand ? ", an operand of '" : "", operand ? derived : "", operand ? "'" : "",
              need->step->id.text);
    cf_report_also(lint->diags, need->criterion->pos, "asked for here");
    if (operand)
        cf_report_hint(lint->diags,
                       "state it, or '%s' itself; where no document tells, say 'missing: "
                       "not_stated'",
                       derived);
    else
        cf_report_hint(lint->diags, "state it; where no document tells, say 'missing: not_stated'");
}

/* Each index is looked at once, whichever charts ask for it. */
static bool is_new(struct cf_city_lint *lint, struct cf_map *seen, const struct cf_index *index)
{
    uint32_t other = CF_MAP_NONE;
    const char *id = index->id.text;
    if (!cf_map_add(seen, id, strlen(id), 0, &other))
        lint->arena.failed = true;
    return other == CF_MAP_NONE;
}

static void check_need(struct cf_city_lint *lint, struct cf_map *seen, const struct need *need,
                       size_t number)
{
    const struct cf_program *program = need->chart->program;
    const struct cf_text_list *operands = &need->index->operands;
    if (!is_new(lint, seen, need->index) || is_stated(lint, need, number))
        return;
    if (!operands->count)
        report_lack(lint, need, need->index);
    for (size_t i = 0; i < operands->count; i++) {
        size_t operand = cf_program_index_number(program, operands->items[i].text);
        const struct cf_index *index = cf_program_index(program, operand);
        if (is_new(lint, seen, index) && !is_stated(lint, need, operand))
            report_lack(lint, need, index);
    }
}

void cf_lint_needs(struct cf_city_lint *lint)
{
    struct cf_map seen = { 0 };
    for (size_t i = 0; i < lint->count; i++) {
        const struct cf_lint_chart_of_city *chart = &lint->charts[i];
        size_t step_count, criterion_count;
        const struct cf_program_step *steps = cf_program_steps(chart->program, &step_count);
        const struct cf_program_criterion *criteria =
            cf_program_criteria(chart->program, &criterion_count);
        for (size_t j = 0; j < step_count; j++)
            for (size_t k = 0; k < steps[j].step->criterion_count; k++) {
                size_t index = criteria[steps[j].first_criterion + k].index;
                struct need need = { chart, steps[j].step, &steps[j].step->criteria[k],
                                     cf_program_index(chart->program, index) };
                check_need(lint, &seen, &need, index);
            }
    }
    cf_map_release(&seen);
}
