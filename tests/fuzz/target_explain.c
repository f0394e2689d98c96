/* A catalog, a chart, a city and words: everything that they may mean, as pages and as JSON. */
#include <stdlib.h>
#include <string.h>

#include "workshop.h"

struct pages {
    struct fuzz_output text, json;
    bool first;
};

static void explain(struct pages *pages, const struct cf_topic *topic)
{
    static const struct cf_style style = { .width = 60, .verbose = 1 };
    struct cf_sink text = fuzz_sink(&pages->text), json = fuzz_sink(&pages->json);
    enum cf_status page = CF_OK, item = CF_OK;
    struct cf_inventory *inventory = NULL;
    switch (topic->kind) {
    case CF_TOPIC_RULE:
        page = cf_write_rule_page(&text, topic->rule, &style);
        item = cf_write_explain_json_rule(&json, topic->rule, pages->first);
        break;
    case CF_TOPIC_INDEX:
        page = cf_write_index_page(&text, topic, &style);
        item = cf_write_explain_json_index(&json, topic, pages->first);
        break;
    case CF_TOPIC_STEP:
        page = cf_write_step_page(&text, topic, &style);
        item = cf_write_explain_json_step(&json, topic, pages->first);
        break;
    case CF_TOPIC_CHART:
        page = cf_write_chart_page(&text, topic->program, &style);
        item = cf_write_explain_json_chart(&json, topic->program, pages->first);
        break;
    case CF_TOPIC_CITY:
        if (cf_take_inventory(&inventory, topic->city, &topic->program, topic->program ? 1 : 0) !=
            CF_OK)
            fuzz_fail("no inventory");
        page = cf_write_city_page(&text, inventory, &style);
        item = cf_write_explain_json_city(&json, inventory, pages->first);
        cf_inventory_free(inventory);
        break;
    }
    if (page != CF_OK || item != CF_OK)
        fuzz_fail("a page of kind %d cannot be written", (int)topic->kind);
    pages->first = false;
}

static void explain_word(struct pages *pages, const struct fuzz_workshop *workshop,
                         const char *word)
{
    const struct cf_program *programs[] = { workshop->program };
    const struct cf_city *cities[] = { workshop->city };
    struct cf_topics *topics;
    if (cf_find_topics(&topics, word, programs, 1, cities, 1) != CF_OK)
        fuzz_fail("'%s' cannot be looked up", word);
    for (size_t i = 0; i < topics->count; i++)
        explain(pages, &topics->items[i]);
    cf_topics_free(topics);
}

static void explain_names(struct pages *pages, const struct fuzz_workshop *workshop)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(workshop->program, &count);
    explain_word(pages, workshop, workshop->chart->id.text);
    explain_word(pages, workshop, workshop->city->self.id.text);
    for (size_t i = 0; i < count && i < 2; i++)
        explain_word(pages, workshop, steps[i].step->id.text);
    for (size_t i = 0; i < 4 && i < cf_program_index_count(workshop->program); i++)
        explain_word(pages, workshop, cf_program_index(workshop->program, i)->id.text);
}

static void explain_all(const struct fuzz_workshop *workshop, const struct cf_input *words)
{
    struct pages pages = { .first = true };
    struct cf_sink json = fuzz_sink(&pages.json);
    char *word = fuzz_text(words);
    fuzz_sink(&pages.text);
    if (cf_write_explain_json_begin(&json) != CF_OK)
        fuzz_fail("no JSON");
    explain_names(&pages, workshop);
    explain_word(&pages, workshop, word);
    if (cf_write_explain_json_end(&json) != CF_OK)
        fuzz_fail("no JSON");
    fuzz_judge_json(&pages.json);
    fuzz_judge_text(&pages.text, false);
    free(word);
    fuzz_output_release(&pages.json);
    fuzz_output_release(&pages.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program && workshop.city && !workshop.city->faulty)
        explain_all(&workshop, &parts.items[3]);
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
