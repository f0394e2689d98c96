#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_fixture.h"
#include "load/record.h"

/* The bytes that a message about the node underlines. */
static void assert_stands_at(const struct load_fixture *fixture, const struct cf_node *node,
                             const char *expected)
{
    assert_non_null(node);
    assert_int_equal(node->length, strlen(expected));
    assert_memory_equal(fixture->reading.source->text + node->offset, expected, node->length);
}

static void nodes_know_their_places(void **state)
{
    struct load_fixture f;
    (void)state;
    const struct cf_node *root = load_tree(&f, "\xEF\xBB\xBF# 大连\r\n"
                                               "名前: 大連\r\n"
                                               "list:\r\n"
                                               "  - \"🌏 a\"\r\n"
                                               "  - {é: 'ß''s', k: [x, y]}\r\n"
                                               "last: two\r\n  words\r\n");
    assert_non_null(root);
    assert_diag_count(&f, 0);
    assert_stands_at(&f, root, "名前");
    assert_stands_at(&f, cf_node_first(root), "名前");
    assert_stands_at(&f, cf_node_first(root)->next, "大連");
    const struct cf_node *list = cf_node_get(root, "list");
    assert_int_equal(list->kind, CF_NODE_SEQUENCE);
    assert_int_equal(list->count, 2);
    assert_stands_at(&f, list, "-");
    assert_stands_at(&f, cf_node_first(list), "\"🌏 a\"");
    const struct cf_node *braces = cf_node_first(list)->next;
    assert_true(braces->flow);
    assert_int_equal(braces->count, 2);
    assert_stands_at(&f, braces, "{");
    assert_stands_at(&f, cf_node_key(braces, "é"), "é");
    assert_stands_at(&f, cf_node_get(braces, "é"), "'ß''s'");
    assert_string_equal(cf_node_get(braces, "é")->text, "ß's");
    assert_stands_at(&f, cf_node_get(braces, "k"), "[");
    assert_stands_at(&f, cf_node_get(root, "last"), "two\r\n  words");
    assert_string_equal(cf_node_get(root, "last")->text, "two words");
    load_end(&f);
}

static void quotes_are_remembered(void **state)
{
    struct load_fixture f;
    (void)state;
    const struct cf_node *root = load_tree(&f, "a: 1\nb: \"1\"\nc: '1'\nd: |\n  1\ne:\nf: ''\n");
    assert_true(cf_node_get(root, "a")->plain);
    assert_false(cf_node_get(root, "b")->plain);
    assert_false(cf_node_get(root, "c")->plain);
    assert_false(cf_node_get(root, "d")->plain);
    assert_true(cf_node_get(root, "e")->plain);
    assert_int_equal(cf_node_get(root, "e")->count, 0);
    assert_false(cf_node_get(root, "f")->plain);
    load_end(&f);
}

static void duplicates_are_found_among_few_and_many(void **state)
{
    struct load_fixture f;
    char text[4096] = "";
    (void)state;
    for (int i = 0; i < 40; i++)
        sprintf(text + strlen(text), "k%d: 大 x\n", i % 30);
    assert_non_null(load_tree(&f, text));
    assert_diag_count(&f, 10);
    assert_diag(&f, 0, "31:1:2 yaml-duplicate-key");
    assert_int_equal(cf_diags_get(f.reading.diags, 0)->also_line, 1);
    load_end(&f);
    assert_non_null(load_tree(&f, "{大: 1, 大: 2, 大: 3}"));
    assert_diag_count(&f, 2);
    assert_diag(&f, 1, "1:14:1 yaml-duplicate-key");
    load_end(&f);
}

