/* Edits of a text: what stands between the parts stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "analysis/edit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MOST = 4 };

struct row {
    const char *text; /* its parts in < and > */
    const char *parts[MOST];
    const char *added[MOST];
    const char *edited;
};

/* Takes < and > out, and notes what stands between them. */
static void read_parts(const char *marked, char *text, struct cf_pos *parts, size_t *count)
{
    size_t length = 0;
    *count = 0;
    for (; *marked; marked++) {
        if (*marked == '<')
            parts[*count].offset = (uint32_t)length;
        else if (*marked == '>')
            parts[*count].length = (uint32_t)length - parts[*count].offset, ++*count;
        else
            text[length++] = *marked;
    }
    text[length] = '\0';
}

static void check(const struct row *row, bool mapping)
{
    char text[256];
    struct cf_pos parts[MOST] = { { 0 } };
    struct cf_arena arena = { 0 };
    struct cf_source source = { .name = "suite.yaml", .text = text };
    struct cf_layout layout = { .parts = parts };
    struct cf_edits edits = { .arena = &arena, .source = &source };
    const char *kept[MOST];
    size_t added = 0, length = 0;
    read_parts(row->text, text, parts, &layout.part_count);
    source.length = strlen(text);
    const char *open = strpbrk(text, "[{"), *close = strpbrk(text, "]}");
    layout.flow = open != NULL;
    if (open)
        layout.pos =
            (struct cf_pos){ &source, (uint32_t)(open - text), (uint32_t)(close + 1 - open) };
    memcpy(kept, row->parts, sizeof kept);
    while (added < MOST && row->added[added])
        added++;
    cf_edit_parts(&edits, &layout, mapping, kept, row->added, added);
    char *edited = cf_edits_apply(&edits, &length);
    assert_non_null(edited);
    assert_string_equal(edited, row->edited);
    assert_int_equal(length, strlen(edited));
    free(edited);
    cf_arena_clear(&arena);
}

static void parts_in_brackets_are_exchanged(void **state)
{
    static const struct row rows[] = {
        { "a: {<b: 1>, <c: 2>} # x", { "b: 1", "c: 3" }, { NULL }, "a: {b: 1, c: 3} # x" },
        { "a: {<b: 1>, <c: 2>}", { NULL, "c: 2" }, { NULL }, "a: {c: 2}" },
        { "a: {<b: 1>, <c: 2>}", { NULL, NULL }, { NULL }, "a: {}" },
        { "a: {<b: 1>}", { "b: 1" }, { "c: 2", "d: 3" }, "a: {b: 1, c: 2, d: 3}" },
        { "a: {<b: 1>}", { NULL }, { "c: 2", "d: 3" }, "a: {c: 2, d: 3}" },
        { "a: {}", { NULL }, { "c: 2" }, "a: {c: 2}" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check(&rows[i], true);
    check(&(struct row){ "a: [<b>, <c>]", { NULL, "c" }, { NULL }, "a: [c]" }, false);
}

static void parts_in_brackets_over_lines_keep_their_lines(void **state)
{
    static const struct row rows[] = {
        { "a: [\n  <b>, # one\n  <c> # two\n]",
          { "b", "d" },
          { NULL },
          "a: [\n  b, # one\n  d # two\n]" },
        { "a: [\n  <b>,\n  <c>\n]", { NULL, "c" }, { NULL }, "a: [\n  c\n]" },
        { "a: [\n  <b>, # one\n  <c>\n]", { NULL, "c" }, { NULL }, "a: [\n   # one\n  c\n]" },
        { "a: [\n  <b> # one, two\n  , <c>\n]",
          { NULL, "c" },
          { NULL },
          "a: [\n   # one, two\n   c\n]" },
        { "a: [\n  <b> # one\n  ,\n  <c>\n]", { NULL, "c" }, { NULL }, "a: [\n   # one\n  c\n]" },
        { "a: [\n  <b>,\n  <c>\n]", { "b", NULL }, { NULL }, "a: [\n  b,\n]" },
        { "a: [\r\n  <b>,\r\n  <c>\r\n]", { NULL, "c" }, { NULL }, "a: [\r\n  c\r\n]" },
        { "a: [\n  <b>\n]", { "b" }, { "c", "d" }, "a: [\n  b, c, d\n]" },
        { "a: [\n]", { NULL }, { "c" }, "a: [c\n]" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check(&rows[i], false);
}

static void parts_on_lines_of_their_own_go_with_their_lines(void **state)
{
    static const struct row rows[] = {
        { "a:\n  <b: 1>\n  <c: 2> # x\nd: 3\n",
          { "b: 1", "c: 4" },
          { NULL },
          "a:\n  b: 1\n  c: 4 # x\nd: 3\n" },
        { "a:\n  <b: 1>\n  <c: 2>\nd: 3\n", { NULL, "c: 2" }, { NULL }, "a:\n  c: 2\nd: 3\n" },
        { "a:\n  <b: 1>\n  <c: 2> # x\n", { "b: 1", NULL }, { NULL }, "a:\n  b: 1\n   # x\n" },
        { "a:\n  <b: 1>\n  <c: 2>\nd: 3\n", { NULL, NULL }, { NULL }, "a:\n   {}\nd: 3\n" },
        { "a:\n  <b: 1>\n  <c: 2>", { "b: 1", NULL }, { NULL }, "a:\n  b: 1\n  " },
        { "a:\n  <b: 1>\n", { "b: 1" }, { "c: 2", "d: 3" }, "a:\n  b: 1\n  c: 2\n  d: 3\n" },
        { "a:\r\n  <b: 1>\r\n", { "b: 1" }, { "c: 2" }, "a:\r\n  b: 1\r\n  c: 2\r\n" },
        { "a:\n  <b: 1>", { "b: 1" }, { "c: 2" }, "a:\n  b: 1\n  c: 2" },
    };
    static const struct row items[] = {
        { "a:\n  - <b>\n  - <c>\n", { NULL, "c" }, { NULL }, "a:\n  - c\n" },
        { "a:\n- <b>\n- <c>\n", { "b", "c" }, { "d" }, "a:\n- b\n- c\n- d\n" },
        { "a:\n  - <b>\n  - <c>\nd: 1\n", { NULL, NULL }, { NULL }, "a:\n   []\nd: 1\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check(&rows[i], true);
    for (size_t i = 0; i < COUNT(items); i++)
        check(&items[i], false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_in_brackets_are_exchanged),
        cmocka_unit_test(parts_in_brackets_over_lines_keep_their_lines),
        cmocka_unit_test(parts_on_lines_of_their_own_go_with_their_lines),
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
