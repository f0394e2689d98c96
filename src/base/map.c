#include "base/map.h"

#include <stdlib.h>
#include <string.h>

enum { HASH_STEPS = 16 }; /* a hash has 32 bits, a step looks at two */

/* Each bit depends on those below it and on those far above it. */
static uint64_t mixed(uint64_t hash)
{
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint32_t hash_of(const char *key, size_t length)
{
    uint64_t hash = length, word = 0;
    for (; length > sizeof word; key += sizeof word, length -= sizeof word) {
        memcpy(&word, key, sizeof word);
        hash = mixed(hash ^ word);
    }
    for (word = 0; length; length--)
        word = word << 8 | (unsigned char)key[length - 1];
    hash = mixed(hash ^ word);
    return (uint32_t)mixed(hash);
}

/* The two bits that choose the child at a step: first of the hash, then of the text, then 0. */
static unsigned bits_at(const char *key, size_t length, uint32_t hash, size_t step)
{
    if (step < HASH_STEPS)
        return hash >> 2 * step & 3;
    size_t byte = (step - HASH_STEPS) / 4;
    return byte < length ? (unsigned char)key[byte] >> 2 * ((step - HASH_STEPS) % 4) & 3u : 0;
}

/* The node of the key; NULL: there is none, and *link (NULL: the root) is where it would hang. */
static struct cf_map_node *find(const struct cf_map *map, const char *key, size_t length,
                                uint32_t hash, uint32_t **link)
{
    struct cf_map_node *node = map->count ? map->nodes : NULL;
    *link = NULL;
    for (size_t step = 0; node; step++) {
        if (node->hash == hash && node->length == length && memcmp(node->key, key, length) == 0)
            return node;
        *link = &node->children[bits_at(key, length, hash, step)];
        node = **link ? &map->nodes[**link] : NULL;
    }
    return NULL;
}

uint32_t cf_map_get(const struct cf_map *map, const char *key, size_t length)
{
    uint32_t *link;
    const struct cf_map_node *node = find(map, key, length, hash_of(key, length), &link);
    return node ? node->value : CF_MAP_NONE;
}

bool cf_map_reserve(struct cf_map *map, size_t count)
{
    if (count <= map->capacity)
        return true;
    struct cf_map_node *nodes = realloc(map->nodes, count * sizeof *nodes);
    if (!nodes)
        return false;
    map->nodes = nodes;
    map->capacity = count;
    return true;
}

static bool make_room(struct cf_map *map)
{
    enum { FIRST = 16 };
    return map->count < map->capacity ||
           cf_map_reserve(map, map->capacity ? map->capacity * 2 : FIRST);
}

bool cf_map_add(struct cf_map *map, const char *key, size_t length, uint32_t value,
                uint32_t *existing)
{
    uint32_t hash = hash_of(key, length), *link;
    if (existing)
        *existing = CF_MAP_NONE;
    if (!make_room(map))
        return false;
    const struct cf_map_node *node = find(map, key, length, hash, &link);
    if (node) {
        if (existing)
            *existing = node->value;
        return true;
    }
    if (link)
        *link = (uint32_t)map->count;
    map->nodes[map->count++] = (struct cf_map_node){ key, (uint32_t)length, hash, value, { 0 } };
    return true;
}

void cf_map_release(struct cf_map *map)
{
    free(map->nodes);
    *map = (struct cf_map){ 0 };
}
