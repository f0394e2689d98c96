#include "load/record.h"

#include <string.h>

#include "base/map.h"
#include "base/suggest.h"

/* ---- records ---- */

/* Looks from field `from` on and then from the first: keys mostly come in the table's order, and
 * the first letter tells most of them apart. */
static const struct cf_field *find_field(const struct cf_node *key, const struct cf_field *fields,
                                         size_t count, size_t from)
{
    for (size_t i = 0, at = from; i < count; i++, at++) {
        const struct cf_field *field = &fields[at < count ? at : at - count];
        if (field->name[0] == key->text[0] && strcmp(field->name, key->text) == 0)
            return field;
    }
    return NULL;
}

/* A value's part that YAML took for a key: {value:29} and {value: 17,000}. */
static bool report_broken_value(struct cf_reading *reading, const struct cf_node *key)
{
    const char *colon = strchr(key->text, ':');
    if (colon && key->plain && colon != key->text) {
        cf_report_hint(reading->diags, "write a blank behind the colon: '%.*s: %s'",
                       (int)(colon - key->text), key->text, colon + 1);
        return true;
    }
    if (key->plain && strspn(key->text, "0123456789.") == key->count) {
        cf_report_hint(reading->diags, "write the number before it without thousands separators");
        return true;
    }
    return false;
}

static void report_unknown_key(struct cf_reading *reading, const struct cf_node *key,
                               const char *what, const struct cf_field *fields, size_t count)
{
    struct cf_suggestion suggestion = { .text = key->text,
                                        .guesses = cf_diags_guesses(reading->diags) };
    for (size_t i = 0; i < count; i++)
        cf_suggest(&suggestion, fields[i].name);
    cf_report(reading->diags, CF_R_FORMAT_UNKNOWN_KEY, cf_node_pos(reading, key),
              "a %s has no '%s'", what, key->text);
    if (report_broken_value(reading, key))
        return;
    cf_report_meant(reading->diags, &suggestion, "delete it; words for people go into 'note'");
}

static void report_missing(struct cf_reading *reading, const struct cf_node *node, const char *what,
                           const struct cf_field *fields, size_t count, uint64_t given)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !(given >> i & 1)) {
            cf_report(reading->diags, CF_R_FORMAT_MISSING_KEY, cf_node_pos(reading, node),
                      "this %s has no '%s'", what, fields[i].name);
            cf_report_hint(reading->diags, "add '%s: '", fields[i].name);
        }
}

uint64_t cf_read_record(struct cf_reading *reading, const struct cf_node *node, const char *what,
                        const struct cf_field *fields, size_t count, void *record)
{
    uint64_t given = 0;
    size_t next = 0;
    if (node->kind == CF_NODE_FAULTY)
        return 0;
    if (node->kind != CF_NODE_MAPPING) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node),
                  "a %s is a mapping of keys to values", what);
        cf_report_hint(reading->diags, "write 'key: value' on lines of their own");
        return 0;
    }
    for (const struct cf_node *key = node->first; key; key = key->next->next) {
        if (key->kind != CF_NODE_SCALAR || !key->count)
            continue;
        const struct cf_field *field = find_field(key, fields, count, next);
        if (!field) {
            report_unknown_key(reading, key, what, fields, count);
            continue;
        }
        next = (size_t)(field - fields) + 1;
        if (!(given >> (field - fields) & 1)) { /* else a duplicate, reported already */
            given |= UINT64_C(1) << (field - fields);
            field->read(reading, key->next, field, record);
        }
    }
    if (!reading->truncated)
        report_missing(reading, node, what, fields, count, given);
    return given;
}

const struct cf_node *cf_node_get(const struct cf_node *mapping, const char *key)
{
    if (mapping->kind == CF_NODE_MAPPING)
        for (const struct cf_node *k = mapping->first; k; k = k->next->next)
            if (k->kind == CF_NODE_SCALAR && k->text[0] == key[0] && strcmp(k->text, key) == 0)
                return k->next;
    return NULL;
}

/* ---- collections ---- */

static bool is_collection(struct cf_reading *reading, const struct cf_node *node,
                          enum cf_node_kind kind)
{
    if (node->kind == kind)
        return true;
    if (node->kind != CF_NODE_FAULTY) {
        bool list = kind == CF_NODE_SEQUENCE;
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node), "not a %s",
                  list ? "list" : "mapping");
        cf_report_hint(reading->diags,
                       list ? "begin each item with '- '" : "write 'id: ...' for each item");
    }
    return false;
}

void *cf_read_list(struct cf_reading *reading, const struct cf_node *node, size_t size,
                   cf_item_reader *read, size_t *count)
{
    *count = 0;
    if (!is_collection(reading, node, CF_NODE_SEQUENCE))
        return NULL;
    char *records = cf_arena_array(reading->arena, node->count, size);
    if (!records)
        return NULL;
    for (const struct cf_node *item = node->first; item; item = item->next)
        read(reading, NULL, item, records + size * (*count)++);
    return records;
}

void *cf_read_mapping(struct cf_reading *reading, const struct cf_node *node, size_t size,
                      cf_item_reader *read, size_t *count)
{
    *count = 0;
    if (!is_collection(reading, node, CF_NODE_MAPPING))
        return NULL;
    char *records = cf_arena_array(reading->arena, node->count, size);
    if (!records)
        return NULL;
    for (const struct cf_node *key = node->first; key; key = key->next->next)
        if (key->kind == CF_NODE_SCALAR && key->count)
            read(reading, key, key->next, records + size * (*count)++);
    return records;
}

void cf_check_unique(struct cf_reading *reading, const void *records, size_t count, size_t size,
                     size_t id_at, const char *what)
{
    struct cf_map seen = { 0 };
    uint32_t other;
    for (size_t i = 0; i < count; i++) {
        const struct cf_text *id =
            (const struct cf_text *)((const char *)records + i * size + id_at);
        if (!id->text)
            continue;
        if (!cf_map_add(&seen, id->text, strlen(id->text), (uint32_t)i, &other)) {
            reading->arena->failed = true;
            break;
        }
        if (other == CF_MAP_NONE)
            continue;
        const struct cf_text *first =
            (const struct cf_text *)((const char *)records + other * size + id_at);
        cf_report(reading->diags, CF_R_FORMAT_DUPLICATE_ID, id->pos, "%s '%s' stands twice", what,
                  id->text);
        cf_report_also(reading->diags, first->pos, "first given here");
        cf_report_hint(reading->diags, "rename one of the two");
    }
    cf_map_release(&seen);
}

const char *cf_title_of_id(struct cf_reading *reading, const char *id)
{
    char *title = id ? cf_arena_copy(reading->arena, id, strlen(id)) : NULL;
    for (char *c = title; c && *c; c++)
        if (*c == '_' || *c == '-')
            *c = ' ';
    return title;
}
