/*
 * The scene on which the tool is run: the working folder with its files, which is made as it was
 * before each run, and what a run leaves behind.
 */
#ifndef TESTS_FAILURES_SCENE_H
#define TESTS_FAILURES_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "points.h"

/* Bytes with a NUL behind them. */
struct bytes {
    char *text;
    size_t length;
};

enum { FILES_MOST = 64 };

/* The files of the working folder, without those in folders of it. */
struct folder {
    struct {
        char name[64];
        struct bytes bytes;
        unsigned mode;
    } files[FILES_MOST];
    int count;
};

struct folder folder_read(void);
void folder_release(struct folder *folder);
bool folder_same(const struct folder *a, const struct folder *b);

/* Is each file what it was before or after a whole run, and all that was there before still there?
 */
bool folder_is_whole(const struct folder *now, const struct folder *before,
                     const struct folder *after);

/* Makes the working folder what it was. */
void folder_restore(const struct folder *before);

struct outcome {
    int status; /* as of waitpid */
    long points, blocks;
    bool failed; /* a point was made to fail */
    bool walked; /* a folder was read */
    char call[24];
    struct bytes out, err;
    struct folder files;
};

/* How the tool is run. */
struct scene {
    int argc;
    char **argv;
    const char *input; /* the file that is standard input; NULL: none */
    bool within;       /* in this very process: quick, and counted by gcov, but a crash ends it */
    struct folder before;
};

struct outcome scene_run(const struct scene *scene, const struct points *points);
void outcome_release(struct outcome *outcome);

#endif
