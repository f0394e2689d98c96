/* Findings as SARIF: what the schema of the standard cannot see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "found.h"
#include "output/sarif.h"

static const char *of_one(const char *file, const char *line, const char *message, const char *hint)
{
    return found_text(found_one(file, line, message, hint), CF_FINDINGS_SARIF, NULL, 0);
}

#define assert_has(text, part)   assert_non_null(strstr(text, part))
#define assert_lacks(text, part) assert_null(strstr(text, part))

static void results_name_rule_level_place_and_text(void **state)
{
    (void)state;
    const char *text = found_text(found_diags(), CF_FINDINGS_SARIF, found_files, 3);
    char index[60];
    snprintf(index, sizeof index, "\"ruleIndex\": %d,", CF_R_CATALOG_UNDEFINED);
    assert_has(text, index);
    assert_has(text,
               "\"level\": \"error\",\n          \"message\": {\"text\": \"unknown index '大连'. "
               "Hint: did you mean 'seaport'? See [the other place](1): 'seaport' is "
               "defined here\"}");
    assert_has(text,
               "{\"uri\": \"charts/quays.yaml\", \"uriBaseId\": \"%SRCROOT%\", \"index\": 0}");
    assert_has(text, "\"region\": {\"startLine\": 3, \"startColumn\": 11, \"endLine\": 3, "
                     "\"endColumn\": 13, \"snippet\": {\"text\": \"大连\"}}");
    assert_has(text, "\"contextRegion\": {\"startLine\": 3, \"startColumn\": 1, \"endLine\": 3, "
                     "\"endColumn\": 27, \"snippet\": "
                     "{\"text\": \"  {index: 大连, at_least: 5}\"}}");
    assert_has(text, "\"columnKind\": \"unicodeCodePoints\"");
    assert_has(text, "\"executionSuccessful\": true");
}

static void a_whole_file_is_at_its_beginning(void **state)
{
    (void)state;
    const char *text = found_text(found_diags(), CF_FINDINGS_SARIF, found_files, 3);
    assert_has(text, "{\"uri\": \"quay.yaml\", \"uriBaseId\": \"%SRCROOT%\", \"index\": 2}");
    assert_has(text, "\"region\": {\"startLine\": 1, \"startColumn\": 1, \"endLine\": 1, "
                     "\"endColumn\": 1}\n");
}

/* Files are told once each, and which of them were asked for. */
static void artifacts_are_the_files(void **state)
{
    (void)state;
    const char *text = found_text(found_diags(), CF_FINDINGS_SARIF, found_files, 3);
    const char *artifacts = strstr(text, "\"artifacts\": [");
    const char *catalog = strstr(artifacts, "\"location\": {\"uri\": \"catalog.yaml\"");
    assert_non_null(catalog);
    assert_memory_equal(strchr(catalog, '\n') + 1, "          \"sourceLanguage\"", 26);
    const char *clean = strstr(artifacts, "\"location\": {\"uri\": \"clean.yaml\"");
    assert_non_null(clean);
    assert_memory_equal(strchr(clean, '\n') + 1, "          \"roles\": [\"analysisTarget\"]", 36);
    static const char *const same[] = { "./f", "f", "././f" };
    text = found_text(found_one("f", "abc", "no", NULL), CF_FINDINGS_SARIF, same, 3);
    artifacts = strstr(text, "\"artifacts\": [");
    const char *first = strstr(artifacts, "\"location\": {\"uri\": \"f\"");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"location\": {\"uri\""));
}

static void a_fault_at_the_end_of_a_line_has_no_width(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    struct cf_source source = { "f", "ab\nc", 4 };
    cf_report(diags, CF_R_YAML_KEY, (struct cf_pos){ &source, 2, 0 }, "no");
    cf_diags_settle(diags);
    const char *text = found_text(diags, CF_FINDINGS_SARIF, NULL, 0);
    assert_has(text, "\"startColumn\": 3, \"endLine\": 1, \"endColumn\": 3},");
    assert_has(text, "\"endColumn\": 3, \"snippet\": {\"text\": \"ab\"}}");
}

/* A region may not lie outside of the lines around it, so these are left out. */
static void a_fault_longer_than_its_excerpt_has_no_text(void **state)
{
    (void)state;
    char line[3000];
    struct cf_diags *diags = cf_diags_new();
    memset(line, 'x', sizeof line);
    struct cf_source source = { "f", line, sizeof line };
    cf_report(diags, CF_R_YAML_KEY, (struct cf_pos){ &source, 1000, 1500 }, "no");
    cf_diags_settle(diags);
    const char *text = found_text(diags, CF_FINDINGS_SARIF, NULL, 0);
    assert_has(text, "\"startColumn\": 1001, \"endLine\": 1, \"endColumn\": 2501}\n");
    assert_lacks(text, "contextRegion");
    assert_lacks(text, "snippet");
}

static void a_long_line_is_told_in_part(void **state)
{
    (void)state;
    char line[3000];
    struct cf_diags *diags = cf_diags_new();
    memset(line, 'x', sizeof line);
    line[1000] = 'Y';
    struct cf_source source = { "f", line, sizeof line };
    cf_report(diags, CF_R_YAML_KEY, (struct cf_pos){ &source, 1000, 1 }, "no");
    cf_diags_settle(diags);
    const char *text = found_text(diags, CF_FINDINGS_SARIF, NULL, 0);
    assert_has(text, "\"snippet\": {\"text\": \"Y\"}");
    assert_has(text, "\"contextRegion\": {\"startLine\": 1, \"startColumn\": 841, \"endLine\": 1, "
                     "\"endColumn\": 1241, ");
}

