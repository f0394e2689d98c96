/* Messages with the line and carets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "fixture.h"
#include "output/excerpt.h"

static struct capture out;

/* The excerpt of a message whose fault begins at a column; `skipped` characters were left out. */
static const char *excerpt(const char *line, unsigned column, unsigned width, unsigned skipped,
                           const struct cf_style *style)
{
    struct cf_diag diag = { .line = 12, .column = column, .width = width, .skipped = skipped };
    struct cf_page page;
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    cf_page_init(&page, style);
    diag.excerpt = line;
    cf_page_excerpt(&page, &diag, CF_PAINT_BOLD_RED);
    assert_int_equal(cf_page_send(&page, &sink), CF_OK);
    return out.bytes;
}

static void carets_stand_under_the_fault(void **state)
{
    (void)state;
    assert_string_equal(excerpt("unit: frm", 7, 3, 0, NULL), "   12 | unit: frm\n"
                                                             "      |       ^^^\n");
    assert_string_equal(excerpt("unit: frm", 1, 1, 0, NULL), "   12 | unit: frm\n"
                                                             "      | ^\n");
}

static void a_fault_without_width_has_one_caret(void **state)
{
    (void)state;
    assert_string_equal(excerpt("ab", 2, 0, 0, NULL), "   12 | ab\n      |  ^\n");
    assert_string_equal(excerpt("ab", 3, 0, 0, NULL), "   12 | ab\n      |   ^\n");
    assert_string_equal(excerpt("ab", 9, 4, 0, NULL), "   12 | ab\n      |   ^\n");
    assert_string_equal(excerpt("", 1, 1, 0, NULL), "   12 |\n      | ^\n");
}

static void tabs_and_wide_characters_align(void **state)
{
    (void)state;
    assert_string_equal(excerpt("\ta:\t{b: x}", 9, 1, 0, NULL), "   12 |     a:  {b: x}\n"
                                                                "      |             ^\n");
    assert_string_equal(excerpt("a\tb", 2, 1, 0, NULL), "   12 | a   b\n"
                                                        "      |  ^^^\n");
    assert_string_equal(excerpt("{大连: 1}", 2, 2, 0, NULL), "   12 | {大连: 1}\n"
                                                             "      |  ^^^^\n");
    assert_string_equal(excerpt("e\xcc\x81x", 3, 1, 0, NULL), "   12 | e\xcc\x81x\n"
                                                              "      |  ^\n");
}

static void hostile_lines_are_shown(void **state)
{
    (void)state;
    assert_string_equal(excerpt("a\x1b[2Jb", 2, 1, 0, NULL), "   12 | a<U+001B>[2Jb\n"
                                                             "      |  ^^^^^^^^\n");
    assert_string_equal(excerpt("\xff"
                                "b",
                                2, 1, 0, NULL),
                        "   12 | <FF>b\n"
                        "      |     ^\n");
}

/* A line of 200 columns with the fault in all its places, at several widths. */
static void long_lines_are_cut_around_the_fault(void **state)
{
    (void)state;
    char line[201];
    for (unsigned width = 40; width <= 120; width += 8) {
        const struct cf_style style = { .width = width };
        for (unsigned at = 1; at <= 200; at++) {
            memset(line, '.', 200);
            line[200] = '\0';
            line[at - 1] = 'X';
            const char *text = excerpt(line, at, 1, at % 2 ? 0 : at / 2, &style);
            if (at % 2 == 0) /* the excerpt begins within the line */
                text = excerpt(line + at / 2, at, 1, at / 2, &style);
            assert_true(widest_line(text) <= width);
            const char *under = strchr(text, '\n') + 1;
            const char *fault = strchr(text, 'X'), *caret = strchr(under, '^');
            assert_non_null(fault);
            assert_non_null(caret);
            assert_int_equal(cf_columns_within(text, (size_t)(fault - text)),
                             cf_columns_within(under, (size_t)(caret - under)));
        }
    }
}

static void ellipses_say_what_was_left_out(void **state)
{
    (void)state;
    const struct cf_style style = { .width = 40, .ascii = true };
    const char *line = "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee";
    assert_string_equal(excerpt(line, 1, 3, 0, &style),
                        "   12 | aaaaaaaaaa bbbbbbbbbb ccccccc...\n      | ^^^\n");
    assert_string_equal(excerpt(line, 45, 60, 0, &style),
                        "   12 | ...ccccccc dddddddddd eeeeeeeeee\n"
                        "      |                       ^^^^^^^^^^\n");
    assert_string_equal(excerpt("dd eeee", 104, 4, 100, &style),
                        "   12 | ...dd eeee\n      |       ^^^^\n");
}

