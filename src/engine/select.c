#include "engine/select.h"

static bool in_span(const struct cf_observation *observation, int year)
{
    return (!observation->since || year >= observation->since) &&
           (!observation->until || year <= observation->until);
}

static int smaller_age(int a, int b)
{
    if (a < 0 || b < 0)
        return a < 0 ? b : a;
    return a < b ? a : b;
}

static enum cf_use use_of(const struct cf_question *question, int max_age,
                          const struct cf_observation *observation)
{
    int year = question->year;
    if (observation->form == CF_FORM_MISSING)
        return CF_NOT_MISSING_VALUE;
    if (observation->kind != CF_WHAT_IF && !(question->accept >> observation->kind & 1))
        return CF_NOT_KIND;
    if (!year)
        return CF_USED;
    if (observation->year > year)
        return CF_NOT_YET;
    if (observation->year && max_age >= 0 && year - observation->year > max_age)
        return CF_NOT_FRESH;
    return in_span(observation, year) ? CF_USED : CF_NOT_IN_SPAN;
}

bool cf_look_at(const struct cf_question *question, struct cf_bound_list list, uint32_t index,
                struct cf_look *look)
{
    const struct cf_index *definition = question->binding->program->indices[index].index;
    int max_age = smaller_age(definition->max_age, question->max_age);
    *look = (struct cf_look){ index, list.items, list.count, NULL };
    look->uses = cf_arena_array(question->arena, list.count, sizeof *look->uses);
    if (!look->uses)
        return false;
    for (size_t i = 0; i < list.count; i++)
        look->uses[i] = use_of(question, max_age, list.items[i].observation);
    return true;
}

size_t cf_look_used(const struct cf_look *look)
{
    size_t used = 0;
    for (size_t i = 0; i < look->count; i++)
        used += look->uses[i] == CF_USED;
    return used;
}

int cf_recency(const struct cf_observation *observation, int year)
{
    if (!year)
        return 0;
    if (observation->year)
        return observation->year;
    if (observation->form == CF_FORM_PERIOD || observation->until)
        return year;
    return observation->since;
}

int cf_keep_newest(struct cf_look *look, int year)
{
    int newest = 0;
    bool preferred = false;
    for (size_t i = 0; i < look->count; i++) {
        int recency = cf_recency(look->items[i].observation, year);
        if (look->uses[i] == CF_USED && recency > newest)
            newest = recency;
    }
    for (size_t i = 0; i < look->count; i++) {
        const struct cf_observation *observation = look->items[i].observation;
        if (look->uses[i] != CF_USED)
            continue;
        if (cf_recency(observation, year) != newest)
            look->uses[i] = CF_NOT_NEWEST;
        else
            preferred |= observation->preferred;
    }
    for (size_t i = 0; i < look->count && preferred; i++)
        if (look->uses[i] == CF_USED && !look->items[i].observation->preferred)
            look->uses[i] = CF_NOT_PREFERRED;
    return newest;
}

/* ---- what the observations say ---- */

/* A flag with a period is true inside it, false outside; without a year it may be either. */
static struct cf_value value_in(const struct cf_bound *bound, int year)
{
    const struct cf_observation *observation = bound->observation;
    struct cf_value value = bound->value;
    if (observation->form != CF_FORM_PERIOD)
        return value;
    bool holds = (!observation->began || year >= observation->began) &&
                 (!observation->ended || year <= observation->ended);
    value.members = !year ? 3 : holds ? 2 : 1;
    return value;
}

static bool same_value(const struct cf_value *a, const struct cf_value *b)
{
    return a->type == CF_NUMBER ? cf_interval_equal(a->interval, b->interval)
                                : a->members == b->members;
}

struct cf_value cf_unite(const struct cf_question *question, const struct cf_look *look, int year,
                         bool *disputed)
{
    struct cf_value all = { .type = question->binding->program->indices[look->index].index->type };
    struct cf_value first = all;
    for (size_t i = 0; i < look->count; i++) {
        if (look->uses[i] != CF_USED)
            continue;
        struct cf_value value = value_in(&look->items[i], year);
        if (!all.known) {
            all = first = value;
            continue;
        }
        *disputed |= !same_value(&first, &value);
        all.interval = cf_interval_hull(all.interval, value.interval);
        all.members |= value.members;
    }
    return all;
}

/* ---- values that are laid over a place ---- */

const struct cf_bound_list *cf_question_laid(const struct cf_question *question, uint32_t index)
{
    return question->laid && question->laid[index].count ? &question->laid[index] : NULL;
}

bool cf_question_lay(struct cf_question *question, const struct cf_evaluate_options *options)
{
    static const struct cf_observation what_if = { .kind = CF_WHAT_IF };
    if (!options->laid_count)
        return true;
    struct cf_bound *items = cf_arena_array(question->arena, options->laid_count, sizeof *items);
    struct cf_bound_list *lists =
        cf_arena_array(question->arena, question->binding->program->index_count, sizeof *lists);
    if (!items || !lists)
        return false;
    for (size_t i = 0; i < options->laid_count; i++) {
        items[i] = (struct cf_bound){ &what_if, options->laid[i].value };
        lists[options->laid[i].index] = (struct cf_bound_list){ &items[i], 1, true };
    }
    question->laid = lists;
    return true;
}

/* ---- one index ---- */

/* A site that states an operand of its own does not inherit the city's derived figure. */
static bool states_operand(const struct cf_question *question, const struct cf_program_index *entry)
{
    for (size_t i = 0; question->place && i < entry->index->operands.count; i++)
        if (cf_binding_own(question->binding, question->place, entry->operands[i]).stated)
            return true;
    return false;
}

static struct cf_bound_list own_observations(const struct cf_question *question, uint32_t index)
{
    const struct cf_binding *binding = question->binding;
    struct cf_bound_list own = cf_binding_own(binding, question->place, index);
    if (!own.stated && states_operand(question, &binding->program->indices[index]))
        return own;
    return cf_binding_list(binding, question->place, index);
}

bool cf_find_out(const struct cf_question *question, uint32_t index, struct cf_finding *finding)
{
    const struct cf_index *definition = question->binding->program->indices[index].index;
    size_t looks = 1 + definition->operands.count + (definition->derivation == CF_GROWTH);
    *finding = (struct cf_finding){ .value.type = definition->type, .look_count = 1 };
    const struct cf_bound_list *laid = cf_question_laid(question, index);
    finding->looks = cf_arena_array(question->arena, looks, sizeof *finding->looks);
    if (!finding->looks || !cf_look_at(question, laid ? *laid : own_observations(question, index),
                                       index, finding->looks))
        return false;
    if (definition->derivation != CF_BASE && !cf_look_used(finding->looks))
        return cf_derive(question, index, finding);
    finding->year = cf_keep_newest(finding->looks, question->year);
    finding->value = cf_unite(question, finding->looks, question->year, &finding->disputed);
    return true;
}
