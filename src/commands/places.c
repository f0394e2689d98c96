/* Where files are looked for. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/files_own.h"

/* ---- places ---- */

static bool add_place(struct places *places, char *place)
{
    char **items = place ? realloc(places->items, (places->count + 1) * sizeof *items) : NULL;
    if (!items) {
        free(place);
        return false;
    }
    places->items = items;
    places->items[places->count++] = place;
    return true;
}

static bool add_path(struct places *places, const char *path)
{
    while (path && *path) {
        size_t length = strcspn(path, ":");
        if (length && !add_place(places, text_format("%.*s/", (int)length, path)))
            return false;
        path += length + (path[length] == ':');
    }
    return true;
}

/* Below the folder of the executable's parent lie the share folder or the source tree. */
static bool add_own_places(struct places *places)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return true;
    self[length] = '\0';
    for (int up = 0; up < 2; up++) { /* bin/clusterflow, then bin */
        char *slash = strrchr(self, '/');
        if (!slash)
            return true;
        *slash = '\0';
    }
    return add_place(places, text_format("%s/share/clusterflow/", self)) &&
           add_place(places, text_format("%s/", self));
}

bool places_find(struct places *places)
{
    *places = (struct places){ 0 };
    return add_place(places, text_format("%s", "")) &&
           add_path(places, getenv("CLUSTERFLOW_PATH")) && add_own_places(places);
}

void places_release(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i]);
    free(places->items);
    *places = (struct places){ 0 };
}

/* ---- operands ---- */

const char *const place_folders[] = { "data/", "flowcharts/" };

/* Tries a name, then the same with ".yaml". */
static enum cf_status try_name(struct file *file, const char *place, const char *folder,
                               const char *name, bool regular)
{
    enum cf_status status = file_load(file, text_format("%s%s%s", place, folder, name), regular);
    if (status == CF_OK || status == CF_NO_MEMORY)
        return status;
    int reason = errno;
    enum cf_status longer =
        file_load(file, text_format("%s%s%s.yaml", place, folder, name), regular);
    if (longer != CF_NOT_FOUND)
        return longer;
    errno = reason;
    return status;
}

static enum cf_status look_in_places(struct file *file, const char *name, enum folder folder,
                                     const struct places *places, bool regular)
{
    enum cf_status status = CF_NOT_FOUND;
    for (size_t i = 0; i < places->count && status == CF_NOT_FOUND; i++)
        for (int other = 0; other <= 1 && status == CF_NOT_FOUND; other++)
            status = try_name(file, places->items[i], place_folders[other ? !folder : folder], name,
                              regular);
    return status;
}

static enum cf_status open_operand(struct file *file, const char *operand, enum folder folder,
                                   const struct places *places)
{
    if (strcmp(operand, "-") == 0)
        return file_load_stdin(file);
    enum cf_status status = try_name(file, "", "", operand, false);
    if (status == CF_NOT_FOUND && *operand && !strchr(operand, '/'))
        status = look_in_places(file, operand, folder, places, false);
    return status;
}

enum cf_status file_open(struct file *file, const char *operand, enum folder folder,
                         const struct places *places, struct file_fault *fault)
{
    enum cf_status status = open_operand(file, operand, folder, places);
    fault->reason = status == CF_OK ? 0 : errno;
    return status;
}

void file_complain(const char *operand, enum cf_status status, const struct file_fault *fault)
{
    if (status == CF_NOT_FOUND)
        complain("cannot find '%s'%s", operand,
                 strchr(operand, '/') ? "" : ", neither here nor in data/ or flowcharts/");
    else if (status == CF_IO && strcmp(operand, "-") == 0)
        complain("cannot read standard input: %s", strerror(fault->reason));
    else if (status == CF_IO)
        complain("cannot read '%s': %s", operand, strerror(fault->reason));
}

/* ---- charts ---- */

/* A city or a suite may have its chart's name: it is not taken for the chart. */
static enum cf_status read_chart(struct file *file, char *name, bool regular)
{
    enum cf_status status = file_load(file, name, regular);
    if (status != CF_OK)
        return status;
    struct cf_input input = file_input(file);
    enum cf_file_kind kind = cf_file_kind(&input);
    if (kind != CF_FILE_CITY && kind != CF_FILE_SUITE)
        return status;
    file_release(file);
    return CF_NOT_FOUND;
}

static enum cf_status read_chart_in(struct file *file, const char *folder, const char *within,
                                    const char *id, bool regular)
{
    char path[128]; /* an id has at most 64 bytes */
    snprintf(path, sizeof path, "%s%s.yaml", within, id);
    return read_chart(file, path_join(folder, path), regular);
}

enum cf_status file_open_chart(struct file *file, const char *id, const char *from,
                               const struct places *places, bool regular)
{
    char *folder = folder_of(from);
    if (!folder)
        return CF_NO_MEMORY;
    enum cf_status status = read_chart_in(file, folder, "", id, regular);
    if (status == CF_NOT_FOUND)
        status = read_chart_in(file, folder, "../flowcharts/", id, regular);
    free(folder);
    if (status == CF_NOT_FOUND)
        status = look_in_places(file, id, FOLDER_FLOWCHARTS, places, regular);
    return status;
}
