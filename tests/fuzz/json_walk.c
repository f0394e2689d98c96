#include "json_walk.h"

#include <stdlib.h>
#include <string.h>

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \n");
}

static const char *behind_text(const char *at)
{
    for (at++; *at != '"'; at++)
        at += *at == '\\';
    return at + 1;
}

/* Brackets within texts do not count. */
static const char *behind_container(const char *at)
{
    int depth = 0;
    do {
        if (*at == '"') {
            at = behind_text(at);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
    } while (depth);
    return at;
}

size_t fuzz_json_length(const char *value)
{
    if (*value == '"')
        return (size_t)(behind_text(value) - value);
    if (*value == '{' || *value == '[')
        return (size_t)(behind_container(value) - value);
    return strcspn(value, " \n,]}");
}

/* Of an object the value behind the key. */
static const char *value_at(const char *at, bool keyed)
{
    if (keyed)
        at = skip_blanks(skip_blanks(behind_text(at)) + 1);
    return at;
}

static bool is_key(const char *at, const char *key)
{
    size_t length = strlen(key);
    return strncmp(at + 1, key, length) == 0 && at[1 + length] == '"';
}

const char *fuzz_json_member(const char *object, const char *key)
{
    if (!object || *object != '{')
        return NULL;
    for (const char *at = skip_blanks(object + 1); *at == '"';) {
        const char *value = value_at(at, true);
        if (is_key(at, key))
            return value;
        at = skip_blanks(value + fuzz_json_length(value));
        at = skip_blanks(at + (*at == ','));
    }
    return NULL;
}

const char *fuzz_json_need(const char *object, const char *path)
{
    const char *at = object;
    for (const char *part = path; at && *part;) {
        char key[32];
        size_t length = strcspn(part, ".");
        memcpy(key, part, length);
        key[length] = '\0';
        at = fuzz_json_member(at, key);
        part += length + (part[length] == '.');
    }
    if (!at)
        fuzz_fail("no %s: %.200s", path, object);
    return at;
}

const char *fuzz_json_first(const char *container)
{
    const char *at = skip_blanks(container + 1);
    return *at == ']' || *at == '}' ? NULL : value_at(at, *container == '{');
}

const char *fuzz_json_next(const char *item)
{
    const char *at = skip_blanks(item + fuzz_json_length(item));
    return *at == ',' ? skip_blanks(at + 1) : NULL;
}

size_t fuzz_json_count(const char *array)
{
    size_t count = 0;
    for (const char *item = fuzz_json_first(array); item; item = fuzz_json_next(item))
        count++;
    return count;
}

bool fuzz_json_same(const char *a, const char *b)
{
    size_t length = fuzz_json_length(a);
    return length == fuzz_json_length(b) && memcmp(a, b, length) == 0;
}

size_t fuzz_json_whole(const char *value, size_t least)
{
    size_t digits = strspn(value, "0123456789");
    unsigned long number = strtoul(value, NULL, 10);
    if (!digits || digits > 9 || digits != fuzz_json_length(value) || number < least)
        fuzz_fail("no whole number from %zu: %.40s", least, value);
    return number;
}
