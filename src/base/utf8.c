#include "base/utf8.h"

/* Per first byte: how long the character is, and the smallest code point that needs that length. */
static const struct {
    unsigned char mask, lead, length;
    uint32_t smallest;
} forms[] = {
    { 0x80, 0x00, 1, 0 },
    { 0xE0, 0xC0, 2, 0x80 },
    { 0xF0, 0xE0, 3, 0x800 },
    { 0xF8, 0xF0, 4, 0x10000 },
};

size_t cf_utf8_decode(const char *text, size_t length, uint32_t *code)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
        if ((bytes[0] & forms[form].mask) != forms[form].lead)
            continue;
        if (forms[form].length > length)
            return 0;
        uint32_t value = bytes[0] & (unsigned char)~forms[form].mask;
        for (size_t i = 1; i < forms[form].length; i++) {
            if ((bytes[i] & 0xC0) != 0x80)
                return 0;
            value = value << 6 | (bytes[i] & 0x3F);
        }
        if (value < forms[form].smallest || value > 0x10FFFF || (value & ~0x7FFu) == 0xD800)
            return 0;
        *code = value;
        return forms[form].length;
    }
    return 0;
}
