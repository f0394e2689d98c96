/* The options of eval, which other commands share. */
#ifndef CF_COMMANDS_EVAL_OPTIONS_H
#define CF_COMMANDS_EVAL_OPTIONS_H

#include "commands/command.h"
#include "commands/shelf.h"

enum eval_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_JSONL };

struct eval_settings {
    struct cf_evaluate_options options;
    struct values charts, sites, sets, thresholds;
    bool all_sites;
    unsigned fail_on; /* verdicts, as bits 1u << verdict */
    enum eval_format format;
    const char *output, *color;
    bool ascii;
    int verbose;
};

#define EVAL_SETTINGS_INIT                                                                         \
    {                                                                                              \
        .options = CF_EVALUATE_OPTIONS_INIT, .color = "auto"                                       \
    }

extern const struct option_spec eval_options[];

option_taker eval_take_option;

void eval_settings_release(struct eval_settings *settings);

#endif
