/*
 * Reads documents from bytes. docs/format.md is the contract for the files.
 *
 * Each function copies what it needs of the bytes, unless it is to take them over. All faults of a
 * file are reported to `diags` in one call, up to and including its first syntax error. Returns
 * CF_OK, CF_INVALID (see diags) or CF_NO_MEMORY; warnings alone do not refuse a file. `name` stands
 * for the file in messages.
 *
 * Where a chart, a city or a suite is CF_INVALID but its YAML is whole, *chart, *city or *suite is
 * not NULL: it is what could be read, marked `faulty`. cf_compile and cf_bind take a faulty chart
 * or city, report what else is wrong with it and return CF_INVALID, so that one run tells all
 * faults. It is the caller's to free. In every other case of failure the out parameter is NULL.
 */
#ifndef CLUSTERFLOW_LOAD_H
#define CLUSTERFLOW_LOAD_H

#include <clusterflow/model.h>

CF_BEGIN_C

/* The most bytes that a file may have. */
enum { CF_FILE_LIMIT = 8 * 1024 * 1024 };

/* A file as a reader gives it. */
struct cf_input {
    const char *name;  /* for messages, and as `from` of the files that it names itself */
    const char *bytes; /* need not end with NUL; never NULL, not even where there are none */
    size_t length;     /* in bytes */
    /* NULL: the bytes are borrowed for the call. Else a NUL stands behind them, and
     * cf_load_catalog, cf_load_chart, cf_load_city or cf_load_suite does not copy them: they have
     * to stay as they are until it calls release(owner), which it does once: when the document is
     * freed, or before it returns where there is no document. All other functions borrow. */
    void (*release)(void *owner);
    void *owner; /* for release, such as what to free; may be NULL */
};

/*
 * How a document reaches the files that it names. `read` gets the path as it is written and the
 * name of the file where it is written, and fills *input, which stays valid until the next call
 * with the same payload; what it gives is borrowed. Returns CF_OK, CF_NOT_FOUND, CF_IO,
 * CF_NO_MEMORY, or CF_INVALID for a path that leads out of the folders that it may use.
 */
struct cf_reader {
    enum cf_status (*read)(void *payload, const char *path, const char *from,
                           struct cf_input *input);
    void *payload;
};

/* A catalog. *catalog is the caller's to free by cf_catalog_free. */
enum cf_status cf_load_catalog(struct cf_catalog **catalog, const struct cf_input *input,
                               struct cf_diags *diags);

/* A flowchart and the files that it uses. `reader` may be NULL: then it may not use any. What the
 * reader does not give is reported. The catalog is not read: chart->catalog names it. *chart is the
 * caller's to free by cf_chart_free. */
enum cf_status cf_load_chart(struct cf_chart **chart, const struct cf_input *input,
                             const struct cf_reader *reader, struct cf_diags *diags);

/* A city. *city is the caller's to free by cf_city_free. */
enum cf_status cf_load_city(struct cf_city **city, const struct cf_input *input,
                            struct cf_diags *diags);

/* A suite. The charts and cities that its cases name are not read. *suite is the caller's to free
 * by cf_suite_free. */
enum cf_status cf_load_suite(struct cf_suite **suite, const struct cf_input *input,
                             struct cf_diags *diags);

/* What a file says it is, from its first key alone: for telling files apart. */
enum cf_file_kind { CF_FILE_OTHER, CF_FILE_CATALOG, CF_FILE_CHART, CF_FILE_CITY, CF_FILE_SUITE };

/* Looks at the beginning of the bytes only and cannot fail. */
enum cf_file_kind cf_file_kind(const struct cf_input *input);

/*
 * The same from the whole of its YAML, however it is laid out, for what cf_file_kind takes for
 * another file. CF_INVALID: it is of no kind, or too faulty to tell, which is reported.
 * CF_NOT_FOUND: it is some other program's: a list, or a mapping without a key like 'clusterflow'
 * that does not look like one of ours that has lost it.
 */
enum cf_status cf_find_kind(enum cf_file_kind *kind, const struct cf_input *input,
                            struct cf_diags *diags);

/* Reports under its first key that a file is of no kind. CF_INVALID or CF_NO_MEMORY. */
enum cf_status cf_report_other(const struct cf_input *input, struct cf_diags *diags);

/* What files of the kind look like, from the tables by which they are read. CF_NOT_FOUND for
 * CF_FILE_OTHER. *format is the caller's to free by cf_format_free. */
enum cf_status cf_load_format(struct cf_format **format, enum cf_file_kind kind);

CF_END_C

#endif
