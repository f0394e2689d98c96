/*
 * A catalog and a chart loaded early. A catalog is among the largest files of an evaluation, and a
 * city names it only by its chart. So a glance at the city's bytes guesses which ones will be asked
 * for, and two threads load: the city and the catalog, and whichever has done its part takes the
 * chart.
 *
 * Nothing depends on it: what was guessed wrong, is faulty or could not be had is as if it had
 * never been tried, and is loaded and told of when its turn comes.
 */
#ifndef CF_COMMANDS_EARLY_H
#define CF_COMMANDS_EARLY_H

#include "commands/files.h"

struct early;

/* Calls load_city, perhaps from another thread, and returns when that has come back; what the first
 * chart that the city names asks for is loaded or still loading then. The places are borrowed, the
 * city is not. NULL: only the city was loaded, since no chart is to be seen, there is no second
 * core, or no thread to be had. */
struct early *early_start(const struct file *city, const struct places *places,
                          void (*load_city)(void *payload), void *payload);

/* True: the chart of that file, which is without a fault and now the caller's; waits for it if it
 * was begun. False: it is the caller's to load, and will not be begun. Takes NULL. */
bool early_chart(struct early *early, const struct file *file, struct cf_chart **chart);

/* Waits for the catalog. True: it is the one that the chart in the file `from` names by `path`,
 * without a fault and now the caller's. Takes NULL. */
bool early_catalog(struct early *early, const char *path, const char *from, struct file_id *id,
                   struct cf_catalog **catalog);

/* Waits, and frees what nobody took. Takes NULL. */
void early_end(struct early *early);

#endif
