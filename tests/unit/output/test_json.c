/* The JSON writer, and results in JSON. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "output/json.h"
#include "output/result_json.h"

static struct capture out;
static struct fixture f;

static int init(void **state)
{
    (void)state;
    out.fail_at = 0;
    fixture_init(&f);
    return 0;
}

static void writer_indents(void **state)
{
    (void)state;
    struct cf_json json;
    struct cf_sink sink = capture_sink(&out);
    cf_json_init(&json, &sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key(&json, "a");
    cf_json_open(&json, '[');
    cf_json_number(&json, 1);
    cf_json_null(&json);
    cf_json_close(&json, ']');
    cf_json_key(&json, "b");
    cf_json_open_inline(&json, '{');
    cf_json_key_flag(&json, "c", true);
    cf_json_key_text(&json, "d", NULL);
    cf_json_close(&json, '}');
    cf_json_key(&json, "e");
    cf_json_open(&json, '[');
    cf_json_close(&json, ']');
    cf_json_close(&json, '}');
    assert_int_equal(cf_json_flush(&json), CF_OK);
    assert_string_equal(out.bytes, "{\n  \"a\": [\n    1,\n    null\n  ],\n"
                                   "  \"b\": {\"c\": true, \"d\": null},\n  \"e\": []\n}");
}

static void check_text(const char *text, const char *expected)
{
    struct cf_json json;
    struct cf_sink sink = capture_sink(&out);
    cf_json_init(&json, &sink, true, 0, false);
    cf_json_text(&json, text);
    assert_int_equal(cf_json_flush(&json), CF_OK);
    assert_string_equal(out.bytes, expected);
}

static void texts_are_escaped(void **state)
{
    (void)state;
    check_text("", "\"\"");
    check_text("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    check_text("a\nb\tc\rd\x01", "\"a\\nb\\tc\\u000dd\\u0001\"");
    check_text("大连 Ü", "\"大连 Ü\"");
    check_text("\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\"");
    check_text("\xe2\x80\xae\x7f", "\"\\u202e\\u007f\"");
    check_text("\xf3\xa0\x80\x81", "\"\\udb40\\udc01\"");
    check_text("a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void numbers_are_short(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        { 29, "29" },          { -0.0, "0" },   { 0.1, "0.1" },   { INFINITY, "null" },
        { -INFINITY, "null" }, { NAN, "null" }, { 1e16, "1e16" }, { 53500000000, "53500000000" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cf_json json;
        struct cf_sink sink = capture_sink(&out);
        cf_json_init(&json, &sink, true, 0, false);
        cf_json_number(&json, cases[i].number);
        assert_int_equal(cf_json_flush(&json), CF_OK);
        assert_string_equal(out.bytes, cases[i].text);
    }
}

/* More than the buffer holds, in one piece and in many. */
static void long_texts_pass_the_buffer(void **state)
{
    (void)state;
    static char text[20001];
    memset(text, 'x', sizeof text - 1);
    check_text("", "\"\"");
    struct cf_json json;
    struct cf_sink sink = capture_sink(&out);
    cf_json_init(&json, &sink, true, 0, false);
    cf_json_open(&json, '[');
    cf_json_text(&json, text);
    for (int i = 0; i < 5000; i++)
        cf_json_number(&json, 7);
    cf_json_close(&json, ']');
    assert_int_equal(cf_json_flush(&json), CF_OK);
    assert_int_equal(out.length, 2 + 20002 + 5000 * 2);
}

static void failures_stick(void **state)
{
    (void)state;
    for (unsigned at = 1; at <= 2; at++) {
        out.fail_at = at;
        struct cf_sink sink = capture_sink(&out);
        static char text[9000];
        memset(text, 'x', sizeof text - 1);
        struct cf_json json;
        cf_json_init(&json, &sink, true, 0, false);
        cf_json_open(&json, '[');
        for (int i = 0; i < 5; i++)
            cf_json_text(&json, text);
        assert_int_equal(cf_json_flush(&json), CF_IO);
        assert_int_equal(out.writes, at); /* not called again */
    }
}

/* ---- results ---- */

