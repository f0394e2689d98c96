#include <stdlib.h>

#include "commands/check_run.h"

static int run_check(const struct command *command, int argc, char **argv);

const struct command command_check = {
    "check",
    "tell every fault of catalogs, charts, cities and suites, for CI",
    "FILE|DIRECTORY...",
    "Tells what is wrong or suspicious in catalogs, flowcharts, cities and suites,\n"
    "and exits with 1 when there is an error. Of a DIRECTORY all .yaml and .yml files\n"
    "are checked, also those of the directories in it. A city is held against the\n"
    "charts that it names, a chart against its catalog. Nothing is printed when\n"
    "nothing is found.\n",
    check_options,
    run_check,
};

bool check_note_status(struct check_run *run, enum cf_status status)
{
    if (status == CF_OK || status == CF_INVALID) /* what is invalid is a finding */
        return true;
    if (status == CF_NO_MEMORY)
        out_of_memory();
    run->status = worse(run->status, EXIT_MACHINE);
    return false;
}

static bool may_go_on(const struct check_run *run)
{
    return run->status < EXIT_MACHINE && !interrupted();
}

static bool prepare(struct check_run *run)
{
    run->diags = cf_diags_new();
    run->usage = cf_usage_new();
    run->shelf =
        (struct shelf){ .places = &run->places, .diags = &run->diags, .what_ifs = &run->what_ifs };
    if (!run->diags || !run->usage || !places_find(&run->places)) {
        check_note_status(run, CF_NO_MEMORY);
        return false;
    }
    return check_open(run);
}

static void check_all(struct check_run *run, size_t count, char **operands)
{
    check_find_charts(run);
    for (size_t i = 0; i < count && may_go_on(run); i++)
        check_operand(run, operands[i]);
    if (may_go_on(run))
        check_together(run);
    if (may_go_on(run))
        check_tell(run);
    check_close(run);
}

static void release(struct check_run *run)
{
    if (run->named)
        test_files_release(run->named);
    free(run->named);
    shelf_release(&run->shelf);
    places_release(&run->places);
    names_release(&run->files);
    names_release(&run->unread);
    cf_usage_free(run->usage);
    cf_diags_free(run->diags);
    free(run->charts.items);
    free(run->reports);
    free(run->ids);
    check_settings_release(&run->settings);
}

static int run_check(const struct command *command, int argc, char **argv)
{
    struct check_run run = { .settings = CHECK_SETTINGS_INIT };
    enum parsed parsed = parse_options(command, &argc, argv, check_take_option, &run.settings);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("check: no file and no directory is named");
        parsed = PARSED_WRONG;
    }
    if (parsed == PARSED_RUN)
        run.status = check_choose_rules(&run.settings);
    if (parsed != PARSED_RUN || run.status != EXIT_DONE) {
        check_settings_release(&run.settings);
        return parsed == PARSED_HELP ? EXIT_DONE : worse(run.status, EXIT_USAGE);
    }
    if (prepare(&run))
        check_all(&run, (size_t)argc - 1, argv + 1);
    int status = run.status;
    release(&run);
    return status;
}
