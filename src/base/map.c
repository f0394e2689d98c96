#include "base/map.h"

#include <stdlib.h>
#include <string.h>

static uint32_t hash_of(const char *key, size_t length)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The slot of the key, or the free slot where it would stand. The table has a free slot. */
static struct cf_map_slot *find(const struct cf_map *map, const char *key, size_t length,
                                uint32_t hash)
{
    size_t mask = map->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct cf_map_slot *slot = &map->slots[i];
        if (!slot->key ||
            (slot->hash == hash && slot->length == length && memcmp(slot->key, key, length) == 0))
            return slot;
    }
}

uint32_t cf_map_get(const struct cf_map *map, const char *key, size_t length)
{
    if (!map->count)
        return CF_MAP_NONE;
    const struct cf_map_slot *slot = find(map, key, length, hash_of(key, length));
    return slot->key ? slot->value : CF_MAP_NONE;
}

static bool grow(struct cf_map *map)
{
    struct cf_map bigger = { .capacity = map->capacity ? map->capacity * 2 : 16 };
    bigger.slots = calloc(bigger.capacity, sizeof *bigger.slots);
    if (!bigger.slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        const struct cf_map_slot *slot = &map->slots[i];
        if (slot->key)
            *find(&bigger, slot->key, slot->length, slot->hash) = *slot;
    }
    bigger.count = map->count;
    free(map->slots);
    *map = bigger;
    return true;
}

bool cf_map_add(struct cf_map *map, const char *key, size_t length, uint32_t value,
                uint32_t *existing)
{
    if (existing)
        *existing = CF_MAP_NONE;
    if (map->count * 4 >= map->capacity * 3 && !grow(map)) /* at most three quarters full */
        return false;
    uint32_t hash = hash_of(key, length);
    struct cf_map_slot *slot = find(map, key, length, hash);
    if (slot->key) {
        if (existing)
            *existing = slot->value;
        return true;
    }
    *slot = (struct cf_map_slot){ key, (uint32_t)length, hash, value };
    map->count++;
    return true;
}

void cf_map_release(struct cf_map *map)
{
    free(map->slots);
    *map = (struct cf_map){ 0 };
}
