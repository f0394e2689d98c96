/* The writer of Markdown. What readers make of it is tried in tests/formats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "output/markdown.h"

static struct capture out;
static struct cf_markdown md;

static int init(void **state)
{
    static struct cf_sink sink;
    (void)state;
    out.fail_at = 0;
    sink = capture_sink(&out);
    cf_markdown_init(&md, &sink, false);
    return 0;
}

static void check_written(const char *expected)
{
    assert_int_equal(cf_markdown_flush(&md), CF_OK);
    assert_string_equal(out.bytes, expected);
}

static void check_text(const char *text, const char *expected)
{
    init(NULL);
    cf_markdown_paragraph(&md);
    cf_markdown_text(&md, text);
    check_written(expected);
}

static void blocks_are_apart(void **state)
{
    static const struct cf_markdown_column columns[] = {
        { "", CF_ALIGN_CENTER },
        { "Step", CF_ALIGN_LEFT },
        { "Value", CF_ALIGN_RIGHT },
    };
    (void)state;
    cf_markdown_heading(&md, 2);
    cf_markdown_text(&md, "Dalian");
    cf_markdown_end(&md);
    cf_markdown_paragraph(&md);
    cf_markdown_text(&md, "It is ");
    cf_markdown_strong(&md, " clear ");
    cf_markdown_text(&md, ".");
    cf_markdown_end(&md);
    cf_markdown_item(&md, 0);
    cf_markdown_text(&md, "a");
    cf_markdown_end(&md);
    cf_markdown_task(&md, 1, true);
    cf_markdown_text(&md, "b");
    cf_markdown_end(&md);
    cf_markdown_task(&md, 1, false);
    cf_markdown_end(&md);
    cf_markdown_table(&md, columns, 3);
    cf_markdown_cell_text(&md, NULL);
    cf_markdown_cell(&md);
    cf_markdown_text(&md, " a ");
    cf_markdown_strong(&md, "b");
    cf_markdown_cell_text(&md, "-5 ");
    cf_markdown_end_row(&md);
    cf_markdown_paragraph(&md);
    cf_markdown_end(&md);
    check_written("## Dalian\n\nIt is **clear** .\n\n- a\n  - [x] b\n  - [ ] \n\n"
                  "|  | Step | Value |\n| :---: | --- | ---: |\n|  | a **b** | -5 |\n\n\n");
}

static void goes_on_behind_other_blocks(void **state)
{
    (void)state;
    cf_markdown_init(&md, md.out.sink, true);
    cf_markdown_heading(&md, 1);
    check_written("\n# ");
}

static void markup_is_escaped(void **state)
{
    (void)state;
    check_text("*a* `b` [c](d) ~e~ <b> &amp; $x$ #1", "\\*a\\* \\`b\\` \\[c\\](d) \\~e\\~ "
                                                      "\\<b\\> \\&amp; \\$x\\$ \\#1");
    check_text("R&D &c. &#x41; &a", "R&D &c. \\&\\#x41; &a");
    check_text("a\\", "a\\\\");
    check_text("a|b\\|", "a&#124;b\\\\&#124;");
    check_text("_a_ b_c d__e", "\\_a\\_ b_c d\\_\\_e");
    check_text("@all a@b.c", "@&#8203;all a@&#8203;b.c");
    check_text("http://a www.b", "http\\://a www\\.b");
    check_text("a:b a:/b a: /", "a:b a:/b a: /");
    check_text("a\n b\t\xc2\xa0 c ", "a b c");
    check_text("a\rb\xe1\x9a\x80"
               "c\xe2\x80\x80"
               "d\xe2\x80\x8a"
               "e\xe2\x80\xaf"
               "f\xe2\x81\x9f"
               "g\xe3\x80\x80"
               "h",
               "a b c d e f g h");
    check_text("\xe2\x80\xae\x07\xff", "\\<U+202E\\>\\<U+0007\\>\\<FF\\>");
    check_text("大连 Ü", "大连 Ü");
}

static void beginnings_of_blocks_are_escaped(void **state)
{
    (void)state;
    check_text(" - a", "\\- a");
    check_text("+ a", "\\+ a");
    check_text("= a", "\\= a");
    check_text("12. a", "12\\. a");
    check_text("1) a", "1\\) a");
    check_text("---", "\\---");
    check_text("1.5 -5", "1.5 -5");
    check_text("-5", "-5");
    check_text("a. - b", "a. - b");
    check_text("2006 1.", "2006 1.");
    init(NULL);
    cf_markdown_paragraph(&md);
    cf_markdown_text(&md, "1");
    cf_markdown_text(&md, ". a");
    check_written("1\\. a");
}

static void nothing_is_not_bold(void **state)
{
    (void)state;
    cf_markdown_paragraph(&md);
    cf_markdown_strong(&md, "\xff");
    check_written("**\\<FF\\>**");
    init(NULL);
    cf_markdown_paragraph(&md);
    cf_markdown_strong(&md, NULL);
    cf_markdown_strong(&md, " \xc2\xa0");
    cf_markdown_text(&md, "a");
    cf_markdown_strong(&md, "\xe3\x80\x80"
                            "b ");
    cf_markdown_text(&md, "c");
    check_written("a **b** c");
}

static void failures_stick(void **state)
{
    (void)state;
    out.fail_at = 1;
    cf_markdown_paragraph(&md);
    cf_markdown_text(&md, "a");
    assert_int_equal(cf_markdown_flush(&md), CF_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(blocks_are_apart, init),
        cmocka_unit_test_setup(goes_on_behind_other_blocks, init),
        cmocka_unit_test_setup(markup_is_escaped, init),
        cmocka_unit_test_setup(beginnings_of_blocks_are_escaped, init),
        cmocka_unit_test_setup(nothing_is_not_bold, init),
        cmocka_unit_test_setup(failures_stick, init),
    };
    return cmocka_run_group_tests_name("Markdown", tests, NULL, NULL);
}
