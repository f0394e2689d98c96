/*
 * Memory that is freed all at once. A document owns all its parts in one arena.
 *
 * A failed allocation returns NULL and sets `failed`, which stays set: code that builds many small
 * parts may go on and ask once at the end.
 */
#ifndef CF_BASE_ARENA_H
#define CF_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct cf_arena_block;
struct cf_arena_gift;

struct cf_arena {
    struct cf_arena_block *block; /* the newest; NULL: nothing allocated yet */
    char *next;                   /* first free byte of it */
    size_t left;                  /* free bytes from there on */
    struct cf_arena_gift *gifts;  /* memory that came from elsewhere */
    bool failed;
};

/* `size` zeroed bytes, aligned for pointers, doubles and 64-bit integers; NULL when memory fails.
 */
void *cf_arena_alloc(struct cf_arena *arena, size_t size);

/* The same for `count` items of `size` bytes, also when the product does not fit a size_t. */
void *cf_arena_array(struct cf_arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind them; NULL when memory fails. */
char *cf_arena_copy(struct cf_arena *arena, const char *text, size_t length);

/* Like printf into a new text; NULL when memory fails. */
char *cf_arena_format(struct cf_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes memory over, which `release` frees together with all that came from the arena, or at once
 * and returning false when memory fails. */
bool cf_arena_take(struct cf_arena *arena, void *memory, void (*release)(void *memory));

/* Frees everything that came from the arena and leaves it ready for use. */
void cf_arena_clear(struct cf_arena *arena);

/*
 * A document: a zeroed record of `size` bytes that owns the arena in which it lies itself. What
 * cf_arena_of gives is the place for its parts. NULL when memory fails.
 */
void *cf_document_new(size_t size);
struct cf_arena *cf_arena_of(void *document);

/* Frees a document and all its parts. Takes NULL. */
void cf_document_free(void *document);

#endif
