/* Compiling the words: units, actor classes, factors and indices of the catalog and the chart. */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "engine/program.h"

struct words {
    struct cf_program *program;
    const struct cf_catalog *catalog;
    struct cf_arena *arena;
    struct cf_diags *diags;
    const struct cf_term **factors; /* by number; the program itself needs only their ids */
    size_t factor_count;
};

/* How many vocabularies there are, and the i-th: the catalog's, then those of the chart's files. */
static size_t vocabulary_count(const struct words *words)
{
    return 1 + words->program->chart->words_count;
}

static const struct cf_vocabulary *vocabulary(const struct words *words, size_t i)
{
    return i ? &words->program->chart->words[i - 1] : &words->catalog->words;
}

static void no_memory(struct words *words)
{
    words->arena->failed = true;
}

/* ---- units ---- */

static const char *const *alias_texts(struct words *words, const struct cf_unit_def *unit)
{
    const char **texts = cf_arena_array(words->arena, unit->also.count + 1, sizeof(*texts));
    for (size_t i = 0; texts && i < unit->also.count; i++)
        texts[i] = unit->also.items[i].text;
    return texts;
}

static void define_unit(struct words *words, const struct cf_unit_def *unit)
{
    if (!unit->id.text)
        return;
    struct cf_unit_fault fault = { 0 };
    const char *taken = NULL;
    const char *const *also = alias_texts(words, unit);
    if (!also)
        return;
    enum cf_status status = cf_units_define(words->program->units, unit->id.text, unit->equals.text,
                                            also, unit->also.count, &fault, &taken);
    if (status == CF_NO_MEMORY)
        no_memory(words);
    if (status != CF_INVALID)
        return;
    if (!taken) {
        cf_report(words->diags, CF_R_CATALOG_UNIT, cf_unit_fault_pos(&unit->equals, &fault),
                  "unit '%s': %s '%.*s'", unit->id.text, fault.reason, (int)fault.length,
                  unit->equals.text + fault.at);
        cf_report_hint(words->diags, "make it of numbers and of units that stand before it");
        return;
    }
    struct cf_pos pos = unit->id.pos;
    for (size_t i = 0; i < unit->also.count; i++)
        if (unit->also.items[i].text == taken)
            pos = unit->also.items[i].pos;
    cf_report(words->diags, CF_R_CATALOG_UNIT, pos, "unit name '%s': %s", taken, fault.reason);
    cf_report_hint(words->diags, "choose another name");
}

/* ---- terms ---- */

static void report_redefined(struct words *words, const struct cf_text *id, const char *what,
                             const struct cf_text *first)
{
    cf_report(words->diags, CF_R_CATALOG_REDEFINED, id->pos, "%s '%s' is defined already", what,
              id->text);
    cf_report_also(words->diags, first->pos, "first defined here");
    cf_report_hint(words->diags, "choose another id, or delete it here");
}

/* Notes id -> number; false when it is taken (reported) or memory fails. */
static bool note_number(struct words *words, struct cf_map *map, const struct cf_text *id,
                        size_t number, uint32_t *other)
{
    *other = CF_MAP_NONE;
    if (!id->text) /* faulty, which is reported */
        return false;
    if (!cf_map_add(map, id->text, strlen(id->text), (uint32_t)number, other)) {
        no_memory(words);
        return false;
    }
    return *other == CF_MAP_NONE;
}

static void add_classes(struct words *words, const struct cf_vocabulary *from)
{
    struct cf_program *program = words->program;
    uint32_t other;
    for (size_t i = 0; i < from->actor_class_count; i++) {
        const struct cf_term *term = &from->actor_classes[i];
        if (note_number(words, &program->class_numbers, &term->id, program->class_count, &other))
            program->classes[program->class_count++] = term;
        else if (other != CF_MAP_NONE)
            report_redefined(words, &term->id, "actor class", &program->classes[other]->id);
    }
}

static void add_factors(struct words *words, const struct cf_vocabulary *from)
{
    uint32_t other;
    for (size_t i = 0; i < from->factor_count; i++) {
        const struct cf_term *term = &from->factors[i];
        if (note_number(words, &words->program->factor_numbers, &term->id, words->factor_count,
                        &other))
            words->factors[words->factor_count++] = term;
        else if (other != CF_MAP_NONE)
            report_redefined(words, &term->id, "factor", &words->factors[other]->id);
    }
}

