#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "model/unit.h"

struct cf_units {
    struct cf_arena arena; /* the names */
    struct cf_map names;   /* to the place in items */
    struct cf_unit *items;
    size_t count, capacity;
    size_t base_count; /* base units among the items */
};

struct cf_units *cf_units_new(void)
{
    return calloc(1, sizeof(struct cf_units));
}

void cf_units_free(struct cf_units *units)
{
    if (!units)
        return;
    cf_arena_clear(&units->arena);
    cf_map_release(&units->names);
    free(units->items);
    free(units);
}

const struct cf_unit *cf_units_find(const struct cf_units *units, const char *name, size_t length)
{
    uint32_t i = cf_map_get(&units->names, name, length);
    return i == CF_MAP_NONE ? NULL : &units->items[i];
}

bool cf_unit_is_per(const char *word, size_t length)
{
    return length == 3 && memcmp(word, "per", 3) == 0;
}

enum cf_status cf_unit_fail(struct cf_unit_fault *fault, const char *reason, size_t at,
                            size_t length)
{
    *fault = (struct cf_unit_fault){ reason, at, length, false };
    return CF_INVALID;
}

/* ---- names ---- */

/* Letters, digits and _; what is not ASCII counts as a letter. */
static bool is_id_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static enum cf_status check_id(const char *id, struct cf_unit_fault *fault)
{
    for (size_t i = 0; id[i]; i++) {
        if (!is_id_character(id[i]))
            return cf_unit_fail(fault, "a unit's id has letters, digits and _ only", i, 1);
    }
    return CF_OK;
}

/* Whether a text can be a new name. */
static enum cf_status check_name(const struct cf_units *units, const char *name,
                                 struct cf_unit_fault *fault)
{
    size_t length = strlen(name), end = strcspn(name, CF_UNIT_BLANKS CF_UNIT_OPERATORS);
    if (!length)
        return cf_unit_fail(fault, "a name cannot be empty", 0, 0);
    if (strchr("0123456789+-.", name[0]))
        return cf_unit_fail(fault, "a name cannot begin with a digit, a sign or a point", 0, 1);
    if (end < length)
        return cf_unit_fail(fault, "a name cannot contain blanks, *, / or ^", end, 1);
    if (cf_unit_is_per(name, length))
        return cf_unit_fail(fault, "the word for a division cannot be a name", 0, length);
    if (cf_units_find(units, name, length))
        return cf_unit_fail(fault, "the name is taken already", 0, length);
    return CF_OK;
}

/* ---- definitions ---- */

static bool make_room(struct cf_units *units)
{
    if (units->count < units->capacity)
        return true;
    size_t capacity = units->capacity ? units->capacity * 2 : 32;
    struct cf_unit *items = realloc(units->items, capacity * sizeof *items);
    if (!items)
        return false;
    units->items = items;
    units->capacity = capacity;
    return true;
}

static enum cf_status new_base(const struct cf_units *units, struct cf_unit *unit,
                               struct cf_unit_fault *fault)
{
    if (units->base_count > UINT16_MAX)
        return cf_unit_fail(fault, "more than 65536 base units", 0, 0);
    *unit = cf_unit_one();
    unit->dims = 1;
    unit->base[0] = (uint16_t)units->base_count;
    unit->power[0] = 1;
    return CF_OK;
}

/* Lets a name that was checked stand for the unit at that place. */
static enum cf_status add_name(struct cf_units *units, const char *name, size_t place)
{
    size_t length = strlen(name);
    const char *copy = cf_arena_copy(&units->arena, name, length);
    return copy && cf_map_add(&units->names, copy, length, (uint32_t)place, NULL) ? CF_OK
                                                                                  : CF_NO_MEMORY;
}

static enum cf_status add_unit(struct cf_units *units, const char *id, const char *equals,
                               struct cf_unit_fault *fault)
{
    struct cf_unit unit;
    enum cf_status status =
        equals ? cf_units_parse(units, equals, &unit, fault) : new_base(units, &unit, fault);
    if (status)
        return status;
    if (!make_room(units))
        return CF_NO_MEMORY;
    units->items[units->count] = unit; /* which only the name makes count */
    status = add_name(units, id, units->count);
    if (status)
        return status;
    units->count++;
    units->base_count += !equals;
    return CF_OK;
}

enum cf_status cf_units_define(struct cf_units *units, const char *id, const char *equals,
                               const char *const *also, size_t also_count,
                               struct cf_unit_fault *fault, const char **taken)
{
    const char *name = id; /* the one at fault */
    enum cf_status status = check_name(units, id, fault);
    if (!status)
        status = check_id(id, fault);
    if (!status) {
        name = NULL;
        status = add_unit(units, id, equals, fault);
    }
    for (size_t i = 0; !status && i < also_count; i++) {
        name = also[i];
        status = check_name(units, name, fault);
        if (!status)
            status = add_name(units, name, units->count - 1);
    }
    if (taken)
        *taken = status == CF_INVALID ? name : NULL;
    return status;
}