static void what_was_reported_is_faulty(void **state)
{
    struct load_fixture f;
    (void)state;
    const struct cf_node *root = load_tree(&f, "a: \"\\x07\"\nb: !t x\nc: *a\nd: &a x\n<<: y\n");
    assert_diag_count(&f, 5);
    assert_int_equal(cf_node_get(root, "a")->kind, CF_NODE_FAULTY);
    assert_int_equal(cf_node_get(root, "b")->kind, CF_NODE_FAULTY);
    assert_int_equal(cf_node_get(root, "c")->kind, CF_NODE_FAULTY);
    assert_int_equal(cf_node_get(root, "d")->kind, CF_NODE_SCALAR);
    assert_null(cf_node_get(root, "<<"));
    load_end(&f);
}

/* What stands before a syntax error is kept, but for what the error cut short. */
static void a_syntax_error_leaves_what_is_before_it(void **state)
{
    struct load_fixture f;
    (void)state;
    const struct cf_node *root = load_tree(&f, "a: 1\nb: {c: 2}\nd: [3, 4\ne: 5\n");
    assert_non_null(root);
    assert_true(f.reading.truncated);
    assert_diag_count(&f, 1);
    assert_diag(&f, 0, "3:4:1 yaml-syntax");
    assert_string_equal(cf_node_get(root, "a")->text, "1");
    assert_int_equal(cf_node_get(root, "b")->kind, CF_NODE_MAPPING);
    assert_int_equal(cf_node_get(root, "d")->kind, CF_NODE_FAULTY);
    load_end(&f);
    root = load_tree(&f, "a: 1\nb: x\n  c: 2\n");
    assert_diag(&f, 0, "3:3:2 yaml-syntax");
    assert_int_equal(cf_node_get(root, "b")->kind, CF_NODE_FAULTY); /* 'x c' */
    load_end(&f);
    root = load_tree(&f, "a: 1\nb: %\n");
    assert_diag(&f, 0, "2:4:1 yaml-syntax");
    assert_null(cf_node_get(root, "b"));
    load_end(&f);
}

/* One node too many is said once, also when it was a key. */
static void too_many_nodes_are_said_once(void **state)
{
    (void)state;
    for (int extra = 0; extra < 2; extra++) {
        struct load_fixture f;
        size_t pairs = 250010, length = 0;
        char *text = test_malloc(pairs * 9 + 8);
        length += (size_t)sprintf(text, extra ? "[{" : "{");
        for (size_t i = 0; i < pairs; i++)
            length += (size_t)sprintf(text + length, "k%05x: ,", (unsigned)i);
        load_begin(&f, text, length);
        assert_true(cf_scan(&f.reading));
        assert_null(cf_tree_parse(&f.reading));
        assert_diag_count(&f, 1);
        assert_int_equal(cf_diags_get(f.reading.diags, 0)->line, 1);
        load_end(&f);
        test_free(text);
    }
}

static void a_root_that_is_no_mapping(void **state)
{
    static const struct {
        const char *text, *diag;
    } rows[] = {
        { "", "1:1:1 yaml-empty" },          { "# c\n", "1:1:1 yaml-empty" },
        { "---\n", "1:1:1 yaml-empty" },     { "\n\n", "1:1:1 yaml-empty" },
        { "text\n", "1:1:4 format-type" },   { "- a\n- b\n", "1:1:1 format-type" },
        { "[a, b]\n", "1:1:1 format-type" }, { "''\n", "1:1:1 yaml-empty" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct load_fixture f;
        assert_null(load_tree(&f, rows[i].text));
        assert_diag_count(&f, 1);
        assert_diag(&f, 0, rows[i].diag);
        load_end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_places),
        cmocka_unit_test(quotes_are_remembered),
        cmocka_unit_test(duplicates_are_found_among_few_and_many),
        cmocka_unit_test(what_was_reported_is_faulty),
        cmocka_unit_test(a_syntax_error_leaves_what_is_before_it),
        cmocka_unit_test(too_many_nodes_are_said_once),
        cmocka_unit_test(a_root_that_is_no_mapping),
    };
    return cmocka_run_group_tests_name("load/tree", tests, NULL, NULL);
}
