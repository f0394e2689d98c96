#include "commands/ahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "commands/cores.h"

enum {
    MOST_THREADS = 8,
    BATCH = 16,    /* cities loaded in one go, so that the threads seldom wait for each other */
    PER_THREAD = 2 /* batches waiting, so that memory stays small */
};

struct batch {
    struct loaded cities[BATCH];
    size_t count; /* 0: not loaded yet */
};

struct city_load {
    struct loaded *loaded;
    struct file *file;
};

static void load_city(void *payload)
{
    const struct city_load *load = payload;
    struct cf_input input = file_give(load->file);
    load->loaded->status = cf_load_city(&load->loaded->city, &input, load->loaded->diags);
}

void loaded_load(struct loaded *loaded, const char *name, const struct places *places,
                 struct early **early)
{
    struct file file;
    *loaded = (struct loaded){ .name = name, .diags = cf_diags_new(), .status = CF_NO_MEMORY };
    if (!loaded->diags)
        return;
    loaded->status = file_open(&file, name, FOLDER_DATA, places, &loaded->fault);
    if (loaded->status != CF_OK)
        return;
    struct city_load load = { loaded, &file };
    if (early && !*early)
        *early = early_start(&file, places, load_city, &load);
    else
        load_city(&load);
    file_release(&file);
}

void loaded_release(struct loaded *loaded)
{
    cf_city_free(loaded->city);
    cf_diags_free(loaded->diags);
    *loaded = (struct loaded){ 0 };
}

/* Batch i stands in slot i % size from when it is loaded until it is taken. */
struct ahead {
    char **names;
    size_t count;
    const struct places *places;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t loaded, taken;
    struct batch *slots;
    size_t size;
    size_t next_load, next_take; /* numbers of batches */
    bool stop;
    pthread_t threads[MOST_THREADS];
    size_t thread_count;
    struct batch taken_batch; /* the caller's, without the lock */
    size_t taken_city;
};

static void load_batch(const struct ahead *ahead, size_t number, struct batch *batch)
{
    size_t first = number * BATCH, rest = ahead->count - first;
    batch->count = rest < BATCH ? rest : BATCH;
    for (size_t i = 0; i < batch->count; i++)
        loaded_load(&batch->cities[i], ahead->names[first + i], ahead->places, NULL);
}

static void release_batch(struct batch *batch, size_t from)
{
    for (size_t i = from; i < batch->count; i++)
        loaded_release(&batch->cities[i]);
}

static void *load_cities(void *payload)
{
    struct ahead *ahead = payload;
    struct batch batch;
    pthread_mutex_lock(&ahead->lock);
    for (;;) {
        while (!ahead->stop && ahead->next_load * BATCH < ahead->count &&
               ahead->next_load >= ahead->next_take + ahead->size)
            pthread_cond_wait(&ahead->taken, &ahead->lock);
        if (ahead->stop || ahead->next_load * BATCH >= ahead->count)
            break;
        size_t number = ahead->next_load++;
        pthread_mutex_unlock(&ahead->lock);
        load_batch(ahead, number, &batch);
        pthread_mutex_lock(&ahead->lock);
        ahead->slots[number % ahead->size] = batch;
        pthread_cond_signal(&ahead->loaded);
    }
    pthread_mutex_unlock(&ahead->lock);
    return NULL;
}

static size_t wanted_threads(void)
{
    size_t cores = usable_cores();
    return cores > MOST_THREADS ? MOST_THREADS : cores;
}

struct ahead *ahead_start(char **names, size_t count, const struct places *places)
{
    size_t threads = wanted_threads();
    struct ahead *ahead = calloc(1, sizeof *ahead);
    if (!ahead)
        return NULL;
    ahead->names = names;
    ahead->count = count;
    ahead->places = places;
    ahead->size = threads * PER_THREAD;
    ahead->slots = calloc(ahead->size, sizeof *ahead->slots);
    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->loaded, NULL);
    pthread_cond_init(&ahead->taken, NULL);
    while (ahead->slots && ahead->thread_count < threads &&
           pthread_create(&ahead->threads[ahead->thread_count], NULL, load_cities, ahead) == 0)
        ahead->thread_count++;
    if (ahead->thread_count)
        return ahead;
    ahead_stop(ahead);
    return NULL;
}

static void take_batch(struct ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    struct batch *slot = &ahead->slots[ahead->next_take % ahead->size];
    while (!slot->count)
        pthread_cond_wait(&ahead->loaded, &ahead->lock);
    ahead->taken_batch = *slot;
    ahead->taken_city = 0;
    slot->count = 0;
    ahead->next_take++;
    pthread_cond_signal(&ahead->taken);
    pthread_mutex_unlock(&ahead->lock);
}

bool ahead_next(struct ahead *ahead, struct loaded *loaded)
{
    if (ahead->taken_city == ahead->taken_batch.count) {
        if (ahead->next_take * BATCH >= ahead->count) /* only this thread changes it */
            return false;
        take_batch(ahead);
    }
    *loaded = ahead->taken_batch.cities[ahead->taken_city++];
    return true;
}

void ahead_stop(struct ahead *ahead)
{
    if (!ahead)
        return;
    pthread_mutex_lock(&ahead->lock);
    ahead->stop = true;
    pthread_cond_broadcast(&ahead->taken);
    pthread_mutex_unlock(&ahead->lock);
    for (size_t i = 0; i < ahead->thread_count; i++)
        pthread_join(ahead->threads[i], NULL);
    for (size_t i = 0; i < ahead->size && ahead->slots; i++)
        release_batch(&ahead->slots[i], 0);
    release_batch(&ahead->taken_batch, ahead->taken_city);
    pthread_mutex_destroy(&ahead->lock);
    pthread_cond_destroy(&ahead->loaded);
    pthread_cond_destroy(&ahead->taken);
    free(ahead->slots);
    free(ahead);
}
