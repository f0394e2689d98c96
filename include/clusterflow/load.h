/*
 * Reads documents from bytes. docs/format.md is the contract for the files.
 *
 * Each function copies what it needs of the bytes. All faults of a file are reported to `diags` in
 * one call, up to and including its first syntax error. Returns CF_OK, CF_INVALID (see diags) or
 * CF_NO_MEMORY; warnings alone do not refuse a file. `name` stands for the file in messages.
 *
 * Where a chart or a city is CF_INVALID but its YAML is whole, *chart or *city is not NULL: it is
 * what could be read, marked `faulty`. cf_compile and cf_bind take it, report what else is wrong
 * with it and return CF_INVALID, so that one run tells all faults. It is the caller's to free. In
 * every other case of failure the out parameter is NULL.
 */
#ifndef CLUSTERFLOW_LOAD_H
#define CLUSTERFLOW_LOAD_H

#include <clusterflow/model.h>

/* The most bytes that a file may have. */
enum { CF_FILE_LIMIT = 8 * 1024 * 1024 };

/* A file as a reader gives it. */
struct cf_input {
    const char *name; /* for messages, and as `from` of the files that it names itself */
    const char *bytes;
    size_t length;
};

/*
 * How a document reaches the files that it names. `read` gets the path as it is written and the
 * name of the file where it is written, and fills *input, which stays valid until the next call
 * with the same payload. Returns CF_OK, CF_NOT_FOUND, CF_IO, CF_NO_MEMORY, or CF_INVALID for a path
 * that leads out of the folders that it may use.
 */
struct cf_reader {
    enum cf_status (*read)(void *payload, const char *path, const char *from,
                           struct cf_input *input);
    void *payload;
};

enum cf_status cf_load_catalog(struct cf_catalog **catalog, const struct cf_input *input,
                               struct cf_diags *diags);

/* A flowchart and the files that it uses. `reader` may be NULL: then it may not use any. The
 * catalog is not read: chart->catalog names it. */
enum cf_status cf_load_chart(struct cf_chart **chart, const struct cf_input *input,
                             const struct cf_reader *reader, struct cf_diags *diags);

enum cf_status cf_load_city(struct cf_city **city, const struct cf_input *input,
                            struct cf_diags *diags);

/* What a file says it is, from its first key alone: for telling files apart. */
enum cf_file_kind { CF_FILE_OTHER, CF_FILE_CATALOG, CF_FILE_CHART, CF_FILE_CITY };

enum cf_file_kind cf_file_kind(const struct cf_input *input);

/* ---- what files look like, for schemas ---- */

enum cf_shape_kind {
    CF_SHAPE_TEXT,        /* any scalar; one that fits `pattern` where there is one */
    CF_SHAPE_ID,          /* a text that fits CF_ID_PATTERN */
    CF_SHAPE_NUMBER,      /* a number */
    CF_SHAPE_FRACTION,    /* a number from 0 up to, not including, 1 */
    CF_SHAPE_COUNT,       /* a whole number from `low` to `high` */
    CF_SHAPE_FLAG,        /* true or false */
    CF_SHAPE_WORD,        /* one of `words` */
    CF_SHAPE_LIST,        /* `low` to `high` of `items`; high 0: any number */
    CF_SHAPE_LIST_OR_ONE, /* a list of `items`, or one of them by itself */
    CF_SHAPE_MAPPING,     /* of keys that fit `pattern` to `items` */
    CF_SHAPE_RECORD,      /* a mapping with the keys of `table`, of which `needs` has to be given */
    CF_SHAPE_EITHER,      /* one of `either` */
    CF_SHAPE_EMPTY,       /* nothing behind the key */
};

/* What a value of a file looks like. Members that the kind does not name are 0. Static. */
struct cf_shape {
    enum cf_shape_kind kind;
    int low, high;
    const char *const *words; /* ends with NULL */
    const char *pattern;      /* a regular expression */
    const struct cf_shape *items;
    const struct cf_table *table;
    const char *needs;                    /* beside the keys that are always required; NULL: none */
    const struct cf_shape *const *either; /* ends with NULL */
};

#define CF_ID_PATTERN "^[a-z][a-z0-9_-]{0,63}$"

/* A key of a record. */
struct cf_key {
    const char *name;
    const char *about; /* what it is for, one sentence */
    bool required;
    struct cf_shape shape;
};

/* What holds for some keys of a record when its key `selector` has the value `word`. */
struct cf_variant {
    const char *word;
    uint64_t needed, forbidden; /* keys, as bits by their numbers */
};

/* What holds for a record as a whole. */
struct cf_record {
    const char *what;                  /* such as "step" */
    size_t count;                      /* of its keys */
    size_t one_of;                     /* one of the first so many is given; 0: no such rule */
    size_t together;                   /* the last so many of these count as one */
    size_t selector;                   /* the key that decides between the variants */
    const struct cf_variant *variants; /* the last one has no word; NULL: none */
    const char *otherwise;             /* the variant when that key is not given; NULL: none */
};

/* The table by which records are read. */
struct cf_table;

/* What a file of the kind looks like; NULL for CF_FILE_OTHER. */
const struct cf_shape *cf_file_shape(enum cf_file_kind kind);

struct cf_record cf_table_record(const struct cf_table *table);

/* Key `number` of a table, from 0. */
struct cf_key cf_table_key(const struct cf_table *table, size_t number);

#endif
