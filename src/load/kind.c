#include "load/kind.h"

#include <string.h>

#include "base/suggest.h"
#include "load/shape.h"

/* The kinds of file that there are, each with its version. */
static const struct {
    const char *word;
    enum cf_file_kind kind;
    const struct cf_table *table; /* of its keys */
} known_kinds[] = {
    { "catalog/1", CF_FILE_CATALOG, &cf_catalog_table },
    { "flowchart/1", CF_FILE_CHART, &cf_chart_table },
    { "city/1", CF_FILE_CITY, &cf_city_table },
    { "suite/1", CF_FILE_SUITE, &cf_suite_table },
};

enum { KIND_COUNT = sizeof known_kinds / sizeof *known_kinds };

/* The kind that a text names, with or without a version: "city" of "city/2". */
static const char *kind_of(const char *text)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        size_t word = strcspn(known_kinds[i].word, "/");
        if (strncmp(text, known_kinds[i].word, word) == 0 && (!text[word] || text[word] == '/'))
            return known_kinds[i].word;
    }
    return NULL;
}

static void report_kind_value(struct cf_reading *reading, const struct cf_text *value,
                              const char *kind)
{
    struct cf_diags *diags = reading->diags;
    const char *meant = kind_of(value->text);
    if (!meant) {
        struct cf_suggestion suggestion = { .text = value->text };
        for (size_t i = 0; i < KIND_COUNT; i++)
            cf_suggest(&suggestion, known_kinds[i].word);
        cf_report(diags, CF_R_FORMAT_KIND, value->pos, "'%s' is no kind of file", value->text);
        cf_report_meant(diags, &suggestion, NULL);
    } else if (strcmp(meant, value->text) != 0) {
        const char *version = strchr(value->text, '/');
        if (version)
            cf_report(diags, CF_R_FORMAT_KIND, value->pos,
                      "version '%s' of the format is not known", version + 1);
        else
            cf_report(diags, CF_R_FORMAT_KIND, value->pos, "the version of the format is missing");
        cf_report_hint(diags, "this program reads '%s'", meant);
    } else {
        cf_report(diags, CF_R_FORMAT_KIND, value->pos, "this is a '%s' file, not a '%.*s' file",
                  value->text, (int)strcspn(kind, "/"), kind); /* "city" of "city/1" */
        cf_report_hint(diags, "name a file that begins with 'clusterflow: %s'", kind);
    }
    cf_report_also(diags, reading->used_at, "it is named here");
}

static void report_kind(struct cf_reading *reading, const struct cf_node *root, const char *kind)
{
    const struct cf_node *key = cf_node_first(root);
    struct cf_text value;
    if (!key || key->kind != CF_NODE_SCALAR || strcmp(key->text, "clusterflow") != 0) {
        cf_report(reading->diags, CF_R_FORMAT_KIND, cf_node_pos(reading, key ? key : root),
                  "the first key is not 'clusterflow'");
        cf_report_also(reading->diags, reading->used_at, "it is named here");
        if (kind)
            cf_report_hint(reading->diags, "begin with 'clusterflow: %s'", kind);
        else
            cf_report_hint(reading->diags,
                           "begin with 'clusterflow: ' and the kind of file, as city/1");
    } else if (cf_node_text(reading, key->next, &value)) {
        report_kind_value(reading, &value, kind);
    }
}

/* The kind of the first key; NULL: it names none. */
static const char *kind_of_root(const struct cf_node *root)
{
    const struct cf_node *key = cf_node_first(root);
    if (!key || key->kind != CF_NODE_SCALAR || strcmp(key->text, "clusterflow") != 0 ||
        key->next->kind != CF_NODE_SCALAR)
        return NULL;
    const char *kind = kind_of(key->next->text);
    return kind && strcmp(key->next->text, kind) == 0 ? kind : NULL;
}

bool cf_check_kind(struct cf_reading *reading, const struct cf_node *root, const char *kind)
{
    const char *own = kind_of_root(root);
    if (own && (!kind || strcmp(own, kind) == 0))
        return true;
    report_kind(reading, root, kind);
    return false;
}

/* ---- telling files apart ---- */

