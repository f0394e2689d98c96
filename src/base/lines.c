#include "base/lines.h"

#include <stdlib.h>

enum { BLOCK = 1024 };

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t count_lines(const struct cf_source *source)
{
    size_t count = 1;
    for (size_t i = 0; i < source->length; i++)
        count += source->text[i] == '\n';
    return count;
}

bool cf_lines_find(struct cf_lines *lines, const struct cf_source *source)
{
    uint32_t *starts = malloc(count_lines(source) * sizeof *starts);
    uint32_t *before = malloc((source->length / BLOCK + 1) * sizeof *before);
    if (!starts || !before) {
        free(starts);
        free(before);
        return false;
    }
    *lines = (struct cf_lines){ source, starts, 1, before };
    starts[0] = before[0] = 0;
    uint32_t characters = 0;
    for (size_t i = 0; i < source->length; i++) {
        if (i % BLOCK == 0)
            before[i / BLOCK] = characters;
        characters += begins_character(source->text[i]);
        if (source->text[i] == '\n')
            starts[lines->count++] = (uint32_t)i + 1;
    }
    if (source->length % BLOCK == 0)
        before[source->length / BLOCK] = characters;
    return true;
}

void cf_lines_release(struct cf_lines *lines)
{
    free(lines->starts);
    free(lines->before);
    *lines = (struct cf_lines){ 0 };
}

size_t cf_lines_number(const struct cf_lines *lines, uint32_t offset)
{
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t cf_lines_length(const struct cf_lines *lines, size_t number)
{
    const char *text = lines->source->text;
    size_t start = lines->starts[number], end = lines->source->length;
    if (number + 1 < lines->count)
        end = lines->starts[number + 1] - 1;
    if (end > start && text[end - 1] == '\r')
        end--;
    return end - start;
}

static unsigned characters_before(const struct cf_lines *lines, size_t offset)
{
    unsigned count = lines->before[offset / BLOCK];
    for (size_t i = offset - offset % BLOCK; i < offset; i++)
        count += begins_character(lines->source->text[i]);
    return count;
}

unsigned cf_lines_characters(const struct cf_lines *lines, size_t from, size_t to)
{
    return characters_before(lines, to) - characters_before(lines, from);
}
