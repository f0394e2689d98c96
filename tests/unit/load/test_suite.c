#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <clusterflow/load.h>

static struct cf_suite *load(const char *text, struct cf_diags *diags, enum cf_status wanted)
{
    struct cf_input input = { "suite.yaml", text, strlen(text) };
    struct cf_suite *suite;
    assert_int_equal(cf_load_suite(&suite, &input, diags), wanted);
    return suite;
}

/* The piece of the text that a place covers. */
static void assert_covers(struct cf_pos pos, const char *text)
{
    assert_int_equal(pos.length, strlen(text));
    assert_memory_equal(pos.source->text + pos.offset, text, pos.length);
}

static const char whole[] =
    "clusterflow: suite/1\n"
    "title: What is said\n"
    "sources: {report: {title: A report}}\n"
    "chart: software\n"
    "city: ../data/town.yaml\n"
    "indicators:\n"
    "  sales: {value: 3, unit: CNY}\n"
    "cases:\n"
    "  - name: First\n"
    "    site: park\n"
    "    year: 2014\n"
    "    as_of: 2013\n"
    "    accept: [target, plan]\n"
    "    max_age: 10\n"
    "    set: {universities: 3, sales: 3 million CNY}\n"
    "    threshold: {talent/it_skills: partial}\n"
    "    pending: The chart has no such step yet\n"
    "    source: report\n"
    "    where: p. 1\n"
    "    expect:\n"
    "      verdict: bottleneck\n"
    "      first_no: none\n"
    "      first_stop: 'talent'\n"
    "      unknown: [a, b ,c ] # of all\n"
    "      steps: {universities: yes, talent: \"no\"}\n"
    "      stages: {start: not_reached}\n"
    "      values:\n"
    "        export_ratio: {about: 23.8, tolerance: 0.01, unit: percent, year: 2009}\n"
    "        sales:\n"
    "          between: [1, 2]  # a comment\n"
    "          unit: CNY\n"
    "      actors:\n"
    "        local_government: yida\n"
    "        private_sector: []\n"
    "        state:\n"
    "          - one\n"
    "          - two # the second\n"
    "  - name: Second\n"
    "    chart: hitech\n"
    "    indicators: {}\n"
    "    accept: opinion\n"
    "    expect: {reports: [city-no-value, city-unit]}\n";

static void a_case_is_read(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    struct cf_suite *suite = load(whole, diags, CF_OK);
    const struct cf_case *first = &suite->cases[0], *second = &suite->cases[1];
    assert_int_equal(cf_diags_count(diags), 0);
    assert_string_equal(suite->title, "What is said");
    assert_string_equal(suite->chart.text, "software");
    assert_string_equal(suite->city.text, "../data/town.yaml");
    assert_int_equal(suite->indicator_count, 1);
    assert_int_equal(suite->case_count, 2);
    assert_string_equal(first->name.text, "First");
    assert_string_equal(first->site.text, "park");
    assert_int_equal(first->year, 2014);
    assert_int_equal(first->as_of, 2013);
    assert_int_equal(first->accept, 1u << CF_TARGET | 1u << CF_PLAN);
    assert_int_equal(first->max_age, 10);
    assert_int_equal(first->set_count, 2);
    assert_string_equal(first->sets[1].target.text, "sales");
    assert_string_equal(first->sets[1].value.text, "3 million CNY");
    assert_string_equal(first->thresholds[0].target.text, "talent/it_skills");
    assert_string_equal(first->pending.text, "The chart has no such step yet");
    assert_string_equal(first->source->title, "A report");
    assert_string_equal(second->chart.text, "hitech");
    assert_int_equal(second->max_age, -1);
    assert_int_equal(second->accept, 1u << CF_OPINION);
    assert_int_equal(second->expect.reports.ids.count, 2);
    cf_suite_free(suite);
    cf_diags_free(diags);
}

