#include "output/uri.h"

#include <string.h>

const char *cf_path_without_dot(const char *file)
{
    while (file[0] == '.' && file[1] == '/')
        for (file += 2; *file == '/';)
            file++;
    return file;
}

bool cf_uri_is_absolute(const char *file)
{
    return *file == '/';
}

/* A ':' would make a scheme of the first part. */
static bool stands_for_itself(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~' || c == '/';
}

static char *encode(char *out, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;
    if (stands_for_itself(c)) {
        *out++ = c;
        return out;
    }
    *out++ = '%';
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 0xf];
    return out;
}

const char *cf_uri_of_file(struct cf_arena *arena, const char *file)
{
    static const char scheme[] = "file://";
    file = cf_path_without_dot(file);
    char *uri = cf_arena_array(arena, strlen(file) + sizeof scheme, 3);
    if (!uri)
        return NULL;
    char *out = uri;
    if (cf_uri_is_absolute(file)) {
        memcpy(out, scheme, sizeof scheme - 1);
        out += sizeof scheme - 1;
    }
    while (*file)
        out = encode(out, *file++);
    *out = '\0';
    return uri;
}
