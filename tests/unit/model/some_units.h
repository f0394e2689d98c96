/* The units with which the tests of units work, and a table of them as a fixture. */
#ifndef CF_TESTS_SOME_UNITS_H
#define CF_TESTS_SOME_UNITS_H

#include <stddef.h>

#include <clusterflow/model.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct cf_units *units;

static const struct definition {
    const char *id, *equals, *also[3];
} definitions[] = {
    { "m", NULL, { "metre" } },
    { "s", NULL, { NULL } },
    { "person", NULL, { "persons", "people", "\xe4\xba\xba" } },
    { "CNY", NULL, { "yuan", "RMB", "\xc2\xa5" } },
    { "firm", NULL, { NULL } },
    { "hundred", "100", { NULL } },
    { "ten_thousand", "10000", { "\xe4\xb8\x87" } },
    { "billion", "1e9", { NULL } },
    { "percent", "0.01", { "%", "per_cent" } },
    { "km", "1000 m", { NULL } },
    { "mile", "1609.344 m", { NULL } },
    { "min", "60 s", { "minute", "minutes" } },
    { "hour", "60 min", { "h" } },
    { "day", "24 hour", { NULL } },
    { "year", "365.25 day", { "a" } },
    { "ha", "10000 m2", { NULL } },
    { "N", "ha km per day^2", { NULL } }, /* nonsense, with a scale that does not end */
};

static enum cf_status define(const struct definition *definition, struct cf_unit_fault *fault,
                             const char **taken)
{
    size_t count = 0;
    while (count < COUNT(definition->also) && definition->also[count])
        count++;
    return cf_units_define(units, definition->id, definition->equals, definition->also, count,
                           fault, taken);
}

static int make_units(void **state)
{
    struct cf_unit_fault fault;
    (void)state;
    units = cf_units_new();
    for (size_t i = 0; units && i < COUNT(definitions); i++) {
        if (define(&definitions[i], &fault, NULL))
            return -1;
    }
    return units ? 0 : -1;
}

static int free_units(void **state)
{
    (void)state;
    cf_units_free(units);
    cf_units_free(NULL);
    return 0;
}

#endif
