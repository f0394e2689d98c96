/* The aims of the indices, and the place as it would be with them. */
#include <string.h>

#include "analysis/plan.h"
#include "analysis/sets.h"

/* ---- evaluating what is not so ---- */

static bool took(struct cf_planner *planner, enum cf_status status)
{
    cf_diags_clear(planner->diags);
    if (status != CF_OK)
        planner->status = status;
    return status == CF_OK;
}

struct cf_evaluation *cf_plan_evaluate(struct cf_planner *planner)
{
    struct cf_evaluation *evaluation;
    planner->options.laid = planner->laid;
    planner->options.laid_count = planner->laid_count;
    enum cf_status status = cf_evaluate(&evaluation, planner->binding, planner->before->site,
                                        &planner->options, planner->diags);
    return took(planner, status) ? evaluation : NULL;
}

bool cf_plan_is_clear(struct cf_planner *planner)
{
    struct cf_evaluation *evaluation = cf_plan_evaluate(planner);
    bool clear = evaluation && (evaluation->first_stop == CF_NO_STEP ||
                                (size_t)evaluation->first_stop > planner->last);
    cf_evaluation_free(evaluation);
    return clear;
}

struct cf_value cf_plan_survey(struct cf_planner *planner, size_t index, const struct cf_laid *laid,
                               size_t count)
{
    struct cf_value value = { 0 };
    struct cf_survey *survey;
    planner->options.laid = laid;
    planner->options.laid_count = count;
    enum cf_status status = cf_survey_indices(&survey, planner->binding, planner->before->site,
                                              &planner->options, &index, 1, planner->diags);
    if (took(planner, status))
        value = survey->items[0].value;
    cf_survey_free(survey);
    return value;
}

/* ---- aims ---- */

/* What the required criteria leave of what the indices can be. */
static bool cut_needed(struct cf_planner *planner)
{
    for (size_t i = 0; i < planner->index_count; i++) {
        struct cf_aim *aim = &planner->aims[i];
        aim->wanted = aim->instead.known;
        aim->needed = aim->wanted ? aim->instead : cf_program_domain(planner->program, i);
    }
    bool any = true;
    for (size_t i = 0; i < planner->criterion_count; i++) {
        struct cf_aim *aim = &planner->aims[planner->criteria[i].index];
        if (!planner->required[i] || aim->instead.known)
            continue;
        aim->wanted = true;
        any = cf_set_cut(&aim->needed, &planner->criteria[i].accepted) && any;
    }
    return any;
}

static void lay(struct cf_planner *planner, size_t index, const struct cf_value *known)
{
    struct cf_aim *aim = &planner->aims[index];
    aim->known = *known;
    cf_plan_fill(&aim->demand, planner->program, index, known, &aim->needed);
    planner->laid[planner->laid_count++] = (struct cf_laid){ index, aim->demand.target };
}

/* Derived indices come last: what is known of them follows from their operands. */
bool cf_plan_aim(struct cf_planner *planner)
{
    planner->laid_count = 0;
    if (!cut_needed(planner))
        return false;
    for (size_t i = 0; i < planner->index_count; i++)
        if (planner->aims[i].wanted && !planner->derived[i])
            lay(planner, i, &planner->base[i]);
    size_t operands = planner->laid_count;
    for (size_t i = 0; i < planner->index_count; i++) {
        if (!planner->aims[i].wanted || !planner->derived[i])
            continue;
        struct cf_value domain = cf_program_domain(planner->program, i);
        struct cf_value known =
            cf_plan_known(cf_plan_survey(planner, i, planner->laid, operands), &domain);
        lay(planner, i, &known);
    }
    return planner->status == CF_OK;
}

/* ---- whether a derived aim and those of its operands go together ---- */

/* All that an operand may become. */
static struct cf_value room_of(const struct cf_planner *planner, size_t operand)
{
    const struct cf_aim *aim = &planner->aims[operand];
    if (aim->wanted)
        return aim->needed;
    return cf_program_domain(planner->program, operand);
}

static bool adds_up(struct cf_planner *planner, size_t index)
{
    const struct cf_index *derived = cf_program_index(planner->program, index);
    struct cf_laid *laid =
        cf_arena_array(planner->arena, derived->operands.count + 1, sizeof *laid);
    size_t count = 0;
    for (size_t i = 0; laid && i < derived->operands.count; i++) {
        size_t operand = cf_program_index_number(planner->program, derived->operands.items[i].text);
        if (!planner->given[operand])
            laid[count++] = (struct cf_laid){ operand, room_of(planner, operand) };
    }
    if (!laid)
        return true;
    struct cf_value room = cf_plan_survey(planner, index, laid, count);
    return !room.known || cf_value_answer(&room, &planner->aims[index].needed) != CF_NO;
}

bool cf_plan_adds_up(struct cf_planner *planner, size_t *index)
{
    for (size_t i = 0; i < planner->index_count; i++) {
        const struct cf_index *entry = cf_program_index(planner->program, i);
        if (!planner->aims[i].wanted || !planner->derived[i] || entry->derivation == CF_GROWTH)
            continue;
        *index = i;
        if (!adds_up(planner, i))
            return false;
    }
    return true;
}
