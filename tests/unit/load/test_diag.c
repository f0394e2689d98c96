#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/lines.h"
#include "load/load_fixture.h"

static void lines_and_their_lengths(void **state)
{
    static const char text[] = "a\r\n\n大連\nlast";
    struct cf_source source = { "x", text, sizeof text - 1 };
    struct cf_lines lines;
    (void)state;
    assert_true(cf_lines_find(&lines, &source));
    assert_int_equal(lines.count, 4);
    assert_int_equal(cf_lines_length(&lines, 0), 1);
    assert_int_equal(cf_lines_length(&lines, 1), 0);
    assert_int_equal(cf_lines_length(&lines, 2), 6);
    assert_int_equal(cf_lines_length(&lines, 3), 4);
    assert_int_equal(cf_lines_number(&lines, 0), 0);
    assert_int_equal(cf_lines_number(&lines, 2), 0);
    assert_int_equal(cf_lines_number(&lines, 3), 1);
    assert_int_equal(cf_lines_number(&lines, (uint32_t)source.length), 3);
    cf_lines_release(&lines);
}

static void the_end_of_a_file_is_a_line(void **state)
{
    static const char *const texts[] = { "", "\n", "a", "a\n" };
    static const size_t counts[] = { 1, 2, 1, 2 };
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct cf_source source = { "x", texts[i], strlen(texts[i]) };
        struct cf_lines lines;
        assert_true(cf_lines_find(&lines, &source));
        assert_int_equal(lines.count, counts[i]);
        assert_int_equal(cf_lines_number(&lines, (uint32_t)source.length), counts[i] - 1);
        assert_int_equal(cf_lines_length(&lines, counts[i] - 1), i == 2);
        cf_lines_release(&lines);
    }
}

/* Over the borders of the blocks in which characters are counted. */
static void characters_of_a_long_line(void **state)
{
    enum { COUNT = 3000 };
    static char text[COUNT * 3];
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        memcpy(text + 3 * i, "大", 3);
    for (size_t length = sizeof text; length >= sizeof text - 1100 * 3; length -= 273) {
        struct cf_source source = { "x", text, length };
        struct cf_lines lines;
        assert_true(cf_lines_find(&lines, &source));
        for (size_t i = 0; i <= length; i += 3)
            assert_int_equal(cf_lines_characters(&lines, 0, i), i / 3);
        assert_int_equal(cf_lines_characters(&lines, 1023, length), length / 3 - 341);
        cf_lines_release(&lines);
    }
}

static void a_fault_far_down_a_line_has_its_column(void **state)
{
    enum { COUNT = 2000 };
    struct load_fixture f;
    static char text[COUNT * 3 + 16];
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        memcpy(text + 3 * i, "大", 3);
    strcpy(text + COUNT * 3, "\x07x\ny\n");
    load_begin(&f, text, strlen(text));
    cf_scan(&f.reading);
    assert_diag(&f, 0, "1:2001:1 yaml-control-character");
    const struct cf_diag *diag = cf_diags_get(f.reading.diags, 0);
    assert_int_equal(diag->skipped + strcspn(diag->excerpt, "\x07") / 3, COUNT);
    assert_true(strlen(diag->excerpt) <= 400);
    load_end(&f);
}

static struct cf_pos at(struct load_fixture *f, uint32_t offset)
{
    return (struct cf_pos){ f->reading.source, offset, 1 };
}

static void long_texts_lose_their_middle(void **state)
{
    struct load_fixture f;
    char quoted[5000] = "";
    (void)state;
    load_begin(&f, "x", 1);
    for (size_t i = 0; i + 4 < sizeof quoted; i += 3)
        memcpy(quoted + i, "大", 4);
    cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 0), "'%s' is not an id", quoted);
    cf_report_hint(f.reading.diags, "did you mean '%s'?", quoted);
    assert_diag_count(&f, 1);
    const struct cf_diag *diag = cf_diags_get(f.reading.diags, 0);
    assert_in_range(strlen(diag->message), 300, 400);
    assert_non_null(strstr(diag->message, "大 ... 大"));
    assert_string_equal(diag->message + strlen(diag->message) - 14, "' is not an id");
    assert_in_range(strlen(diag->hint), 300, 400);
    load_end(&f);
}

/* Names of files may hold any bytes, also such as go on with a character that never began. */
static void no_cut_is_sought_beyond_the_ends(void **state)
{
    struct load_fixture f;
    char quoted[1000];
    (void)state;
    load_begin(&f, "x", 1);
    memset(quoted, 0x80, sizeof quoted - 1);
    quoted[sizeof quoted - 1] = '\0';
    cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 0), "%s", quoted);
    assert_diag_count(&f, 1);
    assert_string_equal(cf_diags_get(f.reading.diags, 0)->message, " ... ");
    load_end(&f);
}

