#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_fixture.h"

#define BYTES(text) (text), sizeof(text) - 1

static bool scan(struct load_fixture *fixture, const char *bytes, size_t length)
{
    load_begin(fixture, bytes, length);
    return cf_scan(&fixture->reading);
}

static void plain_text_passes(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_true(scan(&f, BYTES("a: b\n\tc: d # e\r\nf: ~!@$%^&*()\r\n")));
    assert_true(f.reading.ascii);
    assert_diag_count(&f, 0);
    load_end(&f);
    assert_true(scan(&f, BYTES("名: 大连 é 🌏\n")));
    assert_false(f.reading.ascii);
    assert_diag_count(&f, 0);
    load_end(&f);
    assert_true(scan(&f, BYTES("")));
    load_end(&f);
}

static void a_byte_order_mark_counts_for_nothing(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_true(scan(&f, BYTES("\xEF\xBB\xBF"
                               "a: b\n")));
    assert_int_equal(f.reading.source->length, 5);
    assert_string_equal(f.reading.source->text, "a: b\n");
    load_end(&f);
    assert_false(scan(&f, BYTES("\xEF\xBB\xBF\xEF\xBB\xBF")));
    assert_diag(&f, 0, "1:1:1 yaml-control-character");
    load_end(&f);
}

/* At every place of a word of eight bytes. */
static void an_unwanted_byte_is_found_anywhere(void **state)
{
    static const char unwanted[] = { 0x01, 0x08, 0x0B, 0x1F, 0x7F, '\0' };
    char text[40], expected[64];
    (void)state;
    for (size_t i = 0; i < sizeof unwanted; i++)
        for (unsigned at = 2; at < sizeof text; at++) { /* a NUL at 0 or 1 means UTF-16 */
            struct load_fixture f;
            memset(text, 'x', sizeof text);
            text[at] = unwanted[i];
            assert_false(scan(&f, text, sizeof text));
            snprintf(expected, sizeof expected, "1:%u:1 yaml-control-character", at + 1);
            assert_diag_count(&f, 1);
            assert_diag(&f, 0, expected);
            load_end(&f);
        }
}

static void columns_are_characters(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_true(scan(&f, BYTES("x\n大连🌏\xE2\x80\xAEy")));
    assert_diag(&f, 0, "2:4:1 yaml-control-character");
    load_end(&f);
    assert_false(scan(&f, BYTES("x\r\n大\x07")));
    assert_diag(&f, 0, "2:2:1 yaml-control-character");
    load_end(&f);
}

static void a_run_is_one_fault(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_false(scan(&f, BYTES("ab\0\0\0\0c\0")));
    assert_diag_count(&f, 2);
    assert_diag(&f, 0, "1:3:4 yaml-control-character");
    assert_diag(&f, 1, "1:8:1 yaml-control-character");
    load_end(&f);
    assert_true(scan(&f, BYTES("\xE2\x80\xAE\xE2\x80\xAE\xE2\x80\xAD")));
    assert_diag_count(&f, 2);
    load_end(&f);
}

static void lone_returns_are_said_once(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_false(scan(&f, BYTES("a: b\r\nc: d\re: f\rg: h")));
    assert_diag_count(&f, 1);
    assert_diag(&f, 0, "2:5:1 yaml-control-character");
    load_end(&f);
    assert_false(scan(&f, BYTES("a: b\r")));
    assert_diag_count(&f, 1);
    load_end(&f);
}

static void other_encodings_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *diag;
    } rows[] = {
        { BYTES("\xFF\xFE"), "1:1:1 yaml-encoding" },
        { BYTES("\xFE\xFF\0a"), "1:1:1 yaml-encoding" },
        { BYTES("a\0b\0"), "1:1:1 yaml-encoding" },
        { BYTES("\0a\0b"), "1:1:1 yaml-encoding" },
        { BYTES("ok\nZ\xFCrich"), "2:2:1 yaml-encoding" },
        { BYTES("\xC0\xAF"), "1:1:1 yaml-encoding" },         /* overlong */
        { BYTES("\xE0\x80\xAF"), "1:1:1 yaml-encoding" },     /* overlong */
        { BYTES("\xED\xA0\x80"), "1:1:1 yaml-encoding" },     /* surrogate */
        { BYTES("\xF4\x90\x80\x80"), "1:1:1 yaml-encoding" }, /* above U+10FFFF */
        { BYTES("xx\xE5\xA4"), "1:3:1 yaml-encoding" },       /* cut off */
        { BYTES("xx\x80"), "1:3:1 yaml-encoding" },           /* goes on with nothing */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct load_fixture f;
        assert_false(scan(&f, rows[i].bytes, rows[i].length));
        assert_diag_count(&f, 1);
        assert_diag(&f, 0, rows[i].diag);
        load_end(&f);
    }
}

static void characters_at_the_edges(void **state)
{
    static const uint32_t bad[] = { 0x85,   0x80,   0x9F,   0x61C,  0x200E, 0x200F, 0x2028, 0x2029,
                                    0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xFFFE, 0xFFFF };
    static const uint32_t good[] = { 0x09,   0x0A,   0x20,    0x7E,   0xA0,
                                     0x61B,  0x200D, 0x2010,  0x2027, 0x202F,
                                     0x2065, 0x206A, 0x10000, 0xFFFD, 0x5927 };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(cf_unwanted_character(bad[i]));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(cf_unwanted_character(good[i]));
}

static void directives_are_refused_before_parsing(void **state)
{
    struct load_fixture f;
    (void)state;
    assert_false(scan(&f, BYTES("# c\r\n\n%YAML 1.1\n---\na: b\n")));
    assert_diag(&f, 0, "3:1:5 yaml-tag");
    load_end(&f);
    assert_false(scan(&f, BYTES("a: b\n...\n%TAG !e! x\n")));
    assert_diag(&f, 0, "3:1:4 yaml-tag");
    load_end(&f);
    assert_false(scan(&f, BYTES("%")));
    load_end(&f);
    assert_true(scan(&f, BYTES("# only a comment")));
    load_end(&f);
    assert_true(scan(&f, BYTES("a: 5%\n  %TAG\n")));
    load_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_passes),
        cmocka_unit_test(a_byte_order_mark_counts_for_nothing),
        cmocka_unit_test(an_unwanted_byte_is_found_anywhere),
        cmocka_unit_test(columns_are_characters),
        cmocka_unit_test(a_run_is_one_fault),
        cmocka_unit_test(lone_returns_are_said_once),
        cmocka_unit_test(other_encodings_are_refused),
        cmocka_unit_test(characters_at_the_edges),
        cmocka_unit_test(directives_are_refused_before_parsing),
    };
    return cmocka_run_group_tests_name("load/scan", tests, NULL, NULL);
}
