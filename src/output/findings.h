/* The writers of findings, and what they share. */
#ifndef CF_OUTPUT_FINDINGS_H
#define CF_OUTPUT_FINDINGS_H

#include <clusterflow/output.h>

#include "base/arena.h"
#include "base/map.h"
#include "output/json.h"
#include "output/rule_words.h"

/* What was found in which files. Texts are borrowed. */
struct cf_findings {
    const struct cf_diags *diags;
    const char *const *unread; /* files */
    size_t unread_count;
    struct cf_arena arena; /* of the lists below */
    struct cf_map numbers; /* of the files, from their names */
    const char **files;    /* each once: those that were checked, then others as they come up */
    size_t file_count;
    size_t checked;   /* how many of them were checked */
    size_t counts[3]; /* of the messages, by severity */
    bool failed;      /* memory did */
};

#define CF_NO_FILE CF_MAP_NONE

/* False when memory fails; to be released in any case. */
bool cf_findings_init(struct cf_findings *findings, const struct cf_diags *diags,
                      const struct cf_checked *checked);
void cf_findings_release(struct cf_findings *findings);

/* The number of a file; CF_NO_FILE for NULL. */
uint32_t cf_findings_file(const struct cf_findings *findings, const char *name);

/* Where a message is in a format that wants a line for each: what is about a whole file is at its
 * beginning. */
struct cf_spot {
    unsigned line, column, end_column; /* from 1; the end is the first column behind */
};
struct cf_spot cf_spot_of(const struct cf_diag *diag);

/* What is told of a file that could not be read, under the rule "file-unreadable". */
#define CF_UNREAD_MESSAGE "this file cannot be read"
const struct cf_rule *cf_unread_rule(void);

enum cf_status cf_write_gcc(const struct cf_sink *sink, const struct cf_findings *findings);
enum cf_status cf_write_findings_json(const struct cf_sink *sink,
                                      const struct cf_findings *findings);
enum cf_status cf_write_sarif(const struct cf_sink *sink, const struct cf_findings *findings);
enum cf_status cf_write_github(const struct cf_sink *sink, const struct cf_findings *findings);
enum cf_status cf_write_junit(const struct cf_sink *sink, const struct cf_findings *findings);

/* Parts that test reports have, too: a finding as a JSON object, a message as lines of XML text. */
void cf_json_finding(struct cf_json *json, const struct cf_diag *diag);
void cf_junit_message(struct cf_stream *out, const struct cf_diag *diag);

#endif
