#include "commands/test_files.h"

#include <stdlib.h>
#include <string.h>

bool test_files_init(struct test_files *files)
{
    *files = (struct test_files){ .said = cf_diags_new() };
    files->shelf = (struct shelf){ .places = &files->places,
                                   .diags = &files->said,
                                   .what_ifs = &files->no_what_ifs };
    return files->said && places_find(&files->places);
}

void test_files_release(struct test_files *files)
{
    for (size_t i = 0; i < files->city_count; i++) {
        cf_city_free(files->cities[i].city);
        free(files->cities[i].name);
    }
    free(files->cities);
    free(files->charts);
    shelf_release(&files->shelf);
    places_release(&files->places);
    cf_diags_free(files->said);
}

/* Tells a case what came of a file. Returns CF_INVALID where there was an error. */
static enum cf_status tell(const struct test_files *files, const struct test_file *file,
                           struct cf_diags *diags)
{
    enum cf_status result = CF_OK;
    for (size_t i = file->first; i < file->end && result != CF_NO_MEMORY; i++) {
        const struct cf_diag *diag = cf_diags_get(files->said, i);
        enum cf_status status = cf_diags_copy(diags, diag);
        if (status != CF_OK)
            result = status;
        else if (diag->severity == CF_ERROR)
            result = CF_INVALID;
    }
    return result;
}

/* ---- charts ---- */

/* Notes that all charts which are new on the shelf came with these messages. */
static bool note_charts(struct test_files *files, size_t first)
{
    size_t count = files->shelf.chart_count;
    struct test_file *charts = realloc(files->charts, (count + 1) * sizeof *charts);
    if (!charts)
        return false;
    files->charts = charts;
    for (; files->chart_count < count; files->chart_count++)
        charts[files->chart_count] =
            (struct test_file){ .first = first, .end = cf_diags_count(files->said) };
    return true;
}

static enum cf_status find_chart(void *payload, const struct cf_suite *suite,
                                 const struct cf_text *id, const struct cf_chart **chart,
                                 const struct cf_catalog **catalog, struct cf_diags *diags)
{
    struct test_files *files = payload;
    size_t number, first = cf_diags_count(files->said);
    enum cf_status status = shelf_by_id(&files->shelf, suite->source->name, id, &number);
    if (status != CF_OK)
        return status;
    if (!note_charts(files, first))
        return CF_NO_MEMORY;
    const struct shelf_chart *found = &files->shelf.charts[number];
    if (found->program) {
        *chart = found->chart;
        *catalog = cf_program_catalog(found->program);
    }
    status = tell(files, &files->charts[number], diags);
    return status == CF_OK && !found->program ? CF_INVALID : status;
}

/* ---- cities ---- */

static enum cf_status report_path(struct cf_diags *diags, const struct cf_text *path,
                                  enum cf_status status)
{
    bool outside = status == CF_INVALID;
    char *message = text_format(outside ? "'%s' leads out of the folders that a file may name"
                                        : "cannot read '%s'",
                                path->text);
    enum cf_status added =
        message ? cf_diags_add(diags, outside ? "file-outside" : "file-unreadable", path->pos,
                               message, "name a city file relative to the folder of this one")
                : CF_NO_MEMORY;
    free(message);
    return added == CF_OK ? CF_INVALID : added;
}

static struct test_file *known_city(const struct test_files *files, const char *name)
{
    for (size_t i = 0; i < files->city_count; i++)
        if (strcmp(files->cities[i].name, name) == 0)
            return &files->cities[i];
    return NULL;
}

/* Reads the city into the list, faulty or not; NULL: no memory. */
static struct test_file *read_city(struct test_files *files, const struct cf_input *input)
{
    struct test_file *cities = realloc(files->cities, (files->city_count + 1) * sizeof *cities);
    char *name = cities ? text_format("%s", input->name) : NULL;
    if (cities)
        files->cities = cities;
    if (!name)
        return NULL;
    struct test_file *city = &cities[files->city_count++];
    *city = (struct test_file){ .name = name, .first = cf_diags_count(files->said) };
    enum cf_status status = cf_load_city(&city->city, input, files->said);
    city->end = cf_diags_count(files->said);
    return status == CF_NO_MEMORY ? NULL : city;
}

static enum cf_status find_city(void *payload, const struct cf_suite *suite,
                                const struct cf_text *path, const struct cf_city **city,
                                struct cf_diags *diags)
{
    struct test_files *files = payload;
    struct relative_files relative = { .places = &files->places };
    struct cf_reader reader = file_reader(&relative);
    struct cf_input input;
    enum cf_status status = reader.read(reader.payload, path->text, suite->source->name, &input);
    if (status == CF_NO_MEMORY)
        return status;
    if (status != CF_OK)
        return report_path(diags, path, status);
    const struct test_file *found = known_city(files, input.name);
    if (!found)
        found = read_city(files, &input);
    file_release(&relative.file);
    if (!found)
        return CF_NO_MEMORY;
    *city = found->city;
    return tell(files, found, diags);
}

struct cf_resolver test_files_resolver(struct test_files *files)
{
    return (struct cf_resolver){ find_chart, find_city, files };
}
