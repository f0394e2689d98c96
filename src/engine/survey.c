#include "engine/evaluation.h"

/* The indices that the chart asks for, ascending. */
struct asked {
    size_t *indices;
    size_t count;
};

static bool list_asked(const struct cf_program *program, struct cf_arena *arena,
                       struct asked *asked)
{
    bool *marks = cf_arena_array(arena, program->index_count, sizeof *marks);
    asked->indices = cf_arena_array(arena, program->criterion_count, sizeof *asked->indices);
    if (!marks || !asked->indices)
        return false;
    for (size_t i = 0; i < program->criterion_count; i++)
        marks[program->criteria[i].index] = true;
    for (size_t i = 0; i < program->index_count; i++)
        if (marks[i])
            asked->indices[asked->count++] = i;
    return true;
}

/* The city is always looked at, a site where it states the index or an operand of it. */
static bool is_place_of(const struct cf_binding *binding, size_t place, size_t index)
{
    const struct cf_program_index *entry = &binding->program->indices[index];
    bool stated = !place || cf_binding_own(binding, place, index).stated;
    for (size_t i = 0; i < entry->index->operands.count && !stated; i++)
        stated = cf_binding_own(binding, place, entry->operands[i]).stated;
    return stated;
}

static bool look_into(const struct cf_question *question, size_t index, struct cf_known *known)
{
    struct cf_finding finding;
    if (!cf_find_out(question, (uint32_t)index, &finding))
        return false;
    *known = (struct cf_known){
        .site = question->place ? &question->binding->city->sites[question->place - 1] : NULL,
        .index = index,
        .value = finding.value,
        .year = finding.year,
        .derived = finding.derived,
        .disputed = finding.disputed,
        .mixed_years = finding.mixed_years,
    };
    return cf_list_evidence(question, &finding, &known->evidence, &known->evidence_count) &&
           cf_list_considered(question, &finding, &known->considered, &known->considered_count);
}

static bool survey_all(struct cf_question *question, struct cf_survey *survey)
{
    const struct cf_binding *binding = question->binding;
    size_t places = binding->city->site_count + 1, room = 0;
    struct asked asked = { 0 };
    if (!list_asked(binding->program, question->arena, &asked))
        return false;
    for (size_t place = 0; place < places; place++)
        for (size_t i = 0; i < asked.count; i++)
            room += is_place_of(binding, place, asked.indices[i]);
    struct cf_known *items = cf_arena_array(question->arena, room, sizeof *items);
    survey->items = items;
    for (size_t place = 0; place < places && items; place++)
        for (size_t i = 0; i < asked.count; i++) {
            question->place = place;
            if (is_place_of(binding, place, asked.indices[i]) &&
                !look_into(question, asked.indices[i], &items[survey->count++]))
                return false;
        }
    return items;
}

/* Ends a survey that was made, whole or not. */
static enum cf_status hand_out(struct cf_survey **out, struct cf_survey *survey, bool complete,
                               struct cf_diags *diags)
{
    cf_diags_settle(diags);
    if (!complete || cf_diags_failed(diags)) {
        cf_survey_free(survey);
        return CF_NO_MEMORY;
    }
    *out = survey;
    return CF_OK;
}

enum cf_status cf_survey_city(struct cf_survey **out, const struct cf_binding *binding,
                              struct cf_diags *diags)
{
    struct cf_survey *survey = cf_document_new(sizeof *survey);
    *out = NULL;
    if (!survey)
        return CF_NO_MEMORY;
    survey->year = cf_binding_year(binding);
    struct cf_question question = { .binding = binding,
                                    .arena = cf_arena_of(survey),
                                    .diags = diags,
                                    .year = survey->year,
                                    .max_age = -1,
                                    .accept = CF_ACCEPT_DEFAULT };
    return hand_out(out, survey, survey_all(&question, survey), diags);
}

enum cf_status cf_survey_indices(struct cf_survey **out, const struct cf_binding *binding,
                                 const struct cf_locality *site,
                                 const struct cf_evaluate_options *options, const size_t *indices,
                                 size_t count, struct cf_diags *diags)
{
    static const struct cf_evaluate_options defaults = CF_EVALUATE_OPTIONS_INIT;
    struct cf_survey *survey = cf_document_new(sizeof *survey);
    *out = NULL;
    if (!survey)
        return CF_NO_MEMORY;
    if (!options)
        options = &defaults;
    survey->year = options->year ? options->year : cf_binding_year(binding);
    struct cf_question question = { .binding = binding,
                                    .arena = cf_arena_of(survey),
                                    .diags = diags,
                                    .place = cf_binding_place(binding, site),
                                    .year = survey->year,
                                    .max_age = options->max_age,
                                    .accept = options->accept };
    struct cf_known *items = cf_arena_array(question.arena, count, sizeof *items);
    bool complete = items && cf_question_lay(&question, options);
    survey->items = items;
    survey->count = count;
    for (size_t i = 0; i < count && complete; i++)
        complete = look_into(&question, indices[i], &items[i]);
    return hand_out(out, survey, complete, diags);
}

void cf_survey_free(struct cf_survey *survey)
{
    cf_document_free(survey);
}
