#include <stdlib.h>
#include <string.h>

#include "commands/test_run.h"

static int run_test(const struct command *command, int argc, char **argv);

enum {
    KEY_FILTER = 256,
    KEY_UPDATE,
    KEY_COVERAGE,
    KEY_MIN_COVERAGE,
    KEY_GENERATE,
    KEY_COLOR,
    KEY_ASCII
};

static const char *const formats[] = { "text", "json", "junit", NULL };

static const struct option_spec options[] = {
    { KEY_FILTER, "filter", "TEXT", "run the cases with TEXT in their names" },
    { KEY_UPDATE, "update", NULL,
      "rewrite the expectations that are not met to what\n"
      "came, and nothing else in the files" },
    { KEY_COVERAGE, "coverage", NULL,
      "tell which answers and routes of the charts came\n"
      "about in the cases" },
    { KEY_MIN_COVERAGE, "min-coverage", "N",
      "exit with 1 if less than N percent of what can come\n"
      "about in a chart did" },
    { KEY_GENERATE, "generate", "CHART",
      "run nothing, but print a suite of this flowchart:\n"
      "cases below, on and above each critical level" },
    { 'f', "format", "FORMAT", "text (default), json or junit", formats },
    { 'o', "output", "FILE", "write to FILE, which appears when it is whole" },
    { KEY_COLOR, "color", "WHEN", "auto (default), always or never", color_words },
    { KEY_ASCII, "ascii", NULL, "no symbols and lines beyond ASCII" },
    { 'q', "quiet", NULL, "only what does not pass, and the last line" },
    { 0 },
};

const struct command command_test = {
    "test",
    "hold charts against the results that suites expect",
    "SUITE|DIRECTORY...",
    "Runs the cases of suites: each walks a chart for a city, or for figures of its\n"
    "own, and states what has to come out. Of a DIRECTORY all suites are run, also\n"
    "those of the directories in it. Exits with 1 when a case fails.\n",
    options,
    run_test,
};

/* ---- options ---- */

static bool take_format(struct test_settings *settings, const char *value)
{
    int format = take_word("format", formats, value);
    if (format >= 0)
        settings->format = (enum test_format)format;
    return format >= 0;
}

static bool take_color(struct test_settings *settings, const char *value)
{
    settings->color = value;
    return take_word("color", color_words, value) >= 0;
}

static bool take_min_coverage(struct test_settings *settings, const char *value)
{
    settings->coverage = true;
    if (parse_year(value, &settings->min_coverage) && settings->min_coverage <= 100)
        return true;
    usage_error("--min-coverage takes a number from 0 to 100, not '%s'", value);
    return false;
}

static bool take_option(void *payload, int key, const char *value)
{
    struct test_settings *settings = payload;
    switch (key) {
    case KEY_FILTER: settings->filter = value; return true;
    case KEY_UPDATE: return settings->update = true;
    case KEY_COVERAGE: return settings->coverage = true;
    case KEY_MIN_COVERAGE: return take_min_coverage(settings, value);
    case KEY_GENERATE: settings->generate = value; return true;
    case 'f': return take_format(settings, value);
    case 'o': settings->output = value; return true;
    case KEY_COLOR: return take_color(settings, value);
    case KEY_ASCII: return settings->ascii = true;
    case 'q': return settings->quiet = true;
    default: return false;
    }
}

/* ---- the run ---- */

bool test_note_status(struct test_run *run, enum cf_status status)
{
    if (status == CF_OK || status == CF_INVALID)
        return true;
    if (status == CF_NO_MEMORY)
        out_of_memory();
    run->status = worse(run->status, EXIT_MACHINE);
    return false;
}

static bool may_go_on(const struct test_run *run)
{
    return run->status < EXIT_MACHINE && !interrupted();
}

static void count_results(struct test_run *run, size_t *cases)
{
    *cases = 0;
    for (size_t i = 0; i < run->suite_count; i++)
        for (size_t j = 0; j < run->suites[i].count; j++) {
            enum cf_case_state state = run->suites[i].results[j]->state;
            (*cases)++;
            if (state == CF_CASE_FAILED)
                run->status = worse(run->status, EXIT_GATE);
            else if (state == CF_CASE_FAULTY)
                run->status = worse(run->status, EXIT_INPUT);
        }
}

/* Nothing that ran is no success. */
static void complain_of_nothing(struct test_run *run)
{
    if (run->status != EXIT_DONE || interrupted())
        return;
    if (run->settings.filter)
        complain("no test: no case has '%s' in its name", run->settings.filter);
    else
        complain("no test: there is no case");
    run->status = EXIT_INPUT;
}

/* ---- the report ---- */

/* The gate of --min-coverage. */
static void check_coverage(struct test_run *run, const struct cf_coverage *coverage)
{
    for (size_t i = 0; i < coverage->chart_count; i++) {
        const struct cf_chart_coverage *chart = &coverage->charts[i];
        if (chart->covered * 100 >= chart->possible * (size_t)run->settings.min_coverage)
            continue;
        complain("coverage of '%s' is %zu of %zu, less than %d %%",
                 cf_program_chart(chart->program)->id.text, chart->covered, chart->possible,
                 run->settings.min_coverage);
        run->status = worse(run->status, EXIT_GATE);
    }
}

