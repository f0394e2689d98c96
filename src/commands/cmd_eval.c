#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/eval_run.h"

static int run_eval(const struct command *command, int argc, char **argv);

const struct command command_eval = {
    "eval",
    "walk flowcharts for cities: verdict, first No, evidence, actors",
    "CITY...",
    "Walks the flowcharts that each city file names, and reports the first \"No\", the\n"
    "bottleneck, with the actors who could clear it, and what is not known. A CITY is\n"
    "a file, '-' for standard input, or a name that is looked for in data/.\n",
    eval_options,
    run_eval,
};

/* ---- cities ---- */

static void note_city(struct eval_run *run, const struct loaded *loaded, enum cf_status status)
{
    eval_tell(run);
    if (interrupted() && status != CF_OK)
        return;
    if (!loaded->city)
        file_complain(loaded->name, status, &loaded->fault);
    if (status == CF_NO_MEMORY || (status == CF_IO && loaded->city))
        eval_note_status(run, status);
    else if (status != CF_OK)
        eval_refuse(run, loaded->name);
}

/* Evaluates what was loaded. Its own messages come first, then those about its charts. */
static void eval_loaded(struct eval_run *run, struct loaded *loaded)
{
    if (loaded->diags)
        eval_use_diags(run, loaded->diags);
    enum cf_status status = loaded->city ? eval_city(run, loaded->city) : loaded->status;
    note_city(run, loaded, status);
    eval_use_diags(run, NULL);
    loaded_release(loaded);
}

static bool may_go_on(const struct eval_run *run)
{
    return !interrupted() && run->status < EXIT_MACHINE && !run->what_ifs.faulty;
}

/* Each city by itself, so that memory does not grow with their number. */
static void eval_one_by_one(struct eval_run *run, size_t count, char **names)
{
    for (size_t i = 0; i < count && may_go_on(run); i++) {
        struct loaded loaded;
        loaded_load(&loaded, names[i], &run->places);
        eval_loaded(run, &loaded);
    }
}

/* Many cities are loaded by several threads, while this one evaluates and writes. */
static bool eval_many(struct eval_run *run, size_t count, char **names)
{
    struct ahead *ahead = ahead_start(names, count, &run->places);
    struct loaded loaded;
    if (!ahead)
        return false;
    while (may_go_on(run) && ahead_next(ahead, &loaded))
        eval_loaded(run, &loaded);
    ahead_stop(ahead);
    return true;
}

/* All cities and their charts before the first result: a what-if that fits none is an error, and
 * then nothing is evaluated. */
static void eval_what_ifs(struct eval_run *run, size_t count, char **names)
{
    struct loaded *cities = calloc(count, sizeof *cities);
    if (!cities)
        eval_note_status(run, CF_NO_MEMORY);
    for (size_t i = 0; cities && i < count && may_go_on(run); i++) {
        loaded_load(&cities[i], names[i], &run->places);
        if (cities[i].city && cities[i].city->charts.count && !run->settings.charts.count)
            eval_find_city_charts(run, cities[i].city);
        eval_tell(run);
    }
    eval_check_what_ifs(run);
    for (size_t i = 0; cities && i < count && may_go_on(run); i++)
        eval_loaded(run, &cities[i]);
    for (size_t i = 0; cities && i < count; i++)
        loaded_release(&cities[i]);
    free(cities);
}

enum { MANY = 32 };

/* A pipe may keep a reader waiting, where Ctrl-C has to reach it. */
static bool is_special(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && !S_ISREG(about.st_mode);
}

static void eval_cities(struct eval_run *run, size_t count, char **names)
{
    bool may_block = false;
    for (size_t i = 0; i < count && count >= MANY; i++)
        may_block |= strcmp(names[i], "-") == 0 || is_special(names[i]);
    if (run->what_ifs.set_count || run->what_ifs.threshold_count)
        eval_what_ifs(run, count, names);
    else if (count < MANY || may_block || !eval_many(run, count, names))
        eval_one_by_one(run, count, names);
}

/* ---- the run ---- */

static bool prepare(struct eval_run *run)
{
    struct eval_settings *settings = &run->settings;
    run->what_ifs = (struct what_ifs){
        .sets = settings->sets.items,
        .thresholds = settings->thresholds.items,
        .set_count = settings->sets.count,
        .threshold_count = settings->thresholds.count,
        .set_used = calloc(settings->sets.count + 1, sizeof(bool)),
        .threshold_used = calloc(settings->thresholds.count + 1, sizeof(bool)),
    };
    run->diags = run->run_diags = cf_diags_new();
    run->shelf =
        (struct shelf){ .places = &run->places, .diags = &run->diags, .what_ifs = &run->what_ifs };
    if (!run->diags || !run->what_ifs.set_used || !run->what_ifs.threshold_used ||
        !places_find(&run->places)) {
        eval_note_status(run, CF_NO_MEMORY);
        return false;
    }
    if (!product_open(&run->product, settings->output)) {
        run->status = EXIT_MACHINE;
        return false;
    }
    run->sink = product_sink(&run->product);
    run->style = style_for(run->product.stream, settings->color);
    run->style.ascii = settings->ascii;
    run->style.verbose = settings->verbose;
    return true;
}

static void finish(struct eval_run *run)
{
    if (run->settings.format == FORMAT_JSON && run->results && !run->product.error &&
        cf_write_json_end(&run->sink, run->refused, run->refused_count) != CF_OK)
        run->status = worse(run->status, EXIT_MACHINE);
    if (!run->results && run->status == EXIT_DONE && !interrupted()) {
        complain("nothing was evaluated: no city has a site");
        run->status = EXIT_INPUT;
    }
    bool whole = run->results && run->status < EXIT_MACHINE && !interrupted();
    run->status = worse(run->status, product_close(&run->product, whole));
}

static void release(struct eval_run *run)
{
    shelf_release(&run->shelf);
    places_release(&run->places);
    cf_diags_free(run->run_diags);
    free(run->what_ifs.set_used);
    free(run->what_ifs.threshold_used);
    free(run->refused);
    free(run->charts);
    eval_settings_release(&run->settings);
}

static int run_eval(const struct command *command, int argc, char **argv)
{
    struct eval_run run = { .settings = EVAL_SETTINGS_INIT };
    enum parsed parsed = parse_options(command, &argc, argv, eval_take_option, &run.settings);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("eval: no city is named");
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED_RUN) {
        eval_settings_release(&run.settings);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    if (prepare(&run)) {
        eval_find_named_charts(&run);
        if (!run.settings.charts.count || run.chart_count)
            eval_cities(&run, (size_t)argc - 1, argv + 1);
        finish(&run);
    }
    int status = run.status;
    release(&run);
    return status;
}
