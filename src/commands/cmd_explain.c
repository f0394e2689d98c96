#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/explaining.h"

static int run_explain(const struct command *command, int argc, char **argv);

enum { KEY_COLOR = 256, KEY_ASCII };

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { 'c', "chart", "CHART", "look in this flowchart alone; may be repeated" },
    { 'f', "format", "FORMAT", "text (default) or json", formats },
    { 'o', "output", "FILE", "write to FILE, which appears when it is whole" },
    { KEY_COLOR, "color", "WHEN", "auto (default), always or never", color_words },
    { KEY_ASCII, "ascii", NULL, "no symbols and lines beyond ASCII" },
    { 0 },
};

const struct command command_explain = {
    "explain",
    "tell what a rule, index, step, chart or city is",
    "[RULE|INDEX|STEP|CHART|CITY]",
    "Tells in words what a rule asks for and how to silence it, what an index\n"
    "measures and who asks for it, what a step needs and where it leads, what a\n"
    "chart asks and what a city file holds. Each goes by its id or its title; a step\n"
    "also by CHART/STEP, a chart or a city by its file. Without a word: all rules.\n",
    options,
    run_explain,
};

/* ---- options ---- */

static bool take_format(struct explaining *run, const char *value)
{
    int format = take_word("format", formats, value);
    run->json = format == 1;
    return format >= 0;
}

static bool take_color(struct explaining *run, const char *value)
{
    run->color = value;
    return take_word("color", color_words, value) >= 0;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct explaining *run = payload;
    switch (key) {
    case 'c': return add_value(&run->charts, value);
    case 'f': return take_format(run, value);
    case 'o': run->output = value; return true;
    case KEY_COLOR: return take_color(run, value);
    case KEY_ASCII: return run->ascii = true;
    default: return false;
    }
}

/* ---- looking up ---- */

void explain_tell(struct explaining *run)
{
    run->told = print_diags(run->library.diags, run->told, run->color, run->ascii);
}

/* Does the word name a file rather than a thing? */
static bool is_path(const char *word)
{
    size_t length = strlen(word);
    return strcmp(word, "-") == 0 || strchr(word, '/') ||
           (length > 5 && strcmp(word + length - 5, ".yaml") == 0);
}

static void explain_only_thing(struct explaining *run)
{
    const struct library *library = &run->library;
    struct cf_topic topic = { .kind = CF_TOPIC_CHART };
    if (library->failed) {
        run->status = out_of_memory();
        return;
    }
    if (library->program_count)
        topic.program = library->programs[0];
    else if (library->city_count)
        topic = (struct cf_topic){ .kind = CF_TOPIC_CITY, .city = library->cities[0] };
    if (topic.program || topic.city)
        explain_write(run, &topic, 1);
    else
        run->status = EXIT_INPUT;
}

/* The chart or city in a file of that name; false: there is no such file. */
static bool explain_file(struct explaining *run, const char *path)
{
    enum taken taken = is_path(path) ? library_add_file(&run->library, path) : TAKEN_NOT_FOUND;
    explain_tell(run);
    if (taken == TAKEN_OR_FAULTY)
        explain_only_thing(run);
    if (taken == TAKEN_OTHER_KIND) {
        complain("'%s' is neither a flowchart nor a city", path);
        run->status = EXIT_INPUT;
    }
    return taken != TAKEN_NOT_FOUND;
}

/* Files with faults are passed over: what they say of the word is not told. */
static void tell_faulty(struct explaining *run)
{
    for (size_t i = 0; i < run->library.faulty.count; i++) {
        complain("'%s' has faults and is passed over: see 'clusterflow check'",
                 run->library.faulty.items[i]);
        run->status = worse(run->status, EXIT_INPUT);
    }
    for (size_t i = 0; i < run->library.unread.count; i++) {
        complain("'%s' cannot be read and is passed over", run->library.unread.items[i]);
        run->status = worse(run->status, EXIT_INPUT);
    }
}

/* False: a chart to look in cannot be had. */
static bool fill_library(struct explaining *run)
{
    bool good = true;
    for (size_t i = 0; i < run->charts.count; i++)
        good = library_add_chart(&run->library, run->charts.items[i]) && good;
    explain_tell(run);
    if (good)
        library_find_all(&run->library, run->charts.count == 0);
    run->told = cf_diags_count(run->library.diags); /* tell_faulty is enough */
    return good;
}

static void complain_of_nothing(const char *word, const char *nearest)
{
    const char *problem = "no rule, index, step, chart or city is called";
    if (nearest)
        complain("%s '%s'; did you mean '%s'?", problem, word, nearest);
    else
        complain("%s '%s'; 'clusterflow list' tells the charts and cities", problem, word);
}

static void explain_word(struct explaining *run, const char *word)
{
    struct cf_topics *topics = NULL;
    struct library *library = &run->library;
    if (!fill_library(run) && !library->failed) {
        run->status = EXIT_INPUT;
        return;
    }
    enum cf_status status =
        library->failed
            ? CF_NO_MEMORY
            : cf_find_topics(&topics, word, library->programs, library->program_count,
                             (const struct cf_city *const *)library->cities, library->city_count);
    if (status != CF_OK) {
        run->status = out_of_memory();
        return;
    }
    bool rule_alone = topics->count == 1 && topics->items[0].rule;
    if (!rule_alone)
        tell_faulty(run);
    if (topics->count)
        explain_write(run, topics->items, topics->count);
    else
        complain_of_nothing(word, topics->nearest);
    if (!topics->count)
        run->status = worse(run->status, EXIT_INPUT);
    cf_topics_free(topics);
}

static int run_explain(const struct command *command, int argc, char **argv)
{
    struct explaining run = { .color = "auto" };
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed == PARSED_RUN && argc > 2) {
        usage_error("explain takes one word, not also '%s'; quote a title of several", argv[2]);
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED_RUN) {
        run.status = parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    } else if (!library_open(&run.library)) {
        run.status = out_of_memory();
    } else if (argc < 2) {
        explain_write(&run, NULL, 0);
    } else if (!explain_file(&run, argv[1])) {
        explain_word(&run, argv[1]);
    }
    library_release(&run.library);
    free(run.charts.items);
    return run.status;
}
