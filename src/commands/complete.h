/*
 * What may stand next on a command line, for the scripts in docs/completions. All of it comes from
 * the tables of the commands and from the files that are found, so a command that is added is
 * completed without more ado.
 */
#ifndef CF_COMMANDS_COMPLETE_H
#define CF_COMMANDS_COMPLETE_H

#include "commands/command.h"
#include "commands/names.h"

/* A command line up to the word that is to be completed. */
struct unfinished {
    const struct command *command;
    const struct option_spec *option; /* whose value the word is; NULL: none */
    bool options_over;                /* behind "--" */
    char *before;                     /* what stands in the word before the value: "--chart=" */
    const char *word;                 /* the rest of it, as far as it is written; may be "" */
    struct values charts;             /* given with --chart */
    struct values operands;           /* those before the word */
};

/*
 * Reads the words behind "clusterflow COMMAND"; the last of them (there is one at least) is the one
 * to be completed. False when memory fails; to be released all the same.
 */
bool unfinished_read(struct unfinished *line, const struct command *command, size_t count,
                     char **words);
void unfinished_release(struct unfinished *line);

/* What is offered, while it is printed: each word once, those alone that begin as the line does. */
struct offers {
    const char *before, *word; /* as above */
    struct names given;
    bool files;  /* names of files are asked for */
    bool failed; /* an allocation failed */
};

/* Offers `start` and `text`, one after the other, with what it is; `about` may be NULL. */
void offer(struct offers *offers, const char *start, const char *text, const char *about);

/* Asks the shell for names of files as well. `start` is what stands before the name in the word. */
void offer_files(struct offers *offers, const char *start);

/* Offers what a value or an operand of that name may be: "CHART", "INDEX=VALUE", or a word in small
 * letters that stands for itself; else the `words`, which may be NULL. */
void offer_values(struct offers *offers, const struct unfinished *line, const char *name,
                  const char *const *words);

#endif
