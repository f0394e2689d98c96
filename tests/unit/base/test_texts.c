/* Characters of UTF-8, and texts on their way into YAML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "base/yaml_text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void characters_are_decoded_strictly(void **state)
{
    static const struct {
        const char *text;
        size_t length, bytes; /* 0: it is none */
        uint32_t code;
    } cases[] = {
        { "a", 1, 1, 'a' },
        { "\xc3\xa9", 2, 2, 0xe9 },
        { "\xe5\xa4\xa7", 3, 3, 0x5927 },
        { "\xf0\x9f\x98\x80", 4, 4, 0x1f600 },
        { "\xf4\x8f\xbf\xbf", 4, 4, 0x10ffff },
        { "\xc3(", 2, 0, 0 }, /* no character goes on so */
        { "\xe5\xa4\xc3", 3, 0, 0 },
        { "\xe5\xa4\xa7", 2, 0, 0 }, /* the end of the text within a character */
        { "\x80", 1, 0, 0 },         /* none begins so */
        { "\xff", 1, 0, 0 },
        { "\xc0\x80", 2, 0, 0 }, /* too long for what it is */
        { "\xe0\x9f\xbf", 3, 0, 0 },
        { "\xed\xa0\x80", 3, 0, 0 },     /* a surrogate */
        { "\xf4\x90\x80\x80", 4, 0, 0 }, /* beyond the last code point */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t code = 0;
        assert_int_equal(cf_utf8_decode(cases[i].text, cases[i].length, &code), cases[i].bytes);
        assert_int_equal(code, cases[i].code);
    }
}

static void what_yaml_could_misread_is_quoted(void **state)
{
    static const struct {
        const char *text, *scalar;
    } cases[] = {
        { "km", "km" },
        { "Zoo 2", "Zoo 2" },
        { "a/b^2", "a/b^2" },
        { "", "\"\"" },
        { "2m", "\"2m\"" },
        { "[m", "\"[m\"" },
        { "{m", "\"{m\"" },
        { "m ", "\"m \"" },
        { " m", "\" m\"" },
        { "a: b", "\"a: b\"" },
        { "a\"b\\", "\"a\\\"b\\\\\"" },
        { "a\nb\tc", "\"a\\nb\\tc\"" },
        { "大", "\"大\"" },
    };
    struct cf_arena arena = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(cf_yaml_text(&arena, cases[i].text), cases[i].scalar);
    cf_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_decoded_strictly),
        cmocka_unit_test(what_yaml_could_misread_is_quoted),
    };
    return cmocka_run_group_tests_name("texts", tests, NULL, NULL);
}
