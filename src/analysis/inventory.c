/* What a city file holds: how much of what, of which years, and what its charts miss. */
#include "analysis/inventory.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* An inventory while it is taken. */
struct taking {
    struct cf_inventory *inventory;
    struct cf_arena *arena;
    struct cf_map numbers, gap_numbers; /* of holdings and gaps, by the ids of their indices */
    struct cf_holding *holdings;
    size_t *cited, *site_counts;
    struct cf_gap *gaps;
};

static const struct cf_index *find_index(const struct cf_program *program, const char *id)
{
    for (size_t i = 0; i < cf_program_index_count(program); i++)
        if (strcmp(cf_program_index(program, i)->id.text, id) == 0)
            return cf_program_index(program, i);
    return NULL;
}

/* ---- counting ---- */

static void note_year(struct cf_holding *holding, int year)
{
    if (!year)
        return;
    if (!holding->from || year < holding->from)
        holding->from = year;
    if (year > holding->to)
        holding->to = year;
}

static void count_observation(struct cf_holding *holding, const struct cf_observation *observation,
                              bool own)
{
    const int years[] = { observation->year, observation->since, observation->until,
                          observation->began, observation->ended };
    holding->count++;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        note_year(holding, years[i]);
    if (observation->form == CF_FORM_MISSING) {
        holding->missing++;
        return;
    }
    holding->kinds[observation->kind]++;
    holding->answering += own && (CF_ACCEPT_DEFAULT >> observation->kind & 1);
}

static void count_citation(struct taking *taking, const struct cf_citation *source)
{
    const struct cf_city *city = taking->inventory->city;
    if (source)
        taking->cited[source - city->citations]++;
    else
        taking->inventory->uncited++;
}

static struct cf_holding *holding_of(struct taking *taking, const char *id)
{
    struct cf_inventory *inventory = taking->inventory;
    uint32_t number = (uint32_t)inventory->holding_count, other = CF_MAP_NONE;
    if (!cf_map_add(&taking->numbers, id, strlen(id), number, &other))
        taking->arena->failed = true;
    if (other != CF_MAP_NONE)
        return &taking->holdings[other];
    struct cf_holding *holding = &taking->holdings[inventory->holding_count++];
    holding->id = id;
    for (size_t i = 0; i < inventory->program_count && !holding->index; i++)
        holding->index = find_index(inventory->programs[i], id);
    return holding;
}

/* Returns how many observations the place has. */
static size_t count_locality(struct taking *taking, const struct cf_locality *place, bool own)
{
    size_t count = 0;
    for (size_t i = 0; i < place->indicator_count; i++) {
        const struct cf_indicator *indicator = &place->indicators[i];
        struct cf_holding *holding = holding_of(taking, indicator->index.text);
        for (size_t j = 0; j < indicator->observation_count; j++) {
            count_observation(holding, &indicator->observations[j], own);
            count_observation(&taking->inventory->total, &indicator->observations[j], own);
            count_citation(taking, indicator->observations[j].source);
        }
        count += indicator->observation_count;
    }
    return count;
}

static void count_all(struct taking *taking)
{
    const struct cf_city *city = taking->inventory->city;
    count_locality(taking, &city->self, true);
    for (size_t i = 0; i < city->site_count; i++)
        taking->site_counts[i] = count_locality(taking, &city->sites[i], false);
}

/* ---- gaps ---- */

static const struct cf_holding *find_holding(const struct taking *taking, const char *id)
{
    uint32_t number = cf_map_get(&taking->numbers, id, strlen(id));
    return number == CF_MAP_NONE ? NULL : &taking->holdings[number];
}

static bool is_answered(const struct taking *taking, const struct cf_index *index)
{
    const struct cf_holding *holding = find_holding(taking, index->id.text);
    return holding && holding->answering;
}

static void add_gap(struct taking *taking, const struct cf_index *index)
{
    const char *id = index->id.text;
    uint32_t number = (uint32_t)taking->inventory->gap_count, other = CF_MAP_NONE;
    if (!cf_map_add(&taking->gap_numbers, id, strlen(id), number, &other))
        taking->arena->failed = true;
    if (other == CF_MAP_NONE)
        taking->gaps[taking->inventory->gap_count++] =
            (struct cf_gap){ index, find_holding(taking, id) };
}

/* What is derived needs its operands, unless it is stated itself. */
static void find_gaps_of(struct taking *taking, const struct cf_program *program,
                         const struct cf_index *index)
{
    if (is_answered(taking, index))
        return;
    if (index->derivation == CF_BASE)
        add_gap(taking, index);
    for (size_t i = 0; i < index->operands.count; i++) {
        const struct cf_index *operand = find_index(program, index->operands.items[i].text);
        if (operand && !is_answered(taking, operand))
            add_gap(taking, operand);
    }
}