static const char *criterion(const struct cf_criterion_result *result, bool explained)
{
    struct cf_json json;
    struct cf_sink sink = capture_sink(&out);
    cf_json_init(&json, &sink, true, 0, false);
    cf_json_criterion(&json, result, explained);
    assert_int_equal(cf_json_flush(&json), CF_OK);
    return out.bytes;
}

static void number_criterion_has_all_keys_in_order(void **state)
{
    (void)state;
    f.observations[0].note = "n";
    f.observations[0].printed = "1O";
    f.observations[0].preferred = true;
    assert_string_equal(
        criterion(&f.results[0], false),
        "{\"index\":\"universities\",\"answer\":\"yes\",\"test\":\"at_least\",\"threshold\":10,"
        "\"tolerance\":0,\"basis\":\"comparator\",\"unit\":\"institution\",\"value\":15,"
        "\"year\":2007,\"derived\":false,\"disputed\":false,\"mixed_years\":false,"
        "\"margin\":{\"worst\":5,\"best\":5},\"evidence\":[{\"value\":15,\"unit\":\"institution\","
        "\"kind\":\"actual\",\"year\":2007,\"printed\":\"1O\",\"note\":\"n\",\"preferred\":true,"
        "\"source\":\"zhang-2013\",\"where\":\"Sec. 4(2)\"}]}");
}

static void check_part(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no %s in %s", part, text);
}

static void intervals_name_their_ends(void **state)
{
    (void)state;
    check_part(criterion(&f.results[1], false),
               "\"value\":{\"low\":360,\"high\":440,\"low_open\":false,\"high_open\":false}");
    check_part(out.bytes, "\"evidence\":[{\"about\":400,\"tolerance\":0.1,\"unit\":\"supplier\","
                          "\"kind\":\"estimate\",\"year\":2006,");
    f.results[1].value = fixture_range(10000, INFINITY, true, true);
    f.results[1].margin = (struct cf_margin){ true, -0.0, INFINITY };
    check_part(criterion(&f.results[1], false),
               "\"value\":{\"low\":10000,\"high\":null,\"low_open\":true,\"high_open\":true}");
    check_part(out.bytes, "\"margin\":{\"worst\":0,\"best\":null}");
    f.results[1].margin = (struct cf_margin){ true, NAN, NAN };
    check_part(criterion(&f.results[1], false), "\"margin\":{\"worst\":null,\"best\":null}");
}

static void between_is_a_list(void **state)
{
    (void)state;
    f.criteria[0].test = CF_BETWEEN;
    f.results[0].threshold[1] = 20.5;
    f.observations[0] =
        (struct cf_observation){ .form = CF_FORM_BETWEEN, .number = 14, .number_2 = 16 };
    check_part(criterion(&f.results[0], false), "\"test\":\"between\",\"threshold\":[10,20.5]");
    check_part(out.bytes, "[{\"between\":[14,16],\"kind\":\"actual\"}]");
}

static void members_are_words_or_flags(void **state)
{
    (void)state;
    check_part(criterion(&f.results[2], false), "\"threshold\":true");
    check_part(out.bytes, "\"unit\":null,\"value\":true");
    check_part(out.bytes, "\"margin\":null,\"evidence\":[{\"began\":1997,\"kind\":\"actual\"");
    f.results[2].value.members = 3;
    check_part(criterion(&f.results[2], false), "\"value\":null");
    check_part(criterion(&f.results[4], false), "\"threshold\":\"full\"");
    check_part(out.bytes, "\"value\":\"partial\"");
    f.results[4].value.members = 6;
    check_part(criterion(&f.results[4], false), "\"value\":[\"partial\",\"full\"]");
    check_part(criterion(&f.results[3], false), "\"threshold\":[\"public\"]");
    check_part(out.bytes, "\"value\":null,\"year\":null");
    check_part(out.bytes, "\"evidence\":[]}");
}

static void what_if_levels_are_read_off_the_accepted_set(void **state)
{
    (void)state;
    f.results[4].basis = f.results[3].basis = CF_BASIS_WHAT_IF;
    f.results[4].threshold_set.members = 6;
    check_part(criterion(&f.results[4], false), "\"threshold\":\"partial\"");
    check_part(out.bytes, "\"basis\":\"what_if\"");
    f.criteria[4].test = CF_AT_MOST;
    f.results[4].threshold_set.members = 3;
    check_part(criterion(&f.results[4], false), "\"threshold\":\"partial\"");
    f.results[3].threshold_set.members = 5;
    check_part(criterion(&f.results[3], false), "\"threshold\":[\"public\",\"mixed\"]");
    f.criteria[3].test = CF_IS_NOT;
    check_part(criterion(&f.results[3], false), "\"threshold\":\"private\"");
}