/* ---- indices ---- */

static void add_indices(struct words *words, const struct cf_vocabulary *from)
{
    struct cf_program *program = words->program;
    uint32_t other;
    for (size_t i = 0; i < from->index_count; i++) {
        const struct cf_text *id = &from->indices[i].id;
        if (note_number(words, &program->index_numbers, id, program->index_count, &other))
            program->indices[program->index_count++].index = &from->indices[i];
        else if (other != CF_MAP_NONE)
            report_redefined(words, id, "index", &program->indices[other].index->id);
    }
}

static void set_domain(struct cf_program_index *entry)
{
    const struct cf_index *index = entry->index;
    size_t values = index->type == CF_FLAG ? 2 : index->values.count;
    entry->domain = (struct cf_value){ .type = index->type, .known = true };
    entry->domain.members = values >= 64 ? UINT64_MAX : (UINT64_C(1) << values) - 1;
    entry->domain.interval = (struct cf_interval){ index->low, index->high, isinf(index->low) != 0,
                                                   isinf(index->high) != 0 };
}

/* The index has its unit by a pointer, since most indices have none. */
static bool parse_unit(struct words *words, struct cf_program_index *entry,
                       struct cf_unit_fault *fault)
{
    static const struct cf_unit none;
    const struct cf_text *text = &entry->index->unit;
    struct cf_unit *unit = text->text ? cf_arena_alloc(words->arena, sizeof *unit) : NULL;
    entry->unit = unit ? unit : &none;
    return !unit || cf_units_parse(words->program->units, text->text, unit, fault) == CF_OK;
}

static void check_unit(struct words *words, struct cf_program_index *entry)
{
    const struct cf_text *unit = &entry->index->unit;
    struct cf_unit_fault fault = { 0 };
    bool parsed = parse_unit(words, entry, &fault);
    entry->no_unit = entry->index->type == CF_NUMBER && !entry->unit->num; /* or without memory */
    if (parsed)
        return;
    const char *meant = cf_unit_meant(words->program, unit, &fault, words->diags);
    cf_report_unit(unit, &fault, CF_R_CATALOG_UNIT, words->diags);
    if (meant)
        cf_report_hint(words->diags, "did you mean '%s'?", meant);
    else
        cf_report_hint(words->diags, "define it under 'units'");
    entry->no_unit = true;
}

static void check_factor(struct words *words, const struct cf_text *factor)
{
    const struct cf_program *program = words->program;
    if (!factor->text ||
        cf_map_get(&program->factor_numbers, factor->text, strlen(factor->text)) != CF_MAP_NONE)
        return;
    struct cf_suggestion suggestion = { .text = factor->text,
                                        .guesses = cf_diags_guesses(words->diags) };
    for (size_t i = 0; i < words->factor_count; i++)
        cf_suggest(&suggestion, words->factors[i]->id.text);
    cf_report(words->diags, CF_R_CATALOG_UNDEFINED, factor->pos, "no factor '%s'", factor->text);
    cf_report_meant(words->diags, &suggestion, "define it under 'factors'");
}

/* ---- derived indices ---- */

static void report_operand(struct words *words, const struct cf_text *operand, const char *problem,
                           const char *hint)
{
    cf_report(words->diags, CF_R_CATALOG_DERIVED, operand->pos, "operand '%s' %s", operand->text,
              problem);
    cf_report_hint(words->diags, "%s", hint);
}

static bool find_operands(struct words *words, struct cf_program_index *entry)
{
    const struct cf_text_list *names = &entry->index->operands;
    uint32_t *operands = cf_arena_array(words->arena, names->count, sizeof *operands);
    bool good = operands;
    for (size_t i = 0; i < names->count && operands; i++) {
        const struct cf_text *name = &names->items[i];
        operands[i] = cf_program_find(words->program, name->text);
        const struct cf_index *operand =
            operands[i] == CF_MAP_NONE ? NULL : words->program->indices[operands[i]].index;
        if (operand && operand->type == CF_NUMBER && operand->derivation == CF_BASE)
            continue;
        good = false;
        if (!operand)
            report_operand(words, name, "is not defined", "define it under 'indices'");
        else if (operand->type != CF_NUMBER)
            report_operand(words, name, "is not a number index", "derive from numbers");
        else
            report_operand(words, name, "is derived itself", "derive from observed indices");
    }
    entry->operands = operands;
    return good;
}

