#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "engine/binding.h"

/* ---- years ---- */

/* Does the default year look at this observation? */
static bool counts_for_year(const struct cf_observation *observation)
{
    return observation->form != CF_FORM_MISSING &&
           (observation->kind == CF_ACTUAL || observation->kind == CF_ESTIMATE);
}

static int year_of(const struct cf_observation *observation)
{
    int year = observation->year;
    if (observation->since > year)
        year = observation->since;
    return observation->began > year ? observation->began : year;
}

static void look_at_years(struct cf_binding *binding, const struct cf_locality *locality)
{
    for (size_t i = 0; i < locality->indicator_count; i++)
        for (size_t j = 0; j < locality->indicators[i].observation_count; j++) {
            const struct cf_observation *observation = &locality->indicators[i].observations[j];
            int year = counts_for_year(observation) ? year_of(observation) : 0;
            if (year > binding->newest)
                binding->newest = year;
            if (binding->city->as_of && year > binding->city->as_of)
                binding->newer++;
        }
}

/* ---- typing ---- */

struct binder {
    struct cf_binding *binding;
    const struct cf_program *program;
    struct cf_diags *diags;
};

/* `nearly: 0` holds no value at all, whatever the range. */
static bool is_empty(struct cf_interval interval)
{
    return interval.low == interval.high && interval.high_open;
}

static void report_outside(struct binder *binder, const struct cf_index *index, struct cf_pos pos)
{
    char low[CF_NUMBER_SIZE], high[CF_NUMBER_SIZE];
    cf_number_format(index->low, low);
    cf_number_format(index->high, high);
    cf_report(binder->diags, CF_R_CITY_NO_VALUE, pos,
              "this figure lies outside the range of '%s', %s to %s %s", index->id.text, low, high,
              index->unit.text);
}

static void report_no_value(struct binder *binder, const struct cf_program_index *index,
                            struct cf_interval figure, struct cf_pos pos)
{
    const char *id = index->index->id.text;
    bool ranges = index->index->range_pos.source; /* both of its ends are finite */
    if (cf_interval_overflows(figure))
        cf_report(binder->diags, CF_R_CITY_NO_VALUE, pos, "this figure is too large for '%s'", id);
    else if (ranges && !is_empty(figure))
        report_outside(binder, index->index, pos);
    else
        cf_report(binder->diags, CF_R_CITY_NO_VALUE, pos, "this leaves no value that '%s' can have",
                  id);
    if (index->index->range_pos.source)
        cf_report_also(binder->diags, index->index->range_pos, "its range");
    cf_report_hint(binder->diags, "check the figure and its unit, or the index's range");
}

static bool type_number(struct binder *binder, const struct cf_program_index *index,
                        const struct cf_observation *observation, struct cf_value *value)
{
    double number = observation->number;
    struct cf_unit from;
    if (observation->form == CF_FORM_VALUE &&
        !cf_type_number(index, &observation->value, CF_R_CITY_TYPE, binder->diags, &number))
        return false;
    if (!observation->unit.text) {
        cf_report(binder->diags, CF_R_FORMAT_MISSING_KEY, observation->pos,
                  "this figure has no 'unit'");
        cf_report_hint(binder->diags, "add 'unit: %s' if that is what it is told in",
                       index->index->unit.text);
        return false;
    }
    if (!cf_type_unit(binder->program, index, &observation->unit, CF_R_CITY_UNIT, binder->diags,
                      &from))
        return false;
    struct cf_interval figure = cf_interval_convert(
        cf_form_interval(observation->form, number, observation->number_2, observation->tolerance),
        &from, index->unit);
    value->interval = figure;
    if (!cf_interval_overflows(figure) && cf_interval_cut(&value->interval, index->domain.interval))
        return true;
    report_no_value(binder, index, figure, observation->pos);
    return false;
}