static void evidence_of_operands_is_named(void **state)
{
    (void)state;
    f.evidence[5].index = &f.indices[F_SUPPLIERS];
    check_part(criterion(&f.results[5], false),
               "\"evidence\":[{\"index\":\"suppliers\",\"value\":27");
}

static void explained_criteria_tell_what_was_looked_at(void **state)
{
    (void)state;
    struct cf_evidence considered[] = { f.evidence[0], f.evidence[0] };
    considered[1].use = CF_NOT_FRESH;
    f.results[0].considered = considered;
    f.results[0].considered_count = 2;
    check_part(criterion(&f.results[0], true), "\"where\":\"Sec. 4(2)\",\"use\":\"used\"},{");
    check_part(out.bytes, "\"use\":\"stale\"}]}");
    assert_null(strstr(criterion(&f.results[0], false), "considered"));
}

static void documents_are_streamed(void **state)
{
    (void)state;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_json_begin(&sink), CF_OK);
    assert_int_equal(cf_write_json_result(&sink, &f.evaluation, true), CF_OK);
    assert_int_equal(cf_write_json_result(&sink, &f.evaluation, false), CF_OK);
    const char *const refused[] = { "bad.yaml", "a\nb" };
    assert_int_equal(cf_write_json_end(&sink, refused, 2), CF_OK);
    static const char beginning[] =
        "{\n  \"schema\": \"clusterflow/result/1\",\n  \"results\": [\n    {\n"
        "      \"city\": \"dalian\",\n      \"site\": null,\n      \"chart\": \"software\",\n"
        "      \"year\": 2014,\n      \"newer_figures\": 0,\n      \"verdict\": \"bottleneck\",\n"
        "      \"first_no\": \"talent\",\n      \"first_stop\": \"land\",\n"
        "      \"unknown\": [\"land\"],\n      \"stages\": [\n";
    assert_memory_equal(out.bytes, beginning, strlen(beginning));
    check_part(out.bytes, "\n    },\n    {\n      \"city\"");
    check_part(out.bytes, "          \"class\": \"quasi_public\",\n"
                          "          \"label\": \"Quasi-public sector\",\n"
                          "          \"named\": []\n");
    check_part(out.bytes,
               "\n    }\n  ],\n  \"refused\": [\n    \"bad.yaml\",\n    \"a\\nb\"\n  ]\n}\n");
}

static void lines_stand_alone(void **state)
{
    (void)state;
    fixture_pass(&f, true);
    f.evaluation.site = &f.site;
    f.evaluation.year = 0;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_jsonl(&sink, &f.evaluation), CF_OK);
    static const char beginning[] =
        "{\"schema\":\"clusterflow/result/1\",\"city\":\"dalian\",\"site\":\"dlsp\","
        "\"chart\":\"software\",\"year\":null,\"newer_figures\":0,\"verdict\":\"clear\","
        "\"first_no\":null,\"first_stop\":null,\"unknown\":[],\"stages\":[{\"id\":";
    assert_memory_equal(out.bytes, beginning, strlen(beginning));
    check_part(out.bytes, ",\"actors\":[]}\n");
    assert_ptr_equal(strchr(out.bytes, '\n'), out.bytes + out.length - 1);
}

#define TEST(name) cmocka_unit_test_setup(name, init)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writer_indents),
        TEST(texts_are_escaped),
        TEST(numbers_are_short),
        TEST(long_texts_pass_the_buffer),
        TEST(failures_stick),
        TEST(number_criterion_has_all_keys_in_order),
        TEST(intervals_name_their_ends),
        TEST(between_is_a_list),
        TEST(members_are_words_or_flags),
        TEST(what_if_levels_are_read_off_the_accepted_set),
        TEST(evidence_of_operands_is_named),
        TEST(explained_criteria_tell_what_was_looked_at),
        TEST(documents_are_streamed),
        TEST(lines_stand_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
