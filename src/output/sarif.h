/* The parts of a SARIF document. */
#ifndef CF_OUTPUT_SARIF_H
#define CF_OUTPUT_SARIF_H

#include "output/fingerprint.h"
#include "output/json.h"

struct cf_sarif {
    struct cf_json json;
    const struct cf_findings *findings;
    const struct cf_fingerprint *fingerprints; /* of the messages */
    const struct cf_rule *rules;
    struct cf_arena arena; /* of one part of the document at a time */
    bool failed;           /* memory did, in a part that is done */
};

/* What relative references are relative to. */
#define CF_SARIF_ROOT "%SRCROOT%"

/* The tool with all its rules. */
void cf_sarif_write_tool(struct cf_sarif *sarif);

/* The keys of a reference to a file. */
void cf_sarif_write_uri(struct cf_sarif *sarif, const char *file);

/* The location of a message that is about a file. */
void cf_sarif_write_place(struct cf_sarif *sarif, const struct cf_diag *diag);

/* The other place of a message, with the id 1. */
void cf_sarif_write_related(struct cf_sarif *sarif, const struct cf_diag *diag);

/* User text as a part of a message, where "[text](link)" and "{0}" would be acted upon: hidden
 * characters made visible and these broken up by a blank. "" when memory fails. */
const char *cf_sarif_text(struct cf_arena *arena, const char *text);

#endif
