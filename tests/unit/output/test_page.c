/* Text for people while it is put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <clusterflow/base.h>

#include "output/page.h"

static const struct cf_style style = { .width = 80 };

static int take(void *payload, const char *bytes, size_t length)
{
    char *told = payload;
    strncat(told, bytes, length);
    return 0;
}

/* Nothing is at no address: no offset is made from there, which the sanitizers look at. */
static void a_page_may_stay_empty(void **state)
{
    char told[8] = "";
    struct cf_sink sink = { take, told };
    struct cf_page page;
    (void)state;
    cf_page_init(&page, &style);
    cf_page_text(&page, CF_PAINT_NONE, "");
    cf_page_put(&page, CF_PAINT_NONE, "any", 0);
    assert_int_equal(cf_page_send(&page, &sink), CF_OK);
    assert_string_equal(told, "");
}

static void a_page_may_begin_with_nothing(void **state)
{
    char told[8] = "";
    struct cf_sink sink = { take, told };
    struct cf_page page;
    (void)state;
    cf_page_init(&page, &style);
    cf_page_text(&page, CF_PAINT_NONE, "");
    cf_page_blanks(&page, 2);
    cf_page_text(&page, CF_PAINT_NONE, "a");
    cf_page_newline(&page);
    assert_int_equal(cf_page_send(&page, &sink), CF_OK);
    assert_string_equal(told, "  a\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_may_stay_empty),
        cmocka_unit_test(a_page_may_begin_with_nothing),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
