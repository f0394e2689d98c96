/* What the answers of a place rest on. */
#include <clusterflow/grounds.h>
#include <string.h>

#include "engine/evaluation.h"

/* Grounds while they are found. */
struct finder {
    struct cf_question question;
    const struct cf_program *program;
    struct cf_grounds *grounds;
    struct cf_pool *pools;
    struct cf_ground *items;
    uint32_t *of_criterion;
};

/* ---- pools ---- */

static bool same_pool(const struct cf_pool *a, const struct cf_pool *b)
{
    if (a->index != b->index || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->observed[i] != b->observed[i])
            return false;
    return true;
}

/* What one observation that counts states: the union of it alone. */
static struct cf_value stated_by(const struct finder *finder, const struct cf_look *look, size_t i)
{
    enum cf_use used = CF_USED;
    bool disputed = false;
    struct cf_look alone = { look->index, &look->items[i], 1, &used };
    return cf_unite(&finder->question, &alone, finder->question.year, &disputed);
}

static bool fill_pool(const struct finder *finder, const struct cf_look *look, struct cf_pool *pool)
{
    struct cf_arena *arena = finder->question.arena;
    const struct cf_observation **observed = cf_arena_array(arena, look->count, sizeof(*observed));
    struct cf_value *stated = cf_arena_array(arena, look->count, sizeof *stated);
    *pool = (struct cf_pool){ .index = look->index, .observed = observed, .stated = stated };
    for (size_t i = 0; i < look->count && observed && stated; i++) {
        if (look->uses[i] != CF_USED)
            continue;
        observed[pool->count] = look->items[i].observation;
        stated[pool->count++] = stated_by(finder, look, i);
    }
    pool->value = cf_unite(&finder->question, look, finder->question.year, &pool->disputed);
    return observed && stated;
}

/* The number of the pool of what is used of a look; a new one, unless there is the same. */
static bool find_pool(struct finder *finder, const struct cf_look *look, uint32_t *number)
{
    size_t count = finder->grounds->pool_count, i = 0;
    struct cf_pool *pool = &finder->pools[count];
    if (!fill_pool(finder, look, pool))
        return false;
    while (i < count && !same_pool(&finder->pools[i], pool))
        i++;
    finder->grounds->pool_count += i == count;
    *number = (uint32_t)i;
    return true;
}

/* ---- grounds ---- */

/* Of most arithmetic one operand that is known is enough to try; of a growth both years are
 * needed. */
static bool is_given(const struct finder *finder, const struct cf_ground *ground)
{
    size_t with = 0;
    for (size_t i = 0; i < ground->pool_count; i++)
        with += finder->pools[ground->pools[i]].count > 0;
    bool growth = finder->program->indices[ground->index].index->derivation == CF_GROWTH;
    return growth ? with == ground->pool_count : with > 0;
}

static bool fill_ground(struct finder *finder, uint32_t index, struct cf_ground *ground)
{
    struct cf_finding finding;
    if (!cf_find_out(&finder->question, index, &finding))
        return false;
    size_t first = finding.derived, count = finding.look_count - first;
    uint32_t *pools = cf_arena_array(finder->question.arena, count, sizeof *pools);
    *ground = (struct cf_ground){ .index = index,
                                  .derived = finding.derived,
                                  .pools = pools,
                                  .pool_count = count,
                                  .value = finding.value };
    for (size_t i = 0; i < count && pools; i++)
        if (!find_pool(finder, &finding.looks[first + i], &pools[i]))
            return false;
    ground->given = pools && is_given(finder, ground);
    return pools;
}

static bool find_grounds(struct finder *finder)
{
    const struct cf_program *program = finder->program;
    struct cf_grounds *grounds = finder->grounds;
    for (size_t i = 0; i < program->criterion_count; i++) {
        uint32_t index = program->criteria[i].index;
        size_t number = 0;
        while (number < grounds->count && finder->items[number].index != index)
            number++;
        finder->of_criterion[i] = (uint32_t)number;
        if (number < grounds->count)
            continue;
        if (!fill_ground(finder, index, &finder->items[number]))
            return false;
        grounds->count++;
    }
    return true;
}

/* Room for as many pools as there can be. */
static bool prepare(struct finder *finder)
{
    const struct cf_program *program = finder->program;
    struct cf_arena *arena = finder->question.arena;
    size_t most = 1; /* one more, for what proves to be there already */
    for (size_t i = 0; i < program->criterion_count; i++)
        most += 2 + program->indices[program->criteria[i].index].index->operands.count;
    finder->pools = cf_arena_array(arena, most, sizeof *finder->pools);
    finder->items = cf_arena_array(arena, program->criterion_count, sizeof *finder->items);
    finder->of_criterion =
        cf_arena_array(arena, program->criterion_count, sizeof *finder->of_criterion);
    finder->grounds->pools = finder->pools;
    finder->grounds->items = finder->items;
    finder->grounds->of_criterion = finder->of_criterion;
    return finder->pools && finder->items && finder->of_criterion;
}

enum cf_status cf_find_grounds(struct cf_grounds **out, const struct cf_binding *binding,
                               const struct cf_locality *site,
                               const struct cf_evaluate_options *options, struct cf_diags *diags)
{
    static const struct cf_evaluate_options defaults = CF_EVALUATE_OPTIONS_INIT;
    struct cf_grounds *grounds = cf_document_new(sizeof *grounds);
    *out = NULL;
    if (!grounds)
        return CF_NO_MEMORY;
    if (!options)
        options = &defaults;
    int year = options->year ? options->year : cf_binding_year(binding);
    struct finder finder = {
        .question = { binding, cf_arena_of(grounds), diags, cf_binding_place(binding, site), year,
                      options->max_age, options->accept, NULL },
        .program = binding->program,
        .grounds = grounds,
    };
    bool found = prepare(&finder) && find_grounds(&finder);
    cf_diags_settle(diags);
    if (!found || cf_diags_failed(diags)) {
        cf_grounds_free(grounds);
        return CF_NO_MEMORY;
    }
    *out = grounds;
    return CF_OK;
}

void cf_grounds_free(struct cf_grounds *grounds)
{
    cf_document_free(grounds);
}

/* ---- other figures ---- */

void cf_stated_figures(const struct cf_program *program, size_t index,
                       const struct cf_observation *observation, const struct cf_value *stated,
                       double figures[2])
{
    struct cf_unit unit;
    struct cf_unit_fault fault;
    const struct cf_unit *own = program->indices[index].unit;
    figures[0] = stated->interval.low;
    figures[1] = 0;
    if (observation->form == CF_FORM_VALUE || /* a what-if, too */
        cf_units_parse(program->units, observation->unit.text, &unit, &fault) != CF_OK)
        return;
    figures[0] = cf_unit_convert(observation->number, &unit, own);
    if (observation->form == CF_FORM_BETWEEN)
        figures[1] = cf_unit_convert(observation->number_2, &unit, own);
}

bool cf_restate(const struct cf_program *program, size_t index,
                const struct cf_observation *observation, double figure, double second,
                struct cf_value *value)
{
    enum cf_form form = observation->form;
    struct cf_interval stated = cf_form_interval(form, figure, second, observation->tolerance);
    *value = (struct cf_value){ .type = CF_NUMBER, .known = true, .interval = stated };
    return stated.low <= stated.high && !cf_interval_overflows(stated) &&
           cf_interval_cut(&value->interval, program->indices[index].domain.interval);
}
