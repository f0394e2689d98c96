/* A strict reader of JSON (RFC 8259) that keeps nothing. */
#include <string.h>

#include "fuzz.h"

struct reader {
    const unsigned char *at, *end;
    const unsigned char *begin;
};

enum { DEPTH_LIMIT = 256 };

static _Noreturn void refuse(const struct reader *reader, const char *why)
{
    size_t offset = (size_t)(reader->at - reader->begin);
    size_t from = offset > 60 ? offset - 60 : 0;
    fuzz_fail("no JSON at byte %zu: %s: %.120s", offset, why, (const char *)reader->begin + from);
}

static int peek(const struct reader *reader)
{
    return reader->at < reader->end ? *reader->at : -1;
}

static void expect(struct reader *reader, int c)
{
    if (peek(reader) != c)
        refuse(reader, "another character");
    reader->at++;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
}

static int hex_value(struct reader *reader)
{
    int c = peek(reader);
    reader->at++;
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    refuse(reader, "no hexadecimal digit");
}

static unsigned read_hex(struct reader *reader)
{
    unsigned code = 0;
    for (int i = 0; i < 4; i++)
        code = code * 16 + (unsigned)hex_value(reader);
    return code;
}

static void read_escape(struct reader *reader)
{
    int c = peek(reader);
    reader->at++;
    if (c == 'u') {
        unsigned code = read_hex(reader);
        if (code >= 0xDC00 && code < 0xE000)
            refuse(reader, "a low surrogate alone");
        if (code >= 0xD800 && code < 0xDC00) {
            expect(reader, '\\');
            expect(reader, 'u');
            code = read_hex(reader);
            if (code < 0xDC00 || code >= 0xE000)
                refuse(reader, "a high surrogate alone");
        }
    } else if (c < 0 || !strchr("\"\\/bfnrt", c) || !c) {
        refuse(reader, "no such escape");
    }
}

/* One character of more than one byte. */
static void read_wide(struct reader *reader)
{
    unsigned lead = *reader->at;
    unsigned extra = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    unsigned code = lead & (0x3Fu >> extra);
    if (lead < 0xC2 || lead > 0xF4 || (size_t)(reader->end - reader->at) <= extra)
        refuse(reader, "no UTF-8");
    for (unsigned i = 1; i <= extra; i++) {
        if ((reader->at[i] & 0xC0) != 0x80)
            refuse(reader, "no UTF-8");
        code = code << 6 | (reader->at[i] & 0x3F);
    }
    if (code < (extra == 3   ? 0x10000u
                : extra == 2 ? 0x800u
                             : 0x80u) ||
        code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        refuse(reader, "no UTF-8");
    reader->at += extra + 1;
}

static void read_string(struct reader *reader)
{
    expect(reader, '"');
    while (peek(reader) != '"') {
        int c = peek(reader);
        if (c < 0x20)
            refuse(reader, c < 0 ? "the text does not end" : "a control character");
        if (c >= 0x80) {
            read_wide(reader);
            continue;
        }
        reader->at++;
        if (c == '\\')
            read_escape(reader);
    }
    reader->at++;
}

static bool read_digits(struct reader *reader)
{
    const unsigned char *from = reader->at;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at > from;
}

static void read_number(struct reader *reader)
{
    if (peek(reader) == '-')
        reader->at++;
    bool zero = peek(reader) == '0';
    const unsigned char *from = reader->at;
    if (!read_digits(reader) || (zero && reader->at - from > 1))
        refuse(reader, "no number");
    if (peek(reader) == '.') {
        reader->at++;
        if (!read_digits(reader))
            refuse(reader, "no digits behind the point");
    }
    if (peek(reader) == 'e' || peek(reader) == 'E') {
        reader->at++;
        if (peek(reader) == '-' || peek(reader) == '+')
            reader->at++;
        if (!read_digits(reader))
            refuse(reader, "no digits of the exponent");
    }
}

static void read_word(struct reader *reader, const char *word)
{
    for (; *word; word++)
        expect(reader, *word);
}

static void read_value(struct reader *reader, int depth);

static void read_items(struct reader *reader, char open, char close, int depth)
{
    expect(reader, open);
    skip_blanks(reader);
    if (peek(reader) == close) {
        reader->at++;
        return;
    }
    for (;;) {
        skip_blanks(reader);
        if (open == '{') {
            read_string(reader);
            skip_blanks(reader);
            expect(reader, ':');
            skip_blanks(reader);
        }
        read_value(reader, depth + 1);
        skip_blanks(reader);
        if (peek(reader) == close)
            break;
        expect(reader, ',');
    }
    reader->at++;
}

static void read_value(struct reader *reader, int depth)
{
    if (depth > DEPTH_LIMIT)
        refuse(reader, "too deep");
    switch (peek(reader)) {
    case '{': read_items(reader, '{', '}', depth); break;
    case '[': read_items(reader, '[', ']', depth); break;
    case '"': read_string(reader); break;
    case 't': read_word(reader, "true"); break;
    case 'f': read_word(reader, "false"); break;
    case 'n': read_word(reader, "null"); break;
    default: read_number(reader); break;
    }
}

static struct reader reader_of(const struct fuzz_output *output)
{
    const unsigned char *begin = (const unsigned char *)output->bytes;
    return (struct reader){ begin, begin + output->length, begin };
}

void fuzz_judge_json(const struct fuzz_output *output)
{
    struct reader reader = reader_of(output);
    skip_blanks(&reader);
    read_value(&reader, 0);
    expect(&reader, '\n');
    if (reader.at != reader.end)
        refuse(&reader, "more behind the document");
}

void fuzz_judge_json_lines(const struct fuzz_output *output)
{
    struct reader reader = reader_of(output);
    while (reader.at < reader.end) {
        const unsigned char *line = reader.at;
        read_value(&reader, 0);
        if (memchr(line, '\n', (size_t)(reader.at - line)))
            refuse(&reader, "a line feed within a result");
        expect(&reader, '\n');
    }
}

void fuzz_judge_text(const struct fuzz_output *output, bool color)
{
    struct reader reader = reader_of(output);
    while (reader.at < reader.end) {
        int c = *reader.at;
        if (c >= 0x80) {
            read_wide(&reader);
            continue;
        }
        if ((c < ' ' && c != '\n' && !(color && c == 0x1B)) || c == 0x7F)
            refuse(&reader, "a control character in a text");
        reader.at++;
    }
}
