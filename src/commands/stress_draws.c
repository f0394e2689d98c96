#include "commands/stress_draws.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/cores.h"

enum {
    MOST_THREADS = 64,
    STRETCH = 16384, /* draws that a thread takes at a time */
};

/* What the threads share. */
struct crew {
    const struct cf_sampler *sampler;
    uint64_t count;       /* of draws that are asked for */
    pthread_mutex_t lock; /* of all below */
    uint64_t taken;       /* draws that some thread has made or is making; always the first ones */
    uint64_t *counts;
    enum cf_status status;
    pthread_t threads[MOST_THREADS];
    size_t thread_count;
};

/* ---- progress ---- */

struct progress {
    bool shown, possible;
    struct timespec begun, told;
};

static double seconds_since(const struct timespec *then, struct timespec *now)
{
    clock_gettime(CLOCK_MONOTONIC, now);
    return (double)(now->tv_sec - then->tv_sec) + (double)(now->tv_nsec - then->tv_nsec) / 1e9;
}

/* After a second, and then five times a second. */
static void tell_progress(struct progress *progress, const struct crew *crew)
{
    struct timespec now;
    if (!progress->possible || seconds_since(&progress->begun, &now) < 1 ||
        (progress->shown && seconds_since(&progress->told, &now) < 0.2))
        return;
    progress->told = now;
    progress->shown = true;
    fprintf(stderr, "\r%llu %% of %llu draws",
            (unsigned long long)(crew->taken * 100 / crew->count), (unsigned long long)crew->count);
    fflush(stderr);
}

static void clear_progress(const struct progress *progress)
{
    if (progress->shown)
        fputs("\r\x1b[K", stderr);
}

/* ---- the threads ---- */

/* The next draws to make; how many, 0 at the end. */
static uint64_t take_stretch(struct crew *crew, struct progress *progress, uint64_t *first)
{
    pthread_mutex_lock(&crew->lock);
    uint64_t rest = crew->count - crew->taken;
    uint64_t count = rest < STRETCH ? rest : STRETCH;
    if (interrupted() || crew->status != CF_OK)
        count = 0;
    *first = crew->taken;
    crew->taken += count;
    if (progress)
        tell_progress(progress, crew);
    pthread_mutex_unlock(&crew->lock);
    return count;
}

/* A thread adds to counts of its own, and gives them at its end. */
static void work(struct crew *crew, struct progress *progress)
{
    size_t outcomes = cf_sampler_outcomes(crew->sampler);
    uint64_t first, count, *counts = calloc(outcomes, sizeof *counts);
    enum cf_status status = counts ? CF_OK : CF_NO_MEMORY;
    while (status == CF_OK && (count = take_stretch(crew, progress, &first)))
        status = cf_sampler_count(crew->sampler, first, count, counts);
    pthread_mutex_lock(&crew->lock);
    if (status != CF_OK)
        crew->status = status;
    for (size_t i = 0; i < outcomes && counts; i++)
        crew->counts[i] += counts[i];
    pthread_mutex_unlock(&crew->lock);
    free(counts);
}

static void *work_along(void *payload)
{
    work(payload, NULL);
    return NULL;
}

/* As many threads as can be had, this one included. */
static void run_crew(struct crew *crew, size_t threads)
{
    struct progress progress = { .possible = isatty(STDERR_FILENO) };
    clock_gettime(CLOCK_MONOTONIC, &progress.begun);
    while (crew->thread_count + 1 < threads &&
           pthread_create(&crew->threads[crew->thread_count], NULL, work_along, crew) == 0)
        crew->thread_count++;
    work(crew, &progress);
    for (size_t i = 0; i < crew->thread_count; i++)
        pthread_join(crew->threads[i], NULL);
    clear_progress(&progress);
}

static size_t thread_count(const struct draw_settings *settings)
{
    size_t wanted = settings->threads ? settings->threads : usable_cores();
    size_t stretches = (size_t)(settings->count / STRETCH) + 1;
    wanted = wanted < MOST_THREADS ? wanted : MOST_THREADS;
    return wanted < stretches ? wanted : stretches;
}

enum cf_status make_draws(struct cf_draws **draws, struct cf_sampler **sampler,
                          const struct cf_binding *binding, const struct cf_locality *site,
                          const struct cf_evaluate_options *options,
                          const struct draw_settings *settings)
{
    enum cf_status status =
        cf_sampler_new(sampler, binding, site, options, settings->seed, settings->spread);
    if (status != CF_OK)
        return status;
    struct crew crew = { .sampler = *sampler, .count = settings->count };
    crew.counts = calloc(cf_sampler_outcomes(*sampler), sizeof *crew.counts);
    if (!crew.counts)
        return CF_NO_MEMORY;
    pthread_mutex_init(&crew.lock, NULL);
    run_crew(&crew, thread_count(settings));
    pthread_mutex_destroy(&crew.lock);
    status = crew.status == CF_OK && !crew.taken ? CF_NOT_FOUND : crew.status;
    if (status == CF_OK)
        status = cf_sum_up_draws(draws, *sampler, crew.counts, crew.taken, settings->count);
    free(crew.counts);
    return status;
}
