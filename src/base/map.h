/*
 * A table from text to a small number, for names that are looked up often. Texts are borrowed.
 * The order of a table is never seen from outside.
 *
 * It is a tree over the bits of a hash and, behind those, of the text itself: no choice of texts,
 * not even of texts with equal hashes, makes it slow.
 */
#ifndef CF_BASE_MAP_H
#define CF_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cf_map_node {
    const char *key;
    uint32_t length, hash;
    uint32_t value;
    uint32_t children[4]; /* by the next two bits; 0: none, since the root is nobody's child */
};

struct cf_map {
    struct cf_map_node *nodes; /* the first one is the root */
    size_t capacity;
    size_t count;
};

#define CF_MAP_NONE UINT32_MAX

/* The number stored under the key of `length` bytes, or CF_MAP_NONE. */
uint32_t cf_map_get(const struct cf_map *map, const char *key, size_t length);

/*
 * Stores a number (not CF_MAP_NONE) under a new key. When the key is there already, the table stays
 * as it is and *existing, which may be NULL, receives the number under it; else CF_MAP_NONE.
 * Returns false when memory fails.
 */
bool cf_map_add(struct cf_map *map, const char *key, size_t length, uint32_t value,
                uint32_t *existing);

/* Makes room for so many keys at once, which takes less memory than growing. False when memory
 * fails. */
bool cf_map_reserve(struct cf_map *map, size_t count);

void cf_map_release(struct cf_map *map);

#endif
