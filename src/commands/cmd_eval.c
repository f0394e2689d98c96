#include <stdlib.h>
#include <string.h>

#include "commands/eval_options.h"
#include "commands/product.h"

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

/* The run over all cities. */
struct run {
    struct eval_settings settings;
    struct cf_diags *diags;
    size_t told; /* messages that are printed */
    struct places places;
    struct what_ifs what_ifs;
    struct shelf shelf;
    struct product product;
    struct cf_sink sink;
    struct cf_style style;
    const char **refused;
    size_t refused_count;
    size_t *charts; /* numbers on the shelf, for the city at hand or for all */
    size_t chart_count;
    size_t results;
    int status;
};

static void note_status(struct run *run, enum cf_status status)
{
    if (status == CF_NO_MEMORY)
        complain("out of memory");
    if (status != CF_OK)
        run->status = worse(run->status,
                            status == CF_NO_MEMORY || status == CF_IO ? EXIT_MACHINE : EXIT_INPUT);
}

static void tell(struct run *run)
{
    run->told = print_diags(run->diags, run->told, run->settings.color, run->settings.ascii);
}

/* An input was left out. */
static void refuse(struct run *run, const char *name)
{
    const char **refused = realloc(run->refused, (run->refused_count + 1) * sizeof(*refused));
    run->status = worse(run->status, EXIT_INPUT);
    if (!refused) {
        note_status(run, CF_NO_MEMORY);
        return;
    }
    run->refused = refused;
    run->refused[run->refused_count++] = name;
}

/* ---- charts ---- */

static void use_chart(struct run *run, size_t number)
{
    for (size_t i = 0; i < run->chart_count; i++)
        if (run->charts[i] == number)
            return;
    size_t *charts = realloc(run->charts, (run->chart_count + 1) * sizeof *charts);
    if (!charts) {
        note_status(run, CF_NO_MEMORY);
        return;
    }
    run->charts = charts;
    run->charts[run->chart_count++] = number;
}

static void find_named_charts(struct run *run)
{
    const struct values *names = &run->settings.charts;
    for (size_t i = 0; i < names->count; i++) {
        size_t number;
        enum cf_status status = shelf_named(&run->shelf, names->items[i], &number);
        if (status != CF_OK)
            note_status(run, status);
        else if (run->shelf.charts[number].program)
            use_chart(run, number);
        else
            refuse(run, names->items[i]);
        tell(run);
    }
}

/* The charts that the city names; one that is faulty makes the city's file one that is refused. */
static bool find_city_charts(struct run *run, const struct cf_city *city)
{
    bool good = true;
    run->chart_count = 0;
    for (size_t i = 0; i < city->charts.count; i++) {
        size_t number;
        enum cf_status status = shelf_of_city(&run->shelf, city, &city->charts.items[i], &number);
        if (status != CF_OK) {
            note_status(run, status);
            good = false;
        } else if (run->shelf.charts[number].program) {
            use_chart(run, number);
        } else {
            good = false;
        }
    }
    if (!city->charts.count) {
        complain("'%s' names no charts: ask for one with --chart", city->source->name);
        good = false;
    }
    return good;
}

/* Every --set and --threshold has to mean something to one of the charts that were compiled. */
static void check_what_ifs(struct run *run)
{
    const struct what_ifs *what_ifs = &run->what_ifs;
    bool any = false;
    for (size_t i = 0; i < run->shelf.chart_count; i++)
        any = any || run->shelf.charts[i].program;
    for (size_t i = 0; i < what_ifs->set_count && any; i++)
        if (!what_ifs->set_used[i]) {
            usage_error("--set %s: no chart's catalog has this index", what_ifs->sets[i]);
            run->status = worse(run->status, EXIT_USAGE);
        }
    for (size_t i = 0; i < what_ifs->threshold_count && any; i++)
        if (!what_ifs->threshold_used[i]) {
            usage_error("--threshold %s: no chart has this step with this index",
                        what_ifs->thresholds[i]);
            run->status = worse(run->status, EXIT_USAGE);
        }
}