/* The excerpt is cut between characters on both sides, wherever the fault is. */
static void long_lines_are_shown_in_part(void **state)
{
    static char line[3000];
    (void)state;
    for (size_t i = 0; i + 3 <= sizeof line; i += 3)
        memcpy(line + i, "大", 3);
    for (uint32_t i = 0; i < 3; i++) {
        struct load_fixture f;
        line[0] = line[1] = line[2] = 'x';
        load_begin(&f, line + i, sizeof line - i);
        cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 1500 - i), "fault");
        assert_diag_count(&f, 1);
        const struct cf_diag *diag = cf_diags_get(f.reading.diags, 0);
        assert_int_equal(strlen(diag->excerpt) % 3, 0);
        assert_memory_equal(diag->excerpt, "大", 3);
        assert_in_range(strlen(diag->excerpt), 390, 405);
        load_end(&f);
    }
}

/* Bytes that are no characters are shown in part, too. */
static void long_lines_of_any_bytes_end(void **state)
{
    static char line[3000];
    struct load_fixture f;
    (void)state;
    memset(line, 0x80, sizeof line);
    load_begin(&f, line, sizeof line);
    cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 1500), "fault");
    assert_diag_count(&f, 1);
    assert_string_equal(cf_diags_get(f.reading.diags, 0)->excerpt, "");
    load_end(&f);
}

static void a_message_of_others_needs_a_rule(void **state)
{
    struct load_fixture f;
    (void)state;
    load_begin(&f, "x\ny\n", 4);
    assert_int_equal(cf_diags_add(f.reading.diags, "no-rule", at(&f, 0), "fault", NULL),
                     CF_NOT_FOUND);
    assert_diag_count(&f, 0);
    /* a place behind the end is the end */
    assert_int_equal(cf_diags_add(f.reading.diags, "format-id", at(&f, 90), "fault", "hint"),
                     CF_OK);
    assert_diag_count(&f, 1);
    assert_int_equal(cf_diags_get(f.reading.diags, 0)->line, 3);
    load_end(&f);
}

static void too_many_faults_are_counted_and_left_out(void **state)
{
    struct load_fixture f;
    (void)state;
    load_begin(&f, "x\ny\n", 4);
    for (int i = 0; i < 1500; i++) {
        cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, i % 2 ? 0 : 2), "fault %d", i);
        cf_report_hint(f.reading.diags, "hint %d", i);
        cf_report_also(f.reading.diags, at(&f, 0), "also %d", i);
    }
    cf_report(f.reading.diags, CF_R_CITY_UNKNOWN_INDEX, at(&f, 0), "a warning is still told");
    assert_diag_count(&f, 1002);
    assert_int_equal(cf_diags_errors(f.reading.diags), 1500);
    const struct cf_diag *last = cf_diags_get(f.reading.diags, 1001);
    assert_string_equal(last->rule->id, "file-faults");
    assert_string_equal(last->file, "file.yaml");
    assert_int_equal(last->line, 0);
    const struct cf_diag *before = cf_diags_get(f.reading.diags, 1000);
    assert_string_equal(before->message, "fault 998");
    assert_string_equal(before->hint, "hint 998"); /* not that of a fault left out */

    /* the next file begins anew */
    cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 0), "another");
    assert_diag_count(&f, 1003);
    load_end(&f);
}

static void what_was_said_is_not_said_again(void **state)
{
    struct load_fixture f;
    (void)state;
    load_begin(&f, "x\ny\n", 4);
    for (int i = 0; i < 3; i++) {
        cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 2), "fault");
        cf_report(f.reading.diags, CF_R_FORMAT_ID, at(&f, 0), "fault");
        assert_diag_count(&f, 2);
    }
    assert_int_equal(cf_diags_errors(f.reading.diags), 2);
    assert_diag(&f, 0, "1:1:1 format-id");
    load_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_their_lengths),
        cmocka_unit_test(the_end_of_a_file_is_a_line),
        cmocka_unit_test(characters_of_a_long_line),
        cmocka_unit_test(a_fault_far_down_a_line_has_its_column),
        cmocka_unit_test(long_texts_lose_their_middle),
        cmocka_unit_test(no_cut_is_sought_beyond_the_ends),
        cmocka_unit_test(long_lines_are_shown_in_part),
        cmocka_unit_test(long_lines_of_any_bytes_end),
        cmocka_unit_test(a_message_of_others_needs_a_rule),
        cmocka_unit_test(too_many_faults_are_counted_and_left_out),
        cmocka_unit_test(what_was_said_is_not_said_again),
    };
    return cmocka_run_group_tests_name("load/diag", tests, NULL, NULL);
}
