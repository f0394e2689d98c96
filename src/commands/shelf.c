#include "commands/shelf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"

void shelf_release(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->chart_count; i++) {
        cf_program_free(shelf->charts[i].program);
        cf_chart_free(shelf->charts[i].chart);
        free(shelf->charts[i].name);
    }
    for (size_t i = 0; i < shelf->key_count; i++)
        free(shelf->keys[i].text);
    for (size_t i = 0; i < shelf->catalog_count; i++)
        cf_catalog_free(shelf->catalogs[i].catalog);
    early_end(shelf->early);
    free(shelf->charts);
    free(shelf->keys);
    free(shelf->catalogs);
}

/* ---- catalogs ---- */

static enum cf_status keep_catalog(struct shelf *shelf, const struct file_id *id,
                                   struct cf_catalog *catalog)
{
    struct shelf_catalog *catalogs =
        realloc(shelf->catalogs, (shelf->catalog_count + 1) * sizeof *catalogs);
    if (!catalogs) {
        cf_catalog_free(catalog);
        return CF_NO_MEMORY;
    }
    shelf->catalogs = catalogs;
    shelf->catalogs[shelf->catalog_count++] = (struct shelf_catalog){ *id, catalog };
    return CF_OK;
}

/* The catalog of that file on the shelf; NULL: it is not there. */
static const struct cf_catalog *kept_catalog(const struct shelf *shelf, const struct file_id *id)
{
    for (size_t i = 0; i < shelf->catalog_count; i++)
        if (file_id_same(&shelf->catalogs[i].id, id))
            return shelf->catalogs[i].catalog;
    return NULL;
}

enum cf_status shelf_catalog(struct shelf *shelf, struct file *file,
                             const struct cf_catalog **catalog)
{
    struct cf_catalog *loaded;
    *catalog = kept_catalog(shelf, &file->id);
    if (*catalog) {
        file_release(file);
        return CF_OK;
    }
    struct cf_input input = file_give(file);
    enum cf_status status = cf_load_catalog(&loaded, &input, *shelf->diags);
    *catalog = loaded;
    if (status == CF_OK)
        status = keep_catalog(shelf, &file->id, loaded);
    file_release(file);
    return status;
}

static enum cf_status report_path(struct shelf *shelf, const struct cf_text *path,
                                  enum cf_status status)
{
    bool outside = status == CF_INVALID;
    char *message = text_format(outside ? "'%s' leads out of the folders that a file may name"
                                        : "cannot read '%s'",
                                path->text);
    if (!message)
        return CF_NO_MEMORY;
    status = cf_diags_add(*shelf->diags, outside ? "file-outside" : "file-unreadable", path->pos,
                          message,
                          outside ? "put the file beside this one"
                                  : "name a file relative to the folder of this one");
    free(message);
    return status == CF_OK ? CF_INVALID : status;
}

/* Takes the chart's catalog to the shelf if it was loaded early and is not there yet. */
static enum cf_status take_early(struct shelf *shelf, const struct cf_chart *chart,
                                 const struct cf_catalog **catalog)
{
    struct file_id id;
    struct cf_catalog *loaded;
    if (!early_catalog(shelf->early, chart->catalog.text, chart->source->name, &id, &loaded))
        return CF_NOT_FOUND;
    *catalog = kept_catalog(shelf, &id);
    if (*catalog) {
        cf_catalog_free(loaded);
        return CF_OK;
    }
    *catalog = loaded;
    return keep_catalog(shelf, &id, loaded);
}

