#include <stdlib.h>

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

/* ---- operands ---- */

/* A city file that was named. */
struct operand {
    const char *name;
    struct cf_city *city; /* NULL: it is refused */
};

static void note_operand(struct eval_run *run, const struct operand *operand, enum cf_status status)
{
    eval_tell(run);
    if (status == CF_NO_MEMORY || (status == CF_IO && operand->city))
        eval_note_status(run, status);
    else if (status != CF_OK && !interrupted())
        eval_refuse(run, operand->name);
}

static void load_operand(struct eval_run *run, struct operand *operand)
{
    struct file file;
    enum cf_status status = file_open(&file, operand->name, FOLDER_DATA, &run->places);
    if (status == CF_OK) {
        struct cf_input input = file_input(&file);
        status = cf_load_city(&operand->city, &input, run->diags);
        file_release(&file);
    }
    note_operand(run, operand, status);
}

static void eval_operand(struct eval_run *run, struct operand *operand)
{
    if (operand->city)
        note_operand(run, operand, eval_city(run, operand->city));
    cf_city_free(operand->city);
    operand->city = NULL;
    if (!run->what_ifs.set_count && !run->what_ifs.threshold_count) { /* else still to be told */
        cf_diags_clear(run->diags);
        run->told = 0;
    }
}

static bool may_go_on(const struct eval_run *run)
{
    return !interrupted() && run->status < EXIT_MACHINE && !run->what_ifs.faulty;
}

/* Each city by itself, so that memory does not grow with their number. */
static void eval_one_by_one(struct eval_run *run, int count, char **names)
{
    for (int i = 0; i < count && may_go_on(run); i++) {
        struct operand operand = { names[i], NULL };
        load_operand(run, &operand);
        eval_operand(run, &operand);
    }
}

/* All cities and their charts before the first result: a what-if that fits none is an error, and
 * then nothing is evaluated. */
static void eval_what_ifs(struct eval_run *run, int count, char **names)
{
    struct operand *operands = calloc((size_t)count, sizeof *operands);
    if (!operands)
        eval_note_status(run, CF_NO_MEMORY);
    for (int i = 0; operands && i < count && may_go_on(run); i++) {
        operands[i].name = names[i];
        load_operand(run, &operands[i]);
        if (operands[i].city && !run->settings.charts.count)
            eval_find_city_charts(run, operands[i].city);
        eval_tell(run);
    }
    eval_check_what_ifs(run);
    for (int i = 0; operands && i < count && may_go_on(run); i++)
        eval_operand(run, &operands[i]);
    for (int i = 0; operands && i < count; i++)
        cf_city_free(operands[i].city);
    free(operands);
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
    run->diags = cf_diags_new();
    run->shelf =
        (struct shelf){ .places = &run->places, .diags = run->diags, .what_ifs = &run->what_ifs };
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
    if (run->settings.format == FORMAT_JSON && run->results &&
        cf_write_json_end(&run->sink, run->refused, run->refused_count) != CF_OK)
        run->status = worse(run->status, EXIT_MACHINE);
    if (!run->results && run->status == EXIT_DONE && !interrupted()) {
        complain("nothing was evaluated: no city has a site");
        run->status = EXIT_INPUT;
    }
    run->status = worse(run->status, product_close(&run->product, run->results > 0));
}

static void release(struct eval_run *run)
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
        bool what_if = run.what_ifs.set_count || run.what_ifs.threshold_count;
        if (!run.settings.charts.count || run.chart_count)
            (what_if ? eval_what_ifs : eval_one_by_one)(&run, argc - 1, argv + 1);
        finish(&run);
    }
    int status = run.status;
    release(&run);
    return status;
}