static const char text[] = "a: 1\nunit: frm\n";
static const struct cf_source source = { "da\x1blian.yaml", text, sizeof text - 1 };

static const char *write_diags(struct cf_diags *diags, size_t from, const struct cf_style *style)
{
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    cf_diags_settle(diags);
    assert_int_equal(cf_write_diags(&sink, diags, from, style), CF_OK);
    return out.bytes;
}

static void messages_have_place_rule_line_and_hint(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    size_t count;
    const struct cf_rule *rule = cf_rules(&count);
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ &source, 0, 1 }, "first");
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ &source, 11, 3 }, "no '%s'", "a  \x07");
    cf_report_also(diags, (struct cf_pos){ &source, 0, 1 }, "it began here");
    cf_report_hint(diags, "did you mean 'firm'?");
    assert_int_equal(rule->severity, CF_ERROR);
    char expected[512] = "da<U+001B>lian.yaml:2:7: error: no 'a  <U+0007>' [";
    strncat(expected, rule->id, 100);
    strncat(expected,
            "]\n    2 | unit: frm\n      |       ^^^\n"
            "  da<U+001B>lian.yaml:1:1: note: it began here\n  hint: did you mean 'firm'?\n",
            300);
    assert_string_equal(write_diags(diags, 1, NULL), expected);
    cf_diags_free(diags);
}

static void messages_may_have_no_place(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    size_t count;
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ 0 }, "nothing to do");
    char expected[200] = "error: nothing to do [";
    strncat(expected, cf_rules(&count)->id, 100);
    strncat(expected, "]\n", 3);
    assert_string_equal(write_diags(diags, 0, NULL), expected);
    cf_diags_free(diags);
}

static void colours_do_not_move_anything(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    const struct cf_style style = { .color = true };
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ &source, 11, 3 }, "no");
    const char *written = write_diags(diags, 0, &style);
    assert_non_null(strstr(written, "\x1b[1;31merror:\x1b[0m "));
    assert_non_null(strstr(written, "      \x1b[1;31m^^^\x1b[0m\n"));
    cf_diags_free(diags);
}

/* Wrapped for a screen; a message that has no room behind its place begins on the next line. */
static void messages_are_broken_for_a_screen_alone(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    const struct cf_style screen = { .width = 40, .wrap = true }, pipe = { .width = 40 };
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ 0 }, "a message of several words");
    cf_report_hint(diags, "a hint that has to be broken, too");
    const char *written = write_diags(diags, 0, &pipe);
    assert_non_null(strstr(written, "error: a message of several words [file-"));
    assert_non_null(strstr(written, "\n  hint: a hint that has to be broken, too\n"));
    written = write_diags(diags, 0, &screen);
    assert_non_null(strstr(written, "error: a message of several words\n    [file-"));
    assert_non_null(strstr(written, "\n  hint: a hint that has to be broken,\n        too\n"));
    cf_diags_free(diags);
}

static void a_failing_sink_is_told(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    out.fail_at = 1;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_diags(&sink, diags, 0, NULL), CF_OK); /* nothing to write */
    cf_report(diags, (enum cf_rule_id)0, (struct cf_pos){ 0 }, "no");
    cf_diags_settle(diags);
    assert_int_equal(cf_write_diags(&sink, diags, 0, NULL), CF_IO);
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carets_stand_under_the_fault),
        cmocka_unit_test(a_fault_without_width_has_one_caret),
        cmocka_unit_test(tabs_and_wide_characters_align),
        cmocka_unit_test(hostile_lines_are_shown),
        cmocka_unit_test(long_lines_are_cut_around_the_fault),
        cmocka_unit_test(ellipses_say_what_was_left_out),
        cmocka_unit_test(messages_have_place_rule_line_and_hint),
        cmocka_unit_test(messages_may_have_no_place),
        cmocka_unit_test(colours_do_not_move_anything),
        cmocka_unit_test(messages_are_broken_for_a_screen_alone),
        cmocka_unit_test(a_failing_sink_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
