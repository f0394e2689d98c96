#define _GNU_SOURCE
#include "scene.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MOST = 60 };

/* The tool's: the linker calls ours instead of it (--wrap=main). */
int __real_main(int argc, char **argv); /* NOLINT */

static void fail(const char *what)
{
    perror(what);
    exit(2);
}

/* ---- files ---- */

static struct bytes read_descriptor(int descriptor)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        fail("stat");
    struct bytes bytes = { malloc((size_t)about.st_size + 1), (size_t)about.st_size };
    if (!bytes.text || pread(descriptor, bytes.text, bytes.length, 0) != about.st_size)
        fail("read");
    bytes.text[bytes.length] = '\0';
    return bytes;
}

/* Where a link points to. */
static struct bytes read_link(const char *name)
{
    struct bytes bytes = { calloc(1, 256), 0 };
    ssize_t length = bytes.text ? readlink(name, bytes.text, 255) : -1;
    if (length < 0)
        fail(name);
    bytes.length = (size_t)length;
    return bytes;
}

static struct bytes read_file(const char *name)
{
    int descriptor = open(name, O_RDONLY);
    struct bytes bytes = read_descriptor(descriptor);
    close(descriptor);
    return bytes;
}

struct folder folder_read(void)
{
    struct folder folder = { .count = 0 };
    struct dirent **names;
    int count = scandir(".", &names, NULL, alphasort);
    if (count < 0)
        fail("scandir");
    for (int i = 0; i < count; i++) {
        struct stat about;
        const char *name = names[i]->d_name;
        if (lstat(name, &about) == 0 && !S_ISDIR(about.st_mode) && folder.count < FILES_MOST &&
            strlen(name) < sizeof folder.files->name) {
            strcpy(folder.files[folder.count].name, name);
            folder.files[folder.count].mode = about.st_mode;
            folder.files[folder.count++].bytes =
                S_ISLNK(about.st_mode) ? read_link(name) : read_file(name);
        }
        free(names[i]);
    }
    free(names);
    return folder;
}

void folder_release(struct folder *folder)
{
    for (int i = 0; i < folder->count; i++)
        free(folder->files[i].bytes.text);
    folder->count = 0;
}

static bool same_bytes(const struct bytes *a, const struct bytes *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

bool folder_same(const struct folder *a, const struct folder *b)
{
    bool same = a->count == b->count;
    for (int i = 0; i < a->count && same; i++)
        same = strcmp(a->files[i].name, b->files[i].name) == 0 &&
               a->files[i].mode == b->files[i].mode &&
               same_bytes(&a->files[i].bytes, &b->files[i].bytes);
    return same;
}

static bool has_file(const struct folder *folder, const char *name, const struct bytes *bytes)
{
    for (int i = 0; i < folder->count; i++)
        if (strcmp(folder->files[i].name, name) == 0)
            return !bytes || same_bytes(&folder->files[i].bytes, bytes);
    return false;
}

bool folder_is_whole(const struct folder *now, const struct folder *before,
                     const struct folder *after)
{
    bool whole = true;
    for (int i = 0; i < now->count; i++)
        whole = whole && (has_file(before, now->files[i].name, &now->files[i].bytes) ||
                          has_file(after, now->files[i].name, &now->files[i].bytes));
    for (int i = 0; i < before->count; i++)
        whole = whole && has_file(now, before->files[i].name, NULL);
    return whole;
}

static void write_file(const char *name, const struct bytes *bytes, unsigned mode)
{
    if (S_ISLNK(mode)) {
        if (symlink(bytes->text, name) != 0)
            fail(name);
        return;
    }
    int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (descriptor < 0 || write(descriptor, bytes->text, bytes->length) < 0 ||
        fchmod(descriptor, mode & 07777) != 0 || close(descriptor) != 0)
        fail(name);
}

void folder_restore(const struct folder *before)
{
    struct folder now = folder_read();
    if (!folder_same(&now, before)) {
        for (int i = 0; i < now.count; i++)
            unlink(now.files[i].name);
        for (int i = 0; i < before->count; i++)
            write_file(before->files[i].name, &before->files[i].bytes, before->files[i].mode);
    }
    folder_release(&now);
}

/* ---- runs ---- */

/* What the process that runs the tool tells of it. */
struct told {
    int status;
    long points, blocks;
    bool failed, walked;
    char call[24];
};

static void run_tool(const struct scene *scene, const struct points *points, struct told *told)
{
    char *argv[64]; /* the tool puts them in order */
    memcpy(argv, scene->argv, ((size_t)scene->argc + 1) * sizeof *argv);
    points_begin(points);
    told->status = __real_main(scene->argc, argv);
    told->points = points_end();
    told->blocks = points_blocks() - points_threads();
    told->failed = points_failed();
    told->walked = points_walked();
    snprintf(told->call, sizeof told->call, "%s", points_call());
}

static void redirect(const struct scene *scene, int out, int err)
{
    int in = open(scene->input ? scene->input : "/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        fail("redirect");
    close(in);
}

static int run_apart(const struct scene *scene, const struct points *points, struct told *told,
                     int out, int err)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        fail("fork");
    if (child == 0) {
        redirect(scene, out, err);
        alarm(SECONDS_MOST);
        run_tool(scene, points, told);
        exit(told->status); /* where gcov writes what it has counted */
    }
    if (waitpid(child, &status, 0) != child)
        fail("waitpid");
    return status;
}

static int run_within(const struct scene *scene, const struct points *points, struct told *told,
                      int out, int err)
{
    int kept[3];
    fflush(NULL);
    for (int i = 0; i < 3; i++)
        kept[i] = fcntl(i, F_DUPFD_CLOEXEC, 100);
    redirect(scene, out, err);
    run_tool(scene, points, told);
    for (int i = 0; i < 3; i++) {
        dup2(kept[i], i);
        close(kept[i]);
    }
    return told->status << 8;
}

struct outcome scene_run(const struct scene *scene, const struct points *points)
{
    static struct told *told;
    if (!told)
        told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC);
    if (told == MAP_FAILED || out < 0 || err < 0)
        fail("memory");
    *told = (struct told){ 0 };
    int status = (scene->within ? run_within : run_apart)(scene, points, told, out, err);
    struct outcome outcome = { .status = status,
                               .points = told->points,
                               .blocks = told->blocks,
                               .failed = told->failed,
                               .walked = told->walked,
                               .out = read_descriptor(out),
                               .err = read_descriptor(err),
                               .files = folder_read() };
    memcpy(outcome.call, told->call, sizeof outcome.call);
    close(out);
    close(err);
    folder_restore(&scene->before);
    return outcome;
}

void outcome_release(struct outcome *outcome)
{
    free(outcome->out.text);
    free(outcome->err.text);
    folder_release(&outcome->files);
}
