/* The cities that show what the difference of two charts makes, and the charts of two cities. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/diff_run.h"
#include "commands/folders.h"

/* ---- cities ---- */

static bool has_city(const struct diff_run *run, const char *id)
{
    for (size_t i = 0; i < run->city_count; i++)
        if (strcmp(run->cities[i]->self.id.text, id) == 0)
            return true;
    return false;
}

/* Takes the city over. */
static void keep_city(struct diff_run *run, struct cf_city *city)
{
    struct cf_city **cities = realloc(run->cities, (run->city_count + 1) * sizeof(*cities));
    if (!cities) {
        cf_city_free(city);
        eval_note_status(&run->eval, CF_NO_MEMORY);
        return;
    }
    run->cities = cities;
    run->cities[run->city_count++] = city;
}

static void load_named(struct diff_run *run, const char *name)
{
    struct loaded loaded;
    loaded_load(&loaded, name, &run->eval.places, NULL);
    if (loaded.diags)
        eval_use_diags(&run->eval, loaded.diags);
    eval_tell(&run->eval);
    eval_use_diags(&run->eval, NULL);
    file_complain(name, loaded.status, &loaded.fault);
    if (loaded.status == CF_OK) {
        keep_city(run, loaded.city);
        loaded.city = NULL;
    } else if (loaded.status == CF_NO_MEMORY) {
        eval_note_status(&run->eval, CF_NO_MEMORY);
    } else {
        eval_refuse(&run->eval, name);
    }
    loaded_release(&loaded);
}

/* A city that is found and not named: one that is faulty, or whose id was found before, is left
 * out. */
static void take_found(struct diff_run *run, const char *name, const struct cf_input *input)
{
    struct cf_city *city;
    struct cf_diags *diags = cf_diags_new(); /* check tells them */
    enum cf_status status = diags ? cf_load_city(&city, input, diags) : CF_NO_MEMORY;
    cf_diags_free(diags);
    if (status == CF_INVALID)
        complain("'%s' has faults and is passed over: see 'clusterflow check'", name);
    if (status == CF_NO_MEMORY)
        eval_note_status(&run->eval, status);
    else if (status == CF_OK && !has_city(run, city->self.id.text))
        keep_city(run, city);
    else
        cf_city_free(city);
}

static bool visit(void *payload, const char *name)
{
    struct diff_run *run = payload;
    struct file file;
    enum cf_status status = file_read(&file, name);
    if (status == CF_NO_MEMORY) {
        eval_note_status(&run->eval, status);
        return false;
    }
    if (status != CF_OK) {
        complain("'%s' cannot be read and is passed over: %s", name, strerror(errno));
        return true;
    }
    struct cf_input input = file_input(&file);
    if (cf_file_kind(&input) == CF_FILE_CITY)
        take_found(run, name, &input);
    file_release(&file);
    return run->eval.status < EXIT_MACHINE && !interrupted();
}

static void pass_over(void *payload, const char *name, int reason)
{
    (void)payload;
    complain("'%s' cannot be read and is passed over: %s", name, strerror(reason));
}

void diff_load_cities(struct diff_run *run, size_t count, char **names)
{
    struct walker walker = { visit, pass_over, run };
    for (size_t i = 0; i < count && run->eval.status < EXIT_MACHINE; i++)
        load_named(run, names[i]);
    if (!count && !each_found_file(&run->eval.places, &walker) && !interrupted())
        eval_note_status(&run->eval, CF_NO_MEMORY);
}

/* ---- charts ---- */

static void keep_programs(struct diff_run *run)
{
    const struct eval_run *eval = &run->eval;
    const struct cf_program **programs =
        realloc(run->programs, (run->program_count + eval->chart_count + 1) * sizeof(*programs));
    if (!programs) {
        eval_note_status(&run->eval, CF_NO_MEMORY);
        return;
    }
    run->programs = programs;
    for (size_t i = 0; i < eval->chart_count; i++) {
        const struct cf_program *program = eval->shelf.charts[eval->charts[i]].program;
        size_t j = 0;
        while (j < run->program_count && run->programs[j] != program)
            j++;
        run->programs[j] = program;
        run->program_count += j == run->program_count;
    }
}

static void find_charts_of(struct diff_run *run, const struct diff_version *version)
{
    if (!version->city || !version->city->charts.count)
        return;
    if (!eval_find_city_charts(&run->eval, version->city))
        eval_refuse(&run->eval, version->name);
    keep_programs(run);
    eval_tell(&run->eval);
}

void diff_load_charts(struct diff_run *run)
{
    if (run->eval.settings.charts.count) {
        eval_find_named_charts(&run->eval);
        keep_programs(run);
        return;
    }
    find_charts_of(run, &run->new_version);
    find_charts_of(run, &run->old_version);
}
