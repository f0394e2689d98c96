#include <stdlib.h>

#include "commands/explaining.h"

static enum cf_status write_city(struct explaining *run, const struct cf_city *city, bool first)
{
    struct cf_inventory *inventory = NULL;
    size_t count;
    const struct cf_program **programs = library_charts_of(&run->library, city, &count);
    explain_tell(run);
    if (count < city->charts.count) /* the page does not tell what those ask for */
        run->status = worse(run->status, EXIT_INPUT);
    enum cf_status status = programs && !run->library.failed
                                ? cf_take_inventory(&inventory, city, programs, count)
                                : CF_NO_MEMORY;
    if (status == CF_OK)
        status = run->json ? cf_write_explain_json_city(&run->sink, inventory, first)
                           : cf_write_city_page(&run->sink, inventory, &run->style);
    cf_inventory_free(inventory);
    free(programs);
    return status;
}

static enum cf_status write_json(struct explaining *run, const struct cf_topic *topic, bool first)
{
    switch (topic->kind) {
    case CF_TOPIC_RULE: return cf_write_explain_json_rule(&run->sink, topic->rule, first);
    case CF_TOPIC_INDEX: return cf_write_explain_json_index(&run->sink, topic, first);
    case CF_TOPIC_STEP: return cf_write_explain_json_step(&run->sink, topic, first);
    case CF_TOPIC_CHART: return cf_write_explain_json_chart(&run->sink, topic->program, first);
    default: return write_city(run, topic->city, first);
    }
}

static enum cf_status write_text(struct explaining *run, const struct cf_topic *topic, bool first)
{
    if (!first && run->sink.write(run->sink.payload, "\n", 1) != 0)
        return CF_IO;
    switch (topic->kind) {
    case CF_TOPIC_RULE: return cf_write_rule_page(&run->sink, topic->rule, &run->style);
    case CF_TOPIC_INDEX: return cf_write_index_page(&run->sink, topic, &run->style);
    case CF_TOPIC_STEP: return cf_write_step_page(&run->sink, topic, &run->style);
    case CF_TOPIC_CHART: return cf_write_chart_page(&run->sink, topic->program, &run->style);
    default: return write_city(run, topic->city, first);
    }
}

static enum cf_status write_topics(struct explaining *run, const struct cf_topic *topics,
                                   size_t count)
{
    enum cf_status status = run->json ? cf_write_explain_json_begin(&run->sink) : CF_OK;
    for (size_t i = 0; i < count && status == CF_OK; i++)
        status =
            run->json ? write_json(run, &topics[i], i == 0) : write_text(run, &topics[i], i == 0);
    if (status == CF_OK && run->json)
        status = cf_write_explain_json_end(&run->sink);
    return status;
}

static enum cf_status write_all_rules(struct explaining *run)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    if (!run->json)
        return cf_write_rule_list(&run->sink, &run->style);
    enum cf_status status = cf_write_explain_json_begin(&run->sink);
    for (size_t i = 0; i < count && status == CF_OK; i++)
        status = cf_write_explain_json_rule(&run->sink, &rules[i], i == 0);
    return status == CF_OK ? cf_write_explain_json_end(&run->sink) : status;
}

void explain_write(struct explaining *run, const struct cf_topic *topics, size_t count)
{
    if (!product_open(&run->product, run->output)) {
        run->status = EXIT_MACHINE;
        return;
    }
    run->sink = product_sink(&run->product);
    run->style = style_for(run->product.writer->descriptor, run->color);
    run->style.ascii = run->ascii;
    enum cf_status status = topics ? write_topics(run, topics, count) : write_all_rules(run);
    if (status == CF_NO_MEMORY)
        out_of_memory();
    if (status != CF_OK)
        run->status = EXIT_MACHINE;
    run->status = worse(run->status, product_close(&run->product, status == CF_OK));
}
