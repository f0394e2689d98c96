/* Bytes to a document of each kind: refused with a message that can be shown, or read. */
#include "fuzz.h"

static void judge_diags(const struct cf_diags *diags)
{
    static const struct cf_style style = { .width = 72 };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_diags(&sink, diags, 0, &style) != CF_OK)
        fuzz_fail("the messages cannot be written");
    fuzz_judge_text(&output, false);
    fuzz_output_release(&output);
}

static enum cf_status load(const struct cf_input *input, enum cf_file_kind kind,
                           struct cf_diags *diags)
{
    struct cf_catalog *catalog = NULL;
    struct cf_chart *chart = NULL;
    struct cf_city *city = NULL;
    struct cf_suite *suite = NULL;
    enum cf_status status = CF_INVALID;
    switch (kind) {
    case CF_FILE_CATALOG: status = cf_load_catalog(&catalog, input, diags); break;
    case CF_FILE_CHART: status = cf_load_chart(&chart, input, NULL, diags); break;
    case CF_FILE_CITY: status = cf_load_city(&city, input, diags); break;
    case CF_FILE_SUITE: status = cf_load_suite(&suite, input, diags); break;
    case CF_FILE_OTHER: status = cf_report_other(input, diags); break;
    }
    cf_suite_free(suite);
    cf_city_free(city);
    cf_chart_free(chart);
    cf_catalog_free(catalog);
    return status;
}

/* A file is of one kind at most, and the quick look at it agrees with the thorough one. */
static void judge_kind(const struct cf_input *input, enum cf_file_kind quick)
{
    struct cf_diags *diags = cf_diags_new();
    enum cf_file_kind found = CF_FILE_OTHER;
    enum cf_status status = cf_find_kind(&found, input, diags);
    if (status == CF_OK && quick != CF_FILE_OTHER && found != quick)
        fuzz_fail("of kind %d at a first look and %d at a second", (int)quick, (int)found);
    if (status == CF_INVALID && !cf_diags_errors(diags))
        fuzz_fail("of no kind, without a word");
    for (int kind = CF_FILE_CATALOG; kind <= CF_FILE_SUITE && status == CF_OK; kind++) {
        cf_diags_clear(diags);
        if (kind != (int)found && load(input, (enum cf_file_kind)kind, diags) == CF_OK)
            fuzz_fail("of kind %d and %d", (int)found, kind);
    }
    cf_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    fuzz_split(&parts, data, size);
    for (size_t i = 0; i < parts.count; i++) {
        const struct cf_input *input = &parts.items[i];
        struct cf_diags *diags = cf_diags_new();
        enum cf_file_kind kind = cf_file_kind(input);
        if (kind == CF_FILE_OTHER && input->length)
            kind = (enum cf_file_kind)(1 + (unsigned char)input->bytes[0] %
                                               4); /* refused, by each loader */
        fuzz_judge_status(load(input, kind, diags), diags, 0, "loading");
        judge_diags(diags);
        judge_kind(input, cf_file_kind(input));
        cf_diags_free(diags);
    }
    fuzz_release(&parts);
    return 0;
}