static void expectations_know_where_they_stand(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    struct cf_suite *suite = load(whole, diags, CF_OK);
    const struct cf_expectation *expect = &suite->cases[0].expect;
    assert_covers(expect->verdict.pos, "bottleneck");
    assert_covers(expect->first_stop.pos, "'talent'");
    assert_string_equal(expect->first_no.text, "none");
    assert_covers(expect->unknown.layout.pos, "[a, b ,c ]");
    assert_true(expect->unknown.layout.flow);
    assert_covers(expect->unknown.layout.parts[1], "b");
    assert_covers(expect->steps[1].word.pos, "\"no\"");
    assert_string_equal(expect->steps[1].word.text, "no");
    assert_covers(expect->stages[0].word.pos, "not_reached");

    const struct cf_expected_value *ratio = &expect->values[0], *sales = &expect->values[1];
    assert_int_equal(ratio->observation->form, CF_FORM_ABOUT);
    assert_int_equal(ratio->observation->year, 2009);
    assert_covers(ratio->layout.pos, "{about: 23.8, tolerance: 0.01, unit: percent, year: 2009}");
    assert_covers(ratio->layout.parts[2], "unit: percent");
    assert_false(sales->layout.flow);
    assert_int_equal(sales->layout.part_count, 2);
    assert_covers(sales->layout.parts[0], "between: [1, 2]");
    assert_covers(sales->layout.pos, "between: [1, 2]  # a comment\n          unit: CNY");

    const struct cf_expected_actors *actors = expect->actors;
    assert_int_equal(expect->actor_count, 3);
    assert_covers(actors[0].named.layout.pos, "yida");
    assert_int_equal(actors[0].named.layout.part_count, 0);
    assert_true(actors[1].named.given);
    assert_covers(actors[1].named.layout.pos, "[]");
    assert_covers(actors[2].named.layout.parts[1], "two");
    assert_covers(actors[2].named.layout.pos, "- one\n          - two");
    assert_false(expect->reports.given);
    cf_suite_free(suite);
    cf_diags_free(diags);
}

/* ---- what people get wrong ---- */

#define HEAD "clusterflow: suite/1\nchart: c\ncity: t.yaml\ncases:\n"
#define CASE HEAD "- name: a\n  expect: "

static const struct {
    const char *text, *fault; /* line:column:width rule */
} faults[] = {
    { "clusterflow: suite/2\ncases: []\n", "1:14:7 format-kind" },
    { "clusterflow: suite/1\ncity: t.yaml\n", "1:1:11 format-missing-key" },
    { "clusterflow: suite/1\nchart: c\ncity: t.yaml\ncases: []\n", "4:8:1 suite-empty" },
    { "clusterflow: suite/1\nchart: c\ncity: t.yaml\ncases: {a: {expect: {verdict: clear}}}\n",
      "4:8:1 format-type" },
    { HEAD "- expect: {verdict: clear}\n", "5:3:6 format-missing-key" },
    { HEAD "- name: a\n", "5:3:4 format-missing-key" },
    { HEAD "- {name: a, expect: {verdict: clear}}\n- {name: a, expect: {verdict: clear}}\n",
      "6:10:1 format-duplicate-id" },
    { CASE "{}\n", "6:11:1 suite-empty" },
    { CASE "bottleneck\n", "6:11:10 format-type" },
    { CASE "{verdict: Bottleneck}\n", "6:21:10 format-word" },
    { CASE "{verdict: not_reached}\n", "6:21:11 format-word" },
    { CASE "{verdict: no}\n", "6:21:2 format-word" },
    { CASE "{first_no: No step}\n", "6:22:7 format-id" },
    { CASE "{first_no: }\n", "6:22:1 format-type" },
    { CASE "{first-no: talent}\n", "6:12:8 format-unknown-key" },
    { CASE "{unkown: [a]}\n", "6:12:6 format-unknown-key" },
    { CASE "{unknown: {a: yes}}\n", "6:21:1 format-type" },
    { CASE "{unknown: [a, a]}\n", "6:25:1 format-duplicate-id" },
    { CASE "{steps: {talent: true}}\n", "6:28:4 format-word" },
    { CASE "{steps: {talent: NO}}\n", "6:28:2 format-word" },
    { CASE "{steps: [talent]}\n", "6:19:1 format-type" },
    { CASE "{steps: talent}\n", "6:19:6 format-type" },
    { CASE "{steps: {talent:no}}\n", "6:20:9 format-id" },
    { CASE "{actors: {state:a}}\n", "6:21:7 format-id" },
    { CASE "{stages: {start: yes}}\n", "6:28:3 format-word" },
    { CASE "{values: {sales: 5}}\n", "6:28:1 format-type" },
    { CASE "{values: {sales: {}}}\n", "6:28:1 city-observation" },
    { CASE "{values: {sales: {value: 5, unit: CNY, source: r}}}\n",
      "6:58:1 format-undefined-source" },
    { CASE "{values: {sales: {value: 5, unit: CNY, kind: plan}}}\n", "6:50:4 suite-value" },
    { CASE "{values: {leader: {began: 1997}}}\n", "6:30:5 suite-value" },
    { CASE "{values: {sales: {series: {2002: 5}, unit: CNY}}}\n", "6:29:6 suite-value" },
    { CASE "{values: {sales: {missing: not_stated, year: 2002}}}\n", "6:50:4 suite-value" },
    { CASE "{values: {sales: {value: 17,000, unit: CNY}}}\n", "6:39:3 format-unknown-key" },
    { CASE "{actors: {state: {a: b}}}\n", "6:28:1 format-type" },
    { CASE "{actors: [a]}\n", "6:20:1 format-type" },
    { CASE "{reports: [city-units]}\n", "6:22:10 suite-undefined" },
    { CASE "{reports: [city-unit], verdict: clear}\n", "6:22:9 suite-value" },
    { CASE "{verdict: clear}\n  year: \"2014\"\n", "7:9:6 format-year" },
    { CASE "{verdict: clear}\n  set: [sales=3]\n", "7:8:1 format-type" },
    { CASE "{verdict: clear}\n  set: {sales=3}\n", "7:9:7 format-id" },
    { CASE "{verdict: clear}\n  threshold: {sales: 3}\n", "7:15:5 format-id" },
    { CASE "{verdict: clear}\n  accept: [targets]\n", "7:12:7 format-word" },
    { CASE "{verdict: clear}\n  max_age: -1\n", "7:12:2 format-range" },
    { CASE "{verdict: clear}\n  pending: true\n  source: r\n", "8:11:1 format-undefined-source" },
    { CASE "{verdict: clear}\n  pending:\n", "7:11:1 format-type" },
    { CASE "{verdict: clear}\n  indicators: {sales: 5}\n", "7:23:1 format-type" },
    { CASE "{verdict: clear}\n  expects: {}\n", "7:3:7 format-unknown-key" },
    { "clusterflow: suite/1\nchart: c\ncases:\n- name: a\n  expect: {verdict: clear}\n",
      "4:9:1 suite-incomplete" },
    { "clusterflow: suite/1\ncity: t.yaml\ncases:\n- name: a\n  expect: {verdict: clear}\n",
      "4:9:1 suite-incomplete" },
};

