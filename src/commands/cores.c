#ifdef __linux__
#define _GNU_SOURCE /* sched_getaffinity; NOLINT(bugprone-reserved-identifier) */
#include <sched.h>
#endif
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "commands/cores.h"

size_t usable_cores(void)
{
#ifdef __linux__
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0)
        return (size_t)CPU_COUNT(&cores);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : (size_t)online;
}

/* Keeps the thread from the caller's core, if there are others. */
static void ask_for_another_core(pthread_attr_t *attributes)
{
#ifdef __linux__
    cpu_set_t cores;
    int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof cores, &cores) != 0 || CPU_COUNT(&cores) < 2)
        return;
    CPU_CLR((size_t)here, &cores);
    pthread_attr_setaffinity_np(attributes, sizeof cores, &cores);
#else
    (void)attributes;
#endif
}

bool start_thread(pthread_t *thread, void *(*work)(void *payload), void *payload)
{
    pthread_attr_t attributes;
    sigset_t all, before;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    ask_for_another_core(&attributes);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, &attributes, work, payload) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

void ask_for_pages(const void *from, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), begin = (uintptr_t)from / page * page;
    (void)madvise((void *)begin, size, MADV_POPULATE_WRITE); /* NOLINT(performance-no-int-to-ptr) */
#else
    (void)from;
    (void)size;
#endif
}