static void report_result(struct words *words, const struct cf_index *index, const char *problem)
{
    cf_report(words->diags, CF_R_CATALOG_DERIVED, index->unit.pos, "the %s of '%s' %s '%s'",
              cf_derivation_name(index->derivation), index->id.text, problem, index->unit.text);
    cf_report_also(words->diags, index->operands.items[0].pos, "the operands stand here");
    cf_report_hint(words->diags, "mend the unit or the operands");
}

static bool units_known(const struct words *words, const struct cf_program_index *entry)
{
    bool known = !entry->no_unit;
    for (size_t i = 0; i < entry->index->operands.count; i++)
        known = known && !words->program->indices[entry->operands[i]].no_unit;
    return known;
}

static void check_result(struct words *words, struct cf_program_index *entry)
{
    const struct cf_index *index = entry->index;
    const struct cf_program_index *indices = words->program->indices;
    if (!units_known(words, entry))
        return;
    const struct cf_unit *first = indices[entry->operands[0]].unit;
    struct cf_unit *computed = cf_arena_alloc(words->arena, sizeof *computed);
    entry->computed = computed;
    if (!computed)
        return;
    enum cf_status status = CF_OK;
    if (index->derivation == CF_RATIO || index->derivation == CF_PRODUCT) {
        const struct cf_unit *second = indices[entry->operands[1]].unit;
        status = index->derivation == CF_RATIO ? cf_unit_divide(computed, first, second)
                                               : cf_unit_multiply(computed, first, second);
        if (status != CF_OK || !cf_unit_converts(computed, entry->unit))
            report_result(words, index, "does not come out in");
    } else if (index->derivation == CF_GROWTH) {
        cf_unit_divide(computed, first, first);
        if (!cf_unit_converts(computed, entry->unit))
            report_result(words, index, "is a pure number and not in");
    } else {
        for (size_t i = 0; i < index->operands.count; i++)
            if (!cf_unit_converts(indices[entry->operands[i]].unit, entry->unit)) {
                report_result(words, index, "has an operand that does not convert to");
                break;
            }
    }
}

/* ---- all together ---- */

static bool allocate(struct words *words)
{
    struct cf_program *program = words->program;
    size_t classes = 0, factors = 0, indices = 0;
    for (size_t i = 0; i < vocabulary_count(words); i++) {
        const struct cf_vocabulary *from = vocabulary(words, i);
        classes += from->actor_class_count;
        factors += from->factor_count;
        indices += from->index_count;
    }
    words->factors = cf_arena_array(words->arena, factors, sizeof(*words->factors));
    program->classes = cf_arena_array(words->arena, classes, sizeof(*program->classes));
    program->indices = cf_arena_array(words->arena, indices, sizeof *program->indices);
    if (!cf_map_reserve(&program->index_numbers, indices))
        no_memory(words);
    return words->factors && program->classes && program->indices;
}

void cf_compile_words(struct cf_program *program, const struct cf_catalog *catalog,
                      struct cf_diags *diags)
{
    struct words words = { program, catalog, cf_arena_of(program), diags, NULL, 0 };
    if (!allocate(&words))
        return;
    for (size_t i = 0; i < vocabulary_count(&words); i++) {
        const struct cf_vocabulary *from = vocabulary(&words, i);
        for (size_t j = 0; j < from->unit_count; j++)
            define_unit(&words, &from->units[j]);
        add_classes(&words, from);
        add_factors(&words, from);
        add_indices(&words, from);
    }
    for (size_t i = 0; i < program->index_count; i++) {
        set_domain(&program->indices[i]);
        check_unit(&words, &program->indices[i]);
        check_factor(&words, &program->indices[i].index->factor);
    }
    for (size_t i = 0; i < program->index_count; i++) {
        struct cf_program_index *entry = &program->indices[i];
        if (entry->index->derivation != CF_BASE && !entry->index->faulty &&
            find_operands(&words, entry))
            check_result(&words, entry);
    }
}
