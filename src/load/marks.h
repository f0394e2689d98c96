/* From libyaml's marks, which count characters, to offsets in bytes. */
#ifndef CF_LOAD_MARKS_H
#define CF_LOAD_MARKS_H

#include <clusterflow/base.h>

struct cf_marks {
    const struct cf_source *source;
    bool ascii;         /* characters are bytes */
    size_t index, byte; /* a place known in both */
    size_t plain;       /* so many bytes from there on are characters */
};

/* The offset of the character of that index. Marks hardly ever go back, so that all calls together
 * walk the text once. */
uint32_t cf_marks_byte(struct cf_marks *marks, size_t index);

#endif
