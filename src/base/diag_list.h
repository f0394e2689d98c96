/* The inside of a list of messages: reporting (diag.c) fills it, settling (settle.c) ends it. */
#ifndef CF_BASE_DIAG_LIST_H
#define CF_BASE_DIAG_LIST_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"

enum { CF_FAULTS_TOLD = 1000 }; /* of each severity, from one settling to the next */

/* A message, and before it is settled its places. */
struct cf_diag_report {
    struct cf_diag diag;
    struct cf_pos pos, also;
    size_t file_rank; /* order of its source among the new ones */
    size_t number;    /* order of reporting */
};

struct cf_diags {
    struct cf_diag_report *reports;
    size_t count, capacity, settled, errors;
    struct cf_arena texts;
    struct cf_map seen; /* "file:offset:message" of all, so that each is said once */
    bool failed;

    /* since the last settling */
    size_t told[CF_ERROR + 1];         /* by severity */
    const struct cf_source *untold_of; /* the source of the first fault too many; NULL: none */
    bool untold;                       /* the last report was one too many */
    size_t guesses;
};

/* A new report at the end, empty but for its number; NULL when memory fails. */
struct cf_diag_report *cf_diags_add_report(struct cf_diags *diags);

/* Begins to count from one settling to the next. */
void cf_diags_begin(struct cf_diags *diags);

#endif
