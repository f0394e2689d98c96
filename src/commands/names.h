/*
 * Names of files, each once, in the order in which they came up. Folders are walked here.
 */
#ifndef CF_COMMANDS_NAMES_H
#define CF_COMMANDS_NAMES_H

#include <dirent.h>
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

/* The wanted entries of a folder, in the order of the bytes of their names, as scandir gives them;
 * below zero: errno tells why it cannot. */
int list_folder(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry));

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
