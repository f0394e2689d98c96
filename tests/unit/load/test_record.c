#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_fixture.h"
#include "load/record.h"

struct thing {
    struct cf_text id;
    const char *note;
    double size;
};

static const struct cf_field fields[] = {
    { "id", cf_read_id, offsetof(struct thing, id), true, NULL, NULL, NULL },
    { "note", cf_read_string, offsetof(struct thing, note), false, NULL, NULL, NULL },
    { "size", cf_read_number, offsetof(struct thing, size), true, NULL, NULL, NULL },
};

static const struct cf_table table = { "thing", CF_FIELDS(fields) };

enum { ID = 1, NOTE = 2, SIZE = 4 };

static uint64_t read_thing(struct load_fixture *f, const char *text, struct thing *thing)
{
    *thing = (struct thing){ 0 };
    const struct cf_node *root = load_tree(f, text);
    assert_non_null(root);
    return cf_read_record(&f->reading, root, &table, thing);
}

static void a_record_is_read(void **state)
{
    struct load_fixture f;
    struct thing thing;
    (void)state;
    assert_int_equal(read_thing(&f, "size: 5\nid: a\n", &thing), ID | SIZE);
    assert_diag_count(&f, 0);
    assert_string_equal(thing.id.text, "a");
    assert_true(thing.size == 5);
    assert_null(thing.note);
    load_end(&f);
}

static void what_is_missing_is_told_at_the_first_key(void **state)
{
    struct load_fixture f;
    struct thing thing;
    (void)state;
    assert_int_equal(read_thing(&f, "# c\nnote: 大\n", &thing), NOTE);
    assert_diag_count(&f, 2);
    assert_diag(&f, 0, "2:1:4 format-missing-key");
    load_end(&f);
    assert_int_equal(read_thing(&f, "{}\n", &thing), 0);
    assert_diag_count(&f, 2);
    assert_diag(&f, 1, "1:1:1 format-missing-key");
    load_end(&f);
}

/* A misspelt key is one fault, not two. */
static void a_misspelt_key_is_not_missing(void **state)
{
    static const char *const texts[] = { "id: a\nSize: 5\n", "id: a\nsiez: 5\n",
                                         "{id: a, size:5}\n", "id: a\ns\xD1\x96ze: 5\n" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct load_fixture f;
        struct thing thing;
        uint64_t given = read_thing(&f, texts[i], &thing);
        assert_true(given == (ID | SIZE | CF_UNKNOWN_GIVEN));
        assert_diag_count(&f, 1);
        assert_string_equal(cf_diags_get(f.reading.diags, 0)->rule->id, "format-unknown-key");
        load_end(&f);
    }
}

static void remnants_of_a_text_are_one_fault(void **state)
{
    struct load_fixture f;
    struct thing thing;
    (void)state;
    read_thing(&f, "{id: a, size: 1,234,567, note: x, y, z}\n", &thing);
    assert_diag_count(&f, 2);
    assert_diag(&f, 0, "1:17:3 format-unknown-key");
    assert_diag(&f, 1, "1:35:1 format-unknown-key");
    assert_true(thing.size == 1);
    load_end(&f);
}

static void after_a_syntax_error_nothing_is_missing(void **state)
{
    struct load_fixture f;
    struct thing thing;
    (void)state;
    assert_true(read_thing(&f, "id: a\nnote: \"x\n", &thing) == (ID | CF_UNKNOWN_GIVEN));
    assert_diag_count(&f, 1);
    load_end(&f);
}

static void the_first_of_two_counts(void **state)
{
    struct load_fixture f;
    struct thing thing;
    (void)state;
    read_thing(&f, "id: a\nsize: 5\nid: b\n", &thing);
    assert_diag_count(&f, 1);
    assert_string_equal(thing.id.text, "a");
    load_end(&f);
}

static void other_kinds_of_node_are_refused(void **state)
{
    static const char *const texts[] = { "x: text\n", "x: [a]\n", "x:\n" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct load_fixture f;
        struct thing thing = { 0 };
        const struct cf_node *root = load_tree(&f, texts[i]);
        assert_int_equal(cf_read_record(&f.reading, cf_node_get(root, "x"), &table, &thing), 0);
        assert_diag_count(&f, 1);
        load_end(&f);
    }
}

static void count_items(struct cf_reading *reading, const struct cf_node *key,
                        const struct cf_node *value, void *record)
{
    (void)reading, (void)value;
    *(int *)record = key ? 2 : 1;
}

static void collections_are_read(void **state)
{
    struct load_fixture f;
    size_t count;
    (void)state;
    const struct cf_node *root =
        load_tree(&f, "list: [a, [b], c]\nmap: {a: b, [c]: d, \"\": e, f: g}\ntext: x\n");
    size_t faults = cf_diags_count(f.reading.diags);
    int *items =
        cf_read_list(&f.reading, cf_node_get(root, "list"), sizeof *items, count_items, &count);
    assert_int_equal(count, 3);
    assert_int_equal(items[2], 1);
    assert_null(
        cf_read_mapping(&f.reading, cf_node_get(root, "list"), sizeof *items, count_items, &count));
    assert_int_equal(count, 0);
    /* with a list as a key the braces are no mapping that anybody meant */
    assert_null(
        cf_read_mapping(&f.reading, cf_node_get(root, "map"), sizeof *items, count_items, &count));
    assert_null(
        cf_read_list(&f.reading, cf_node_get(root, "text"), sizeof *items, count_items, &count));
    assert_diag_count(&f, faults + 2);
    load_end(&f);
}

static void titles_come_from_ids(void **state)
{
    struct load_fixture f;
    (void)state;
    load_begin(&f, "", 0);
    assert_string_equal(cf_title_of_id(&f.reading, "high_skill-talent"), "high skill talent");
    assert_null(cf_title_of_id(&f.reading, NULL));
    load_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_read),
        cmocka_unit_test(what_is_missing_is_told_at_the_first_key),
        cmocka_unit_test(a_misspelt_key_is_not_missing),
        cmocka_unit_test(remnants_of_a_text_are_one_fault),
        cmocka_unit_test(after_a_syntax_error_nothing_is_missing),
        cmocka_unit_test(the_first_of_two_counts),
        cmocka_unit_test(other_kinds_of_node_are_refused),
        cmocka_unit_test(collections_are_read),
        cmocka_unit_test(titles_come_from_ids),
    };
    return cmocka_run_group_tests_name("load/record", tests, NULL, NULL);
}
