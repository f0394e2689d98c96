/* Units, classes of actors, factors and indices of two versions. */
#include <math.h>
#include <string.h>

#include "analysis/difference.h"
#include "analysis/say.h"

/* ---- the words of a version in a row ---- */

static bool allocate(struct cf_diff_vocabulary *words, struct cf_arena *arena,
                     const struct cf_vocabulary *const *from, size_t count)
{
    size_t units = 0, classes = 0, factors = 0, indices = 0;
    for (size_t i = 0; i < count; i++) {
        units += from[i]->unit_count;
        classes += from[i]->actor_class_count;
        factors += from[i]->factor_count;
        indices += from[i]->index_count;
    }
    words->units = cf_arena_array(arena, units, sizeof *words->units);
    words->classes = cf_arena_array(arena, classes, sizeof *words->classes);
    words->factors = cf_arena_array(arena, factors, sizeof *words->factors);
    words->indices = cf_arena_array(arena, indices, sizeof *words->indices);
    return words->units && words->classes && words->factors && words->indices;
}

static void take(struct cf_diff_vocabulary *words, const struct cf_vocabulary *from)
{
    for (size_t i = 0; i < from->unit_count; i++)
        words->units[words->unit_count++] = &from->units[i];
    for (size_t i = 0; i < from->actor_class_count; i++)
        words->classes[words->class_count++] = &from->actor_classes[i];
    for (size_t i = 0; i < from->factor_count; i++)
        words->factors[words->factor_count++] = &from->factors[i];
    for (size_t i = 0; i < from->index_count; i++)
        words->indices[words->index_count++] = &from->indices[i];
}

static bool collect(struct cf_diff_vocabulary *words, struct cf_arena *arena,
                    const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    size_t count = 1 + chart->words_count;
    const struct cf_vocabulary **from = cf_arena_array(arena, count, sizeof *from);
    if (!from)
        return false;
    from[0] = &cf_program_catalog(program)->words;
    for (size_t i = 1; i < count; i++)
        from[i] = &chart->words[i - 1];
    if (!allocate(words, arena, from, count))
        return false;
    for (size_t i = 0; i < count; i++)
        take(words, from[i]);
    return true;
}

/* ---- pairs ---- */

static const char *unit_id(const void *units, size_t number)
{
    return ((const struct cf_unit_def *const *)units)[number]->id.text;
}

static const char *term_id(const void *terms, size_t number)
{
    return ((const struct cf_term *const *)terms)[number]->id.text;
}

static const char *index_id(const void *indices, size_t number)
{
    return ((const struct cf_index *const *)indices)[number]->id.text;
}

static bool pair_up(struct cf_diff_words *words, struct cf_arena *arena)
{
    const struct cf_diff_vocabulary *a = &words->of_old, *b = &words->of_new;
    return cf_diff_pair_up(&words->units, arena, unit_id, a->units, a->unit_count, b->units,
                           b->unit_count) &&
           cf_diff_find_order(&words->units, arena, a->unit_count, b->unit_count) &&
           cf_diff_pair_up(&words->classes, arena, term_id, a->classes, a->class_count, b->classes,
                           b->class_count) &&
           cf_diff_find_order(&words->classes, arena, a->class_count, b->class_count) &&
           cf_diff_pair_up(&words->factors, arena, term_id, a->factors, a->factor_count, b->factors,
                           b->factor_count) &&
           cf_diff_pair_up(&words->indices, arena, index_id, a->indices, a->index_count, b->indices,
                           b->index_count) &&
           cf_diff_find_order(&words->indices, arena, a->index_count, b->index_count);
}

/* The word of that number; NULL: the version does not have it. */
static const void *at(const void *const *words, int number)
{
    return number == CF_DIFF_NONE ? NULL : words[number];
}

/* ---- units ---- */

static const char *say_unit(struct cf_arena *arena, const struct cf_unit_def *unit)
{
    const char *equals = unit->equals.text ? unit->equals.text : "base unit";
    const char *also = cf_diff_say_list(arena, &unit->also);
    return also ? cf_arena_format(arena, "%s, also %s", equals, also) : equals;
}

