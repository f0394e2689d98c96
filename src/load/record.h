/*
 * Reading mappings by tables of their fields. One table per kind of mapping drives reading and the
 * messages about unknown, missing and wrongly typed keys alike.
 *
 * A reader that meets a fault reports it and leaves the record's member as it is.
 */
#ifndef CF_LOAD_RECORD_H
#define CF_LOAD_RECORD_H

#include <clusterflow/load.h>

#include "base/diag.h"
#include "load/tree.h"

struct cf_field;

typedef void cf_field_reader(struct cf_reading *reading, const struct cf_node *node,
                             const struct cf_field *field, void *record);

struct cf_field {
    const char *name;
    cf_field_reader *read;
    size_t offset;                /* of the member in the record, where the reader fills one */
    bool required;                /* a missing key is an error */
    const void *extra;            /* for the reader: words of an enumeration and the like */
    const struct cf_shape *shape; /* what schemas say of its value; NULL: what the reader implies */
    const char *about;            /* one sentence for who writes the file */
};

/* A kind of mapping. */
struct cf_table {
    const char *what; /* its name in messages, such as "step" */
    const struct cf_field *fields;
    size_t count;
    /* The rest is for schemas, as in struct cf_record; the readers have messages of their own. */
    size_t one_of, together, selector;
    const struct cf_variant *variants;
    const char *otherwise;
};

/* The member of a record that a field fills. */
static inline void *cf_member(const struct cf_field *field, void *record)
{
    return (char *)record + field->offset;
}

#define CF_FIELDS(table) .fields = (table), .count = sizeof(table) / sizeof *(table)

/*
 * Reads a mapping by its table into the record.
 * Returns which fields were given, as bits in the order of the table, also those that a misspelt
 * key probably means; 0 when the node is no mapping, which is reported.
 */
uint64_t cf_read_record(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_table *table, void *record);

/* The bit of the result that says: there was a key of which nobody knows what it means. */
#define CF_UNKNOWN_GIVEN (UINT64_C(1) << 63)

/* The key of that name, and its value; NULL: it is not there. */
const struct cf_node *cf_node_key(const struct cf_node *mapping, const char *key);
const struct cf_node *cf_node_get(const struct cf_node *mapping, const char *key);

/* ---- readers ---- */

/* Text of any kind into a `const char *`; an empty text or a list is a fault. */
cf_field_reader cf_read_string;
/* The same into a struct cf_text. */
cf_field_reader cf_read_text;
/* An id into a struct cf_text. */
cf_field_reader cf_read_id;
/* A list of texts, or of ids, into a struct cf_text_list; a single text is a list of one. */
cf_field_reader cf_read_texts;
cf_field_reader cf_read_ids;
/* Into a double, an int, a bool. */
cf_field_reader cf_read_number;
cf_field_reader cf_read_year;
cf_field_reader cf_read_flag;
/* A fraction from 0 up to, not including, 1, into a double. */
cf_field_reader cf_read_fraction;
/* A whole number into an int, within `extra`, a struct cf_int_range. */
cf_field_reader cf_read_int;
/* A word into an enum, by `extra`, a struct cf_words. */
cf_field_reader cf_read_word;
/* A citation's id into a `const struct cf_citation *`, from reading->citations. */
cf_field_reader cf_read_citation;
/* Known, and read elsewhere. */
cf_field_reader cf_read_nothing;

struct cf_int_range {
    int low, high;
};

/* The words of an enumeration, by value; the list ends with NULL. */
struct cf_words {
    const char *const *words;
    int first; /* the value of words[0] */
};

/* ---- values ---- */

/* Reports that the node is of another kind than the field wants, such as "a list". */
void cf_report_kind(struct cf_reading *reading, const struct cf_node *node, const char *wanted);

/* Hints at 'key:value', which is no pair for YAML. False: that is not what is wrong. */
bool cf_hint_colon(struct cf_reading *reading, const struct cf_node *key);

bool cf_node_number(struct cf_reading *reading, const struct cf_node *node, double *out);
bool cf_node_year(struct cf_reading *reading, const struct cf_node *node, int *out);
bool cf_node_int(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_int_range *range, int *out);
/* A scalar as text. Reports and returns false for a list or mapping. */
bool cf_node_text(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out);
/* The same, and reports an empty text without quotes: almost always a forgotten value. */
bool cf_node_given_text(struct cf_reading *reading, const struct cf_node *node,
                        struct cf_text *out);
bool cf_node_id(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out);

/* ---- collections ---- */

/*
 * Reads each item of a list, or each pair of a mapping, into an array of records of `size` bytes.
 * `read` gets the pair's key (NULL for a list), its value and the record. Reports a node of another
 * kind. Returns the array and its length in *count.
 */
typedef void cf_item_reader(struct cf_reading *reading, const struct cf_node *key,
                            const struct cf_node *value, void *record);

void *cf_read_list(struct cf_reading *reading, const struct cf_node *node, size_t size,
                   cf_item_reader *read, size_t *count);
void *cf_read_mapping(struct cf_reading *reading, const struct cf_node *node, size_t size,
                      cf_item_reader *read, size_t *count);

/* Reports ids that stand twice. `id_at` is the place of the struct cf_text in each record. */
void cf_check_unique(struct cf_reading *reading, const void *records, size_t count, size_t size,
                     size_t id_at, const char *what);

/* "universities" from "high_universities": ids with blanks instead of _ and -, in the arena. */
const char *cf_title_of_id(struct cf_reading *reading, const char *id);

#endif
