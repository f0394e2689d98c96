/* The options of check, and which rules they choose. */
#ifndef CF_COMMANDS_CHECK_OPTIONS_H
#define CF_COMMANDS_CHECK_OPTIONS_H

#include <clusterflow.h>

#include "commands/command.h"

/* A report beside the product. */
struct report_request {
    enum cf_findings_format format;
    const char *path;
};

struct check_settings {
    struct values charts, only, skip; /* only and skip: as written, with commas */
    struct report_request *reports;
    size_t report_count;
    bool strict;
    enum cf_findings_format format;
    const char *output, *color;
    bool ascii, verbose;
    bool *chosen; /* by the number of the rule, once check_choose_rules has been called */
};

#define CHECK_SETTINGS_INIT                                                                        \
    {                                                                                              \
        .color = "auto"                                                                            \
    }

extern const struct option_spec check_options[];

option_taker check_take_option;

/* Makes `chosen` of --only and --skip. Returns an exit status, after saying what is wrong. */
int check_choose_rules(struct check_settings *settings);

void check_settings_release(struct check_settings *settings);

#endif