static void each_fault_is_told_where_it_stands(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct cf_diags *diags = cf_diags_new();
        struct cf_suite *suite = load(faults[i].text, diags, CF_INVALID);
        char got[128];
        const struct cf_diag *diag = cf_diags_get(diags, 0);
        assert_non_null(diag);
        snprintf(got, sizeof got, "%u:%u:%u %s", diag->line, diag->column, diag->width,
                 diag->rule->id);
        if (cf_diags_count(diags) != 1 || strcmp(got, faults[i].fault) != 0 || !diag->hint) {
            print_message("%s%s, but of %zu messages the first is\n%s: %s\nhint: %s\n",
                          faults[i].text, faults[i].fault, cf_diags_count(diags), got,
                          diag->message, diag->hint ? diag->hint : "none");
            wrong++;
        }
        assert_true(!suite || suite->faulty);
        cf_suite_free(suite);
        cf_diags_free(diags);
    }
    assert_int_equal(wrong, 0);
}

static void a_suite_is_told_apart(void **state)
{
    (void)state;
    struct cf_input input = { "s", whole, sizeof whole - 1 };
    assert_int_equal(cf_file_kind(&input), CF_FILE_SUITE);
}

/* Nothing is missing in a case for which a syntax error came first. */
static void after_a_syntax_error_nothing_is_missing(void **state)
{
    (void)state;
    struct cf_diags *diags = cf_diags_new();
    assert_null(load("clusterflow: suite/1\ncases:\n- name: a\n  expect: {\n", diags, CF_INVALID));
    assert_int_equal(cf_diags_count(diags), 1);
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_read),
        cmocka_unit_test(expectations_know_where_they_stand),
        cmocka_unit_test(each_fault_is_told_where_it_stands),
        cmocka_unit_test(a_suite_is_told_apart),
        cmocka_unit_test(after_a_syntax_error_nothing_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
