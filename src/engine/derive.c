#include <clusterflow/grounds.h>
#include <math.h>

#include "engine/interval.h"
#include "engine/select.h"

static const struct cf_program_index *entry_of(const struct cf_question *question, uint32_t index)
{
    return &question->binding->program->indices[index];
}

/* Drops what does not pass, as older than what counts. */
static void keep_if(struct cf_look *look, int year,
                    bool (*passes)(const struct cf_observation *observation, int year))
{
    for (size_t i = 0; i < look->count; i++)
        if (look->uses[i] == CF_USED && !passes(look->items[i].observation, year))
            look->uses[i] = CF_NOT_NEWEST;
}

static bool never(const struct cf_observation *observation, int year)
{
    (void)observation, (void)year;
    return false;
}

static bool is_dated(const struct cf_observation *observation, int year)
{
    return cf_recency(observation, year) != 0;
}

static bool is_of_year(const struct cf_observation *observation, int year)
{
    return observation->year == year;
}

/* Observed in the year, or a span that holds in it. */
static bool speaks_of(const struct cf_observation *observation, int year)
{
    if (observation->year)
        return observation->year == year;
    return !observation->since || year >= observation->since; /* it has not ended before */
}

static bool has_any(const struct cf_look *look, int year,
                    bool (*passes)(const struct cf_observation *observation, int year))
{
    for (size_t i = 0; i < look->count; i++)
        if (look->uses[i] == CF_USED && passes(look->items[i].observation, year))
            return true;
    return false;
}

/* ---- the arithmetic ---- */

static bool same_unit(const struct cf_program_index *entry)
{
    enum cf_derivation by = entry->index->derivation;
    return by == CF_RATIO || by == CF_PRODUCT || by == CF_GROWTH;
}

/* Sums and the like are computed in the index's unit, the others in those of the operands. */
static void convert_operands(const struct cf_program *program, const struct cf_program_index *entry,
                             struct cf_interval *sets)
{
    for (size_t i = 0; i < entry->index->operands.count && !same_unit(entry); i++)
        sets[i] =
            cf_interval_convert(sets[i], program->indices[entry->operands[i]].unit, entry->unit);
}

/* False: of such operands nothing can be known. */
static bool compute(const struct cf_program_index *entry, const struct cf_interval *sets,
                    struct cf_interval *result)
{
    size_t count = entry->index->operands.count;
    bool computed = true;
    switch (entry->index->derivation) {
    case CF_RATIO: computed = cf_interval_ratio(sets[0], sets[1], result); break;
    case CF_PRODUCT: *result = cf_interval_product(sets[0], sets[1]); break;
    case CF_SUM: *result = cf_interval_sum(sets, count); break;
    case CF_DIFFERENCE: *result = cf_interval_difference(sets[0], sets[1]); break;
    case CF_MAX: *result = cf_interval_max(sets, count); break;
    case CF_MIN: *result = cf_interval_min(sets, count); break;
    default: computed = cf_interval_growth(sets[0], sets[1], entry->index->years, result);
    }
    if (computed && same_unit(entry))
        *result = cf_interval_convert(*result, entry->computed, entry->unit);
    return computed;
}

/* The value in the index's unit, cut to its range; *computed is false where the arithmetic gives
 * nothing at all. */
static struct cf_value derive(const struct cf_program *program,
                              const struct cf_program_index *entry, struct cf_interval *sets,
                              bool *computed)
{
    struct cf_value value = { .type = CF_NUMBER };
    convert_operands(program, entry, sets);
    *computed = compute(entry, sets, &value.interval);
    value.known = *computed && !cf_interval_overflows(value.interval) &&
                  cf_interval_cut(&value.interval, entry->domain.interval);
    return value;
}

struct cf_value cf_derive_value(const struct cf_program *program, size_t index,
                                struct cf_interval *operands)
{
    bool computed;
    struct cf_value value = derive(program, &program->indices[index], operands, &computed);
    if (!computed)
        value.interval.low = value.interval.high = NAN;
    return value;
}

/* ---- the result ---- */

static void report_empty(const struct cf_question *question, const struct cf_program_index *entry)
{
    const struct cf_city *city = question->binding->city;
    struct cf_pos place =
        question->place ? city->sites[question->place - 1].id.pos : city->self.id.pos;
    const struct cf_text *operands = entry->index->operands.items;
    bool two = entry->index->operands.count > 1;
    cf_report(question->diags, CF_R_CITY_DERIVED_EMPTY, place,
              "'%s', derived from '%s'%s%s%s%s, leaves its range: nothing is known of it",
              entry->index->id.text, operands[0].text, two ? " and '" : "",
              two ? operands[1].text : "", two ? "'" : "",
              entry->index->operands.count > 2 ? " and others" : "");
    cf_report_also(question->diags, entry->index->range_pos, "its range");
    cf_report_hint(question->diags, "check the figures and units of the operands");
}

/* Derives the value from what its operands are; `given`: enough of them is known to try. */
static void conclude(const struct cf_question *question, uint32_t index, bool given,
                     struct cf_interval *sets, struct cf_finding *finding)
{
    const struct cf_program_index *entry = entry_of(question, index);
    bool computed = false;
    if (given)
        finding->value = derive(question->binding->program, entry, sets, &computed);
    if (finding->value.known)
        return;
    finding->year = 0;
    finding->disputed = finding->mixed_years = false;
    if (computed)
        report_empty(question, entry);
}

