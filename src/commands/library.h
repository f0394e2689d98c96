/* All charts and cities that are found, to look words up in. */
#ifndef CF_COMMANDS_LIBRARY_H
#define CF_COMMANDS_LIBRARY_H

#include "commands/folders.h"
#include "commands/names.h"
#include "commands/shelf.h"

struct library {
    struct places places;
    struct cf_diags *diags;
    struct what_ifs no_what_ifs;
    struct shelf shelf;
    const struct cf_program **programs; /* of charts that are sound, each id once */
    size_t program_count;
    struct cf_city **cities; /* the same of cities */
    size_t city_count;
    struct names faulty; /* files that are passed over */
    struct names unread; /* files and folders of which nothing is known */
    bool failed;         /* an allocation failed */
};

/* False when memory fails; to be released all the same. */
bool library_open(struct library *library);
void library_release(struct library *library);

/* Takes in the charts and cities of all places; `with_charts` false: the cities alone. */
void library_find_all(struct library *library, bool with_charts);

/* Takes in the chart of that name; false after saying why it cannot be had. */
bool library_add_chart(struct library *library, const char *operand);

/* What became of a file that was to be taken in. */
enum taken { TAKEN_NOT_FOUND, TAKEN_OTHER_KIND, TAKEN_OR_FAULTY };

/* Takes in the chart or city in the file of that name; one with faults is counted as faulty. */
enum taken library_add_file(struct library *library, const char *path);

/* The programs of the charts that the city names, as far as they are found and sound. To be freed;
 * NULL: no memory. */
const struct cf_program **library_charts_of(struct library *library, const struct cf_city *city,
                                            size_t *count);

#endif