static void a_fault_that_is_the_whole_line_needs_no_more(void **state)
{
    (void)state;
    assert_lacks(of_one("f", "abc", "no", NULL), "contextRegion");
    assert_has(of_one("f", "abc", "no", NULL), "\"snippet\": {\"text\": \"abc\"}");
}

static void user_text_is_no_link_and_no_placeholder(void **state)
{
    (void)state;
    struct cf_arena arena = { 0 };
    assert_string_equal(cf_sarif_text(&arena, "[a](http://b) [c] (d)"), "[a] (http://b) [c] (d)");
    assert_string_equal(cf_sarif_text(&arena, "{0} {12} {a} {} {1"), "{ 0} { 12} {a} {} {1");
    assert_string_equal(cf_sarif_text(&arena, "\x1b]8;;x\xe2\x80\xae\xff"),
                        "<U+001B>]8;;x<U+202E><FF>");
    cf_arena_clear(&arena);
}

static void messages_without_a_file_are_notifications(void **state)
{
    (void)state;
    const char *text = of_one(NULL, "", "nothing to do", "name a file");
    assert_has(text, "\"results\": []");
    assert_has(text, "\"executionSuccessful\": false");
    assert_has(text, "\"associatedRule\": {\"id\": \"yaml-key\", \"index\": ");
    assert_has(text, "\"text\": \"nothing to do. Hint: name a file\"");
}

static void nothing_found_is_a_whole_document(void **state)
{
    (void)state;
    const char *text = found_text(cf_diags_new(), CF_FINDINGS_SARIF, found_files, 1);
    assert_has(text, "\"results\": []");
    assert_has(text, "\"executionSuccessful\": true");
    assert_has(text, "\"version\": \"2.1.0\"");
}

/* ---- fingerprints ---- */

/* The prints of the faults on each "no:" of a text, joined by blanks. */
static const char *prints(const char *file, const char *lines, enum cf_rule_id rule)
{
    static char result[400];
    struct cf_diags *diags = cf_diags_new();
    struct cf_source source = { file, lines, strlen(lines) };
    for (const char *at = lines; (at = strstr(at, "no:")); at++)
        cf_report(diags, rule, (struct cf_pos){ &source, (uint32_t)(at - lines), 2 }, "no");
    cf_diags_settle(diags);
    const char *text = found_text(diags, CF_FINDINGS_SARIF, NULL, 0);
    static const char key[] = "\"ruleFileLine/v1\": \"";
    result[0] = '\0';
    while ((text = strstr(text, key))) {
        text += sizeof key - 1;
        strncat(result, text, strcspn(text, "\""));
        strcat(result, " ");
    }
    return result;
}

static void fingerprints_follow_the_text_of_the_line(void **state)
{
    (void)state;
    char before[400];
    strcpy(before, prints("a.yaml", "x: 1\nno: 2\nno: 3\n", CF_R_YAML_KEY));
    assert_int_equal(strlen(before), 2 * (16 + 2 + 1));
    assert_string_equal(before, "fae6bb25ffe6d39d:1 fae35525ffe3f074:1 ");
    assert_string_equal(prints("a.yaml", "y: 0\n\nx: 1\nno: 2\nno: 3\n", CF_R_YAML_KEY), before);
    assert_string_equal(prints("./a.yaml", "\tno:  2\r\n  no: 3 \n", CF_R_YAML_KEY), before);
    assert_string_not_equal(prints("b.yaml", "no: 2\nno: 3\n", CF_R_YAML_KEY), before);
    assert_string_not_equal(prints("a.yaml", "no: 2\nno: 3\n", CF_R_YAML_TAG), before);
    assert_string_not_equal(prints("a.yaml", "no: 2\nno: 4\n", CF_R_YAML_KEY), before);
}

static void equal_lines_are_numbered(void **state)
{
    (void)state;
    const char *three = prints("a.yaml", "no: 2\nx: 1\nno: 2\nno: 2\n", CF_R_YAML_KEY);
    assert_string_equal(three, "fae6bb25ffe6d39d:1 fae6bb25ffe6d39d:2 fae6bb25ffe6d39d:3 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_name_rule_level_place_and_text),
        cmocka_unit_test(a_whole_file_is_at_its_beginning),
        cmocka_unit_test(artifacts_are_the_files),
        cmocka_unit_test(a_fault_at_the_end_of_a_line_has_no_width),
        cmocka_unit_test(a_fault_longer_than_its_excerpt_has_no_text),
        cmocka_unit_test(a_long_line_is_told_in_part),
        cmocka_unit_test(a_fault_that_is_the_whole_line_needs_no_more),
        cmocka_unit_test(user_text_is_no_link_and_no_placeholder),
        cmocka_unit_test(messages_without_a_file_are_notifications),
        cmocka_unit_test(nothing_found_is_a_whole_document),
        cmocka_unit_test(fingerprints_follow_the_text_of_the_line),
        cmocka_unit_test(equal_lines_are_numbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