static bool type_member(struct binder *binder, const struct cf_program_index *index,
                        const struct cf_observation *observation, struct cf_value *value)
{
    const char *type = cf_type_name(index->index->type);
    unsigned member;
    if (observation->form == CF_FORM_PERIOD && index->index->type == CF_FLAG)
        return true; /* its value depends on the year */
    if (observation->form != CF_FORM_VALUE) {
        cf_report(binder->diags, CF_R_CITY_TYPE, observation->pos, "'%s' does not fit '%s', a %s",
                  cf_form_name(observation->form), index->index->id.text, type);
        cf_report_hint(binder->diags, "state it by 'value'");
        return false;
    }
    if (observation->unit.text) {
        cf_report(binder->diags, CF_R_CITY_UNIT, observation->unit.pos, "a %s has no unit", type);
        cf_report_hint(binder->diags, "delete it, or name a number index");
        return false;
    }
    if (!cf_type_member(index, &observation->value, CF_R_CITY_TYPE, binder->diags, &member))
        return false;
    value->members = UINT64_C(1) << member;
    return true;
}

static void type_observation(struct binder *binder, const struct cf_program_index *index,
                             const struct cf_observation *observation, struct cf_bound *bound)
{
    bound->observation = observation;
    bound->value.type = index->index->type;
    if (observation->form == CF_FORM_MISSING || observation->faulty)
        return;
    if (index->index->type != CF_NUMBER) {
        bound->value.known = type_member(binder, index, observation, &bound->value);
    } else if (observation->form == CF_FORM_PERIOD) {
        cf_report(binder->diags, CF_R_CITY_TYPE, observation->pos,
                  "'began' and 'ended' do not fit '%s', a number", index->index->id.text);
        cf_report_hint(binder->diags, "state the figure, and when by 'since' and 'until'");
    } else {
        bound->value.known = type_number(binder, index, observation, &bound->value);
    }
}

/* Gives the place a list of the index; there is room for all. */
static void add_list(struct cf_binding *binding, size_t place, size_t index,
                     struct cf_bound_list list)
{
    binding->lists[binding->list_count++] = list;
    binding->numbers[place * binding->program->index_count + index] = (uint32_t)binding->list_count;
}

static bool bind_indicator(struct binder *binder, const struct cf_indicator *indicator,
                           size_t place)
{
    const char *id = indicator->index.text; /* NULL: faulty, which is reported */
    uint32_t number = id ? cf_program_find(binder->program, id) : CF_MAP_NONE;
    size_t count = indicator->observation_count;
    if (number == CF_MAP_NONE || !count)
        return true;
    struct cf_bound *items = cf_arena_array(cf_arena_of(binder->binding), count, sizeof *items);
    if (!items)
        return false;
    for (size_t i = 0; i < count; i++)
        type_observation(binder, &binder->program->indices[number], &indicator->observations[i],
                         &items[i]);
    add_list(binder->binding, place, number,
             (struct cf_bound_list){ items, (uint32_t)count, true });
    return true;
}

/* ---- places ---- */

static void check_actors(struct binder *binder, const struct cf_locality *locality)
{
    for (size_t i = 0; i < locality->actor_count; i++)
        for (size_t j = 0; j < locality->actors[i].classes.count; j++)
            cf_find_class(binder->program, &locality->actors[i].classes.items[j],
                          CF_R_CITY_UNDEFINED_CLASS, binder->diags);
}

static bool bind_locality(struct binder *binder, const struct cf_locality *locality, size_t place)
{
    const struct cf_program *program = binder->program;
    look_at_years(binder->binding, locality);
    check_actors(binder, locality);
    for (size_t i = 0; i < locality->indicator_count; i++)
        if (!bind_indicator(binder, &locality->indicators[i], place))
            return false;
    for (size_t i = 0; i < program->index_count; i++)
        if (program->indices[i].what_if)
            add_list(binder->binding, place, i,
                     (struct cf_bound_list){ program->indices[i].what_if, 1, true });
    return true;
}

size_t cf_binding_place(const struct cf_binding *binding, const struct cf_locality *site)
{
    return site ? (size_t)(site - binding->city->sites) + 1 : 0;
}

struct cf_bound_list cf_binding_own(const struct cf_binding *binding, size_t place, size_t index)
{
    uint32_t number = binding->numbers[place * binding->program->index_count + index];
    return number ? binding->lists[number - 1] : (struct cf_bound_list){ 0 };
}

