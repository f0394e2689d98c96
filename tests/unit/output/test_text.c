/* Evaluations as text for people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

static struct capture out;
static struct fixture f;

static int init(void **state)
{
    (void)state;
    fixture_init(&f);
    return 0;
}

static void check_text(const struct cf_style *style, const char *expected)
{
    assert_string_equal(fixture_text(&out, &f, style), expected);
}

static void check_part(const char *part)
{
    if (!strstr(out.bytes, part))
        fail_msg("no %s in\n%s", part, out.bytes);
}

static void check_absent(const char *part)
{
    if (strstr(out.bytes, part))
        fail_msg("%s in\n%s", part, out.bytes);
}

static void bottleneck_at_80_columns(void **state)
{
    (void)state;
    check_text(NULL,
               "Dalian 大连 · Software and offshore services · as of 2014\n"
               "\n"
               "Bottleneck at step 4 of 5: High-skill talent (Step II: Innovation)\n"
               "\n"
               "Step I: Agglomeration                                                  undecided\n"
               "  ✔ Japanese-speaking  Universities with          15 ≥ 10 institution       2007\n"
               "    people             Japanese degrees\n"
               "  ✔ Living conditions (any of 2)\n"
               "    ✘ Suppliers                                   about 400 (±10 %) ≤ 500   2006\n"
               "                                                  supplier, estimate\n"
               "    ✔ Housing for foreigners                      yes                       2014\n"
               "  ? Land               Form of the park           not known\n"
               "\n"
               "Step II: Innovation                                                   bottleneck\n"
               "  ✘ High-skill talent  Business and IT expertise  partial, needs full       2013\n"
               "  · Value of work      not reached (No)\n"
               "\n"
               "First \"No\": High-skill talent\n"
               "  Question   Is there enough of it?\n"
               "  Why        Business and IT expertise: partial (2013), needs full.\n"
               "  Level      printed in A. Kuchiki (2007), Sec. 5\n"
               "  Who could clear it\n"
               "    Local government     Dalian Municipal People's Government; Dalian Bureau of\n"
               "                         Information Industry\n"
               "    Quasi-public sector  none named in the documents\n"
               "\n"
               "Not known: 1 step, which may prove to be the first bottleneck\n"
               "  ? Land  Form of the park\n"
               "\n"
               "Sources\n"
               "  Y. Zhang, N. Kawabata (2013): The Software Industry in Dalian\n"
               "  A. Kuchiki (2007): Clusters and Innovation\n");
    assert_true(widest_line(out.bytes) <= 80);
}

static void bottleneck_at_40_columns(void **state)
{
    (void)state;
    const struct cf_style style = { .width = 40 };
    check_text(&style, "Dalian 大连 · Software and offshore\n"
                       "services · as of 2014\n"
                       "\n"
                       "Bottleneck at step 4 of 5: High-skill\n"
                       "talent (Step II: Innovation)\n"
                       "\n"
                       "Step I: Agglomeration          undecided\n"
                       "  ✔ Japanese-speaking people\n"
                       "      Universities   15 ≥ 10        2007\n"
                       "      with Japanese  institution\n"
                       "      degrees\n"
                       "  ✔ Living conditions (any of 2)\n"
                       "    ✘ Suppliers      about 400      2006\n"
                       "                     (±10 %) ≤ 500\n"
                       "                     supplier,\n"
                       "                     estimate\n"
                       "    ✔ Housing for    yes            2014\n"
                       "      foreigners\n"
                       "  ? Land\n"
                       "      Form of the    not known\n"
                       "      park\n"
                       "\n"
                       "Step II: Innovation           bottleneck\n"
                       "  ✘ High-skill talent\n"
                       "      Business and   partial,       2013\n"
                       "      IT expertise   needs full\n"
                       "  · Value of work: not reached (No)\n"
                       "\n"
                       "First \"No\": High-skill talent\n"
                       "  Question   Is there enough of it?\n"
                       "  Why        Business and IT expertise:\n"
                       "             partial (2013), needs full.\n"
                       "  Level      printed in A.\n"
                       "             Kuchiki (2007), Sec. 5\n"
                       "  Who could clear it\n"
                       "    Local          Dalian Municipal\n"
                       "    government     People's Government;\n"
                       "                   Dalian Bureau of\n"
                       "                   Information Industry\n"
                       "    Quasi-public   none named in the\n"
                       "    sector         documents\n"
                       "\n"
                       "Not known: 1 step, which may prove to be\n"
                       "the first bottleneck\n"
                       "  ? Land  Form of the park\n"
                       "\n"
                       "Sources\n"
                       "  Y. Zhang, N. Kawabata (2013): The\n"
                       "    Software Industry in Dalian\n"
                       "  A. Kuchiki (2007): Clusters and\n"
                       "    Innovation\n");
    assert_true(widest_line(out.bytes) <= 40);
}

static void bottleneck_at_120_columns_in_ascii(void **state)
{
    (void)state;
    const struct cf_style style = { .width = 120, .ascii = true };
    check_text(&style,
               "Dalian 大连 - Software and offshore services - as of 2014\n"
               "\n"
               "Bottleneck at step 4 of 5: High-skill talent (Step II: Innovation)\n"
               "\n"
               "Step I: Agglomeration                                                              "
               "                         undecided\n"
               "  + Japanese-speaking people  Universities with Japanese degrees  15 >= 10 "
               "institution                           2007\n"
               "  + Living conditions (any of 2)\n"
               "    x Suppliers                                                   about 400 (+/-10 "
               "%) <= 500 supplier, estimate  2006\n"
               "    + Housing for foreigners                                      yes              "
               "                              2014\n"
               "  ? Land                      Form of the park                    not known\n"
               "\n"
               "Step II: Innovation                                                                "
               "                        bottleneck\n"
               "  x High-skill talent         Business and IT expertise           partial, needs "
               "full                            2013\n"
               "  - Value of work             not reached (No)\n"
               "\n"
               "First \"No\": High-skill talent\n"
               "  Question   Is there enough of it?\n"
               "  Why        Business and IT expertise: partial (2013), needs full.\n"
               "  Level      printed in A. Kuchiki (2007), Sec. 5\n"
               "  Who could clear it\n"
               "    Local government     Dalian Municipal People's Government; Dalian Bureau of "
               "Information Industry\n"
               "    Quasi-public sector  none named in the documents\n"
               "\n"
               "Not known: 1 step, which may prove to be the first bottleneck\n"
               "  ? Land  Form of the park\n"
               "\n"
               "Sources\n"
               "  Y. Zhang, N. Kawabata (2013): The Software Industry in Dalian\n"
               "  A. Kuchiki (2007): Clusters and Innovation\n");
}

static void undecided_tells_what_is_not_known(void **state)
{
    (void)state;
    fixture_pass(&f, false);
    fixture_text(&out, &f, NULL);
    check_part("\nUndecided: no \"No\" stops the walk, but 1 of 5 steps is not known\n");
    check_part("\nNo \"No\" found so far\n");
    check_part("\nNot known: 1 step, which may prove to be the first bottleneck\n"
               "  ? Land  Form of the park\n");
    check_absent("Who could clear it");
}

static void clear_tells_the_closest_call(void **state)
{
    (void)state;
    fixture_pass(&f, true);
    fixture_text(&out, &f, NULL);
    check_part("\nClear: 5 steps, all Yes\n");
    check_part("\nNo \"No\" stops the walk\n"
               "  Closest    Share of graduates: 27 % (2010, derived), needs at least 20 %; 7 %\n"
               "             to spare.\n");
    check_absent("Not known");
    f.step_results[1].answer = CF_NO; /* with a way round */
    fixture_text(&out, &f, NULL);
    check_part("\nClear: no \"No\" stops the walk; 1 step taken round\n");
}

