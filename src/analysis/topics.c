/* What a word means: a rule, an index, a step, a chart, a city. */
#include <clusterflow/analysis.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"

/* A search while it goes on. */
struct search {
    struct cf_arena *arena;
    const char *word;
    const struct cf_program *const *programs;
    size_t program_count;
    struct cf_topic *topics;
    size_t count, capacity;
    struct cf_suggestion suggestion;
    bool names_chart; /* the word is CHART/STEP */
};

static void add_topic(struct search *search, struct cf_topic topic)
{
    if (search->count == search->capacity) {
        size_t capacity = 2 * search->count + 4;
        struct cf_topic *topics = cf_arena_array(search->arena, capacity, sizeof *topics);
        if (!topics)
            return;
        if (search->count)
            memcpy(topics, search->topics, search->count * sizeof *topics);
        search->topics = topics;
        search->capacity = capacity;
    }
    search->topics[search->count++] = topic;
}

/* ---- words ---- */

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_words(const char *a, const char *b)
{
    while (*a && fold(*a) == fold(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* Whether the word is this id or name; notes how near it is. */
static bool is_meant(struct search *search, const char *id, const char *name)
{
    cf_suggest(&search->suggestion, id);
    if (same_words(search->word, id))
        return true;
    if (!name)
        return false;
    cf_suggest(&search->suggestion, name);
    return same_words(search->word, name);
}

/* Whether two texts are the same place of the same file, though each chart has read it itself. */
static bool same_place(const struct cf_text *a, const struct cf_text *b)
{
    const struct cf_source *one = a->pos.source, *other = b->pos.source;
    return one && other && a->pos.offset == b->pos.offset && strcmp(one->name, other->name) == 0;
}

/* ---- rules ---- */

static void find_rules(struct search *search)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (is_meant(search, rules[i].id, NULL))
            add_topic(search, (struct cf_topic){ .kind = CF_TOPIC_RULE, .rule = &rules[i] });
}

/* ---- indices ---- */

static bool has_topic_of_index(const struct search *search, const struct cf_index *index)
{
    for (size_t i = 0; i < search->count; i++)
        if (search->topics[i].index && same_place(&search->topics[i].index->id, &index->id))
            return true;
    return false;
}

static void find_indices(struct search *search)
{
    for (size_t i = 0; i < search->program_count; i++) {
        const struct cf_program *program = search->programs[i];
        for (size_t j = 0; j < cf_program_index_count(program); j++) {
            const struct cf_index *index = cf_program_index(program, j);
            if (is_meant(search, index->id.text, index->label) &&
                !has_topic_of_index(search, index))
                add_topic(search, (struct cf_topic){
                                      .kind = CF_TOPIC_INDEX, .index = index, .program = program });
        }
    }
}

static bool knows_index(const struct cf_program *program, const struct cf_index *index)
{
    for (size_t i = 0; i < cf_program_index_count(program); i++)
        if (same_place(&cf_program_index(program, i)->id, &index->id))
            return true;
    return false;
}

/* Is this index the one, or derived from it? Both are of one program, where an id is one index. */
static bool rests_on(const struct cf_index *index, const struct cf_index *operand)
{
    if (strcmp(index->id.text, operand->id.text) == 0)
        return true;
    for (size_t i = 0; i < index->operands.count; i++)
        if (strcmp(index->operands.items[i].text, operand->id.text) == 0)
            return true;
    return false;
}

/* Counts the criteria of a chart that ask for the index, and puts them into `places` unless that
 * is NULL. */
static size_t list_demands(const struct cf_program *program, const struct cf_index *index,
                           struct cf_chart_place *places)
{
    size_t step_count, criterion_count, found = 0;
    const struct cf_program_step *steps = cf_program_steps(program, &step_count);
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &criterion_count);
    if (!knows_index(program, index))
        return 0;
    for (size_t i = 0; i < step_count; i++)
        for (size_t j = 0; j < steps[i].step->criterion_count; j++) {
            size_t number = steps[i].first_criterion + j;
            if (!rests_on(cf_program_index(program, criteria[number].index), index))
                continue;
            if (places)
                places[found] = (struct cf_chart_place){ program, i, number };
            found++;
        }
    return found;
}

/* ---- steps ---- */

static bool has_topic_of_step(const struct search *search, const struct cf_step *step)
{
    for (size_t i = 0; i < search->count; i++)
        if (search->topics[i].step && same_place(&search->topics[i].step->id, &step->id))
            return true;
    return false;
}

/* The part of CHART/STEP that names the step, where it begins with the chart's id; else NULL. */
static const char *step_part(const char *word, const char *chart)
{
    size_t length = strlen(chart);
    return strncmp(word, chart, length) == 0 && word[length] == '/' ? word + length + 1 : NULL;
}

static void find_steps_of(struct search *search, const struct cf_program *program)
{
    const char *own = step_part(search->word, cf_program_chart(program)->id.text);
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    if (own) {
        search->names_chart = true;
        search->suggestion = (struct cf_suggestion){ .text = own };
    }
    for (size_t i = 0; i < count; i++) {
        const struct cf_step *step = steps[i].step;
        bool meant =
            own ? same_words(own, step->id.text) : is_meant(search, step->id.text, step->title);
        if (own)
            cf_suggest(&search->suggestion, step->id.text);
        if (meant && !has_topic_of_step(search, step))
            add_topic(search,
                      (struct cf_topic){ .kind = CF_TOPIC_STEP, .step = step, .program = program });
    }
}

/* The same for the charts in which a step stands; CHART/STEP names one of them. */
static size_t list_charts(const struct search *search, const struct cf_program *program,
                          const struct cf_step *step, struct cf_chart_place *places)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    if (search->names_chart && !step_part(search->word, cf_program_chart(program)->id.text))
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (!same_place(&steps[i].step->id, &step->id))
            continue;
        if (places)
            *places = (struct cf_chart_place){ program, i, steps[i].first_criterion };
        return 1;
    }
    return 0;
}