static bool same_unit(const struct cf_unit_def *a, const struct cf_unit_def *b)
{
    return cf_diff_same_text(a->equals.text, b->equals.text) &&
           cf_diff_same_list(&a->also, &b->also);
}

static void list_label(struct cf_changes *changes, enum cf_change_of of, const char *id,
                       const char *before, const char *after)
{
    if (!cf_diff_same_text(before, after))
        cf_changes_add(changes, (struct cf_change){ .kind = CF_CHANGED,
                                                    .of = of,
                                                    .id = id,
                                                    .field = "label",
                                                    .before = before,
                                                    .after = after });
}

static void list_unit(struct cf_changes *changes, struct cf_diff_pair *pair,
                      const struct cf_unit_def *a, const struct cf_unit_def *b)
{
    const struct cf_unit_def *any = cf_newer(a, b);
    const char *id = any->id.text;
    if (a && b)
        list_label(changes, CF_OF_UNIT, id, a->label, b->label);
    if (a && b && same_unit(a, b))
        return;
    pair->change = cf_changes_add(
        changes, (struct cf_change){ .kind = !a   ? CF_ADDED
                                             : !b ? CF_REMOVED
                                                  : CF_CHANGED,
                                     .of = CF_OF_UNIT,
                                     .id = id,
                                     .field = a && b ? "equals" : NULL,
                                     .before = a ? say_unit(changes->arena, a) : NULL,
                                     .after = b ? say_unit(changes->arena, b) : NULL,
                                     .matters = true });
}

/* ---- classes and factors ---- */

/* A hybrid has the factors of both versions: which there are decides nothing. */
static void list_term(struct cf_changes *changes, enum cf_change_of of, const struct cf_term *a,
                      const struct cf_term *b, struct cf_diff_pair *pair)
{
    const struct cf_term *any = cf_newer(a, b);
    const char *id = any->id.text, *label = any->label;
    if (a && b) {
        list_label(changes, of, id, a->label, b->label);
        return;
    }
    int change = cf_changes_add(changes, (struct cf_change){ .kind = b ? CF_ADDED : CF_REMOVED,
                                                             .of = of,
                                                             .id = id,
                                                             .title = label,
                                                             .matters = of == CF_OF_CLASS });
    if (of == CF_OF_CLASS)
        pair->change = change;
}

static void list_terms(struct cf_changes *changes, enum cf_change_of of,
                       struct cf_diff_order *order, const struct cf_term *const *old_terms,
                       const struct cf_term *const *new_terms)
{
    for (size_t i = 0; i < order->count; i++) {
        struct cf_diff_pair *pair = &order->pairs[i];
        list_term(changes, of, at((const void *const *)old_terms, pair->old_number),
                  at((const void *const *)new_terms, pair->new_number), pair);
    }
}

/* ---- indices ---- */

/* Collects what is said of one key in both versions, where it differs. */
struct sayings {
    struct cf_arena *arena;
    const char *before, *after;
};

static void add_saying(struct sayings *sayings, const char *key, const char *before,
                       const char *after)
{
    struct cf_speaker speaker = { NULL, sayings->arena };
    if (cf_diff_same_text(before, after))
        return;
    const char *a = cf_arena_format(sayings->arena, "%s %s", key, before ? before : "none");
    const char *b = cf_arena_format(sayings->arena, "%s %s", key, after ? after : "none");
    sayings->before = cf_say_joined(&speaker, sayings->before, ", ", a ? a : "");
    sayings->after = cf_say_joined(&speaker, sayings->after, ", ", b ? b : "");
}

static const char *say_range(struct cf_arena *arena, const struct cf_index *index)
{
    if (isinf(index->low)) /* a range has both ends */
        return NULL;
    const char *low = cf_diff_say_number(arena, index->low);
    const char *high = cf_diff_say_number(arena, index->high);
    return low && high ? cf_arena_format(arena, "%s to %s", low, high) : NULL;
}

