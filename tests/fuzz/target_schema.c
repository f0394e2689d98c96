/*
 * Any tables of a format to its JSON Schema: each line is a key, with what it is for behind a tab;
 * bytes of it say what shape and which rules it has. The shortest inputs stand for the formats that
 * there are.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { KEYS_MOST = 64, WORD_LISTS = 3 };

struct work {
    struct cf_key keys[KEYS_MOST];
    struct cf_shape items[KEYS_MOST];
    const struct cf_shape *either[KEYS_MOST + 1];
    const char *words[WORD_LISTS][KEYS_MOST + 1];
    struct cf_variant variants[KEYS_MOST + 1];
    size_t count;
};

static struct cf_shape shape_of(const struct work *work, enum cf_shape_kind kind, unsigned byte,
                                const char *text)
{
    struct cf_shape shape = { .kind = kind };
    switch (kind) {
    case CF_SHAPE_TEXT: shape.pattern = byte & 1 ? text : NULL; break;
    case CF_SHAPE_WORD: shape.words = work->words[byte % WORD_LISTS]; break;
    case CF_SHAPE_COUNT: shape.high = (int)byte; break;
    case CF_SHAPE_MAPPING: shape.pattern = text; break;
    case CF_SHAPE_RECORD: shape.needs = byte & 1 ? text : NULL; break;
    default: break;
    }
    return shape;
}

/* A key of any shape; those that hold others hold the text of the key before. */
static void add_key(struct work *work, char *line)
{
    struct cf_key *key = &work->keys[work->count];
    struct cf_shape *item = &work->items[work->count];
    unsigned first = (unsigned char)line[0], second = first ? (unsigned char)line[1] : 0;
    char *about = strchr(line, '\t');
    if (about)
        *about++ = '\0';
    *key = (struct cf_key){ line, about ? about : "", second & 1, { 0 } };
    key->shape = shape_of(work, (enum cf_shape_kind)(first % (CF_SHAPE_EMPTY + 1)), second, line);
    *item = shape_of(work, (enum cf_shape_kind)(second % (CF_SHAPE_WORD + 1)), first, line);
    if (key->shape.kind >= CF_SHAPE_LIST && key->shape.kind <= CF_SHAPE_MAPPING)
        key->shape.items = item;
    if (key->shape.kind == CF_SHAPE_EITHER)
        key->shape.either = work->either;
    work->either[work->count] = item;
    work->words[first % WORD_LISTS][work->count % (KEYS_MOST / 2)] = line;
    work->variants[work->count] =
        (struct cf_variant){ line, UINT64_C(1) << first % 64, UINT64_C(1) << second % 64 };
    work->count++;
}

static void judge_schema(const struct cf_format *format)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_schema(&sink, format) != CF_OK)
        fuzz_fail("no schema");
    fuzz_judge_json(&output);
    fuzz_output_release(&output);
}

static void judge_shipped(enum cf_file_kind kind)
{
    struct cf_format *format;
    if (cf_load_format(&format, kind) != CF_OK)
        fuzz_fail("no format %d", (int)kind);
    judge_schema(format);
    cf_format_free(format);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cf_input input = { "", (const char *)data, size };
    struct work work = { .words = { { "a", NULL }, { "b", NULL }, { "c", NULL } } };
    char *text = fuzz_text(&input);
    for (char *line = text; *line && work.count < KEYS_MOST;) {
        char *next = line + strcspn(line, "\n");
        if (*next)
            *next++ = '\0';
        add_key(&work, line);
        line = next;
    }
    struct cf_record record = { .what = work.count ? work.keys[0].about : "file",
                                .keys = work.keys,
                                .key_count = work.count,
                                .one_of = work.count / 2,
                                .together = work.count / 4,
                                .variants = work.count ? work.variants : NULL };
    judge_schema(&(struct cf_format){ work.count ? work.keys[0].name : "a/1", &record, 1 });
    if (size < CF_FILE_SUITE)
        judge_shipped((enum cf_file_kind)(size + CF_FILE_CATALOG));
    free(text);
    return 0;
}
