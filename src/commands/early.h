/*
 * A catalog read early. It is among the largest files of an evaluation, and a city names it only by
 * its chart. So a second thread finds by a glance at the city's bytes which catalog will be asked
 * for, and loads it while the city and the chart are read.
 *
 * Nothing depends on it: what was guessed wrong, is faulty or could not be had is as if it had
 * never been tried, and is loaded and told of when its turn comes.
 */
#ifndef CF_COMMANDS_EARLY_H
#define CF_COMMANDS_EARLY_H

#include "commands/files.h"

struct early;

/* Begins to load the catalog of the first chart that the city names. The places are borrowed, the
 * city is not. NULL: there is none to be seen, no second core, or no thread to be had. */
struct early *early_start(const struct file *city, const struct places *places);

/* Waits for the catalog. True: it is the one that the chart in the file `from` names by `path`, and
 * now the caller's. Takes NULL. */
bool early_take(struct early *early, const char *path, const char *from, struct file_id *id,
                struct cf_catalog **catalog);

/* Waits, and frees what nobody took. Takes NULL. */
void early_end(struct early *early);

#endif
