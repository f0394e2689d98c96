#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/check_run.h"

/* A path that cannot be read is no finding: nothing is known of what stands in it. */
static void note_unreadable(struct check_run *run, const char *name, enum cf_status status,
                            int reason)
{
    struct file_fault fault = { reason };
    if (interrupted())
        return;
    file_complain(name, status, &fault);
    if (status == CF_NO_MEMORY || !names_add(&run->unread, name))
        check_note_status(run, CF_NO_MEMORY);
    else
        run->status = worse(run->status, EXIT_INPUT);
}

static void take_file(struct check_run *run, struct file *file, bool found)
{
    enum cf_status status = file_tidy_name(file);
    if (status == CF_OK) {
        check_file(run, file, found);
        return;
    }
    note_unreadable(run, file->name, status, errno);
    file_release(file);
}

bool check_add_file(struct check_run *run, const struct file *file)
{
    struct file_id *ids = realloc(run->ids, (run->files.count + 1) * sizeof *ids);
    if (!ids)
        return false;
    run->ids = ids;
    ids[run->files.count] = file->id;
    return names_add(&run->files, file->name);
}

bool check_has_file(const struct check_run *run, const char *name)
{
    struct file_id id;
    if (names_have(&run->files, name))
        return true;
    if (!file_find_id(name, &id))
        return false;
    for (size_t i = 0; i < run->files.count; i++)
        if (file_id_same(&run->ids[i], &id))
            return true;
    return false;
}

/* ---- folders ---- */

static bool check_found(void *payload, const char *name)
{
    struct check_run *run = payload;
    struct file file;
    enum cf_status status = file_read(&file, name);
    if (status == CF_OK)
        take_file(run, &file, true);
    else
        note_unreadable(run, name, status, errno);
    return run->status < EXIT_MACHINE && !interrupted();
}

static void skip_unreadable(void *payload, const char *name, int reason)
{
    note_unreadable(payload, name, reason == ENOMEM ? CF_NO_MEMORY : CF_IO, reason);
}

static void check_folder(struct check_run *run, const char *folder)
{
    struct walker walker = { check_found, skip_unreadable, run };
    size_t before = run->met;
    int status = run->status;
    if (!walk_folder(folder, &walker) && run->status < EXIT_MACHINE && !interrupted())
        check_note_status(run, CF_NO_MEMORY);
    if (run->met > before || run->status > status || interrupted())
        return;
    complain("nothing to check in '%s': it holds no file of clusterflow's", folder);
    run->status = worse(run->status, EXIT_INPUT);
}

/* ---- operands ---- */

static bool is_folder(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && S_ISDIR(about.st_mode);
}

void check_operand(struct check_run *run, const char *operand)
{
    struct file file;
    struct file_fault fault;
    if (is_folder(operand)) {
        check_folder(run, operand);
        return;
    }
    enum cf_status status = file_open(&file, operand, FOLDER_DATA, &run->places, &fault);
    if (status == CF_OK)
        take_file(run, &file, false);
    else
        note_unreadable(run, operand, status, fault.reason);
}
