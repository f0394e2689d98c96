#include "commands/command.h"

static int run_help(const struct command *command, int argc, char **argv);

static const struct option_spec no_options[] = { { 0 } };

const struct command command_help = {
    "help",      "tell about the tool or a command",
    "[COMMAND]", "Lists the commands, or tells what one of them does and which options it takes.\n",
    no_options,  run_help,
};

static bool take_nothing(void *settings, int key, const char *value)
{
    (void)settings, (void)key, (void)value;
    return false;
}

static int run_help(const struct command *command, int argc, char **argv)
{
    if (argc < 2) {
        print_commands();
        return EXIT_DONE;
    }
    enum parsed parsed = parse_options(command, &argc, argv, take_nothing, NULL);
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (argc > 2)
        return usage_error("help takes one command, not also '%s'", argv[2]);
    const struct command *about = find_command(argv[1]);
    if (!about)
        return no_command(argv[1]);
    return print_help(about);
}
