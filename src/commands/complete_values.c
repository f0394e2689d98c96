/* What values and operands may be, by the names that the help gives them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/complete.h"
#include "commands/library.h"

/* What an offer is made of. */
struct offering {
    struct offers *offers;
    const struct unfinished *line;
    const char *const *words; /* of the option */
    struct library library;   /* what is found; empty before it is asked for */
    bool open;
};

static struct library *library_of(struct offering *o)
{
    if (!o->open) {
        o->open = true;
        o->offers->failed |= !library_open(&o->library);
        for (size_t i = 0; i < o->line->charts.count && !o->offers->failed; i++)
            library_add_chart(&o->library, o->line->charts.items[i]);
        if (!o->offers->failed)
            library_find_all(&o->library, o->line->charts.count == 0);
        o->offers->failed |= o->library.failed;
    }
    return &o->library;
}

/* The name by which a file is found: without folder and ending. To be freed. */
static char *short_name(const struct cf_source *source)
{
    const char *slash = strrchr(source->name, '/');
    const char *name = slash ? slash + 1 : source->name;
    size_t length = strlen(name);
    bool yaml = length > 5 && strcmp(name + length - 5, ".yaml") == 0;
    return text_format("%.*s", (int)(yaml ? length - 5 : length), name);
}

static void offer_file(struct offering *o, const struct cf_source *source, const char *title)
{
    char *name = short_name(source);
    if (name)
        offer(o->offers, "", name, title);
    else
        o->offers->failed = true;
    free(name);
}

/* ---- files ---- */

static void offer_paths(struct offering *o)
{
    offer_files(o->offers, "");
}

static void offer_cities(struct offering *o)
{
    const struct library *library = library_of(o);
    for (size_t i = 0; i < library->city_count; i++)
        offer_file(o, library->cities[i]->source, library->cities[i]->self.name);
    offer_paths(o);
}

static void offer_charts(struct offering *o)
{
    const struct library *library = library_of(o);
    for (size_t i = 0; i < library->program_count; i++) {
        const struct cf_chart *chart = cf_program_chart(library->programs[i]);
        offer_file(o, chart->source, chart->title);
    }
    offer_paths(o);
}

static bool offer_suite(void *payload, const char *name)
{
    static const char ending[] = ".suite.yaml";
    struct offering *o = payload;
    size_t length = strlen(name), tail = sizeof ending - 1;
    struct cf_source source = { .name = name };
    if (length > tail && strcmp(name + length - tail, ending) == 0)
        offer_file(o, &source, NULL);
    return !o->offers->failed;
}

/* What cannot be read cannot be offered, and a line that is being written is no place to say so. */
static void pass_over(void *payload, const char *name, int reason)
{
    struct offering *o = payload;
    (void)name;
    o->offers->failed |= reason == ENOMEM;
}

static void offer_suites(struct offering *o)
{
    struct walker walker = { offer_suite, pass_over, o };
    o->offers->failed |= !each_found_file(&library_of(o)->places, &walker);
    offer_paths(o);
}

/* ---- what is in the files ---- */

/* Whether the operands name the city, by its file. */
static bool city_is_named(struct offering *o, const struct cf_city *city)
{
    char *name = short_name(city->source);
    bool named = false;
    o->offers->failed |= !name;
    for (size_t i = 0; i < o->line->operands.count && name; i++)
        named = named || strcmp(o->line->operands.items[i], name) == 0 ||
                strcmp(o->line->operands.items[i], city->source->name) == 0;
    free(name);
    return named;
}

/* Files that the operands name by their paths, too. Returns whether any city is named. */
static bool take_in_operands(struct offering *o)
{
    struct library *library = library_of(o);
    const struct values *operands = &o->line->operands;
    bool any = false;
    for (size_t i = 0; i < operands->count; i++)
        if (strchr(operands->items[i], '/'))
            library_add_file(library, operands->items[i]);
    o->offers->failed |= library->failed;
    for (size_t i = 0; i < library->city_count; i++)
        any = any || city_is_named(o, library->cities[i]);
    return any;
}

static void offer_sites(struct offering *o)
{
    bool some = take_in_operands(o);
    const struct library *library = &o->library;
    for (size_t i = 0; i < library->city_count; i++) {
        const struct cf_city *city = library->cities[i];
        if (some && !city_is_named(o, city))
            continue;
        for (size_t j = 0; j < city->site_count; j++)
            offer(o->offers, "", city->sites[j].id.text, city->sites[j].name);
    }
}

/* Whether a city that the operands name asks for the chart. */
static bool chart_is_asked(struct offering *o, const struct cf_chart *chart)
{
    const struct library *library = &o->library;
    for (size_t i = 0; i < library->city_count; i++) {
        const struct cf_text_list *charts = &library->cities[i]->charts;
        for (size_t j = 0; j < charts->count && city_is_named(o, library->cities[i]); j++)
            if (strcmp(charts->items[j].text, chart->id.text) == 0)
                return true;
    }
    return false;
}

typedef void visit_program(struct offering *o, const struct cf_program *program);

/* The charts that the line is about: those of --chart, else of the cities, else all. */
static void each_program(struct offering *o, visit_program *visit)
{
    bool some = take_in_operands(o) && !o->line->charts.count;
    for (size_t i = 0; i < o->library.program_count; i++)
        if (!some || chart_is_asked(o, cf_program_chart(o->library.programs[i])))
            visit(o, o->library.programs[i]);
}

/* The values that an index may have, where they can be listed; `start` is written before them. */
static void offer_index_values(struct offering *o, const struct cf_index *index, const char *start)
{
    if (index->type == CF_FLAG) {
        offer(o->offers, start, "true", index->label);
        offer(o->offers, start, "false", index->label);
    }
    for (size_t i = 0; i < index->values.count; i++)
        offer(o->offers, start, index->values.items[i].text, index->label);
}

