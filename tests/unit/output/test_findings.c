/* Findings for other programs: gcc, json, github, junit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "found.h"
#include "output/uri.h"
#include "output/xml.h"

static struct capture out;

/* Control characters, a direction, no UTF-8, a noncharacter, and what formats mean something by. */
#define HOSTILE "a\n\x1b[31m\xe2\x80\xae\xff\xef\xbf\xbe]]>&<\"'%0A::b,c"

static const char *written(enum cf_findings_format format)
{
    return found_text(found_diags(), format, found_files, 3);
}

static void text_is_that_of_the_messages(void **state)
{
    (void)state;
    struct cf_diags *diags = found_diags();
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_diags(&sink, diags, 0, NULL), CF_OK);
    assert_string_equal(found_text(diags, CF_FINDINGS_TEXT, found_files, 3), out.bytes);
}

static void gcc_has_a_line_each(void **state)
{
    (void)state;
    assert_string_equal(written(CF_FINDINGS_GCC),
                        "charts/quays.yaml:2:5: warning: a warning [city-unknown-index]\n"
                        "charts/quays.yaml:3:11: error: unknown index '大连'; did you mean "
                        "'seaport'? [catalog-undefined]\n"
                        "catalog.yaml:2:3: note: 'seaport' is defined here\n"
                        "./quay.yaml:1:1: note: more faults [file-faults]\n");
}

static void gcc_names_the_tool_where_there_is_no_file(void **state)
{
    (void)state;
    assert_string_equal(
        found_text(found_one(NULL, "", "nothing", "name a\nfile"), CF_FINDINGS_GCC, NULL, 0),
        "clusterflow: error: nothing; name a file [yaml-key]\n");
}

static void gcc_shows_what_is_hidden(void **state)
{
    (void)state;
    assert_string_equal(
        found_text(found_one("x\n1.yaml", "abc", HOSTILE, NULL), CF_FINDINGS_GCC, NULL, 0),
        "x 1.yaml:1:1: error: a <U+001B>[31m<U+202E><FF><U+FFFE>]]>&<\"'%0A::b,c [yaml-key]\n");
}

static void github_has_a_command_each(void **state)
{
    (void)state;
    assert_string_equal(
        written(CF_FINDINGS_GITHUB),
        "::warning file=charts/quays.yaml,line=2,endLine=2,col=5,endColumn=10,"
        "title=city-unknown-index::a warning\n"
        "::error file=charts/quays.yaml,line=3,endLine=3,col=11,endColumn=13,"
        "title=catalog-undefined::unknown index '大连'%0A"
        "catalog.yaml:2:3: note: 'seaport' is defined here%0Ahint: did you mean 'seaport'?\n"
        "::notice file=quay.yaml,line=1,endLine=1,col=1,endColumn=1,"
        "title=file-faults::more faults\n");
}

static void github_escapes_by_place(void **state)
{
    (void)state;
    assert_string_equal(
        found_text(found_one("a,b::c%0A.yaml", "abc", HOSTILE, NULL), CF_FINDINGS_GITHUB, NULL, 0),
        "::error file=a%2Cb%3A%3Ac%250A.yaml,line=1,endLine=1,col=1,endColumn=4,title=yaml-key::"
        "a <U+001B>[31m<U+202E><FF><U+FFFE>]]>&<\"'%250A::b,c\n");
    assert_string_equal(found_text(found_one(NULL, "", "no", NULL), CF_FINDINGS_GITHUB, NULL, 0),
                        "::error line=1,endLine=1,col=1,endColumn=1,title=yaml-key::no\n");
}

static const char whole_json[] =
    "{\n"
    "  \"schema\": \"clusterflow/findings/1\",\n"
    "  \"files\": [\n"
    "    \"charts/quays.yaml\",\n"
    "    \"clean.yaml\",\n"
    "    \"./quay.yaml\"\n"
    "  ],\n"
    "  \"unread\": [],\n"
    "  \"findings\": [\n"
    "    {\n"
    "      \"rule\": \"city-unknown-index\",\n"
    "      \"severity\": \"warning\",\n"
    "      \"file\": \"charts/quays.yaml\",\n"
    "      \"line\": 2,\n"
    "      \"column\": 5,\n"
    "      \"end_column\": 10,\n"
    "      \"message\": \"a warning\",\n"
    "      \"hint\": null,\n"
    "      \"also\": null\n"
    "    },\n"
    "    {\n"
    "      \"rule\": \"catalog-undefined\",\n"
    "      \"severity\": \"error\",\n"
    "      \"file\": \"charts/quays.yaml\",\n"
    "      \"line\": 3,\n"
    "      \"column\": 11,\n"
    "      \"end_column\": 13,\n"
    "      \"message\": \"unknown index '大连'\",\n"
    "      \"hint\": \"did you mean 'seaport'?\",\n"
    "      \"also\": {\n"
    "        \"file\": \"catalog.yaml\",\n"
    "        \"line\": 2,\n"
    "        \"column\": 3,\n"
    "        \"message\": \"'seaport' is defined here\"\n"
    "      }\n"
    "    },\n"
    "    {\n"
    "      \"rule\": \"file-faults\",\n"
    "      \"severity\": \"note\",\n"
    "      \"file\": \"./quay.yaml\",\n"
    "      \"line\": null,\n"
    "      \"column\": null,\n"
    "      \"end_column\": null,\n"
    "      \"message\": \"more faults\",\n"
    "      \"hint\": null,\n"
    "      \"also\": null\n"
    "    }\n"
    "  ],\n"
    "  \"counts\": {\"files\": 3, \"errors\": 1, \"warnings\": 1, \"notes\": 1}\n"
    "}\n";

