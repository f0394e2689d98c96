#include "load/marks.h"

#include <string.h>

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* How many of eight bytes begin a character. */
static size_t characters_in(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t inside = word >> 7 & ~(word >> 6) & UINT64_C(0x0101010101010101); /* 10xxxxxx */
    return sizeof word - (inside * UINT64_C(0x0101010101010101) >> 56);
}

uint32_t cf_marks_byte(struct cf_marks *marks, size_t index)
{
    const char *text = marks->source->text;
    size_t length = marks->source->length, byte = marks->byte;
    if (marks->ascii)
        return (uint32_t)(index < length ? index : length);
    while (marks->index + 8 <= index && byte + 8 <= length) {
        marks->index += characters_in(text + byte); /* characters, begun or ended here */
        byte += 8;
    }
    while (byte < length && !begins_character(text[byte]))
        byte++;
    for (; marks->index < index && byte < length; marks->index++)
        for (byte++; byte < length && !begins_character(text[byte]);)
            byte++;
    for (; marks->index > index && byte; marks->index--)
        for (byte--; byte && !begins_character(text[byte]);)
            byte--;
    marks->byte = byte;
    return (uint32_t)byte;
}