/* ---- evaluating one city ---- */

/* The results of one city, kept until all of them are there: a faulty city adds none. */
struct results {
    struct cf_binding **bindings; /* by chart */
    struct cf_evaluation **items;
    size_t count, capacity;
};

static bool add_result(struct results *results, struct cf_evaluation *evaluation)
{
    if (results->count == results->capacity) {
        size_t capacity = results->capacity ? results->capacity * 2 : 8;
        struct cf_evaluation **items = realloc(results->items, capacity * sizeof(*items));
        if (!items) {
            cf_evaluation_free(evaluation);
            return false;
        }
        results->items = items;
        results->capacity = capacity;
    }
    results->items[results->count++] = evaluation;
    return true;
}

static void release_results(struct results *results, size_t charts)
{
    for (size_t i = 0; i < results->count; i++)
        cf_evaluation_free(results->items[i]);
    for (size_t i = 0; i < charts && results->bindings; i++)
        cf_binding_free(results->bindings[i]);
    free(results->items);
    free(results->bindings);
}

static struct cf_program *program_at(const struct run *run, size_t chart)
{
    return run->shelf.charts[run->charts[chart]].program;
}

static enum cf_status bind_charts(struct run *run, const struct cf_city *city,
                                  struct results *results)
{
    enum cf_status result = CF_OK;
    const struct cf_program **programs = malloc((run->chart_count + 1) * sizeof(*programs));
    results->bindings = calloc(run->chart_count + 1, sizeof(*results->bindings));
    if (!programs || !results->bindings)
        result = CF_NO_MEMORY;
    for (size_t i = 0; i < run->chart_count && result != CF_NO_MEMORY; i++) {
        programs[i] = program_at(run, i);
        enum cf_status status = cf_bind(&results->bindings[i], programs[i], city, run->diags);
        if (status != CF_OK)
            result = status;
    }
    if (result != CF_NO_MEMORY) {
        enum cf_status status = cf_check_indicators(city, programs, run->chart_count, run->diags);
        result = status != CF_OK ? status : result;
    }
    free(programs);
    return result;
}

static enum cf_status evaluate_place(struct run *run, const struct cf_locality *site,
                                     struct results *results)
{
    for (size_t i = 0; i < run->chart_count; i++) {
        struct cf_evaluation *evaluation;
        enum cf_status status = cf_evaluate(&evaluation, results->bindings[i], site,
                                            &run->settings.options, run->diags);
        if (status != CF_OK)
            return status;
        if (!add_result(results, evaluation))
            return CF_NO_MEMORY;
    }
    return CF_OK;
}

static bool site_asked(const struct run *run, const struct cf_locality *site)
{
    const struct values *sites = &run->settings.sites;
    for (size_t i = 0; i < sites->count; i++)
        if (strcmp(sites->items[i], site->id.text) == 0)
            return true;
    return run->settings.all_sites;
}

static bool check_sites(struct run *run, const struct cf_city *city)
{
    bool good = true;
    for (size_t i = 0; i < run->settings.sites.count; i++) {
        size_t j = 0;
        while (j < city->site_count &&
               strcmp(city->sites[j].id.text, run->settings.sites.items[i]) != 0)
            j++;
        if (j < city->site_count)
            continue;
        complain("'%s' has no site '%s'", city->source->name, run->settings.sites.items[i]);
        good = false;
    }
    return good;
}

static enum cf_status evaluate_places(struct run *run, const struct cf_city *city,
                                      struct results *results)
{
    if (!run->settings.all_sites && !run->settings.sites.count)
        return evaluate_place(run, NULL, results);
    if (!check_sites(run, city))
        return CF_INVALID;
    for (size_t i = 0; i < city->site_count; i++) {
        enum cf_status status = CF_OK;
        if (site_asked(run, &city->sites[i]))
            status = evaluate_place(run, &city->sites[i], results);
        if (status != CF_OK)
            return status;
    }
    return CF_OK;
}

