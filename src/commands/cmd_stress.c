#include <errno.h>
#include <stdlib.h>

#include "commands/eval_run.h"
#include "commands/stress_draws.h"
#include "commands/suite_cities.h"

static int run_stress(const struct command *command, int argc, char **argv);

enum { KEY_FLIPS = KEY_OWN, KEY_DRAWS, KEY_ORDER, KEY_UNKNOWN, KEY_SPREAD, KEY_SEED, KEY_AS_SUITE };

static const struct draw_settings default_draws = { 100000, 1, 0.1, 0 };
static const double most_draws = 1e15; /* which are told exactly by JSON, and as percent */

static const char *const formats[] = { "text", "markdown", "json", "jsonl", "csv", "tsv", NULL };

static const struct option_spec options[] = {
    { KEY_FLIPS, "flips", NULL,
      "which figures and levels would change the verdict if\n"
      "they were others, and from which value on" },
    { KEY_DRAWS, "draws", NULL,
      "how often each step is the first No when figures and\n"
      "levels are drawn at random; when none of these is\n"
      "named: --flips and --draws" },
    { KEY_ORDER, "order", NULL,
      "what the first No would be if neighbouring steps\n"
      "changed places" },
    { KEY_UNKNOWN, "unknown", NULL,
      "what could be if what is not known took any value,\n"
      "and what would decide most, once it is known" },
    { 'n', "count", "N", "make so many draws (default 100000)" },
    { KEY_SPREAD, "spread", "P",
      "draw critical levels within P percent of themselves\n"
      "(default 10); 0: they stay" },
    { KEY_SEED, "seed", "N", "begin the draws with this number (default 1)" },
    { 'j', "jobs", "N", "draw by so many threads (default: one a core)" },
#include "commands/eval_asking.inc"
    { KEY_AS_SUITE, "as-suite", NULL,
      "write a suite that holds the flip points: for each a\n"
      "case just inside and one just beyond" },
    { 'f', "format", "FORMAT",
      "text (default), markdown, json, jsonl (a test a\n"
      "line), csv or tsv (one part as a table)",
      formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL, "all flip points, not only the nearest" },
    { 'q', "quiet", NULL, "one line for each city: the nearest flip point" },
    { 0 },
};

const struct command command_stress = {
    "stress",
    "how firm a verdict is: what would change it, and how nearly",
    "CITY...",
    "Finds for each figure of a city and each critical level of its chart from which\n"
    "value on the verdict or the first No would be another, all else being as it is.\n"
    "Then draws figures from the sets that the city states, and levels around what\n"
    "the chart says, and counts what comes of it. Ctrl-C ends the draws.\n",
    options,
    run_stress,
};

enum { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_TSV };

/* The run of stress; `eval` comes first, since the options that are shared go there. */
struct stress_run {
    struct eval_run eval;
    bool flips, draws, order, unknown;
    bool as_suite;
    struct draw_settings drawing;
    size_t written;
    struct suite_cities cities; /* as the suite names them */
    size_t case_count;          /* of the suite, so far */
};

/* What was found out about one place, to be freed. */
struct findings {
    struct cf_stress stress;
    struct cf_flips *flips;
    struct cf_pins *pins; /* for a suite */
    struct cf_sampler *sampler;
    struct cf_draws *draws;
    struct cf_swaps *order;
    struct cf_unknowns *unknown;
};

/* ---- options ---- */

/* A whole number within bounds, in decimal digits. */
static bool take_count(const char *option, const char *value, double least, double most,
                       uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    bool digits = *value >= '0' && *value <= '9' && !*end && !errno;
    if (!digits || (double)number < least || (double)number > most) {
        usage_error("--%s takes a whole number from %.0f to %.0f, not '%s'", option, least, most,
                    value);
        return false;
    }
    *out = number;
    return true;
}

static bool take_spread(const char *value, double *out)
{
    double percent;
    if (!cf_number_parse(value, &percent) || percent < 0 || percent >= 100) {
        usage_error("--spread takes percent from 0 to below 100, not '%s'", value);
        return false;
    }
    *out = percent / 100;
    return true;
}

