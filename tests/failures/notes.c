/*
 * Points that are worth a run each: those to which calls lead that have led to none before, in
 * this run or in another one with the same file. Of a thousand points in a loop one is left, and of
 * what many commands do. What a child notes the parent sees.
 */
#define _GNU_SOURCE
#include <execinfo.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "points.h"

enum {
    DEPTH_MOST = 64,
    NUMBERS_MOST = 1 << 16,
    CALLS_MOST = 1 << 22,
    WINDOW = 3, /* calls one in another that are looked at together */
};

static struct notes {
    long count, numbers[NUMBERS_MOST];
} * notes;

static atomic_uchar *calls; /* by the hash of what calls what: have they led to a point? */
static atomic_flag busy = ATOMIC_FLAG_INIT;

static void *share(int file, size_t size)
{
    int flags = MAP_SHARED | (file < 0 ? MAP_ANONYMOUS : 0);
    void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, file, 0);
    if (bytes == MAP_FAILED)
        abort();
    return bytes;
}

void points_share_calls(const char *name)
{
    void *stack[1];
    int file = open(name, O_RDWR | O_CREAT, 0600);
    if (file < 0 || ftruncate(file, CALLS_MOST) != 0)
        abort();
    calls = share(file, CALLS_MOST);
    close(file);
    notes = share(-1, sizeof *notes);
    backtrace(stack, 1); /* the first call allocates */
}

void points_begin_notes(void)
{
    notes->count = 0;
}

/* Where a call is in the program, wherever that was loaded; 0: elsewhere. */
static uintptr_t place_of(const void *address)
{
    extern const char __executable_start[], etext[]; /* the linker's */
    uintptr_t place = (uintptr_t)address;
    bool ours = place >= (uintptr_t)__executable_start && place < (uintptr_t)etext;
    return ours ? place - (uintptr_t)__executable_start : 0;
}

static bool is_new(uint64_t hash)
{
    return !atomic_exchange(&calls[(hash ^ hash >> 32) % CALLS_MOST], 1);
}

/* Failing otherwise leads to other places. */
static bool leads_from_new(int error)
{
    void *stack[DEPTH_MOST];
    int depth = backtrace(stack, DEPTH_MOST);
    bool found = false;
    for (int i = 0; i + WINDOW <= depth; i++) {
        uint64_t hash = 14695981039346656037u ^ (uint64_t)error;
        for (int j = i; j < i + WINDOW; j++)
            hash = (hash ^ place_of(stack[j])) * 1099511628211u;
        found = is_new(hash) || found;
    }
    return found;
}

void notes_add(long number, int error)
{
    if (!leads_from_new(error))
        return;
    while (atomic_flag_test_and_set(&busy))
        ; /* a mutex might allocate */
    if (notes->count < NUMBERS_MOST)
        notes->numbers[notes->count++] = number;
    atomic_flag_clear(&busy);
}

long points_noted(long number)
{
    for (long i = 0; i < notes->count; i++)
        if (notes->numbers[i] > number)
            return notes->numbers[i];
    return 0;
}
