/* The cities of suites that are written by --as-suite. */
#ifndef CF_COMMANDS_SUITE_CITIES_H
#define CF_COMMANDS_SUITE_CITIES_H

#include <clusterflow.h>

/* How a suite names cities: from the folder in which it stands. */
struct suite_cities {
    const char *output; /* the file of the suite; NULL: standard output, as if in this folder */
    char *name;         /* the last one */
    bool complained;    /* one has no name */
};

/* The names, which hold as long as *cities. Its `output` is given. */
struct cf_suite_names suite_names(struct suite_cities *cities);
void suite_cities_release(struct suite_cities *cities);

/* Whether one of the operands is standard input, which no suite can name: that is said. */
bool suite_names_stdin(const char *command, size_t count, char **names);

#endif
