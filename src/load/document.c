#include "load/document.h"

#include <string.h>

#include "load/kind.h"

struct cf_pos cf_node_pos(const struct cf_reading *reading, const struct cf_node *node)
{
    return (struct cf_pos){ reading->source, node->offset, node->length };
}

size_t cf_reading_faults(const struct cf_reading *reading)
{
    return cf_diags_errors(reading->diags) + reading->passed_over;
}

bool cf_reading_faulty(const struct cf_reading *reading)
{
    return cf_diags_errors(reading->diags) > reading->first_error;
}

enum cf_status cf_no_document(const struct cf_input *input)
{
    if (input->release)
        input->release(input->owner);
    return CF_NO_MEMORY;
}

const struct cf_node *cf_reading_begin(struct cf_reading *reading, const struct cf_input *input,
                                       const char *kind)
{
    reading->first_error = cf_diags_errors(reading->diags);
    reading->source = cf_source_take(reading->arena, input);
    if (!reading->source)
        return NULL;
    if (input->length > CF_FILE_LIMIT) {
        cf_report(reading->diags, CF_R_FILE_TOO_LARGE, (struct cf_pos){ reading->source, 0, 0 },
                  "the file has more than %d MiB", CF_FILE_LIMIT / (1024 * 1024));
        cf_report_hint(reading->diags, "split it");
        return NULL;
    }
    if (!cf_scan(reading))
        return NULL;
    const struct cf_node *root = cf_tree_parse(reading);
    if (!root)
        return NULL;
    if (!cf_check_kind(reading, root, kind))
        return NULL; /* read as another kind, all of its keys would be wrong */
    return root;
}

void cf_reading_release(struct cf_reading *reading)
{
    if (reading->scratch.failed)
        reading->arena->failed = true;
    cf_map_release(&reading->citation_numbers);
    cf_arena_clear(&reading->scratch);
}

enum cf_status cf_reading_end(struct cf_reading *reading)
{
    bool faulty = cf_reading_faulty(reading);
    cf_reading_release(reading);
    cf_diags_settle(reading->diags);
    if (reading->arena->failed || cf_diags_failed(reading->diags))
        return CF_NO_MEMORY;
    return faulty ? CF_INVALID : CF_OK;
}

/* ---- sources ---- */

static const struct cf_field citation_fields[] = {
    { "title", cf_read_string, offsetof(struct cf_citation, title), true, NULL, NULL,
      "the title as printed" },
    { "authors", cf_read_string, offsetof(struct cf_citation, authors), false, NULL, NULL,
      "all authors, as printed, in one text" },
    { "year", cf_read_year, offsetof(struct cf_citation, year), false, NULL, NULL,
      "the year of publication" },
    { "publisher", cf_read_string, offsetof(struct cf_citation, publisher), false, NULL, NULL,
      "who published it, and in which series or journal" },
    { "doi", cf_read_string, offsetof(struct cf_citation, doi), false, NULL, NULL,
      "its DOI, without an address before it" },
    { "url", cf_read_string, offsetof(struct cf_citation, url), false, NULL, NULL,
      "where it can be read" },
    { "note", cf_read_string, offsetof(struct cf_citation, note), false, NULL, NULL,
      "what a reader has to know about it" },
};

static const struct cf_table citation_table = { "source", CF_FIELDS(citation_fields) };
static const struct cf_shape citation_shape = { .kind = CF_SHAPE_RECORD, .table = &citation_table };
const struct cf_shape cf_citations_shape = { .kind = CF_SHAPE_MAPPING,
                                             .pattern = CF_ID_PATTERN,
                                             .items = &citation_shape };

static void read_citation(struct cf_reading *reading, const struct cf_node *key,
                          const struct cf_node *value, void *record)
{
    struct cf_citation *citation = record;
    cf_node_id(reading, key, &citation->id);
    cf_read_record(reading, value, &citation_table, citation);
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
