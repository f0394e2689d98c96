/* The files that the cases of suites name: charts from the shelf, and cities, each read once. */
#ifndef CF_COMMANDS_TEST_FILES_H
#define CF_COMMANDS_TEST_FILES_H

#include "commands/shelf.h"

/* A file that was read, and which messages came of it, since each case has to be told them. */
struct test_file {
    char *name; /* of a city; NULL: a chart */
    struct cf_city *city;
    size_t first, end; /* messages in `said` */
};

struct test_files {
    struct places places;
    struct shelf shelf;
    struct what_ifs no_what_ifs;
    struct cf_diags *said;    /* all messages about charts and cities */
    struct test_file *charts; /* by their numbers on the shelf */
    size_t chart_count;
    struct test_file *cities;
    size_t city_count;
};

/* False when memory fails; to be released in any case. */
bool test_files_init(struct test_files *files);
void test_files_release(struct test_files *files);

/* Its payload is the struct test_files. */
struct cf_resolver test_files_resolver(struct test_files *files);

#endif
