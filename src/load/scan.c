#include "load/tree.h"

#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static const struct cf_source *make_source(struct cf_arena *arena, const struct cf_input *input,
                                           const char *bytes)
{
    size_t skip = input->length >= 3 && memcmp(input->bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    struct cf_source *source = cf_arena_alloc(arena, sizeof *source);
    const char *name = cf_arena_copy(arena, input->name, strlen(input->name));
    if (!source || !name || !bytes)
        return NULL;
    *source = (struct cf_source){ name, bytes + skip, input->length - skip };
    return source;
}

const struct cf_source *cf_source_copy(struct cf_arena *arena, const struct cf_input *input)
{
    return make_source(arena, input, cf_arena_copy(arena, input->bytes, input->length));
}

const struct cf_source *cf_source_take(struct cf_arena *arena, const struct cf_input *input)
{
    if (!input->release)
        return cf_source_copy(arena, input);
    bool taken = cf_arena_take(arena, input->owner, input->release);
    return taken ? make_source(arena, input, input->bytes) : NULL;
}

/* Ranges of characters that hide or reorder text, or that break lines in some programs only. */
static const struct {
    uint32_t first, last;
    const char *what;
} unwanted[] = {
    { 0x00, 0x08, "a control character" },
    { 0x0B, 0x0C, "a control character" },
    { 0x0D, 0x0D, "a carriage return without a line feed" },
    { 0x0E, 0x1F, "a control character" },
    { 0x7F, 0x84, "a control character" },
    { 0x85, 0x85, "a next-line character, which only some programs take for a line break" },
    { 0x86, 0x9F, "a control character" },
    { 0x061C, 0x061C, "a character that changes the direction of text" },
    { 0x200E, 0x200F, "a character that changes the direction of text" },
    { 0x2028, 0x2029, "a line separator, which only some programs take for a line break" },
    { 0x202A, 0x202E, "a character that changes the direction of text" },
    { 0x2066, 0x2069, "a character that changes the direction of text" },
    { 0xFEFF, 0xFEFF, "a byte order mark inside the file" },
    { 0xFFFE, 0xFFFF, "a code point that is no character" },
};

const char *cf_unwanted_character(uint32_t code)
{
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        if (code >= unwanted[i].first && code <= unwanted[i].last)
            return unwanted[i].what;
    return NULL;
}

static struct cf_pos at(const struct cf_reading *reading, size_t offset, size_t length)
{
    return (struct cf_pos){ reading->source, (uint32_t)offset, (uint32_t)length };
}

/* UTF-16 and UTF-32 begin with a mark, or have a NUL in every second byte of plain text. */
static bool is_wide(const struct cf_source *source)
{
    const unsigned char *bytes = (const unsigned char *)source->text;
    if (source->length < 2)
        return false;
    return (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) ||
           !bytes[0] != !bytes[1];
}

static bool report_encoding(struct cf_reading *reading, size_t offset)
{
    if (is_wide(reading->source)) {
        cf_report(reading->diags, CF_R_YAML_ENCODING, at(reading, 0, 1),
                  "the file is not UTF-8 but looks like UTF-16 or UTF-32");
    } else {
        cf_report(reading->diags, CF_R_YAML_ENCODING, at(reading, offset, 1),
                  "byte 0x%02X is not valid UTF-8 here",
                  (unsigned)(unsigned char)reading->source->text[offset]);
    }
    cf_report_hint(reading->diags, "save the file as UTF-8");
    return false;
}

/* Almost all bytes of a file: printable ASCII, tabs and line feeds. */
static bool is_usual(unsigned char byte)
{
    return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* Has one of eight bytes, the top bit of which is 0 in `word`, this value? The others have their
 * top bit set in the result. */
static uint64_t differs(uint64_t word, uint64_t ones, unsigned char byte)
{
    return (word ^ ones * byte) + ones * 0x7F;
}

/* Are these eight bytes usual? Without a branch for each, which is what takes the time of a scan.
 */
static bool are_usual(const char *text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t low = word & ~tops;
    uint64_t unlike = ~(low + ones * (0x80 - ' ')); /* top bit: a byte below the blank */
    unlike &= differs(low, ones, '\n') & differs(low, ones, '\t');
    return !((unlike | word | (low + ones)) & tops); /* or one from 0x7F on */
}

/* How many usual bytes the text begins with. */
static size_t usual_bytes(const char *text, size_t length)
{
    size_t i = 0;
    while (length - i >= sizeof(uint64_t) && are_usual(text + i))
        i += sizeof(uint64_t);
    while (i < length && is_usual((unsigned char)text[i]))
        i++;
    return i;
}

/* libyaml refuses the one and counts lines by the other. */
static bool stops_parsing(uint32_t code)
{
    return code < 0xA0 || code == 0x2028 || code == 0x2029 || code >= 0xFEFF;
}

/* Reports the character at `from` if it is unwanted, once for a run of it; returns its end. */
static size_t check_character(struct cf_reading *reading, size_t from, size_t size, uint32_t code,
                              bool *parseable)
{
    const char *text = reading->source->text;
    const char *what = cf_unwanted_character(code);
    size_t end = from + size;
    if (!what)
        return end;
    while (end + size <= reading->source->length && memcmp(text + from, text + end, size) == 0)
        end += size;
    cf_report(reading->diags, CF_R_YAML_CONTROL, at(reading, from, end - from), "U+%04X is %s",
              (unsigned)code, what);
    cf_report_hint(reading->diags, "delete it");
    if (stops_parsing(code))
        *parseable = false;
    return end;
}

/* Files of old Macs have one instead of each line feed: said once. */
static bool report_returns(struct cf_reading *reading, size_t offset)
{
    cf_report(reading->diags, CF_R_YAML_CONTROL, at(reading, offset, 1), "U+000D is %s",
              cf_unwanted_character('\r'));
    cf_report_hint(reading->diags, "save the file with line breaks of LF or CRLF");
    return false;
}

/* Refused before libyaml sees them: it compares each %TAG with all before it. */
static bool check_directives(struct cf_reading *reading)
{
    const char *text = reading->source->text, *line = text;
    while (strchr("#\r\n", *line) && *line) { /* comments and blank lines */
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    if (*line != '%') {
        line = strstr(line, "\n%TAG");
        if (!line)
            return true;
        line++;
    }
    cf_report(reading->diags, CF_R_YAML_TAG,
              at(reading, (size_t)(line - text), strcspn(line, " \r\n")), "YAML directive");
    cf_report_hint(reading->diags, "delete the lines that begin with '%%'");
    return false;
}

bool cf_scan(struct cf_reading *reading)
{
    const char *text = reading->source->text;
    size_t length = reading->source->length, next = 0;
    bool parseable = true, returns = false;

    if (is_wide(reading->source))
        return report_encoding(reading, 0);
    reading->ascii = true;
    for (size_t i = usual_bytes(text, length); i < length;
         i = next + usual_bytes(text + next, length - next)) {
        uint32_t code = (unsigned char)text[i];
        size_t size = 1;
        next = i + 1;
        if (code >= 0x80) {
            reading->ascii = false;
            size = cf_utf8_decode(text + i, length - i, &code);
            if (!size)
                return report_encoding(reading, i);
        }
        if (code != '\r')
            next = check_character(reading, i, size, code, &parseable);
        else if (text[next] != '\n' && !returns)
            returns = !report_returns(reading, i);
    }
    return parseable && !returns && check_directives(reading);
}