static void sites_stand_before_their_city(void **state)
{
    (void)state;
    f.evaluation.site = &f.site;
    f.evaluation.year = 0;
    fixture_text(&out, &f, NULL);
    check_part("Dalian Software Park, Dalian · Software and offshore services · undated\n");
}

static void hidden_figures_are_told(void **state)
{
    (void)state;
    f.evaluation.newer_figures = 3;
    fixture_text(&out, &f, NULL);
    check_part(
        "\nNote: 3 figures newer than 2014 are left out, since the file says as_of: 2014.\n");
    f.evaluation.newer_figures = 1;
    fixture_text(&out, &f, NULL);
    check_part("1 figure newer than 2014 is left out");
}

static void steps_that_were_passed_by_say_so(void **state)
{
    (void)state;
    f.step_results[1].visited = false;
    fixture_text(&out, &f, NULL);
    check_part("  · Living conditions         passed by (Yes)\n");
    check_part("  · Value of work             not reached (No)\n");
}

static void quiet_is_one_line(void **state)
{
    (void)state;
    const struct cf_style style = { .verbose = -1, .color = true };
    check_text(&style, "dalian\tsoftware\t2014\tbottleneck\ttalent\tland\n");
    fixture_pass(&f, true);
    f.evaluation.site = &f.site;
    f.evaluation.year = 0;
    check_text(&style, "dalian/dlsp\tsoftware\t-\tclear\t-\t-\n");
}

