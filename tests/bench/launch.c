/*
 * Times commands against each other: launch ROUNDS <commands
 *
 * Each line of standard input is a command: a label, the program and its arguments, with tabs
 * between. Each round runs every command once, in turn, so that what else the machine does falls on
 * all of them alike. A first round is not counted.
 *
 * Prints a line for each command: label, median, least and ninth-decile wall time in milliseconds,
 * median processor time of all its threads in milliseconds, peak memory in KiB (the greatest of all
 * rounds), exit status (or 128 + the signal), with tabs between. What the commands print is thrown
 * away.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct command {
    char *label;
    char **argv;
    double *wall, *processor; /* milliseconds, one for each round */
    long peak;                /* KiB */
    int status;
};

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        die("launch");
    return memory;
}

/* Reads one command from its line, which it keeps. */
static struct command read_command(char *line, size_t rounds)
{
    struct command command = { 0 };
    size_t count = 1;
    line[strcspn(line, "\n")] = '\0';
    for (const char *p = line; *p != '\0'; p++)
        count += *p == '\t';
    command.argv = allocate(count, sizeof *command.argv);
    command.wall = allocate(rounds, sizeof *command.wall);
    command.processor = allocate(rounds, sizeof *command.processor);
    command.label = strtok(line, "\t");
    for (size_t i = 0; i < count; i++)
        command.argv[i] = strtok(NULL, "\t"); /* the last is NULL */
    if (command.argv[0] == NULL) {
        fprintf(stderr, "launch: a line needs a label and a program\n");
        exit(2);
    }
    return command;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* Runs the command once; the times are those of the round of that number. */
static void run(struct command *command, size_t round, const posix_spawn_file_actions_t *to_null)
{
    pid_t child;
    int status;
    struct rusage usage;
    double start = now();
    if (posix_spawn(&child, command->argv[0], to_null, NULL, command->argv, environ) != 0)
        die(command->argv[0]);
    if (wait4(child, &status, 0, &usage) < 0)
        die("wait4");
    command->wall[round] = now() - start;
    command->processor[round] = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    if (usage.ru_maxrss > command->peak)
        command->peak = usage.ru_maxrss;
    command->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    size_t rounds = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    struct command commands[64];
    size_t count = 0;
    posix_spawn_file_actions_t to_null;
    if (rounds == 0) {
        fprintf(stderr, "usage: launch ROUNDS <commands\n");
        return 2;
    }

    char *line = NULL;
    size_t capacity = 0;
    while (count < sizeof commands / sizeof *commands && getline(&line, &capacity, stdin) > 0) {
        commands[count++] = read_command(line, rounds);
        line = NULL;
        capacity = 0;
    }

    posix_spawn_file_actions_init(&to_null);
    posix_spawn_file_actions_addopen(&to_null, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&to_null, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&to_null, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (size_t i = 0; i < count; i++)
        run(&commands[i], 0, &to_null);
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            run(&commands[i], round, &to_null);

    for (size_t i = 0; i < count; i++) {
        double *wall = commands[i].wall, *processor = commands[i].processor;
        qsort(wall, rounds, sizeof *wall, compare);
        qsort(processor, rounds, sizeof *processor, compare);
        printf("%s\t%.4f\t%.4f\t%.4f\t%.4f\t%ld\t%d\n", commands[i].label, wall[rounds / 2],
               wall[0], wall[rounds * 9 / 10], processor[rounds / 2], commands[i].peak,
               commands[i].status);
    }
    return 0;
}
