/* Messages of SARIF know links and placeholders; user text must not become either. */
#include <string.h>

#include "output/escape.h"
#include "output/sarif.h"

/* Not by the escapes that the standard has for it: most readers show those as they are. */
static bool wants_blank_behind(const char *text)
{
    if (text[0] == ']')
        return text[1] == '(';
    if (text[0] != '{')
        return false;
    size_t digits = strspn(text + 1, "0123456789");
    return digits && text[1 + digits] == '}';
}

const char *cf_sarif_text(struct cf_arena *arena, const char *text)
{
    const char *clean = cf_clean_literal(arena, text);
    if (!strpbrk(clean, "]{"))
        return clean;
    char *result = cf_arena_array(arena, strlen(clean) + 1, 2), *out = result;
    if (!result)
        return "";
    for (; *clean; clean++) {
        *out++ = *clean;
        if (wants_blank_behind(clean))
            *out++ = ' ';
    }
    *out = '\0';
    return result;
}