static void verbose_tells_where_all_comes_from(void **state)
{
    (void)state;
    const struct cf_style style = { .verbose = 1 };
    fixture_text(&out, &f, &style);
    check_part("        stated    15 institution, 2007; zhang-2013, Sec. 4(2)\n"
               "        level     at least 10 institution; another place's figure, in A.\n"
               "                  Kuchiki (2007), Sec. 4\n"
               "        margin    5 institution\n");
    check_part(
        "        stated    about 400 (±10 %) supplier, 2006, estimate; kuchiki-2007, Sec.\n");
    check_part("        margin    -140 to -60 supplier\n");
    check_part("        stated    yes since 1997; zhang-2013\n        note      Flats\n");
    check_part("  [zhang-2013] Y. Zhang, N. Kawabata (2013): The Software Industry in Dalian\n");
    check_part("\n  Not known  Land\n"); /* the table is long, so the summary is fuller */
}

static void explained_tells_why_figures_were_not_used(void **state)
{
    (void)state;
    const struct cf_style style = { .verbose = 1, .width = 120 };
    static const enum cf_use uses[] = { CF_NOT_FRESH, CF_NOT_YET, CF_NOT_KIND, CF_NOT_NEWEST };
    static const char *const words[] = { "too old for 2014", "newer than 2014",
                                         "not of an accepted kind", "another one is newer" };
    struct cf_observation target = f.observations[0];
    struct cf_evidence considered = { &target, &f.indices[F_UNIVERSITIES], CF_USED };
    target.kind = CF_TARGET;
    f.evaluation.explained = true;
    f.results[0].considered = &considered;
    f.results[0].considered_count = 1;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        considered.use = uses[i];
        fixture_text(&out, &f, &style);
        check_part("not used  15 institution, 2007, target; zhang-2013");
        check_part(words[i]);
    }
}

static void colours_change_nothing_else(void **state)
{
    (void)state;
    static char plain[sizeof out.bytes];
    struct cf_style style = { .width = 60 };
    strncpy(plain, fixture_text(&out, &f, &style), sizeof plain - 1);
    style.color = true;
    const char *text = fixture_text(&out, &f, &style);
    assert_non_null(strstr(text, "\x1b[31m✘\x1b[0m High-skill talent\n"));
    char *bare = out.bytes; /* the escape sequences taken out in place */
    for (const char *c = text; *c;) {
        if (*c == '\x1b')
            c += strcspn(c, "m") + 1;
        else
            *bare++ = *c++;
    }
    *bare = '\0';
    assert_string_equal(out.bytes, plain);
}

static void a_failing_sink_is_told(void **state)
{
    (void)state;
    out.fail_at = 1;
    struct cf_sink sink = capture_sink(&out);
    assert_int_equal(cf_write_text(&sink, &f.evaluation, NULL), CF_IO);
    assert_int_equal(out.writes, 1);
}

#define TEST(name) cmocka_unit_test_setup(name, init)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bottleneck_at_80_columns),
        TEST(bottleneck_at_40_columns),
        TEST(bottleneck_at_120_columns_in_ascii),
        TEST(undecided_tells_what_is_not_known),
        TEST(clear_tells_the_closest_call),
        TEST(sites_stand_before_their_city),
        TEST(hidden_figures_are_told),
        TEST(steps_that_were_passed_by_say_so),
        TEST(quiet_is_one_line),
        TEST(verbose_tells_where_all_comes_from),
        TEST(explained_tells_why_figures_were_not_used),
        TEST(colours_change_nothing_else),
        TEST(a_failing_sink_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
