#include <string.h>

#include "fuzz.h"

/* Each message has a place in its file, and every finding says what to do. */
static void judge_messages(const struct cf_diags *diags)
{
    for (size_t i = 0; i < cf_diags_count(diags); i++) {
        const struct cf_diag *diag = cf_diags_get(diags, i);
        if (!diag->rule || !diag->message || !*diag->message)
            fuzz_fail("message %zu says nothing", i);
        if (diag->severity == CF_ERROR && !diag->hint)
            fuzz_fail("no hint: %s", diag->message);
        if (diag->line && (!diag->column || !diag->width))
            fuzz_fail("no column: %s", diag->message);
    }
}

static void write_one(const struct cf_diags *diags, const struct cf_checked *checked,
                      enum cf_findings_format format, void (*judge)(const struct fuzz_output *))
{
    static const struct cf_style style = { .width = 80 };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_findings(&sink, format, diags, checked, &style) != CF_OK)
        fuzz_fail("findings in format %d cannot be written", (int)format);
    judge(&output);
    fuzz_output_release(&output);
}

static void judge_plain(const struct fuzz_output *output)
{
    fuzz_judge_text(output, false);
}

/* One line a message with its rule, and one for another place that has to do with it. */
static void judge_gcc(const struct fuzz_output *output)
{
    fuzz_judge_text(output, false);
    for (const char *line = output->bytes; *line; line = strchr(line, '\n') + 1) {
        const char *end = strchr(line, '\n'), *note = strstr(line, ": note: ");
        if (!end || (end[-1] != ']' && (!note || note > end)))
            fuzz_fail("a line without a rule: %.80s", line);
    }
}

/* Workflow commands, a line each. */
static void judge_github(const struct fuzz_output *output)
{
    fuzz_judge_text(output, false);
    for (const char *line = output->bytes; *line; line = strchr(line, '\n') + 1)
        if (strncmp(line, "::", 2) != 0 || !strchr(line, '\n'))
            fuzz_fail("no workflow command: %.80s", line);
}

/* One format each time, since all of them would take longer than all else. */
void fuzz_write_findings(const struct cf_diags *diags, const char *const *files, size_t count,
                         size_t turn)
{
    static void (*const judges[])(const struct fuzz_output *) = {
        [CF_FINDINGS_TEXT] = judge_plain,     [CF_FINDINGS_GCC] = judge_gcc,
        [CF_FINDINGS_JSON] = fuzz_judge_json, [CF_FINDINGS_SARIF] = fuzz_judge_sarif,
        [CF_FINDINGS_GITHUB] = judge_github,  [CF_FINDINGS_JUNIT] = fuzz_judge_xml,
    };
    struct cf_checked checked = { .files = files, .count = count };
    size_t format = turn % (sizeof judges / sizeof *judges);
    judge_messages(diags);
    write_one(diags, &checked, (enum cf_findings_format)format, judges[format]);
}
