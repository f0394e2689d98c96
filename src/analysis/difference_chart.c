/* What changed between two versions of a chart: its stages, and which of its steps came, went,
 * moved or got another id. */
#include <string.h>

#include "analysis/difference.h"

/* ---- a version in a row ---- */

static bool line_up(struct cf_diff_chart_side *side, const struct cf_program *program,
                    struct cf_arena *arena)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    side->program = program;
    side->chart = cf_program_chart(program);
    side->steps = cf_arena_array(arena, count, sizeof *side->steps);
    side->stages = cf_arena_array(arena, count, sizeof *side->stages);
    side->step_pairs = cf_arena_array(arena, count, sizeof *side->step_pairs);
    side->stage_pairs = cf_arena_array(arena, side->chart->stage_count, sizeof *side->stage_pairs);
    if (!side->steps || !side->stages || !side->step_pairs || !side->stage_pairs)
        return false;
    for (; side->step_count < count; side->step_count++) {
        side->steps[side->step_count] = steps[side->step_count].step;
        side->stages[side->step_count] = steps[side->step_count].stage;
    }
    return true;
}

static void note_pairs(const struct cf_diff_order *order, size_t *of_old, size_t *of_new)
{
    for (size_t i = 0; i < order->count; i++) {
        if (order->pairs[i].old_number != CF_DIFF_NONE)
            of_old[order->pairs[i].old_number] = i;
        if (order->pairs[i].new_number != CF_DIFF_NONE)
            of_new[order->pairs[i].new_number] = i;
    }
}

/* ---- what got another id ---- */

/* Whether what stands under two ids is the same thing; the surer ways to tell come first. */
typedef bool cf_diff_alike(const struct cf_diff_chart *diff, int old_number, int new_number,
                           int way);

static bool steps_alike(const struct cf_diff_chart *diff, int old_number, int new_number, int way)
{
    const struct cf_step *a = diff->of_old.steps[old_number], *b = diff->of_new.steps[new_number];
    bool ask = strcmp(a->ask, b->ask) == 0, title = strcmp(a->title, b->title) == 0;
    bool criteria = cf_diff_same_criteria(a, b);
    return way == 0 ? criteria && ask : way == 1 ? criteria || ask : title;
}

static bool stages_alike(const struct cf_diff_chart *diff, int old_number, int new_number, int way)
{
    const struct cf_stage *a = &diff->of_old.chart->stages[old_number];
    const struct cf_stage *b = &diff->of_new.chart->stages[new_number];
    (void)way;
    return strcmp(a->title, b->title) == 0;
}

/* Pairs what is left alone in both versions where it is alike. */
static void pair_renamed(const struct cf_diff_chart *diff, struct cf_diff_order *order,
                         cf_diff_alike *alike)
{
    for (int way = 0; way < 3; way++)
        for (size_t i = 0; i < order->count; i++)
            for (size_t j = 0; j < order->count; j++) {
                struct cf_diff_pair *a = &order->pairs[j], *b = &order->pairs[i];
                if (b->old_number != CF_DIFF_NONE || a->new_number != CF_DIFF_NONE ||
                    b->new_number == CF_DIFF_NONE || a->old_number == CF_DIFF_NONE ||
                    !alike(diff, a->old_number, b->new_number, way))
                    continue;
                b->old_number = a->old_number;
                a->old_number = CF_DIFF_NONE;
            }
}

/* Takes out the pairs that have been united with others. */
static void drop_empty(struct cf_diff_order *order)
{
    size_t count = 0;
    for (size_t i = 0; i < order->count; i++)
        if (order->pairs[i].old_number != CF_DIFF_NONE ||
            order->pairs[i].new_number != CF_DIFF_NONE)
            order->pairs[count++] = order->pairs[i];
    order->count = count;
}

/* ---- stages ---- */

static const char *stage_id(const void *chart, size_t number)
{
    return ((const struct cf_chart *)chart)->stages[number].id.text;
}

/* A stage that one version alone has, or that both have with another id. */
static int list_stage(const struct cf_stage *stage, enum cf_change_kind kind, const char *old_id,
                      struct cf_changes *changes)
{
    bool renamed = kind == CF_RENAMED;
    return cf_changes_add(changes, (struct cf_change){ .kind = kind,
                                                       .of = CF_OF_STAGE,
                                                       .id = stage->id.text,
                                                       .title = stage->title,
                                                       .before = renamed ? old_id : NULL,
                                                       .after = renamed ? stage->id.text : NULL,
                                                       .matters = renamed });
}

