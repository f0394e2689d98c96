#include <string.h>

#include "base/diag.h"
#include "load/tree.h"

enum { FEW_KEYS = 16 }; /* up to here comparing all keys is faster than a table */

static void report_duplicate(struct cf_reading *reading, const struct cf_node *key,
                             const struct cf_node *first)
{
    cf_report(reading->diags, CF_R_YAML_DUPLICATE, cf_node_pos(reading, key),
              "key '%s' stands twice", key->text);
    cf_report_also(reading->diags, cf_node_pos(reading, first), "first given here");
    cf_report_hint(reading->diags, "delete one of the two, or rename it");
}

static bool same_key(const struct cf_node *a, const struct cf_node *b)
{
    return a->kind == CF_NODE_SCALAR && b->kind == CF_NODE_SCALAR && a->count == b->count &&
           memcmp(a->text, b->text, a->count) == 0;
}

/* One of 64 bits, mostly another one for another key. */
static uint64_t bit_of(const struct cf_node *key)
{
    if (key->kind != CF_NODE_SCALAR || !key->count)
        return 1;
    unsigned first = (unsigned char)key->text[0], last = (unsigned char)key->text[key->count - 1];
    return UINT64_C(1) << ((first * 5 + last * 3 + key->count) & 63);
}

/* Two equal keys have the same bit; few others have, so that hardly any are compared. */
static void check_few_keys(struct cf_reading *reading, const struct cf_node *mapping)
{
    uint64_t seen = 0;
    for (const struct cf_node *key = cf_node_first(mapping); key; key = key->next->next) {
        uint64_t bit = bit_of(key);
        if (!(seen & bit)) {
            seen |= bit;
            continue;
        }
        for (const struct cf_node *other = cf_node_first(mapping); other != key;
             other = other->next->next)
            if (same_key(other, key)) {
                report_duplicate(reading, key, other);
                break;
            }
    }
}

static void check_many_keys(struct cf_reading *reading, const struct cf_node *mapping)
{
    struct cf_map seen = { 0 };
    const struct cf_node **keys = cf_arena_array(&reading->scratch, mapping->count, sizeof(*keys));
    uint32_t number = 0, other;
    if (!cf_map_reserve(&seen, mapping->count))
        reading->arena->failed = true;
    for (const struct cf_node *key = cf_node_first(mapping); key && keys && !reading->arena->failed;
         key = key->next->next) {
        keys[number] = key;
        if (key->kind == CF_NODE_SCALAR) {
            cf_map_add(&seen, key->text, key->count, number, &other);
            if (other != CF_MAP_NONE)
                report_duplicate(reading, key, keys[other]);
        }
        number++;
    }
    cf_map_release(&seen);
}

void cf_check_duplicates(struct cf_reading *reading, const struct cf_node *mapping)
{
    if (mapping->count <= FEW_KEYS)
        check_few_keys(reading, mapping);
    else
        check_many_keys(reading, mapping);
}
