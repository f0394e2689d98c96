#include "load/record.h"

#include <string.h>

#include "base/map.h"
#include "base/suggest.h"

/* ---- records ---- */

/* Looks from field `from` on and then from the first: keys mostly come in the table's order, and
 * the first letter tells most of them apart. */
static const struct cf_field *find_field(const struct cf_node *key, const struct cf_table *table,
                                         size_t from)
{
    size_t count = table->count;
    for (size_t i = 0, at = from; i < count; i++, at++) {
        const struct cf_field *field = &table->fields[at < count ? at : at - count];
        if (field->name[0] == key->text[0] && strcmp(field->name, key->text) == 0)
            return field;
    }
    return NULL;
}

/* "an index", "a step", "a unit". */
static const char *article(const char *what)
{
    return strchr("aeio", what[0]) ? "an" : "a";
}

/* In braces, what stands behind a ',' of a text or number is read as a key without a value. */
static bool is_remnant(const struct cf_node *mapping, const struct cf_node *key)
{
    const struct cf_node *value = key->next;
    return mapping->flow && key->plain && value->kind == CF_NODE_SCALAR && value->plain &&
           !value->count && value->offset <= key->offset + key->length;
}

/* What YAML took for a key: {value:29}, {value: 17,000}, {where: Sec. 4, Table 3}. */
static bool report_broken_value(struct cf_reading *reading, const struct cf_node *mapping,
                                const struct cf_node *key)
{
    if (cf_hint_colon(reading, key))
        return true;
    if (!is_remnant(mapping, key))
        return false;
    if (strspn(key->text, "0123456789.") == key->count)
        cf_report_hint(reading->diags, "write the number before it without thousands separators");
    else
        cf_report_hint(reading->diags, "quote a text that holds ','");
    return true;
}

/* Letters and blanks that look like others. */
static bool report_lookalike(struct cf_reading *reading, const struct cf_node *key,
                             const struct cf_suggestion *suggestion)
{
    size_t letter = 0;
    while (key->text[letter] && (unsigned char)key->text[letter] < 0x80)
        letter++;
    if (strstr(key->text, "\xC2\xA0"))
        cf_report_hint(reading->diags, "it holds a no-break space: write a plain blank");
    else if (strstr(key->text, "\xE3\x80\x80"))
        cf_report_hint(reading->diags, "it holds a full-width blank: write a plain one");
    else if (key->text[letter] && suggestion->best)
        cf_report_hint(reading->diags, "did you mean '%s'? letter %zu is not a plain a to z",
                       suggestion->best, letter + 1);
    else
        return false;
    return true;
}

/* Reports it and returns the bits of what it may mean. */
static uint64_t report_unknown_key(struct cf_reading *reading, const struct cf_node *mapping,
                                   const struct cf_node *key, const struct cf_table *table)
{
    const struct cf_field *fields = table->fields;
    struct cf_suggestion suggestion = { .text = key->text,
                                        .guesses = cf_diags_guesses(reading->diags) };
    uint64_t meant = CF_UNKNOWN_GIVEN;
    size_t word = strcspn(key->text, ":");
    for (size_t i = 0; i < table->count; i++) {
        cf_suggest(&suggestion, fields[i].name);
        if (strncmp(fields[i].name, key->text, word) == 0 && !fields[i].name[word])
            meant |= UINT64_C(1) << i; /* value:29 */
    }
    for (size_t i = 0; i < table->count && suggestion.best; i++)
        if (fields[i].name == suggestion.best)
            meant |= UINT64_C(1) << i;
    cf_report(reading->diags, CF_R_FORMAT_UNKNOWN_KEY, cf_node_pos(reading, key),
              "unknown key '%s' in %s %s", key->text, article(table->what), table->what);
    if (report_broken_value(reading, mapping, key) || report_lookalike(reading, key, &suggestion))
        return meant;
    if (suggestion.best || !suggestion.all[0])
        cf_report_meant(reading->diags, &suggestion, "delete it");
    else
        cf_report_hint(reading->diags, "its keys are %s", suggestion.all);
    return meant;
}

