#include "commands/names.h"

#include <dirent.h>
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/command.h"
#include "commands/files.h"

/* ---- names ---- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool make_room(struct names *names)
{
    if (names->count < names->capacity)
        return true;
    size_t capacity = names->capacity ? names->capacity * 2 : 64;
    char **items = realloc(names->items, capacity * sizeof *items);
    if (!items)
        return false;
    names->items = items;
    names->capacity = capacity;
    return true;
}

bool names_add(struct names *names, const char *name)
{
    char *copy = make_room(names) ? text_format("%s", name) : NULL;
    if (!copy || !tsearch(copy, &names->set, compare_names)) {
        free(copy);
        return false;
    }
    names->items[names->count++] = copy;
    return true;
}

bool names_have(const struct names *names, const char *name)
{
    return tfind(name, &names->set, compare_names) != NULL;
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        tdelete(names->items[i], &names->set, compare_names);
        free(names->items[i]);
    }
    free(names->items);
    *names = (struct names){ 0 };
}

/* ---- folders ---- */

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The order of bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int list_folder(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry))
{
    int count;
    do
        count = scandir(folder, entries, wanted, by_name);
    while (count < 0 && errno == EINTR && !interrupted());
    return count;
}

static bool is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot != name && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

/* `name` is that of an entry of a folder. What cannot be looked at may be a folder of files. */
static bool walk_entry(const char *name, const struct walker *walker)
{
    struct stat about;
    bool yaml = is_yaml(name), there = lstat(name, &about) == 0;
    if (there && S_ISDIR(about.st_mode))
        return walk_folder(name, walker);
    if (there && yaml) /* of a link, what it leads to */
        there = stat(name, &about) == 0;
    if (!there && (yaml || errno != ENOENT))
        walker->unreadable(walker->payload, name, errno);
    else if (there && yaml && S_ISREG(about.st_mode))
        return walker->file(walker->payload, name);
    return true;
}

bool walk_folder(const char *folder, const struct walker *walker)
{
    struct dirent **entries;
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    int count = list_folder(folder, &entries, is_visible);
    if (count < 0) {
        walker->unreadable(walker->payload, folder, errno);
        return errno != ENOMEM;
    }
    bool good = true;
    for (int i = 0; i < count; i++) {
        char *name = good ? text_format("%.*s/%s", (int)length, folder, entries[i]->d_name) : NULL;
        good = name && !interrupted() && walk_entry(name, walker);
        free(name);
        free(entries[i]);
    }
    free(entries);
    return good;
}
