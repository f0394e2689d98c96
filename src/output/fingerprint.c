#include "output/fingerprint.h"

#include <stdlib.h>

#include "output/uri.h"

/* FNV-1a, 64 bits. */
static uint64_t add_byte(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * UINT64_C(0x100000001b3);
}

/* A text and its end, so that parts cannot run into one another. */
static uint64_t add_text(uint64_t hash, const char *text, bool blanks)
{
    for (; text && *text; text++)
        if (blanks || (*text != ' ' && *text != '\t' && *text != '\r'))
            hash = add_byte(hash, *text);
    return add_byte(hash, '\0');
}

static uint64_t hash_of(const struct cf_diag *diag)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = add_text(hash, diag->rule->id, true);
    hash = add_text(hash, diag->file ? cf_path_without_dot(diag->file) : NULL, true);
    return add_text(hash, diag->excerpt, false);
}

struct entry {
    uint64_t hash;
    size_t message;
};

static int compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->message > b->message) - (a->message < b->message);
}

/* Sorted by hash, equal ones stand side by side. */
static void number(struct cf_fingerprint *prints, struct entry *entries, size_t count)
{
    uint32_t same = 0;
    qsort(entries, count, sizeof *entries, compare);
    for (size_t i = 0; i < count; i++) {
        same = i && entries[i].hash == entries[i - 1].hash ? same + 1 : 1;
        prints[entries[i].message] = (struct cf_fingerprint){ entries[i].hash, same };
    }
}

const struct cf_fingerprint *cf_fingerprints(struct cf_arena *arena,
                                             const struct cf_findings *findings)
{
    size_t count = cf_diags_count(findings->diags);
    struct cf_fingerprint *prints = cf_arena_array(arena, count + 1, sizeof *prints);
    struct entry *entries = cf_arena_array(arena, count + 1, sizeof *entries);
    if (!prints || !entries)
        return NULL;
    for (size_t i = 0; i < count; i++)
        entries[i] = (struct entry){ hash_of(cf_diags_get(findings->diags, i)), i };
    number(prints, entries, count);
    return prints;
}