static void json_has_all_there_is(void **state)
{
    (void)state;
    assert_string_equal(written(CF_FINDINGS_JSON), whole_json);
}

static void json_of_nothing(void **state)
{
    (void)state;
    assert_string_equal(found_text(cf_diags_new(), CF_FINDINGS_JSON, found_files + 1, 1),
                        "{\n"
                        "  \"schema\": \"clusterflow/findings/1\",\n"
                        "  \"files\": [\n"
                        "    \"clean.yaml\"\n"
                        "  ],\n"
                        "  \"unread\": [],\n"
                        "  \"findings\": [],\n"
                        "  \"counts\": {\"files\": 1, \"errors\": 0, \"warnings\": 0, "
                        "\"notes\": 0}\n"
                        "}\n");
}

static void json_keeps_texts_as_they_were_read(void **state)
{
    (void)state;
    const char *text =
        found_text(found_one("f", "abc", HOSTILE, NULL), CF_FINDINGS_JSON, found_files, 0);
    assert_non_null(
        strstr(text, "\"a\\n\\u001b[31m\\u202e\xef\xbf\xbd\\ufffe]]>&<\\\"'%0A::b,c\""));
}

static void junit_has_a_case_for_each_file(void **state)
{
    (void)state;
    assert_string_equal(
        written(CF_FINDINGS_JUNIT),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites>\n"
        "  <testsuite name=\"clusterflow check\" tests=\"3\" failures=\"1\" errors=\"0\" "
        "skipped=\"0\">\n"
        "    <testcase classname=\"clusterflow.check\" name=\"charts/quays.yaml\">\n"
        "      <failure type=\"error\" message=\"unknown index &apos;大连&apos;\">"
        "charts/quays.yaml:3:11: error: unknown index &apos;大连&apos; [catalog-undefined]\n"
        "  catalog.yaml:2:3: note: &apos;seaport&apos; is defined here\n"
        "  hint: did you mean &apos;seaport&apos;?\n"
        "</failure>\n"
        "      <system-out>charts/quays.yaml:2:5: warning: a warning [city-unknown-index]\n"
        "</system-out>\n"
        "    </testcase>\n"
        "    <testcase classname=\"clusterflow.check\" name=\"clean.yaml\"/>\n"
        "    <testcase classname=\"clusterflow.check\" name=\"./quay.yaml\">\n"
        "      <system-out>./quay.yaml: note: more faults [file-faults]\n"
        "</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

/* Messages of one file need not stand together; a file that was not asked for fails as well. */
static void junit_gathers_the_messages_of_a_file(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    const struct cf_source *sources[] = { &found_city, &found_chart, NULL, &found_city };
    for (size_t i = 0; i < 4; i++) {
        cf_report(diags, CF_R_YAML_KEY, (struct cf_pos){ sources[i], 0, 1 }, "fault %zu", i + 1);
        cf_diags_settle(diags);
    }
    const char *text = found_text(diags, CF_FINDINGS_JUNIT, found_files + 1, 1);
    assert_non_null(strstr(text, "tests=\"4\" failures=\"3\" errors=\"0\""));
    assert_non_null(strstr(text, "message=\"2 errors, the first: fault 1\">"
                                 "./quay.yaml:1:1: error: fault 1 [yaml-key]\n"
                                 "./quay.yaml:1:1: error: fault 4 [yaml-key]\n</failure>"));
    assert_non_null(strstr(text, "name=\"clean.yaml\"/>"));
    assert_non_null(strstr(text, "name=\"(no file)\">\n"
                                 "      <failure type=\"error\" message=\"fault 3\">"
                                 "error: fault 3 [yaml-key]\n"));
}

static void junit_of_nothing(void **state)
{
    (void)state;
    const char *text = found_text(cf_diags_new(), CF_FINDINGS_JUNIT, NULL, 0);
    assert_non_null(strstr(text, "tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
                                 "  </testsuite>\n"));
}

static void xml_holds_no_more_than_it_can(void **state)
{
    (void)state;
    struct cf_stream stream;
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    cf_stream_init(&stream, &sink);
    cf_xml_text(&stream, HOSTILE);
    cf_xml_attribute(&stream, "name", "\"\t\x01<");
    cf_xml_attribute_number(&stream, "line", 12);
    assert_int_equal(cf_stream_flush(&stream), CF_OK);
    assert_string_equal(out.bytes,
                        "a &lt;U+001B&gt;[31m&lt;U+202E&gt;&lt;FF&gt;&lt;U+FFFE&gt;]]&gt;"
                        "&amp;&lt;&quot;&apos;%0A::b,c"
                        " name=\"&quot; &lt;U+0001&gt;&lt;\" line=\"12\"");
}

static void references_are_percent_encoded(void **state)
{
    (void)state;
    struct cf_arena arena = { 0 };
    const char *cases[][2] = {
        { "data/dalian.yaml", "data/dalian.yaml" },
        { "././/data/x~_-.yaml", "data/x~_-.yaml" },
        { "../data/大 连.yaml", "../data/%E5%A4%A7%20%E8%BF%9E.yaml" },
        { "a:b?c#d%0A\n\\\xff", "a%3Ab%3Fc%23d%250A%0A%5C%FF" },
        { "/srv/a b.yaml", "file:///srv/a%20b.yaml" },
        { "<stdin>", "%3Cstdin%3E" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(cf_uri_of_file(&arena, cases[i][0]), cases[i][1]);
    cf_arena_clear(&arena);
}

static const char *of_unread(enum cf_findings_format format)
{
    static const char *const unread[] = { "gone,1.yaml" };
    const struct cf_checked checked = { .unread = unread, .unread_count = 1 };
    struct cf_diags *diags = cf_diags_new();
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_findings(&sink, format, diags, &checked, NULL), CF_OK);
    cf_diags_free(diags);
    return out.bytes;
}

/* No report may look as if all files had been checked. */
static void unread_files_are_errors(void **state)
{
    (void)state;
    assert_string_equal(of_unread(CF_FINDINGS_TEXT), "");
    assert_string_equal(of_unread(CF_FINDINGS_GCC),
                        "gone,1.yaml:1:1: error: this file cannot be read [file-unreadable]\n");
    assert_string_equal(of_unread(CF_FINDINGS_GITHUB),
                        "::error file=gone%2C1.yaml,line=1,endLine=1,col=1,endColumn=1,"
                        "title=file-unreadable::this file cannot be read\n");
    assert_non_null(strstr(of_unread(CF_FINDINGS_JSON), "\"unread\": [\n    \"gone,1.yaml\"\n  ]"));
    assert_non_null(
        strstr(of_unread(CF_FINDINGS_JUNIT), "tests=\"1\" failures=\"0\" errors=\"1\""));
    assert_non_null(strstr(of_unread(CF_FINDINGS_JUNIT),
                           "name=\"gone,1.yaml\">\n      <error type=\"file-unreadable\" "
                           "message=\"this file cannot be read\"/>\n"));
    const char *sarif = of_unread(CF_FINDINGS_SARIF);
    assert_non_null(strstr(sarif, "\"text\": \"gone,1.yaml: this file cannot be read\""));
    assert_non_null(strstr(sarif, "\"executionSuccessful\": false"));
}

/* Each write fails once, for each format. */
static void failing_sinks_are_told(void **state)
{
    (void)state;
    for (int format = CF_FINDINGS_TEXT; format <= CF_FINDINGS_JUNIT; format++)
        for (unsigned fail_at = 1; fail_at <= 2; fail_at++) {
            struct cf_diags *diags = found_diags();
            out.fail_at = fail_at;
            struct cf_sink sink = capture_sink(&out);
            const struct cf_checked checked = { .files = found_files, .count = 3 };
            enum cf_status status =
                cf_write_findings(&sink, (enum cf_findings_format)format, diags, &checked, NULL);
            assert_int_equal(status, out.writes < fail_at ? CF_OK : CF_IO);
            assert_true(out.writes <= fail_at); /* not called again */
            cf_diags_free(diags);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_that_of_the_messages),
        cmocka_unit_test(gcc_has_a_line_each),
        cmocka_unit_test(gcc_names_the_tool_where_there_is_no_file),
        cmocka_unit_test(gcc_shows_what_is_hidden),
        cmocka_unit_test(github_has_a_command_each),
        cmocka_unit_test(github_escapes_by_place),
        cmocka_unit_test(json_has_all_there_is),
        cmocka_unit_test(json_of_nothing),
        cmocka_unit_test(json_keeps_texts_as_they_were_read),
        cmocka_unit_test(junit_has_a_case_for_each_file),
        cmocka_unit_test(junit_gathers_the_messages_of_a_file),
        cmocka_unit_test(junit_of_nothing),
        cmocka_unit_test(xml_holds_no_more_than_it_can),
        cmocka_unit_test(references_are_percent_encoded),
        cmocka_unit_test(unread_files_are_errors),
        cmocka_unit_test(failing_sinks_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
