#include "found.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct capture out;

static const char chart[] = "clusterflow: flowchart/1\nid: quays\n  {index: 大连, at_least: 5}\n";
static const char city[] = "clusterflow: city/1\n";
static const char catalog[] = "indices:\n  seaport: {}\n";

const struct cf_source found_chart = { "charts/quays.yaml", chart, sizeof chart - 1 };
const struct cf_source found_city = { "./quay.yaml", city, sizeof city - 1 };
const struct cf_source found_catalog = { "catalog.yaml", catalog, sizeof catalog - 1 };
const char *const found_files[3] = { "charts/quays.yaml", "clean.yaml", "./quay.yaml" };

static struct cf_pos at(const struct cf_source *source, const char *words)
{
    const char *place = strstr(source->text, words);
    return (struct cf_pos){ source, (uint32_t)(place - source->text), (uint32_t)strlen(words) };
}

struct cf_diags *found_diags(void)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_pos whole = { &found_city, UINT32_MAX, 0 };
    cf_report(diags, CF_R_CATALOG_UNDEFINED, at(&found_chart, "大连"), "unknown index '大连'");
    cf_report_hint(diags, "did you mean 'seaport'?");
    cf_report_also(diags, at(&found_catalog, "seaport"), "'seaport' is defined here");
    cf_report(diags, CF_R_CITY_UNKNOWN_INDEX, at(&found_chart, "quays"), "a warning");
    cf_report(diags, CF_R_FILE_FAULTS, whole, "more faults");
    cf_diags_settle(diags);
    cf_diags_order(diags, found_files, 3);
    return diags;
}

struct cf_diags *found_one(const char *file, const char *line, const char *message,
                           const char *hint)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_source source = { file, line, strlen(line) };
    cf_report(diags, CF_R_YAML_KEY, (struct cf_pos){ file ? &source : NULL, 0, 3 }, "%s", message);
    if (hint)
        cf_report_hint(diags, "%s", hint);
    cf_diags_settle(diags);
    return diags;
}

const char *found_text(struct cf_diags *diags, enum cf_findings_format format,
                       const char *const *files, size_t count)
{
    out.fail_at = 0;
    struct cf_sink sink = capture_sink(&out);
    const struct cf_checked checked = { .files = files, .count = count };
    assert_int_equal(cf_write_findings(&sink, format, diags, &checked, NULL), CF_OK);
    cf_diags_free(diags);
    return out.bytes;
}
