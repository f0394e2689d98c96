#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <clusterflow.h>

static const char city[] = "clusterflow: city/1\nid: quay\nname: Quay\ncharts: [small]\n";
static const char catalog[] = "clusterflow: catalog/1\nindices:\n  berths: {type: number}\n";

static void count(void *owner)
{
    ++*(int *)owner;
}

static struct cf_input given(const char *text, int *released)
{
    *released = 0;
    return (struct cf_input){ "file.yaml", text, strlen(text), count, released };
}

static struct cf_diags *no_diags(void)
{
    struct cf_diags *diags = cf_diags_new();
    assert_non_null(diags);
    return diags;
}

static void bytes_that_are_given_stay_with_the_document(void **state)
{
    struct cf_diags *diags = no_diags();
    struct cf_city *loaded;
    int released;
    (void)state;
    struct cf_input input = given(city, &released);
    assert_int_equal(cf_load_city(&loaded, &input, diags), CF_OK);
    assert_ptr_equal(loaded->source->text, city);
    assert_int_equal(loaded->source->length, strlen(city));
    assert_int_equal(released, 0);
    cf_city_free(loaded);
    assert_int_equal(released, 1);
    cf_diags_free(diags);
}

static void bytes_that_are_borrowed_are_copied(void **state)
{
    struct cf_diags *diags = no_diags();
    struct cf_city *loaded;
    struct cf_input input = { .name = "file.yaml", .bytes = city, .length = strlen(city) };
    (void)state;
    assert_int_equal(cf_load_city(&loaded, &input, diags), CF_OK);
    assert_ptr_not_equal(loaded->source->text, city);
    assert_string_equal(loaded->source->text, city);
    cf_city_free(loaded);
    cf_diags_free(diags);
}

static void a_byte_order_mark_is_stepped_over(void **state)
{
    static const char marked[] = "\xEF\xBB\xBF"
                                 "clusterflow: catalog/1\n";
    struct cf_diags *diags = no_diags();
    struct cf_catalog *loaded;
    int released;
    (void)state;
    struct cf_input input = given(marked, &released);
    assert_int_equal(cf_load_catalog(&loaded, &input, diags), CF_OK);
    assert_ptr_equal(loaded->source->text, marked + 3);
    cf_catalog_free(loaded);
    assert_int_equal(released, 1);
    cf_diags_free(diags);
}

/* Each load function with the text of another kind: there is no document. */
static void without_a_document_they_are_released_at_once(void **state)
{
    struct cf_diags *diags = no_diags();
    struct cf_catalog *loaded_catalog;
    struct cf_chart *chart;
    struct cf_city *loaded_city;
    struct cf_suite *suite;
    int released;
    (void)state;
    struct cf_input input = given(city, &released);
    assert_int_equal(cf_load_catalog(&loaded_catalog, &input, diags), CF_INVALID);
    assert_null(loaded_catalog);
    assert_int_equal(released, 1);
    input = given(city, &released);
    assert_int_equal(cf_load_chart(&chart, &input, NULL, diags), CF_INVALID);
    assert_null(chart);
    assert_int_equal(released, 1);
    input = given(city, &released);
    assert_int_equal(cf_load_suite(&suite, &input, diags), CF_INVALID);
    assert_null(suite);
    assert_int_equal(released, 1);
    input = given(catalog, &released);
    assert_int_equal(cf_load_city(&loaded_city, &input, diags), CF_INVALID);
    assert_null(loaded_city);
    assert_int_equal(released, 1);
    cf_diags_free(diags);
}

static void a_faulty_document_has_them_still(void **state)
{
    static const char faulty[] = "clusterflow: city/1\nid: quay\nname: Quay\nnonsense: 1\n";
    struct cf_diags *diags = no_diags();
    struct cf_city *loaded;
    int released;
    (void)state;
    struct cf_input input = given(faulty, &released);
    assert_int_equal(cf_load_city(&loaded, &input, diags), CF_INVALID);
    assert_non_null(loaded);
    assert_int_equal(released, 0);
    cf_city_free(loaded);
    assert_int_equal(released, 1);
    cf_diags_free(diags);
}

static void a_look_at_the_kind_borrows(void **state)
{
    struct cf_diags *diags = no_diags();
    enum cf_file_kind kind;
    int released;
    (void)state;
    struct cf_input input = given(city, &released);
    assert_int_equal(cf_file_kind(&input), CF_FILE_CITY);
    assert_int_equal(cf_find_kind(&kind, &input, diags), CF_OK);
    assert_int_equal(cf_report_other(&input, diags), CF_INVALID);
    assert_int_equal(released, 0);
    cf_diags_free(diags);
}

/* A reader's file that a chart uses: the reader keeps it, whatever it says. */
static enum cf_status read_used(void *payload, const char *path, const char *from,
                                struct cf_input *input)
{
    static const char used[] = "clusterflow: flowchart/1\nid: used\ntitle: Used\nsteps: []\n";
    (void)path;
    (void)from;
    *input = given(used, payload);
    return CF_OK;
}

static void a_used_file_is_borrowed(void **state)
{
    static const char user[] =
        "clusterflow: flowchart/1\nid: user\ntitle: User\nuse: [used.yaml]\n";
    struct cf_diags *diags = no_diags();
    struct cf_chart *chart;
    int released = 0, used_released = 0;
    struct cf_reader reader = { read_used, &used_released };
    (void)state;
    struct cf_input input = given(user, &released);
    cf_load_chart(&chart, &input, &reader, diags);
    cf_chart_free(chart);
    assert_int_equal(released, 1);
    assert_int_equal(used_released, 0);
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_given_stay_with_the_document),
        cmocka_unit_test(bytes_that_are_borrowed_are_copied),
        cmocka_unit_test(a_byte_order_mark_is_stepped_over),
        cmocka_unit_test(without_a_document_they_are_released_at_once),
        cmocka_unit_test(a_faulty_document_has_them_still),
        cmocka_unit_test(a_look_at_the_kind_borrows),
        cmocka_unit_test(a_used_file_is_borrowed),
    };
    return cmocka_run_group_tests_name("load/input", tests, NULL, NULL);
}
