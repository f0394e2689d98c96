/*
 * Names of files, each once, in the order in which they came up. Folders are walked here.
 */
#ifndef CF_COMMANDS_NAMES_H
#define CF_COMMANDS_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
    char **items;
    size_t count, capacity;
    void *set; /* of the same texts, for looking them up */
};

/* Adds a copy of a name that is not there yet. False when memory fails. */
bool names_add(struct names *names, const char *name);

bool names_have(const struct names *names, const char *name);

void names_release(struct names *names);

/* What a walk through a folder meets, by its name. Returns false to end the walk. */
struct walker {
    bool (*file)(void *payload, const char *name);
    void (*unreadable)(void *payload, const char *name, int reason); /* errno */
    void *payload;
};

/*
 * Goes through the YAML files (.yaml, .yml) of a folder and of those in it, in the order of the
 * bytes of their names. Names that begin with a dot are left out, links to folders are not followed
 * and what is neither file nor folder is passed over. False: the walk was ended, or no memory.
 */
bool walk_folder(const char *folder, const struct walker *walker);

#endif
