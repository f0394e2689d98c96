#include "commands/eval_run.h"

static int run_eval(const struct command *command, int argc, char **argv);

enum { KEY_EXPLAIN = KEY_OWN };

static const char *const formats[] = { "text", "json", "jsonl", "csv", "tsv", "markdown", NULL };

static const struct option_spec options[] = {
#include "commands/eval_asking.inc"
    { 'f', "format", "FORMAT",
      "text (default), json, jsonl (one result a line), csv\nor tsv (one step a line), or "
      "markdown",
      formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL,
      "show sources, margins and notes; csv, tsv: a line\nfor each criterion" },
    { 'q', "quiet", NULL, "one line for each result" },
    { KEY_EXPLAIN, "explain", NULL,
      "show every figure that was looked at, and why it was\n"
      "not used" },
    { 0 },
};

const struct command command_eval = {
    "eval",
    "walk flowcharts for cities: verdict, first No, evidence, actors",
    "CITY...",
    "Walks the flowcharts that each city file names, and reports the first \"No\", the\n"
    "bottleneck, with the actors who could clear it, and what is not known. A CITY is\n"
    "a file, '-' for standard input, or a name that is looked for in data/.\n",
    options,
    run_eval,
};

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_TSV, FORMAT_MARKDOWN };

static bool take_option(void *payload, int key, const char *value)
{
    struct eval_settings *settings = payload;
    if (key != KEY_EXPLAIN)
        return eval_take_option(settings, key, value);
    settings->verbose = 1;
    return settings->options.explain = true;
}

/* ---- writing ---- */

static enum cf_status write_json(struct eval_run *run, const struct cf_evaluation *evaluation,
                                 bool first)
{
    enum cf_status status = first ? cf_write_json_begin(&run->sink) : CF_OK;
    return status == CF_OK ? cf_write_json_result(&run->sink, evaluation, first) : status;
}

static enum cf_status write_rows(struct eval_run *run, const struct cf_evaluation *evaluation,
                                 enum cf_delimiter delimiter, bool first)
{
    enum cf_status status = CF_OK;
    if (first)
        status = cf_write_rows_header(&run->sink, delimiter, &run->style);
    return status == CF_OK ? cf_write_rows(&run->sink, evaluation, delimiter, &run->style) : status;
}

static enum cf_status write_text(struct eval_run *run, const struct cf_evaluation *evaluation,
                                 bool first)
{
    if (!first && run->settings.verbose >= 0 && run->sink.write(run->sink.payload, "\n", 1) != 0)
        return CF_IO;
    return cf_write_text(&run->sink, evaluation, &run->style);
}

static enum cf_status write_result(struct eval_run *run, const struct cf_evaluation *evaluation)
{
    size_t *written = run->payload;
    bool first = (*written)++ == 0;
    eval_note_verdict(run, evaluation->verdict);
    switch (run->settings.format) {
    case FORMAT_JSON: return write_json(run, evaluation, first);
    case FORMAT_JSONL: return cf_write_jsonl(&run->sink, evaluation);
    case FORMAT_CSV: return write_rows(run, evaluation, CF_CSV, first);
    case FORMAT_TSV: return write_rows(run, evaluation, CF_TSV, first);
    case FORMAT_MARKDOWN: return cf_write_markdown(&run->sink, evaluation, &run->style, first);
    default: return write_text(run, evaluation, first);
    }
}

/* Each city's results are written at once, so that memory does not grow with their number. */
static enum cf_status write_results(struct eval_run *run, struct loaded *loaded,
                                    struct eval_results *results)
{
    enum cf_status status = CF_OK;
    (void)loaded;
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status = write_result(run, results->items[i]);
    return status;
}

/* ---- the run ---- */

static void finish(struct eval_run *run, size_t written)
{
    if (run->settings.format == FORMAT_JSON && written && !run->product.writer->error &&
        cf_write_json_end(&run->sink, run->refused, run->refused_count) != CF_OK)
        run->status = worse(run->status, EXIT_MACHINE);
    if (!written && run->status == EXIT_DONE && !interrupted()) {
        complain("nothing was evaluated: no city has a site");
        run->status = EXIT_INPUT;
    }
    eval_close(run, written);
}

static int run_eval(const struct command *command, int argc, char **argv)
{
    size_t written = 0;
    struct eval_run run = { .settings = EVAL_SETTINGS_INIT,
                            .use = write_results,
                            .payload = &written };
    run.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run.settings);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("eval: no city is named");
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED_RUN) {
        eval_settings_release(&run.settings);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    if (eval_prepare(&run)) {
        eval_cities(&run, (size_t)argc - 1, argv + 1);
        finish(&run, written);
    }
    int status = run.status;
    eval_release(&run);
    return status;
}
