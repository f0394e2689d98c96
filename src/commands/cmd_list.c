#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/files.h"
#include "commands/product.h"

static int run_list(const struct command *command, int argc, char **argv);

static const struct option_spec no_options[] = { { 0 } };

const struct command command_list = {
    "list",
    "list the flowcharts and cities that are found",
    "",
    "Lists the flowcharts and cities in flowcharts/ and data/ of the working directory,\n"
    "of each directory in CLUSTERFLOW_PATH and of the installed share folder.\n",
    no_options,
    run_list,
};

static bool take_nothing(void *settings, int key, const char *value)
{
    (void)settings, (void)key, (void)value;
    return false;
}

/* One row of the list. */
struct entry {
    char *id, *title, *name;
};

struct entries {
    struct entry *items;
    size_t count;
};

struct listing {
    struct places places;
    struct cf_diags *diags;
    struct entries charts, cities;
    int status;
};

static void add_entry(struct listing *listing, struct entries *entries, const char *id,
                      const char *title, const char *name)
{
    struct entry *items = realloc(entries->items, (entries->count + 1) * sizeof *items);
    if (!items) {
        listing->status = EXIT_MACHINE;
        return;
    }
    entries->items = items;
    struct entry entry = { text_format("%s", id), text_format("%s", title),
                           text_format("%s", name) };
    if (!entry.id || !entry.title || !entry.name)
        listing->status = EXIT_MACHINE;
    entries->items[entries->count++] = entry;
}

static void list_chart(struct listing *listing, const struct cf_input *input)
{
    struct relative_files files = { .places = &listing->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_chart *chart;
    enum cf_status status = cf_load_chart(&chart, input, &reader, listing->diags);
    if (status == CF_OK)
        add_entry(listing, &listing->charts, chart->id.text, chart->title, input->name);
    else
        listing->status =
            worse(listing->status, status == CF_NO_MEMORY ? EXIT_MACHINE : EXIT_INPUT);
    cf_chart_free(chart);
    file_release(&files.file);
}

static void list_city(struct listing *listing, const struct cf_input *input)
{
    struct cf_city *city;
    enum cf_status status = cf_load_city(&city, input, listing->diags);
    if (status == CF_OK)
        add_entry(listing, &listing->cities, city->self.id.text, city->self.name, input->name);
    else
        listing->status =
            worse(listing->status, status == CF_NO_MEMORY ? EXIT_MACHINE : EXIT_INPUT);
    cf_city_free(city);
}

static void list_file(struct listing *listing, const char *name)
{
    struct file file;
    if (file_open(&file, name, FOLDER_DATA, &listing->places) != CF_OK) {
        listing->status = worse(listing->status, EXIT_INPUT);
        return;
    }
    struct cf_input input = file_input(&file);
    enum cf_file_kind kind = cf_file_kind(&input);
    if (kind == CF_FILE_CHART)
        list_chart(listing, &input);
    else if (kind == CF_FILE_CITY)
        list_city(listing, &input);
    file_release(&file);
}

static int is_yaml(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

/* The order of bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void list_folder(struct listing *listing, const char *place, const char *folder)
{
    struct dirent **names;
    char *path = text_format("%s%s", place, folder);
    int count = path ? scandir(path, &names, is_yaml, by_name) : -1;
    for (int i = 0; i < count; i++) {
        char *name = text_format("%s%s", path, names[i]->d_name);
        if (name)
            list_file(listing, name);
        free(name);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    free(path);
}

/* ---- printing ---- */

/* The ids found twice are those that an earlier place hides. */
static bool hidden(const struct entries *entries, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(entries->items[i].id, entries->items[number].id) == 0)
            return true;
    return false;
}

static void print_entries(const char *heading, struct entries *entries)
{
    if (entries->count)
        printf("%s\n", heading);
    for (size_t i = 0; i < entries->count; i++) {
        struct entry *entry = &entries->items[i];
        if (!hidden(entries, i))
            printf("  %-14s %-44s %s\n", entry->id, entry->title, entry->name);
    }
    for (size_t i = 0; i < entries->count; i++) {
        free(entries->items[i].id);
        free(entries->items[i].title);
        free(entries->items[i].name);
    }
    free(entries->items);
}

static int run_list(const struct command *command, int argc, char **argv)
{
    struct listing listing = { .diags = cf_diags_new() };
    enum parsed parsed = parse_options(command, &argc, argv, take_nothing, NULL);
    if (parsed == PARSED_RUN && argc > 1) {
        usage_error("list takes no operands");
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED_RUN) {
        cf_diags_free(listing.diags);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    if (!listing.diags || !places_find(&listing.places))
        listing.status = EXIT_MACHINE;
    for (size_t i = 0; i < listing.places.count && listing.status < EXIT_MACHINE; i++) {
        list_folder(&listing, listing.places.items[i], "flowcharts/");
        list_folder(&listing, listing.places.items[i], "data/");
    }
    if (listing.diags)
        print_diags(listing.diags, 0, "auto", false);
    if (!listing.charts.count && !listing.cities.count && listing.status == EXIT_DONE) {
        complain("no flowcharts/ and no data/ are found here");
        listing.status = EXIT_INPUT;
    }
    print_entries("flowcharts", &listing.charts);
    print_entries("cities", &listing.cities);
    places_release(&listing.places);
    cf_diags_free(listing.diags);
    return listing.status;
}
