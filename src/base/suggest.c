#include "base/suggest.h"

#include <string.h>

enum { LONGEST = 64, MOST = 3 /* edits that still make a suggestion */ };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char fold(char c)
{
    return c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Three rows of the table of edits between all beginnings of a and of b. */
struct rows {
    unsigned char before[LONGEST + 2], last[LONGEST + 2], row[LONGEST + 2];
};

/* Fills row i in its columns from `low` to `high`; returns the smallest of them. */
static size_t fill_row(struct rows *rows, const char *a, const char *b, size_t i, size_t low,
                       size_t high)
{
    size_t least = MOST + 1;
    rows->row[low - 1] = low == 1 ? (unsigned char)i : MOST + 1;
    for (size_t j = low; j <= high; j++) {
        char x = fold(a[i - 1]), y = fold(b[j - 1]);
        size_t edits = smaller(smaller(rows->row[j - 1], rows->last[j]) + 1,
                               (size_t)rows->last[j - 1] + (x != y));
        if (i > 1 && j > 1 && x == fold(b[j - 2]) && y == fold(a[i - 2]))
            edits = smaller(edits, rows->before[j - 2] + (size_t)1);
        rows->row[j] = (unsigned char)edits;
        least = smaller(least, edits);
    }
    rows->row[high + 1] = MOST + 1; /* the next row looks one column further */
    return least;
}

/*
 * Insertions, deletions, replacements and swaps of neighbours; case, - and _ do not count. More
 * than MOST is told as MOST + 1, so only cells that near to the diagonal are filled.
 */
static size_t edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    struct rows rows = { .row = { 0 } };
    size_t least = 0;
    for (size_t j = 0; j <= b_length; j++)
        rows.last[j] = (unsigned char)j;
    rows.last[b_length + 1] = MOST + 1;
    for (size_t i = 1; i <= a_length; i++) {
        size_t low = i > MOST ? i - MOST : 1, high = smaller(i + MOST, b_length);
        size_t least_before = least;
        least = fill_row(&rows, a, b, i, low, high);
        if (smaller(least, least_before) > MOST)
            return MOST + 1;
        memcpy(rows.before, rows.last, sizeof rows.last);
        memcpy(rows.last, rows.row, sizeof rows.row);
    }
    return smaller(rows.last[b_length], MOST + 1);
}

static void list(struct cf_suggestion *suggestion, const char *candidate)
{
    size_t length = strlen(candidate), room = sizeof suggestion->all - suggestion->all_length;
    char *end = suggestion->all + suggestion->all_length;
    if (length + 3 > room)
        return;
    if (suggestion->all_length) {
        memcpy(end, ", ", 2);
        end += 2;
    }
    memcpy(end, candidate, length);
    end[length] = '\0';
    suggestion->all_length = (size_t)(end - suggestion->all) + length;
}

void cf_suggest(struct cf_suggestion *suggestion, const char *candidate)
{
    if (suggestion->guesses && !*suggestion->guesses)
        return;
    if (suggestion->guesses)
        --*suggestion->guesses;
    list(suggestion, candidate);
    size_t length = strlen(suggestion->text), other = strlen(candidate);
    size_t allowed = length < 3 ? 1 : length < 8 ? 2 : MOST;
    if (length > LONGEST || other > LONGEST || length > other + allowed || other > length + allowed)
        return;
    size_t distance = edits(suggestion->text, length, candidate, other);
    if (distance > allowed || distance >= smaller(length, other) ||
        (suggestion->best && distance >= suggestion->distance))
        return;
    suggestion->best = candidate;
    suggestion->distance = distance;
}

const char *cf_nearest(const char *text, const char *const *words, size_t count)
{
    struct cf_suggestion suggestion = { .text = text };
    for (size_t i = 0; i < count; i++)
        cf_suggest(&suggestion, words[i]);
    return suggestion.best;
}

void cf_report_meant(struct cf_diags *diags, const struct cf_suggestion *suggestion,
                     const char *otherwise)
{
    if (suggestion->best)
        cf_report_hint(diags, "did you mean '%s'?", suggestion->best);
    else if (otherwise)
        cf_report_hint(diags, "%s", otherwise);
    else
        cf_report_hint(diags, "write one of %s", suggestion->all);
}
