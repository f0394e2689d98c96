/* Where results are: files, regions, and the text there. */
#include <string.h>

#include "output/escape.h"
#include "output/sarif.h"
#include "output/uri.h"

void cf_sarif_write_uri(struct cf_sarif *sarif, const char *file)
{
    struct cf_json *json = &sarif->json;
    const char *uri = cf_uri_of_file(&sarif->arena, file);
    cf_json_key_text(json, "uri", uri ? uri : "");
    if (!cf_uri_is_absolute(file))
        cf_json_key_text(json, "uriBaseId", CF_SARIF_ROOT);
}

static void write_file(struct cf_sarif *sarif, const char *file)
{
    struct cf_json *json = &sarif->json;
    cf_json_key(json, "artifactLocation");
    cf_json_open_inline(json, '{');
    cf_sarif_write_uri(sarif, file);
    cf_json_key_number(json, "index", cf_findings_file(sarif->findings, file));
    cf_json_close(json, '}');
}

/* A stretch of a line, with its text if it is known. */
struct region {
    unsigned line, column, end; /* from 1; the end is the first column behind */
    const char *text;           /* NULL: not known */
    size_t length;              /* of the text, in bytes */
};

static void write_snippet(struct cf_sarif *sarif, const struct region *region)
{
    const char *text = cf_arena_copy(&sarif->arena, region->text, region->length);
    cf_json_key(&sarif->json, "snippet");
    cf_json_open_inline(&sarif->json, '{');
    cf_json_key_text(&sarif->json, "text", cf_clean_literal(&sarif->arena, text));
    cf_json_close(&sarif->json, '}');
}

static void write_region(struct cf_sarif *sarif, const char *key, const struct region *region)
{
    struct cf_json *json = &sarif->json;
    cf_json_key(json, key);
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "startLine", region->line);
    cf_json_key_number(json, "startColumn", region->column);
    cf_json_key_number(json, "endLine", region->line);
    cf_json_key_number(json, "endColumn", region->end);
    if (region->text)
        write_snippet(sarif, region);
    cf_json_close(json, '}');
}

/* Counted like the columns of messages: bytes that go on with a character do not count. */
static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static const char *behind(const char *text, unsigned characters)
{
    for (; *text; text++)
        if (begins_character(*text) && !characters--)
            break;
    return text;
}

static unsigned characters(const char *text, const char *end)
{
    unsigned count = 0;
    for (; text < end; text++)
        count += begins_character(*text);
    return count;
}

/*
 * A region has to lie in its line, so a fault behind the last character has no width. The line
 * around it is given where more of it is known than the fault itself.
 */
static void write_regions(struct cf_sarif *sarif, const struct cf_diag *diag)
{
    const char *line = diag->excerpt ? diag->excerpt : "", *line_end = line + strlen(line);
    const char *fault = behind(line, diag->column - 1 - diag->skipped);
    const char *fault_end = behind(fault, diag->width);
    struct region context = { .line = diag->line,
                              .column = diag->skipped + 1,
                              .end = diag->skipped + 1 + characters(line, line_end),
                              .text = line,
                              .length = (size_t)(line_end - line) };
    struct region region = { .line = diag->line,
                             .column = diag->column,
                             .end = diag->column + (*fault ? diag->width : 0) };
    bool whole = region.end <= context.end; /* a long fault goes beyond the excerpt */
    if (whole && *fault) {
        region.text = fault;
        region.length = (size_t)(fault_end - fault);
    }
    write_region(sarif, "region", &region);
    if (whole && (context.column < region.column || region.end < context.end))
        write_region(sarif, "contextRegion", &context);
}

void cf_sarif_write_place(struct cf_sarif *sarif, const struct cf_diag *diag)
{
    struct cf_json *json = &sarif->json;
    cf_json_open(json, '{');
    cf_json_key(json, "physicalLocation");
    cf_json_open(json, '{');
    write_file(sarif, diag->file);
    if (diag->line)
        write_regions(sarif, diag);
    else
        write_region(sarif, "region", &(struct region){ .line = 1, .column = 1, .end = 1 });
    cf_json_close(json, '}');
    cf_json_close(json, '}');
}

enum { RELATED_ID = 1 };

void cf_sarif_write_related(struct cf_sarif *sarif, const struct cf_diag *diag)
{
    struct cf_json *json = &sarif->json;
    cf_json_key(json, "relatedLocations");
    cf_json_open(json, '[');
    cf_json_open(json, '{');
    cf_json_key_number(json, "id", RELATED_ID);
    cf_json_key(json, "physicalLocation");
    cf_json_open(json, '{');
    write_file(sarif, diag->also_file);
    struct region region = { diag->also_line, diag->also_column, diag->also_column, NULL, 0 };
    write_region(sarif, "region", &region);
    cf_json_close(json, '}');
    cf_json_key(json, "message");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "text", cf_sarif_text(&sarif->arena, diag->also));
    cf_json_close(json, '}');
    cf_json_close(json, '}');
    cf_json_close(json, ']');
}
