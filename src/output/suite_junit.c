/* What came of suites, as JUnit's XML: a case that fails is a failure, one that could not be run an
 * error, and a pending one is skipped. */
#include <clusterflow/output.h>

#include "output/findings.h"
#include "output/suite_report.h"
#include "output/xml.h"

static void write_messages(struct cf_stream *out, const struct cf_diags *diags,
                           const struct cf_tested_case *tested)
{
    for (size_t i = 0; i < tested->message_count; i++)
        cf_junit_message(out, cf_diags_get(diags, tested->first_message + i));
}

/* Readers show the message in lists, and the text once it is opened. */
static void write_failure(struct cf_stream *out, const struct cf_diags *diags,
                          const struct cf_tested_case *tested)
{
    bool fault = tested->result->state == CF_CASE_FAULTY;
    const struct cf_diag *first = cf_diags_get(diags, tested->first_message);
    const char *message = fault ? tested->result->fault : NULL;
    if (!fault && tested->message_count)
        message = first->message;
    cf_stream_text(out, fault ? "      <error" : "      <failure");
    cf_xml_attribute(out, "type", fault ? "faulty" : "suite-failed");
    cf_xml_attribute(out, "message", message ? message : "");
    cf_stream_text(out, ">");
    write_messages(out, diags, tested);
    cf_stream_text(out, fault ? "</error>\n" : "</failure>\n");
}

static void write_case(struct cf_stream *out, const struct cf_tested_suite *of,
                       const struct cf_tested_case *tested)
{
    const struct cf_case_result *result = tested->result;
    cf_stream_text(out, "    <testcase");
    cf_xml_attribute(out, "classname", of->suite->source->name);
    cf_xml_attribute(out, "name", result->test->name.text);
    if (result->state == CF_CASE_PASSED) {
        cf_stream_text(out, "/>\n");
        return;
    }
    cf_stream_text(out, ">\n");
    if (result->state == CF_CASE_FAILED || result->state == CF_CASE_FAULTY) {
        write_failure(out, of->diags, tested);
    } else {
        cf_stream_text(out, "      <skipped>");
        cf_xml_text(out, result->test->pending.text);
        cf_stream_text(out, "</skipped>\n");
    }
    if (result->state == CF_CASE_PENDING_PASSES) {
        cf_stream_text(out, "      <system-out>");
        write_messages(out, of->diags, tested);
        cf_stream_text(out, "</system-out>\n");
    }
    cf_stream_text(out, "    </testcase>\n");
}

static void write_suite(struct cf_stream *out, const struct cf_tested_suite *tested)
{
    struct cf_test_counts counts = cf_suite_counts(tested);
    cf_stream_text(out, "  <testsuite");
    cf_xml_attribute(out, "name", tested->suite->source->name);
    cf_xml_attribute_number(out, "tests", tested->count);
    cf_xml_attribute_number(out, "failures", counts.failed - counts.faulty);
    cf_xml_attribute_number(out, "errors", counts.faulty);
    cf_xml_attribute_number(out, "skipped", counts.pending);
    cf_stream_text(out, ">\n");
    for (size_t i = 0; i < tested->count; i++)
        write_case(out, tested, &tested->cases[i]);
    cf_stream_text(out, "  </testsuite>\n");
}

enum cf_status cf_write_test_junit(const struct cf_sink *sink, const struct cf_test_report *report)
{
    struct cf_stream out;
    cf_stream_init(&out, sink);
    cf_stream_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (size_t i = 0; i < report->suite_count; i++)
        write_suite(&out, &report->suites[i]);
    cf_stream_text(&out, "</testsuites>\n");
    return cf_stream_flush(&out);
}
