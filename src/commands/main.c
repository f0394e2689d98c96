#include <signal.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <clusterflow.h>

#include "commands/command.h"
#include "commands/writing.h"

const struct command *const commands[] = {
    &command_eval,   &command_compare, &command_plan,     &command_stress, &command_diff,
    &command_check,  &command_test,    &command_backtest, &command_list,   &command_explain,
    &command_schema, &command_init,    &command_complete, &command_help,   NULL,
};

static volatile sig_atomic_t interrupt;

static void note_interrupt(int number)
{
    (void)number;
    interrupt = 1;
}

bool interrupted(void)
{
    return interrupt;
}

/* A run is over before it would pay to give memory back, and each piece that is asked of the system
 * takes its time. Address space is all that this costs. */
static void set_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_TOP_PAD, 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
#endif
}

/* A closed pipe is a failed write; Ctrl-C ends the work after whole results, a second one at once.
 */
static void set_signals(void)
{
    struct sigaction action = { .sa_handler = SIG_IGN };
    sigaction(SIGPIPE, &action, NULL);
    action.sa_handler = note_interrupt;
    action.sa_flags = (int)SA_RESETHAND; /* without SA_RESTART: a blocked read comes back */
    sigaction(SIGINT, &action, NULL);
}

const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

int no_command(const char *name)
{
    const char *names[sizeof commands / sizeof *commands];
    size_t count = 0;
    for (; commands[count]; count++)
        names[count] = commands[count]->name;
    const char *near = cf_nearest(name, names, count);
    if (near)
        return usage_error("no command '%s'; did you mean '%s'?", name, near);
    return usage_error("no command '%s'", name);
}

static int run(int argc, char **argv)
{
    if (argc < 2)
        return usage_error("no command is named");
    if (strcmp(argv[1], "--version") == 0) {
        if (argc > 2)
            return usage_error("--version takes no operands");
        print("clusterflow %s\n", cf_version());
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return command_help.run(&command_help, 1, argv);
    const struct command *command = find_command(argv[1]);
    if (command)
        return command->run(command, argc - 1, argv + 1);
    if (argv[1][0] == '-')
        return usage_error("no option '%s' before a command", argv[1]);
    return no_command(argv[1]);
}

/* Every path ends here: what could not be written is an error, whatever else happened. */
int main(int argc, char **argv)
{
    set_signals();
    set_memory();
    streams_begin();
    talk_begin();
    int status = run(argc, argv);
    status = worse(status, worse(talk_end(), streams_end()));
    return interrupted() ? EXIT_INTERRUPTED : status;
}
