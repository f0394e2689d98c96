#include "fuzz.h"

static void judge_case(const struct cf_suite *suite, size_t number,
                       const struct cf_resolver *resolver)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_case_result *result;
    if (cf_run_case(&result, suite, &suite->cases[number], resolver, diags) != CF_OK ||
        result->state != CF_CASE_PASSED)
        fuzz_fail("made case '%s' does not pass", suite->cases[number].name.text);
    cf_case_result_free(result);
    cf_diags_free(diags);
}

void fuzz_judge_suite(const struct fuzz_output *output, const struct cf_resolver *resolver,
                      size_t count)
{
    struct cf_input input = { "made.suite.yaml", output->bytes, output->length };
    struct cf_diags *diags = cf_diags_new();
    struct cf_suite *suite;
    if (cf_load_suite(&suite, &input, diags) != CF_OK || suite->case_count != count)
        fuzz_fail("the made suite is faulty: %s", output->bytes);
    for (size_t i = 0; i < count; i++)
        judge_case(suite, i, resolver);
    cf_suite_free(suite);
    cf_diags_free(diags);
}
