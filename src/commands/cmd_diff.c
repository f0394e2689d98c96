#include <stdlib.h>
#include <string.h>

#include "commands/diff_run.h"
#include "commands/suite_cities.h"

static int run_diff(const struct command *command, int argc, char **argv);

enum { KEY_GATE = KEY_OWN, KEY_AS_SUITE };

static const char *const gates[] = { "verdict", "first-no", NULL };
static const char *const formats[] = { "text", "json", "markdown", NULL };

static const struct option_spec options[] = {
    { 'c', "chart", "CHART",
      "walk the two versions of a city by this flowchart\n"
      "instead of its own; may be repeated" },
    { 'y', "year", "Y", "ask for the year Y instead of the file's as_of" },
    { KEY_SITES, "sites", NULL,
      "walk every site beside the city itself, as is always\ndone with versions of a city" },
    { KEY_ACCEPT, "accept", "KIND",
      "let figures of this kind answer, too: target, plan,\n"
      "opinion; may be repeated",
      eval_kinds },
    { KEY_MAX_AGE, "max-age", "N", "use no figure that is more than N years old" },
    { KEY_GATE, "fail-on", "WHAT",
      "exit with 1 if this changes for a city: verdict,\n"
      "first-no; may be repeated",
      gates },
    { KEY_AS_SUITE, "as-suite", NULL,
      "write a suite with a case for each answer that\n"
      "changed, which expects the new one" },
    { 'f', "format", "FORMAT", "text (default), json or markdown", formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL, "show also the changes on which no answer depends" },
    { 0 },
};

const struct command command_diff = {
    "diff",
    "compare two versions of a chart or of a city, by meaning",
    "OLD NEW [CITY...]",
    "Tells what changed between two versions of a flowchart, and whose verdict, first\n"
    "No, unknown steps or candidate actors change because of it, each with the change\n"
    "that is responsible: undone by itself it brings the old answer back. Without a\n"
    "CITY all cities that are found are walked. Of two versions of a city it tells\n"
    "which figures changed, and what that makes of its charts' answers. Git can call\n"
    "it as an external diff; '/dev/null' stands for no version.\n",
    options,
    run_diff,
};

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN };

static bool take_gate(struct diff_run *run, const char *value)
{
    static const enum cf_aspect aspects[] = { CF_ASPECT_VERDICT, CF_ASPECT_FIRST_NO };
    int word = take_word("fail-on", gates, value);
    if (word >= 0)
        run->fail_on |= aspects[word];
    return word >= 0;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct diff_run *run = payload;
    switch (key) {
    case KEY_GATE: return take_gate(run, value);
    case KEY_AS_SUITE: return run->as_suite = true;
    default: return eval_take_option(&run->eval.settings, key, value);
    }
}

/* ---- comparing ---- */

static const struct cf_program *program_of(const struct diff_run *run,
                                           const struct diff_version *version)
{
    return version->name ? run->eval.shelf.charts[version->chart].program : NULL;
}

static enum cf_status compare(struct diff_run *run, struct cf_difference **difference)
{
    struct cf_diff_options asked = { run->eval.settings.options, run->eval.settings.all_sites,
                                     run->all_found };
    if (run->old_version.city || run->new_version.city) {
        asked.sites = true;
        return cf_diff_cities(difference, run->old_version.city, run->new_version.city,
                              run->programs, run->program_count, &asked, run->eval.diags);
    }
    return cf_diff_charts(
        difference, program_of(run, &run->old_version), program_of(run, &run->new_version),
        (const struct cf_city *const *)run->cities, run->city_count, &asked, run->eval.diags);
}

static enum cf_status write_difference(struct diff_run *run, const struct cf_difference *difference)
{
    struct eval_run *eval = &run->eval;
    struct cf_diff_view view = { run->old_version.name, run->new_version.name, eval->refused,
                                 eval->refused_count };
    switch (eval->settings.format) {
    case FORMAT_JSON: return cf_write_difference_json(&eval->sink, difference, &view);
    case FORMAT_MARKDOWN: return cf_write_difference_markdown(&eval->sink, difference, &view);
    default: return cf_write_difference(&eval->sink, difference, &view, &eval->style);
    }
}

