/*
 * Statuses, source texts, diagnostics and output sinks: what every other room uses.
 */
#ifndef CLUSTERFLOW_BASE_H
#define CLUSTERFLOW_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Around all declarations: what they name is C for a C++ compiler, too, and the shared library
 * exports it. */
#ifndef __cplusplus
#define CF_BEGIN_C _Pragma("GCC visibility push(default)")
#define CF_END_C   _Pragma("GCC visibility pop")
#else
/* clang-format off */
#define CF_BEGIN_C _Pragma("GCC visibility push(default)") extern "C" {
#define CF_END_C   } _Pragma("GCC visibility pop")
/* clang-format on */
#endif

CF_BEGIN_C

/* The version of these headers. Another one may be linked: see cf_version. */
#define CF_VERSION "0.1.0"

/* The version of the library that is linked, as "MAJOR.MINOR.PATCH". Static text. */
const char *cf_version(void);

/* What a function returns. Nothing else than these values. */
enum cf_status {
    CF_OK = 0,
    CF_INVALID = -1,   /* the input is faulty; where there are diagnostics they say why */
    CF_NOT_FOUND = -2, /* the thing named does not exist; no diagnostic was added */
    CF_NO_MEMORY = -3, /* an allocation failed */
    CF_IO = -4,        /* a read or write failed */
};

/* ---- source texts ---- */

/* One file as it was read. `text` has `length` bytes and a NUL behind them. */
struct cf_source {
    const char *name; /* for messages, as the reader gave it; never NULL */
    const char *text; /* a leading byte order mark is left out */
    size_t length;    /* in bytes, without the NUL */
};

/* A stretch of a source text. `source` is NULL where a thing comes from no text. */
struct cf_pos {
    const struct cf_source *source;
    uint32_t offset; /* in bytes from the beginning of the text, from 0 */
    uint32_t length; /* in bytes; 0 is a place between two characters */
};

/* ---- diagnostics ---- */

/* How bad it is what a message tells: only an error refuses an input. */
enum cf_severity { CF_NOTE, CF_WARNING, CF_ERROR };

/* A rule that an input can break. The table is fixed; ids never change their meaning. */
struct cf_rule {
    const char *id;            /* such as "yaml-duplicate-key" */
    enum cf_severity severity; /* see also cf_rule_refuses */
    bool check_only;           /* only a check looks for it */
    const char *sentence;      /* what the rule asks for, one sentence */
    const char *why;           /* why that matters to who relies on the file; a paragraph */
    const char *context;       /* which part of a file the examples are, see docs/rules.md */
    const char *bad;           /* an example that breaks the rule, as lines of YAML */
    const char *good;          /* the same, mended */
};

/* All rules, in the order of their families. `*count` receives their number. Static. */
const struct cf_rule *cf_rules(size_t *count);

/* The rule of that id; NULL: there is none. Static. */
const struct cf_rule *cf_rule_find(const char *id);

/* Is a document that breaks the rule refused, whoever reads it? Such a rule cannot be silenced. */
bool cf_rule_refuses(const struct cf_rule *rule);

/* One message. All texts are owned by the list; the source text is no longer needed. */
struct cf_diag {
    const struct cf_rule *rule;
    enum cf_severity severity; /* the rule's, unless cf_diags_review raised it */
    const char *file;          /* name of the source; NULL: the message has no place */
    unsigned line;             /* from 1; 0: no place */
    unsigned column;           /* in characters (code points), from 1 */
    unsigned width;            /* how many characters the fault spans on its line; at least 1 */
    const char *message; /* lower case, without a full stop; may hold user text as it was read */
    const char *hint;    /* what to do; may be NULL */
    const char *also;    /* what another place has to do with it; NULL: no other place */
    const char *also_file;
    unsigned also_line, also_column; /* that place; from 1 */
    const char *excerpt; /* the source line, raw and at most some 400 bytes; NULL: none */
    unsigned skipped;    /* characters of the line left out before the excerpt */
};

/* A list of messages, owned by the caller. */
struct cf_diags;

/* A new empty list; NULL when memory fails. cf_diags_free takes NULL. */
struct cf_diags *cf_diags_new(void);
void cf_diags_free(struct cf_diags *diags);

/* Number of messages, and of those that are errors. */
size_t cf_diags_count(const struct cf_diags *diags);
size_t cf_diags_errors(const struct cf_diags *diags);

/* Message i, from 0; of each call in the order of the files and, within a file, of the places.
 * NULL when there is none. Valid until a message is added. */
const struct cf_diag *cf_diags_get(const struct cf_diags *diags, size_t i);

/*
 * Adds a message of the caller's own under one of the rules. `pos` may be of a document that is
 * loaded, or empty; `hint` may be NULL. The texts are copied. CF_OK, CF_NO_MEMORY or CF_NOT_FOUND:
 * no such rule.
 */
enum cf_status cf_diags_add(struct cf_diags *diags, const char *rule, struct cf_pos pos,
                            const char *message, const char *hint);

/* Whether a message, or a part of one, was lost because memory failed. It stays so until
 * cf_diags_clear. */
bool cf_diags_failed(const struct cf_diags *diags);

/* Adds a copy of a message of another list, unless the list has it already. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_diags_copy(struct cf_diags *diags, const struct cf_diag *diag);

/* What becomes of a message. CF_RAISE: a warning becomes an error. */
enum cf_review { CF_KEEP, CF_DROP, CF_RAISE };

/* Goes through the messages from number `from` on, in order, and does with each what `judge` says,
 * which gets `payload` as it is. */
void cf_diags_review(struct cf_diags *diags, size_t from,
                     enum cf_review (*judge)(void *payload, const struct cf_diag *diag),
                     void *payload);

/*
 * Puts all messages in the order of the `count` named files, then of other files as they came up,
 * and within a file of their places; messages without a file come first.
 * CF_OK or CF_NO_MEMORY: the order is not this one.
 */
enum cf_status cf_diags_order(struct cf_diags *diags, const char *const *files, size_t count);

/* Forgets all messages; the list can be used again. */
void cf_diags_clear(struct cf_diags *diags);

/* The one of the `count` words that a misspelt text probably means: "did you mean ...?". The first
 * of several that are equally near; NULL: none is near. */
const char *cf_nearest(const char *text, const char *const *words, size_t count);

/* ---- output ---- */

/*
 * Where a writer sends its bytes. `write` gets `payload` as it is and bytes that it may use until
 * it returns; it returns 0, or a negative value when it failed. After a failure it is not called
 * again and the writer returns CF_IO.
 */
struct cf_sink {
    int (*write)(void *payload, const char *bytes, size_t length);
    void *payload;
};

/* ---- numbers ---- */

/* Room in bytes for any number that cf_number_format writes, with its NUL. */
enum { CF_NUMBER_SIZE = 72 };

/*
 * Writes the decimal text with the fewest digits that reads back to the same double: in plain
 * notation where |number| < 1e16 and that takes at most 64 characters, else with an exponent
 * ("1.5e300"). -0 is written as 0. The number is finite. Returns the length. No locale is used.
 */
size_t cf_number_format(double number, char out[CF_NUMBER_SIZE]);

/*
 * Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, the whole of the text and at most 64
 * characters, rounded to the nearest double. Returns false (and leaves *out alone) for any other
 * text and for a number that is not finite. No locale is used.
 */
bool cf_number_parse(const char *text, double *out);

CF_END_C

#endif
