/*
 * A catalog and a chart read early. A catalog is among the largest files of an evaluation, and a
 * city names it only by its chart. So a second thread finds by a glance at the city's bytes which
 * ones will be asked for, and loads them while the city is read: first the catalog, and then the
 * chart if nobody has begun with it.
 *
 * Nothing depends on it: what was guessed wrong, is faulty or could not be had is as if it had
 * never been tried, and is loaded and told of when its turn comes.
 */
#ifndef CF_COMMANDS_EARLY_H
#define CF_COMMANDS_EARLY_H

#include "commands/files.h"

struct early;

/* Begins to load the catalog of the first chart that the city names. The places are borrowed, the
 * city is not. NULL: no chart is to be seen, there is no second core, or no thread to be had. */
struct early *early_start(const struct file *city, const struct places *places);

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
