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

/* How many bytes are ASCII, as far as it pays to look ahead. */
static size_t plain_bytes(const char *text, size_t length)
{
    enum { FAR = 256 };
    size_t end = length < FAR ? length : FAR, i = 0;
    for (uint64_t word; i + sizeof word <= end; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < end && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

/* Walks to the character, from where it stands. */
static size_t walk(struct cf_marks *marks, size_t index)
{
    const char *text = marks->source->text;
    size_t length = marks->source->length, byte = marks->byte;
    while (marks->index + 8 <= index && byte + 8 <= length) {
        marks->index += characters_in(text + byte); /* characters, begun or ended here */
        byte += 8;
    }
    while (byte < length && !begins_character(text[byte]))
        byte++;
    for (; marks->index < index && byte < length; marks->index++)
        for (byte++; byte < length && !begins_character(text[byte]);)
            byte++;
    for (; marks->index > index; marks->index--)
        for (byte--; byte && !begins_character(text[byte]);)
            byte--;
    marks->plain = plain_bytes(text + byte, length - byte);
    return byte;
}

uint32_t cf_marks_byte(struct cf_marks *marks, size_t index)
{
    size_t length = marks->source->length, ahead = index - marks->index;
    if (marks->ascii)
        return (uint32_t)(index < length ? index : length);
    if (index >= marks->index && ahead <= marks->plain) {
        marks->index = index;
        marks->plain -= ahead;
        marks->byte += ahead;
    } else {
        marks->byte = walk(marks, index);
    }
    return (uint32_t)marks->byte;
}
