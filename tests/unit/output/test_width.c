/* Text that stays within its columns and sends nothing to the terminal, whatever the files say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

static struct capture out;
static struct fixture f;

static const char *const hostile[] = {
    "\x1b[2J\x1b]0;title\x07",
    "a\xe2\x80\xae\xe2\x81\xa6 b",
    "one\ntwo\r\n\tthree",
    "\xff\xfe\xc3",
    "大连市软件园和信息服务业大连市软件园和信息服务业大连市软件园和信息服务业大连市软件园",
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft-usw",
    "e\xcc\x81\xcc\x82\xcc\x83 %s%n%d",
    "",
};

static void check_safe(const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        assert_true(c == '\n' || (c >= ' ' && c != 0x7f));
        assert_true(strncmp(text, "\xe2\x80\xae", 3) != 0 && strncmp(text, "\xe2\x81\xa6", 3) != 0);
    }
}

static void put_everywhere(const char *text)
{
    f.city.self.name = f.names[0].name = f.chart.title = text;
    f.stages[0].title = f.stages[1].title = text;
    f.citations[0].title = f.citations[1].authors = text;
    f.classes[0].label = f.named[0].name = text;
    f.observations[0].note = f.observations[0].where = f.criteria[0].where = text;
    for (size_t i = 0; i < F_STEPS; i++)
        f.steps[i].title = f.steps[i].ask = text;
    for (size_t i = 0; i < F_INDICES; i++) {
        f.indices[i].label = text;
        if (f.indices[i].unit.text)
            f.indices[i].unit.text = text;
    }
}

static void hostile_texts_stay_in_their_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        fixture_init(&f);
        put_everywhere(hostile[i]);
        for (unsigned width = 40; width <= 200; width += 7) {
            for (int verbose = 0; verbose <= 1; verbose++) {
                const struct cf_style style = { .width = width, .verbose = verbose };
                const char *text = fixture_text(&out, &f, &style);
                assert_true(*text);
                check_safe(text);
                assert_true(widest_line(text) <= width);
            }
        }
    }
}

static void no_line_ends_with_a_blank(void **state)
{
    (void)state;
    fixture_init(&f);
    for (unsigned width = 40; width <= 120; width++) {
        const struct cf_style style = { .width = width, .verbose = 1 };
        assert_null(strstr(fixture_text(&out, &f, &style), " \n"));
        assert_true(widest_line(out.bytes) <= width);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_texts_stay_in_their_columns),
        cmocka_unit_test(no_line_ends_with_a_blank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
