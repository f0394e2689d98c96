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

void test_suite_release(struct test_suite *suite)
{
    release_results(suite);
    cf_suite_free(suite->suite);
    file_release(&suite->file);
}

/* ---- rewriting ---- */

static size_t count_faulty(const struct test_suite *suite)
{
    size_t faulty = 0;
    for (size_t i = 0; i < suite->count; i++)
        faulty += suite->results[i]->state == CF_CASE_FAULTY;
    return faulty;
}

/* The new bytes of the file, with the byte order mark that it began with. Takes the text over. */
static bool set_bytes(struct file *file, char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t before = file->length >= 3 && memcmp(file->bytes, mark, 3) == 0 ? 3 : 0;
    char *bytes = before ? malloc(length + before) : text;
    if (before && bytes) {
        memcpy(bytes, mark, before);
        memcpy(bytes + before, text, length);
    }
    if (before)
        free(text);
    if (!bytes)
        return false;
    free(file->bytes);
    file->bytes = bytes;
    file->length = length + before;
    return true;
}

static bool write_file(struct test_run *run, const struct file *file)
{
    struct product product;
    if (!product_open(&product, file->name)) {
        run->status = worse(run->status, EXIT_MACHINE);
        return false;
    }
    struct cf_sink sink = product_sink(&product);
    bool whole = sink.write(sink.payload, file->bytes, file->length) == 0;
    int status = product_close(&product, whole);
    run->status = worse(run->status, status);
    return whole && status == EXIT_DONE;
}

/* The suite as it is written now. */
static void run_again(struct test_run *run, struct test_suite *suite)
{
    struct cf_input input = file_input(&suite->file);
    release_results(suite);
    cf_suite_free(suite->suite);
    if (test_note_status(run, cf_load_suite(&suite->suite, &input, run->diags)) && suite->suite)
        test_suite_run(run, suite);
}

void test_suite_update(struct test_run *run, struct test_suite *suite)
{
    char *text;
    size_t length, count, faulty = count_faulty(suite);
    if (faulty) {
        complain("'%s' is not rewritten: %zu of its cases could not be run", suite->file.name,
                 faulty);
        return;
    }
    const struct cf_case_result *const *results =
        (const struct cf_case_result *const *)suite->results;
    if (!test_note_status(
            run, cf_rewrite_suite(&text, &length, &count, suite->suite, results, suite->count)) ||
        !text)
        return;
    if (!set_bytes(&suite->file, text, length)) {
        test_note_status(run, CF_NO_MEMORY);
        return;
    }
    if (!write_file(run, &suite->file))
        return;
    complain("'%s': %zu expectation%s rewritten", suite->file.name, count, count == 1 ? "" : "s");
    run_again(run, suite);
}
