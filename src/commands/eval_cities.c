#include "commands/eval_run.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void note_city(struct eval_run *run, const struct loaded *loaded, enum cf_status status)
{
    eval_tell(run);
    if (interrupted() && status != CF_OK)
        return;
    if (!loaded->city) /* or it was taken over: then all is well, and nothing is said */
        file_complain(loaded->name, status, &loaded->fault);
    if (status == CF_NO_MEMORY || (status == CF_IO && loaded->city))
        eval_note_status(run, status);
    else if (status != CF_OK)
        eval_refuse(run, loaded->name);
}

/* Evaluates what was loaded. Its own messages come first, then those about its charts. */
static void eval_loaded(struct eval_run *run, struct loaded *loaded)
{
    if (loaded->diags)
        eval_use_diags(run, loaded->diags);
    enum cf_status status = loaded->city ? eval_city(run, loaded) : loaded->status;
    note_city(run, loaded, status);
    eval_use_diags(run, NULL);
    loaded_release(loaded);
}

static bool may_go_on(const struct eval_run *run)
{
    return !interrupted() && run->status < EXIT_MACHINE && !run->what_ifs.faulty;
}

/* A city's own charts are worth a guess; those that are named are loaded before it. */
static struct early **early_of(struct eval_run *run)
{
    return run->settings.charts.count ? NULL : &run->shelf.early;
}

/* Each city by itself, so that memory does not grow with their number. */
static void eval_one_by_one(struct eval_run *run, size_t count, char **names)
{
    for (size_t i = 0; i < count && may_go_on(run); i++) {
        struct loaded loaded;
        loaded_load(&loaded, names[i], &run->places, early_of(run));
        eval_loaded(run, &loaded);
    }
}

/* Many cities are loaded by several threads, while this one evaluates and writes. */
static bool eval_many(struct eval_run *run, size_t count, char **names)
{
    struct ahead *ahead = ahead_start(names, count, &run->places);
    struct loaded loaded;
    if (!ahead)
        return false;
    while (may_go_on(run) && ahead_next(ahead, &loaded))
        eval_loaded(run, &loaded);
    ahead_stop(ahead);
    return true;
}

/* All cities and their charts before the first result: a what-if that fits none is an error, and
 * then nothing is evaluated. */
static void eval_what_ifs(struct eval_run *run, size_t count, char **names)
{
    struct loaded *cities = calloc(count + 1, sizeof *cities);
    if (!cities)
        eval_note_status(run, CF_NO_MEMORY);
    for (size_t i = 0; cities && i < count && may_go_on(run); i++) {
        loaded_load(&cities[i], names[i], &run->places, early_of(run));
        if (cities[i].city && cities[i].city->charts.count && !run->settings.charts.count)
            eval_find_city_charts(run, cities[i].city);
        eval_tell(run);
    }
    eval_check_what_ifs(run);
    for (size_t i = 0; cities && i < count && may_go_on(run); i++)
        eval_loaded(run, &cities[i]);
    for (size_t i = 0; cities && i < count; i++)
        loaded_release(&cities[i]);
    free(cities);
}

enum { MANY = 32 };

/* A pipe may keep a reader waiting, where Ctrl-C has to reach it. */
static bool is_special(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && !S_ISREG(about.st_mode);
}

void eval_cities(struct eval_run *run, size_t count, char **names)
{
    bool may_block = false;
    eval_find_named_charts(run);
    if (run->settings.charts.count && !run->chart_count)
        return;
    for (size_t i = 0; i < count && count >= MANY; i++)
        may_block |= strcmp(names[i], "-") == 0 || is_special(names[i]);
    if (run->what_ifs.set_count || run->what_ifs.threshold_count)
        eval_what_ifs(run, count, names);
    else if (count < MANY || may_block || !eval_many(run, count, names))
        eval_one_by_one(run, count, names);
}
