/*
 * The one product of a command: standard output, or a file that is written beside its name and
 * renamed when it is whole.
 */
#ifndef CF_COMMANDS_PRODUCT_H
#define CF_COMMANDS_PRODUCT_H

#include <stdio.h>

#include <clusterflow.h>

struct product {
    FILE *stream;
    char *path;      /* -o; NULL: standard output */
    char *temporary; /* the file that is written; NULL: standard output */
    int error;       /* errno of the first write that failed; 0: none */
};

/* Opens the product; `path` may be NULL. False after saying why it cannot. */
bool product_open(struct product *product, const char *path);

struct cf_sink product_sink(struct product *product);

/*
 * Ends the product. `keep`: give the file its name; else it is removed. Returns EXIT_DONE, or
 * EXIT_MACHINE when not all could be written (said, unless a pipe was closed).
 */
int product_close(struct product *product, bool keep);

/* How text looks on a stream: colour and width of a terminal, else 80 columns without colour and
 * messages in one line each.
 * `color` is "auto", "always" or "never"; auto also heeds NO_COLOR and TERM. */
struct cf_style style_for(FILE *stream, const char *color);

/* Prints the messages from number `from` on to standard error; returns their number. */
size_t print_diags(const struct cf_diags *diags, size_t from, const char *color, bool ascii);

#endif