static bool take_threads(const char *value, unsigned *out)
{
    enum { MOST = 1024 };
    uint64_t threads;
    if (!take_count("jobs", value, 1, MOST, &threads))
        return false;
    *out = (unsigned)threads;
    return true;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct stress_run *run = payload;
    switch (key) {
    case KEY_FLIPS: return run->flips = true;
    case KEY_DRAWS: return run->draws = true;
    case KEY_ORDER: return run->order = true;
    case KEY_UNKNOWN: return run->unknown = true;
    case KEY_AS_SUITE: return run->as_suite = true;
    case KEY_SPREAD: return take_spread(value, &run->drawing.spread);
    case KEY_SEED: return take_count("seed", value, 0, most_draws, &run->drawing.seed);
    case 'n': return take_count("count", value, 1, most_draws, &run->drawing.count);
    case 'j': return take_threads(value, &run->drawing.threads);
    default: return eval_take_option(&run->eval.settings, key, value);
    }
}

/* ---- finding out ---- */

static enum cf_status find_out(struct stress_run *run, const struct cf_binding *binding,
                               const struct cf_evaluation *evaluation, struct findings *found)
{
    const struct cf_evaluate_options *asked = &run->eval.settings.options;
    enum cf_status status = CF_OK;
    if (run->flips)
        status = cf_find_flips(&found->flips, binding, evaluation->site, asked);
    if (run->as_suite && status == CF_OK)
        status = cf_pin_flips(&found->pins, found->flips, binding, evaluation->site, asked,
                              run->eval.settings.verbose > 0 ? 0 : CF_FLIPS_TOLD);
    if (run->draws && status == CF_OK)
        status = make_draws(&found->draws, &found->sampler, binding, evaluation->site, asked,
                            &run->drawing);
    if (run->order && status == CF_OK)
        status = cf_swap_steps(&found->order, binding, evaluation->site, asked);
    if (run->unknown && status == CF_OK)
        status = cf_find_unknowns(&found->unknown, binding, evaluation->site, asked);
    found->stress = (struct cf_stress){ .program = cf_binding_program(binding),
                                        .evaluation = evaluation,
                                        .flips = found->flips,
                                        .draws = found->draws,
                                        .order = found->order,
                                        .unknown = found->unknown };
    return status;
}

static void free_findings(struct findings *found, size_t count)
{
    for (size_t i = 0; found && i < count; i++) {
        cf_pins_free(found[i].pins);
        cf_flips_free(found[i].flips);
        cf_draws_free(found[i].draws);
        cf_sampler_free(found[i].sampler);
        cf_swaps_free(found[i].order);
        cf_unknowns_free(found[i].unknown);
    }
    free(found);
}

/* ---- writing ---- */

static enum cf_status write_text(struct stress_run *run, const struct cf_stress *stress, bool first)
{
    const struct cf_sink *sink = &run->eval.sink;
    if (!first && run->eval.settings.verbose >= 0 && sink->write(sink->payload, "\n", 1) != 0)
        return CF_IO;
    return cf_write_stress_text(sink, stress, &run->eval.style);
}

static enum cf_status write_rows(struct stress_run *run, const struct cf_stress *stress,
                                 enum cf_delimiter delimiter, bool first)
{
    const struct cf_sink *sink = &run->eval.sink;
    enum cf_status status = first ? cf_write_stress_rows_header(sink, stress, delimiter) : CF_OK;
    return status == CF_OK ? cf_write_stress_rows(sink, stress, delimiter) : status;
}

static enum cf_status write_cases(struct stress_run *run, const struct findings *found)
{
    const struct cf_sink *sink = &run->eval.sink;
    struct cf_suite_names names = suite_names(&run->cities);
    enum cf_status status = run->written++ ? CF_OK : cf_write_stress_suite_begin(sink);
    if (status == CF_OK)
        status = cf_write_stress_suite(sink, &found->stress, found->pins,
                                       &run->eval.settings.options, &names, &run->case_count);
    return status;
}

static enum cf_status write_stress(struct stress_run *run, const struct cf_stress *stress)
{
    const struct cf_sink *sink = &run->eval.sink;
    bool first = run->written++ == 0;
    enum cf_status status = CF_OK;
    switch (run->eval.settings.format) {
    case FORMAT_MARKDOWN: return cf_write_stress_markdown(sink, stress, &run->eval.style, first);
    case FORMAT_JSON:
        if (first)
            status = cf_write_stress_json_begin(sink);
        return status != CF_OK ? status : cf_write_stress_json(sink, stress, first);
    case FORMAT_JSONL: return cf_write_stress_jsonl(sink, stress);
    case FORMAT_CSV: return write_rows(run, stress, CF_CSV, first);
    case FORMAT_TSV: return write_rows(run, stress, CF_TSV, first);
    default: return write_text(run, stress, first);
    }
}

