/*
 * Reporting faults. A report keeps its place as an offset; line, column and excerpt are derived
 * when the work on a file is done (cf_diags_settle), for all of its messages in one pass. Of each
 * severity the first 1000 are kept; the rest counts, and a note says that there is more.
 */
#ifndef CF_BASE_DIAG_H
#define CF_BASE_DIAG_H

#include <clusterflow/base.h>

#include "base/rules.h"

/* Adds a message in the words of the format; user text is passed as it was read. */
void cf_report(struct cf_diags *diags, enum cf_rule_id rule, struct cf_pos pos, const char *format,
               ...) __attribute__((format(printf, 4, 5)));

/* Adds to the message reported last: what to do. */
void cf_report_hint(struct cf_diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds to the message reported last: another place, and what it has to do with it. */
void cf_report_also(struct cf_diags *diags, struct cf_pos pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Derives the places of the new messages, sorts them by file (in the order of their first message)
 * and place, and lets go of the source texts. To be called before a source text is freed.
 */
void cf_diags_settle(struct cf_diags *diags);

/* How many candidates for "did you mean" may still be looked at before the list is settled: many
 * faults times many candidates would be slow. See struct cf_suggestion. */
size_t *cf_diags_guesses(struct cf_diags *diags);

#endif
