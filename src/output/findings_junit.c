/*
 * A test suite with a case for each file, as Jenkins and GitLab read it. A file with errors is a
 * failure, one that could not be read an error; warnings and notes are what a case has put out.
 */
#include "output/findings.h"
#include "output/xml.h"

/* The messages sorted by file, in their order: of file f those from first[f] up to first[f + 1].
 * Messages without a file stand behind all, under the number file_count. */
struct groups {
    const struct cf_diag **diags;
    size_t *first;
};

static size_t group_of(const struct cf_findings *findings, const struct cf_diag *diag)
{
    uint32_t number = cf_findings_file(findings, diag->file);
    return number == CF_NO_FILE ? findings->file_count : number;
}

static bool group(struct groups *groups, struct cf_arena *arena, const struct cf_findings *findings)
{
    size_t count = cf_diags_count(findings->diags);
    groups->diags = cf_arena_array(arena, count + 1, sizeof *groups->diags);
    groups->first = cf_arena_array(arena, findings->file_count + 3, sizeof *groups->first);
    if (!groups->diags || !groups->first)
        return false;
    /* Counted two places up, so that filling leaves each group's end where the next one begins. */
    for (size_t i = 0; i < count; i++)
        groups->first[group_of(findings, cf_diags_get(findings->diags, i)) + 2]++;
    for (size_t f = 2; f < findings->file_count + 3; f++)
        groups->first[f] += groups->first[f - 1];
    for (size_t i = 0; i < count; i++) {
        const struct cf_diag *diag = cf_diags_get(findings->diags, i);
        groups->diags[groups->first[group_of(findings, diag) + 1]++] = diag;
    }
    return true;
}

/* One case: the messages about one file. */
struct test {
    const char *name;
    const struct cf_diag **diags;
    size_t count, errors;
};

static struct test test_of(const struct groups *groups, const struct cf_findings *findings,
                           size_t number)
{
    bool file = number < findings->file_count;
    struct test test = { .name = file ? findings->files[number] : "(no file)",
                         .diags = groups->diags + groups->first[number],
                         .count = groups->first[number + 1] - groups->first[number] };
    for (size_t i = 0; i < test.count; i++)
        test.errors += test.diags[i]->severity == CF_ERROR;
    return test;
}

/* Files that are only mentioned, and nothing is wrong with them, are no tests. */
static bool is_test(const struct test *test, const struct cf_findings *findings, size_t number)
{
    return number < findings->checked || test->count > 0;
}

static void write_place(struct cf_stream *out, const char *file, size_t line, size_t column)
{
    if (!file)
        return;
    cf_xml_text(out, file);
    if (line) {
        cf_stream_text(out, ":");
        cf_stream_number(out, line);
        cf_stream_text(out, ":");
        cf_stream_number(out, column);
    }
    cf_stream_text(out, ": ");
}

static void write_line(struct cf_stream *out, const char *before, const char *text)
{
    cf_stream_text(out, before);
    cf_xml_text(out, text);
    cf_stream_text(out, "\n");
}

void cf_junit_message(struct cf_stream *out, const struct cf_diag *diag)
{
    write_place(out, diag->file, diag->line, diag->column);
    cf_stream_text(out, cf_severity_word(diag->severity));
    cf_stream_text(out, ": ");
    cf_xml_text(out, diag->message);
    cf_stream_text(out, " [");
    cf_xml_text(out, diag->rule->id);
    cf_stream_text(out, "]\n");
    if (diag->also) {
        cf_stream_text(out, "  ");
        write_place(out, diag->also_file, diag->also_line, diag->also_column);
        write_line(out, "note: ", diag->also);
    }
    if (diag->hint)
        write_line(out, "  hint: ", diag->hint);
}

static void write_messages(struct cf_stream *out, const struct test *test, bool errors)
{
    for (size_t i = 0; i < test->count; i++)
        if ((test->diags[i]->severity == CF_ERROR) == errors)
            cf_junit_message(out, test->diags[i]);
}

/* Readers show the message in lists, and the text once it is opened. */
static void write_failure(struct cf_stream *out, const struct test *test)
{
    const struct cf_diag *first = NULL;
    for (size_t i = test->count; i-- > 0;)
        if (test->diags[i]->severity == CF_ERROR)
            first = test->diags[i];
    cf_stream_text(out, "      <failure type=\"error\" message=\"");
    if (test->errors > 1) {
        cf_stream_number(out, test->errors);
        cf_stream_text(out, " errors, the first: ");
    }
    cf_xml_text(out, first ? first->message : "");
    cf_stream_text(out, "\">");
    write_messages(out, test, true);
    cf_stream_text(out, "</failure>\n");
}

static void begin_test(struct cf_stream *out, const char *name)
{
    cf_stream_text(out, "    <testcase");
    cf_xml_attribute(out, "classname", "clusterflow.check");
    cf_xml_attribute(out, "name", name);
}

static void write_unread(struct cf_stream *out, const char *file)
{
    begin_test(out, file);
    cf_stream_text(out, ">\n      <error");
    cf_xml_attribute(out, "type", cf_unread_rule()->id);
    cf_xml_attribute(out, "message", CF_UNREAD_MESSAGE);
    cf_stream_text(out, "/>\n    </testcase>\n");
}

static void write_test(struct cf_stream *out, const struct test *test)
{
    begin_test(out, test->name);
    if (!test->count) {
        cf_stream_text(out, "/>\n");
        return;
    }
    cf_stream_text(out, ">\n");
    if (test->errors)
        write_failure(out, test);
    if (test->errors < test->count) {
        cf_stream_text(out, "      <system-out>");
        write_messages(out, test, false);
        cf_stream_text(out, "</system-out>\n");
    }
    cf_stream_text(out, "    </testcase>\n");
}

static void write_counts(struct cf_stream *out, const struct groups *groups,
                         const struct cf_findings *findings)
{
    size_t tests = 0, failures = 0;
    for (size_t i = 0; i <= findings->file_count; i++) {
        struct test test = test_of(groups, findings, i);
        tests += is_test(&test, findings, i);
        failures += test.errors > 0;
    }
    cf_xml_attribute_number(out, "tests", tests + findings->unread_count);
    cf_xml_attribute_number(out, "failures", failures);
    cf_xml_attribute_number(out, "errors", findings->unread_count);
    cf_xml_attribute_number(out, "skipped", 0);
}

static void write_suite(struct cf_stream *out, const struct groups *groups,
                        const struct cf_findings *findings)
{
    cf_stream_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite");
    cf_xml_attribute(out, "name", "clusterflow check");
    write_counts(out, groups, findings);
    cf_stream_text(out, ">\n");
    for (size_t i = 0; i < findings->unread_count; i++)
        write_unread(out, findings->unread[i]);
    for (size_t i = 0; i <= findings->file_count; i++) {
        struct test test = test_of(groups, findings, i);
        if (is_test(&test, findings, i))
            write_test(out, &test);
    }
    cf_stream_text(out, "  </testsuite>\n</testsuites>\n");
}

enum cf_status cf_write_junit(const struct cf_sink *sink, const struct cf_findings *findings)
{
    struct cf_arena arena = { 0 };
    struct groups groups;
    struct cf_stream out;
    cf_stream_init(&out, sink);
    enum cf_status status = CF_NO_MEMORY;
    if (group(&groups, &arena, findings)) {
        write_suite(&out, &groups, findings);
        status = cf_stream_flush(&out);
    }
    cf_arena_clear(&arena);
    return status;
}