enum cf_file_kind cf_file_kind(const struct cf_input *input)
{
    static const char first_key[] = "clusterflow: ";
    const char *text = input->bytes, *end = text + input->length;
    if (end - text >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text < end && (*text == '#' || *text == '\n' || *text == '\r' || *text == '-')) {
        const char *line = memchr(text, '\n', (size_t)(end - text)); /* comment, blank, --- */
        text = line ? line + 1 : end;
    }
    size_t key = sizeof first_key - 1;
    if ((size_t)(end - text) < key || memcmp(text, first_key, key) != 0)
        return CF_FILE_OTHER;
    text += key;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        size_t word = strcspn(known_kinds[i].word, "/") + 1; /* of any version */
        if ((size_t)(end - text) >= word && memcmp(text, known_kinds[i].word, word) == 0)
            return known_kinds[i].kind;
    }
    return CF_FILE_OTHER;
}

/* ---- files of which the kind is not plain ---- */

static bool has_field(const struct cf_table *table, const char *key)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->fields[i].name, key) == 0)
            return true;
    return false;
}

/* Has the mapping only keys of the kind, and not only those that any file may have? */
static bool looks_like(const struct cf_node *root, const struct cf_table *table)
{
    static const char *const common[] = { "id", "name", "title", "note", "units", "sources" };
    bool telling = false;
    for (const struct cf_node *key = cf_node_first(root); key; key = key->next->next) {
        size_t i = 0;
        if (key->kind != CF_NODE_SCALAR || !has_field(table, key->text))
            return false;
        while (i < sizeof common / sizeof *common && strcmp(common[i], key->text) != 0)
            i++;
        telling = telling || i == sizeof common / sizeof *common;
    }
    return telling;
}

/* Does the mapping say anywhere that it is one of our files, were it misspelt? */
static bool claims_kind(const struct cf_node *root)
{
    static const char *const word = "clusterflow";
    for (const struct cf_node *key = cf_node_first(root); key; key = key->next->next)
        if (key->kind == CF_NODE_SCALAR && cf_nearest(key->text, &word, 1) &&
            (key == cf_node_first(root) || strcmp(key->text, word) == 0))
            return true;
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (looks_like(root, known_kinds[i].table))
            return true;
    const struct cf_node *value = cf_node_first(root) ? cf_node_first(root)->next : NULL;
    return !value ||
           (value->kind == CF_NODE_SCALAR && strchr(value->text, '/') && kind_of(value->text));
}

/* A list says of itself that it is none, whatever stands in it. */
static bool begins_list(const struct cf_source *source)
{
    const char *text = source->text;
    while (*text && strchr(" #\r\n", *text)) /* blank lines and comments */
        text += *text == '#' ? strcspn(text, "\n") : 1;
    return *text == '[' || (*text == '-' && text[1] && strchr(" \n", text[1]));
}

static enum cf_status kind_of_tree(const struct cf_reading *reading, const struct cf_node *root,
                                   enum cf_file_kind *kind)
{
    const char *own = root ? kind_of_root(root) : NULL;
    for (size_t i = 0; i < KIND_COUNT && own; i++)
        if (strcmp(known_kinds[i].word, own) == 0) {
            *kind = known_kinds[i].kind;
            return CF_OK;
        }
    bool ours = root ? claims_kind(root) : !begins_list(reading->source);
    return ours ? CF_INVALID : CF_NOT_FOUND;
}

enum cf_status cf_find_kind(enum cf_file_kind *kind, const struct cf_input *input,
                            struct cf_diags *diags)
{
    struct cf_arena arena = { 0 };
    struct cf_reading reading = { .arena = &arena, .diags = cf_diags_new() };
    const struct cf_node *root = NULL;
    enum cf_status status = CF_NO_MEMORY;
    *kind = CF_FILE_OTHER;
    if (!reading.diags)
        return CF_NO_MEMORY;
    reading.source = cf_source_copy(&arena, input);
    if (reading.source && input->length <= CF_FILE_LIMIT && cf_scan(&reading))
        root = cf_tree_parse(&reading);
    if (reading.source)
        status = kind_of_tree(&reading, root, kind);
    cf_reading_release(&reading);
    if (arena.failed || cf_diags_failed(reading.diags))
        status = CF_NO_MEMORY;
    cf_arena_clear(&arena);
    cf_diags_free(reading.diags);
    return status == CF_INVALID ? cf_report_other(input, diags) : status;
}

enum cf_status cf_report_other(const struct cf_input *input, struct cf_diags *diags)
{
    struct cf_arena arena = { 0 };
    struct cf_reading reading = { .arena = &arena, .diags = diags };
    struct cf_input borrowed = { .name = input->name,
                                 .bytes = input->bytes,
                                 .length = input->length };
    cf_reading_begin(&reading, &borrowed, NULL);
    enum cf_status status = cf_reading_end(&reading);
    cf_arena_clear(&arena);
    return status == CF_OK ? CF_INVALID : status;
}
