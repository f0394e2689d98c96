#include "commands/folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int is_yaml(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

/* The order of bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool each_in_folder(const char *place, const char *folder, file_visitor *visit,
                           void *payload)
{
    struct dirent **names = NULL;
    char *path = text_format("%s%s", place, folder);
    int count = path ? scandir(path, &names, is_yaml, by_name) : -1;
    bool go_on = count >= 0 || (path && errno != ENOMEM); /* a folder may be missing */
    for (int i = 0; i < count; i++) {
        char *name = go_on ? text_format("%s%s", path, names[i]->d_name) : NULL;
        go_on = name && visit(payload, name);
        free(name);
        free(names[i]);
    }
    free(names);
    free(path);
    return go_on;
}

bool each_found_file(const struct places *places, file_visitor *visit, void *payload)
{
    static const char *const folders[] = { "flowcharts/", "data/" };
    for (size_t i = 0; i < places->count; i++)
        for (size_t j = 0; j < sizeof folders / sizeof *folders; j++)
            if (!each_in_folder(places->items[i], folders[j], visit, payload))
                return false;
    return true;
}
