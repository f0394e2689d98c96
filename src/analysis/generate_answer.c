/* What comes of the figures of a made case: they become a city, which is evaluated. */
#include "analysis/generate.h"
#include "base/diag.h"

/* ---- figures as observations ---- */

static struct cf_text text_of(struct cf_arena *arena, const char *text)
{
    struct cf_text result = { cf_arena_format(arena, "%s", text), { 0 }, true };
    return result;
}

static const char *member_name(const struct cf_index *index, unsigned member)
{
    return index->type == CF_FLAG ? (member ? "true" : "false") : index->values.items[member].text;
}

static void state_number(struct cf_arena *arena, const struct cf_made_figure *figure,
                         struct cf_observation *observation)
{
    const struct cf_interval *set = &figure->value.interval;
    observation->unit = figure->index->unit;
    if (set->low == set->high) {
        char text[CF_NUMBER_SIZE];
        cf_number_format(set->low, text);
        observation->form = CF_FORM_VALUE;
        observation->value = text_of(arena, text);
    } else {
        observation->form = CF_FORM_BETWEEN;
        observation->number = set->low;
        observation->number_2 = set->high;
    }
}

/* One observation, or one for each level or category. */
static struct cf_indicator state(struct cf_arena *arena, const struct cf_made_figure *figure)
{
    size_t most = figure->index->type == CF_NUMBER || !figure->value.known ? 1 : 64;
    struct cf_observation *observations = cf_arena_array(arena, most, sizeof *observations);
    struct cf_indicator indicator = { figure->index->id, observations, 0 };
    if (!observations)
        return indicator;
    if (!figure->value.known) {
        observations[indicator.observation_count++].form = CF_FORM_MISSING;
        return indicator;
    }
    if (figure->index->type == CF_NUMBER) {
        state_number(arena, figure, &observations[indicator.observation_count++]);
        return indicator;
    }
    for (unsigned i = 0; i < 64; i++)
        if (figure->value.members >> i & 1)
            observations[indicator.observation_count++].value =
                text_of(arena, member_name(figure->index, i));
    return indicator;
}

static bool is_replaced(const struct cf_made_case *made, const struct cf_index *index)
{
    for (size_t i = 0; i < made->figure_count; i++)
        if (made->figures[i].index == index)
            return true;
    return false;
}

static bool fill_city(struct cf_arena *arena, const struct cf_made_suite *suite,
                      const struct cf_made_case *made, struct cf_city *city)
{
    struct cf_indicator *indicators =
        cf_arena_array(arena, suite->figure_count + made->figure_count, sizeof *indicators);
    if (!indicators)
        return false;
    for (size_t i = 0; i < suite->figure_count; i++)
        if (!is_replaced(made, suite->figures[i].index))
            indicators[city->self.indicator_count++] = state(arena, &suite->figures[i]);
    for (size_t i = 0; i < made->figure_count; i++)
        indicators[city->self.indicator_count++] = state(arena, &made->figures[i]);
    city->self.id.text = city->self.name = made->name;
    city->self.indicators = indicators;
    return !arena->failed;
}

/* ---- answers ---- */

static enum cf_status note(struct cf_making *making, struct cf_made_case *made,
                           const struct cf_evaluation *evaluation)
{
    const struct cf_case test = { .name = { .text = made->name } };
    struct cf_case_result result = { .test = &test, .evaluation = evaluation };
    made->verdict = evaluation->verdict;
    if (evaluation->first_no != CF_NO_STEP)
        made->first_no = evaluation->steps[evaluation->first_no].step;
    for (size_t i = 0; i < evaluation->step_count; i++)
        if (evaluation->steps[i].step == made->step)
            made->answer = evaluation->steps[i].answer;
    return cf_coverage_add(making->covered, &result);
}

bool cf_make_answers(struct cf_making *making, struct cf_made_case *made)
{
    struct cf_arena scratch = { 0 }; /* for the city: there may be many */
    struct cf_city city = { 0 };
    struct cf_binding *binding = NULL;
    struct cf_evaluation *evaluation = NULL;
    struct cf_diags *diags = cf_diags_new();
    enum cf_status status = CF_NO_MEMORY;
    if (diags && fill_city(&scratch, making->suite, made, &city))
        status = cf_bind(&binding, making->suite->program, &city, diags);
    if (status == CF_OK)
        status = cf_evaluate(&evaluation, binding, NULL, NULL, diags);
    if (status == CF_OK)
        status = note(making, made, evaluation);
    cf_evaluation_free(evaluation);
    cf_binding_free(binding);
    cf_diags_free(diags);
    cf_arena_clear(&scratch);
    making->status = status;
    return status == CF_OK;
}
