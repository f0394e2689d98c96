#include "commands/library.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"

bool library_open(struct library *library)
{
    *library = (struct library){ .diags = cf_diags_new() };
    library->shelf = (struct shelf){ .places = &library->places,
                                     .diags = &library->diags,
                                     .what_ifs = &library->no_what_ifs };
    return places_find(&library->places) && library->diags;
}

void library_release(struct library *library)
{
    for (size_t i = 0; i < library->city_count; i++)
        cf_city_free(library->cities[i]);
    free(library->cities);
    free(library->programs);
    shelf_release(&library->shelf);
    places_release(&library->places);
    names_release(&library->faulty);
    names_release(&library->unread);
    cf_diags_free(library->diags);
}

/* What a failure to load a file means for the library. */
static void note_status(struct library *library, enum cf_status status, const char *name)
{
    struct names *names = status == CF_INVALID ? &library->faulty : &library->unread;
    if (status == CF_NO_MEMORY || (status != CF_OK && !names_add(names, name)))
        library->failed = true;
}

/* ---- charts ---- */

/* A chart that was found before has the id. */
static bool has_chart(const struct library *library, const char *id)
{
    for (size_t i = 0; i < library->program_count; i++)
        if (strcmp(cf_program_chart(library->programs[i])->id.text, id) == 0)
            return true;
    return false;
}

static void add_program(struct library *library, const struct cf_program *program)
{
    if (has_chart(library, cf_program_chart(program)->id.text))
        return;
    const struct cf_program **programs =
        realloc(library->programs, (library->program_count + 1) * sizeof(*programs));
    if (!programs) {
        library->failed = true;
        return;
    }
    library->programs = programs;
    library->programs[library->program_count++] = program;
}

/* Takes a chart of the shelf in; false: it is faulty, or there is no such file. */
static bool take_in(struct library *library, const struct shelf_chart *chart)
{
    if (chart->program)
        add_program(library, chart->program);
    else if (chart->name)
        note_status(library, CF_INVALID, chart->name);
    return chart->program != NULL;
}

bool library_add_chart(struct library *library, const char *operand)
{
    size_t number;
    enum cf_status status = shelf_named(&library->shelf, operand, &number);
    note_status(library, status, operand);
    return status == CF_OK && take_in(library, &library->shelf.charts[number]);
}

static void add_chart_file(struct library *library, struct file *file)
{
    size_t number;
    enum cf_status status = shelf_chart(&library->shelf, file, &number);
    library->failed |= status != CF_OK;
    if (status == CF_OK)
        take_in(library, &library->shelf.charts[number]);
}

const struct cf_program **library_charts_of(struct library *library, const struct cf_city *city,
                                            size_t *count)
{
    const struct cf_program **programs = calloc(city->charts.count + 1, sizeof(*programs));
    *count = 0;
    for (size_t i = 0; i < city->charts.count && programs; i++) {
        size_t number;
        enum cf_status status =
            shelf_by_id(&library->shelf, city->source->name, &city->charts.items[i], &number);
        if (status == CF_OK && library->shelf.charts[number].program)
            programs[(*count)++] = library->shelf.charts[number].program;
        else
            library->failed |= status == CF_NO_MEMORY;
    }
    return programs;
}

/* ---- cities ---- */

static bool has_city(const struct library *library, const char *id)
{
    for (size_t i = 0; i < library->city_count; i++)
        if (strcmp(library->cities[i]->self.id.text, id) == 0)
            return true;
    return false;
}

static void add_city(struct library *library, const struct cf_input *input)
{
    struct cf_city *city;
    enum cf_status status = cf_load_city(&city, input, library->diags);
    note_status(library, status, input->name);
    if (status != CF_OK || has_city(library, city->self.id.text)) {
        cf_city_free(city);
        return;
    }
    struct cf_city **cities = realloc(library->cities, (library->city_count + 1) * sizeof(*cities));
    if (!cities) {
        cf_city_free(city);
        library->failed = true;
        return;
    }
    library->cities = cities;
    library->cities[library->city_count++] = city;
}

/* ---- files ---- */

static enum taken add_file(struct library *library, const char *name, bool with_charts)
{
    struct file file;
    struct file_fault fault;
    enum cf_status status = file_open(&file, name, FOLDER_DATA, &library->places, &fault);
    library->failed |= status == CF_NO_MEMORY;
    if (status != CF_OK)
        return TAKEN_NOT_FOUND;
    struct cf_input input = file_input(&file);
    enum cf_file_kind kind = cf_file_kind(&input);
    if (kind == CF_FILE_CITY)
        add_city(library, &input);
    else if (kind == CF_FILE_CHART && with_charts)
        add_chart_file(library, &file);
    file_release(&file);
    return kind == CF_FILE_CITY || kind == CF_FILE_CHART ? TAKEN_OR_FAULTY : TAKEN_OTHER_KIND;
}

enum taken library_add_file(struct library *library, const char *path)
{
    return add_file(library, path, true);
}

static bool visit(struct library *library, const char *name, bool with_charts)
{
    if (add_file(library, name, with_charts) == TAKEN_NOT_FOUND)
        note_status(library, CF_NOT_FOUND, name);
    return !library->failed;
}

static bool visit_any(void *library, const char *name)
{
    return visit(library, name, true);
}

static bool visit_city(void *library, const char *name)
{
    return visit(library, name, false);
}

static void pass_over(void *library, const char *name, int reason)
{
    note_status(library, reason == ENOMEM ? CF_NO_MEMORY : CF_IO, name);
}

void library_find_all(struct library *library, bool with_charts)
{
    struct walker walker = { with_charts ? visit_any : visit_city, pass_over, library };
    if (!each_found_file(&library->places, &walker))
        library->failed = true;
}
