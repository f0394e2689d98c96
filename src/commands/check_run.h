/* The run of check over all files: what its parts share. */
#ifndef CF_COMMANDS_CHECK_RUN_H
#define CF_COMMANDS_CHECK_RUN_H

#include "commands/check_options.h"
#include "commands/names.h"
#include "commands/product.h"
#include "commands/shelf.h"
#include "commands/test_files.h"

/* The charts that cities are held against, as numbers on the shelf. */
struct chart_numbers {
    size_t *items;
    size_t count;
    bool good; /* all that were asked for could be read and compiled */
};

struct check_run {
    struct check_settings settings;
    struct cf_diags *diags; /* of all files: ordered, chosen from and written at the end */
    struct places places;
    struct what_ifs what_ifs; /* none */
    struct shelf shelf;
    struct names files;          /* that are checked; others are only needed by them */
    struct file_id *ids;         /* of the same files; NULL while there are none */
    struct names unread;         /* what could not be read */
    size_t met, passed_over;     /* files of ours, also when met again; those of other programs */
    struct test_files *named;    /* that suites name; NULL: none has yet */
    struct cf_usage *usage;      /* what the cities have to do with charts and catalogs */
    struct chart_numbers charts; /* of --chart, else of the city at hand */
    struct product product, *reports;
    int status;
};

/* Takes a failure into the run's status; says when memory failed. False when it is one. */
bool check_note_status(struct check_run *run, enum cf_status status);

/* ---- which files (check_files.c) ---- */

/* Checks what an operand names: a file, or all files of a folder. */
void check_operand(struct check_run *run, const char *operand);

/* Notes that a file is checked; false when memory fails. */
bool check_add_file(struct check_run *run, const struct file *file);

/* Is the file of that name among those that are checked, were it by another name? */
bool check_has_file(const struct check_run *run, const char *name);

/* ---- one file (check_file.c) ---- */

/* The charts of --chart. */
void check_find_charts(struct check_run *run);

/* Checks a file that was read, by its kind, and releases it. `found`: in a folder, where there may
 * be files of other programs. */
void check_file(struct check_run *run, struct file *file, bool found);

/* ---- all files (check_together.c) ---- */

/* Charts with the cities, catalogs with the charts, and what comments in them allow. */
void check_together(struct check_run *run);

/* ---- what is told (check_report.c) ---- */

/* Opens the product and the reports; false after saying why they cannot be written. */
bool check_open(struct check_run *run);

/* Chooses from the findings and writes them. */
void check_tell(struct check_run *run);

/* Closes the product and the reports. */
void check_close(struct check_run *run);

#endif
