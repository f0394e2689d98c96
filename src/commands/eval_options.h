/*
 * The options that eval shares with other commands. A command's table takes in the rows of
 * eval_asking.inc and eval_writing.inc and has rows of its own between them: the help for --format,
 * --verbose and --quiet, which are taken here all the same, and what only this command can do.
 */
#ifndef CF_COMMANDS_EVAL_OPTIONS_H
#define CF_COMMANDS_EVAL_OPTIONS_H

#include "commands/command.h"
#include "commands/shelf.h"

/* Keys of the rows. Those of a command's own begin with KEY_OWN. */
enum {
    KEY_SITE = 256,
    KEY_SITES,
    KEY_THRESHOLD,
    KEY_ACCEPT,
    KEY_MAX_AGE,
    KEY_FAIL_ON,
    KEY_COLOR,
    KEY_ASCII,
    KEY_OWN
};

/* What --accept and --fail-on take. */
extern const char *const eval_kinds[], *const eval_verdicts[];

struct eval_settings {
    struct cf_evaluate_options options;
    struct values charts, sites, sets, thresholds;
    size_t given; /* so many of the last `sets` are --given of plan */
    bool all_sites;
    unsigned fail_on;           /* verdicts, as bits 1u << verdict */
    const char *const *formats; /* what --format takes, ends with NULL; the command's */
    unsigned format;            /* number among them */
    const char *output, *color;
    bool ascii;
    int verbose;
};

#define EVAL_SETTINGS_INIT                                                                         \
    {                                                                                              \
        .options = CF_EVALUATE_OPTIONS_INIT, .color = "auto"                                       \
    }

/* Takes a shared option; `payload` is a struct eval_settings. False also for a key that is not
 * shared. */
option_taker eval_take_option;

void eval_settings_release(struct eval_settings *settings);

#endif
