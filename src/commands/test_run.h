/* The run of test over all suites: what its parts share. */
#ifndef CF_COMMANDS_TEST_RUN_H
#define CF_COMMANDS_TEST_RUN_H

#include "commands/command.h"
#include "commands/names.h"
#include "commands/product.h"
#include "commands/test_files.h"

enum test_format { TEST_TEXT, TEST_JSON, TEST_JUNIT };

struct test_settings {
    enum test_format format;
    const char *output, *color, *filter, *generate;
    bool ascii, quiet, update, coverage;
    int min_coverage; /* percent */
};

/* A suite that was named or found, with what came of it. */
struct test_suite {
    struct file file; /* its bytes, for rewriting it */
    struct cf_suite *suite;
    struct cf_diags *diags;          /* about its cases */
    struct cf_case_result **results; /* of the cases that were run */
    struct cf_tested_case *told;
    size_t count;
    struct product *update; /* the file that takes the suite's place; NULL: it stays */
    size_t updated;         /* expectations that are other ones in it */
};

struct test_run {
    struct test_settings settings;
    struct cf_diags *diags; /* faults of suites, which are refused */
    size_t printed;         /* of them */
    struct test_files files;
    struct names names; /* of the suites, each once */
    struct test_suite *suites;
    size_t suite_count;
    struct names refused;
    struct cf_coverage_count *coverage; /* NULL: not asked for */
    int status;
};

/* Takes a failure into the run's status; says when memory failed. False when it is one. */
bool test_note_status(struct test_run *run, enum cf_status status);

/* ---- which suites (test_find.c) ---- */

/* Loads the suite that an operand names, or all suites of a folder. */
void test_operand(struct test_run *run, const char *operand);

/* ---- running and rewriting them (test_suite.c) ---- */

/* Runs the cases that the filter lets through. */
void test_suite_run(struct test_run *run, struct test_suite *suite);

/* Makes a suite of what came and runs it. Its file stays what it is until test_suite_replace. */
void test_suite_update(struct test_run *run, struct test_suite *suite);

/* Puts the updated file, if there is one, in the place of the old one. Needs no memory. */
void test_suite_replace(struct test_run *run, struct test_suite *suite);

/* Releases the suite; an update that has not replaced its file is dropped. */
void test_suite_release(struct test_run *run, struct test_suite *suite);

#endif