static enum cf_status write_report(struct test_run *run, const struct cf_sink *sink, int descriptor,
                                   const struct cf_tested_suite *suites)
{
    struct cf_test_report report = { .suites = suites,
                                     .suite_count = run->suite_count,
                                     .refused = (const char *const *)run->refused.items,
                                     .refused_count = run->refused.count };
    if (run->coverage) {
        enum cf_status status = cf_coverage_finish(run->coverage, &report.coverage);
        if (status != CF_OK)
            return status;
        check_coverage(run, report.coverage);
    }
    struct cf_style style = style_for(descriptor, run->settings.color);
    style.ascii = run->settings.ascii;
    style.verbose = run->settings.quiet ? -1 : 0;
    switch (run->settings.format) {
    case TEST_JSON: return cf_write_test_json(sink, &report);
    case TEST_JUNIT: return cf_write_test_junit(sink, &report);
    case TEST_TEXT: break;
    }
    return cf_write_test_text(sink, &report, &style);
}

/* Files are replaced when the report is made and nothing can fail any more for want of memory, but
 * before it is written: a reader of it who goes away does not keep them from it. */
static enum cf_status report_to(struct test_run *run, struct product *product,
                                const struct cf_tested_suite *suites)
{
    struct kept_bytes report = { 0 };
    struct cf_sink keep = kept_sink(&report), sink = product_sink(product);
    enum cf_status status = write_report(run, &keep, product->writer->descriptor, suites);
    for (size_t i = 0; i < run->suite_count && status == CF_OK && may_go_on(run); i++)
        test_suite_replace(run, &run->suites[i]);
    if (status == CF_OK && report.length && run->status < EXIT_MACHINE)
        sink.write(sink.payload, report.bytes, report.length); /* told when it is closed */
    free(report.bytes);
    return status == CF_IO ? CF_NO_MEMORY : status;
}

static void report(struct test_run *run)
{
    struct product product;
    struct cf_tested_suite *suites = calloc(run->suite_count, sizeof *suites);
    if (!suites) {
        test_note_status(run, CF_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < run->suite_count; i++)
        suites[i] = (struct cf_tested_suite){ run->suites[i].suite, run->suites[i].diags,
                                              run->suites[i].told, run->suites[i].count };
    if (product_open(&product, run->settings.output)) {
        test_note_status(run, report_to(run, &product, suites));
        run->status = worse(run->status, product_close(&product, may_go_on(run)));
    } else {
        run->status = worse(run->status, EXIT_MACHINE);
    }
    free(suites);
}

static void test_all(struct test_run *run, size_t count, char **operands)
{
    size_t cases;
    for (size_t i = 0; i < count && may_go_on(run); i++)
        test_operand(run, operands[i]);
    for (size_t i = 0; i < run->suite_count && may_go_on(run); i++)
        test_suite_run(run, &run->suites[i]);
    for (size_t i = 0; i < run->suite_count && may_go_on(run) && run->settings.update; i++)
        test_suite_update(run, &run->suites[i]);
    count_results(run, &cases);
    if (run->status >= EXIT_MACHINE)
        return;
    if (cases)
        report(run);
    else
        complain_of_nothing(run);
}

/* ---- making a suite ---- */

static enum cf_status write_made(struct test_run *run, const struct cf_program *program)
{
    struct cf_made_suite *suite;
    struct product product;
    enum cf_status status = cf_make_suite(&suite, program);
    if (status != CF_OK)
        return status;
    if (product_open(&product, run->settings.output)) {
        struct cf_sink sink = product_sink(&product);
        status = cf_write_made_suite(&sink, suite);
        run->status = worse(run->status, product_close(&product, status == CF_OK));
    } else {
        run->status = worse(run->status, EXIT_MACHINE);
    }
    cf_made_suite_free(suite);
    return status;
}

static void generate(struct test_run *run)
{
    size_t number;
    struct shelf *shelf = &run->files.shelf;
    enum cf_status status = shelf_named(shelf, run->settings.generate, &number);
    print_diags(run->files.said, 0, run->settings.color, run->settings.ascii);
    if (status == CF_OK && shelf->charts[number].program)
        status = write_made(run, shelf->charts[number].program);
    else if (status == CF_OK)
        run->status = worse(run->status, EXIT_INPUT);
    test_note_status(run, status);
}

/* ---- all of it ---- */

static void release(struct test_run *run)
{
    for (size_t i = 0; i < run->suite_count; i++)
        test_suite_release(run, &run->suites[i]);
    free(run->suites);
    names_release(&run->names);
    names_release(&run->refused);
    test_files_release(&run->files);
    cf_coverage_free(run->coverage);
    cf_diags_free(run->diags);
}

/* What is wrong with the operands, told; false: nothing. */
static bool misuse(const struct test_run *run, int argc, char **argv)
{
    if (run->settings.generate && argc > 1)
        return usage_error("test: --generate takes no suite");
    if (!run->settings.generate && argc < 2)
        return usage_error("test: no suite and no directory is named");
    for (int i = 1; i < argc && run->settings.update; i++)
        if (strcmp(argv[i], "-") == 0)
            return usage_error("test: --update cannot rewrite standard input");
    return false;
}

static int run_test(const struct command *command, int argc, char **argv)
{
    struct test_run run = { .settings = { .color = "auto", .min_coverage = 0 } };
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run.settings);
    if (parsed == PARSED_RUN && misuse(&run, argc, argv))
        parsed = PARSED_WRONG;
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    run.diags = cf_diags_new();
    run.coverage = run.settings.coverage ? cf_coverage_new() : NULL;
    bool ready = test_files_init(&run.files) && run.diags;
    if (!ready || (run.settings.coverage && !run.coverage))
        test_note_status(&run, CF_NO_MEMORY);
    else if (run.settings.generate)
        generate(&run);
    else
        test_all(&run, (size_t)argc - 1, argv + 1);
    int status = run.status;
    release(&run);
    return status;
}
