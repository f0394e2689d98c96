/*
 * Suites as the YAML of a suite file, while they are written. Ids, words and numbers need no
 * quotes; other texts get them where YAML asks for them. The first failure sticks, and cf_suite_end
 * tells.
 */
#ifndef CF_OUTPUT_SUITE_WRITING_H
#define CF_OUTPUT_SUITE_WRITING_H

#include <clusterflow/output.h>

#include "base/arena.h"
#include "output/stream.h"

struct cf_suite_writing {
    struct cf_stream out;
    struct cf_arena arena; /* of texts on their way */
};

void cf_suite_begin(struct cf_suite_writing *suite, const struct cf_sink *sink);

/* Sends what is left and returns the status of the whole. */
enum cf_status cf_suite_end(struct cf_suite_writing *suite);

/* Text as it is; NULL: memory failed when it was made. */
void cf_suite_put(struct cf_suite_writing *suite, const char *text);

/* A text as a scalar; NULL as above. */
void cf_suite_text(struct cf_suite_writing *suite, const char *text);

/* "key: text" with the end of the line; `key` has its indent and its colon. */
void cf_suite_key(struct cf_suite_writing *suite, const char *key, const char *text);

/* The shortest decimal of a finite number. */
void cf_suite_number(struct cf_suite_writing *suite, double number);

/* A flag, level or category as an observation: {value: full}. */
void cf_suite_member(struct cf_suite_writing *suite, const struct cf_index *index, size_t member);

/* A case up to its own keys: its name and what evaluation it asks for. `asked` may be NULL; what it
 * leaves as it is when nothing is asked for is left out. */
void cf_suite_open_case(struct cf_suite_writing *suite, const char *name,
                        const struct cf_evaluation *evaluation, const struct cf_suite_names *names,
                        const struct cf_evaluate_options *asked);

/* What a case expects of the walk, in lines of `expect`. `first_no` may be NULL: there is none. */
void cf_suite_expect(struct cf_suite_writing *suite, enum cf_verdict verdict,
                     const struct cf_step *first_no);

#endif