/* The chart's catalog, loaded or from the shelf. */
static enum cf_status find_catalog(struct shelf *shelf, const struct cf_chart *chart,
                                   const struct cf_catalog **catalog)
{
    enum cf_status early = take_early(shelf, chart, catalog);
    if (early != CF_NOT_FOUND)
        return early;
    struct relative_files files = { .places = shelf->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_input input;
    enum cf_status status =
        reader.read(reader.payload, chart->catalog.text, chart->source->name, &input);
    if (status != CF_OK)
        return status == CF_NO_MEMORY ? status : report_path(shelf, &chart->catalog, status);
    return shelf_catalog(shelf, &files.file, catalog);
}

/* ---- what-ifs ---- */

/* Gives each assignment to the program; those that name nothing of it are left to other charts. */
static enum cf_status
assign(struct shelf *shelf, struct cf_program *program, const char **texts, size_t count,
       bool *used, enum cf_status (*set)(struct cf_program *, const char *, struct cf_diags *))
{
    enum cf_status result = CF_OK;
    for (size_t i = 0; i < count; i++) {
        enum cf_status status = set(program, texts[i], *shelf->diags);
        if (status != CF_NOT_FOUND)
            used[i] = true;
        shelf->what_ifs->faulty |= status == CF_INVALID;
        if (status != CF_OK && status != CF_NOT_FOUND)
            result = status;
    }
    return result;
}

static enum cf_status assign_all(struct shelf *shelf, struct cf_program *program)
{
    struct what_ifs *what_ifs = shelf->what_ifs;
    size_t own = what_ifs->set_count - what_ifs->given_count;
    enum cf_status sets =
        assign(shelf, program, what_ifs->sets, own, what_ifs->set_used, cf_program_set);
    enum cf_status given = assign(shelf, program, what_ifs->sets + own, what_ifs->given_count,
                                  what_ifs->set_used + own, cf_program_set_given);
    sets = sets != CF_OK ? sets : given;
    enum cf_status thresholds =
        assign(shelf, program, what_ifs->thresholds, what_ifs->threshold_count,
               what_ifs->threshold_used, cf_program_set_threshold);
    return sets != CF_OK ? sets : thresholds;
}

/* ---- charts ---- */

static enum cf_status compile(struct shelf *shelf, struct shelf_chart *entry, struct file *file)
{
    struct relative_files files = { .places = shelf->places };
    struct cf_reader reader = file_reader(&files);
    const struct cf_catalog *catalog = NULL;
    enum cf_status status = CF_OK;
    if (!early_chart(shelf->early, file, &entry->chart)) {
        struct cf_input input = file_give(file);
        status = cf_load_chart(&entry->chart, &input, &reader, *shelf->diags);
    }
    file_release(&files.file);
    if (status == CF_OK || (entry->chart && entry->chart->catalog.text)) {
        /* what else is wrong with a faulty chart shows against its catalog */
        enum cf_status found = find_catalog(shelf, entry->chart, &catalog);
        if (found == CF_OK)
            found = cf_compile(&entry->program, entry->chart, catalog, *shelf->diags);
        status = found;
    }
    if (status == CF_OK)
        status = assign_all(shelf, entry->program);
    if (status != CF_OK) {
        cf_program_free(entry->program);
        entry->program = NULL;
    }
    return status;
}

/* Makes room for one more item of `size` bytes; NULL: no memory. */
static void *more(void *items, size_t count, size_t size)
{
    return realloc(items, (count + 1) * size);
}

static bool add_chart(struct shelf *shelf, size_t *number)
{
    struct shelf_chart *charts = more(shelf->charts, shelf->chart_count, sizeof *charts);
    if (!charts)
        return false;
    shelf->charts = charts;
    shelf->charts[shelf->chart_count] = (struct shelf_chart){ 0 };
    *number = shelf->chart_count++;
    return true;
}

/* Takes the text of the key over. */
static bool add_key(struct shelf *shelf, char *text, size_t number)
{
    struct shelf_key *keys = more(shelf->keys, shelf->key_count, sizeof *keys);
    if (!keys) {
        free(text);
        return false;
    }
    shelf->keys = keys;
    shelf->keys[shelf->key_count++] = (struct shelf_key){ text, number };
    return true;
}

static bool find_key(const struct shelf *shelf, const char *text, size_t *number)
{
    for (size_t i = 0; i < shelf->key_count; i++)
        if (strcmp(shelf->keys[i].text, text) == 0) {
            *number = shelf->keys[i].number;
            return true;
        }
    return false;
}

static bool find_file(const struct shelf *shelf, const struct file *file, size_t *number)
{
    for (size_t i = 0; i < shelf->chart_count; i++)
        if (file_id_same(&shelf->charts[i].id, &file->id)) {
            *number = i;
            return true;
        }
    return false;
}

/* A faulty chart stays on the shelf, so that it is told once. */
enum cf_status shelf_chart(struct shelf *shelf, struct file *file, size_t *number)
{
    if (find_file(shelf, file, number)) {
        file_release(file);
        return CF_OK;
    }
    if (!add_chart(shelf, number)) {
        file_release(file);
        return CF_NO_MEMORY;
    }
    struct shelf_chart *chart = &shelf->charts[*number];
    enum cf_status status = compile(shelf, chart, file);
    chart->id = file->id;
    chart->name = file->name;
    file->name = NULL;
    file_release(file);
    return status == CF_INVALID ? CF_OK : status;
}

enum cf_status shelf_named(struct shelf *shelf, const char *operand, size_t *number)
{
    struct file file;
    struct file_fault fault;
    if (find_key(shelf, operand, number))
        return CF_OK;
    enum cf_status status = file_open(&file, operand, FOLDER_FLOWCHARTS, shelf->places, &fault);
    file_complain(operand, status, &fault);
    if (status == CF_OK)
        status = shelf_chart(shelf, &file, number);
    else if (status != CF_NO_MEMORY)
        status = add_chart(shelf, number) ? CF_OK : CF_NO_MEMORY;
    char *key = status == CF_OK ? text_format("%s", operand) : NULL;
    if (status == CF_OK && (!key || !add_key(shelf, key, *number)))
        status = CF_NO_MEMORY;
    return status;
}

static enum cf_status report_chart(struct shelf *shelf, struct cf_pos pos, const char *rule,
                                   char *message, const char *hint)
{
    enum cf_status status =
        message ? cf_diags_add(*shelf->diags, rule, pos, message, hint) : CF_NO_MEMORY;
    free(message);
    return status;
}

static enum cf_status report_unread(struct shelf *shelf, const struct cf_text *id,
                                    enum cf_status status)
{
    return report_chart(
        shelf, id->pos, "file-unreadable",
        text_format(status == CF_IO ? "cannot read chart '%s': %s" : "no chart '%s' is found",
                    id->text, strerror(errno)),
        "put it beside this file or into ../flowcharts, as <id>.yaml");
}

/* The chart that a file names, from its own. One of another id is none. */
static enum cf_status read_by_id(struct shelf *shelf, const char *from, const struct cf_text *id,
                                 size_t *number)
{
    struct file file;
    enum cf_status status = file_open_chart(&file, id->text, from, shelf->places, false);
    if (status == CF_NOT_FOUND || status == CF_IO) {
        status = report_unread(shelf, id, status);
        return status != CF_OK ? status : add_chart(shelf, number) ? CF_OK : CF_NO_MEMORY;
    }
    if (status == CF_OK)
        status = shelf_chart(shelf, &file, number);
    if (status != CF_OK)
        return status;
    const struct cf_chart *chart = shelf->charts[*number].chart;
    if (!shelf->charts[*number].program || strcmp(chart->id.text, id->text) == 0)
        return CF_OK;
    status = report_chart(
        shelf, chart->id.pos, "chart-id",
        text_format("this chart is '%s', but '%s' names it '%s'", chart->id.text, from, id->text),
        "let the name of the file be that of its chart");
    return status != CF_OK ? status : add_chart(shelf, number) ? CF_OK : CF_NO_MEMORY;
}

enum cf_status shelf_by_id(struct shelf *shelf, const char *from, const struct cf_text *id,
                           size_t *number)
{
    char *folder = folder_of(from);
    char *key = folder ? text_format("%s|%s", folder, id->text) : NULL;
    free(folder);
    if (!key)
        return CF_NO_MEMORY;
    if (find_key(shelf, key, number)) {
        free(key);
        return CF_OK;
    }
    enum cf_status status = read_by_id(shelf, from, id, number);
    if (status == CF_OK && add_key(shelf, key, *number))
        return CF_OK;
    if (status == CF_OK)
        return CF_NO_MEMORY;
    free(key);
    return status;
}
