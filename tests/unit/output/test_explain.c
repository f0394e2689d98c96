/* Explanations as text and as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/docks.h"
#include "fixture.h"
#include "output/rule_words.h"

static struct docks docks;
static struct capture out;
static struct cf_topics *topics;
static struct cf_inventory *inventory;

static int begin(void **state)
{
    (void)state;
    docks_begin(&docks);
    docks_city(&docks, "charts: [docks]\n"
                       "sources: {almanac: {title: Almanac of the port and its approaches}}\n"
                       "indicators:\n"
                       "  cranes: {value: 3, unit: crane, year: 1905, source: almanac}\n"
                       "  lanterns: [{value: 2, kind: plan}, {missing: not_stated}]\n"
                       "actors: [{id: office, name: Harbour Office, class: port}]\n"
                       "outcomes: [{chart: docks, stage: building, reached: true}]\n"
                       "sites: {quay: {indicators: {night_work: {value: true}}}}\n");
    assert_int_equal(cf_take_inventory(&inventory, docks.city, docks.programs, 1), CF_OK);
    return 0;
}

static int end(void **state)
{
    (void)state;
    cf_inventory_free(inventory);
    cf_topics_free(topics);
    topics = NULL;
    docks_end(&docks);
    return 0;
}

static const struct cf_topic *topic_of(const char *word)
{
    cf_topics_free(topics);
    assert_int_equal(cf_find_topics(&topics, word, docks.programs, DOCKS_CHARTS, NULL, 0), CF_OK);
    assert_true(topics->count > 0);
    return &topics->items[0];
}

/* What is written, by numbers, so that each can be tried in each way. */
enum { RULE_LIST, RULE, INDEX, STEP, CHART, CITY, WRITERS };

static enum cf_status write_page(int writer, const struct cf_sink *sink,
                                 const struct cf_style *style)
{
    switch (writer) {
    case RULE_LIST: return cf_write_rule_list(sink, style);
    case RULE: return cf_write_rule_page(sink, cf_rule_find("chart-route"), style);
    case INDEX: return cf_write_index_page(sink, topic_of("dock_dues"), style);
    case STEP: return cf_write_step_page(sink, topic_of("lifting"), style);
    case CHART: return cf_write_chart_page(sink, docks.programs[DOCKS], style);
    default: return cf_write_city_page(sink, inventory, style);
    }
}

static enum cf_status write_json(int writer, const struct cf_sink *sink)
{
    switch (writer) {
    case RULE_LIST: return cf_write_explain_json_begin(sink);
    case RULE: return cf_write_explain_json_rule(sink, cf_rule_find("chart-route"), true);
    case INDEX: return cf_write_explain_json_index(sink, topic_of("dock_dues"), true);
    case STEP: return cf_write_explain_json_step(sink, topic_of("lifting"), true);
    case CHART: return cf_write_explain_json_chart(sink, docks.programs[DOCKS], true);
    default: return cf_write_explain_json_city(sink, inventory, true);
    }
}

static struct cf_sink fresh(unsigned fail_at)
{
    out.length = 0;
    out.writes = 0;
    out.fail_at = fail_at;
    return capture_sink(&out);
}

static void pages_are_no_wider_than_they_may_be(void **state)
{
    (void)state;
    for (unsigned width = 40; width <= 120; width += 20)
        for (int writer = 0; writer < WRITERS; writer++) {
            struct cf_style style = { .width = width, .color = true };
            struct cf_sink sink = fresh(0);
            assert_int_equal(write_page(writer, &sink, &style), CF_OK);
            assert_in_range(widest_line(out.bytes), 20, width);
        }
}

static void every_rule_fits(void **state)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (unsigned width = 40; width <= 80; width += 40) {
            struct cf_style style = { .width = width };
            struct cf_sink sink = fresh(0);
            assert_int_equal(cf_write_rule_page(&sink, &rules[i], &style), CF_OK);
            assert_in_range(widest_line(out.bytes), 20, width);
        }
}

static void ascii_pages_are_ascii(void **state)
{
    (void)state;
    for (int writer = INDEX; writer < WRITERS; writer++) {
        struct cf_style style = { .ascii = true };
        struct cf_sink sink = fresh(0);
        assert_int_equal(write_page(writer, &sink, &style), CF_OK);
        for (const char *c = out.bytes; *c; c++)
            assert_in_range(*c, '\n', '~');
    }
}

static void a_failed_write_is_told(void **state)
{
    (void)state;
    for (int writer = 0; writer < WRITERS; writer++) {
        struct cf_sink sink = fresh(1);
        assert_int_equal(write_page(writer, &sink, NULL), CF_IO);
        sink = fresh(1);
        assert_int_equal(write_json(writer, &sink), CF_IO);
    }
}

static void check_part(const char *part)
{
    if (!strstr(out.bytes, part))
        fail_msg("no %s in\n%s", part, out.bytes);
}

static void a_rule_says_whether_it_can_be_silenced(void **state)
{
    (void)state;
    struct cf_rule rule = { .id = "city-x", .severity = CF_ERROR, .sentence = "A sentence." };
    struct cf_sink sink = fresh(0);
    assert_int_equal(cf_write_rule_page(&sink, &rule, NULL), CF_OK);
    assert_string_equal(out.bytes, "city-x · rule\n"
                                   "A sentence.\n"
                                   "\n"
                                   "  Severity   error; eval refuses a file that breaks it, too\n"
                                   "  Silence    not possible\n");
    rule.check_only = true;
    sink = fresh(0);
    assert_int_equal(cf_write_rule_page(&sink, &rule, NULL), CF_OK);
    check_part(
        "  Severity   error; only check looks for it\n"
        "  Silence    \"# clusterflow: allow city-x -- reason\" on the line or above it, or\n"
        "             check --skip city-x\n");
}

static void every_family_and_context_has_words(void **state)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_string_not_equal(cf_rule_family_words(&rules[i]), "Other rules");
        assert_string_not_equal(cf_rule_context_words(&rules[i]), rules[i].context);
    }
}

static void a_long_id_takes_a_line_of_its_own(void **state)
{
    (void)state;
    const struct cf_rule rule = { .id = "city-that-is-longer-than-a-narrow-page-is-wide",
                                  .sentence = "A sentence." };
    struct cf_style style = { .width = 40 };
    struct cf_sink sink = fresh(0);
    assert_int_equal(cf_write_rule_page(&sink, &rule, &style), CF_OK);
    check_part("city-that-is-longer-than-a-narrow-page-\n"
               "is-wide\n"
               "· rule\n"
               "A sentence.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_no_wider_than_they_may_be),
        cmocka_unit_test(every_rule_fits),
        cmocka_unit_test(ascii_pages_are_ascii),
        cmocka_unit_test(a_failed_write_is_told),
        cmocka_unit_test(a_rule_says_whether_it_can_be_silenced),
        cmocka_unit_test(every_family_and_context_has_words),
        cmocka_unit_test(a_long_id_takes_a_line_of_its_own),
    };
    return cmocka_run_group_tests_name("explain", tests, begin, end);
}
