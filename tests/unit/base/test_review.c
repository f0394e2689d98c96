/* What is done with messages once all are there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

static const char text[] = "one\ntwo\nthree\n";
static const struct cf_source a = { "a.yaml", text, sizeof text - 1 };
static const struct cf_source b = { "b.yaml", text, sizeof text - 1 };
static const struct cf_source c = { "c.yaml", text, sizeof text - 1 };

static struct cf_pos at(const struct cf_source *source, uint32_t offset)
{
    return (struct cf_pos){ source, offset, 1 };
}

/* An error, a warning and a note by turns. */
static struct cf_diags *some_messages(void)
{
    struct cf_diags *diags = cf_diags_new();
    assert_non_null(diags);
    for (unsigned i = 0; i < 9; i++)
        cf_report(diags,
                  i % 3 == 0   ? CF_R_CITY_UNIT
                  : i % 3 == 1 ? CF_R_CITY_UNKNOWN_INDEX
                               : CF_R_FILE_FAULTS,
                  at(&a, i), "message %u", i);
    cf_diags_settle(diags);
    return diags;
}

/* The messages as "severity number ", such as "e0 w1 ". */
static void assert_messages(const struct cf_diags *diags, const char *expected)
{
    char got[256] = "";
    for (size_t i = 0; i < cf_diags_count(diags); i++) {
        const struct cf_diag *diag = cf_diags_get(diags, i);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%c%c ", "nwe"[diag->severity],
                 diag -> message[strlen(diag->message) - 1]);
    }
    assert_string_equal(got, expected);
}

static enum cf_review keep_all(void *payload, const struct cf_diag *diag)
{
    ++*(size_t *)payload;
    (void)diag;
    return CF_KEEP;
}

static enum cf_review drop_errors(void *payload, const struct cf_diag *diag)
{
    (void)payload;
    return diag->severity == CF_ERROR ? CF_DROP : CF_KEEP;
}

static enum cf_review drop_all(void *payload, const struct cf_diag *diag)
{
    (void)payload, (void)diag;
    return CF_DROP;
}

static enum cf_review raise_all(void *payload, const struct cf_diag *diag)
{
    (void)payload, (void)diag;
    return CF_RAISE;
}

static void kept_messages_stay_as_they_are(void **state)
{
    struct cf_diags *diags = some_messages();
    size_t calls = 0;
    (void)state;
    cf_diags_review(diags, 0, keep_all, &calls);
    assert_int_equal(calls, 9);
    assert_messages(diags, "e0 w1 n2 e3 w4 n5 e6 w7 n8 ");
    assert_int_equal(cf_diags_errors(diags), 3);
    cf_diags_free(diags);
}

static void dropped_errors_are_counted_back(void **state)
{
    struct cf_diags *diags = some_messages();
    (void)state;
    cf_diags_review(diags, 0, drop_errors, NULL);
    assert_messages(diags, "w1 n2 w4 n5 w7 n8 ");
    assert_int_equal(cf_diags_errors(diags), 0);
    cf_diags_free(diags);
}

static void warnings_are_raised_and_notes_are_not(void **state)
{
    struct cf_diags *diags = some_messages();
    (void)state;
    cf_diags_review(diags, 0, raise_all, NULL);
    assert_messages(diags, "e0 e1 n2 e3 e4 n5 e6 e7 n8 ");
    assert_int_equal(cf_diags_errors(diags), 6);
    assert_int_equal(cf_diags_get(diags, 1)->rule->severity, CF_WARNING);
    cf_diags_review(diags, 0, raise_all, NULL);
    assert_int_equal(cf_diags_errors(diags), 6);
    cf_diags_free(diags);
}

static void earlier_messages_are_not_judged(void **state)
{
    struct cf_diags *diags = some_messages();
    (void)state;
    cf_diags_review(diags, 4, drop_all, NULL);
    assert_messages(diags, "e0 w1 n2 e3 ");
    assert_int_equal(cf_diags_errors(diags), 2);
    cf_diags_review(diags, 4, drop_all, NULL);
    assert_messages(diags, "e0 w1 n2 e3 ");
    cf_diags_free(diags);
}

/* The list goes on behind what was dropped, and what was dropped is still said once. */
static void messages_can_be_added_afterwards(void **state)
{
    struct cf_diags *diags = some_messages();
    (void)state;
    cf_diags_review(diags, 0, drop_errors, NULL);
    cf_report(diags, CF_R_CITY_UNIT, at(&a, 9), "message 9");
    cf_report(diags, CF_R_CITY_UNIT, at(&a, 0), "message 0");
    cf_diags_settle(diags);
    assert_messages(diags, "w1 n2 w4 n5 w7 n8 e9 ");
    assert_int_equal(cf_diags_get(diags, 6)->line, 3);
    assert_int_equal(cf_diags_errors(diags), 1);
    cf_diags_free(diags);
}

/* The messages as "file:line:column last word\n". */
static void assert_order(const struct cf_diags *diags, const char *expected)
{
    char got[512] = "";
    for (size_t i = 0; i < cf_diags_count(diags); i++) {
        const struct cf_diag *diag = cf_diags_get(diags, i);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s:%u:%u %s\n",
                 diag->file ? diag->file : "-", diag->line, diag->column, diag->message);
    }
    assert_string_equal(got, expected);
}

static void the_order_is_that_of_the_files_then_of_the_places(void **state)
{
    static const char *const files[] = { "b.yaml", "unseen.yaml", "a.yaml" };
    struct cf_diags *diags = cf_diags_new();
    (void)state;
    cf_report(diags, CF_R_CITY_UNIT, at(&c, 0), "other");
    cf_diags_settle(diags);
    cf_report(diags, CF_R_CITY_UNIT, at(&a, 9), "late");
    cf_report(diags, CF_R_WHAT_IF, (struct cf_pos){ 0 }, "nowhere");
    cf_diags_settle(diags);
    cf_report(diags, CF_R_CITY_UNIT, at(&b, 5), "column 2");
    cf_report(diags, CF_R_CITY_UNIT, at(&a, 8), "early");
    cf_diags_settle(diags);
    cf_report(diags, CF_R_CITY_UNKNOWN_INDEX, at(&b, 4), "first said");
    cf_diags_settle(diags);
    cf_report(diags, CF_R_CITY_UNIT, at(&b, 4), "then said");
    cf_diags_settle(diags);
    cf_diags_order(diags, files, 3);
    assert_order(diags, "-:0:0 nowhere\n"
                        "b.yaml:2:1 first said\nb.yaml:2:1 then said\nb.yaml:2:2 column 2\n"
                        "a.yaml:3:1 early\na.yaml:3:2 late\n"
                        "c.yaml:1:1 other\n");
    cf_diags_order(diags, NULL, 0);
    assert_string_equal(cf_diags_get(diags, 1)->file, "b.yaml");
    cf_diags_free(diags);
}

static void an_empty_list_has_an_order(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    (void)state;
    cf_diags_order(diags, NULL, 0);
    cf_diags_review(diags, 0, drop_all, NULL);
    assert_int_equal(cf_diags_count(diags), 0);
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_messages_stay_as_they_are),
        cmocka_unit_test(dropped_errors_are_counted_back),
        cmocka_unit_test(warnings_are_raised_and_notes_are_not),
        cmocka_unit_test(earlier_messages_are_not_judged),
        cmocka_unit_test(messages_can_be_added_afterwards),
        cmocka_unit_test(the_order_is_that_of_the_files_then_of_the_places),
        cmocka_unit_test(an_empty_list_has_an_order),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
