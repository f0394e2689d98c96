#include <string.h>

#include "base/suggest.h"
#include "engine/program.h"

uint32_t cf_program_find(const struct cf_program *program, const char *index)
{
    return cf_map_get(&program->index_numbers, index, strlen(index));
}

uint32_t cf_find_class(const struct cf_program *program, const struct cf_text *name,
                       enum cf_rule_id rule, struct cf_diags *diags)
{
    uint32_t number = cf_map_get(&program->class_numbers, name->text, strlen(name->text));
    if (number != CF_MAP_NONE)
        return number;
    struct cf_suggestion suggestion = { .text = name->text, .guesses = cf_diags_guesses(diags) };
    for (size_t i = 0; i < program->class_count; i++)
        cf_suggest(&suggestion, program->classes[i]->id.text);
    cf_report(diags, rule, name->pos, "no actor class '%s'", name->text);
    if (suggestion.best || !suggestion.all_length)
        cf_report_meant(diags, &suggestion, "define it under 'actor_classes' of the catalog");
    else
        cf_report_hint(diags, "write one of %s, or define it under 'actor_classes' of the catalog",
                       suggestion.all);
    return CF_MAP_NONE;
}

static void check_classes(const struct cf_program *program, const struct cf_text_list *classes,
                          struct cf_diags *diags)
{
    for (size_t i = 0; i < classes->count; i++)
        cf_find_class(program, &classes->items[i], CF_R_CATALOG_UNDEFINED, diags);
}

static void report_no_index(const struct cf_program *program, const struct cf_text *name,
                            struct cf_diags *diags)
{
    struct cf_suggestion suggestion = { .text = name->text, .guesses = cf_diags_guesses(diags) };
    for (size_t i = 0; i < program->index_count; i++)
        cf_suggest(&suggestion, program->indices[i].index->id.text);
    cf_report(diags, CF_R_CATALOG_UNDEFINED, name->pos, "no index '%s'", name->text);
    cf_report_meant(diags, &suggestion, "define it under 'indices' of the catalog");
}

static void compile_criterion(struct cf_program *program, const struct cf_criterion *criterion,
                              struct cf_diags *diags)
{
    struct cf_program_criterion *compiled = &program->criteria[program->criterion_count++];
    check_classes(program, &criterion->actors, diags);
    if (criterion->faulty)
        return;
    compiled->criterion = criterion;
    compiled->basis = criterion->basis;
    compiled->tolerance = criterion->tolerance;
    compiled->index = cf_program_find(program, criterion->index.text);
    if (compiled->index == CF_MAP_NONE) {
        report_no_index(program, &criterion->index, diags);
        return;
    }
    const struct cf_index *index = program->indices[compiled->index].index;
    if (index->faulty)
        return;
    if (index->type != CF_NUMBER && criterion->tolerance > 0) {
        cf_report(diags, CF_R_CHART_TEST, criterion->tolerance_pos, "a %s has no tolerance",
                  cf_type_name(index->type));
        cf_report_hint(diags, "delete it");
    }
    cf_type_test(program, compiled, &criterion->bounds, &criterion->unit, CF_R_CHART_TEST, diags);
}

static void check_factor(const struct cf_program *program, const struct cf_text *factor,
                         struct cf_diags *diags)
{
    if (!factor->text ||
        cf_map_get(&program->factor_numbers, factor->text, strlen(factor->text)) != CF_MAP_NONE)
        return;
    cf_report(diags, CF_R_CATALOG_UNDEFINED, factor->pos, "no factor '%s'", factor->text);
    cf_report_hint(diags, "define it under 'factors' of the catalog");
}

/* The number of the step that a route leads to, searched below `from`. */
static int route_target(const struct cf_program *program, size_t from, const char *id)
{
    if (strcmp(id, "end") == 0)
        return (int)program->step_count;
    size_t i = from + 1; /* it is there: the loader has refused others */
    while (strcmp(program->steps[i].step->id.text, id) != 0)
        i++;
    return (int)i;
}

static bool allocate_steps(struct cf_program *program)
{
    const struct cf_chart *chart = program->chart;
    struct cf_arena *arena = cf_arena_of(program);
    size_t steps = 0, criteria = 0;
    for (size_t i = 0; i < chart->stage_count; i++) {
        steps += chart->stages[i].step_count;
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            criteria += chart->stages[i].steps[j].criterion_count;
    }
    program->steps = cf_arena_array(arena, steps, sizeof *program->steps);
    program->criteria = cf_arena_array(arena, criteria, sizeof *program->criteria);
    return program->steps && program->criteria;
}

static void compile_step(struct cf_program *program, const struct cf_step *step, size_t stage,
                         struct cf_diags *diags)
{
    struct cf_program_step *compiled = &program->steps[program->step_count++];
    compiled->step = step;
    compiled->stage = stage;
    compiled->first_criterion = program->criterion_count;
    check_factor(program, &step->factor, diags);
    check_classes(program, &step->actors, diags);
    for (size_t i = 0; i < step->criterion_count; i++)
        compile_criterion(program, &step->criteria[i], diags);
}

void cf_compile_steps(struct cf_program *program, struct cf_diags *diags)
{
    const struct cf_chart *chart = program->chart;
    if (!allocate_steps(program))
        return;
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            compile_step(program, &chart->stages[i].steps[j], i, diags);
    for (size_t i = 0; i < program->step_count && !chart->faulty; i++) {
        struct cf_program_step *step = &program->steps[i];
        const char *yes = step->step->on_yes.text, *no = step->step->on_no.text;
        step->on_yes = yes ? route_target(program, i, yes) : (int)i + 1;
        step->on_no = no ? route_target(program, i, no) : CF_ROUTE_STOP;
    }
}

enum cf_status cf_compile(struct cf_program **out, const struct cf_chart *chart,
                          const struct cf_catalog *catalog, struct cf_diags *diags)
{
    struct cf_program *program = cf_document_new(sizeof *program);
    size_t errors = cf_diags_errors(diags);
    *out = NULL;
    if (!program)
        return CF_NO_MEMORY;
    program->chart = chart;
    program->catalog = catalog;
    program->units = cf_units_new();
    if (program->units)
        cf_compile_words(program, catalog, diags);
    if (program->indices)
        cf_compile_steps(program, diags);
    bool faulty = chart->faulty || cf_diags_errors(diags) > errors;
    cf_diags_settle(diags);
    if (!program->units || cf_arena_of(program)->failed || cf_diags_failed(diags)) {
        cf_program_free(program);
        return CF_NO_MEMORY;
    }
    if (faulty) {
        cf_program_free(program);
        return CF_INVALID;
    }
    *out = program;
    return CF_OK;
}

enum cf_status cf_check_catalog(const struct cf_catalog *catalog, struct cf_diags *diags)
{
    static const struct cf_chart no_chart;
    struct cf_program *program;
    enum cf_status status = cf_compile(&program, &no_chart, catalog, diags);
    cf_program_free(program);
    return status;
}

void cf_program_free(struct cf_program *program)
{
    if (!program)
        return;
    cf_units_free(program->units);
    cf_map_release(&program->class_numbers);
    cf_map_release(&program->factor_numbers);
    cf_map_release(&program->index_numbers);
    cf_document_free(program);
}
