/* What is YAML is read, and what is not is refused, also where libyaml takes it: yaml_kinds.inc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *kind, *text, *read; /* read: NULL: it is refused */
} kinds[] = {
#define REFUSED(kind, text)    { kind, text, NULL },
#define READ(kind, text, read) { kind, text, read },
#include "unit/load/yaml_kinds.inc"
};

/* ---- a tree in one line ---- */

static void show(char *out, size_t size, const struct cf_node *node);

static void add(char *out, size_t size, const char *text)
{
    assert_true(strlen(out) + strlen(text) < size);
    strcat(out, text);
}

static void show_items(char *out, size_t size, const struct cf_node *node)
{
    bool mapping = node->kind == CF_NODE_MAPPING;
    add(out, size, mapping ? "{" : "[");
    for (const struct cf_node *item = cf_node_first(node); item; item = item->next) {
        if (mapping) {
            add(out, size, item->text);
            add(out, size, ": ");
            item = item->next;
        }
        show(out, size, item);
        add(out, size, item->next ? " " : "");
    }
    add(out, size, mapping ? "}" : "]");
}

static void show(char *out, size_t size, const struct cf_node *node)
{
    if (node->kind != CF_NODE_SCALAR) {
        assert_int_not_equal(node->kind, CF_NODE_FAULTY);
        show_items(out, size, node);
        return;
    }
    add(out, size, node->plain ? "" : "\"");
    add(out, size, node->text);
    add(out, size, node->plain ? "" : "\"");
}

/* ---- the kinds ---- */

static void what_is_yaml_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct load_fixture f;
        char shown[256] = "";
        if (!kinds[i].read)
            continue;
        const struct cf_node *root = load_tree(&f, kinds[i].text);
        cf_diags_settle(f.reading.diags);
        if (!root || cf_diags_count(f.reading.diags))
            fail_msg("%s is refused: %s", kinds[i].kind, cf_diags_get(f.reading.diags, 0)->message);
        show(shown, sizeof shown, root);
        assert_string_equal(shown, kinds[i].read);
        load_end(&f);
    }
}

static void what_is_no_yaml_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct load_fixture f;
        if (kinds[i].read)
            continue;
        load_tree(&f, kinds[i].text);
        cf_diags_settle(f.reading.diags);
        const struct cf_diag *first = cf_diags_get(f.reading.diags, 0);
        if (!first)
            fail_msg("%s is read: %s", kinds[i].kind, kinds[i].text);
        if (strncmp(first->rule->id, "yaml-", 5) != 0 || !first->hint)
            fail_msg("%s is refused as %s", kinds[i].kind, first->rule->id);
        load_end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_yaml_is_read),
        cmocka_unit_test(what_is_no_yaml_is_refused),
    };
    return cmocka_run_group_tests_name("load/yaml kinds", tests, NULL, NULL);
}
