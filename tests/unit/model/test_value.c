#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <clusterflow/model.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- numbers ---- */

static void numbers_within_a_part_in_a_billion_are_near(void **state)
{
    static const struct {
        double a, b;
        bool near;
    } cases[] = {
        { 0, 0, true },
        { 0, -0.0, true },
        { 1, 1, true },
        { 1, 1 + 9e-10, true },
        { 1, 1 + 1.1e-9, false },
        { -1, -1 - 9e-10, true },
        { 1, -1, false },
        { 1e9, 1e9 + 0.9, true },
        { 1e9, 1e9 + 1, true }, /* by the larger of the two */
        { 1e9, 1e9 - 1, false },
        { 0, 5e-324, false },
        { 5e-324, 1e-323, false },
        { 0.1 + 0.2, 0.3, true },
        { 1.7976931348623157e308, 1.7976931348623155e308, true },
        { 1.7976931348623157e308, -1.7976931348623157e308, false },
        { INFINITY, INFINITY, true },
        { -INFINITY, -INFINITY, true },
        { INFINITY, -INFINITY, false },
        { INFINITY, 1.7976931348623157e308, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (cf_near(cases[i].a, cases[i].b) != cases[i].near ||
            cf_near(cases[i].b, cases[i].a) != cases[i].near)
            fail_msg("%a and %a", cases[i].a, cases[i].b);
    }
}

static void the_distance_is_decimal_and_of_near_numbers_zero(void **state)
{
    static const struct {
        double a, b, distance;
    } cases[] = {
        { 5, 3, 2 },
        { 3, 5, -2 },
        { 0.1 + 0.2, 0.3, 0 },
        { 0.3, 0.1 + 0.2, 0 },
        { -0.0, 0, 0 },
        { 1e9, 1e9 + 0.5, 0 },
        { 70.2, 70, 0.2 }, /* 0.20000000000000284 in binary */
        { 2.1293, -7.2e-10, 2.12930000072 },
        { 3, 1e-30, 3 },
        { 1e-300, 1, -1 },
        { 1e17, 31, 99999999999999968 },
        { 31, 1e17, -99999999999999968 },
        { -1e40, 3, -1e40 },
        { 3, -1e40, 1e40 },
        { 3, 2.5, 0.5 },
        { 3, 2.999822612537173e-13, 2.9999999999997 }, /* almost between two doubles */
        { INFINITY, 3, INFINITY },
        { -INFINITY, 3, -INFINITY },
        { 3, INFINITY, -INFINITY },
        { INFINITY, INFINITY, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double distance = cf_distance(cases[i].a, cases[i].b);
        assert_true(distance == cases[i].distance);
        assert_false(distance == 0 && signbit(distance));
    }
}

/* The fractions with many places are exact too; the results were found with rational numbers. */
static const struct {
    double figure, fraction, widened;
} widenings[] = {
    { 1.1, -0.1, 0.99 },
    { 500, -0.1, 450 },
    { 500, 0.1, 550 },
    { -500, -0.1, -550 },
    { -500, 0.1, -450 },
    { 650, -0.05, 617.5 },
    { 0.3, -0.1, 0.27 },
    { 0.7, 0.1, 0.77 },
    { 4.35, -0.2, 3.48 },
    { 29, 0, 29 },
    { 0, 0.1, 0 },
    { -0.0, 0.1, 0 },
    { -0.0, 0, 0 },
    { INFINITY, 0.1, INFINITY },
    { -INFINITY, 0.1, -INFINITY },
    { 1, 0.1 + 0.2, 1.3 },
    { 3, 1.0 / 3, 4 },
    { 1.0, 1e-16, 1.0 },
    { 1.0, 1.1102230246251565e-16, 1.0 },
    { 1.0, 1.1102230246251565e-16, 1.0 },
    { 9007199254740994.0, 1e-300, 9007199254740994.0 },
    { 12345.678, 0.0012345678901234567, 12360.919577640603 },
    { -9.99, 0.001, -9.98001 },
    { 9.999999999999998e+16, -1.2345678901234566e-09, 9.999999987654318e+16 },
    { 1.0, -5e-324, 1.0 },
    { 2.2250738585072014e-308, -1.2345678901234568e-05, 2.225046388459813e-308 },
    { 0.1, 0.9999999999999999, 0.19999999999999998 },
    { 1.7976931348623157e308, 0.1, INFINITY },
    { 5e-324, -0.9, 0 },
    { -5e-324, 0.9, 0 },
    { -1, 1e-19, -1 },
    { -1, 0.1234567890123456789, -0.87654321098765432 },
    { 4, 1.5, 10 }, /* a fraction from 1 on is not exact */
    { 4, -1, 0 },
};

static void a_figure_is_widened_exactly_and_rounded_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(widenings); i++) {
        double widened = cf_widen(widenings[i].figure, widenings[i].fraction);
        if (widened != widenings[i].widened || (widened == 0 && signbit(widened)))
            fail_msg("%a by %a is %a", widenings[i].figure, widenings[i].fraction, widened);
    }
}

