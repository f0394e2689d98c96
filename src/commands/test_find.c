#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/test_run.h"

static bool add_suite(struct test_run *run, const struct file *file, struct cf_suite *suite)
{
    struct test_suite *suites = realloc(run->suites, (run->suite_count + 1) * sizeof *suites);
    if (!suites)
        return false;
    run->suites = suites;
    suites[run->suite_count++] = (struct test_suite){ .file = *file, .suite = suite };
    return true;
}

/* A suite that cannot be run is reported, and the others still come. */
static void refuse(struct test_run *run, const char *name)
{
    run->printed = print_diags(run->diags, run->printed, run->settings.color, run->settings.ascii);
    run->status = worse(run->status, EXIT_INPUT);
    if (!names_have(&run->refused, name) && !names_add(&run->refused, name))
        test_note_status(run, CF_NO_MEMORY);
}

static void note_unreadable(struct test_run *run, const char *name, enum cf_status status,
                            int reason)
{
    struct file_fault fault = { reason };
    if (interrupted())
        return;
    file_complain(name, status, &fault);
    if (status == CF_NO_MEMORY)
        test_note_status(run, status);
    else
        refuse(run, name);
}

/* Takes the file over. */
static void load_suite(struct test_run *run, struct file *file)
{
    struct cf_suite *suite = NULL;
    enum cf_status status = file_tidy_name(file);
    int reason = errno;
    struct cf_input input = file_input(file);
    if (status == CF_OK && !names_have(&run->names, file->name)) {
        status = cf_load_suite(&suite, &input, run->diags);
        if (!names_add(&run->names, file->name))
            status = CF_NO_MEMORY;
        if (status == CF_OK && add_suite(run, file, suite))
            return;
        if (status == CF_OK)
            status = CF_NO_MEMORY;
    }
    if (status == CF_INVALID)
        refuse(run, file->name);
    else if (status == CF_IO)
        note_unreadable(run, file->name, status, reason);
    else
        test_note_status(run, status);
    cf_suite_free(suite);
    file_release(file);
}

/* ---- folders ---- */

/* Other files in a folder are not meant. */
static bool take_found(void *payload, const char *name)
{
    struct test_run *run = payload;
    struct file file;
    enum cf_status status = file_read(&file, name);
    if (status != CF_OK) {
        note_unreadable(run, name, status, errno);
    } else {
        struct cf_input input = file_input(&file);
        if (cf_file_kind(&input) == CF_FILE_SUITE)
            load_suite(run, &file);
        else
            file_release(&file);
    }
    return run->status < EXIT_MACHINE && !interrupted();
}

static void skip_unreadable(void *payload, const char *name, int reason)
{
    note_unreadable(payload, name, reason == ENOMEM ? CF_NO_MEMORY : CF_IO, reason);
}

static void search_folder(struct test_run *run, const char *folder)
{
    struct walker walker = { take_found, skip_unreadable, run };
    size_t before = run->names.count;
    int status = run->status;
    if (!walk_folder(folder, &walker) && run->status < EXIT_MACHINE && !interrupted())
        test_note_status(run, CF_NO_MEMORY);
    if (run->names.count > before || run->status > status || interrupted())
        return;
    complain("no test in '%s': it holds no suite", folder);
    run->status = worse(run->status, EXIT_INPUT);
}

/* ---- operands ---- */

static bool is_folder(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && S_ISDIR(about.st_mode);
}

void test_operand(struct test_run *run, const char *operand)
{
    struct file file;
    struct file_fault fault;
    if (is_folder(operand)) {
        search_folder(run, operand);
        return;
    }
    enum cf_status status =
        file_open(&file, operand, FOLDER_FLOWCHARTS, &run->files.places, &fault);
    if (status == CF_OK)
        load_suite(run, &file);
    else
        note_unreadable(run, operand, status, fault.reason);
}
