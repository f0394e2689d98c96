/* Messages made by hand for the writers of findings. */
#ifndef TESTS_OUTPUT_FOUND_H
#define TESTS_OUTPUT_FOUND_H

#include "base/diag.h"
#include "fixture.h"

/* Two files, and one that only a message mentions. */
extern const struct cf_source found_chart, found_city, found_catalog;
extern const char *const found_files[3]; /* their names and that of a clean file */

/*
 * In the order of the files: of the chart an error with a hint and a place in the catalog, and a
 * warning; of the city a note on the whole of it.
 */
struct cf_diags *found_diags(void);

/* One message with that text and that hint about the first characters of a line of its own file. */
struct cf_diags *found_one(const char *file, const char *line, const char *message,
                           const char *hint);

/* What the format makes of the messages; the list is freed. Valid until the next call. */
const char *found_text(struct cf_diags *diags, enum cf_findings_format format,
                       const char *const *files, size_t count);

#endif
