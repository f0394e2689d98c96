/*
 * The one product of a command: standard output, or a file that is written beside its name and
 * renamed when it is whole.
 */
#ifndef CF_COMMANDS_PRODUCT_H
#define CF_COMMANDS_PRODUCT_H

#include <clusterflow.h>

#include "commands/writing.h"

struct product {
    struct writer *writer; /* standard output's, or that of the file */
    struct writer file;
    char *path;      /* -o; NULL: standard output */
    char *temporary; /* the file that is written; NULL: standard output, a device or a pipe */
};

/* Opens the product; `path` may be NULL. False after saying why it cannot. A product that is open
 * stays where it is in memory. */
bool product_open(struct product *product, const char *path);

struct cf_sink product_sink(struct product *product);

/*
 * Ends the product. `keep`: give the file its name, unless memory has failed; else it is removed.
 * Returns EXIT_DONE, or EXIT_MACHINE when not all could be written (said, unless a pipe was
 * closed).
 */
int product_close(struct product *product, bool keep);

/* Bytes that are kept in memory, for a product that may not be written yet. Freed by the caller. */
struct kept_bytes {
    char *bytes;
    size_t length, capacity;
};

/* A sink that fails only when memory does. */
struct cf_sink kept_sink(struct kept_bytes *kept);

/* How text looks on a descriptor: colour and width of a terminal, else 80 columns without colour
 * and messages in one line each. `color` is "auto", "always" or "never"; auto also heeds NO_COLOR
 * and TERM. */
struct cf_style style_for(int descriptor, const char *color);

/* Prints the messages from number `from` on to standard error; returns their number. */
size_t print_diags(const struct cf_diags *diags, size_t from, const char *color, bool ascii);

#endif
