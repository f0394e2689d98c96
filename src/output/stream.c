#include "output/stream.h"

#include <stdio.h>
#include <string.h>

#include "output/escape.h"

void cf_stream_init(struct cf_stream *stream, const struct cf_sink *sink)
{
    stream->sink = sink;
    stream->status = CF_OK;
    stream->used = 0;
}

static void send(struct cf_stream *stream, const char *bytes, size_t length)
{
    if (stream->status == CF_OK && length &&
        stream->sink->write(stream->sink->payload, bytes, length) < 0)
        stream->status = CF_IO;
}

enum cf_status cf_stream_flush(struct cf_stream *stream)
{
    send(stream, stream->buffer, stream->used);
    stream->used = 0;
    return stream->status;
}

void cf_stream_put_more(struct cf_stream *stream, const char *bytes, size_t length)
{
    cf_stream_flush(stream);
    if (length > sizeof stream->buffer)
        send(stream, bytes, length);
    else
        cf_stream_put(stream, bytes, length);
}

void cf_stream_text(struct cf_stream *stream, const char *text)
{
    cf_stream_put(stream, text, strlen(text));
}

void cf_stream_number(struct cf_stream *stream, size_t number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%zu", number);
    cf_stream_put(stream, text, length > 0 ? (size_t)length : 0);
}

void cf_stream_escaped(struct cf_stream *stream, const char *bytes, size_t length, cf_escape escape)
{
    for (size_t i = 0; i < length; i++) {
        const char *other = escape ? escape(bytes[i]) : NULL;
        if (other)
            cf_stream_text(stream, other);
        else
            cf_stream_put(stream, bytes + i, 1);
    }
}

void cf_stream_shown(struct cf_stream *stream, const char *text, cf_escape escape)
{
    while (*text) {
        char shown[CF_GLYPH_SIZE];
        struct cf_glyph glyph = cf_glyph_read(text);
        if (*text == '\t' || *text == '\n' || *text == '\r')
            cf_stream_put(stream, " ", 1);
        else /* what was made visible holds characters that may need the escape themselves */
            cf_stream_escaped(stream, shown, cf_glyph_show(&glyph, text, shown), escape);
        text += glyph.bytes;
    }
}
