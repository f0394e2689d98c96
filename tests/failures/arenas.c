/*
 * Allocations from arenas, which the linker sends to us (--wrap). An arena takes memory by blocks;
 * which allocation is the one that needs a new block depends on all before it, and may be any.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "points.h"

/* NOLINTBEGIN: the linker's names */
void *__real_cf_arena_alloc(struct cf_arena *arena, size_t size);
void *__wrap_cf_arena_alloc(struct cf_arena *arena, size_t size);
void *__real_cf_arena_array(struct cf_arena *arena, size_t count, size_t size);
void *__wrap_cf_arena_array(struct cf_arena *arena, size_t count, size_t size);
char *__real_cf_arena_copy(struct cf_arena *arena, const char *text, size_t length);
char *__wrap_cf_arena_copy(struct cf_arena *arena, const char *text, size_t length);
char *__wrap_cf_arena_format(struct cf_arena *arena, const char *format, ...);
/* NOLINTEND */

static bool fails(struct cf_arena *arena)
{
    bool failed = point_fails(POINT_ARENA);
    arena->failed = arena->failed || failed;
    return failed;
}

void *__wrap_cf_arena_alloc(struct cf_arena *arena, size_t size)
{
    return fails(arena) ? NULL : __real_cf_arena_alloc(arena, size);
}

void *__wrap_cf_arena_array(struct cf_arena *arena, size_t count, size_t size)
{
    return fails(arena) ? NULL : __real_cf_arena_array(arena, count, size);
}

char *__wrap_cf_arena_copy(struct cf_arena *arena, const char *text, size_t length)
{
    return fails(arena) ? NULL : __real_cf_arena_copy(arena, text, length);
}

/* As the real one does it: arguments like these cannot be handed on. */
char *__wrap_cf_arena_format(struct cf_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = __wrap_cf_arena_alloc(arena, (size_t)length + 1);
    if (!text)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}
