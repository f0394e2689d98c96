#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/folders.h"
#include "commands/product.h"

enum { UNBROKEN = 10000 };

static int run_list(const struct command *command, int argc, char **argv);

static const struct option_spec no_options[] = { { 0 } };

const struct command command_list = {
    "list",
    "list the flowcharts and cities that are found",
    "",
    "Lists the flowcharts and cities in flowcharts/ and data/ of the working\n"
    "directory, of each directory in CLUSTERFLOW_PATH, of the installed share folder\n"
    "and of the source tree that the tool was built in.\n",
    no_options,
    run_list,
};

static bool take_nothing(void *settings, int key, const char *value)
{
    (void)settings, (void)key, (void)value;
    return false;
}

/* Rows, and the texts in them, which are to be freed. */
struct entries {
    struct cf_list_row *rows;
    char *(*texts)[3]; /* of each row */
    size_t count;
};

struct listing {
    struct places places;
    struct cf_diags *diags;
    struct entries charts, cities;
    int status;
};

/* An id that an earlier place has hides this one. */
static bool hidden(const struct entries *entries, const char *id)
{
    for (size_t i = 0; i < entries->count; i++)
        if (entries->rows[i].id && strcmp(entries->rows[i].id, id) == 0)
            return true;
    return false;
}

static bool make_room(struct entries *entries)
{
    size_t more = entries->count + 1;
    struct cf_list_row *rows = realloc(entries->rows, more * sizeof *rows);
    if (rows)
        entries->rows = rows;
    char *(*texts)[3] = realloc(entries->texts, more * sizeof *texts);
    if (texts)
        entries->texts = texts;
    return rows && texts;
}

static void add_entry(struct listing *listing, struct entries *entries, const char *id,
                      const char *title, const char *name)
{
    if (hidden(entries, id))
        return;
    if (!make_room(entries)) {
        listing->status = out_of_memory();
        return;
    }
    char **own = entries->texts[entries->count];
    own[0] = text_format("%s", id);
    own[1] = text_format("%s", title);
    own[2] = text_format("%s", name);
    if (!own[0] || !own[1] || !own[2])
        listing->status = out_of_memory();
    entries->rows[entries->count++] = (struct cf_list_row){ own[0], own[1], own[2] };
}

static void release_entries(struct entries *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        for (int j = 0; j < 3; j++)
            free(entries->texts[i][j]);
    free(entries->texts);
    free(entries->rows);
}

static void note_failure(struct listing *listing, enum cf_status status)
{
    listing->status = worse(listing->status, status == CF_NO_MEMORY ? out_of_memory() : EXIT_INPUT);
}

static void note_unreadable(void *listing, const char *name, int reason)
{
    struct file_fault fault = { reason };
    file_complain(name, CF_IO, &fault);
    note_failure(listing, CF_IO);
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
        note_failure(listing, status);
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
        note_failure(listing, status);
    cf_city_free(city);
}

static bool list_file(void *payload, const char *name)
{
    struct listing *listing = payload;
    struct file file;
    struct file_fault fault;
    enum cf_status status = file_open(&file, name, FOLDER_DATA, &listing->places, &fault);
    if (status != CF_OK) {
        file_complain(name, status, &fault);
        note_failure(listing, status);
        return listing->status < EXIT_MACHINE;
    }
    struct cf_input input = file_input(&file);
    enum cf_file_kind kind = cf_file_kind(&input);
    if (kind == CF_FILE_CHART)
        list_chart(listing, &input);
    else if (kind == CF_FILE_CITY)
        list_city(listing, &input);
    file_release(&file);
    return listing->status < EXIT_MACHINE;
}

/* ---- printing ---- */

static void print_entries(struct listing *listing, const char *heading,
                          const struct entries *entries)
{
    struct product product;
    if (!entries->count || listing->status == EXIT_MACHINE || !product_open(&product, NULL))
        return;
    struct cf_sink sink = product_sink(&product);
    struct cf_style style = style_for(STDOUT_FILENO, "auto");
    if (!isatty(STDOUT_FILENO))
        style.width = UNBROKEN; /* a pipeline wants a line a row */
    if (cf_write_list(&sink, heading, entries->rows, entries->count, &style) == CF_NO_MEMORY)
        listing->status = out_of_memory();
    listing->status = worse(listing->status, product_close(&product, true));
}

static int run_list(const struct command *command, int argc, char **argv)
{
    struct listing listing = { .diags = cf_diags_new() };
    struct walker walker = { list_file, note_unreadable, &listing };
    enum parsed parsed = parse_options(command, &argc, argv, take_nothing, NULL);
    if (parsed == PARSED_RUN && argc > 1) {
        usage_error("list takes no operands");
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED_RUN) {
        cf_diags_free(listing.diags);
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    }
    if (!listing.diags || !places_find(&listing.places) ||
        !each_found_file(&listing.places, &walker))
        listing.status = out_of_memory();
    if (listing.diags)
        print_diags(listing.diags, 0, "auto", false);
    if (!listing.charts.count && !listing.cities.count && listing.status == EXIT_DONE) {
        complain("no flowcharts/ and no data/ are found here");
        listing.status = EXIT_INPUT;
    }
    print_entries(&listing, "flowcharts", &listing.charts);
    print_entries(&listing, "cities", &listing.cities);
    release_entries(&listing.charts);
    release_entries(&listing.cities);
    places_release(&listing.places);
    cf_diags_free(listing.diags);
    return listing.status;
}
