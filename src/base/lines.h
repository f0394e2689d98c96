/* The lines of a source text: from an offset in bytes to what people count in. */
#ifndef CF_BASE_LINES_H
#define CF_BASE_LINES_H

#include <clusterflow/base.h>

struct cf_lines {
    const struct cf_source *source;
    uint32_t *starts; /* offset of each line; there is always one */
    size_t count;
    uint32_t *before; /* characters before each block of the text: lines may be a file long */
};

/* False when memory fails: then there is nothing to release. */
bool cf_lines_find(struct cf_lines *lines, const struct cf_source *source);
void cf_lines_release(struct cf_lines *lines);

/* The number, from 0, of the line that holds the offset. */
size_t cf_lines_number(const struct cf_lines *lines, uint32_t offset);

/* The bytes of a line without its break. */
size_t cf_lines_length(const struct cf_lines *lines, size_t number);

/* The characters (code points) from one offset up to another. */
unsigned cf_lines_characters(const struct cf_lines *lines, size_t from, size_t to);

#endif
