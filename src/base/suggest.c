#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char fold(char c)
{
    return c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Insertions, deletions, replacements and swaps of neighbours; case, - and _ do not count. */
static size_t edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t before[LONGEST + 1], last[LONGEST + 1], row[LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = fold(a[i - 1]), y = fold(b[j - 1]);
            row[j] = smaller(smaller(row[j - 1], last[j]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == fold(b[j - 2]) && y == fold(a[i - 2]))
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
        memcpy(before, last, sizeof last);
        memcpy(last, row, sizeof row);
    }
    return last[b_length];
}

static void list(struct cf_suggestion *suggestion, const char *candidate)
{
    size_t length = strlen(suggestion->all), room = sizeof suggestion->all - length;
    if (strlen(candidate) + 3 <= room) {
        const char *comma = length ? ", " : "";
        snprintf(suggestion->all + length, room, "%s%s", comma, candidate);
    }
}

void cf_suggest(struct cf_suggestion *suggestion, const char *candidate)
{
    list(suggestion, candidate);
    size_t length = strlen(suggestion->text), other = strlen(candidate);
    size_t allowed = length < 3 ? 1 : length < 8 ? 2 : 3;
    if (length > LONGEST || other > LONGEST || length > other + allowed || other > length + allowed)
        return;
    size_t distance = edits(suggestion->text, length, candidate, other);
    if (distance > allowed || distance >= smaller(length, other) ||
        (suggestion->best && distance >= suggestion->distance))
        return;
    suggestion->best = candidate;
    suggestion->distance = distance;
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
