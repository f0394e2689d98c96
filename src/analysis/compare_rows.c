#include "analysis/compare_parts.h"

#include <string.h>

/* A step while the rows are collected, in a list of its stage's. */
struct row {
    const struct cf_step *step;
    int *numbers;
    struct row *next;
};

struct stage {
    const struct cf_stage *stage;
    int *numbers;
    struct row *rows;
    size_t row_count;
    struct stage *next;
};

struct collection {
    struct cf_arena *arena;
    size_t columns;
    struct stage *stages;
    size_t stage_count;
};

static int *new_numbers(struct collection *all)
{
    int *numbers = cf_arena_array(all->arena, all->columns, sizeof *numbers);
    for (size_t i = 0; numbers && i < all->columns; i++)
        numbers[i] = CF_NO_STEP;
    return numbers;
}

static bool same_names(const struct cf_text *id, const char *title, const struct cf_text *other_id,
                       const char *other_title)
{
    return strcmp(id->text, other_id->text) == 0 && strcmp(title, other_title) == 0;
}

static bool same_texts(const struct cf_text_list *a, const struct cf_text_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i].text, b->items[i].text) != 0)
            return false;
    return true;
}

static bool same_unit(const struct cf_text *a, const struct cf_text *b)
{
    return a->text == b->text || (a->text && b->text && strcmp(a->text, b->text) == 0);
}

static bool same_criterion(const struct cf_criterion *a, const struct cf_criterion *b)
{
    return strcmp(a->index.text, b->index.text) == 0 && a->test == b->test &&
           a->tolerance == b->tolerance && same_unit(&a->unit, &b->unit) &&
           same_texts(&a->bounds, &b->bounds);
}

/* Charts may call different questions by the same name: then each has a row of its own. */
static bool same_step(const struct cf_step *a, const struct cf_step *b)
{
    if (a == b)
        return true;
    if (!same_names(&a->id, a->title, &b->id, b->title) || a->need != b->need ||
        a->criterion_count != b->criterion_count)
        return false;
    for (size_t i = 0; i < a->criterion_count; i++)
        if (!same_criterion(&a->criteria[i], &b->criteria[i]))
            return false;
    return true;
}

/* The stage of that name, else a new one behind `after` (NULL: behind all). */
static struct stage *take_stage(struct collection *all, const struct cf_stage *stage,
                                struct stage *after)
{
    for (struct stage *old = all->stages; old; old = old->next)
        if (old->stage == stage ||
            same_names(&old->stage->id, old->stage->title, &stage->id, stage->title))
            return old;
    struct stage *made = cf_arena_alloc(all->arena, sizeof *made);
    int *numbers = new_numbers(all);
    if (!made || !numbers)
        return NULL;
    struct stage **link = after ? &after->next : &all->stages;
    while (!after && *link)
        link = &(*link)->next;
    *made = (struct stage){ .stage = stage, .numbers = numbers, .next = *link };
    *link = made;
    all->stage_count++;
    return made;
}

static struct row *take_row(struct collection *all, struct stage *stage, const struct cf_step *step,
                            struct row *after)
{
    for (struct row *old = stage->rows; old; old = old->next)
        if (same_step(old->step, step))
            return old;
    struct row *made = cf_arena_alloc(all->arena, sizeof *made);
    int *numbers = new_numbers(all);
    if (!made || !numbers)
        return NULL;
    struct row **link = after ? &after->next : &stage->rows;
    while (!after && *link)
        link = &(*link)->next;
    *made = (struct row){ .step = step, .numbers = numbers, .next = *link };
    *link = made;
    stage->row_count++;
    return made;
}

/* Takes in the chart of a column; its new steps stand behind those that come before them in it. */
static bool take_column(struct collection *all, const struct cf_evaluation *evaluation,
                        size_t column)
{
    struct stage *stage = NULL;
    for (size_t i = 0; i < evaluation->chart->stage_count; i++) {
        const struct cf_stage_result *result = &evaluation->stages[i];
        struct row *row = NULL;
        stage = take_stage(all, result->stage, stage);
        if (!stage)
            return false;
        stage->numbers[column] = (int)i;
        for (size_t j = 0; j < result->stage->step_count; j++) {
            size_t number = result->first_step + j;
            row = take_row(all, stage, evaluation->steps[number].step, row);
            if (!row)
                return false;
            row->numbers[column] = (int)number;
        }
    }
    return true;
}

static bool fill_stage(struct collection *all, struct cf_compare_stage *out,
                       const struct stage *stage)
{
    size_t count = 0;
    struct cf_compare_row *rows = cf_arena_array(all->arena, stage->row_count, sizeof *rows);
    for (const struct row *row = stage->rows; row && rows; row = row->next)
        rows[count++] = (struct cf_compare_row){ row->step, row->numbers };
    *out = (struct cf_compare_stage){ stage->stage, stage->numbers, rows, count };
    return rows;
}

void cf_compare_rows(struct cf_arena *arena, struct cf_compare_table *table)
{
    struct collection all = { .arena = arena, .columns = table->column_count };
    for (size_t i = 0; i < table->column_count; i++)
        if (!take_column(&all, table->columns[i].evaluation, i))
            return;
    struct cf_compare_stage *stages = cf_arena_array(arena, all.stage_count, sizeof *stages);
    if (!stages)
        return;
    table->stages = stages;
    for (const struct stage *stage = all.stages; stage; stage = stage->next)
        if (!fill_stage(&all, &stages[table->stage_count++], stage))
            return;
}
