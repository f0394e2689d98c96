#include "commands/suite_cities.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/command.h"
#include "commands/files.h"
#include "commands/relative.h"

/* What comes through a pipe, under whichever name. */
static char *name_unnamed(struct suite_cities *cities, const char *path)
{
    if (!cities->complained)
        complain("'%s' is no file that a suite can name, so its cases cannot be run", path);
    cities->complained = true;
    return text_format("%s", path);
}

static const char *name_city(void *payload, const struct cf_city *city)
{
    struct suite_cities *cities = payload;
    char *folder = folder_of(cities->output ? cities->output : "");
    free(cities->name);
    cities->name = folder ? relative_name(folder, city->source->name) : NULL;
    if (folder && !cities->name && errno != ENOMEM)
        cities->name = name_unnamed(cities, city->source->name);
    free(folder);
    return cities->name;
}

struct cf_suite_names suite_names(struct suite_cities *cities)
{
    return (struct cf_suite_names){ name_city, cities };
}

void suite_cities_release(struct suite_cities *cities)
{
    free(cities->name);
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