struct cf_bound_list cf_binding_list(const struct cf_binding *binding, size_t place, uint32_t index)
{
    struct cf_bound_list own = cf_binding_own(binding, place, index);
    if (place && !own.stated && binding->program->indices[index].index->shared)
        return cf_binding_own(binding, 0, index);
    return own;
}

/* The most lists that there can be. */
static size_t count_lists(const struct cf_program *program, const struct cf_city *city)
{
    size_t what_ifs = 0, stated = city->self.indicator_count;
    for (size_t i = 0; i < program->index_count; i++)
        what_ifs += program->indices[i].what_if != NULL;
    for (size_t i = 0; i < city->site_count; i++)
        stated += city->sites[i].indicator_count;
    return stated + what_ifs * (city->site_count + 1);
}

static bool bind_all(struct binder *binder, const struct cf_city *city)
{
    struct cf_binding *binding = binder->binding;
    struct cf_arena *arena = cf_arena_of(binding);
    binding->numbers = cf_arena_array(arena, (city->site_count + 1) * binder->program->index_count,
                                      sizeof *binding->numbers);
    binding->lists =
        cf_arena_array(arena, count_lists(binder->program, city), sizeof *binding->lists);
    if (!binding->numbers || !binding->lists || !bind_locality(binder, &city->self, 0))
        return false;
    for (size_t i = 0; i < city->site_count; i++)
        if (!bind_locality(binder, &city->sites[i], i + 1))
            return false;
    return true;
}

enum cf_status cf_bind(struct cf_binding **out, const struct cf_program *program,
                       const struct cf_city *city, struct cf_diags *diags)
{
    struct cf_binding *binding = cf_document_new(sizeof *binding);
    size_t errors = cf_diags_errors(diags);
    *out = NULL;
    if (!binding)
        return CF_NO_MEMORY;
    binding->program = program;
    binding->city = city;
    struct binder binder = { binding, program, diags };
    bool complete = bind_all(&binder, city);
    bool faulty = city->faulty || cf_diags_errors(diags) > errors;
    cf_diags_settle(diags);
    if (!complete || faulty) { /* only errors are told here, and one that is lost counts, too */
        bool memory = !complete || cf_diags_failed(diags);
        cf_binding_free(binding);
        return memory ? CF_NO_MEMORY : CF_INVALID;
    }
    *out = binding;
    return CF_OK;
}

void cf_binding_free(struct cf_binding *binding)
{
    cf_document_free(binding);
}

/* ---- indicators that no chart's catalog knows ---- */

static bool known_to_any(const struct cf_program *const *programs, size_t count, const char *index)
{
    for (size_t i = 0; i < count; i++)
        if (cf_program_find(programs[i], index) != CF_MAP_NONE)
            return true;
    return false;
}

static void check_locality(const struct cf_program *const *programs, size_t count,
                           const struct cf_locality *locality, struct cf_diags *diags)
{
    for (size_t i = 0; i < locality->indicator_count; i++) {
        const struct cf_text *name = &locality->indicators[i].index;
        if (!name->text || known_to_any(programs, count, name->text))
            continue;
        struct cf_suggestion suggestion = { .text = name->text,
                                            .guesses = cf_diags_guesses(diags) };
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k < programs[j]->index_count; k++)
                cf_suggest(&suggestion, programs[j]->indices[k].index->id.text);
        cf_report(diags, CF_R_CITY_UNKNOWN_INDEX, name->pos, "no index '%s' in the catalog",
                  name->text);
        cf_report_meant(diags, &suggestion,
                        "nothing asks for it: define it in the catalog, or delete it");
    }
}

enum cf_status cf_check_indicators(const struct cf_city *city,
                                   const struct cf_program *const *programs, size_t count,
                                   struct cf_diags *diags)
{
    check_locality(programs, count, &city->self, diags);
    for (size_t i = 0; i < city->site_count; i++)
        check_locality(programs, count, &city->sites[i], diags);
    cf_diags_settle(diags);
    return cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
