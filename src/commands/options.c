#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <clusterflow.h>

#include "commands/command.h"

enum { OPTION_MOST = 40 };

/* ---- values ---- */

bool parse_year(const char *text, int *year)
{
    size_t length = strlen(text);
    if (!length || length > 4 || strspn(text, "0123456789") != length)
        return false;
    *year = (int)strtol(text, NULL, 10);
    return true;
}

const char *const color_words[] = { "auto", "always", "never", NULL };

int take_word(const char *option, const char *const *words, const char *value)
{
    char all[128] = "";
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], value) == 0)
            return i;
        strncat(all, i ? ", " : "", sizeof all - strlen(all) - 1);
        strncat(all, words[i], sizeof all - strlen(all) - 1);
    }
    usage_error("--%s takes %s, not '%s'", option, all, value);
    return -1;
}

bool add_value(struct values *values, const char *value)
{
    const char **items = realloc(values->items, (values->count + 1) * sizeof(*items));
    if (!items) {
        out_of_memory();
        return false;
    }
    values->items = items;
    values->items[values->count++] = value;
    return true;
}

/* ---- options ---- */

/* The tables as getopt_long wants them. */
struct getopt_tables {
    char letters[2 * OPTION_MOST + 2];
    struct option names[OPTION_MOST + 2];
};

static void add_option(struct getopt_tables *tables, size_t at, const struct option_spec *option)
{
    char *letters = tables->letters + strlen(tables->letters);
    tables->names[at] =
        (struct option){ option->name, option->value ? required_argument : no_argument, NULL,
                         option->key };
    if (option->key < 256)
        snprintf(letters, 3, "%c%s", option->key, option->value ? ":" : "");
}

static void make_tables(struct getopt_tables *tables, const struct option_spec *options)
{
    size_t count = 0;
    *tables = (struct getopt_tables){ .letters = ":" }; /* a missing value is told by ':' */
    for (; count < OPTION_MOST && options[count].name; count++)
        add_option(tables, count, &options[count]);
    add_option(tables, count, &help_option);
}

/* The options whose long names begin with what was written before '='; which is one of them. */
static const char *find_long(const struct getopt_tables *tables, const char *text, char *all,
                             size_t size)
{
    size_t length = strcspn(text + 2, "="), found = 0;
    const char *name = NULL;
    *all = '\0';
    for (const struct option *option = tables->names; option->name; option++) {
        if (strncmp(option->name, text + 2, length) != 0)
            continue;
        if (strlen(option->name) == length)
            return option->name;
        snprintf(all + strlen(all), size - strlen(all), "%s--%s", found++ ? ", " : "",
                 option->name);
        name = option->name;
    }
    return found == 1 ? name : NULL;
}

static void report_no_option(const struct command *command, const char *text)
{
    const char *names[OPTION_MOST];
    char name[64];
    size_t count = 0;
    for (const struct option_spec *option = command->options; option->name && count < OPTION_MOST;
         option++)
        names[count++] = option->name;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(text + 2, "="), text + 2);
    const char *near = cf_nearest(name, names, count);
    if (near)
        usage_error("%s: no option '%s'; did you mean '--%s'?", command->name, text, near);
    else
        usage_error("%s: no option '%s'", command->name, text);
}

/* getopt does not tell why it refuses a long option: it is unknown, ambiguous or has a value. */
static void report_option(const struct command *command, const struct getopt_tables *tables,
                          int key, const char *text)
{
    char all[256];
    if (key == ':')
        usage_error("%s: '%s' needs a value", command->name, text);
    else if (text[0] != '-' || text[1] != '-')
        usage_error("%s: no option '-%c'", command->name, optopt);
    else if (find_long(tables, text, all, sizeof all))
        usage_error("%s: '%s' takes no value", command->name, text);
    else if (*all)
        usage_error("%s: '%s' may be %s", command->name, text, all);
    else
        report_no_option(command, text);
}

enum parsed parse_options(const struct command *command, int *argc, char **argv, option_taker *take,
                          void *settings)
{
    struct getopt_tables tables;
    talk_about(command->name);
    make_tables(&tables, command->options);
    opterr = 0;
    optind = 0; /* begin anew, also the order of the operands */
    for (;;) {
        int at = optind ? optind : 1;
        int key = getopt_long(*argc, argv, tables.letters, tables.names, NULL);
        if (key == -1)
            break;
        if (key == 'h') {
            print_help(command);
            return PARSED_HELP;
        }
        if (key == '?' || key == ':') {
            report_option(command, &tables, key, argv[optind > at ? optind - 1 : at]);
            return PARSED_WRONG;
        }
        if (!take(settings, key, optarg))
            return PARSED_WRONG;
    }
    int operands = *argc - optind;
    memmove(argv + 1, argv + optind, (size_t)operands * sizeof *argv);
    *argc = 1 + operands;
    return PARSED_RUN;
}
