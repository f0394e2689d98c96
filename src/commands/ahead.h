/*
 * Reading ahead: cities are loaded by several threads, since that is most of the work on many
 * files, and handed out in the order in which they were named.
 */
#ifndef CF_COMMANDS_AHEAD_H
#define CF_COMMANDS_AHEAD_H

#include "commands/early.h"

/* A city file that was named, loaded or not. */
struct loaded {
    const char *name;
    struct cf_city *city;   /* NULL: it could not be loaded */
    struct cf_diags *diags; /* what was found wrong; NULL: no memory */
    struct file_fault fault;
    enum cf_status status;
};

/* Loads one city. *early, where it is asked for, is begun when there is none yet. */
void loaded_load(struct loaded *loaded, const char *name, const struct places *places,
                 struct early **early);
void loaded_release(struct loaded *loaded);

struct ahead;

/* Begins to load; `names` and `places` are borrowed. NULL: no memory, or no threads to be had. */
struct ahead *ahead_start(char **names, size_t count, const struct places *places);

/* The next city in order, now the caller's; false: that was the last. Waits for it. */
bool ahead_next(struct ahead *ahead, struct loaded *loaded);

/* Ends the threads and frees what nobody took. Takes NULL. */
void ahead_stop(struct ahead *ahead);

#endif
