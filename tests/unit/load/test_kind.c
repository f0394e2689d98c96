#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <clusterflow/load.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct cf_input input_of(const char *text)
{
    return (struct cf_input){ "file.yaml", text, strlen(text) };
}

/* ---- at a glance ---- */

static void a_plain_first_key_tells_the_kind(void **state)
{
    static const struct {
        const char *text;
        enum cf_file_kind kind;
    } cases[] = {
        { "clusterflow: catalog/1\n", CF_FILE_CATALOG },
        { "clusterflow: flowchart/1\n", CF_FILE_CHART },
        { "clusterflow: city/1", CF_FILE_CITY },
        { "clusterflow: suite/1\n", CF_FILE_SUITE },
        { "clusterflow: city/7\n", CF_FILE_CITY }, /* of any version */
        { "\xEF\xBB\xBF"
          "clusterflow: city/1\n",
          CF_FILE_CITY },
        { "# a comment\n\r\n---\nclusterflow: city/1\n", CF_FILE_CITY },
        { "# nothing else", CF_FILE_OTHER },
        { "", CF_FILE_OTHER },
        { "\xEF\xBB", CF_FILE_OTHER },
        { "clusterflow:", CF_FILE_OTHER },
        { "clusterflow: ci", CF_FILE_OTHER },
        { "clusterflow: village/1\n", CF_FILE_OTHER },
        { "clusterflow: cityscape/1\n", CF_FILE_OTHER },
        { "\rclusterflow: city/1\n", CF_FILE_OTHER }, /* a lone CR ends no line */
        { "clusterflaw: city/1\n", CF_FILE_OTHER },
        { "id: bay\nclusterflow: city/1\n", CF_FILE_OTHER },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_input input = input_of(cases[i].text);
        if (cf_file_kind(&input) != cases[i].kind)
            fail_msg("%s", cases[i].text);
    }
}

/* ---- by reading ---- */

static void a_kind_is_found_in_any_spelling_of_the_first_key(void **state)
{
    static const struct {
        const char *text;
        enum cf_status status;
        enum cf_file_kind kind;
    } cases[] = {
        { "\"clusterflow\": 'city/1'\n", CF_OK, CF_FILE_CITY },
        { "{clusterflow: suite/1}\n", CF_OK, CF_FILE_SUITE },
        { "? clusterflow\n: catalog/1\n", CF_OK, CF_FILE_CATALOG },
        /* those of others, in silence */
        { "name: build\non: [push]\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "- a\n- b\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "# a list\n\n[a, b]\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "-\n- b\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "id: a\nname: b\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "[a]: b\nid: c\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "version: [1]\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "path: a/b\n", CF_NOT_FOUND, CF_FILE_OTHER },
        /* what says that it is one of ours, and is none */
        { "clusterflaw: city/1\n", CF_INVALID, CF_FILE_OTHER },
        { "clusterflow: city/2\n", CF_INVALID, CF_FILE_OTHER },
        { "clusterflow: city\n", CF_INVALID, CF_FILE_OTHER },
        { "clusterflow: [city]\n", CF_INVALID, CF_FILE_OTHER },
        { "id: bay\nclusterflow: city/1\n", CF_INVALID, CF_FILE_OTHER },
        { "name: bay\nclusterflaw: city/1\n", CF_NOT_FOUND, CF_FILE_OTHER },
        { "clusterflow: cityscape/1\n", CF_INVALID, CF_FILE_OTHER },
        { "[a]: b\nclusterflow: city/1\n", CF_INVALID, CF_FILE_OTHER },
        { "kind: city/1\nnumber: 7\n", CF_INVALID, CF_FILE_OTHER },
        { "name: Bay\nindicators: {}\n", CF_INVALID, CF_FILE_OTHER },
        { "id: port\nstages: []\n", CF_INVALID, CF_FILE_OTHER },
        { "{}\n", CF_INVALID, CF_FILE_OTHER },
        { "text\n", CF_INVALID, CF_FILE_OTHER },
        { "-", CF_INVALID, CF_FILE_OTHER },
        { "-5\n", CF_INVALID, CF_FILE_OTHER },
        { "", CF_INVALID, CF_FILE_OTHER },
        { "a: [\n", CF_INVALID, CF_FILE_OTHER },
    };
    struct cf_diags *diags = cf_diags_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_input input = input_of(cases[i].text);
        enum cf_file_kind kind;
        cf_diags_clear(diags);
        enum cf_status status = cf_find_kind(&kind, &input, diags);
        if (status != cases[i].status || kind != cases[i].kind ||
            (cf_diags_errors(diags) != 0) != (status == CF_INVALID))
            fail_msg("%s: status %d, kind %d, %zu errors", cases[i].text, status, kind,
                     cf_diags_errors(diags));
    }
    cf_diags_free(diags);
}

/* ---- as another kind ---- */

static void a_file_of_another_kind_is_told_as_what_it_is(void **state)
{
    static const struct {
        const char *text, *message, *hint;
    } cases[] = {
        { "clusterflow: suite/1\n", "this is a 'suite/1' file, not a 'city' file",
          "name a file that begins with 'clusterflow: city/1'" },
        { "clusterflow: city/2\n", "version '2' of the format is not known",
          "this program reads 'city/1'" },
        { "clusterflow: catalog\n", "the version of the format is missing",
          "this program reads 'catalog/1'" },
        { "clusterflow: town/1\n", "'town/1' is no kind of file",
          "write one of catalog/1, flowchart/1, city/1, suite/1" },
        { "clusterflow: flowcart/1\n", "'flowcart/1' is no kind of file",
          "did you mean 'flowchart/1'?" },
        { "id: bay\n", "the first key is not 'clusterflow'", "begin with 'clusterflow: city/1'" },
        { "{}\n", "the first key is not 'clusterflow'", "begin with 'clusterflow: city/1'" },
    };
    struct cf_diags *diags = cf_diags_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_input input = input_of(cases[i].text);
        struct cf_city *city;
        cf_diags_clear(diags);
        assert_int_equal(cf_load_city(&city, &input, diags), CF_INVALID);
        assert_string_equal(cf_diags_get(diags, 0)->message, cases[i].message);
        assert_string_equal(cf_diags_get(diags, 0)->hint, cases[i].hint);
        cf_city_free(city);
    }
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_first_key_tells_the_kind),
        cmocka_unit_test(a_kind_is_found_in_any_spelling_of_the_first_key),
        cmocka_unit_test(a_file_of_another_kind_is_told_as_what_it_is),
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
