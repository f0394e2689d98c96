#include <stdlib.h>

#include "commands/eval_run.h"
#include "commands/suite_cities.h"

static int run_backtest(const struct command *command, int argc, char **argv);

enum { KEY_GATE = KEY_OWN, KEY_AS_SUITE };

static const char *const gates[] = { "refuted", "not_necessary", "not_judged", NULL };
static const char *const formats[] = { "text", "json", "csv", "tsv", "markdown", NULL };

static const struct option_spec options[] = {
    { 'c', "chart", "CHART", "test this flowchart instead of the city's own;\nmay be repeated" },
    { KEY_THRESHOLD, "threshold", "STEP/INDEX=VALUE",
      "what if this were the critical level, without\ntolerance? A..B for 'between', A,B for "
      "'one_of'" },
    { KEY_ACCEPT, "accept", "KIND",
      "let figures of this kind answer, too: target, plan,\n"
      "opinion; may be repeated",
      eval_kinds },
    { KEY_MAX_AGE, "max-age", "N", "use no figure that is more than N years old" },
    { KEY_GATE, "fail-on", "JUDGEMENT",
      "exit with 1 if there is an outcome of this kind:\n"
      "refuted, not_necessary, not_judged; may be repeated",
      gates },
    { KEY_AS_SUITE, "as-suite", NULL, "write a suite with a case for each counterexample" },
    { 'f', "format", "FORMAT", "text (default), json, csv, tsv or markdown", formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL, "show the outcomes that agree, too, and every figure" },
    { 0 },
};

const struct command command_backtest = {
    "backtest",
    "hold charts against what became of cities",
    "CITY...",
    "Walks each chart for each outcome that a city file tells, in the year of the\n"
    "outcome, and compares. A chart is a sufficient condition: when all was Yes and\n"
    "the stage was not reached, that refutes it. When there was a No and the stage\n"
    "was reached, the step was not necessary, which refutes nothing. A CITY is a\n"
    "file, '-' for standard input, or a name that is looked for in data/.\n",
    options,
    run_backtest,
};

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_TSV, FORMAT_MARKDOWN };

/* A city whose outcomes are tested, with what they borrow from. */
struct held_city {
    struct cf_city *city;
    struct eval_results results;
};

struct backtest_run {
    struct cf_backtest *backtest;
    struct held_city *cities;
    size_t city_count;
    unsigned fail_on; /* judgements, as bits 1u << judgement */
    bool as_suite;
};

/* The settings of a run, and those of backtest alone. */
struct settings {
    struct eval_settings *shared;
    struct backtest_run *own;
};

static bool take_gate(struct backtest_run *own, const char *value)
{
    static const enum cf_judgement judgements[] = { CF_REFUTED, CF_NOT_NECESSARY, CF_NOT_JUDGED };
    int word = take_word("fail-on", gates, value);
    if (word >= 0)
        own->fail_on |= 1u << judgements[word];
    return word >= 0;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct settings *settings = payload;
    switch (key) {
    case KEY_GATE: return take_gate(settings->own, value);
    case KEY_AS_SUITE: return settings->own->as_suite = true;
    default: return eval_take_option(settings->shared, key, value);
    }
}

/* ---- collecting ---- */

/* Outcomes borrow from their city and its bindings: both are kept until all is written. */
static enum cf_status test_city(struct eval_run *run, struct loaded *loaded,
                                struct eval_results *results)
{
    struct backtest_run *own = run->payload;
    if (!loaded->city->outcome_count)
        return CF_OK;
    struct held_city *cities = realloc(own->cities, (own->city_count + 1) * sizeof *cities);
    if (!cities)
        return CF_NO_MEMORY;
    own->cities = cities;
    struct held_city *held = &cities[own->city_count++];
    *held = (struct held_city){ loaded->city, *results };
    loaded->city = NULL;
    *results = (struct eval_results){ 0 };
    enum cf_status status = CF_OK;
    for (size_t i = 0; i < held->results.binding_count && status == CF_OK; i++)
        status = cf_backtest_add(own->backtest, held->results.bindings[i], &run->settings.options,
                                 run->diags);
    eval_tell(run);
    return status;
}

static void release(struct backtest_run *own)
{
    cf_backtest_free(own->backtest);
    for (size_t i = 0; i < own->city_count; i++) {
        eval_results_release(&own->cities[i].results);
        cf_city_free(own->cities[i].city);
    }
    free(own->cities);
}

/* ---- writing ---- */

