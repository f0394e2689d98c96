#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/hint.h"
#include "base/suggest.h"

static const char *nearest(const char *text, const char *const *candidates)
{
    struct cf_suggestion suggestion = { .text = text };
    for (; *candidates; candidates++)
        cf_suggest(&suggestion, *candidates);
    return suggestion.best;
}

static bool is_near(const char *text, const char *candidate)
{
    const char *const candidates[] = { candidate, NULL };
    return nearest(text, candidates);
}

static void near_words(void **state)
{
    (void)state;
    assert_true(is_near("yaer", "year"));    /* swapped */
    assert_true(is_near("sorce", "source")); /* left out */
    assert_true(is_near("indexx", "index")); /* put in */
    assert_true(is_near("atlaest", "at_least"));
    assert_true(is_near("AT-LEAST", "at_least")); /* case and hyphens cost nothing */
    assert_true(is_near("at least", "at_least"));
    assert_true(is_near("is", "is_"));
}

static void far_words(void **state)
{
    (void)state;
    assert_false(is_near("x", "y"));
    assert_false(is_near("ab", "cd"));
    assert_false(is_near("min", "at_least"));
    assert_false(is_near("question", "ask"));
    assert_false(is_near("", "id"));
    assert_false(is_near("id", ""));
    assert_false(is_near("abcdefgh", "efghabcd"));
}

static void the_nearest_wins_and_of_equals_the_first(void **state)
{
    static const char *const units[] = { "firms", "films", "firm", NULL };
    static const char *const equals[] = { "cat", "cut", NULL };
    (void)state;
    assert_string_equal(nearest("firm", units), "firm");
    assert_string_equal(nearest("fims", units), "firms");
    assert_string_equal(nearest("cxt", equals), "cat");
}

static void long_words_are_left_alone(void **state)
{
    char text[80], other[80];
    (void)state;
    memset(text, 'a', sizeof text);
    memset(other, 'a', sizeof other);
    text[64] = other[64] = '\0';
    other[63] = 'b';
    assert_true(is_near(text, other));
    text[64] = other[64] = 'a';
    text[65] = other[65] = '\0';
    assert_false(is_near(text, other));
}

/* The plain definition, to compare the quick one with. */
static size_t edits(const char *a, size_t m, const char *b, size_t n)
{
    static size_t table[70][70];
    for (size_t i = 0; i <= m; i++)
        for (size_t j = 0; j <= n; j++) {
            size_t best = i + j;
            if (i && table[i - 1][j] + 1 < best)
                best = table[i - 1][j] + 1;
            if (j && table[i][j - 1] + 1 < best)
                best = table[i][j - 1] + 1;
            if (i && j && table[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
                best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    return table[m][n];
}

static void distances_are_those_of_the_definition(void **state)
{
    uint32_t random = 1;
    (void)state;
    for (int round = 0; round < 200000; round++) {
        char text[2][12] = { "", "" };
        size_t length[2];
        for (int k = 0; k < 2; k++) {
            random = random * 1664525u + 1013904223u;
            length[k] = random >> 24 & 7;
            for (size_t i = 0; i < length[k]; i++) {
                random = random * 1664525u + 1013904223u;
                text[k][i] = (char)('a' + (random >> 24) % 3);
            }
        }
        struct cf_suggestion suggestion = { .text = text[0] };
        cf_suggest(&suggestion, text[1]);
        size_t distance = edits(text[0], length[0], text[1], length[1]);
        size_t allowed = length[0] < 3 ? 1 : 2,
               shorter = length[0] < length[1] ? length[0] : length[1];
        assert_int_equal(suggestion.best != NULL, distance <= allowed && distance < shorter);
        if (suggestion.best)
            assert_int_equal(suggestion.distance, distance);
    }
}

static void candidates_are_listed_and_counted(void **state)
{
    size_t guesses = 2;
    struct cf_suggestion suggestion = { .text = "firm", .guesses = &guesses };
    (void)state;
    cf_suggest(&suggestion, "person");
    cf_suggest(&suggestion, "year");
    cf_suggest(&suggestion, "firms");
    assert_int_equal(guesses, 0);
    assert_null(suggestion.best);
    assert_string_equal(suggestion.all, "person, year");
}

static void a_long_list_is_cut_between_candidates(void **state)
{
    struct cf_suggestion suggestion = { .text = "x" };
    (void)state;
    for (int i = 0; i < 100; i++)
        cf_suggest(&suggestion, "candidate");
    assert_in_range(strlen(suggestion.all), 240, 255);
    assert_string_equal(suggestion.all + strlen(suggestion.all) - 9, "candidate");
}

static void hints_for_numbers(void **state)
{
    static const struct {
        const char *text, *part;
    } rows[] = {
        { "012", "leading zeros" },
        { "-012", "leading zeros" },
        { "0x1F", "decimal number" },
        { "0b1", "decimal number" },
        { "1_000", "'_'" },
        { "1:30", "decimal number" },
        { "+1", "'+'" },
        { ".5", "0 before" },
        { "5.", "last '.'" },
        { "17,000", "thousands" },
        { "1,234,567", "thousands" },
        { "1.234.567", "thousands" },
        { "1'000", "thousands" },
        { "17 000", "thousands" },
        { "40,5", "decimal comma" },
        { "5-10", "between" },
        { "<5", "at_most" },
        { "~5", "about" },
        { "5%", "percent" },
        { "5 km", "'unit'" },
        { "$5", "'unit'" },
        { "n.a.", "missing" },
        { "null", "missing" },
        { "five", "such as 29" },
        { "", "write a number" },
        { "1e999", "larger" },
        { "-", "missing" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_non_null(strstr(cf_number_hint(rows[i].text, true), rows[i].part));
    assert_non_null(strstr(cf_number_hint("5", false), "quotes"));
    assert_non_null(strstr(cf_number_hint("1,000", false), "thousands"));
}

static void hints_for_flags_and_years(void **state)
{
    (void)state;
    assert_string_equal(cf_flag_meant("YES"), "true");
    assert_string_equal(cf_flag_meant("Off"), "false");
    assert_null(cf_flag_meant("maybe"));
    assert_null(cf_flag_meant(""));
    assert_string_equal(cf_flag_hint("no", true), "did you mean false?");
    assert_string_equal(cf_flag_hint("true", false), "write true without quotes");
    assert_string_equal(cf_flag_hint("1", true), "write true or false");
    assert_non_null(strstr(cf_year_hint("2006-2007", true), "since"));
    assert_non_null(strstr(cf_year_hint("2007", false), "quotes"));
    assert_non_null(strstr(cf_year_hint("07", true), "four digits"));
    assert_non_null(strstr(cf_year_hint("May 2007", true), "'note'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_words),
        cmocka_unit_test(far_words),
        cmocka_unit_test(the_nearest_wins_and_of_equals_the_first),
        cmocka_unit_test(long_words_are_left_alone),
        cmocka_unit_test(distances_are_those_of_the_definition),
        cmocka_unit_test(candidates_are_listed_and_counted),
        cmocka_unit_test(a_long_list_is_cut_between_candidates),
        cmocka_unit_test(hints_for_numbers),
        cmocka_unit_test(hints_for_flags_and_years),
    };
    return cmocka_run_group_tests_name("load/suggest", tests, NULL, NULL);
}
