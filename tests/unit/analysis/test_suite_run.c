#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <clusterflow/analysis.h>
#include <clusterflow/load.h>

static const char *const catalog = "clusterflow: catalog/1\n"
                                   "units: {person: }\n"
                                   "actor_classes: {town: {}}\n"
                                   "indices:\n"
                                   "  crew: {unit: person, range: [0, 10000]}\n"
                                   "  leader: {type: flag}\n";

static const char *const port =
    "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: first\n"
    "    steps:\n"
    "      - {id: people, ask: A?, actors: town, criteria: [{index: crew, at_least: 200}]}\n"
    "      - {id: head, ask: B?, actors: town, criteria: [{index: leader, is: true}]}\n";

static const char *const bay = "clusterflow: city/1\nid: bay\nname: Bay\n"
                               "indicators: {crew: {value: 150, unit: person, year: 2000}}\n";

#define SUITE(cases) "clusterflow: suite/1\nchart: port\ncity: bay.yaml\ncases:\n" cases
#define STOPS        "  - {name: Stops, expect: {first_no: people}}\n"

/* What the resolver hands out, whatever is asked for. */
struct files {
    struct cf_catalog *catalog;
    struct cf_chart *chart;
    struct cf_city *city;
    struct cf_suite *suite;
    enum cf_status chart_status, city_status;
    struct cf_diags *faults; /* of all files that were loaded */
    struct cf_diags *diags;
};

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **found, struct cf_diags *diags)
{
    struct files *files = payload;
    (void)suite;
    (void)id;
    *chart = files->chart;
    *found = files->catalog;
    if (files->chart_status == CF_INVALID)
        assert_int_equal(cf_diags_add(diags, "file-unreadable", (struct cf_pos){ 0 },
                                      "cannot read it", "look whether it is there"),
                         CF_OK);
    return files->chart_status;
}

static enum cf_status find_city(void *payload, const struct cf_suite *suite,
                                const struct cf_text *path, const struct cf_city **city,
                                struct cf_diags *diags)
{
    struct files *files = payload;
    (void)suite;
    (void)path;
    (void)diags;
    *city = files->city;
    return files->city_status;
}

static struct cf_input input_of(const char *name, const char *text)
{
    return (struct cf_input){ name, text, strlen(text) };
}

static void setup(struct files *files, const char *chart, const char *city, const char *suite)
{
    struct cf_input inputs[] = { input_of("catalog.yaml", catalog), input_of("port.yaml", chart),
                                 input_of("bay.yaml", city), input_of("bay.suite.yaml", suite) };
    *files = (struct files){ .faults = cf_diags_new(), .diags = cf_diags_new() };
    assert_int_equal(cf_load_catalog(&files->catalog, &inputs[0], files->faults), CF_OK);
    cf_load_chart(&files->chart, &inputs[1], NULL, files->faults);
    cf_load_city(&files->city, &inputs[2], files->faults);
    assert_int_equal(cf_load_suite(&files->suite, &inputs[3], files->faults), CF_OK);
}

static void teardown(struct files *files)
{
    cf_suite_free(files->suite);
    cf_city_free(files->city);
    cf_chart_free(files->chart);
    cf_catalog_free(files->catalog);
    cf_diags_free(files->faults);
    cf_diags_free(files->diags);
}

static enum cf_status run(struct files *files, struct cf_case_result **result)
{
    const struct cf_resolver resolver = { find_chart, find_city, files };
    return cf_run_case(result, files->suite, &files->suite->cases[0], &resolver, files->diags);
}

static enum cf_status check(struct files *files, bool *whole)
{
    const struct cf_resolver resolver = { find_chart, find_city, files };
    return cf_check_suite(files->suite, &resolver, whole, files->diags);
}

static void test_a_case_runs(void **state)
{
    (void)state;
    struct files files;
    struct cf_case_result *result;
    bool whole;
    setup(&files, port, bay, SUITE(STOPS));
    assert_int_equal(run(&files, &result), CF_OK);
    assert_int_equal(result->state, CF_CASE_PASSED);
    cf_case_result_free(result);
    assert_int_equal(check(&files, &whole), CF_OK);
    assert_true(whole);
    assert_int_equal(cf_diags_count(files.diags), 0);
    teardown(&files);
}

static void test_files_that_cannot_be_read(void **state)
{
    (void)state;
    struct files files;
    struct cf_case_result *result;
    bool whole;
    setup(&files, port, bay, SUITE(STOPS));
    files.city_status = CF_IO;
    assert_int_equal(run(&files, &result), CF_IO);
    assert_null(result);
    cf_city_free(files.city);
    files.city = NULL;
    assert_int_equal(run(&files, &result), CF_IO);
    files.chart_status = CF_IO;
    assert_int_equal(check(&files, &whole), CF_IO);
    cf_chart_free(files.chart);
    files.chart = NULL;
    assert_int_equal(run(&files, &result), CF_IO);
    teardown(&files);
}

