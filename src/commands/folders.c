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

static bool each_in_folder(const char *place, const char *folder, const struct walker *walker)
{
    struct dirent **names = NULL;
    char *path = text_format("%s%s", place, folder);
    int count = path ? list_folder(path, &names, is_yaml) : -1;
    bool go_on = path && (count >= 0 || errno != ENOMEM);
    if (go_on && count < 0 && errno != ENOENT && errno != ENOTDIR)
        walker->unreadable(walker->payload, path, errno);
    for (int i = 0; i < count; i++) {
        char *name = go_on ? text_format("%s%s", path, names[i]->d_name) : NULL;
        go_on = name && walker->file(walker->payload, name);
        free(name);
        free(names[i]);
    }
    free(names);
    free(path);
    return go_on;
}

bool each_found_file(const struct places *places, const struct walker *walker)
{
    static const char *const folders[] = { "flowcharts/", "data/" };
    for (size_t i = 0; i < places->count; i++)
        for (size_t j = 0; j < sizeof folders / sizeof *folders; j++)
            if (!each_in_folder(places->items[i], folders[j], walker))
                return false;
    return true;
}
