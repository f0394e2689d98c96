#include "commands/early.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "commands/cores.h"

enum { WORD_SIZE = 128 };

struct early {
    const struct places *places;
    char *city; /* the name of its file */
    char chart[WORD_SIZE];
    pthread_t thread;
    bool running;

    /* what the thread finds */
    char *from; /* the name of the chart's file */
    char path[WORD_SIZE];
    struct file_id id;
    struct cf_catalog *catalog; /* NULL: none, or not one without a fault */
};

/* ---- the glance ---- */

/* The text behind `key` at the beginning of a line, such as "\ncharts:"; NULL: it is not there. */
static const char *find_key(const struct file *file, const char *key)
{
    const char *at = file->bytes, *end = at + file->length;
    size_t length = strlen(key);
    while ((at = memchr(at, key[0], (size_t)(end - at))) && (size_t)(end - at) > length) {
        if (memcmp(at, key, length) == 0)
            return at + length;
        at++;
    }
    return NULL;
}

/* The first word behind the key, whether it stands alone, in quotes or in a list. What else it may
 * be does no harm. */
static bool glance(const struct file *file, const char *key, char word[WORD_SIZE])
{
    const char *at = find_key(file, key), *end = file->bytes + file->length;
    size_t length = 0;
    while (at && at < end && *at && strchr(" \t\r\n[-'\"", *at))
        at++;
    while (at && at < end && *at && !strchr(" \t\r\n],'\"", *at) && length < WORD_SIZE - 1)
        word[length++] = *at++;
    word[length] = '\0';
    return length > 0;
}

/* ---- the thread ---- */

static struct cf_catalog *load_sound(const struct file *file)
{
    struct cf_input input = file_input(file);
    struct cf_catalog *catalog = NULL;
    struct cf_diags *diags = cf_diags_new();
    if (diags && (cf_load_catalog(&catalog, &input, diags) != CF_OK || cf_diags_count(diags))) {
        cf_catalog_free(catalog);
        catalog = NULL;
    }
    cf_diags_free(diags);
    return catalog;
}

static void *load_early(void *payload)
{
    struct early *early = payload;
    struct relative_files files = { .places = early->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_input input;
    struct file chart;
    if (file_open_chart(&chart, early->chart, early->city, early->places, true) != CF_OK)
        return NULL;
    if (glance(&chart, "\ncatalog:", early->path) &&
        reader.read(reader.payload, early->path, chart.name, &input) == CF_OK) {
        early->catalog = load_sound(&files.file);
        early->id = files.file.id;
        early->from = chart.name;
        chart.name = NULL;
    }
    file_release(&files.file);
    file_release(&chart);
    return NULL;
}

/* ---- the caller's side ---- */

/* Signals stay with the caller's thread, where Ctrl-C ends a read that waits. */
static bool start_thread(struct early *early)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    early->running = pthread_create(&early->thread, NULL, load_early, early) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return early->running;
}

struct early *early_start(const struct file *city, const struct places *places)
{
    char chart[WORD_SIZE];
    if (!glance(city, "\ncharts:", chart) || usable_cores() < 2)
        return NULL;
    struct early *early = calloc(1, sizeof *early);
    if (!early)
        return NULL;
    early->places = places;
    early->city = text_format("%s", city->name);
    memcpy(early->chart, chart, sizeof chart);
    if (early->city && start_thread(early))
        return early;
    early_end(early);
    return NULL;
}

static void wait_for(struct early *early)
{
    if (early->running)
        pthread_join(early->thread, NULL);
    early->running = false;
}

bool early_take(struct early *early, const char *path, const char *from, struct file_id *id,
                struct cf_catalog **catalog)
{
    if (!early)
        return false;
    wait_for(early);
    if (!early->catalog || strcmp(early->path, path) != 0 || strcmp(early->from, from) != 0)
        return false;
    *id = early->id;
    *catalog = early->catalog;
    early->catalog = NULL;
    return true;
}

void early_end(struct early *early)
{
    if (!early)
        return;
    wait_for(early);
    cf_catalog_free(early->catalog);
    free(early->city);
    free(early->from);
    free(early);
}
