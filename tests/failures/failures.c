/*
 * Usage: failures [OPTION...] COMMAND [ARGUMENT...]   runs a command of the tool again and again,
 * and each time something else fails: the first allocation, the second, ...; or the first call of
 * the system, the second, ..., with each errno that it may have. Whatever fails, the run has to end
 * cleanly; main.c of the tool is linked in, so that a run costs no more than a fork.
 *
 *     --calls       calls of the system fail, not allocations
 *     --stride N    the first point, and of the others one of N, beginning by --from K
 *     --new FILE    only points to which a call leads that is not in FILE, and is added there
 *     --arenas      allocations from arenas fail, too, also where they need no new block
 *     --input FILE  standard input
 *     --count       only prints how many points there are
 *     --within      in one process (see scene.h)
 *     --processors N  what the tool is told of the machine (default 1)
 *     --threads     only what threads besides the first do fails
 *
 * Prints what is wrong, and at the end "RUNS runs, POINTS points, FAULTS faults". The working
 * folder is the scene: what a run changes there is undone.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scene.h"

enum { EXIT_GATE = 1, EXIT_INPUT = 3, EXIT_MACHINE = 4, FAULTS_SHOWN = 12, FAULTS_MOST = 1000 };

static long processors = 1;
static bool in_threads;
static long runs, points_met, faults;

/* Stands before that of the C library. */
int sched_getaffinity(pid_t process, size_t size, cpu_set_t *set)
{
    (void)process;
    CPU_ZERO_S(size, set);
    for (long i = 0; i < processors; i++)
        CPU_SET_S((size_t)i, size, set);
    return 0;
}

/* ---- judging ---- */

static bool same_text(const struct bytes *a, const struct bytes *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool same_outcome(const struct outcome *a, const struct outcome *b)
{
    return a->status == b->status && same_text(&a->out, &b->out) && same_text(&a->err, &b->err) &&
           folder_same(&a->files, &b->files);
}

/* Lines that begin so, in the messages. */
static int count_lines(const char *text, const char *start, const char *part)
{
    int count = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        const char *found = strstr(line, part);
        count += strncmp(line, start, strlen(start)) == 0 && found && found < line + length;
        line += length + (line[length] == '\n');
    }
    return count;
}

/* Messages that tell of a failure of the machine: one, but for those that came anyhow. */
static int failures_told(const char *text)
{
    return count_lines(text, "clusterflow: ", "out of memory") +
           count_lines(text, "clusterflow: ", "Cannot allocate memory");
}

static const char *judge_end(const struct outcome *got)
{
    if (WIFSIGNALED(got->status))
        return WTERMSIG(got->status) == SIGALRM ? "hangs" : "is killed by a signal";
    return got->blocks > 0 ? "leaks" : NULL;
}

/* A failed allocation ends in 4 and one message, or does no harm. */
static const char *judge_allocation(const struct scene *scene, const struct outcome *normal,
                                    const struct outcome *got)
{
    const char *end = judge_end(got);
    if (end || same_outcome(got, normal))
        return end;
    if (WEXITSTATUS(got->status) != EXIT_MACHINE)
        return "ends in another status";
    int told = failures_told(got->err.text);
    if (told != 1)
        return told ? "tells it more than once" : "does not tell it";
    return folder_same(&got->files, &scene->before) ? NULL : "leaves files behind";
}

/* To check and test, a file that cannot be read may be a finding about the one that names it. */
static bool is_finding(const struct outcome *got)
{
    static const char rule[] = "file-unreadable";
    bool found = strstr(got->out.text, rule) || strstr(got->err.text, rule);
    for (int i = 0; i < got->files.count; i++)
        found = found || strstr(got->files.files[i].bytes.text, rule);
    return found;
}

/* Calls whose failure may leave a file half written. */
static bool is_of_writing(const char *call)
{
    static const char *const calls[] = { "write", "close", "fsync", "fchmod", "rename", NULL };
    for (int i = 0; calls[i]; i++)
        if (strncmp(call, calls[i], strlen(calls[i])) == 0)
            return true;
    return false;
}

/* A file that shrinks is read to where it ends. A call that was interrupted or did less is
 * repeated; any other failure is told, unless it does no harm, and nothing is found under a final
 * name that is not whole. Without an input that could not be read a product is another one, and
 * whole. */
static const char *judge_call(const struct scene *scene, const struct outcome *normal,
                              const struct outcome *got, const struct points *points)
{
    int error = points->error;
    const char *end = judge_end(got);
    if (end || same_outcome(got, normal))
        return end;
    if (error == GROWN) /* it is read as it was when it was looked at */
        return NULL;
    if (error == SHRUNK)
        return "is not read to its end";
    if (error == EINTR || error == SHORT_COUNT)
        return "is not repeated";
    /* what has vanished, from a folder or before it is looked at, is not there */
    if (error == ENOENT && (got->walked || strcmp(got->call, "stat") == 0))
        return folder_is_whole(&got->files, &scene->before, &got->files) ? NULL : "deletes files";
    int status = WEXITSTATUS(got->status);
    if (status != EXIT_INPUT && status != EXIT_MACHINE && !(status == EXIT_GATE && is_finding(got)))
        return "ends in another status";
    bool writes = is_of_writing(got->call) && !points->in_threads; /* these only read */
    if ((status == EXIT_MACHINE || writes) &&
        !folder_is_whole(&got->files, &scene->before, &normal->files))
        return "leaves files behind";
    bool silent = points->from_then_on || strcmp(got->call, "write") == 0; /* also the message */
    return got->err.length || silent || is_finding(got) ? NULL : "does not tell it";
}

