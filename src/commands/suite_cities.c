#include "commands/suite_cities.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/files.h"
#include "commands/relative.h"

static const char *name_city(void *payload, const struct cf_city *city)
{
    const struct suite_cities *cities = payload;
    const struct suite_city *item = cities->items;
    while (item->city != city) /* it was taken in */
        item++;
    return item->name;
}

static bool has_city(const struct suite_cities *cities, const struct cf_city *city)
{
    for (size_t i = 0; i < cities->count; i++)
        if (cities->items[i].city == city)
            return true;
    return false;
}

enum cf_status suite_add_city(struct suite_cities *cities, const struct cf_city *city)
{
    if (has_city(cities, city))
        return CF_OK;
    struct suite_city *items = realloc(cities->items, (cities->count + 1) * sizeof *items);
    if (!items)
        return CF_NO_MEMORY;
    cities->items = items;
    char *folder = folder_of(cities->output ? cities->output : "");
    char *name = folder ? relative_name(folder, city->source->name) : NULL;
    bool unnamed = folder && !name && errno != ENOMEM; /* what comes through a pipe */
    free(folder);
    if (unnamed) {
        complain("'%s' is no file that a suite can name: %s", city->source->name, strerror(errno));
        return CF_INVALID;
    }
    if (!name)
        return CF_NO_MEMORY;
    items[cities->count++] = (struct suite_city){ city, name };
    return CF_OK;
}

void suite_cities_clear(struct suite_cities *cities)
{
    for (size_t i = 0; i < cities->count; i++)
        free(cities->items[i].name);
    free(cities->items);
    cities->items = NULL;
    cities->count = 0;
}

struct cf_suite_names suite_names(struct suite_cities *cities)
{
    return (struct cf_suite_names){ name_city, cities };
}

bool suite_names_stdin(const char *command, size_t count, char **names)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], "-") == 0) {
            usage_error("%s: --as-suite names cities by their files; '-' has none", command);
            return true;
        }
    return false;
}
