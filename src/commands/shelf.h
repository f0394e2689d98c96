/*
 * Charts that were loaded and compiled, each once for all cities, and the catalogs that they name.
 */
#ifndef CF_COMMANDS_SHELF_H
#define CF_COMMANDS_SHELF_H

#include "commands/early.h"

/* What-ifs of the command line, which every chart takes that knows their index or step. */
struct what_ifs {
    const char **sets, **thresholds; /* as written */
    size_t set_count, threshold_count;
    size_t given_count;              /* so many of the last `sets` are --given of plan */
    bool *set_used, *threshold_used; /* by one chart at least */
    bool faulty;                     /* one of them is wrong, which is reported */
};

struct shelf_chart {
    char *name; /* of the file; NULL: none was found */
    struct file_id id;
    struct cf_chart *chart;
    struct cf_program *program; /* NULL: faulty, which is reported */
    bool told;                  /* and was told of a city */
};

/* What a chart was asked for by: an operand, or the folder of a city and the id. */
struct shelf_key {
    char *text;
    size_t number; /* of the chart */
};

struct shelf_catalog {
    struct file_id id;
    struct cf_catalog *catalog;
};

struct shelf {
    const struct places *places;
    struct cf_diags **diags; /* the list that is in use */
    struct what_ifs *what_ifs;
    struct shelf_chart *charts; /* each file once, whatever it was asked for by */
    size_t chart_count;
    struct shelf_key *keys;
    size_t key_count;
    struct shelf_catalog *catalogs; /* those that could be loaded */
    size_t catalog_count;
    struct early *early; /* may have a chart and a catalog before they are asked for; NULL: none */
};

void shelf_release(struct shelf *shelf);

/* The chart of a file that was read, which is released. *number is its number on the shelf; it may
 * be faulty. */
enum cf_status shelf_chart(struct shelf *shelf, struct file *file, size_t *number);

/* The catalog of a file that was read, which is released. NULL: faulty, which is reported. */
enum cf_status shelf_catalog(struct shelf *shelf, struct file *file,
                             const struct cf_catalog **catalog);

/* The chart that --chart names. *number is its number on the shelf; it may be faulty. */
enum cf_status shelf_named(struct shelf *shelf, const char *operand, size_t *number);

/* The chart that a city or a suite names by its id, at its place in the file of the name `from`. */
enum cf_status shelf_by_id(struct shelf *shelf, const char *from, const struct cf_text *id,
                           size_t *number);

#endif
