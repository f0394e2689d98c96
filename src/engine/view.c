/* What programs and bindings let others see of themselves. */
#include "engine/binding.h"

/* ---- programs ---- */

const struct cf_chart *cf_program_chart(const struct cf_program *program)
{
    return program->chart;
}

const struct cf_catalog *cf_program_catalog(const struct cf_program *program)
{
    return program->catalog;
}

const struct cf_program_step *cf_program_steps(const struct cf_program *program, size_t *count)
{
    *count = program->step_count;
    return program->steps;
}

const struct cf_program_criterion *cf_program_criteria(const struct cf_program *program,
                                                       size_t *count)
{
    *count = program->criterion_count;
    return program->criteria;
}

size_t cf_program_index_count(const struct cf_program *program)
{
    return program->index_count;
}

const struct cf_index *cf_program_index(const struct cf_program *program, size_t number)
{
    return number < program->index_count ? program->indices[number].index : NULL;
}

struct cf_value cf_program_domain(const struct cf_program *program, size_t number)
{
    return number < program->index_count ? program->indices[number].domain : (struct cf_value){ 0 };
}

size_t cf_program_index_number(const struct cf_program *program, const char *id)
{
    uint32_t number = cf_program_find(program, id);
    return number == CF_MAP_NONE ? program->index_count : number;
}

const struct cf_units *cf_program_units(const struct cf_program *program)
{
    return program->units;
}

/* ---- bindings ---- */

const struct cf_program *cf_binding_program(const struct cf_binding *binding)
{
    return binding->program;
}

const struct cf_city *cf_binding_city(const struct cf_binding *binding)
{
    return binding->city;
}

int cf_binding_year(const struct cf_binding *binding)
{
    return binding->city->as_of ? binding->city->as_of : binding->newest;
}

const struct cf_bound *cf_binding_stated(const struct cf_binding *binding,
                                         const struct cf_locality *site, size_t index,
                                         size_t *count)
{
    size_t place = cf_binding_place(binding, site);
    struct cf_bound_list list = cf_binding_own(binding, place, index);
    *count = list.count;
    return list.items;
}