static void list_wording(struct cf_changes *changes, const struct cf_stage *stage,
                         const char *field, const char *before, const char *after)
{
    if (!cf_diff_same_text(before, after))
        cf_changes_add(changes, (struct cf_change){ .kind = CF_CHANGED,
                                                    .of = CF_OF_STAGE,
                                                    .id = stage->id.text,
                                                    .title = stage->title,
                                                    .field = field,
                                                    .before = before,
                                                    .after = after });
}

static void compare_stage(struct cf_diff_pair *pair, const struct cf_stage *a,
                          const struct cf_stage *b, struct cf_changes *changes)
{
    if (strcmp(a->id.text, b->id.text) != 0)
        pair->change = list_stage(b, CF_RENAMED, a->id.text, changes);
    list_wording(changes, b, "title", a->title, b->title);
    list_wording(changes, b, "note", a->note, b->note);
}

static bool compare_stages(struct cf_diff_chart *diff, struct cf_changes *changes)
{
    if (!cf_diff_pair_up(&diff->stages, changes->arena, stage_id, diff->of_old.chart,
                         diff->of_old.chart->stage_count, diff->of_new.chart,
                         diff->of_new.chart->stage_count))
        return false;
    pair_renamed(diff, &diff->stages, stages_alike);
    drop_empty(&diff->stages);
    note_pairs(&diff->stages, diff->of_old.stage_pairs, diff->of_new.stage_pairs);
    const struct cf_stage *a = diff->of_old.chart->stages, *b = diff->of_new.chart->stages;
    for (size_t i = 0; i < diff->stages.count; i++) {
        struct cf_diff_pair *pair = &diff->stages.pairs[i];
        if (pair->new_number == CF_DIFF_NONE)
            list_stage(&a[pair->old_number], CF_REMOVED, NULL, changes);
        else if (pair->old_number == CF_DIFF_NONE)
            list_stage(&b[pair->new_number], CF_ADDED, NULL, changes);
        else
            compare_stage(pair, &a[pair->old_number], &b[pair->new_number], changes);
    }
    return true;
}

/* ---- steps ---- */

static const char *step_id(const void *steps, size_t number)
{
    return ((const struct cf_step *const *)steps)[number]->id.text;
}

static bool pair_steps(struct cf_diff_chart *diff, struct cf_arena *arena)
{
    struct cf_diff_order *order = &diff->steps;
    if (!cf_diff_pair_up(order, arena, step_id, diff->of_old.steps, diff->of_old.step_count,
                         diff->of_new.steps, diff->of_new.step_count))
        return false;
    pair_renamed(diff, order, steps_alike);
    drop_empty(order);
    for (size_t i = 0; i < order->count; i++) {
        struct cf_diff_pair *pair = &order->pairs[i];
        if (pair->old_number != CF_DIFF_NONE && pair->new_number != CF_DIFF_NONE)
            pair->moved = diff->of_old.stage_pairs[diff->of_old.stages[pair->old_number]] !=
                          diff->of_new.stage_pairs[diff->of_new.stages[pair->new_number]];
    }
    note_pairs(order, diff->of_old.step_pairs, diff->of_new.step_pairs);
    return cf_diff_find_order(order, arena, diff->of_old.step_count, diff->of_new.step_count);
}

static const char *say_place(struct cf_arena *arena, const struct cf_diff_chart_side *side,
                             int number)
{
    const char *stage = side->chart->stages[side->stages[number]].id.text;
    bool first = !number || side->stages[number - 1] != side->stages[number];
    return first ? cf_arena_format(arena, "first of %s", stage)
                 : cf_arena_format(arena, "behind %s", side->steps[number - 1]->id.text);
}

static int list_step(struct cf_changes *changes, const struct cf_step *step,
                     enum cf_change_kind kind, const char *before, const char *after)
{
    return cf_changes_add(changes, (struct cf_change){ .kind = kind,
                                                       .of = CF_OF_STEP,
                                                       .id = step->id.text,
                                                       .title = step->title,
                                                       .before = before,
                                                       .after = after,
                                                       .matters = true });
}

