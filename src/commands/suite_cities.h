/* The cities of suites that are written by --as-suite. */
#ifndef CF_COMMANDS_SUITE_CITIES_H
#define CF_COMMANDS_SUITE_CITIES_H

#include <clusterflow.h>

/* A city, as the suite calls it. */
struct suite_city {
    const struct cf_city *city;
    char *name;
};

/* How a suite names its cities: from the folder in which it stands. */
struct suite_cities {
    const char *output; /* the file of the suite; NULL: standard output, as if in this folder */
    struct suite_city *items;
    size_t count;
};

/* Takes in a city that the suite is about; one that is there already is let be. CF_OK,
 * CF_NO_MEMORY, or CF_INVALID: it has no file that can be named, which is said. */
enum cf_status suite_add_city(struct suite_cities *cities, const struct cf_city *city);

/* Forgets all cities; for the end, and before they are freed. */
void suite_cities_clear(struct suite_cities *cities);

/* The names of the cities that were taken in, which hold as long as they do. */
struct cf_suite_names suite_names(struct suite_cities *cities);

/* Whether one of the operands is standard input, which no suite can name: that is said. */
bool suite_names_stdin(const char *command, size_t count, char **names);

#endif
