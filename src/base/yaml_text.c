#include "base/yaml_text.h"

#include <stdbool.h>
#include <string.h>

/* Words, numbers among them and what stands in units; nothing that YAML has a meaning for. */
static bool is_plain(const char *text)
{
    static const char inside[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789_ /^.*";
    char first = text[0];
    bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    size_t length = strspn(text, inside);
    return letter && !text[length] && text[length - 1] != ' ';
}

/* Room for the text if every character of it had to be escaped, in quotes. */
static char *escape(const char *text, char *out)
{
    *out++ = '"';
    for (; *text; text++) {
        if (strchr("\"\\\n\t", *text))
            *out++ = '\\';
        *out++ = *text == '\n' ? 'n' : *text == '\t' ? 't' : *text;
    }
    *out++ = '"';
    return out;
}

const char *cf_yaml_text(struct cf_arena *arena, const char *text)
{
    if (is_plain(text))
        return text;
    char *quoted = cf_arena_alloc(arena, 2 * strlen(text) + 3); /* zeroed */
    if (quoted)
        escape(text, quoted);
    return quoted;
}