static const char *say_derivation(struct cf_arena *arena, const struct cf_index *index)
{
    const char *kind = cf_derivation_name(index->derivation);
    const char *operands = cf_diff_say_list(arena, &index->operands);
    if (!kind || !operands)
        return NULL;
    if (index->derivation == CF_GROWTH)
        return cf_arena_format(arena, "%s of %s over %d", kind, operands, index->years);
    return cf_arena_format(arena, "%s of %s", kind, operands);
}

static const char *say_years(struct cf_arena *arena, int years)
{
    return years < 0 ? NULL : cf_diff_say_number(arena, years);
}

static void compare_indices(struct sayings *sayings, const struct cf_index *a,
                            const struct cf_index *b)
{
    struct cf_arena *arena = sayings->arena;
    sayings->before = sayings->after = "";
    add_saying(sayings, "type", cf_type_name(a->type), cf_type_name(b->type));
    add_saying(sayings, "unit", a->unit.text, b->unit.text);
    if (!cf_diff_same_texts(&a->values, &b->values))
        add_saying(sayings, "values", cf_diff_say_list(arena, &a->values),
                   cf_diff_say_list(arena, &b->values));
    add_saying(sayings, "range", say_range(arena, a), say_range(arena, b));
    add_saying(sayings, "max_age", say_years(arena, a->max_age), say_years(arena, b->max_age));
    add_saying(sayings, "shared", a->shared ? "true" : "false", b->shared ? "true" : "false");
    add_saying(sayings, "derived as", say_derivation(arena, a), say_derivation(arena, b));
}

/* Whether the chart of a program asks for the index, or for what is derived from it. */
static bool asks_for(const struct cf_program *program, const struct cf_index *index)
{
    size_t count;
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cf_index *asked = cf_program_index(program, criteria[i].index);
        if (asked == index)
            return true;
        for (size_t j = 0; j < asked->operands.count; j++)
            if (strcmp(asked->operands.items[j].text, index->id.text) == 0)
                return true;
    }
    return false;
}

/* An index that no criterion needs matters where it changes all the same: figures that a city has
 * of it may not fit any more. `program` is that of the version that has it, of the new one first.
 */
static void list_index(struct cf_changes *changes, struct cf_diff_pair *pair,
                       const struct cf_index *a, const struct cf_index *b,
                       const struct cf_program *program)
{
    struct sayings sayings = { changes->arena, NULL, NULL };
    const struct cf_index *any = cf_newer(a, b);
    const char *id = any->id.text, *label = any->label;
    if (a && b) {
        list_label(changes, CF_OF_INDEX, id, a->label, b->label);
        compare_indices(&sayings, a, b);
        if (!*sayings.before)
            return;
    }
    pair->change = cf_changes_add(
        changes, (struct cf_change){ .kind = !a   ? CF_ADDED
                                             : !b ? CF_REMOVED
                                                  : CF_CHANGED,
                                     .of = CF_OF_INDEX,
                                     .id = id,
                                     .title = label,
                                     .field = a && b ? "definition" : NULL,
                                     .before = sayings.before,
                                     .after = sayings.after,
                                     .matters = (a && b) || asks_for(program, any) });
}

/* ---- all of them ---- */

bool cf_diff_words(struct cf_diff_words *words, const struct cf_program *old_program,
                   const struct cf_program *new_program, struct cf_changes *changes)
{
    if (!collect(&words->of_old, changes->arena, old_program) ||
        !collect(&words->of_new, changes->arena, new_program) || !pair_up(words, changes->arena))
        return false;
    for (size_t i = 0; i < words->indices.count; i++) {
        struct cf_diff_pair *pair = &words->indices.pairs[i];
        const struct cf_index *a = at((const void *const *)words->of_old.indices, pair->old_number);
        const struct cf_index *b = at((const void *const *)words->of_new.indices, pair->new_number);
        list_index(changes, pair, a, b, b ? new_program : old_program);
    }
    for (size_t i = 0; i < words->units.count; i++)
        list_unit(changes, &words->units.pairs[i],
                  at((const void *const *)words->of_old.units, words->units.pairs[i].old_number),
                  at((const void *const *)words->of_new.units, words->units.pairs[i].new_number));
    list_terms(changes, CF_OF_CLASS, &words->classes, words->of_old.classes, words->of_new.classes);
    list_terms(changes, CF_OF_FACTOR, &words->factors, words->of_old.factors,
               words->of_new.factors);
    return !changes->arena->failed;
}