/* ---- intervals ---- */

/* Reads "[1,2)" and so on; an end that is left out is infinite. */
static struct cf_interval interval_of(const char *text)
{
    struct cf_interval interval = { -INFINITY, INFINITY, text[0] == '(', false };
    const char *comma = strchr(text, ',');
    interval.high_open = comma[strlen(comma) - 1] == ')';
    if (comma > text + 1)
        interval.low = strtod(text + 1, NULL);
    if (strlen(comma) > 2)
        interval.high = strtod(comma + 1, NULL);
    return interval;
}

/* Whether both are the same to the last bit. */
static bool identical(struct cf_interval a, struct cf_interval b)
{
    return a.low == b.low && a.high == b.high && a.low_open == b.low_open &&
           a.high_open == b.high_open;
}

static void intervals_are_equal_when_their_ends_are_near(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        { "[1,2]", "[1,2]", true },
        { "[1,2]", "(1,2]", false },
        { "[1,2]", "[1,2)", false },
        { "[1,2]", "[1,3]", false },
        { "[1,2]", "[1.0000000001,2.0000000001]", true },
        { "(,2]", "(,2]", true },
        { "(,2]", "[1,2]", false },
        { "(,)", "(,)", true },
        { "[0,0]", "[-0,0]", true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_interval a = interval_of(cases[i].a), b = interval_of(cases[i].b);
        assert_int_equal(cf_interval_equal(a, b), cases[i].equal);
        assert_int_equal(cf_interval_equal(b, a), cases[i].equal);
    }
}

