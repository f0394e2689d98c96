/* Comments that allow something: which are such, what they say, which line they are about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/allow.h"
#include "load/load_fixture.h"

/* A text, and its comments as "line column rule|reason" each on a line. */
struct row {
    const char *name, *text, *expected;
};

static unsigned column_of(const struct cf_allowance *allowance)
{
    const char *text = allowance->pos.source->text;
    uint32_t start = allowance->pos.offset;
    while (start && text[start - 1] != '\n')
        start--;
    return (unsigned)(allowance->pos.offset - start) + 1;
}

static void describe(const struct cf_allowance_list *list, char *out, size_t size)
{
    size_t length = 0;
    *out = '\0';
    for (size_t i = 0; i < list->count; i++) {
        const struct cf_allowance *allowance = &list->items[i];
        const char *rule = allowance->rule.text, *reason = allowance->reason.text;
        length += (size_t)snprintf(out + length, size - length, "%u %u %s|%s\n", allowance->line,
                                   column_of(allowance), rule ? rule : "(none)",
                                   reason ? reason : "(none)");
    }
}

static void read_row(void **state)
{
    const struct row *row = *state;
    struct load_fixture fixture;
    struct cf_allowance_list list = { 0 };
    char got[1024];
    const struct cf_node *root = load_tree(&fixture, row->text);
    assert_non_null(root);
    cf_read_allowances(&fixture.reading, root, &list);
    describe(&list, got, sizeof got);
    assert_string_equal(got, row->expected);
    load_end(&fixture);
}

static const struct row rows[] = {
    { "none", "a: 1 # a comment\n", "" },
    { "on the line", "a: 1\nb: 2 # clusterflow: allow x-y -- it is so\nc: 3\n",
      "2 6 x-y|it is so\n" },
    { "above the line", "a: 1\n# clusterflow: allow x-y -- it is so\nb: 2\n",
      "3 1 x-y|it is so\n" },
    { "above, with blanks before it", "a:\n  # clusterflow: allow x-y -- so\n  b: 2\n",
      "3 3 x-y|so\n" },
    { "above blank lines and comments", "# clusterflow: allow x-y -- so\n\n  # another\n  \na: 1\n",
      "5 1 x-y|so\n" },
    { "one above the other",
      "# clusterflow: allow x -- one\n# clusterflow: allow y -- two\n\n# clusterflow: allow z -- "
      "three\na: 1 # clusterflow: allow w -- four\n",
      "5 1 x|one\n5 1 y|two\n5 1 z|three\n5 6 w|four\n" },
    { "behind all", "a: 1\n# clusterflow: allow x -- so\n\n", "2 1 x|so\n" },
    { "at the very end", "a: 1\n# clusterflow: allow x -- so", "2 1 x|so\n" },
    { "at the very beginning", "# clusterflow: allow x -- so\na: 1", "2 1 x|so\n" },
    { "CRLF", "# clusterflow: allow x -- so\r\n\r\na: 1\r\n", "3 1 x|so\n" },
    { "other blanks", "a: 1\t#clusterflow:allow\tx  --  so it is \n", "1 6 x|so it is\n" },
    { "no rule", "a: 1 # clusterflow: allow\n", "1 6 (none)|(none)\n" },
    { "no rule but a reason", "a: 1 # clusterflow: allow -- so\n", "1 6 (none)|so\n" },
    { "no reason", "a: 1 # clusterflow: allow x-y\n", "1 6 x-y|(none)\n" },
    { "no reason behind dashes", "a: 1 # clusterflow: allow x-y --  \n", "1 6 x-y|(none)\n" },
    { "no dashes", "a: 1 # clusterflow: allow x-y for it is so\n", "1 6 x-y|(none)\n" },
    { "two rules", "a: 1 # clusterflow: allow x, y -- so\n", "1 6 x, y|so\n" },
    { "dashes in a reason", "a: 1 # clusterflow: allow x -- so -- or so\n", "1 6 x|so -- or so\n" },
    { "another word", "a: 1 # clusterflow: allows x -- so\nb: 2 # clusterflow: city/1\n", "" },
    { "no comment without a blank before it", "a: 1# clusterflow:allow x -- so\n", "" },
    { "behind another comment", "a: 1 # see # clusterflow: allow x -- so\n", "1 12 x|so\n" },
    { "behind a comment that stands alone", "# see # clusterflow: allow x -- so\na: 1\n",
      "2 7 x|so\n" },
    { "one a line", "a: 1 # clusterflow: allow x -- so # clusterflow: allow y -- so\n",
      "1 6 x|so # clusterflow: allow y -- so\n" },
    { "behind a text that looks like one",
      "a: '# clusterflow: allow x -- so' # clusterflow: allow y -- so\n", "1 35 y|so\n" },
    { "in quotes", "a: \"1 # clusterflow: allow x -- so\"\nb: '# clusterflow: allow x -- so'\n",
      "" },
    { "in quotes over lines", "a: \"1\n  # clusterflow: allow x -- so\n  2\"\nb: 1\n", "" },
    { "in a block", "a: |\n  1\n  # clusterflow: allow x -- so\n\nb: 1\n", "" },
    { "behind a block", "a: |\n  1\n\n# clusterflow: allow x -- so\nb: 1\n", "5 1 x|so\n" },
    { "less indented than a block", "c:\n  a: |\n    1\n  # clusterflow: allow x -- so\nb: 1\n",
      "5 3 x|so\n" },
    { "on the line where a block begins",
      "a: >- # clusterflow: allow x -- so\n  1\n  # clusterflow: "
      "allow y -- so\nb: 1\n",
      "1 7 x|so\n" },
    { "on the line where an item's block begins",
      "b:\n- |2 # clusterflow: allow x -- so\n    # clusterflow: allow y -- so\n", "2 6 x|so\n" },
    { "within braces",
      "a: {b: 1, # clusterflow: allow x -- so\n    # clusterflow: allow y -- so\n   "
      " c: 2}\n",
      "1 11 x|so\n3 5 y|so\n" },
    { "within a list of texts", "a: [x y, # clusterflow: allow x -- so\n  z]\n", "1 10 x|so\n" },
    { "behind a key", "a: # clusterflow: allow x -- so\n  b: 1\n", "1 4 x|so\n" },
    { "above the document", "# clusterflow: allow x -- so\n---\na: 1\n", "2 1 x|so\n" },
    { "wide text before it", "\xE5\xA4\xA7: \xE8\xBF\x9E # clusterflow: allow x -- so\n",
      "1 10 x|so\n" },
};

int main(void)
{
    enum { COUNT = sizeof rows / sizeof *rows };
    struct CMUnitTest tests[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        tests[i] =
            (struct CMUnitTest){ rows[i].name, read_row, NULL, NULL, (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests_name("allow", tests, NULL, NULL);
}
