/* What a word means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "docks.h"

static struct docks docks;
static char told[4096];

static int begin(void **state)
{
    (void)state;
    docks_begin(&docks);
    return 0;
}

static int end(void **state)
{
    (void)state;
    docks_end(&docks);
    return 0;
}

static void tell(const char *before, const char *text)
{
    size_t length = strlen(told);
    snprintf(told + length, sizeof told - length, "%s%s", before, text);
}

static const char *id_of(const struct cf_topic *topic)
{
    switch (topic->kind) {
    case CF_TOPIC_RULE: return topic->rule->id;
    case CF_TOPIC_INDEX: return topic->index->id.text;
    case CF_TOPIC_STEP: return topic->step->id.text;
    case CF_TOPIC_CHART: return cf_program_chart(topic->program)->id.text;
    default: return topic->city->self.id.text;
    }
}

/* "index dock_dues: docks/dues docks/paid\n" for each topic; "nearest ...\n" where there is none.
 */
static const char *topics_of(const char *word)
{
    static const char *const kinds[] = { "rule", "index", "step", "chart", "city" };
    const struct cf_city *cities[] = { docks.city };
    struct cf_topics *topics;
    *told = '\0';
    assert_int_equal(
        cf_find_topics(&topics, word, docks.programs, DOCKS_CHARTS, cities, docks.city ? 1 : 0),
        CF_OK);
    for (size_t i = 0; i < topics->count; i++) {
        const struct cf_topic *topic = &topics->items[i];
        tell(kinds[topic->kind], " ");
        tell(id_of(topic), ":");
        for (size_t j = 0; j < topic->place_count; j++) {
            const struct cf_chart_place *place = &topic->places[j];
            size_t count;
            const struct cf_program_step *steps = cf_program_steps(place->program, &count);
            tell(" ", cf_program_chart(place->program)->id.text);
            tell("/", steps[place->step].step->id.text);
        }
        tell("", "\n");
    }
    if (!topics->count) {
        tell("nearest ", topics->nearest ? topics->nearest : "nothing");
        tell("", "\n");
    }
    cf_topics_free(topics);
    return told;
}

static void a_rule(void **state)
{
    (void)state;
    assert_string_equal(topics_of("chart-route"), "rule chart-route:\n");
}

static void an_index_and_who_asks_for_it(void **state)
{
    (void)state;
    assert_string_equal(topics_of("owner"), "index owner: docks/dues\n");
    assert_string_equal(topics_of("pilotage"), "index pilotage:\n");
}

static void an_operand_is_asked_for_by_what_is_derived_from_it(void **state)
{
    (void)state;
    assert_string_equal(topics_of("dock_costs"), "index dock_costs: docks/dues\n");
}

static void an_index_of_a_used_file_is_one_index(void **state)
{
    (void)state;
    assert_string_equal(topics_of("dock_dues"),
                        "index dock_dues: docks/dues docks/paid lines/paid\n");
}

static void indices_of_different_catalogs_are_two(void **state)
{
    (void)state;
    assert_string_equal(topics_of("cranes"),
                        "index cranes: docks/lifting\nindex cranes: quarry/blasting\n");
}

static void a_step_of_a_used_file_is_one_step(void **state)
{
    (void)state;
    assert_string_equal(topics_of("paid"), "step paid: docks/paid lines/paid\n");
}

static void a_step_of_one_chart(void **state)
{
    (void)state;
    assert_string_equal(topics_of("lines/paid"), "step paid: lines/paid\n");
    assert_string_equal(topics_of("docks/paid"), "step paid: docks/paid\n");
    assert_string_equal(topics_of("quarry/paid"), "nearest nothing\n");
    assert_string_equal(topics_of("docks/piad"), "nearest paid\n");
}

static void titles_and_labels_whatever_their_capitals(void **state)
{
    (void)state;
    assert_string_equal(topics_of("LIFTING gear"), "step lifting: docks/lifting\n");
    assert_string_equal(topics_of("who owns the quays"), "index owner: docks/dues\n");
    assert_string_equal(topics_of("Docks for liners"), "chart docks:\n");
    assert_string_equal(topics_of("Lifting"), "step lifting: docks/lifting\n");
    assert_string_equal(topics_of("Lifting ge"), "nearest Lifting gear\n");
}

static void all_that_a_word_names_in_the_order_of_kinds(void **state)
{
    (void)state;
    docks_city(&docks, "names: {nl: De Haven}\n");
    assert_string_equal(topics_of("haven"), "city haven:\n");
    assert_string_equal(topics_of("Haven"), "city haven:\n");
    assert_string_equal(topics_of("lines"), "chart lines:\n");
    assert_string_equal(topics_of("Dues"), "index dock_dues: docks/dues docks/paid lines/paid\n"
                                           "step dues: docks/dues\n");
}

static void what_was_probably_meant(void **state)
{
    (void)state;
    assert_string_equal(topics_of("crames"), "nearest cranes\n");
    assert_string_equal(topics_of("chart-rout"), "nearest chart-route\n");
    assert_string_equal(topics_of("quary"), "nearest quarry\n");
    assert_string_equal(topics_of("magnificence"), "nearest nothing\n");
    assert_string_equal(topics_of(""), "nearest nothing\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule),
        cmocka_unit_test(an_index_and_who_asks_for_it),
        cmocka_unit_test(an_operand_is_asked_for_by_what_is_derived_from_it),
        cmocka_unit_test(an_index_of_a_used_file_is_one_index),
        cmocka_unit_test(indices_of_different_catalogs_are_two),
        cmocka_unit_test(a_step_of_a_used_file_is_one_step),
        cmocka_unit_test(a_step_of_one_chart),
        cmocka_unit_test(titles_and_labels_whatever_their_capitals),
        cmocka_unit_test(all_that_a_word_names_in_the_order_of_kinds),
        cmocka_unit_test(what_was_probably_meant),
    };
    return cmocka_run_group_tests_name("topics", tests, begin, end);
}
