/* What came of suites, as JSON. */
#include <clusterflow/output.h>

#include "output/findings.h"
#include "output/result_json.h"
#include "output/suite_report.h"

struct cf_test_counts cf_suite_counts(const struct cf_tested_suite *tested)
{
    struct cf_test_counts counts = { 0 };
    for (size_t i = 0; i < tested->count; i++) {
        enum cf_case_state state = tested->cases[i].result->state;
        counts.passed += state == CF_CASE_PASSED;
        counts.failed += state == CF_CASE_FAILED || state == CF_CASE_FAULTY;
        counts.faulty += state == CF_CASE_FAULTY;
        counts.pending += state == CF_CASE_PENDING || state == CF_CASE_PENDING_PASSES;
    }
    return counts;
}

struct cf_test_counts cf_test_counts(const struct cf_test_report *report)
{
    struct cf_test_counts all = { 0 };
    for (size_t i = 0; i < report->suite_count; i++) {
        struct cf_test_counts counts = cf_suite_counts(&report->suites[i]);
        all.passed += counts.passed;
        all.failed += counts.failed;
        all.faulty += counts.faulty;
        all.pending += counts.pending;
    }
    return all;
}

/* ---- expectations ---- */

static void write_ids(struct cf_json *json, struct cf_ids ids)
{
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < ids.count; i++)
        cf_json_text(json, ids.items[i]);
    cf_json_close(json, ']');
}

static void write_value(struct cf_json *json, const struct cf_known_value *known)
{
    cf_json_open_inline(json, '{');
    cf_json_key(json, "value");
    cf_json_known(json, known->index, &known->value);
    cf_json_key_text(json, "unit", known->index->unit.text);
    cf_json_key_year(json, "year", known->year);
    cf_json_close(json, '}');
}

static void write_side(struct cf_json *json, const struct cf_comparison *item, const char *key,
                       bool expected)
{
    cf_json_key(json, key);
    if (item->stated)
        write_value(json, expected ? &item->expected : &item->actual);
    else if (item->lists)
        write_ids(json, expected ? item->expected_ids : item->actual_ids);
    else
        cf_json_text(json, expected ? item->expected_word : item->actual_word);
}

static void write_comparison(struct cf_json *json, const struct cf_comparison *item)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "expectation", cf_expected_name(item->what));
    cf_json_key_text(json, "of", item->subject);
    cf_json_key_flag(json, "met", item->met);
    write_side(json, item, "expected", true);
    write_side(json, item, "actual", false);
    cf_json_close(json, '}');
}

/* ---- cases ---- */

static void write_case(struct cf_json *json, const struct cf_diags *diags,
                       const struct cf_tested_case *tested)
{
    const struct cf_case_result *result = tested->result;
    const struct cf_case *test = result->test;
    cf_json_open(json, '{');
    cf_json_key_text(json, "name", test->name.text);
    cf_json_key_text(json, "state", cf_case_state_name(result->state));
    cf_json_key_text(json, "pending", test->pending.text);
    cf_json_key_text(json, "fault", result->fault);
    cf_json_key_text(json, "source", test->source ? test->source->id.text : NULL);
    cf_json_key_text(json, "where", test->where);
    cf_json_key(json, "expectations");
    cf_json_open(json, '[');
    for (size_t i = 0; i < result->count; i++)
        write_comparison(json, &result->items[i]);
    cf_json_close(json, ']');
    cf_json_key(json, "messages");
    cf_json_open(json, '[');
    for (size_t i = 0; i < tested->message_count; i++)
        cf_json_finding(json, cf_diags_get(diags, tested->first_message + i));
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void write_suite(struct cf_json *json, const struct cf_tested_suite *tested)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "file", tested->suite->source->name);
    cf_json_key_text(json, "title", tested->suite->title);
    cf_json_key(json, "cases");
    cf_json_open(json, '[');
    for (size_t i = 0; i < tested->count; i++)
        write_case(json, tested->diags, &tested->cases[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

enum cf_status cf_write_test_json(const struct cf_sink *sink, const struct cf_test_report *report)
{
    struct cf_json json;
    struct cf_test_counts counts = cf_test_counts(report);
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", "clusterflow/test/1");
    cf_json_key(&json, "suites");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < report->suite_count; i++)
        write_suite(&json, &report->suites[i]);
    cf_json_close(&json, ']');
    cf_json_coverage(&json, report->coverage);
    cf_json_key(&json, "refused");
    write_ids(&json, (struct cf_ids){ report->refused, report->refused_count });
    cf_json_key_number(&json, "passed", (double)counts.passed);
    cf_json_key_number(&json, "failed", (double)counts.failed);
    cf_json_key_number(&json, "pending", (double)counts.pending);
    cf_json_close(&json, '}');
    cf_json_newline(&json);
    return cf_json_flush(&json);
}
