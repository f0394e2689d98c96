/* Which findings a comment takes away, and what is wrong with comments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <clusterflow/analysis.h>

#include "base/diag.h"

/* Ten lines of ten characters with their breaks: line i begins at 10 (i - 1). */
static const char lines[] = "123456789\n123456789\n123456789\n123456789\n123456789\n"
                            "123456789\n123456789\n123456789\n123456789\n123456789\n";
static const struct cf_source town = { "town.yaml", lines, sizeof lines - 1 };
static const struct cf_source same_town = { "town.yaml", lines, sizeof lines - 1 };
static const struct cf_source other = { "other.yaml", lines, sizeof lines - 1 };

static struct cf_pos line_of(const struct cf_source *source, unsigned line)
{
    return (struct cf_pos){ source, (line - 1) * 10, 3 };
}

/* A comment that stands on the line before. */
static struct cf_allowance allow(const struct cf_source *source, unsigned line, const char *rule,
                                 const char *reason)
{
    struct cf_pos pos = line_of(source, line - 1);
    return (struct cf_allowance){ pos, line, { rule, pos, true }, { reason, pos, true } };
}

static void find(struct cf_diags *diags, enum cf_rule_id rule, const struct cf_source *source,
                 unsigned line)
{
    cf_report(diags, rule, line_of(source, line), "found by rule %d", (int)rule);
    cf_diags_settle(diags);
}

/* The messages as "file:line rule", each on a line. */
static void assert_left(const struct cf_diags *diags, const char *expected)
{
    char got[512] = "";
    for (size_t i = 0; i < cf_diags_count(diags); i++) {
        const struct cf_diag *diag = cf_diags_get(diags, i);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s:%u %s\n", diag->file, diag->line,
                 diag->rule->id);
    }
    assert_string_equal(got, expected);
}

static void apply(struct cf_diags *diags, const struct cf_allowance *items, size_t count,
                  enum cf_allow_talk talk)
{
    struct cf_allowance_list list = { items, count };
    assert_int_equal(cf_apply_allowances(&list, 1, talk, 0, diags), CF_OK);
}

static void a_comment_allows_its_rule_on_its_line(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comment = allow(&town, 5, "city-unknown-index", "so");
    (void)state;
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &town, 5);
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &town, 6);
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &other, 5);
    find(diags, CF_R_CITY_NO_CHART, &town, 5);
    apply(diags, &comment, 1, CF_ALLOW_USE);
    assert_left(diags, "town.yaml:6 city-unknown-index\nother.yaml:5 city-unknown-index\n"
                       "town.yaml:5 city-no-chart\n");
    cf_diags_free(diags);
}

static void all_findings_of_a_line_are_allowed(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comment = allow(&town, 5, "city-unknown-index", "so");
    struct cf_pos pos = line_of(&town, 5);
    (void)state;
    for (; pos.offset < 48; pos.offset++)
        cf_report(diags, CF_R_CITY_UNKNOWN_INDEX, pos, "found");
    cf_diags_settle(diags);
    apply(diags, &comment, 1, CF_ALLOW_USE);
    assert_left(diags, "");
    cf_diags_free(diags);
}

static void errors_that_refuse_stay(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comment = allow(&town, 5, "city-unit", "so");
    (void)state;
    find(diags, CF_R_CITY_UNIT, &town, 5);
    apply(diags, &comment, 1, CF_ALLOW_USE);
    assert_left(diags, "town.yaml:5 city-unit\ntown.yaml:4 allow-refused\n");
    assert_int_equal(cf_diags_errors(diags), 2);
    cf_diags_free(diags);
}

static void a_malformed_comment_allows_nothing(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comments[] = {
        allow(&town, 3, "city-unknown-index", NULL),
        allow(&town, 5, "city-unknown-indx", "so"),
        allow(&town, 7, "city-unknown-index, city-no-chart", "so"),
        allow(&town, 9, NULL, "so"),
    };
    (void)state;
    for (unsigned line = 3; line <= 9; line += 2)
        find(diags, CF_R_CITY_UNKNOWN_INDEX, &town, line);
    apply(diags, comments, 4, CF_ALLOW_USE);
    assert_left(diags, "town.yaml:3 city-unknown-index\ntown.yaml:5 city-unknown-index\n"
                       "town.yaml:7 city-unknown-index\ntown.yaml:9 city-unknown-index\n"
                       "town.yaml:2 allow-reason\ntown.yaml:4 allow-unknown-rule\n"
                       "town.yaml:6 allow-unknown-rule\ntown.yaml:8 allow-unknown-rule\n");
    assert_string_equal(cf_diags_get(diags, 5)->hint, "did you mean 'city-unknown-index'?");
    assert_string_equal(cf_diags_get(diags, 6)->hint,
                        "name one rule; several such comments may stand above a line");
    cf_diags_free(diags);
}

static void unused_only_where_all_was_searched(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comment = allow(&town, 5, "city-unknown-index", "so");
    (void)state;
    apply(diags, &comment, 1, CF_ALLOW_FORM);
    assert_left(diags, "");
    apply(diags, &comment, 1, CF_ALLOW_USE);
    assert_left(diags, "town.yaml:4 allow-unused\n");
    cf_diags_free(diags);
}

static void without_talk_findings_are_allowed_all_the_same(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comments[] = { allow(&town, 3, "city-unknown-index", NULL),
                                       allow(&town, 5, "city-unknown-index", "so"),
                                       allow(&town, 7, "city-unknown-index", "so") };
    (void)state;
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &town, 5);
    apply(diags, comments, 3, CF_ALLOW_NOTHING);
    assert_left(diags, "");
    cf_diags_free(diags);
}

/* A file that two charts use is read twice: what one of the two needs is not unused. */
static void a_file_may_come_up_twice(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance first[] = { allow(&town, 5, "city-unknown-index", "so"),
                                    allow(&town, 7, "city-unknown-index", "so") };
    struct cf_allowance second[] = { allow(&same_town, 5, "city-unknown-index", "so"),
                                     allow(&same_town, 7, "city-unknown-index", "so") };
    struct cf_allowance_list lists[] = { { first, 2 }, { second, 2 } };
    (void)state;
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &same_town, 5);
    assert_int_equal(cf_apply_allowances(lists, 2, CF_ALLOW_USE, 0, diags), CF_OK);
    assert_left(diags, "town.yaml:6 allow-unused\n");
    cf_diags_free(diags);
}

static void earlier_messages_are_left_alone(void **state)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_allowance comment = allow(&town, 5, "city-unknown-index", "so");
    struct cf_allowance_list list = { &comment, 1 };
    (void)state;
    find(diags, CF_R_CITY_UNKNOWN_INDEX, &town, 5);
    assert_int_equal(cf_apply_allowances(&list, 1, CF_ALLOW_USE, 1, diags), CF_OK);
    assert_left(diags, "town.yaml:5 city-unknown-index\ntown.yaml:4 allow-unused\n");
    cf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_allows_its_rule_on_its_line),
        cmocka_unit_test(all_findings_of_a_line_are_allowed),
        cmocka_unit_test(errors_that_refuse_stay),
        cmocka_unit_test(a_malformed_comment_allows_nothing),
        cmocka_unit_test(unused_only_where_all_was_searched),
        cmocka_unit_test(without_talk_findings_are_allowed_all_the_same),
        cmocka_unit_test(a_file_may_come_up_twice),
        cmocka_unit_test(earlier_messages_are_left_alone),
    };
    return cmocka_run_group_tests_name("allowances", tests, NULL, NULL);
}
