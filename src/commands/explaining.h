/* A run of explain: what its parts share. */
#ifndef CF_COMMANDS_EXPLAINING_H
#define CF_COMMANDS_EXPLAINING_H

#include "commands/command.h"
#include "commands/library.h"
#include "commands/product.h"

struct explaining {
    struct values charts; /* of --chart */
    bool json, ascii;
    const char *output, *color;
    struct library library;
    size_t told; /* how many messages about files are printed */
    struct product product;
    struct cf_sink sink;
    struct cf_style style;
    int status;
};

/* Opens the product and writes the `count` topics, or with NULL all rules. */
void explain_write(struct explaining *run, const struct cf_topic *topics, size_t count);

/* Prints the messages about files that are not printed yet. */
void explain_tell(struct explaining *run);

#endif
