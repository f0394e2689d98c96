/*
 * Points at which something can fail while the tool runs: allocations and calls of the system. They
 * are counted from points_begin to points_end, in all threads or all but the first, and one of
 * them, or all from one on, are made to fail.
 */
#ifndef TESTS_FAILURES_POINTS_H
#define TESTS_FAILURES_POINTS_H

#include <stdbool.h>
#include <stddef.h>

enum point_kind {
    POINT_ALLOCATION,
    POINT_CALL,
    POINT_ARENA, /* an allocation from an arena's block; counts as an allocation, if it counts */
};

/* Instead of an errno: a call does less than it was asked for; a file is of another size when it is
 * read than when it was looked at. */
enum { SHORT_COUNT = -1, GROWN = -2, SHRUNK = -3 };

struct points {
    enum point_kind kind;
    long first;        /* the number of the first that fails, from 1; 0: none does */
    bool from_then_on; /* all later ones, too */
    bool in_threads;   /* what the thread that begins does neither counts nor fails */
    int error;         /* of a call: what it fails with; one that cannot fail so is left alone */
    bool arenas;       /* allocations from arenas are points, also where they need no new block */
    bool note;         /* note the points to which new calls lead */
};

void points_begin(const struct points *points);

/* Ends the counting; returns how many points of the kind were met. */
long points_end(void);

/* Whether one of them failed since points_begin. */
bool points_failed(void);

/* What leads to points is noted in the file, too, for runs of other processes. */
void points_share_calls(const char *file);

/* Forgets which points were noted, for a run with `note`; not what led to them. */
void points_begin_notes(void);

/* The first point after this one that was noted; 0: none was. */
long points_noted(long number);

/* Blocks that were allocated since points_begin and not freed. */
long points_blocks(void);

/* Threads that were started since then: the C library keeps a block of each. */
long points_threads(void);

/* The name of the call that failed last. */
const char *points_call(void);

/* Whether a folder was read. */
bool points_walked(void);

/* Lets calls of the system come to us from now on; false: the system does not let us. */
bool points_watch_calls(void);

/* ---- between the files that make them ---- */

/* Between points_begin and points_end. */
bool points_counting(void);

/* Counts a point of the kind; does it fail? */
bool point_fails(enum point_kind kind);

/* What calls are to fail with. */
int point_error(void);

/* Notes the point if a call leads to it that was not met before, for that error. */
void notes_add(long number, int error);

#endif
