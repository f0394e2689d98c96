/* Flips one by one, nearest first. */
#include <stdlib.h>

#include "analysis/stress_flip.h"

/* Of a category each member with another outcome. */
static size_t add_members(const struct cf_flips *flips, const struct cf_lever *lever,
                          struct cf_flip_line *lines)
{
    size_t count = 0;
    for (size_t i = 0; i < lever->member_count; i++)
        if (!cf_same_outcome(lever->members[i], flips->now))
            lines[count++] = (struct cf_flip_line){ lever,
                                                    { true, (double)i, true, 1, lever->members[i] },
                                                    false };
    return count;
}

static size_t add_lines(const struct cf_flips *flips, const struct cf_program *program,
                        const struct cf_lever *lever, struct cf_flip_line *lines)
{
    size_t count = 0;
    if (cf_program_index(program, lever->index)->type == CF_CATEGORY)
        return add_members(flips, lever, lines);
    if (lever->lower.found)
        lines[count++] = (struct cf_flip_line){ lever, lever->lower, false };
    if (lever->higher.found)
        lines[count++] = (struct cf_flip_line){ lever, lever->higher, true };
    return count;
}

/* Nearest first; of one lever the lower side first. */
static int compare(const void *left, const void *right)
{
    const struct cf_flip_line *a = left, *b = right;
    if (a->flip.share != b->flip.share)
        return a->flip.share < b->flip.share ? -1 : 1;
    if (a->lever != b->lever)
        return (a->lever > b->lever) - (a->lever < b->lever);
    return (a->flip.at > b->flip.at) - (a->flip.at < b->flip.at);
}

bool cf_list_flips(struct cf_flips *flips, const struct cf_program *program, struct cf_arena *arena)
{
    size_t most = 0;
    for (size_t i = 0; i < flips->flipping; i++)
        most += 2 + flips->levers[i].member_count;
    struct cf_flip_line *lines = cf_arena_array(arena, most, sizeof *lines);
    if (!lines)
        return false;
    for (size_t i = 0; i < flips->flipping; i++)
        flips->line_count +=
            add_lines(flips, program, &flips->levers[i], lines + flips->line_count);
    if (flips->line_count)
        qsort(lines, flips->line_count, sizeof *lines, compare);
    flips->lines = lines;
    return true;
}