/* ---- where they stand ---- */

static size_t list_places(const struct search *search, const struct cf_topic *topic,
                          struct cf_chart_place *places)
{
    size_t found = 0;
    for (size_t i = 0; i < search->program_count; i++) {
        struct cf_chart_place *rest = places ? places + found : NULL;
        if (topic->index)
            found += list_demands(search->programs[i], topic->index, rest);
        else if (topic->step)
            found += list_charts(search, search->programs[i], topic->step, rest);
    }
    return found;
}

/* Counted first, so that the list is as long as it has to be. */
static void find_places(struct search *search, struct cf_topic *topic)
{
    size_t count = list_places(search, topic, NULL);
    struct cf_chart_place *places = cf_arena_array(search->arena, count, sizeof *places);
    if (!places)
        return;
    list_places(search, topic, places);
    topic->places = places;
    topic->place_count = count;
}

/* ---- all together ---- */

static void find_charts(struct search *search)
{
    for (size_t i = 0; i < search->program_count; i++) {
        const struct cf_chart *chart = cf_program_chart(search->programs[i]);
        if (is_meant(search, chart->id.text, chart->title))
            add_topic(search,
                      (struct cf_topic){ .kind = CF_TOPIC_CHART, .program = search->programs[i] });
    }
}

static void find_cities(struct search *search, const struct cf_city *const *cities, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_meant(search, cities[i]->self.id.text, cities[i]->self.name))
            add_topic(search, (struct cf_topic){ .kind = CF_TOPIC_CITY, .city = cities[i] });
}

enum cf_status cf_find_topics(struct cf_topics **out, const char *word,
                              const struct cf_program *const *programs, size_t program_count,
                              const struct cf_city *const *cities, size_t city_count)
{
    struct cf_topics *topics = cf_document_new(sizeof *topics);
    *out = NULL;
    if (!topics)
        return CF_NO_MEMORY;
    struct search search = { .arena = cf_arena_of(topics),
                             .word = word,
                             .programs = programs,
                             .program_count = program_count,
                             .suggestion = { .text = word } };
    find_rules(&search);
    find_indices(&search);
    for (size_t i = 0; i < program_count; i++)
        find_steps_of(&search, programs[i]);
    find_charts(&search);
    find_cities(&search, cities, city_count);
    for (size_t i = 0; i < search.count; i++)
        find_places(&search, &search.topics[i]);
    topics->items = search.topics;
    topics->count = search.count;
    topics->nearest = search.count ? NULL : search.suggestion.best;
    if (search.arena->failed) {
        cf_document_free(topics);
        return CF_NO_MEMORY;
    }
    *out = topics;
    return CF_OK;
}

void cf_topics_free(struct cf_topics *topics)
{
    cf_document_free(topics);
}
