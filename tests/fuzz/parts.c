#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static const char *const names[FUZZ_PARTS] = { "part-1.yaml", "part-2.yaml", "part-3.yaml",
                                               "part-4.yaml", "part-5.yaml", "part-6.yaml",
                                               "part-7.yaml", "part-8.yaml" };

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "FAILED: ");
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    abort();
}

static void *no_null(void *memory)
{
    if (!memory)
        fuzz_fail("no memory for the test itself");
    return memory;
}

static void add_part(struct fuzz_parts *parts, const uint8_t *data, size_t size)
{
    char *bytes = no_null(malloc(size ? size : 1));
    memcpy(bytes, data, size);
    parts->items[parts->count] = (struct cf_input){ names[parts->count], bytes, size };
    parts->count++;
}

void fuzz_split(struct fuzz_parts *parts, const uint8_t *data, size_t size)
{
    size_t from = 0;
    *parts = (struct fuzz_parts){ .count = 0 };
    for (size_t i = 0; i < size && parts->count + 1 < FUZZ_PARTS; i++)
        if (data[i] == FUZZ_SEPARATOR) {
            add_part(parts, data + from, i - from);
            from = i + 1;
        }
    if (size)
        add_part(parts, data + from, size - from);
    for (size_t i = parts->count; i < FUZZ_PARTS; i++)
        parts->items[i] = (struct cf_input){ names[i], "", 0 };
}

void fuzz_release(struct fuzz_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free((void *)(uintptr_t)parts->items[i].bytes);
}

char *fuzz_text(const struct cf_input *part)
{
    char *text = no_null(malloc(part->length + 1));
    memcpy(text, part->bytes, part->length);
    text[part->length] = '\0';
    return text;
}

/* ---- outputs ---- */

static int append(void *payload, const char *bytes, size_t length)
{
    struct fuzz_output *output = payload;
    if (output->capacity - output->length <= length) {
        output->capacity = 2 * (output->length + length) + 64;
        output->bytes = no_null(realloc(output->bytes, output->capacity));
    }
    memcpy(output->bytes + output->length, bytes, length);
    output->length += length;
    output->bytes[output->length] = '\0';
    return 0;
}

struct cf_sink fuzz_sink(struct fuzz_output *output)
{
    append(output, "", 0);
    return (struct cf_sink){ append, output };
}

void fuzz_output_release(struct fuzz_output *output)
{
    free(output->bytes);
    *output = (struct fuzz_output){ .bytes = NULL };
}
