#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "load/marks.h"

/* The offset of each character, by walking. */
static size_t walk(const char *text, size_t index)
{
    size_t byte = 0;
    for (; text[byte]; byte++)
        if (((unsigned char)text[byte] & 0xC0) != 0x80 && index-- == 0)
            break;
    return byte;
}

static const char text[] =
    "a: é\r\n大连市: \"🌏🌏\" # ende\nx: 12345678901234567890 ß\n大大大大大大大大大大";

static struct cf_marks begin(const struct cf_source *source)
{
    return (struct cf_marks){ .source = source };
}

static void every_character_has_its_byte(void **state)
{
    struct cf_source source = { "x", text, sizeof text - 1 };
    struct cf_marks marks = begin(&source);
    (void)state;
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(cf_marks_byte(&marks, i), walk(text, i));
}

static void marks_may_jump(void **state)
{
    struct cf_source source = { "x", text, sizeof text - 1 };
    struct cf_marks marks = begin(&source);
    (void)state;
    for (size_t from = 0; from < 70; from++)
        for (size_t to = 0; to < 70; to += 7) {
            assert_int_equal(cf_marks_byte(&marks, from), walk(text, from));
            assert_int_equal(cf_marks_byte(&marks, to), walk(text, to));
        }
}

static void ascii_needs_no_walk(void **state)
{
    struct cf_source source = { "x", "abc", 3 };
    struct cf_marks marks = { .source = &source, .ascii = true };
    (void)state;
    assert_int_equal(cf_marks_byte(&marks, 2), 2);
    assert_int_equal(cf_marks_byte(&marks, 3), 3);
    assert_int_equal(cf_marks_byte(&marks, 9), 3); /* libyaml's marks go on behind the end */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_has_its_byte),
        cmocka_unit_test(marks_may_jump),
        cmocka_unit_test(ascii_needs_no_walk),
    };
    return cmocka_run_group_tests_name("load/marks", tests, NULL, NULL);
}