/* ---- writing ---- */

static enum cf_status write_result(struct run *run, const struct cf_evaluation *evaluation)
{
    bool first = run->results++ == 0;
    enum cf_status status = CF_OK;
    if (run->settings.fail_on >> evaluation->verdict & 1)
        run->status = worse(run->status, EXIT_GATE);
    switch (run->settings.format) {
    case FORMAT_JSON:
        if (first)
            status = cf_write_json_begin(&run->sink);
        return status != CF_OK ? status : cf_write_json_result(&run->sink, evaluation, first);
    case FORMAT_JSONL: return cf_write_jsonl(&run->sink, evaluation);
    case FORMAT_TEXT: break;
    }
    if (!first && run->settings.verbose >= 0 && run->sink.write(run->sink.payload, "\n", 1) != 0)
        return CF_IO;
    return cf_write_text(&run->sink, evaluation, &run->style);
}

static enum cf_status evaluate_city(struct run *run, const struct cf_city *city)
{
    struct results results = { 0 };
    enum cf_status status = CF_OK;
    if (!run->settings.charts.count && !find_city_charts(run, city))
        status = CF_INVALID;
    enum cf_status bound = bind_charts(run, city, &results);
    if (status == CF_OK)
        status = bound;
    if (status == CF_OK)
        status = evaluate_places(run, city, &results);
    tell(run);
    for (size_t i = 0; i < results.count && status == CF_OK; i++)
        status = write_result(run, results.items[i]);
    release_results(&results, run->chart_count);
    return status;
}

static void eval_operand(struct run *run, const char *operand)
{
    struct file file;
    struct cf_city *city = NULL;
    enum cf_status status = file_open(&file, operand, FOLDER_DATA, &run->places);
    if (status == CF_OK) {
        struct cf_input input = file_input(&file);
        status = cf_load_city(&city, &input, run->diags);
        file_release(&file);
    }
    if (status == CF_OK)
        status = evaluate_city(run, city);
    tell(run);
    if (status == CF_NO_MEMORY || (status == CF_IO && city))
        note_status(run, status);
    else if (status != CF_OK)
        refuse(run, operand);
    cf_city_free(city);
    cf_diags_clear(run->diags);
    run->told = 0;
}

/* ---- the run ---- */

static bool prepare(struct run *run)
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
    run->diags = cf_diags_new();
    run->shelf =
        (struct shelf){ .places = &run->places, .diags = run->diags, .what_ifs = &run->what_ifs };
    if (!run->diags || !run->what_ifs.set_used || !run->what_ifs.threshold_used ||
        !places_find(&run->places)) {
        note_status(run, CF_NO_MEMORY);
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

static void finish(struct run *run)
{
    if (run->settings.format == FORMAT_JSON && run->results &&
        cf_write_json_end(&run->sink, run->refused, run->refused_count) != CF_OK)
        run->status = worse(run->status, EXIT_MACHINE);
    check_what_ifs(run);
    if (!run->results && run->status == EXIT_DONE && !interrupted()) {
        complain("nothing was evaluated: no city has a site");
        run->status = EXIT_INPUT;
    }
    run->status = worse(run->status, product_close(&run->product, run->results > 0));
}

static void release(struct run *run)
{
    shelf_release(&run->shelf);
    places_release(&run->places);
    cf_diags_free(run->diags);
    free(run->what_ifs.set_used);
    free(run->what_ifs.threshold_used);
    free(run->refused);
    free(run->charts);
    eval_settings_release(&run->settings);
}

static int run_eval(const struct command *command, int argc, char **argv)
{
    struct run run = { .settings = EVAL_SETTINGS_INIT };
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
        find_named_charts(&run);
        bool usable = !run.settings.charts.count || run.chart_count;
        for (int i = 1; i < argc && usable && !interrupted() && run.status < EXIT_MACHINE; i++)
            eval_operand(&run, argv[i]);
        finish(&run);
    }
    int status = run.status;
    release(&run);
    return status;
}
