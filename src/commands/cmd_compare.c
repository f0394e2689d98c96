#include <stdlib.h>
#include <string.h>

#include "commands/compare_run.h"

static int run_compare(const struct command *command, int argc, char **argv);

enum { KEY_BY = KEY_OWN, KEY_VALUES, KEY_PEERS, KEY_TRANSPOSE };

static const char *const columns[] = { "city", "site", "year", "chart", NULL };
static const char *const formats[] = { "text", "json", "csv", "tsv", "markdown", NULL };

static const struct option_spec options[] = {
    { KEY_BY, "by", "WHAT",
      "what stands side by side: city (default), site, year\n"
      "or chart",
      columns },
    { KEY_VALUES, "values", NULL, "show the figures, with the critical levels" },
    { KEY_PEERS, "peers", "CITY",
      "tell who cleared the step at which this city stops,\n"
      "by its id or as it is named" },
    { KEY_TRANSPOSE, "transpose", NULL, "put the steps side by side, and the rest below" },
#include "commands/eval_asking.inc"
    { 'f', "format", "FORMAT", "text (default), json, csv, tsv or markdown", formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL, "cut no line short, and name the places in the\nsources" },
    { 'q', "quiet", NULL, "one line for each column, in the order of the\nranking" },
    { 0 },
};

const struct command command_compare = {
    "compare",
    "put cities, sites, years or charts side by side, and rank them",
    "CITY...",
    "Walks flowcharts as eval does, and puts the answers side by side: each step with\n"
    "the cities, the sites, the years or the charts. Cities and sites are ranked by\n"
    "how far their walk gets. By year it tells when the bottleneck moved, and what\n"
    "moved it; --year may be repeated then, to choose the years.\n",
    options,
    run_compare,
};

/* ---- options ---- */

static bool take_by(struct compare_run *run, const char *value)
{
    int by = take_word("by", columns, value);
    if (by >= 0)
        run->by = (enum cf_compare_by)by;
    return by >= 0;
}

/* Of several years each is a column; the last one is what the shared option holds. */
static bool take_year(struct compare_run *run, const char *value)
{
    int *years = realloc(run->years, (run->year_count + 1) * sizeof *years);
    if (!years) {
        out_of_memory();
        run->eval.status = EXIT_MACHINE;
        return false;
    }
    run->years = years;
    if (!eval_take_option(&run->eval.settings, 'y', value))
        return false;
    run->years[run->year_count++] = run->eval.settings.options.year;
    return true;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct compare_run *run = payload;
    switch (key) {
    case KEY_BY: return take_by(run, value);
    case KEY_VALUES: return run->view.values = true;
    case KEY_TRANSPOSE: return run->view.transpose = true;
    case KEY_PEERS: run->peers = value; return true;
    case 'y': return take_year(run, value);
    default: return eval_take_option(&run->eval.settings, key, value);
    }
}

/* What options do not go together, and what follows from one for others. */
static bool settle_options(struct compare_run *run)
{
    struct eval_settings *settings = &run->eval.settings;
    bool ranks = run->by == CF_BY_CITY || run->by == CF_BY_SITE;
    if (run->year_count > 1 && run->by != CF_BY_YEAR)
        return usage_error("compare: several years go with --by year only"), false;
    if (run->peers && !ranks)
        return usage_error("compare: --peers goes with --by city or --by site only"), false;
    if (run->by == CF_BY_SITE && !settings->sites.count)
        settings->all_sites = true;
    return true;
}

/* ---- the run ---- */

static int give_up(struct compare_run *run, enum parsed parsed)
{
    eval_settings_release(&run->eval.settings);
    free(run->years);
    return parsed == PARSED_HELP ? EXIT_DONE : worse(EXIT_USAGE, run->eval.status);
}

static int run_compare(const struct command *command, int argc, char **argv)
{
    struct compare_run run = { .eval = { .settings = EVAL_SETTINGS_INIT, .use = compare_keep } };
    run.eval.payload = &run;
    run.eval.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("compare: no city is named");
        parsed = PARSED_WRONG;
    }
    if (parsed == PARSED_RUN && !settle_options(&run))
        parsed = PARSED_WRONG;
    if (parsed != PARSED_RUN)
        return give_up(&run, parsed);
    if (eval_prepare(&run.eval)) {
        eval_cities(&run.eval, (size_t)argc - 1, argv + 1);
        compare_write(&run);
    }
    int status = run.eval.status;
    compare_release(&run);
    return status;
}
