/*
 * A text of any bytes to whatever user text is sent to: JSON, XML, a terminal, a reference to a
 * file; and, where the loader lets its characters through, to YAML and back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/yaml_text.h"
#include "fuzz.h"
#include "load/tree.h"
#include "output/escape.h"
#include "output/json.h"
#include "output/uri.h"
#include "output/xml.h"

static void judge_json(const char *text)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    struct cf_json json;
    cf_json_init(&json, &sink, true, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, text, text);
    cf_json_close(&json, '}');
    cf_json_newline(&json);
    if (cf_json_flush(&json) != CF_OK)
        fuzz_fail("no JSON");
    fuzz_judge_json(&output);
    fuzz_output_release(&output);
}

static void judge_xml(const char *text)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    struct cf_stream stream;
    cf_stream_init(&stream, &sink);
    cf_stream_text(&stream, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a");
    cf_xml_attribute(&stream, "b", text);
    cf_stream_text(&stream, ">");
    cf_xml_text(&stream, text);
    cf_stream_text(&stream, "</a>\n");
    if (cf_stream_flush(&stream) != CF_OK)
        fuzz_fail("no XML");
    fuzz_judge_xml(&output);
    fuzz_output_release(&output);
}

/* Shown, cut and measured: never wider than asked for, and cut between characters. */
static void judge_terminal(struct cf_arena *arena, const char *text)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_visible(&sink, text) != CF_OK)
        fuzz_fail("no text");
    fuzz_judge_text(&output, false);
    const char *clean = cf_clean(arena, text);
    for (size_t columns = 1; columns < 40; columns += 7) {
        const char *cut = cf_cut(arena, clean, columns, "...");
        if (columns >= 3 && cf_columns(cut) > columns)
            fuzz_fail("%zu columns for %zu", cf_columns(cut), columns);
    }
    fuzz_output_release(&output);
}

static void judge_uri(struct cf_arena *arena, const char *text)
{
    const char *uri = cf_uri_of_file(arena, text);
    for (const char *at = uri; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("\"<>\\^`{|}", *at) ||
            (*at == '%' && strspn(at + 1, "0123456789ABCDEF") < 2))
            fuzz_fail("'%c' in the reference %s", *at, uri);
}

static bool may_stand_in_a_file(const char *text)
{
    for (size_t left = strlen(text); left;) {
        uint32_t code;
        size_t size = cf_utf8_decode(text, left, &code);
        if (!size || cf_unwanted_character(code))
            return false;
        text += size;
        left -= size;
    }
    return true;
}

static void judge_yaml(struct cf_arena *arena, const char *text)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_city *city;
    const char *yaml = cf_arena_format(arena,
                                       "clusterflow: city/1\nid: a\nname: {s}\nsites:\n"
                                       "  s: {name: %s, indicators: {}}\n",
                                       cf_yaml_text(arena, text));
    const char *names = strstr(yaml, "{s}");
    yaml = cf_arena_format(arena, "%.*s%s%s", (int)(names - yaml), yaml, cf_yaml_text(arena, text),
                           names + 3);
    struct cf_input input = { "text.yaml", yaml, strlen(yaml) };
    if (cf_load_city(&city, &input, diags) != CF_OK)
        fuzz_fail("does not load: %s", yaml);
    if (strcmp(city->self.name, text) != 0 || strcmp(city->sites[0].name, text) != 0)
        fuzz_fail("is read as '%s': %s", city->self.name, yaml);
    cf_city_free(city);
    cf_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cf_input input = { "", (const char *)data, size };
    struct cf_arena arena = { .block = NULL };
    char *text = fuzz_text(&input);
    judge_json(text);
    judge_xml(text);
    judge_terminal(&arena, text);
    judge_uri(&arena, text);
    if (*text && strlen(text) < 60000 && may_stand_in_a_file(text))
        judge_yaml(&arena, text);
    cf_arena_clear(&arena);
    free(text);
    return 0;
}