static size_t count_judgement(const struct cf_backtest_result *result, enum cf_judgement judgement)
{
    size_t count = 0;
    for (size_t i = 0; i < result->chart_count; i++)
        for (size_t j = 0; j < result->charts[i].outcome_count; j++)
            count += result->charts[i].outcomes[j].judgement == judgement;
    return count;
}

static enum cf_status write_suite(struct eval_run *run, const struct cf_backtest_result *result,
                                  bool *any)
{
    const struct backtest_run *own = run->payload;
    struct suite_cities cities = { .output = run->settings.output };
    struct cf_suite_names names = suite_names(&cities);
    enum cf_status status = CF_OK;
    *any = count_judgement(result, CF_REFUTED) || count_judgement(result, CF_NOT_NECESSARY);
    if (!*any) {
        complain("no outcome contradicts a chart, so there is no suite to write");
        return CF_OK;
    }
    for (size_t i = 0; i < own->city_count && status == CF_OK; i++)
        status = suite_add_city(&cities, own->cities[i].city);
    *any = status == CF_OK;
    if (status == CF_OK)
        status = cf_write_backtest_suite(&run->sink, result, &names);
    suite_cities_clear(&cities);
    return status;
}

static enum cf_status write_result(struct eval_run *run, const struct cf_backtest_result *result)
{
    switch (run->settings.format) {
    case FORMAT_JSON:
        return cf_write_backtest_json(&run->sink, result, run->refused, run->refused_count);
    case FORMAT_CSV: return cf_write_backtest_table(&run->sink, result, false);
    case FORMAT_TSV: return cf_write_backtest_table(&run->sink, result, true);
    case FORMAT_MARKDOWN: return cf_write_backtest_markdown(&run->sink, result);
    default: return cf_write_backtest(&run->sink, result, &run->style);
    }
}

static void write_all(struct eval_run *run, bool *any)
{
    struct backtest_run *own = run->payload;
    const struct cf_backtest_result *result;
    enum cf_status status = cf_backtest_finish(own->backtest, &result);
    *any = status == CF_OK && result->chart_count;
    if (status == CF_OK && !*any && run->status == EXIT_DONE && !interrupted()) {
        complain("nothing was tested: no city tells what became of a stage of its charts");
        run->status = EXIT_INPUT;
    }
    for (int i = 0; i < CF_JUDGEMENTS && *any; i++)
        if (own->fail_on >> i & 1 && count_judgement(result, (enum cf_judgement)i))
            run->status = worse(run->status, EXIT_GATE);
    if (*any)
        status = own->as_suite ? write_suite(run, result, any) : write_result(run, result);
    eval_note_status(run, status);
}

/* ---- the run ---- */

/* The cases hold what the charts say as they are filed. */
static enum parsed check_as_suite(const struct eval_settings *settings, int argc, char **argv)
{
    if (settings->format != FORMAT_TEXT)
        usage_error("backtest: --as-suite is a format of its own; leave out --format");
    else if (settings->thresholds.count || settings->options.max_age >= 0 ||
             settings->options.accept != CF_ACCEPT_DEFAULT)
        usage_error("backtest: --as-suite tells of charts as they are filed; leave out "
                    "--threshold, --accept and --max-age");
    else if (!suite_names_stdin("backtest", (size_t)argc - 1, argv + 1))
        return PARSED_RUN;
    return PARSED_WRONG;
}

static enum parsed parse(const struct command *command, int *argc, char **argv,
                         struct eval_run *run, struct backtest_run *own)
{
    struct settings settings = { &run->settings, own };
    enum parsed parsed = parse_options(command, argc, argv, take_option, &settings);
    if (parsed == PARSED_RUN && *argc < 2) {
        usage_error("backtest: no city is named");
        return PARSED_WRONG;
    }
    return parsed == PARSED_RUN && own->as_suite ? check_as_suite(&run->settings, *argc, argv)
                                                 : parsed;
}

static int run_backtest(const struct command *command, int argc, char **argv)
{
    bool any = false;
    struct backtest_run own = { 0 };
    struct eval_run run = { .settings = EVAL_SETTINGS_INIT, .use = test_city, .payload = &own };
    run.settings.formats = formats;
    enum parsed parsed = parse(command, &argc, argv, &run, &own);
    if (parsed != PARSED_RUN) {
        eval_settings_release(&run.settings);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    own.backtest = cf_backtest_new();
    if (!own.backtest)
        eval_note_status(&run, CF_NO_MEMORY);
    if (own.backtest && eval_prepare(&run)) {
        eval_cities(&run, (size_t)argc - 1, argv + 1);
        if (run.status < EXIT_MACHINE && !interrupted())
            write_all(&run, &any);
        eval_close(&run, any);
    }
    release(&own);
    eval_release(&run);
    return run.status;
}