static void the_hull_holds_both_intervals(void **state)
{
    static const struct {
        const char *a, *b, *hull;
    } cases[] = {
        { "[1,2]", "[3,4]", "[1,4]" },    { "(1,4)", "[2,3]", "(1,4)" },
        { "[1,2]", "(1,2)", "[1,2]" },    { "(1,2)", "(1,2)", "(1,2)" },
        { "(1,3]", "[2,3)", "(1,3]" },    { "(,2]", "[1,)", "(,)" },
        { "(,2)", "(,1]", "(,2)" },       { "(1,2)", "[1.0000000001,1.9999999999]", "[1,2]" },
        { "[-3,-2]", "[0,0]", "[-3,0]" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_interval a = interval_of(cases[i].a), b = interval_of(cases[i].b);
        struct cf_interval hull = interval_of(cases[i].hull);
        assert_true(identical(cf_interval_hull(a, b), hull));
        assert_true(identical(cf_interval_hull(b, a), hull));
    }
}

static void a_cut_leaves_what_lies_in_both(void **state)
{
    static const struct {
        const char *a, *range, *cut; /* NULL: nothing is left */
    } cases[] = {
        { "[1,3]", "[2,4]", "[2,3]" },
        { "[2,4]", "[1,3]", "[2,3]" },
        { "(1,3)", "[1,3]", "(1,3)" },
        { "[1,3]", "(,)", "[1,3]" },
        { "(,)", "[0,100]", "[0,100]" },
        { "(90,)", "[0,100]", "(90,100]" },
        { "[1,2]", "[2,3]", "[2,2]" },
        { "[1,2)", "[2,3]", NULL },
        { "[1,2]", "(2,3]", NULL },
        { "[1,2]", "[3,4]", NULL },
        { "[3,4]", "[1,2]", NULL },
        { "[0,0)", "[0,100]", NULL },
        { "(100,)", "[0,100]", NULL },
        { "[100.00000001,120]", "[0,100]", "[100,100]" }, /* the range's bound, both times */
        { "[-5,-0.00000001]", "[0,100]", NULL },          /* nothing else is near to 0 */
        { "[1,1.9999999999]", "[2,3]", "[2,2]" },
        { "[1,1.9999999999)", "[2,3]", NULL },
        { "[1,1.99]", "[2,3]", NULL },
        { "[0.9999999999,1.0000000001]", "[1,1]", "[1,1]" },
        { "(0.9999999999,3]", "[1,2]", "(1,2]" }, /* of near ends: the larger, open if one is */
        { "(1,1.0000000001)", "(,)", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cf_interval a = interval_of(cases[i].a), before = a;
        bool left = cf_interval_cut(&a, interval_of(cases[i].range));
        if (left != (cases[i].cut != NULL) ||
            !identical(a, left ? interval_of(cases[i].cut) : before))
            fail_msg("%s cut to %s is %.17g to %.17g", cases[i].a, cases[i].range, a.low, a.high);
    }
}

/* ---- answers ---- */

static void an_answer_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(cf_answer_name(CF_NO), "no");
    assert_string_equal(cf_answer_name(CF_UNKNOWN), "unknown");
    assert_string_equal(cf_answer_name(CF_YES), "yes");
}

static const struct {
    const char *observed, *accepted;
    enum cf_answer answer;
} number_answers[] = {
    { "[29,29]", "[1,)", CF_YES },
    { "[0,0]", "[1,)", CF_NO },
    { "[1,1]", "[1,)", CF_YES },
    { "[1,1]", "(1,)", CF_NO },
    { "[450,550]", "[500,)", CF_UNKNOWN },
    { "[450,550]", "[450,)", CF_YES },
    { "[450,550]", "(450,)", CF_UNKNOWN },
    { "(450,550]", "(450,)", CF_YES },
    { "[450,550]", "[550,)", CF_UNKNOWN },
    { "[450,550)", "[550,)", CF_NO },
    { "[450,550]", "(550,)", CF_NO },
    { "[585,650)", "(,650)", CF_YES },
    { "[585,650]", "(,650)", CF_UNKNOWN },
    { "[585,650]", "(,650]", CF_YES },
    { "[585,650]", "(,585)", CF_NO },
    { "(585,650]", "(,585]", CF_NO },
    { "[585,650]", "(,585]", CF_UNKNOWN },
    { "(10000,)", "[10000,)", CF_YES },
    { "(10000,)", "(,10000]", CF_NO },
    { "(10000,)", "[20000,)", CF_UNKNOWN },
    { "(10000,)", "(,20000]", CF_UNKNOWN },
    { "(,)", "[1,)", CF_UNKNOWN },
    { "(,)", "(,)", CF_YES },
    { "[2,3]", "[1,4]", CF_YES },
    { "[1,4]", "[2,3]", CF_UNKNOWN },
    { "[5,6]", "[1,4]", CF_NO },
    { "[0,0.5]", "[1,4]", CF_NO },
    /* near numbers are equal, whichever way they differ */
    { "[0.9999999999,0.9999999999]", "[1,)", CF_YES },
    { "[1.0000000001,1.0000000001]", "(1,)", CF_NO },
    { "[1.0000000001,1.0000000001]", "(,1]", CF_YES },
    { "[0.9999999999,0.9999999999]", "(,1)", CF_NO },
    { "(0.9999999999,2]", "(1,)", CF_YES },
    { "[0,0.9999999999]", "[1,)", CF_UNKNOWN },
    { "[0,0.9999999999)", "[1,)", CF_NO },
    { "[0.30000000000000004,0.30000000000000004]", "[0.3,0.3]", CF_YES },
    { "[0.999999998,0.999999998]", "[1,)", CF_NO },
};

static void a_number_is_answered_by_its_interval(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(number_answers); i++) {
        struct cf_value observed = { .type = CF_NUMBER, .known = true };
        struct cf_value accepted = observed;
        observed.interval = interval_of(number_answers[i].observed);
        accepted.interval = interval_of(number_answers[i].accepted);
        enum cf_answer answer = cf_value_answer(&observed, &accepted);
        if (answer != number_answers[i].answer)
            fail_msg("%s in %s: %s", number_answers[i].observed, number_answers[i].accepted,
                     cf_answer_name(answer));
    }
}