static void report_missing(struct cf_reading *reading, const struct cf_node *node,
                           const struct cf_table *table, uint64_t given)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->fields[i].required && !(given >> i & 1)) {
            cf_report(reading->diags, CF_R_FORMAT_MISSING_KEY, cf_node_pos(reading, node),
                      "this %s has no '%s'", table->what, table->fields[i].name);
            cf_report_hint(reading->diags, "add '%s: '", table->fields[i].name);
        }
}

/* Is the node a mapping? Reports it if not. */
static bool is_record(struct cf_reading *reading, const struct cf_node *node, const char *what)
{
    if (node->kind == CF_NODE_MAPPING || node->kind == CF_NODE_FAULTY)
        return node->kind == CF_NODE_MAPPING;
    bool empty = node->kind == CF_NODE_SCALAR && node->plain && !node->count;
    cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node),
              empty ? "nothing here, but %s %s is a mapping of keys to values"
                    : "%s %s is a mapping of keys to values",
              article(what), what);
    cf_report_hint(reading->diags, "write 'key: value' on lines of their own");
    return false;
}

uint64_t cf_read_record(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_table *table, void *record)
{
    uint64_t given = 0, meant = 0;
    size_t next = 0;
    bool remnant = false; /* the key before: of 1,234,567 one remnant is worth a message */
    if (!is_record(reading, node, table->what))
        return 0;
    for (const struct cf_node *key = cf_node_first(node); key; key = key->next->next) {
        reading->passed_over += key->next->kind == CF_NODE_FAULTY;
        if (key->kind != CF_NODE_SCALAR || !key->count) {
            meant |= CF_UNKNOWN_GIVEN; /* reported already */
            reading->passed_over++;
            continue;
        }
        const struct cf_field *field = find_field(key, table, next);
        if (!field) {
            if (!remnant)
                meant |= report_unknown_key(reading, node, key, table);
            remnant = is_remnant(node, key) && !strchr(key->text, ':');
            continue;
        }
        remnant = false;
        size_t number = (size_t)(field - table->fields);
        next = number + 1;
        if (!(given >> number & 1)) { /* else a duplicate, reported already */
            given |= UINT64_C(1) << number;
            field->read(reading, key->next, field, record);
        }
    }
    if (!reading->truncated)
        report_missing(reading, node, table, given | meant);
    return given | meant;
}

const struct cf_node *cf_node_key(const struct cf_node *mapping, const char *key)
{
    if (mapping->kind == CF_NODE_MAPPING)
        for (const struct cf_node *k = cf_node_first(mapping); k; k = k->next->next)
            if (k->kind == CF_NODE_SCALAR && strcmp(k->text, key) == 0)
                return k;
    return NULL;
}

const struct cf_node *cf_node_get(const struct cf_node *mapping, const char *key)
{
    const struct cf_node *found = cf_node_key(mapping, key);
    return found ? found->next : NULL;
}

/* ---- collections ---- */

static bool is_collection(struct cf_reading *reading, const struct cf_node *node,
                          enum cf_node_kind kind)
{
    if (node->kind == kind)
        return true;
    if (node->kind != CF_NODE_FAULTY) {
        bool list = kind == CF_NODE_SEQUENCE;
        cf_report_kind(reading, node, list ? "a list" : "a mapping");
        cf_report_hint(reading->diags, list ? "begin each item with '- '"
                                            : "write 'id: ...' for each entry, without '- '");
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
    for (const struct cf_node *item = cf_node_first(node); item; item = item->next)
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
    for (const struct cf_node *key = cf_node_first(node); key; key = key->next->next)
        if (key->kind == CF_NODE_SCALAR && key->count)
            read(reading, key, key->next, records + size * (*count)++);
    return records;
}

static const struct cf_text *id_of(const void *records, size_t number, size_t size, size_t id_at)
{
    const void *id = (const char *)records + number * size + id_at;
    return id;
}

void cf_check_unique(struct cf_reading *reading, const void *records, size_t count, size_t size,
                     size_t id_at, const char *what)
{
    struct cf_map seen = { 0 };
    uint32_t other;
    for (size_t i = 0; i < count; i++) {
        const struct cf_text *id = id_of(records, i, size, id_at);
        if (!id->text)
            continue;
        if (!cf_map_add(&seen, id->text, strlen(id->text), (uint32_t)i, &other)) {
            reading->arena->failed = true;
            break;
        }
        if (other == CF_MAP_NONE)
            continue;
        const struct cf_text *first = id_of(records, other, size, id_at);
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
