/* Paths inside files: they may lead to the folders of flowcharts and data alone. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/files_own.h"

/* Does a real path lie in the folder of that name? If not, CF_NOT_FOUND; CF_IO: the folder cannot
 * be looked at. */
static enum cf_status lies_in(const char *real, const char *folder, const char *inside)
{
    char *name = path_join(folder, inside);
    char *real_folder = name ? realpath(*name ? name : ".", NULL) : NULL;
    int reason = real_folder ? 0 : name ? errno : ENOMEM;
    size_t length = real_folder ? strlen(real_folder) : 0;
    bool lies =
        length && strncmp(real, real_folder, length) == 0 && (real[length] == '/' || length == 1);
    free(real_folder);
    free(name);
    if (reason == ENOMEM)
        return CF_NO_MEMORY;
    if (reason && reason != EACCES &&
        !reason_is_absence(reason)) /* what is closed holds nothing readable */
        return CF_IO;
    return lies ? CF_OK : CF_NOT_FOUND;
}

static enum cf_status may_read(const char *real, const char *folder, const struct places *places)
{
    static const char *const near[] = { "", "../flowcharts/", "../data/" };
    enum cf_status status = CF_NOT_FOUND;
    for (size_t i = 0; i < 3 && status == CF_NOT_FOUND; i++)
        status = lies_in(real, folder, near[i]);
    for (size_t i = 0; i < 2 * places->count && status == CF_NOT_FOUND; i++)
        status = lies_in(real, places->items[i / 2], place_folders[i % 2]);
    return status;
}

/* The name that a path inside a file stands for: told from the folder, and where there is nothing
 * of a name without a slash, looked for in the places. *real is NULL when nothing is found, for the
 * reason in errno. NULL: no memory. */
static char *name_of_path(const char *path, const char *folder, const struct places *places,
                          char **real)
{
    size_t more = *path && !strchr(path, '/') ? 2 * places->count : 0;
    char *name = path_join(folder, path);
    *real = name ? realpath(name, NULL) : NULL;
    for (size_t i = 0; i < more && name && !*real && reason_is_absence(errno); i++) {
        free(name);
        name = text_format("%s%s%s", places->items[i / 2],
                           place_folders[i % 2 ? FOLDER_DATA : FOLDER_FLOWCHARTS], path);
        *real = name ? realpath(name, NULL) : NULL;
    }
    if (*real || errno != ENOMEM)
        return name;
    free(name);
    return NULL;
}

static enum cf_status read_relative(void *payload, const char *path, const char *from,
                                    struct cf_input *input)
{
    struct relative_files *files = payload;
    char *real = NULL, *folder = folder_of(from);
    char *name = folder ? name_of_path(path, folder, files->places, &real) : NULL;
    enum cf_status status = !name  ? CF_NO_MEMORY
                            : real ? may_read(real, folder, files->places)
                                   : (reason_is_absence(errno) ? CF_NOT_FOUND : CF_IO);
    file_release(&files->file);
    if (real && status == CF_NOT_FOUND) {
        status = CF_INVALID;
    } else if (status == CF_OK) {
        status = file_load(&files->file, name, true);
        name = NULL;
        *input = file_input(&files->file);
    }
    free(real);
    free(name);
    free(folder);
    return status;
}

struct cf_reader file_reader(struct relative_files *files)
{
    return (struct cf_reader){ read_relative, files };
}
