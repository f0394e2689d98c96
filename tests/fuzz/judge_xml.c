/* A strict reader of the XML that is written here: a declaration, elements, attributes in double
 * quotes, and text with the five entities and numbers of characters. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { DEPTH_LIMIT = 32, NAME_LIMIT = 64 };

struct reader {
    const char *begin, *at, *end;
    char open[DEPTH_LIMIT][NAME_LIMIT];
    int depth;
};

static _Noreturn void refuse(const struct reader *reader, const char *why)
{
    size_t offset = (size_t)(reader->at - reader->begin);
    size_t from = offset > 60 ? offset - 60 : 0;
    fuzz_fail("no XML at byte %zu: %s: %.120s", offset, why, reader->begin + from);
}

static void expect(struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
        refuse(reader, word);
    reader->at += length;
}

static void skip_blanks(struct reader *reader)
{
    reader->at += strspn(reader->at, " \n");
}

static void read_name(struct reader *reader, char *name)
{
    size_t length = strspn(reader->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"
                                       "789-_:.");
    if (!length || length >= NAME_LIMIT || strchr("0123456789-.", *reader->at))
        refuse(reader, "no name");
    memcpy(name, reader->at, length);
    name[length] = '\0';
    reader->at += length;
}

static void read_reference(struct reader *reader)
{
    static const char *const words[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&apos;" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(reader->at, words[i], strlen(words[i])) == 0) {
            reader->at += strlen(words[i]);
            return;
        }
    expect(reader, "&#");
    bool hex = *reader->at == 'x';
    char *end;
    unsigned long code = strtoul(reader->at + hex, &end, hex ? 16 : 10);
    if (code < 0x20 && code != '\t' && code != '\n' && code != '\r')
        refuse(reader, "a number of no character of XML");
    reader->at = end;
    expect(reader, ";");
}

/* Up to one of the characters in `stop`. */
static void read_text(struct reader *reader, const char *stop)
{
    while (reader->at < reader->end && !strchr(stop, *reader->at)) {
        unsigned char c = (unsigned char)*reader->at;
        if (c < ' ' && c != '\n' && c != '\t')
            refuse(reader, "a control character");
        if (c == '<' || c == 0xFF || c == 0xFE)
            refuse(reader, "a character that needs an escape");
        if (memcmp(reader->at, "\xEF\xBF\xBE", 3) == 0 ||
            memcmp(reader->at, "\xEF\xBF\xBF", 3) == 0)
            refuse(reader, "a character that XML does not have");
        if (strncmp(reader->at, "]]>", 3) == 0)
            refuse(reader, "the end of a section that never began");
        if (c == '&')
            read_reference(reader);
        else
            reader->at++;
    }
}

static void read_attributes(struct reader *reader)
{
    char seen[16][NAME_LIMIT];
    size_t count = 0;
    for (skip_blanks(reader); *reader->at != '>' && *reader->at != '/'; skip_blanks(reader)) {
        if (count == 16)
            refuse(reader, "too many attributes");
        read_name(reader, seen[count]);
        for (size_t i = 0; i < count; i++)
            if (strcmp(seen[i], seen[count]) == 0)
                refuse(reader, "an attribute that stands twice");
        count++;
        expect(reader, "=\"");
        read_text(reader, "\"");
        expect(reader, "\"");
    }
}

static void read_tag(struct reader *reader)
{
    char name[NAME_LIMIT];
    if (reader->at[1] == '/') {
        expect(reader, "</");
        read_name(reader, name);
        expect(reader, ">");
        if (!reader->depth || strcmp(reader->open[--reader->depth], name) != 0)
            refuse(reader, "the end of another element");
        return;
    }
    expect(reader, "<");
    if (reader->depth == DEPTH_LIMIT)
        refuse(reader, "too deep");
    read_name(reader, reader->open[reader->depth++]);
    read_attributes(reader);
    if (*reader->at == '/') {
        reader->at++;
        reader->depth--;
    }
    expect(reader, ">");
}

void fuzz_judge_xml(const struct fuzz_output *output)
{
    struct reader reader = { .begin = output->bytes,
                             .at = output->bytes,
                             .end = output->bytes + output->length };
    if (strlen(output->bytes) != output->length)
        fuzz_fail("a NUL in XML");
    expect(&reader, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    skip_blanks(&reader);
    do {
        read_tag(&reader);
        if (reader.depth)
            read_text(&reader, "<");
    } while (reader.depth);
    skip_blanks(&reader);
    if (reader.at != reader.end)
        refuse(&reader, "more behind the document");
}
