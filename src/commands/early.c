#include "commands/early.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "commands/cores.h"

enum { WORD_SIZE = 128 };

struct early {
    const struct places *places;
    char *city; /* the name of its file */
    char chart_id[WORD_SIZE];
    pthread_t thread;
    bool running;
    atomic_flag chart_begun; /* by one of the two threads */

    /* what the thread finds; NULL: nothing, or not without a fault */
    struct file file; /* of the chart */
    struct cf_chart *chart;
    char path[WORD_SIZE]; /* of the catalog, as the chart names it */
    struct file_id catalog_id;
    struct cf_catalog *catalog;
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

static void load_catalog(struct early *early, const struct cf_reader *reader,
                         struct cf_diags *diags)
{
    const struct relative_files *files = reader->payload;
    struct cf_input input;
    if (!glance(&early->file, "\ncatalog:", early->path) ||
        reader->read(reader->payload, early->path, early->file.name, &input) != CF_OK)
        return;
    early->catalog_id = files->file.id;
    if (cf_load_catalog(&early->catalog, &input, diags) != CF_OK || cf_diags_count(diags)) {
        cf_catalog_free(early->catalog);
        early->catalog = NULL;
    }
}

static void load_chart(struct early *early, const struct cf_reader *reader, struct cf_diags *diags)
{
    struct cf_input input = file_input(&early->file);
    if (cf_load_chart(&early->chart, &input, reader, diags) != CF_OK || cf_diags_count(diags)) {
        cf_chart_free(early->chart);
        early->chart = NULL;
    }
}

static void *load_early(void *payload)
{
    struct early *early = payload;
    struct relative_files files = { .places = early->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_diags *diags = cf_diags_new();
    if (diags &&
        file_open_chart(&early->file, early->chart_id, early->city, early->places, true) == CF_OK) {
        load_catalog(early, &reader, diags);
        if (early->catalog && !atomic_flag_test_and_set(&early->chart_begun))
            load_chart(early, &reader, diags);
    }
    file_release(&files.file);
    cf_diags_free(diags);
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
    memcpy(early->chart_id, chart, sizeof chart);
    atomic_flag_clear(&early->chart_begun);
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

bool early_chart(struct early *early, const struct file *file, struct cf_chart **chart)
{
    if (!early || !atomic_flag_test_and_set(&early->chart_begun))
        return false;
    wait_for(early);
    const struct file *own = &early->file;
    if (!early->chart || strcmp(own->name, file->name) != 0 || own->length != file->length ||
        memcmp(own->bytes, file->bytes, own->length) != 0)
        return false;
    *chart = early->chart;
    early->chart = NULL;
    return true;
}

bool early_catalog(struct early *early, const char *path, const char *from, struct file_id *id,
                   struct cf_catalog **catalog)
{
    if (!early)
        return false;
    wait_for(early);
    if (!early->catalog || strcmp(early->path, path) != 0 || strcmp(early->file.name, from) != 0)
        return false;
    *id = early->catalog_id;
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
    cf_chart_free(early->chart);
    file_release(&early->file);
    free(early->city);
    free(early);
}
