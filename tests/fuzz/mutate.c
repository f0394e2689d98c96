/*
 * How libFuzzer changes inputs of documents: as it does of itself, or by whole lines, which makes
 * documents that are still YAML. AFL++ takes no notice of this.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* A piece of the input: a line, or what stands behind a ": " of it. */
struct piece {
    size_t at, length;
};

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct piece line_at(const uint8_t *data, size_t size, size_t at)
{
    struct piece piece = { at, 0 };
    while (piece.at && data[piece.at - 1] != '\n' && data[piece.at - 1] != FUZZ_SEPARATOR)
        piece.at--;
    while (piece.at + piece.length < size && data[piece.at + piece.length] != FUZZ_SEPARATOR) {
        piece.length++;
        if (data[piece.at + piece.length - 1] == '\n')
            break;
    }
    return piece;
}

/* A scalar at or behind the place: between blanks, brackets and commas. */
static struct piece word_at(const uint8_t *data, size_t size, size_t at)
{
    static const char ends[] = " \n,:{}[]\x1e";
    struct piece piece = { at, 0 };
    while (piece.at < size && memchr(ends, data[piece.at], sizeof ends - 1))
        piece.at++;
    while (piece.at && piece.at < size && !memchr(ends, data[piece.at - 1], sizeof ends - 1))
        piece.at--;
    while (piece.at + piece.length < size &&
           !memchr(ends, data[piece.at + piece.length], sizeof ends - 1))
        piece.length++;
    return piece;
}

/* Puts a copy of `from` in the place of `to`. */
static size_t replace(uint8_t *data, size_t size, size_t most, struct piece from, struct piece to)
{
    uint8_t copy[512];
    if (from.length > sizeof copy || size - to.length + from.length > most)
        return size;
    memcpy(copy, data + from.at, from.length);
    memmove(data + to.at + from.length, data + to.at + to.length, size - to.at - to.length);
    memcpy(data + to.at, copy, from.length);
    return size - to.length + from.length;
}

/* Numbers that are worth trying where a number stands. */
static const char *const figures[] = { "0",      "1",    "-1",   "10",   "0.1",         "1e308",
                                       "5e-324", "1e-9", "9999", "2005", "1.000000001", "0.3" };

static size_t change_word(uint8_t *data, size_t size, size_t most, unsigned *seed)
{
    struct piece word = word_at(data, size, next(seed) % size);
    const char *figure = figures[next(seed) % (sizeof figures / sizeof *figures)];
    size_t length = strlen(figure);
    bool number = word.length && memchr("-0123456789", data[word.at], 11);
    if (!number || next(seed) % 2 || size - word.length + length > most)
        return replace(data, size, most, word_at(data, size, next(seed) % size), word);
    memmove(data + word.at + length, data + word.at + word.length, size - word.at - word.length);
    memcpy(data + word.at, figure, length);
    return size - word.length + length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    unsigned kind = next(&seed) % 8;
    if (size < 8 || kind < 3)
        return LLVMFuzzerMutate(data, size, most);
    struct piece line = line_at(data, size, next(&seed) % size);
    struct piece other = line_at(data, size, next(&seed) % size);
    size_t changed = size;
    switch (kind) {
    case 3: changed = replace(data, size, most, other, line); break;
    case 4: changed = replace(data, size, most, other, (struct piece){ line.at, 0 }); break;
    case 5: changed = replace(data, size, most, (struct piece){ 0, 0 }, line); break;
    default: changed = change_word(data, size, most, &seed); break;
    }
    return changed;
}
