/*
 * What lets a reader of reports know a finding again: it depends on the rule, the file and the text
 * of the line, not on where the line stands.
 */
#ifndef CF_OUTPUT_FINGERPRINT_H
#define CF_OUTPUT_FINGERPRINT_H

#include <stdint.h>

#include "output/findings.h"

struct cf_fingerprint {
    uint64_t hash;   /* of rule, file and line; blanks and tabs do not count */
    uint32_t number; /* among those with this hash, from 1, in the order of the messages */
};

/* One for each message; NULL when memory fails. */
const struct cf_fingerprint *cf_fingerprints(struct cf_arena *arena,
                                             const struct cf_findings *findings);

#endif