/* What is written of the word up to its last `mark`, with it; to be freed. */
static char *word_until(struct offering *o, char mark)
{
    const char *end = strrchr(o->offers->word, mark);
    char *start = text_format("%.*s", end ? (int)(end - o->offers->word + 1) : 0, o->offers->word);
    o->offers->failed |= !start;
    return start;
}

/* "INDEX=", and what may stand behind it; `start` is "STEP/" or "". */
static void offer_assignment(struct offering *o, const struct cf_index *index, const char *start)
{
    char *left = text_format("%s%s=", start, index->id.text);
    if (!left)
        o->offers->failed = true;
    else if (strncmp(o->offers->word, left, strlen(left)) == 0)
        offer_index_values(o, index, left);
    else
        offer(o->offers, "", left, index->label);
    free(left);
}

static void offer_operands_of(struct offering *o, const struct cf_program *program,
                              const struct cf_index *index, int depth)
{
    enum { DEEPEST = 8 };
    offer_assignment(o, index, "");
    for (size_t i = 0; i < index->operands.count && depth < DEEPEST; i++) {
        size_t number = cf_program_index_number(program, index->operands.items[i].text);
        if (cf_program_index(program, number))
            offer_operands_of(o, program, cf_program_index(program, number), depth + 1);
    }
}

/* What the chart asks for, and what that is derived from. */
static void offer_sets_of(struct offering *o, const struct cf_program *program)
{
    size_t count;
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &count);
    for (size_t i = 0; i < count; i++)
        offer_operands_of(o, program, cf_program_index(program, criteria[i].index), 0);
}

static void offer_sets(struct offering *o)
{
    each_program(o, offer_sets_of);
}

/* First the steps, then the indices of the one that is written. */
static void offer_thresholds_of(struct offering *o, const struct cf_program *program)
{
    size_t count, all;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &all);
    for (size_t i = 0; i < count; i++) {
        char *start = text_format("%s/", steps[i].step->id.text);
        bool written = start && strncmp(o->offers->word, start, strlen(start)) == 0;
        if (!start)
            o->offers->failed = true;
        else if (!written)
            offer(o->offers, "", start, steps[i].step->title);
        for (size_t j = 0; j < steps[i].step->criterion_count && written; j++) {
            uint32_t index = criteria[steps[i].first_criterion + j].index;
            offer_assignment(o, cf_program_index(program, index), start);
        }
        free(start);
    }
}

static void offer_thresholds(struct offering *o)
{
    each_program(o, offer_thresholds_of);
}

static void offer_indices_of(struct offering *o, const struct cf_program *program)
{
    for (size_t i = 0; i < cf_program_index_count(program); i++) {
        const struct cf_index *index = cf_program_index(program, i);
        offer(o->offers, "", index->id.text, index->label);
    }
}

static void offer_indices(struct offering *o)
{
    each_program(o, offer_indices_of);
}

static void offer_steps_of(struct offering *o, const struct cf_program *program)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    for (size_t i = 0; i < count; i++)
        offer(o->offers, "", steps[i].step->id.text, steps[i].step->title);
}

static void offer_steps(struct offering *o)
{
    each_program(o, offer_steps_of);
}

/* ---- what the tool knows ---- */

static void offer_rules(struct offering *o)
{
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    char *start = word_until(o, ','); /* a list of rules */
    for (size_t i = 0; i < count && start; i++) {
        char *family = text_format("%.*s", (int)strcspn(rules[i].id, "-"), rules[i].id);
        if (!family)
            o->offers->failed = true;
        else if (o->line->option)
            offer(o->offers, start, family, "all rules of this family");
        offer(o->offers, start, rules[i].id, rules[i].sentence);
        free(family);
    }
    free(start);
}

static void offer_command_names(struct offering *o)
{
    for (const struct command *const *command = commands; *command; command++)
        offer(o->offers, "", (*command)->name, (*command)->summary);
}

/* "FORMAT=" and then a file. */
static void offer_reports(struct offering *o)
{
    char *start = word_until(o, '=');
    if (start && *start)
        offer_files(o->offers, start);
    for (size_t i = 0; o->words && o->words[i] && start && !*start; i++)
        offer(o->offers, o->words[i], "=", NULL);
    free(start);
}

/* ---- by name ---- */

static const struct {
    const char *name;
    void (*offer)(struct offering *o);
} values[] = {
    { "CITY", offer_cities },         { "CHART", offer_charts },
    { "SUITE", offer_suites },        { "FILE", offer_paths },
    { "DIRECTORY", offer_paths },     { "SITE", offer_sites },
    { "INDEX", offer_indices },       { "STEP", offer_steps },
    { "INDEX=VALUE", offer_sets },    { "STEP/INDEX=VALUE", offer_thresholds },
    { "RULE", offer_rules },          { "COMMAND", offer_command_names },
    { "FORMAT=FILE", offer_reports }, { "OLD", offer_paths },
    { "NEW", offer_paths },
};

static bool is_small(const char *name)
{
    return *name >= 'a' && *name <= 'z';
}

void offer_values(struct offers *offers, const struct unfinished *line, const char *name,
                  const char *const *words)
{
    struct offering offering = { .offers = offers, .line = line, .words = words };
    bool known = is_small(name);
    if (known)
        offer(offers, "", name, NULL);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, name) == 0) {
            values[i].offer(&offering);
            known = true;
        }
    for (size_t i = 0; words && words[i] && !known; i++)
        offer(offers, "", words[i], NULL);
    if (offering.open)
        library_release(&offering.library);
}
