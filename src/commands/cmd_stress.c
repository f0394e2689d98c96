#include <stdlib.h>

#include "commands/eval_run.h"

static int run_stress(const struct command *command, int argc, char **argv);

enum { KEY_FLIPS = KEY_OWN };

static const char *const formats[] = { "text", "markdown", "json", "jsonl", "csv", "tsv", NULL };

static const struct option_spec options[] = {
    { KEY_FLIPS, "flips", NULL,
      "which figures and levels would change the verdict if\n"
      "they were others, and from which value on" },
#include "commands/eval_asking.inc"
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
    "value on the verdict or the first No would be another, all else being as it is.\n",
    options,
    run_stress,
};

enum { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_TSV };

/* The run of stress; `eval` comes first, since the options that are shared go there. */
struct stress_run {
    struct eval_run eval;
    bool flips;
    size_t written;
};

/* What was found out about one place, to be freed. */
struct findings {
    struct cf_stress stress;
    struct cf_flips *flips;
};

static bool take_option(void *payload, int key, const char *value)
{
    struct stress_run *run = payload;
    switch (key) {
    case KEY_FLIPS: return run->flips = true;
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
    found->stress = (struct cf_stress){ .program = cf_binding_program(binding),
                                        .evaluation = evaluation,
                                        .flips = found->flips };
    return status;
}

static void free_findings(struct findings *found, size_t count)
{
    for (size_t i = 0; found && i < count; i++)
        cf_flips_free(found[i].flips);
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
    (void)loaded;
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status = find_out(run, results->bindings[i % results->binding_count], results->items[i],
                          &found[i]);
    for (size_t i = 0; i < results->count && status == CF_OK; i++) {
        eval_note_verdict(eval, results->items[i]->verdict);
        status = write_stress(run, &found[i].stress);
    }
    free_findings(found, results->count);
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
    eval_close(eval, run->written);
}

/* Without a word about it all that takes no choice is found out. */
static void choose_parts(struct stress_run *run)
{
    run->flips = true;
}

static int run_stress(const struct command *command, int argc, char **argv)
{
    struct stress_run run = { .eval = { .settings = EVAL_SETTINGS_INIT, .use = test_city } };
    run.eval.payload = &run;
    run.eval.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("stress: no city is named");
        parsed = PARSED_WRONG;
    }
    int status = parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (parsed == PARSED_RUN) {
        choose_parts(&run);
        if (eval_prepare(&run.eval)) {
            eval_cities(&run.eval, (size_t)argc - 1, argv + 1);
            finish(&run);
        }
        status = run.eval.status;
    }
    eval_release(&run.eval);
    return status;
}