/* ---- growth ---- */

static bool derive_growth(const struct cf_question *question, uint32_t index,
                          struct cf_finding *finding)
{
    const struct cf_program_index *entry = entry_of(question, index);
    uint32_t operand = entry->operands[0];
    struct cf_look *end = &finding->looks[1], *base = &finding->looks[2];
    struct cf_question any_age = *question;
    struct cf_bound_list list = cf_binding_list(question->binding, question->place, operand);
    struct cf_interval sets[2] = { { 0 } };
    int newest = 0;
    any_age.year = 0; /* the base may be of any age: only what is missing and kinds drop out */
    if (!cf_look_at(question, list, operand, end) || !cf_look_at(&any_age, list, operand, base))
        return false;
    finding->look_count = 3;
    for (size_t i = 0; i < end->count && question->year; i++)
        if (end->uses[i] == CF_USED && end->items[i].observation->year > newest)
            newest = end->items[i].observation->year;
    keep_if(end, newest, newest ? is_of_year : never);
    keep_if(base, newest - entry->index->years, newest > entry->index->years ? is_of_year : never);
    cf_keep_newest(end, newest);
    cf_keep_newest(base, newest);
    bool given = cf_look_used(end) && cf_look_used(base);
    if (given) {
        sets[0] = cf_unite(question, end, newest, &finding->disputed).interval;
        sets[1] = cf_unite(question, base, newest, &finding->disputed).interval;
        finding->year = newest;
    }
    conclude(question, index, given, sets, finding);
    return true;
}

/* ---- the others ---- */

/* Each operand's pool: what is left after the drops, without the undated if any is dated. */
static bool make_pools(const struct cf_question *question, const struct cf_program_index *entry,
                       struct cf_finding *finding)
{
    size_t count = entry->index->operands.count;
    for (size_t i = 0; i < count; i++) {
        struct cf_look *pool = &finding->looks[1 + i];
        uint32_t operand = entry->operands[i];
        if (!cf_look_at(question, cf_binding_list(question->binding, question->place, operand),
                        operand, pool))
            return false;
        if (has_any(pool, question->year, is_dated))
            keep_if(pool, question->year, is_dated);
    }
    finding->look_count = 1 + count;
    return true;
}

/* Does every dated pool speak of the year? */
static bool year_fits(const struct cf_look *pools, size_t count, int asked, int year)
{
    for (size_t i = 0; i < count; i++)
        if (has_any(&pools[i], asked, is_dated) && !has_any(&pools[i], year, speaks_of))
            return false;
    return true;
}

/* The newest year that all dated pools speak of; only years of observations and the year asked for
 * can be it. 0: there is none. *dated: whether there is a dated pool at all. */
static int common_year(const struct cf_look *pools, size_t count, int asked, bool *dated)
{
    int newest = 0;
    *dated = false;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < pools[i].count; j++) {
            const struct cf_observation *observation = pools[i].items[j].observation;
            if (pools[i].uses[j] != CF_USED || !is_dated(observation, asked))
                continue;
            *dated = true;
            int year = observation->year ? observation->year : asked;
            if (year > newest && year_fits(pools, count, asked, year))
                newest = year;
        }
    return newest;
}

/* Puts what is laid over an operand in place of what counts of it. */
static bool lay_operands(const struct cf_question *question, const struct cf_program_index *entry,
                         struct cf_look *pools)
{
    for (size_t i = 0; i < entry->index->operands.count; i++) {
        const struct cf_bound_list *laid = cf_question_laid(question, entry->operands[i]);
        if (laid && !cf_look_at(question, *laid, entry->operands[i], &pools[i]))
            return false;
    }
    return true;
}

/* What each operand is: the union of what is used, or its whole domain. */
static void unite_operands(const struct cf_question *question, const struct cf_program_index *entry,
                           struct cf_finding *finding, int year, struct cf_interval *sets)
{
    for (size_t i = 0; i < entry->index->operands.count; i++) {
        const struct cf_program_index *operand = entry_of(question, entry->operands[i]);
        struct cf_value value =
            cf_unite(question, &finding->looks[1 + i], year, &finding->disputed);
        sets[i] = value.known ? value.interval : operand->domain.interval;
    }
}

bool cf_derive(const struct cf_question *question, uint32_t index, struct cf_finding *finding)
{
    const struct cf_program_index *entry = entry_of(question, index);
    size_t count = entry->index->operands.count, used = 0;
    finding->derived = true;
    if (entry->index->derivation == CF_GROWTH)
        return derive_growth(question, index, finding);

    struct cf_look *pools = finding->looks + 1;
    struct cf_interval *sets = cf_arena_array(question->arena, count, sizeof *sets);
    bool dated;
    if (!sets || !make_pools(question, entry, finding))
        return false;
    int year = common_year(pools, count, question->year, &dated);
    finding->mixed_years = dated && !year;
    finding->year = year;
    for (size_t i = 0; i < count; i++) {
        if (year && has_any(&pools[i], question->year, is_dated))
            keep_if(&pools[i], year, speaks_of);
        cf_keep_newest(&pools[i], year ? year : question->year);
    }
    if (!lay_operands(question, entry, pools))
        return false;
    for (size_t i = 0; i < count; i++)
        used += cf_look_used(&pools[i]);
    unite_operands(question, entry, finding, year ? year : question->year, sets);
    conclude(question, index, used > 0, sets, finding);
    return true;
}