static const char *error_name(int error)
{
    switch (error) {
    case 0: return "no memory";
    case SHORT_COUNT: return "less than asked for";
    case GROWN: return "the file grows";
    case SHRUNK: return "the file shrinks";
    default: return strerror(error);
    }
}

static void report(const struct points *points, const struct outcome *got, const char *fault)
{
    if (faults++ >= FAULTS_SHOWN)
        return;
    printf("%s %ld%s, %s: %s; status %d, %ld blocks\n",
           points->kind == POINT_CALL ? got->call : "allocation", points->first,
           points->from_then_on ? " and all later" : "", error_name(points->error), fault,
           WIFSIGNALED(got->status) ? -WTERMSIG(got->status) : WEXITSTATUS(got->status),
           got->blocks);
    printf("    %.*s\n", (int)strcspn(got->err.text, "\n"), got->err.text);
}

/* ---- all points ---- */

struct series {
    long stride, from;
    bool only_new, arenas;
};

/* The next one to try; 0: that was the last. The first is always tried: it often stands alone. */
static long point_after(const struct series *series, long point)
{
    if (series->only_new)
        return points_noted(point);
    if (!point)
        return 1;
    return point < series->from ? series->from : point + series->stride;
}

/* Returns whether the run came as far as the point. */
static bool run_point(const struct scene *scene, const struct outcome *normal,
                      const struct points *points)
{
    struct outcome got = scene_run(scene, points);
    runs++;
    const char *fault = points->kind == POINT_CALL ? judge_call(scene, normal, &got, points)
                                                   : judge_allocation(scene, normal, &got);
    if (fault)
        report(points, &got, fault);
    bool reached = got.failed || WIFSIGNALED(got.status);
    outcome_release(&got);
    return reached;
}

static struct outcome run_normal(const struct scene *scene, const struct series *series,
                                 struct points points)
{
    points.note = series->only_new;
    if (points.note)
        points_begin_notes();
    return scene_run(scene, &points);
}

/* After a failure a run takes other ways, so that it may have more points than the normal one; with
 * several threads it may have fewer, and that at one time and not at another. */
static void run_series(const struct scene *scene, const struct series *series, struct points points)
{
    points.in_threads = in_threads;
    struct outcome normal = run_normal(scene, series, points);
    points_met += normal.points;
    if (judge_end(&normal))
        report(&points, &normal, judge_end(&normal));
    for (int on = 0; on <= (points.error >= 0 && points.error != EINTR); on++) {
        points.from_then_on = on;
        bool reached = true;
        points.first = point_after(series, 0);
        for (; points.first && reached && faults < FAULTS_MOST;
             points.first = point_after(series, points.first))
            reached =
                run_point(scene, &normal, &points) || (in_threads && points.first < normal.points);
    }
    outcome_release(&normal);
}

static void run_all(const struct scene *scene, const struct series *series, enum point_kind kind)
{
    static const int errors[] = { EIO,   ENOSPC, EPIPE,  EINTR,       EMFILE, EACCES, ENOMEM,
                                  EPERM, EAGAIN, ENOENT, SHORT_COUNT, GROWN,  SHRUNK };
    if (kind == POINT_ALLOCATION)
        run_series(scene, series, (struct points){ .kind = kind, .arenas = series->arenas });
    for (size_t i = 0; i < sizeof errors / sizeof *errors && kind == POINT_CALL; i++)
        run_series(scene, series, (struct points){ .kind = kind, .error = errors[i] });
}

/* ---- the command line ---- */

int __wrap_main(int argc, char **argv); /* NOLINT */

int __wrap_main(int argc, char **argv)
{
    static const struct option options[] = {
        { "calls", no_argument, NULL, 'c' },
        { "count", no_argument, NULL, 'n' },
        { "stride", required_argument, NULL, 's' },
        { "from", required_argument, NULL, 'f' },
        { "input", required_argument, NULL, 'i' },
        { "within", no_argument, NULL, 'w' },
        { "new", required_argument, NULL, 'N' },
        { "arenas", no_argument, NULL, 'a' },
        { "processors", required_argument, NULL, 'p' },
        { "threads", no_argument, NULL, 't' },
        { 0 },
    };
    struct scene scene = { .argc = 0 };
    struct series series = { .stride = 1, .from = 1 };
    enum point_kind kind = POINT_ALLOCATION;
    bool count = false;
    for (int key; (key = getopt_long(argc, argv, "+", options, NULL)) != -1;) {
        switch (key) {
        case 'c': kind = POINT_CALL; break;
        case 'n': count = true; break;
        case 's': series.stride = atol(optarg); break;
        case 'f': series.from = atol(optarg); break;
        case 'i': scene.input = optarg; break;
        case 'N':
            points_share_calls(optarg);
            series.only_new = true;
            break;
        case 'a': series.arenas = true; break;
        case 'w': scene.within = true; break;
        case 'p': processors = atol(optarg); break;
        case 't': in_threads = true; break;
        default: return 2;
        }
    }
    scene.argv = argv + optind - 1;
    scene.argv[0] = (char[]){ "clusterflow" };
    scene.argc = argc - optind + 1;
    scene.before = folder_read();
    if (kind == POINT_CALL && !points_watch_calls()) {
        fprintf(stderr, "failures: this system lets no calls be watched\n");
        return 77;
    }
    if (count) {
        struct outcome normal = scene_run(
            &scene, &(struct points){ .kind = kind, .error = EIO, .in_threads = in_threads });
        printf("%ld\n", normal.points);
        return 0;
    }
    run_all(&scene, &series, kind);
    folder_release(&scene.before);
    printf("%ld runs, %ld points, %ld faults\n", runs, points_met, faults);
    return faults ? 1 : 0;
}
