/*
 * The allocator, standing before that of the C library: what libc and libyaml
 * allocate comes through here, too. New bytes hold rubbish, freed ones other rubbish.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "points.h"

enum { NEW_BYTE = 0xA5, FREED_BYTE = 0xDF, FIRST_BYTES = 16 * 1024 };

static struct points now;
static pthread_t beginner;
static atomic_long counts[2], blocks, run;
static atomic_bool counting, failed;

void points_begin(const struct points *points)
{
    now = *points;
    beginner = pthread_self();
    counts[POINT_ALLOCATION] = counts[POINT_CALL] = 0;
    blocks = 0;
    failed = false;
    run++;
    counting = true;
}

long points_end(void)
{
    counting = false;
    return counts[now.kind];
}

bool points_counting(void)
{
    return counting;
}

bool points_failed(void)
{
    return failed;
}

long points_blocks(void)
{
    return blocks;
}

int point_error(void)
{
    return now.error;
}

bool point_fails(enum point_kind kind)
{
    if (kind == POINT_ARENA && now.arenas)
        kind = POINT_ALLOCATION;
    if (!counting || kind != now.kind ||
        (now.in_threads && pthread_equal(pthread_self(), beginner)))
        return false;
    long number = ++counts[kind];
    if (now.note)
        notes_add(number, now.error);
    bool fails = now.first && (now.from_then_on ? number >= now.first : number == now.first);
    if (fails)
        failed = true;
    return fails;
}

/* ---- blocks ---- */

struct head {
    _Alignas(16) size_t size;
    long run; /* in which it was allocated, if that was counted; else 0 */
};

static void *(*next_malloc)(size_t);
static void (*next_free)(void *);

/* dlsym may allocate before it can tell where the next malloc is. */
static _Alignas(16) char first[FIRST_BYTES];
static size_t first_used;

static void *take_first(size_t size)
{
    void *result = first + first_used;
    first_used += (size + 15) & ~(size_t)15;
    if (first_used > sizeof first)
        abort();
    return result;
}

static void find_next(void)
{
    static bool searching;
    if (next_malloc || searching)
        return;
    searching = true;
    *(void **)&next_free = dlsym(RTLD_NEXT, "free"); /* as POSIX does it */
    *(void **)&next_malloc = dlsym(RTLD_NEXT, "malloc");
}

static void *allocate(size_t size)
{
    if (point_fails(POINT_ALLOCATION) || size > PTRDIFF_MAX) {
        errno = ENOMEM;
        return NULL;
    }
    find_next();
    struct head *head =
        next_malloc ? next_malloc(sizeof *head + size) : take_first(sizeof *head + size);
    if (!head)
        return NULL;
    *head = (struct head){ size, counting ? run : 0 };
    blocks += counting;
    return memset(head + 1, NEW_BYTE, size);
}

static bool is_first(const void *bytes)
{
    return (uintptr_t)bytes >= (uintptr_t)first &&
           (uintptr_t)bytes < (uintptr_t)first + FIRST_BYTES;
}

void *malloc(size_t size)
{
    return allocate(size);
}

void free(void *bytes)
{
    int kept = errno;
    if (!bytes || is_first(bytes))
        return;
    struct head *head = (struct head *)bytes - 1;
    blocks -= counting && head->run == run;
    memset(bytes, FREED_BYTE, head->size);
    next_free(head);
    errno = kept;
}

void *calloc(size_t count, size_t size)
{
    if (size && count > PTRDIFF_MAX / size) {
        errno = ENOMEM;
        return NULL;
    }
    void *bytes = allocate(count * size);
    return bytes ? memset(bytes, 0, count * size) : NULL;
}

/* The bytes always move, so that no pointer to the old ones goes unnoticed. */
void *realloc(void *bytes, size_t size)
{
    void *moved = allocate(size);
    if (!moved || !bytes)
        return moved;
    size_t old = ((struct head *)bytes - 1)->size;
    memcpy(moved, bytes, old < size ? old : size);
    free(bytes);
    return moved;
}
