#include <stdlib.h>
#include <string.h>

#include "commands/complete.h"
#include "commands/files.h"
#include "commands/product.h"

static int run_complete(const struct command *command, int argc, char **argv);

static const struct option_spec no_options[] = { { 0 } };

const struct command command_complete = {
    "complete",
    "answer the completions of a shell",
    "-- WORD...",
    "Answers the completion scripts of bash, zsh and fish. WORD... are those behind\n"
    "'clusterflow' on a command line; the last one, which may be '', is the one to\n"
    "complete. Each line of the answer is a word that may stand there, a tab and what\n"
    "it is. A line ':files', a tab and TEXT asks for names of files as well, behind\n"
    "TEXT, which the word begins with.\n",
    no_options,
    run_complete,
};

static bool take_nothing(void *settings, int key, const char *value)
{
    (void)settings, (void)key, (void)value;
    return false;
}

/* ---- offering ---- */

static int put(void *payload, const char *bytes, size_t length)
{
    return writer_put(payload, bytes, length) ? 0 : -1;
}

static void print_text(const char *text)
{
    put(standard_output(), text, strlen(text));
}

void offer(struct offers *offers, const char *start, const char *text, const char *about)
{
    struct cf_sink sink = { put, standard_output() };
    char *word = text_format("%s%s", start, text);
    if (!word)
        offers->failed = true;
    if (word && strncmp(word, offers->word, strlen(offers->word)) == 0 &&
        !names_have(&offers->given, word)) {
        offers->failed |= !names_add(&offers->given, word);
        print_text(offers->before);
        print_text(word);
        print_text("\t");
        if (about)
            cf_write_visible(&sink, about);
        print_text("\n");
    }
    free(word);
}

void offer_files(struct offers *offers, const char *start)
{
    if (offers->files)
        return;
    offers->files = true;
    print_text(":files\t");
    print_text(offers->before);
    print_text(start);
    print_text("\n");
}

/* ---- commands and options ---- */

static void offer_commands(struct offers *offers)
{
    for (const struct command *const *command = commands; *command; command++)
        offer(offers, "", (*command)->name, (*command)->summary);
    offer(offers, "", "--help", command_help.summary);
    offer(offers, "", "--version", "print the version");
}

/* The help of an option in one line. */
static char *line_of(const char *help)
{
    char *line = text_format("%s", help);
    for (char *c = line; c && *c; c++)
        if (*c == '\n')
            *c = ' ';
    return line;
}

static void offer_options(struct offers *offers, const struct command *command)
{
    for (const struct option_spec *option = command->options; option->name; option++) {
        char letter[2] = { option->key < 256 ? (char)option->key : '\0', '\0' };
        char *about = line_of(option->help);
        if (!about)
            offers->failed = true;
        offer(offers, "--", option->name, about);
        if (*letter && strcmp(offers->word, "-") == 0)
            offer(offers, "-", letter, about);
        free(about);
    }
    offer(offers, "", "--help", "print this help");
}

/* ---- operands ---- */

/* The names in "RULE|INDEX", "[COMMAND]", "CITY...", "OLD NEW": those of operand `number`; the last
 * one stands for all that follow, if dots say so. */
static const char *operand_names(const char *operands, size_t number)
{
    for (size_t i = 0; i < number; i++) {
        const char *next = strchr(operands, ' ');
        if (!next && strstr(operands, "..."))
            return operands;
        if (!next)
            return "";
        operands = next + 1;
    }
    return operands;
}

static void offer_operands(struct offers *offers, const struct unfinished *line)
{
    const char *names = operand_names(line->command->operands, line->operands.count);
    while (*names && *names != ' ') {
        size_t length = strcspn(names, "|[]. ");
        char *name = text_format("%.*s", (int)length, names);
        if (!name)
            offers->failed = true;
        else if (length)
            offer_values(offers, line, name, NULL);
        free(name);
        names += length;
        names += strspn(names, "|[].");
    }
}

/* ---- the command ---- */

static void offer_all(struct offers *offers, const struct unfinished *line)
{
    if (line->option)
        offer_values(offers, line, line->option->value, line->option->words);
    else if (line->word[0] == '-' && !line->options_over)
        offer_options(offers, line->command);
    else
        offer_operands(offers, line);
}

static bool complete(size_t count, char **words)
{
    struct unfinished line = { 0 };
    struct offers offers = { .before = "", .word = words[0] };
    const struct command *command = find_command(words[0]);
    bool done = true;
    if (count == 1) {
        offer_commands(&offers);
    } else if (command) {
        done = unfinished_read(&line, command, count - 1, words + 1);
        offers.before = line.before;
        offers.word = line.word;
        if (done)
            offer_all(&offers, &line);
    }
    names_release(&offers.given);
    unfinished_release(&line);
    return done && !offers.failed;
}

static int run_complete(const struct command *command, int argc, char **argv)
{
    enum parsed parsed = parse_options(command, &argc, argv, take_nothing, NULL);
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (argc < 2)
        return usage_error("complete: no word is named");
    return complete((size_t)argc - 1, argv + 1) ? EXIT_DONE : out_of_memory();
}
