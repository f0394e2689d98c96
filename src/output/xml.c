#include "output/xml.h"

/* '>' too, since "]]>" may not stand in text. */
static const char *escape(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    default: return NULL;
    }
}

void cf_xml_text(struct cf_stream *stream, const char *text)
{
    cf_stream_shown(stream, text, escape);
}

static void begin_attribute(struct cf_stream *stream, const char *name)
{
    cf_stream_put(stream, " ", 1);
    cf_stream_text(stream, name);
    cf_stream_text(stream, "=\"");
}

void cf_xml_attribute(struct cf_stream *stream, const char *name, const char *value)
{
    begin_attribute(stream, name);
    cf_xml_text(stream, value);
    cf_stream_put(stream, "\"", 1);
}

void cf_xml_attribute_number(struct cf_stream *stream, const char *name, size_t number)
{
    begin_attribute(stream, name);
    cf_stream_number(stream, number);
    cf_stream_put(stream, "\"", 1);
}