/* A step that both versions have: where it stands and what it is called. */
static void list_pair(struct cf_diff_chart *diff, size_t number, struct cf_changes *changes)
{
    const struct cf_diff_pair *pair = &diff->steps.pairs[number];
    struct cf_diff_step *parts = &diff->step_parts[number];
    const struct cf_step *a = diff->of_old.steps[pair->old_number];
    const struct cf_step *b = diff->of_new.steps[pair->new_number];
    if (pair->moved)
        parts->moved = list_step(changes, b, CF_MOVED,
                                 say_place(changes->arena, &diff->of_old, pair->old_number),
                                 say_place(changes->arena, &diff->of_new, pair->new_number));
    if (strcmp(a->id.text, b->id.text) != 0)
        parts->renamed = list_step(changes, b, CF_RENAMED, a->id.text, b->id.text);
}

static bool compare_step(struct cf_diff_chart *diff, size_t number, struct cf_changes *changes)
{
    struct cf_diff_pair *pair = &diff->steps.pairs[number];
    struct cf_arena *arena = changes->arena;
    if (pair->new_number == CF_DIFF_NONE) {
        pair->change = list_step(changes, diff->of_old.steps[pair->old_number], CF_REMOVED,
                                 say_place(arena, &diff->of_old, pair->old_number), NULL);
        return true;
    }
    if (pair->old_number == CF_DIFF_NONE) {
        pair->change = list_step(changes, diff->of_new.steps[pair->new_number], CF_ADDED, NULL,
                                 say_place(arena, &diff->of_new, pair->new_number));
        return true;
    }
    list_pair(diff, number, changes);
    return cf_diff_step(diff, number, changes);
}

/* In the order of the slots, in which what is gone has its place, too; what moved stands where it
 * is now. */
static bool compare_steps(struct cf_diff_chart *diff, struct cf_changes *changes)
{
    if (!pair_steps(diff, changes->arena))
        return false;
    diff->step_parts = cf_arena_array(changes->arena, diff->steps.count, sizeof *diff->step_parts);
    for (size_t i = 0; i < diff->steps.count && diff->step_parts; i++)
        diff->step_parts[i] = (struct cf_diff_step){ .renamed = CF_DIFF_NONE,
                                                     .moved = CF_DIFF_NONE,
                                                     .need = CF_DIFF_NONE,
                                                     .actors = CF_DIFF_NONE,
                                                     .factor = CF_DIFF_NONE,
                                                     .on_yes = CF_DIFF_NONE,
                                                     .on_no = CF_DIFF_NONE };
    for (size_t i = 0; i < diff->steps.slot_count && diff->step_parts; i++) {
        const struct cf_diff_slot *slot = &diff->steps.slots[i];
        const struct cf_diff_pair *pair = &diff->steps.pairs[slot->pair];
        if (!slot->in_new && pair->new_number != CF_DIFF_NONE)
            continue;
        if (!compare_step(diff, slot->pair, changes))
            return false;
    }
    return diff->step_parts;
}

/* ---- the chart ---- */

/* Returns the change of its id, which `clears` of actors may name. */
static int list_chart(const struct cf_chart *a, const struct cf_chart *b,
                      struct cf_changes *changes)
{
    int renamed = CF_DIFF_NONE;
    struct cf_change change = { .of = CF_OF_CHART, .id = b->id.text, .title = b->title };
    change.before = a->id.text;
    change.after = b->id.text;
    change.kind = CF_RENAMED;
    change.matters = true;
    if (strcmp(a->id.text, b->id.text) != 0)
        renamed = cf_changes_add(changes, change);
    change.matters = false;
    change.kind = CF_CHANGED;
    change.field = "title";
    change.before = a->title;
    change.after = b->title;
    if (strcmp(a->title, b->title) != 0)
        cf_changes_add(changes, change);
    change.field = "note";
    change.before = a->note;
    change.after = b->note;
    if (!cf_diff_same_text(a->note, b->note))
        cf_changes_add(changes, change);
    return renamed;
}

bool cf_diff_chart(struct cf_diff_chart *diff, const struct cf_program *old_program,
                   const struct cf_program *new_program, struct cf_changes *changes)
{
    if (!line_up(&diff->of_old, old_program, changes->arena) ||
        !line_up(&diff->of_new, new_program, changes->arena))
        return false;
    diff->renamed = list_chart(diff->of_old.chart, diff->of_new.chart, changes);
    return compare_stages(diff, changes) && compare_steps(diff, changes) &&
           cf_diff_words(&diff->words, old_program, new_program, changes);
}
