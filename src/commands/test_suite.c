#include <stdlib.h>
#include <string.h>

#include "commands/test_run.h"

/* ---- running ---- */

static bool is_wanted(const struct test_run *run, const struct cf_case *test)
{
    return !run->settings.filter || strstr(test->name.text, run->settings.filter);
}

static bool run_case(struct test_run *run, struct test_suite *suite, const struct cf_case *test)
{
    struct cf_resolver resolver = test_files_resolver(&run->files);
    struct cf_case_result *result;
    size_t first = cf_diags_count(suite->diags);
    enum cf_status status = cf_run_case(&result, suite->suite, test, &resolver, suite->diags);
    if (status == CF_OK)
        status = cf_tell_case(suite->diags, result);
    if (status == CF_OK && run->coverage)
        status = cf_coverage_add(run->coverage, result);
    if (!test_note_status(run, status)) {
        cf_case_result_free(result);
        return false;
    }
    cf_case_result_settle(result);
    suite->results[suite->count] = result;
    suite->told[suite->count++] =
        (struct cf_tested_case){ result, first, cf_diags_count(suite->diags) - first };
    return true;
}

void test_suite_run(struct test_run *run, struct test_suite *suite)
{
    size_t count = suite->suite->case_count;
    suite->diags = cf_diags_new();
    suite->results = calloc(count, sizeof(*suite->results));
    suite->told = calloc(count, sizeof *suite->told);
    if (!suite->diags || !suite->results || !suite->told) {
        test_note_status(run, CF_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < count && !interrupted(); i++) {
        const struct cf_case *test = &suite->suite->cases[i];
        if (is_wanted(run, test) && !run_case(run, suite, test))
            return;
    }
}

static void release_results(struct test_suite *suite)
{
    for (size_t i = 0; i < suite->count; i++)
        cf_case_result_free(suite->results[i]);
    free(suite->results);
    free(suite->told);
    cf_diags_free(suite->diags);
    suite->results = NULL;
    suite->told = NULL;
    suite->diags = NULL;
    suite->count = 0;
}

/* ---- rewriting ---- */

static size_t count_faulty(const struct test_suite *suite)
{
    size_t faulty = 0;
    for (size_t i = 0; i < suite->count; i++)
        faulty += suite->results[i]->state == CF_CASE_FAULTY;
    return faulty;
}

/* A copy of the file with other text, behind the byte order mark that it began with. */
static bool copy_file(const struct file *file, const char *text, size_t length, struct file *copy)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t before = file->length >= 3 && memcmp(file->bytes, mark, 3) == 0 ? 3 : 0;
    *copy = (struct file){ .name = text_format("%s", file->name), .id = file->id };
    copy->bytes = malloc(before + length + 1);
    if (!copy->name || !copy->bytes)
        return false;
    memcpy(copy->bytes, mark, before);
    memcpy(copy->bytes + before, text, length);
    copy->length = before + length;
    return true;
}

/* Writes the new file beside the old one. */
static bool prepare(struct test_run *run, struct test_suite *suite)
{
    suite->update = calloc(1, sizeof *suite->update);
    if (!suite->update)
        return test_note_status(run, CF_NO_MEMORY);
    if (!product_open(suite->update, suite->file.name)) {
        free(suite->update);
        suite->update = NULL;
        run->status = worse(run->status, EXIT_MACHINE);
        return false;
    }
    struct cf_sink sink = product_sink(suite->update);
    sink.write(sink.payload, suite->file.bytes, suite->file.length); /* told when it is closed */
    return true;
}

static void close_update(struct test_run *run, struct test_suite *suite, bool keep)
{
    if (suite->update)
        run->status = worse(run->status, product_close(suite->update, keep));
    free(suite->update);
    suite->update = NULL;
}

/* Takes the suite in the new file for the old one, if it is sound, and runs it. Takes the file
 * over. */
static void take(struct test_run *run, struct test_suite *suite, struct file *file, size_t count)
{
    struct cf_input input = file_input(file);
    struct test_suite fresh = { .file = *file, .updated = count };
    enum cf_status status = cf_load_suite(&fresh.suite, &input, run->diags);
    struct cf_coverage_count *coverage = run->coverage;
    run->printed = print_diags(run->diags, run->printed, run->settings.color, run->settings.ascii);
    if (status == CF_INVALID) {
        complain("'%s' is not rewritten: it would become faulty", file->name);
        run->status = worse(run->status, EXIT_MACHINE);
    }
    if (test_note_status(run, status) && status == CF_OK && prepare(run, &fresh)) {
        run->coverage = NULL; /* the cases were counted before */
        test_suite_run(run, &fresh);
        run->coverage = coverage;
    }
    test_suite_release(run, suite);
    *suite = fresh;
}

void test_suite_replace(struct test_run *run, struct test_suite *suite)
{
    bool changed = suite->update != NULL;
    close_update(run, suite, true);
    if (changed && run->status < EXIT_MACHINE)
        complain("'%s': %zu expectation%s rewritten", suite->file.name, suite->updated,
                 suite->updated == 1 ? "" : "s");
}

static void rewrite(struct test_run *run, struct test_suite *suite, const char *text, size_t length,
                    size_t count)
{
    struct file file;
    if (copy_file(&suite->file, text, length, &file)) {
        take(run, suite, &file, count);
        return;
    }
    test_note_status(run, CF_NO_MEMORY);
    file_release(&file);
}

void test_suite_update(struct test_run *run, struct test_suite *suite)
{
    char *text;
    size_t length, count, faulty = count_faulty(suite);
    const struct cf_case_result *const *results =
        (const struct cf_case_result *const *)suite->results;
    if (faulty) {
        complain("'%s' is not rewritten: %zu of its cases could not be run", suite->file.name,
                 faulty);
        return;
    }
    if (!test_note_status(
            run, cf_rewrite_suite(&text, &length, &count, suite->suite, results, suite->count)))
        return;
    if (text)
        rewrite(run, suite, text, length, count);
    free(text);
}

void test_suite_release(struct test_run *run, struct test_suite *suite)
{
    close_update(run, suite, false);
    release_results(suite);
    cf_suite_free(suite->suite);
    file_release(&suite->file);
}
