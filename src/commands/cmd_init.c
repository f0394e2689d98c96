#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/product.h"
#include "commands/shelf.h"

static int run_init(const struct command *command, int argc, char **argv);

enum { OPTION_ID = 256 };

static const struct option_spec options[] = {
    { 'c', "chart", "CHART",
      "the chart that a city or a suite is for; for a city\nit may be repeated" },
    { OPTION_ID, "id", "ID", "the id of a city or a chart; without it my_city,\nmy_chart" },
    { 'o', "output", "FILE", "write to FILE, whole or not at all" },
    { 0 },
};

const struct command command_init = {
    "init",
    "print a file to fill in",
    "city|chart|suite",
    "Prints a file to begin with. A city has every indicator that its charts need,\n"
    "by step, with its unit and the step's question, all of them not stated. A chart\n"
    "has two stages with a step each, a suite one case. All can be checked and used\n"
    "as they are.\n",
    options,
    run_init,
};

/* ---- the command line ---- */

enum { CHARTS_MOST = 16 };

struct init_run {
    const char *charts[CHARTS_MOST];
    size_t chart_count;
    const char *id, *output;

    struct places places;
    struct cf_diags *diags;
    struct what_ifs no_what_ifs;
    struct shelf shelf;
    int status;
};

static bool is_id(const char *text)
{
    return *text >= 'a' && *text <= 'z' && strlen(text) <= 64 &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(text);
}

static bool take_option(void *settings, int key, const char *value)
{
    struct init_run *run = settings;
    if (key == 'o') {
        run->output = value;
    } else if (key == OPTION_ID) {
        run->id = value;
        if (!is_id(value))
            usage_error("--id takes small letters, digits, _ and -, not '%s'", value);
        return is_id(value);
    } else if (run->chart_count == CHARTS_MOST) {
        usage_error("more than %d charts", CHARTS_MOST);
        return false;
    } else {
        run->charts[run->chart_count++] = value;
    }
    return true;
}

/* ---- a city ---- */

/* The compiled chart; it says why there is none. */
static enum cf_status find_program(struct init_run *run, const char *chart,
                                   const struct cf_program **program)
{
    size_t number;
    enum cf_status status = shelf_named(&run->shelf, chart, &number);
    if (status == CF_OK)
        *program = run->shelf.charts[number].program;
    print_diags(run->diags, 0, "auto", false);
    cf_diags_clear(run->diags);
    return status != CF_OK ? status : *program ? CF_OK : CF_INVALID;
}

static enum cf_status write_city(struct init_run *run, const struct cf_sink *sink)
{
    const struct cf_program *programs[CHARTS_MOST];
    for (size_t i = 0; i < run->chart_count; i++) {
        enum cf_status status = find_program(run, run->charts[i], &programs[i]);
        if (status != CF_OK)
            return status;
    }
    return cf_write_city_form(sink, run->id ? run->id : "my_city", programs, run->chart_count);
}

/* ---- a chart ---- */

static const char chart_form[] =
    "# Steps are walked from the first on; the first No without on_no is the bottleneck.\n"
    "clusterflow: flowchart/1\n"
    "id: %s\n"
    "title: A cluster policy\n"
    "catalog: catalog.yaml          # where the indices, units and actor classes are defined\n"
    "# sources:                     # the documents that the critical levels come from\n"
    "#   kuchiki-2007: {title: Clusters and Innovation, authors: A. Kuchiki, year: 2007}\n"
    "stages:\n"
    "  - id: agglomeration\n"
    "    title: \"Step I: Agglomeration\"\n"
    "    steps:\n"
    "      - id: universities\n"
    "        title: Universities\n"
    "        ask: Do universities exist?\n"
    "        # why: why the step stands here\n"
    "        # need: all            # or any, or a count of the criteria\n"
    "        criteria:\n"
    "          - index: universities\n"
    "            at_least: 1        # or over, at_most, under, between; is, is_not, one_of\n"
    "            basis: existence   # or source and comparator, with source and where; assumption\n"
    "        actors: [central_government, local_government]\n"
    "        # on_yes: a later step, or end\n"
    "        # on_no: a later step\n"
    "  - id: innovation\n"
    "    title: \"Step II: Innovation\"\n"
    "    steps:\n"
    "      - id: leader\n"
    "        title: Leader\n"
    "        ask: Is there a leader?\n"
    "        criteria:\n"
    "          - index: leader_exists\n"
    "            is: true\n"
    "            basis: existence\n"
    "        actors: [local_government]\n"
    "  # - use: innovation.yaml     # the stages of another flowchart file\n";