static void test_a_chart_without_a_catalog(void **state)
{
    (void)state;
    struct files files;
    struct cf_case_result *result;
    bool whole;
    setup(&files, port, bay, SUITE(STOPS));
    cf_catalog_free(files.catalog);
    files.catalog = NULL;
    assert_int_equal(run(&files, &result), CF_OK);
    assert_int_equal(result->state, CF_CASE_FAULTY);
    assert_null(result->fault); /* nobody has said what is wrong */
    cf_case_result_free(result);
    files.chart_status = CF_INVALID;
    assert_int_equal(run(&files, &result), CF_OK);
    assert_int_equal(result->state, CF_CASE_FAULTY);
    assert_string_equal(result->fault, ":0:0: cannot read it [file-unreadable]");
    cf_case_result_free(result);
    assert_int_equal(check(&files, &whole), CF_OK);
    assert_false(whole);
    teardown(&files);
}

/* A chart whose faults do not keep it from being compiled refuses the case all the same. */
static void test_a_chart_with_faults(void **state)
{
    (void)state;
    struct files files;
    struct cf_case_result *result;
    setup(&files, port, bay, SUITE(STOPS));
    files.chart_status = CF_INVALID;
    assert_int_equal(run(&files, &result), CF_OK);
    assert_int_equal(result->state, CF_CASE_FAULTY);
    assert_null(result->evaluation);
    cf_case_result_free(result);
    teardown(&files);
}

/* What has no name in them is no name that is missed. */
static void test_names_in_faulty_files(void **state)
{
    (void)state;
    static const char *const chart =
        "clusterflow: flowchart/1\nid: port\ncatalog: catalog.yaml\nstages:\n  - id: First\n"
        "    steps:\n"
        "      - {id: People, ask: A?, actors: town, criteria: [{index: crew, at_least: 200}]}\n"
        "      - {id: head, ask: B?, actors: town, criteria: [{index: leader, is: true}]}\n";
    struct files files;
    bool whole;
    setup(&files, chart, bay,
          SUITE("  - {name: Stops, expect: {first_no: heads, stages: {first: clear}}}\n"));
    files.chart_status = CF_INVALID;
    assert_int_equal(check(&files, &whole), CF_OK);
    assert_true(whole);
    assert_int_equal(cf_diags_count(files.diags), 2);
    assert_string_equal(cf_diags_get(files.diags, 0)->message, "no step 'heads'");
    assert_string_equal(cf_diags_get(files.diags, 0)->hint, "did you mean 'head'?");
    assert_string_equal(cf_diags_get(files.diags, 1)->message, "no stage 'first'");
    teardown(&files);
}

static void test_sites_of_faulty_cities(void **state)
{
    (void)state;
    static const char *const city =
        "clusterflow: city/1\nid: bay\nname: Bay\n"
        "indicators: {Crew: {value: 150, unit: person}, crew: {value: 1, unit: person}}\n"
        "sites: {The Quay: {name: Quay}, dock: {name: Dock}}\n";
    static const char *const suite =
        SUITE("  - {name: Stops, site: quay, indicators: {crew: {value: 3, unit: person}}, "
              "expect: {first_no: people}}\n");
    struct files files;
    struct cf_case_result *result;
    setup(&files, port, city, suite);
    files.city_status = CF_INVALID;
    assert_int_equal(run(&files, &result), CF_OK);
    assert_int_equal(result->state, CF_CASE_FAULTY);
    assert_string_equal(cf_diags_get(files.diags, 0)->message, "the city has no site 'quay'");
    assert_string_equal(cf_diags_get(files.diags, 0)->hint, "name one of its 'sites'");
    cf_case_result_free(result);
    teardown(&files);
    setup(&files, port, bay, suite);
    assert_int_equal(run(&files, &result), CF_OK);
    assert_string_equal(cf_diags_get(files.diags, 0)->hint, "delete it");
    cf_case_result_free(result);
    teardown(&files);
}

/* Without a chart for a case there is nothing to look for. */
static void test_charts_of_cases(void **state)
{
    (void)state;
    struct files files;
    bool whole;
    setup(&files, port, bay,
          SUITE("  - {name: Own, chart: port, expect: {first_no: people}}\n"
                "  - {name: Of all, expect: {first_no: people}}\n"
                "  - {name: Of all again, expect: {first_no: nobody}}\n"));
    files.chart_status = CF_INVALID;
    assert_int_equal(check(&files, &whole), CF_OK);
    assert_true(whole);
    assert_int_equal(cf_diags_count(files.diags), 1); /* of the suite itself */
    assert_string_equal(cf_diags_get(files.diags, 0)->message, "no step 'nobody'");
    teardown(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_case_runs),
        cmocka_unit_test(test_files_that_cannot_be_read),
        cmocka_unit_test(test_a_chart_without_a_catalog),
        cmocka_unit_test(test_a_chart_with_faults),
        cmocka_unit_test(test_names_in_faulty_files),
        cmocka_unit_test(test_sites_of_faulty_cities),
        cmocka_unit_test(test_charts_of_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
