#include "commands/early.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "commands/cores.h"

enum { WORD_SIZE = 128 };

struct early {
    const struct places *places;
    void (*load_city)(void *payload);
    void *payload;
    pthread_t thread;
    bool running;
    size_t heap;             /* bytes that the caller's thread will take, behind this record */
    atomic_flag chart_begun; /* by one of the two threads */

    struct file file;                    /* of the chart */
    char path[WORD_SIZE];                /* of the catalog, as the chart names it */
    struct relative_files catalog_files; /* with its file */

    /* NULL: nothing, or not without a fault */
    struct cf_chart *chart;
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

/* Reads the files of the chart and its catalog. */
static bool find_files(struct early *early, const struct file *city)
{
    char chart[WORD_SIZE];
    struct cf_input input;
    struct cf_reader reader = file_reader(&early->catalog_files);
    return glance(city, "\ncharts:", chart) &&
           file_open_chart(&early->file, chart, city->name, early->places, true) == CF_OK &&
           glance(&early->file, "\ncatalog:", early->path) &&
           reader.read(reader.payload, early->path, early->file.name, &input) == CF_OK;
}

/* ---- loading ---- */

static void load_catalog(struct early *early)
{
    struct cf_diags *diags = cf_diags_new();
    if (!diags)
        return;
    struct cf_input input = file_give(&early->catalog_files.file);
    if (cf_load_catalog(&early->catalog, &input, diags) != CF_OK || cf_diags_count(diags)) {
        cf_catalog_free(early->catalog);
        early->catalog = NULL;
    }
    cf_diags_free(diags);
}

static void load_chart(struct early *early)
{
    struct relative_files files = { .places = early->places };
    struct cf_reader reader = file_reader(&files);
    struct cf_diags *diags = cf_diags_new();
    if (!diags)
        return;
    struct cf_input input = file_give(&early->file);
    if (cf_load_chart(&early->chart, &input, &reader, diags) != CF_OK || cf_diags_count(diags)) {
        cf_chart_free(early->chart);
        early->chart = NULL;
    }
    file_release(&files.file);
    cf_diags_free(diags);
}

/* ---- the two threads ---- */

static void load_chart_once(struct early *early)
{
    if (!atomic_flag_test_and_set(&early->chart_begun))
        load_chart(early);
}

static void catalog_first(struct early *early)
{
    load_catalog(early);
    load_chart_once(early);
}

/* The caller's thread has the longer way. The pages that it needs come from this one, which has the
 * time for it. */
static void *run_catalog_first(void *payload)
{
    struct early *early = payload;
    ask_for_pages(early, early->heap);
    catalog_first(early);
    return NULL;
}

static void *run_city_first(void *payload)
{
    struct early *early = payload;
    ask_for_pages(early, early->heap);
    early->load_city(early->payload);
    load_chart_once(early);
    return NULL;
}

/* ---- the caller's side ---- */

static void wait_for(struct early *early)
{
    if (early->running)
        pthread_join(early->thread, NULL);
    early->running = false;
}

/* While it is loaded a document takes so many bytes of the heap for each of its text. */
enum { HEAP_OF_TEXT = 6 };

/* The caller's thread gets the longer file, since the other one takes its time to begin. */
static bool share_work(struct early *early, const struct file *city)
{
    size_t catalog = early->catalog_files.file.length;
    bool catalog_here = catalog > city->length;
    early->heap = early->file.length + catalog;
    early->heap += HEAP_OF_TEXT * (catalog_here ? catalog : city->length);
    early->running =
        start_thread(&early->thread, catalog_here ? run_city_first : run_catalog_first, early);
    if (!early->running)
        return false;
    if (catalog_here) {
        catalog_first(early);
        wait_for(early);
    } else {
        early->load_city(early->payload);
    }
    return true;
}

struct early *early_start(const struct file *city, const struct places *places,
                          void (*load_city)(void *payload), void *payload)
{
    struct early *early = usable_cores() < 2 ? NULL : calloc(1, sizeof *early);
    if (early) {
        early->places = early->catalog_files.places = places;
        early->load_city = load_city;
        early->payload = payload;
        atomic_flag_clear(&early->chart_begun);
        if (find_files(early, city) && share_work(early, city))
            return early;
        early_end(early);
    }
    load_city(payload);
    return NULL;
}

bool early_chart(struct early *early, const struct file *file, struct cf_chart **chart)
{
    if (!early || !atomic_flag_test_and_set(&early->chart_begun))
        return false;
    wait_for(early);
    const struct cf_source *own = early->chart ? early->chart->source : NULL;
    if (!own || strcmp(own->name, file->name) != 0 || own->length != file->length ||
        memcmp(own->text, file->bytes, own->length) != 0)
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
    *id = early->catalog_files.file.id;
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
    file_release(&early->catalog_files.file);
    free(early);
}
