#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first size to the last: small documents stay small, and no block is so
 * large that malloc takes it from the system anew. */
enum { FIRST_BLOCK = 4096, LAST_BLOCK = 64 * 1024, ALIGNMENT = 8 };

struct cf_arena_block {
    struct cf_arena_block *older;
    size_t size; /* of data */
    _Alignas(ALIGNMENT) char data[];
};

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* A block of at least so many bytes; NULL when memory fails. */
static struct cf_arena_block *new_block(struct cf_arena_block *older, size_t at_least)
{
    size_t size = FIRST_BLOCK;
    if (older)
        size = older->size >= LAST_BLOCK ? LAST_BLOCK : older->size * 2;
    if (size < at_least)
        size = at_least;
    if (size > SIZE_MAX - sizeof(struct cf_arena_block))
        return NULL;
    struct cf_arena_block *block = malloc(sizeof *block + size);
    if (block) {
        block->older = older;
        block->size = size;
    }
    return block;
}

static bool add_block(struct cf_arena *arena, size_t at_least)
{
    struct cf_arena_block *block = new_block(arena->block, at_least);
    if (!block)
        return false;
    arena->block = block;
    arena->next = block->data;
    arena->left = block->size;
    return true;
}

/* The same as cf_arena_alloc, but the bytes hold anything. */
static void *take(struct cf_arena *arena, size_t size)
{
    size_t rounded = size ? round_up(size) : ALIGNMENT; /* NULL is for failures only */
    bool full = !arena->block || rounded > arena->left;
    if (rounded < size || (full && !add_block(arena, rounded))) {
        arena->failed = true;
        return NULL;
    }
    void *result = arena->next;
    arena->next += rounded;
    arena->left -= rounded;
    return result;
}

void *cf_arena_alloc(struct cf_arena *arena, size_t size)
{
    void *result = take(arena, size);
    return result ? memset(result, 0, size) : NULL;
}

void *cf_arena_array(struct cf_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    return cf_arena_alloc(arena, count * size);
}

char *cf_arena_copy(struct cf_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX) {
        arena->failed = true;
        return NULL;
    }
    char *copy = take(arena, length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *cf_arena_format(struct cf_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = cf_arena_alloc(arena, (size_t)length + 1);
    if (!text)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

struct cf_arena_gift {
    struct cf_arena_gift *older;
    void *memory;
    void (*release)(void *memory);
};

bool cf_arena_take(struct cf_arena *arena, void *memory, void (*release)(void *memory))
{
    struct cf_arena_gift *gift = cf_arena_alloc(arena, sizeof *gift);
    if (!gift) {
        release(memory);
        return false;
    }
    *gift = (struct cf_arena_gift){ arena->gifts, memory, release };
    arena->gifts = gift;
    return true;
}

void cf_arena_clear(struct cf_arena *arena)
{
    for (struct cf_arena_gift *gift = arena->gifts; gift; gift = gift->older)
        gift->release(gift->memory);
    struct cf_arena_block *block = arena->block;
    while (block) {
        struct cf_arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (struct cf_arena){ 0 };
}

/* The arena stands before the record, so that a record's address is enough to free it. */
struct head {
    _Alignas(ALIGNMENT) struct cf_arena arena;
};

void *cf_document_new(size_t size)
{
    size_t rounded = round_up(sizeof(struct head) + size);
    struct cf_arena_block *block = rounded >= size ? new_block(NULL, rounded) : NULL;
    if (!block)
        return NULL;
    struct head *head = memset(block->data, 0, rounded);
    head->arena =
        (struct cf_arena){ block, block->data + rounded, block->size - rounded, NULL, false };
    return head + 1;
}

struct cf_arena *cf_arena_of(void *document)
{
    return &((struct head *)document - 1)->arena;
}

void cf_document_free(void *document)
{
    if (!document)
        return;
    struct cf_arena arena = *cf_arena_of(document); /* it lies in one of its own blocks */
    cf_arena_clear(&arena);
}