static void a_member_is_answered_by_the_members_accepted(void **state)
{
    static const struct {
        uint64_t observed, accepted;
        enum cf_answer answer;
    } cases[] = {
        { 2, 2, CF_YES },
        { 1, 2, CF_NO },
        { 3, 2, CF_UNKNOWN },
        { 4, 6, CF_YES },
        { 6, 6, CF_YES },
        { 7, 6, CF_UNKNOWN },
        { 1, 6, CF_NO },
        { (uint64_t)1 << 63, (uint64_t)1 << 63, CF_YES },
        { (uint64_t)1 << 63, UINT64_MAX >> 1, CF_NO },
        { UINT64_MAX, UINT64_MAX, CF_YES },
    };
    static const enum cf_type types[] = { CF_FLAG, CF_LEVEL, CF_CATEGORY };
    (void)state;
    for (size_t i = 0; i < COUNT(cases) * COUNT(types); i++) {
        struct cf_value observed = { .type = types[i % COUNT(types)], .known = true };
        struct cf_value accepted = observed;
        observed.members = cases[i / COUNT(types)].observed;
        accepted.members = cases[i / COUNT(types)].accepted;
        assert_int_equal(cf_value_answer(&observed, &accepted), cases[i / COUNT(types)].answer);
    }
}

static void what_is_not_known_is_never_answered(void **state)
{
    static const enum cf_type types[] = { CF_NUMBER, CF_FLAG, CF_LEVEL, CF_CATEGORY };
    (void)state;
    for (size_t i = 0; i < COUNT(types); i++) {
        struct cf_value observed = { .type = types[i], .interval = { 5, 5, false, false } };
        struct cf_value accepted = {
            .type = types[i], .known = true, .interval = interval_of("(,)"), .members = UINT64_MAX
        };
        assert_int_equal(cf_value_answer(&observed, &accepted), CF_UNKNOWN);
        assert_int_equal(cf_value_answer(&accepted, &observed), CF_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_within_a_part_in_a_billion_are_near),
        cmocka_unit_test(the_distance_is_decimal_and_of_near_numbers_zero),
        cmocka_unit_test(a_figure_is_widened_exactly_and_rounded_once),
        cmocka_unit_test(intervals_are_equal_when_their_ends_are_near),
        cmocka_unit_test(the_hull_holds_both_intervals),
        cmocka_unit_test(a_cut_leaves_what_lies_in_both),
        cmocka_unit_test(an_answer_has_a_name),
        cmocka_unit_test(a_number_is_answered_by_its_interval),
        cmocka_unit_test(a_member_is_answered_by_the_members_accepted),
        cmocka_unit_test(what_is_not_known_is_never_answered),
    };
    return cmocka_run_group_tests_name("model/value", tests, NULL, NULL);
}