/* All tests of a city are made before the first is written, so that a faulty one adds nothing. */
static enum cf_status test_city(struct eval_run *eval, struct loaded *loaded,
                                struct eval_results *results)
{
    struct stress_run *run = eval->payload;
    struct findings *found = calloc(results->count + 1, sizeof *found);
    enum cf_status status = found ? CF_OK : CF_NO_MEMORY;
    if (run->as_suite && status == CF_OK)
        status = suite_add_city(&run->cities, loaded->city);
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status = find_out(run, results->bindings[i % results->binding_count], results->items[i],
                          &found[i]);
    for (size_t i = 0; i < results->count && status == CF_OK; i++) {
        eval_note_verdict(eval, results->items[i]->verdict);
        status = run->as_suite ? write_cases(run, &found[i]) : write_stress(run, &found[i].stress);
    }
    free_findings(found, results->count);
    suite_cities_clear(&run->cities);
    return status;
}

/* ---- the run ---- */

static void finish(struct stress_run *run)
{
    struct eval_run *eval = &run->eval;
    if (eval->settings.format == FORMAT_JSON && run->written && !eval->product.writer->error &&
        cf_write_json_end(&eval->sink, eval->refused, eval->refused_count) != CF_OK)
        eval->status = worse(eval->status, EXIT_MACHINE);
    if (!run->written && eval->status == EXIT_DONE && !interrupted()) {
        complain("nothing was tested: no city has a site");
        eval->status = EXIT_INPUT;
    }
    /* draws that were interrupted are whole: they say that they are partial */
    bool whole = run->written && eval->status < EXIT_MACHINE;
    eval->status = worse(eval->status, product_close(&eval->product, whole));
}

static bool is_table(const struct stress_run *run)
{
    return run->eval.settings.format == FORMAT_CSV || run->eval.settings.format == FORMAT_TSV;
}

/* The cases hold flip points of charts and cities as they are filed. */
static enum parsed check_as_suite(struct stress_run *run, int argc, char **argv)
{
    const struct eval_settings *settings = &run->eval.settings;
    if (settings->format != FORMAT_TEXT)
        usage_error("stress: --as-suite is a format of its own; leave out --format");
    else if (run->draws || run->order || run->unknown)
        usage_error("stress: --as-suite holds flip points; leave out --draws, --order and "
                    "--unknown");
    else if (settings->sets.count || settings->thresholds.count)
        usage_error("stress: --as-suite tells of charts and cities as they are filed; leave out "
                    "--set and --threshold");
    else if (!suite_names_stdin("stress", (size_t)argc - 1, argv + 1))
        return PARSED_RUN;
    return PARSED_WRONG;
}

/* What is found out when no part is named; a table has one part. */
static enum parsed choose_parts(struct stress_run *run, int argc, char **argv)
{
    unsigned parts = (unsigned)run->flips + run->draws + run->order + run->unknown;
    if (run->as_suite) {
        run->flips = true;
        return check_as_suite(run, argc, argv);
    }
    if (is_table(run) && parts > 1) {
        usage_error("stress: a table holds one part; name one of --flips, --draws, "
                    "--order and --unknown");
        return PARSED_WRONG;
    }
    if (!parts)
        run->draws = !is_table(run) && run->eval.settings.verbose >= 0;
    if (!parts)
        run->flips = true;
    return PARSED_RUN;
}

static int run_stress(const struct command *command, int argc, char **argv)
{
    struct stress_run run = { .eval = { .settings = EVAL_SETTINGS_INIT, .use = test_city },
                              .drawing = default_draws };
    run.eval.payload = &run;
    run.eval.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    run.cities.output = run.eval.settings.output;
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("stress: no city is named");
        parsed = PARSED_WRONG;
    }
    if (parsed == PARSED_RUN)
        parsed = choose_parts(&run, argc, argv);
    int status = parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (parsed == PARSED_RUN) {
        if (eval_prepare(&run.eval)) {
            eval_cities(&run.eval, (size_t)argc - 1, argv + 1);
            finish(&run);
        }
        status = run.eval.status;
    }
    eval_release(&run.eval);
    return status;
}
