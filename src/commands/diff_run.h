/*
 * The run of diff: two versions of a chart or of a city, and the cities or charts that show what
 * the difference makes of answers.
 */
#ifndef CF_COMMANDS_DIFF_RUN_H
#define CF_COMMANDS_DIFF_RUN_H

#include "commands/eval_run.h"
#include "commands/names.h"

/* One of the two versions. */
struct diff_version {
    const char *path;  /* of the file that is read */
    const char *shown; /* in whose place it stands, by git; NULL: itself */
    struct file file;  /* released once it is loaded */
    char *name;        /* as messages call it; NULL: there is no such version */
    enum cf_file_kind kind;
    bool loaded;
    size_t chart; /* its number on the shelf */
    struct cf_city *city;
};

struct diff_run {
    struct eval_run eval;
    struct diff_version old_version, new_version;
    bool by_git;      /* git asks: it stops at any exit status but 0 */
    unsigned fail_on; /* aspects, as bits */
    bool as_suite;
    struct cf_city **cities; /* that are walked by both versions of a chart */
    size_t city_count;
    bool all_found;                     /* no city is named */
    const struct cf_program **programs; /* that both versions of a city are walked by */
    size_t program_count;
};

/* ---- the two versions (diff_versions.c) ---- */

/* Finds the two versions among the operands; *first receives the number of the first operand behind
 * them. False after saying what is wrong. */
bool diff_take_operands(struct diff_run *run, int argc, char **argv, int *first);

/* Whether git asks about a file that is not merged yet, of which it names the path alone: that is
 * said. */
bool diff_tell_unmerged(int argc, char **argv);

/* Loads both; false: they cannot be compared, which is said and noted in the status. */
bool diff_load(struct diff_run *run);

/* ---- what they are evaluated with (diff_cities.c) ---- */

/* The cities of these names or, if there are none, all that are found. */
void diff_load_cities(struct diff_run *run, size_t count, char **names);

/* The charts of --chart or, if there are none, those that either version of the city names. */
void diff_load_charts(struct diff_run *run);

#endif
