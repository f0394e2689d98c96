/*
 * Bytes on their way to a sink, through a buffer. The first failure sticks; cf_stream_flush tells.
 */
#ifndef CF_OUTPUT_STREAM_H
#define CF_OUTPUT_STREAM_H

#include <string.h>

#include <clusterflow/base.h>

struct cf_stream {
    const struct cf_sink *sink;
    enum cf_status status;
    size_t used;
    char buffer[8192];
};

void cf_stream_init(struct cf_stream *stream, const struct cf_sink *sink);

/* Sends what is left and returns the status of the whole. */
enum cf_status cf_stream_flush(struct cf_stream *stream);

/* For bytes that the buffer has no room for. */
void cf_stream_put_more(struct cf_stream *stream, const char *bytes, size_t length);

/* Most calls are for a few bytes, so this is part of the caller. */
static inline void cf_stream_put(struct cf_stream *stream, const char *bytes, size_t length)
{
    if (length > sizeof stream->buffer - stream->used) {
        cf_stream_put_more(stream, bytes, length);
        return;
    }
    memcpy(stream->buffer + stream->used, bytes, length);
    stream->used += length;
}

void cf_stream_text(struct cf_stream *stream, const char *text);
void cf_stream_number(struct cf_stream *stream, size_t number);

/* What stands for a character where it would be taken for something else; NULL: itself. */
typedef const char *(*cf_escape)(char c);

/* Bytes, with what stands for some of them; `escape` may be NULL. */
void cf_stream_escaped(struct cf_stream *stream, const char *bytes, size_t length,
                       cf_escape escape);

/* User text in one line: hidden characters made visible, white space as blanks, and the characters
 * of ASCII that are left as `escape` says, which may be NULL. */
void cf_stream_shown(struct cf_stream *stream, const char *text, cf_escape escape);

#endif
