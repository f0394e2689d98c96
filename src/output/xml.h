/*
 * User text on its way into XML 1.0. Characters that XML cannot hold, and hidden ones, which nobody
 * would see, are made visible as in text for people.
 */
#ifndef CF_OUTPUT_XML_H
#define CF_OUTPUT_XML_H

#include "output/stream.h"

/* Text between tags, in one line. */
void cf_xml_text(struct cf_stream *stream, const char *text);

/* An attribute with a blank before it: ` name="value"`. */
void cf_xml_attribute(struct cf_stream *stream, const char *name, const char *value);
void cf_xml_attribute_number(struct cf_stream *stream, const char *name, size_t number);

#endif
