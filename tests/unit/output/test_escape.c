/* What user text looks like when it is written, and how wide it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "output/columns.h"
#include "output/escape.h"

static void check_clean(const char *text, const char *expected)
{
    struct cf_arena arena = { 0 };
    assert_string_equal(cf_clean(&arena, text), expected);
    cf_arena_clear(&arena);
}

static void clean_text_is_left_alone(void **state)
{
    (void)state;
    struct cf_arena arena = { 0 };
    const char *text = "Dalian Software Park";
    assert_ptr_equal(cf_clean(&arena, text), text);
    assert_string_equal(cf_clean(&arena, NULL), "");
    check_clean("大连 Münster", "大连 Münster");
    cf_arena_clear(&arena);
}

static void white_space_is_folded(void **state)
{
    (void)state;
    check_clean(" a\n\tb\r\n  c ", "a b c");
    check_clean("\n", "");
    check_clean("a b ", "a b");
    check_clean(" a", "a");
    struct cf_arena arena = { 0 };
    assert_string_equal(cf_clean_literal(&arena, " a  b\n"), " a  b ");
    cf_arena_clear(&arena);
}

static void hidden_characters_are_shown(void **state)
{
    (void)state;
    check_clean("\x1b[2J", "<U+001B>[2J");
    check_clean("a\x7f", "a<U+007F>");
    check_clean("\xc2\x9b", "<U+009B>");            /* CSI, one of the C1 controls */
    check_clean("a\xe2\x80\xae\x62", "a<U+202E>b"); /* right-to-left override */
    check_clean("a\xe2\x81\xa6\x62", "a<U+2066>b"); /* left-to-right isolate */
    check_clean("a\xe2\x80\x8b\x62", "a<U+200B>b"); /* zero-width space */
    check_clean("\xef\xbb\xbf", "<U+FEFF>");        /* byte order mark */
    check_clean("\xe2\x80\xa8", "<U+2028>");        /* line separator */
    check_clean("\xc2\xad", "<U+00AD>");            /* soft hyphen */
    check_clean("\xe3\x85\xa4", "<U+3164>");        /* Hangul filler */
    check_clean("\xf3\xa0\x80\x81", "<U+E0001>");   /* language tag */
    check_clean("\xef\xbe\xa0", "<U+FFA0>");        /* halfwidth Hangul filler */
    check_clean("\xcd\x8f", "<U+034F>");            /* combining grapheme joiner */
    check_clean("\xe1\x85\x9f", "<U+115F>");        /* Hangul choseong filler */
    check_clean("\xe1\xa0\x8e", "<U+180E>");        /* Mongolian vowel separator */
    check_clean("\xf4\x8f\xbf\xbf", "<U+10FFFF>");  /* no character */
    check_clean("\xf3\xb0\x80\x80\x07", "\xf3\xb0\x80\x80<U+0007>"); /* private use */
    check_clean("\x1f", "<U+001F>");                                 /* no user text makes a tie */
}

/* They belong to the character before them, which they change the look of. */
static void selectors_of_variants_stay(void **state)
{
    (void)state;
    check_clean("\xe2\x9c\x94\xef\xb8\x8f", "\xe2\x9c\x94\xef\xb8\x8f");         /* U+FE0F */
    check_clean("\xe8\x91\x9b\xf3\xa0\x84\x80", "\xe8\x91\x9b\xf3\xa0\x84\x80"); /* U+E0100 */
    check_clean("\xe1\xa0\xa0\xe1\xa0\x8b", "\xe1\xa0\xa0\xe1\xa0\x8b");         /* U+180B */
    check_clean("\xe1\xa0\xa0\xe1\xa0\x8f", "\xe1\xa0\xa0\xe1\xa0\x8f");         /* U+180F */
}

static void a_literal_text_keeps_its_blanks(void **state)
{
    struct cf_arena arena = { 0 };
    (void)state;
    assert_string_equal(cf_clean_literal(&arena, " a  b "), " a  b ");
    assert_string_equal(cf_clean_literal(&arena, " a\t\x07"), " a <U+0007>");
    assert_string_equal(cf_clean_literal(&arena, "ab"), "ab");
    cf_arena_clear(&arena);
}

static void faulty_bytes_are_shown(void **state)
{
    (void)state;
    check_clean("a\xff", "a<FF>");
    check_clean("\xc3", "<C3>");
    check_clean("\xed\xa0\x80", "<ED><A0><80>"); /* a surrogate */
    check_clean("\xe5\xa4", "<E5><A4>");         /* the end of the text within a character */
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(cf_columns("Dalian"), 6);
    assert_int_equal(cf_columns("大连"), 4);
    assert_int_equal(cf_columns("e\xcc\x81"), 1); /* a combining acute accent */
    assert_int_equal(cf_columns("\xe2\x80\xae"), 8);
    assert_int_equal(cf_columns("15" CF_TIE "≥"), 4);
    assert_int_equal(cf_columns("葛\xf3\xa0\x84\x80"), 2); /* with a variation selector */
}

static void texts_are_cut_to_columns(void **state)
{
    (void)state;
    struct cf_arena arena = { 0 };
    assert_string_equal(cf_cut(&arena, "Dalian", 6, "…"), "Dalian");
    assert_string_equal(cf_cut(&arena, "Dalian City", 8, "…"), "Dalian…");
    assert_string_equal(cf_cut(&arena, "大连市", 4, "…"), "大…");
    assert_string_equal(cf_cut(&arena, "Dalian", 4, "..."), "D...");
    assert_string_equal(cf_cut(&arena, "Dalian", 2, "..."), "...");
    assert_string_equal(cf_cut(&arena, "   Dalian", 3, "…"), "…");
    assert_string_equal(cf_cut(&arena, "15" CF_TIE "≥" CF_TIE "10", 4, "…"), "15…");
    assert_int_equal(cf_fit("e\xcc\x81x", 1), 3); /* the accent stays with its letter */
    cf_arena_clear(&arena);
}

static void check_wrap(const char *text, size_t columns, const char *const *expected)
{
    for (; *expected; expected++) {
        const char *line;
        size_t length = cf_wrap(&text, columns, &line);
        assert_int_equal(length, strlen(*expected));
        assert_memory_equal(line, *expected, length);
    }
    const char *line;
    assert_int_equal(cf_wrap(&text, columns, &line), 0);
}

static void texts_are_wrapped_at_blanks_first(void **state)
{
    (void)state;
    check_wrap("one two  three", 7, (const char *const[]){ "one two", "three", NULL });
    check_wrap("15" CF_TIE "≥" CF_TIE "10, derived", 9,
               (const char *const[]){ "15" CF_TIE "≥" CF_TIE "10,", "derived", NULL });
    check_wrap("15" CF_TIE "≥" CF_TIE "10", 5,
               (const char *const[]){ "15" CF_TIE "≥", "10", NULL });
    check_wrap("abcdef", 4, (const char *const[]){ "abcd", "ef", NULL });
    check_wrap("大连市", 5, (const char *const[]){ "大连", "市", NULL });
    check_wrap("大", 1, (const char *const[]){ "大", NULL });
    check_wrap("", 4, (const char *const[]){ NULL });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_text_is_left_alone),
        cmocka_unit_test(white_space_is_folded),
        cmocka_unit_test(hidden_characters_are_shown),
        cmocka_unit_test(selectors_of_variants_stay),
        cmocka_unit_test(a_literal_text_keeps_its_blanks),
        cmocka_unit_test(faulty_bytes_are_shown),
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(texts_are_cut_to_columns),
        cmocka_unit_test(texts_are_wrapped_at_blanks_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
