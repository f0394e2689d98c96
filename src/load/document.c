#include "load/document.h"

#include <string.h>

#include "base/suggest.h"

static void report_kind(struct cf_reading *reading, const struct cf_node *root, const char *kind)
{
    const struct cf_node *key = root->first, *value = key ? key->next : NULL;
    int word = (int)strcspn(kind, "/"); /* "city" of "city/1" */
    if (!key || key->kind != CF_NODE_SCALAR || strcmp(key->text, "clusterflow") != 0) {
        cf_report(reading->diags, CF_R_FORMAT_KIND, cf_node_pos(reading, key ? key : root),
                  "the first key is not 'clusterflow'");
        cf_report_hint(reading->diags, "begin with 'clusterflow: %s'", kind);
    } else if (value->kind == CF_NODE_SCALAR && strncmp(value->text, kind, (size_t)word) == 0 &&
               value->text[word] == '/') {
        cf_report(reading->diags, CF_R_FORMAT_KIND, cf_node_pos(reading, value),
                  "version '%s' of the format is not known", value->text + word + 1);
        cf_report_hint(reading->diags, "this program reads '%s'", kind);
    } else if (value->kind != CF_NODE_FAULTY) {
        cf_report(reading->diags, CF_R_FORMAT_KIND, cf_node_pos(reading, value),
                  "this is a '%s' file, not a '%.*s' file",
                  value->kind == CF_NODE_SCALAR ? value->text : "strange", word, kind);
        cf_report_hint(reading->diags, "name a file that begins with 'clusterflow: %s'", kind);
    }
}

static bool is_kind(const struct cf_node *root, const char *kind)
{
    const struct cf_node *key = root->first;
    return key && key->kind == CF_NODE_SCALAR && strcmp(key->text, "clusterflow") == 0 &&
           key->next->kind == CF_NODE_SCALAR && strcmp(key->next->text, kind) == 0;
}

const struct cf_node *cf_reading_begin(struct cf_reading *reading, const struct cf_input *input,
                                       const char *kind)
{
    reading->first_error = cf_diags_errors(reading->diags);
    reading->source = cf_source_copy(reading->arena, input);
    if (!reading->source)
        return NULL;
    if (input->length > CF_FILE_LIMIT) {
        cf_report(reading->diags, CF_R_FILE_TOO_LARGE, (struct cf_pos){ reading->source, 0, 0 },
                  "the file has more than %d MiB", CF_FILE_LIMIT / (1024 * 1024));
        return NULL;
    }
    if (!cf_scan(reading))
        return NULL;
    const struct cf_node *root = cf_tree_parse(reading);
    if (!root)
        return NULL;
    if (is_kind(root, kind))
        return root;
    report_kind(reading, root, kind);
    return NULL; /* read as another kind, all of its keys would be wrong */
}

enum cf_status cf_reading_end(struct cf_reading *reading)
{
    bool faulty = cf_reading_faulty(reading);
    cf_map_release(&reading->citation_numbers);
    cf_diags_settle(reading->diags);
    if (reading->arena->failed || cf_diags_failed(reading->diags))
        return CF_NO_MEMORY;
    return faulty ? CF_INVALID : CF_OK;
}

enum cf_file_kind cf_file_kind(const struct cf_input *input)
{
    static const struct {
        const char *begins;
        enum cf_file_kind kind;
    } kinds[] = {
        { "clusterflow: catalog/", CF_FILE_CATALOG },
        { "clusterflow: flowchart/", CF_FILE_CHART },
        { "clusterflow: city/", CF_FILE_CITY },
    };
    const char *text = input->bytes, *end = text + input->length;
    if (end - text >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text < end && (*text == '#' || *text == '\n' || *text == '\r' || *text == '-')) {
        const char *line = memchr(text, '\n', (size_t)(end - text)); /* comment, blank, --- */
        text = line ? line + 1 : end;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].begins);
        if ((size_t)(end - text) >= length && memcmp(text, kinds[i].begins, length) == 0)
            return kinds[i].kind;
    }
    return CF_FILE_OTHER;
}

/* ---- sources ---- */

static const struct cf_field citation_fields[] = {
    { "title", cf_read_string, offsetof(struct cf_citation, title), true, NULL },
    { "authors", cf_read_string, offsetof(struct cf_citation, authors), false, NULL },
    { "year", cf_read_year, offsetof(struct cf_citation, year), false, NULL },
    { "publisher", cf_read_string, offsetof(struct cf_citation, publisher), false, NULL },
    { "doi", cf_read_string, offsetof(struct cf_citation, doi), false, NULL },
    { "url", cf_read_string, offsetof(struct cf_citation, url), false, NULL },
    { "note", cf_read_string, offsetof(struct cf_citation, note), false, NULL },
};

static void read_citation(struct cf_reading *reading, const struct cf_node *key,
                          const struct cf_node *value, void *record)
{
    struct cf_citation *citation = record;
    cf_node_id(reading, key, &citation->id);
    cf_read_record(reading, value, "source", CF_FIELDS(citation_fields), citation);
}

void cf_read_citations(struct cf_reading *reading, const struct cf_node *root)
{
    const struct cf_node *sources = cf_node_get(root, "sources");
    if (!sources)
        return;
    size_t count;
    struct cf_citation *citations =
        cf_read_mapping(reading, sources, sizeof *citations, read_citation, &count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const char *id = citations[i].id.text;
        if (!id) /* it was refused, and names nothing */
            continue;
        if (!cf_map_add(&reading->citation_numbers, id, strlen(id), (uint32_t)kept, NULL))
            reading->arena->failed = true;
        citations[kept++] = citations[i];
    }
    reading->citations = citations;
    reading->citation_count = kept;
}