/* ---- hybrids ---- */

static bool as_new(const struct cf_diff_pair *pair, const bool *undone)
{
    return pair->change == CF_DIFF_NONE || !undone[pair->change];
}

/* The number of the thing that the slot stands for, in the version *is_new; CF_DIFF_NONE: it is not
 * there. */
static int thing_at(const struct cf_diff_order *order, const struct cf_diff_slot *slot,
                    const bool *undone, bool *is_new)
{
    const struct cf_diff_pair *pair = &order->pairs[slot->pair];
    *is_new = as_new(pair, undone);
    if (!cf_diff_slot_taken(slot, *is_new))
        return CF_DIFF_NONE;
    return *is_new ? pair->new_number : pair->old_number;
}

static void take_units(struct cf_vocabulary *out, struct cf_unit_def *units,
                       const struct cf_diff_words *words, const bool *undone)
{
    for (size_t i = 0; i < words->units.slot_count; i++) {
        bool is_new;
        int number = thing_at(&words->units, &words->units.slots[i], undone, &is_new);
        if (number != CF_DIFF_NONE)
            units[out->unit_count++] =
                *(is_new ? words->of_new.units : words->of_old.units)[number];
    }
    out->units = units;
}

static void take_classes(struct cf_vocabulary *out, struct cf_term *classes,
                         const struct cf_diff_words *words, const bool *undone)
{
    for (size_t i = 0; i < words->classes.slot_count; i++) {
        bool is_new;
        int number = thing_at(&words->classes, &words->classes.slots[i], undone, &is_new);
        if (number != CF_DIFF_NONE)
            classes[out->actor_class_count++] =
                *(is_new ? words->of_new.classes : words->of_old.classes)[number];
    }
    out->actor_classes = classes;
}

static void take_indices(struct cf_vocabulary *out, struct cf_index *indices,
                         const struct cf_diff_words *words, const bool *undone)
{
    for (size_t i = 0; i < words->indices.slot_count; i++) {
        bool is_new;
        int number = thing_at(&words->indices, &words->indices.slots[i], undone, &is_new);
        if (number != CF_DIFF_NONE)
            indices[out->index_count++] =
                *(is_new ? words->of_new.indices : words->of_old.indices)[number];
    }
    out->indices = indices;
}

static void take_factors(struct cf_vocabulary *out, struct cf_term *factors,
                         const struct cf_diff_words *words)
{
    for (size_t i = 0; i < words->factors.count; i++) {
        const struct cf_diff_pair *pair = &words->factors.pairs[i];
        bool is_new = pair->new_number != CF_DIFF_NONE;
        factors[out->factor_count++] = *(is_new ? words->of_new.factors[pair->new_number]
                                                : words->of_old.factors[pair->old_number]);
    }
    out->factors = factors;
}

bool cf_hybrid_words(struct cf_vocabulary *out, struct cf_arena *arena,
                     const struct cf_diff_words *words, const bool *undone)
{
    struct cf_unit_def *units = cf_arena_array(arena, words->units.slot_count, sizeof *units);
    struct cf_term *classes = cf_arena_array(arena, words->classes.slot_count, sizeof *classes);
    struct cf_term *factors = cf_arena_array(arena, words->factors.count, sizeof *factors);
    struct cf_index *indices = cf_arena_array(arena, words->indices.slot_count, sizeof *indices);
    if (!units || !classes || !factors || !indices)
        return false;
    take_units(out, units, words, undone);
    take_classes(out, classes, words, undone);
    take_factors(out, factors, words);
    take_indices(out, indices, words, undone);
    return true;
}