static void find_gaps(struct taking *taking)
{
    const struct cf_inventory *inventory = taking->inventory;
    for (size_t i = 0; i < inventory->program_count; i++) {
        size_t count;
        const struct cf_program_criterion *criteria =
            cf_program_criteria(inventory->programs[i], &count);
        for (size_t j = 0; j < count; j++)
            find_gaps_of(taking, inventory->programs[i],
                         cf_program_index(inventory->programs[i], criteria[j].index));
    }
}

/* ---- order ---- */

/* A holding with the number of its factor. */
struct ranked {
    size_t rank, number;
};

static int compare(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Looks a factor up among some words; counts those that it passes. */
static bool rank_among(const struct cf_vocabulary *words, const char *factor, size_t *rank)
{
    for (size_t i = 0; i < words->factor_count; i++, ++*rank)
        if (strcmp(words->factors[i].id.text, factor) == 0)
            return true;
    return false;
}

/* Factors in the order of the catalog, then of the charts; then what has none, then what no
 * catalog knows. */
static size_t factor_rank(const struct cf_inventory *inventory, const struct cf_index *index)
{
    size_t rank = 0;
    if (!index || !index->factor.text)
        return index ? SIZE_MAX - 1 : SIZE_MAX;
    for (size_t i = 0; i < inventory->program_count; i++) {
        const struct cf_chart *chart = cf_program_chart(inventory->programs[i]);
        bool found = rank_among(&cf_program_catalog(inventory->programs[i])->words,
                                index->factor.text, &rank);
        for (size_t j = 0; j < chart->words_count && !found; j++)
            found = rank_among(&chart->words[j], index->factor.text, &rank);
        if (found)
            break;
    }
    return rank;
}

static void order_holdings(struct taking *taking)
{
    struct cf_inventory *inventory = taking->inventory;
    size_t count = inventory->holding_count;
    struct ranked *ranks = cf_arena_array(taking->arena, count, sizeof *ranks);
    struct cf_holding *ordered = cf_arena_array(taking->arena, count, sizeof *ordered);
    if (!ranks || !ordered)
        return;
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct ranked){ factor_rank(inventory, taking->holdings[i].index), i };
    if (count)
        qsort(ranks, count, sizeof *ranks, compare);
    for (size_t i = 0; i < count; i++)
        ordered[i] = taking->holdings[ranks[i].number];
    inventory->holdings = ordered;
}

/* ---- all together ---- */

static size_t most_gaps(const struct cf_inventory *inventory)
{
    size_t most = 0;
    for (size_t i = 0; i < inventory->program_count; i++) {
        size_t count;
        const struct cf_program_criterion *criteria =
            cf_program_criteria(inventory->programs[i], &count);
        for (size_t j = 0; j < count; j++)
            most += 1 + cf_program_index(inventory->programs[i], criteria[j].index)->operands.count;
    }
    return most;
}

static bool allocate(struct taking *taking)
{
    struct cf_inventory *inventory = taking->inventory;
    const struct cf_city *city = inventory->city;
    size_t indicators = city->self.indicator_count;
    for (size_t i = 0; i < city->site_count; i++)
        indicators += city->sites[i].indicator_count;
    taking->holdings = cf_arena_array(taking->arena, indicators, sizeof *taking->holdings);
    taking->cited = cf_arena_array(taking->arena, city->citation_count, sizeof *taking->cited);
    taking->site_counts =
        cf_arena_array(taking->arena, city->site_count, sizeof *taking->site_counts);
    taking->gaps = cf_arena_array(taking->arena, most_gaps(inventory), sizeof *taking->gaps);
    inventory->cited = taking->cited;
    inventory->site_counts = taking->site_counts;
    inventory->gaps = taking->gaps;
    return taking->holdings && taking->cited && taking->site_counts && taking->gaps;
}

enum cf_status cf_take_inventory(struct cf_inventory **out, const struct cf_city *city,
                                 const struct cf_program *const *programs, size_t program_count)
{
    struct cf_inventory *inventory = cf_document_new(sizeof *inventory);
    *out = NULL;
    if (!inventory)
        return CF_NO_MEMORY;
    struct taking taking = { .inventory = inventory, .arena = cf_arena_of(inventory) };
    inventory->city = city;
    inventory->programs = programs;
    inventory->program_count = program_count;
    if (allocate(&taking)) {
        count_all(&taking);
        find_gaps(&taking);
        order_holdings(&taking);
        cf_list_classes(inventory, taking.arena);
    }
    cf_map_release(&taking.numbers);
    cf_map_release(&taking.gap_numbers);
    if (taking.arena->failed) {
        cf_document_free(inventory);
        return CF_NO_MEMORY;
    }
    *out = inventory;
    return CF_OK;
}

void cf_inventory_free(struct cf_inventory *inventory)
{
    cf_document_free(inventory);
}
