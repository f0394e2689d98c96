/*
 * The commands of the tool. To add one: write cmd_NAME.c with its options and its run function, and
 * add a row to the table in main.c. Help, usage and the checks of options come from these tables.
 */
#ifndef CF_COMMANDS_COMMAND_H
#define CF_COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* What the process returns, the same for every command. If several hold, the largest. */
enum exit_status {
    EXIT_DONE = 0,         /* also when a verdict is No */
    EXIT_GATE = 1,         /* a gate such as --fail-on tripped */
    EXIT_USAGE = 2,        /* the command line is wrong */
    EXIT_INPUT = 3,        /* an input is missing, unreadable or invalid */
    EXIT_MACHINE = 4,      /* a write or the memory failed */
    EXIT_INTERRUPTED = 130 /* after whole results */
};

/* One option. The table of a command ends with a row of zeros. */
struct option_spec {
    int key;          /* the letter of the short form; above 255: it has none */
    const char *name; /* the long form, without -- */
    const char
        *value; /* name of its value, by which shells complete it (complete_values.c); NULL: none */
    const char *help;         /* lines for --help */
    const char *const *words; /* the values that it may have, ends with NULL; NULL: any */
};

struct command {
    const char *name;
    const char *summary;  /* one line for `clusterflow help` */
    const char *operands; /* for the usage line */
    const char *about;    /* what it does, for --help; ends with a line break */
    const struct option_spec *options;
    int (*run)(const struct command *command, int argc, char **argv);
};

extern const struct command command_eval;
extern const struct command command_plan;
extern const struct command command_stress;
extern const struct command command_diff;
extern const struct command command_check;
extern const struct command command_test;
extern const struct command command_backtest;
extern const struct command command_compare;
extern const struct command command_list;
extern const struct command command_explain;
extern const struct command command_init;
extern const struct command command_schema;
extern const struct command command_complete;
extern const struct command command_help;

/* All commands in the order of the help; ends with NULL. */
extern const struct command *const commands[];

/* The command of that name; NULL: there is none. */
const struct command *find_command(const char *name);

/* Says that there is no such command, and which may be meant; returns EXIT_USAGE. */
int no_command(const char *name);

/* ---- options ---- */

/* Takes one option; returns false after saying what is wrong with its value (usage_error). */
typedef bool option_taker(void *settings, int key, const char *value);

/* What became of the command line. */
enum parsed { PARSED_RUN, PARSED_HELP, PARSED_WRONG };

/*
 * Reads the options of argv[1..]; moves the operands together to argv[1..*argc - 1]. Prints the
 * help for -h, and what is wrong.
 */
enum parsed parse_options(const struct command *command, int *argc, char **argv, option_taker *take,
                          void *settings);

/* A whole number from 0 to 9999; false when the text is none. */
bool parse_year(const char *text, int *year);

/* What --color takes. */
extern const char *const color_words[];

/* The number of the value of --option among `words`, which end with NULL; -1 after saying which
 * there are. */
int take_word(const char *option, const char *const *words, const char *value);

/* A list of option values as given on the command line. */
struct values {
    const char **items;
    size_t count;
};

/* Adds one; false after saying that memory failed. */
bool add_value(struct values *values, const char *value);

/* ---- help ---- */

/* The option that every command has. */
extern const struct option_spec help_option;

/* Prints the command's help. */
int print_help(const struct command *command);

/* Prints the list of the commands. */
void print_commands(void);

/* ---- talk: to standard error ---- */

/* "clusterflow: ..." with user text made visible; returns EXIT_USAGE. */
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without the pointer to --help. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says that memory has failed, once however often it does; returns EXIT_MACHINE. From then on the
 * process ends in it. */
int out_of_memory(void);

/* Nothing has failed yet, and no command is named. */
void talk_begin(void);

/* From now on usage errors point to the help of this command. The name stays the caller's. */
void talk_about(const char *command);

/* EXIT_MACHINE if memory has failed, else EXIT_DONE. */
int talk_end(void);

/* The larger of two statuses. */
int worse(int a, int b);

/* Has the user pressed Ctrl-C? */
bool interrupted(void);

#endif
