/* What is said of files that can be read and make no sense: a row for each fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <clusterflow/load.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct fault {
    const char *text; /* behind what every file of the kind begins with */
    const char *said; /* each message as a line "LINE:COLUMN RULE MESSAGE / HINT" */
};

#define FAULT(text, said) { text, said },

static const struct fault catalog_faults[] = {
#include "catalog_faults.inc"
};

static const struct fault chart_faults[] = {
#include "chart_faults.inc"
};

static const struct fault city_faults[] = {
#include "city_faults.inc"
};

static const struct fault suite_faults[] = {
#include "suite_faults.inc"
};

static void load(const struct cf_input *input, struct cf_diags *diags)
{
    struct cf_catalog *catalog = NULL;
    struct cf_chart *chart = NULL;
    struct cf_city *city = NULL;
    struct cf_suite *suite = NULL;
    enum cf_status status = CF_NOT_FOUND;
    switch (cf_file_kind(input)) {
    case CF_FILE_CATALOG: status = cf_load_catalog(&catalog, input, diags); break;
    case CF_FILE_CHART: status = cf_load_chart(&chart, input, NULL, diags); break;
    case CF_FILE_CITY: status = cf_load_city(&city, input, diags); break;
    case CF_FILE_SUITE: status = cf_load_suite(&suite, input, diags); break;
    case CF_FILE_OTHER: break;
    }
    assert_int_equal(status, CF_INVALID);
    cf_catalog_free(catalog);
    cf_chart_free(chart);
    cf_city_free(city);
    cf_suite_free(suite);
}

static void check_faults(const char *begin, const struct fault *faults, size_t count)
{
    struct cf_diags *diags = cf_diags_new();
    assert_non_null(diags);
    for (size_t i = 0; i < count; i++) {
        char text[4096], said[4096] = "";
        size_t length = 0;
        snprintf(text, sizeof text, "%s%s", begin, faults[i].text);
        cf_diags_clear(diags);
        load(&(struct cf_input){ "file.yaml", text, strlen(text) }, diags);
        for (size_t j = 0; j < cf_diags_count(diags); j++) {
            const struct cf_diag *diag = cf_diags_get(diags, j);
            length += (size_t)snprintf(said + length, sizeof said - length, "%u:%u %s %s / %s\n",
                                       diag->line, diag->column, diag->rule->id, diag->message,
                                       diag->hint ? diag->hint : "-");
        }
        if (strcmp(said, faults[i].said) != 0)
            fail_msg("%s\n%s", text, said);
    }
    cf_diags_free(diags);
}

static void faults_of_catalogs_are_told(void **state)
{
    (void)state;
    check_faults("clusterflow: catalog/1\n", catalog_faults, COUNT(catalog_faults));
}

static void faults_of_charts_are_told(void **state)
{
    (void)state;
    check_faults("clusterflow: flowchart/1\nid: port\n", chart_faults, COUNT(chart_faults));
}

static void faults_of_cities_are_told(void **state)
{
    (void)state;
    check_faults("clusterflow: city/1\nid: bay\nname: Bay\n", city_faults, COUNT(city_faults));
}

static void faults_of_suites_are_told(void **state)
{
    (void)state;
    check_faults("clusterflow: suite/1\nchart: port\n", suite_faults, COUNT(suite_faults));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_catalogs_are_told),
        cmocka_unit_test(faults_of_charts_are_told),
        cmocka_unit_test(faults_of_cities_are_told),
        cmocka_unit_test(faults_of_suites_are_told),
    };
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
