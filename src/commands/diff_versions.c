/* Which two files diff compares, and reading them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/diff_run.h"

/* ---- operands ---- */

/* The name of an object of git: the digits of a hash, or "." for none. */
static bool is_object(const char *text)
{
    size_t length = strspn(text, "0123456789abcdef");
    return !text[length] ? length == 40 || length == 64 : strcmp(text, ".") == 0;
}

static bool is_mode(const char *text)
{
    return (strspn(text, "01234567") == 6 && !text[6]) || strcmp(text, ".") == 0;
}

/* Git names the path, then for each version a file, its object and its mode; for what was renamed
 * also the new path and what is said about it. */
static bool is_of_git(int count, char **operands)
{
    return (count == 7 || count == 9) && is_object(operands[2]) && is_mode(operands[3]) &&
           is_object(operands[5]) && is_mode(operands[6]);
}

bool diff_take_operands(struct diff_run *run, int argc, char **argv, int *first)
{
    char **operands = argv + 1;
    int count = argc - 1;
    run->by_git = is_of_git(count, operands);
    *first = run->by_git ? argc : 3;
    if (run->by_git) {
        run->old_version.path = operands[1];
        run->old_version.shown = operands[0];
        run->new_version.path = operands[4];
        run->new_version.shown = operands[count == 9 ? 7 : 0];
        return true;
    }
    if (count < 2)
        return usage_error("diff: name two versions of a chart or of a city"), false;
    run->old_version.path = operands[0];
    run->new_version.path = operands[1];
    return true;
}

bool diff_tell_unmerged(int argc, char **argv)
{
    bool unmerged = argc == 2 && getenv("GIT_DIFF_PATH_COUNTER");
    if (unmerged)
        complain("'%s' is not merged yet, so there are no two versions", argv[1]);
    return unmerged;
}

/* ---- reading ---- */

/* What git puts into a temporary file names its catalog from the place that it stands for. */
static enum cf_status name_version(struct diff_version *version, const char *which)
{
    char *name = version->shown ? text_format("%s (%s)", version->shown, which)
                                : text_format("%s", version->file.name);
    if (!name)
        return CF_NO_MEMORY;
    free(version->file.name);
    version->file.name = name;
    version->name = text_format("%s", version->shown ? version->shown : name);
    return version->name ? CF_OK : CF_NO_MEMORY;
}

static enum cf_status find_kind(struct diff_run *run, struct diff_version *version)
{
    struct cf_input input = file_input(&version->file);
    version->kind = cf_file_kind(&input);
    if (version->kind != CF_FILE_OTHER)
        return CF_OK;
    enum cf_status status = cf_find_kind(&version->kind, &input, run->eval.diags);
    return status == CF_NOT_FOUND ? CF_OK : status;
}

static void refuse(struct diff_run *run, const struct diff_version *version)
{
    eval_tell(&run->eval);
    eval_refuse(&run->eval, version->shown ? version->shown : version->path);
}

/* False: it cannot be read. */
static bool read_version(struct diff_run *run, struct diff_version *version, const char *which)
{
    struct file_fault fault;
    if (strcmp(version->path, "/dev/null") == 0)
        return true;
    enum cf_status status =
        file_open(&version->file, version->path, FOLDER_FLOWCHARTS, &run->eval.places, &fault);
    file_complain(version->path, status, &fault);
    if (status == CF_OK)
        status = name_version(version, which);
    if (status == CF_OK)
        status = find_kind(run, version);
    if (status == CF_OK)
        return true;
    if (status == CF_NO_MEMORY)
        eval_note_status(&run->eval, status);
    else
        refuse(run, version);
    return false;
}

static const char *kind_words(enum cf_file_kind kind)
{
    switch (kind) {
    case CF_FILE_CATALOG: return "a catalog";
    case CF_FILE_CHART: return "a flowchart";
    case CF_FILE_CITY: return "a city";
    case CF_FILE_SUITE: return "a suite";
    default: return "no file of clusterflow";
    }
}

/* Both are charts, or both cities. */
static bool fit(struct diff_run *run)
{
    const struct diff_version *a = &run->old_version, *b = &run->new_version;
    const struct diff_version *any = b->name ? b : a;
    if (!any->name) {
        complain("there is no version to compare: both files are '/dev/null'");
    } else if (a->name && b->name && a->kind != b->kind) {
        complain("'%s' is %s, but '%s' is %s: compare two versions of one", a->name,
                 kind_words(a->kind), b->name, kind_words(b->kind));
    } else if (any->kind != CF_FILE_CHART && any->kind != CF_FILE_CITY) {
        complain("'%s' is %s: flowcharts and cities are compared", any->name,
                 kind_words(any->kind));
    } else {
        return true;
    }
    eval_refuse(&run->eval, any->name ? any->name : any->path);
    return false;
}

/* ---- loading ---- */

static enum cf_status load(struct diff_run *run, struct diff_version *version)
{
    struct eval_run *eval = &run->eval;
    if (version->kind == CF_FILE_CHART) {
        enum cf_status status = shelf_chart(&eval->shelf, &version->file, &version->chart);
        if (status != CF_OK)
            return status;
        return eval->shelf.charts[version->chart].program ? CF_OK : CF_INVALID;
    }
    struct cf_input input = file_input(&version->file);
    enum cf_status status = cf_load_city(&version->city, &input, eval->diags);
    file_release(&version->file);
    return status;
}

static bool load_version(struct diff_run *run, struct diff_version *version)
{
    if (!version->name)
        return true;
    enum cf_status status = load(run, version);
    eval_tell(&run->eval);
    if (status == CF_NO_MEMORY)
        eval_note_status(&run->eval, status);
    else if (status != CF_OK)
        refuse(run, version);
    return status == CF_OK;
}

bool diff_load(struct diff_run *run)
{
    bool good = read_version(run, &run->old_version, "old");
    good = read_version(run, &run->new_version, "new") && good;
    if (!good || !fit(run))
        return false;
    good = load_version(run, &run->old_version);
    return load_version(run, &run->new_version) && good;
}
