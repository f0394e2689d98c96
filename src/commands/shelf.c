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
        free(shelf->charts[i].key);
        free(shelf->charts[i].name);
    }
    for (size_t i = 0; i < shelf->catalog_count; i++)
        cf_catalog_free(shelf->catalogs[i]);
    free(shelf->charts);
    free(shelf->catalogs);
}

/* ---- catalogs ---- */

static enum cf_status keep_catalog(struct shelf *shelf, struct cf_catalog *catalog)
{
    struct cf_catalog **catalogs =
        realloc(shelf->catalogs, (shelf->catalog_count + 1) * sizeof(*catalogs));
    if (!catalogs) {
        cf_catalog_free(catalog);
        return CF_NO_MEMORY;
    }
    shelf->catalogs = catalogs;
    shelf->catalogs[shelf->catalog_count++] = catalog;
    return CF_OK;
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

/* The chart's catalog, loaded or from the shelf. */
static enum cf_status find_catalog(struct shelf *shelf, const struct cf_chart *chart,
                                   struct cf_catalog **catalog)
{
    struct relative_files files = { .places = shelf->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_input input;
    enum cf_status status =
        reader.read(reader.payload, chart->catalog.text, chart->source->name, &input);
    if (status != CF_OK)
        return status == CF_NO_MEMORY ? status : report_path(shelf, &chart->catalog, status);
    for (size_t i = 0; i < shelf->catalog_count; i++)
        if (strcmp(shelf->catalogs[i]->source->name, input.name) == 0) {
            *catalog = shelf->catalogs[i];
            file_release(&files.file);
            return CF_OK;
        }
    status = cf_load_catalog(catalog, &input, *shelf->diags);
    file_release(&files.file);
    return status == CF_OK ? keep_catalog(shelf, *catalog) : status;
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
    enum cf_status sets = assign(shelf, program, what_ifs->sets, what_ifs->set_count,
                                 what_ifs->set_used, cf_program_set);
    enum cf_status thresholds =
        assign(shelf, program, what_ifs->thresholds, what_ifs->threshold_count,
               what_ifs->threshold_used, cf_program_set_threshold);
    return sets != CF_OK ? sets : thresholds;
}

/* ---- charts ---- */

static enum cf_status compile(struct shelf *shelf, struct shelf_chart *entry,
                              const struct file *file)
{
    struct relative_files files = { .places = shelf->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_input input = file_input(file);
    struct cf_catalog *catalog = NULL;
    enum cf_status status = cf_load_chart(&entry->chart, &input, &reader, *shelf->diags);
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

static struct shelf_chart *add_chart(struct shelf *shelf, char *key)
{
    struct shelf_chart *charts =
        key ? realloc(shelf->charts, (shelf->chart_count + 1) * sizeof *charts) : NULL;
    if (!charts) {
        free(key);
        return NULL;
    }
    shelf->charts = charts;
    shelf->charts[shelf->chart_count] = (struct shelf_chart){ .key = key };
    return &shelf->charts[shelf->chart_count++];
}

static bool find_chart(const struct shelf *shelf, const char *key, size_t *number)
{
    for (size_t i = 0; i < shelf->chart_count; i++)
        if (strcmp(shelf->charts[i].key, key) == 0) {
            *number = i;
            return true;
        }
    return false;
}

/* Puts what was read into the entry; a faulty chart stays on the shelf, so that it is told once. */
static enum cf_status fill_chart(struct shelf *shelf, struct shelf_chart *entry, struct file *file)
{
    enum cf_status status = compile(shelf, entry, file);
    entry->name = file->name;
    file->name = NULL;
    file_release(file);
    return status == CF_INVALID ? CF_OK : status;
}

enum cf_status shelf_named(struct shelf *shelf, const char *operand, size_t *number)
{
    struct file file;
    struct file_fault fault;
    if (find_chart(shelf, operand, number))
        return CF_OK;
    *number = shelf->chart_count;
    struct shelf_chart *entry = add_chart(shelf, text_format("%s", operand));
    if (!entry)
        return CF_NO_MEMORY;
    enum cf_status status = file_open(&file, operand, FOLDER_FLOWCHARTS, shelf->places, &fault);
    file_complain(operand, status, &fault);
    if (status != CF_OK)
        return status == CF_NO_MEMORY ? status : CF_OK;
    return fill_chart(shelf, entry, &file);
}

static enum cf_status report_chart(struct shelf *shelf, struct cf_pos pos, const char *rule,
                                   char *message, const char *hint)
{
    enum cf_status status =
        message ? cf_diags_add(*shelf->diags, rule, pos, message, hint) : CF_NO_MEMORY;
    free(message);
    return status;
}

enum cf_status shelf_of_city(struct shelf *shelf, const struct cf_city *city,
                             const struct cf_text *id, size_t *number)
{
    struct file file;
    char *folder = folder_of(city->source->name);
    char *key = folder ? text_format("%s|%s", folder, id->text) : NULL;
    free(folder);
    if (key && find_chart(shelf, key, number)) {
        free(key);
        return CF_OK;
    }
    *number = shelf->chart_count;
    struct shelf_chart *entry = add_chart(shelf, key);
    if (!entry)
        return CF_NO_MEMORY;
    enum cf_status status = file_open_chart(&file, id->text, city->source->name, shelf->places);
    if (status == CF_NOT_FOUND || status == CF_IO)
        return report_chart(
            shelf, id->pos, "file-unreadable",
            text_format(status == CF_IO ? "cannot read chart '%s': %s" : "no chart '%s' is found",
                        id->text, strerror(errno)),
            "put it beside this file or into ../flowcharts, as <id>.yaml");
    if (status != CF_OK)
        return status;
    status = fill_chart(shelf, entry, &file);
    if (status != CF_OK || !entry->program || strcmp(entry->chart->id.text, id->text) == 0)
        return status;
    cf_program_free(entry->program);
    entry->program = NULL;
    return report_chart(shelf, entry->chart->id.pos, "chart-id",
                        text_format("this chart is '%s', but a city file names it '%s'",
                                    entry->chart->id.text, id->text),
                        "let the name of the file be that of its chart");
}