static enum cf_status write_text(const struct cf_sink *sink, char *text)
{
    if (!text)
        return CF_NO_MEMORY;
    bool written = sink->write(sink->payload, text, strlen(text)) == 0;
    free(text);
    return written ? CF_OK : CF_IO;
}

static enum cf_status write_chart(struct init_run *run, const struct cf_sink *sink)
{
    return write_text(sink, text_format(chart_form, run->id ? run->id : "my_chart"));
}

/* ---- a suite ---- */

static const char suite_form[] =
    "# What is expected of a chart; 'clusterflow test' runs the cases.\n"
    "clusterflow: suite/1\n"
    "title: What is expected of %s\n"
    "chart: %s\n"
    "# city: ../data/my_city.yaml    # for all cases: a path from the folder of this file\n"
    "cases:\n"
    "  - name: Of a place of which nothing is known nothing is said\n"
    "    indicators: {}              # or figures as in a city file, or a city of its own\n"
    "    # year: 2024\n"
    "    # set: {INDEX: VALUE}       # what if\n"
    "    # threshold: {STEP/INDEX: VALUE}\n"
    "    # source: where: note:      # what the expectation rests on\n"
    "    expect:\n"
    "      verdict: undecided\n"
    "      # first_no: a step, or none\n"
    "      # steps: {STEP: yes}      # or no, unknown\n"
    "      # values: {INDEX: {value: 15, unit: institution}}\n";

static enum cf_status write_suite(struct init_run *run, const struct cf_sink *sink)
{
    const struct cf_program *program;
    enum cf_status status = find_program(run, run->charts[0], &program);
    if (status != CF_OK)
        return status;
    const char *chart = cf_program_chart(program)->id.text;
    return write_text(sink, text_format(suite_form, chart, chart));
}

/* ---- the run ---- */

static const struct form {
    const char *word;
    enum cf_status (*write)(struct init_run *run, const struct cf_sink *sink);
    size_t charts_least, charts_most;
    bool has_id;
} forms[] = {
    { "city", write_city, 1, CHARTS_MOST, true },
    { "chart", write_chart, 0, 0, true },
    { "suite", write_suite, 1, 1, false },
};

static int write_form(struct init_run *run, const struct form *form)
{
    struct product product;
    run->diags = cf_diags_new();
    run->shelf = (struct shelf){ .places = &run->places,
                                 .diags = &run->diags,
                                 .what_ifs = &run->no_what_ifs };
    if (!run->diags || !places_find(&run->places)) {
        out_of_memory();
        return EXIT_MACHINE;
    }
    if (!product_open(&product, run->output))
        return EXIT_MACHINE;
    struct cf_sink sink = product_sink(&product);
    enum cf_status status = form->write(run, &sink);
    if (status == CF_NO_MEMORY)
        out_of_memory();
    int result = status == CF_OK ? EXIT_DONE : status == CF_INVALID ? EXIT_INPUT : EXIT_MACHINE;
    return worse(result, product_close(&product, status == CF_OK));
}

static int run_init(const struct command *command, int argc, char **argv)
{
    struct init_run run = { .status = EXIT_DONE };
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (argc != 2)
        return usage_error("init takes one kind of file: %s", command->operands);
    const struct form *form = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].word, argv[1]) == 0)
            form = &forms[i];
    if (!form)
        return usage_error("init: no kind of file '%s': write %s", argv[1], command->operands);
    if (run.chart_count < form->charts_least)
        return usage_error("init %s needs the chart that it is for: --chart", form->word);
    if (run.chart_count > form->charts_most)
        return usage_error("init %s takes %s --chart", form->word,
                           form->charts_most ? "one" : "no");
    if (run.id && !form->has_id)
        return usage_error("init %s takes no --id", form->word);
    int status = write_form(&run, form);
    shelf_release(&run.shelf);
    places_release(&run.places);
    cf_diags_free(run.diags);
    return status;
}