/* *any receives whether there is anything to hold. */
static enum cf_status write_suite(struct diff_run *run, const struct cf_difference *difference,
                                  bool *any)
{
    struct suite_cities cities = { .output = run->eval.settings.output };
    struct cf_suite_names names = suite_names(&cities);
    enum cf_status status = CF_OK;
    *any = cf_count_new_answers(difference);
    if (!*any) {
        complain("the new version gives no other answer, so there is no suite to write");
        return CF_OK;
    }
    for (size_t i = 0; i < difference->effect_count && status == CF_OK; i++)
        status = suite_add_city(&cities, difference->effects[i].city);
    *any = status == CF_OK;
    if (status == CF_OK)
        status = cf_write_difference_suite(&run->eval.sink, difference, &run->eval.settings.options,
                                           &names);
    suite_cities_clear(&cities);
    return status;
}

/* *any becomes false when there is nothing to write. */
static void compare_and_write(struct diff_run *run, bool *any)
{
    struct cf_difference *difference;
    enum cf_status status = compare(run, &difference);
    if (cf_diags_errors(run->eval.diags) && status == CF_OK)
        run->eval.status = worse(run->eval.status, EXIT_INPUT);
    eval_tell(&run->eval);
    if (status == CF_OK) {
        status =
            run->as_suite ? write_suite(run, difference, any) : write_difference(run, difference);
        if (status == CF_OK && run->by_git &&
            run->eval.sink.write(run->eval.sink.payload, "\n", 1) < 0)
            status = CF_IO; /* git writes the next file's difference right behind */
        if (cf_difference_aspects(difference) & run->fail_on)
            run->eval.status = worse(run->eval.status, EXIT_GATE);
    }
    eval_note_status(&run->eval, status);
    cf_difference_free(difference);
}

/* ---- the run ---- */

/* Cities for charts, or charts for a city; false after saying that they do not go together. */
static bool load_others(struct diff_run *run, int argc, char **argv, int first)
{
    size_t count = (size_t)(argc - first);
    bool cities = run->old_version.city || run->new_version.city;
    if (cities && count) {
        usage_error("diff: two cities are compared: name a chart with --chart, not '%s'",
                    argv[first]);
    } else if (!cities && run->eval.settings.charts.count) {
        usage_error("diff: --chart is for two versions of a city");
    } else if (!cities || !run->as_suite || !suite_names_stdin("diff", 1, argv + 2)) {
        if (cities)
            diff_load_charts(run);
        else
            diff_load_cities(run, count, argv + first);
        run->all_found = !count;
        return true;
    }
    run->eval.status = worse(run->eval.status, EXIT_USAGE);
    return false;
}

static void release_version(struct diff_version *version)
{
    file_release(&version->file);
    free(version->name);
    cf_city_free(version->city);
}

static void release(struct diff_run *run)
{
    for (size_t i = 0; i < run->city_count; i++)
        cf_city_free(run->cities[i]);
    free(run->cities);
    free(run->programs);
    release_version(&run->old_version);
    release_version(&run->new_version);
    eval_release(&run->eval);
}

/* The cases name charts by their ids and cities by their files. */
static enum parsed check_as_suite(const struct diff_run *run, int argc, char **argv, int first)
{
    if (run->eval.settings.format != FORMAT_TEXT)
        usage_error("diff: --as-suite is a format of its own; leave out --format");
    else if (run->by_git)
        usage_error("diff: --as-suite is not for git, which hands over files without names");
    else if (!suite_names_stdin("diff", (size_t)(argc - first), argv + first))
        return PARSED_RUN;
    return PARSED_WRONG;
}

static int run_diff(const struct command *command, int argc, char **argv)
{
    struct diff_run run = { .eval = { .settings = EVAL_SETTINGS_INIT } };
    int first = 0;
    run.eval.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed == PARSED_RUN && diff_tell_unmerged(argc, argv))
        parsed = PARSED_HELP;
    if (parsed == PARSED_RUN && !diff_take_operands(&run, argc, argv, &first))
        parsed = PARSED_WRONG;
    if (parsed == PARSED_RUN && run.as_suite)
        parsed = check_as_suite(&run, argc, argv, first);
    if (parsed != PARSED_RUN) {
        eval_settings_release(&run.eval.settings);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    if (eval_prepare(&run.eval)) {
        bool written = diff_load(&run) && load_others(&run, argc, argv, first);
        if (written && run.eval.status < EXIT_MACHINE && !interrupted())
            compare_and_write(&run, &written);
        eval_close(&run.eval, written);
    }
    int status = run.eval.status;
    release(&run);
    return run.by_git && status == EXIT_INPUT ? EXIT_DONE : status;
}
