/* Names of files, and reading one. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/files_own.h"
#include "commands/writing.h"

/* ---- names ---- */

char *text_format(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (!text)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

char *folder_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return text_format("%.*s", slash ? (int)(slash - name) + 1 : 0, name);
}

char *path_join(const char *folder, const char *path)
{
    char *text = text_format("%s%s", *path == '/' ? "" : folder, path);
    char *out = text;
    for (const char *in = text; in && *in;) {
        size_t length = strcspn(in, "/");
        length += in[length] == '/';
        bool up = length == 3 && memcmp(in, "../", 3) == 0;
        bool below = out > text + 1 && (out - text < 3 || memcmp(out - 3, "../", 3) != 0);
        if (up && below) {
            for (out--; out > text && out[-1] != '/'; out--)
                ;
        } else if (!(length == 2 && in[0] == '.')) {
            memmove(out, in, length);
            out += length;
        }
        in += length;
    }
    if (out)
        *out = '\0';
    return text;
}

/* ---- reading ---- */

void file_release(struct file *file)
{
    free(file->name);
    free(file->bytes);
    *file = (struct file){ 0 };
}

bool file_id_same(const struct file_id *a, const struct file_id *b)
{
    return a->known && b->known && a->device == b->device && a->inode == b->inode;
}

static struct file_id id_of(const struct stat *about)
{
    return (struct file_id){ S_ISREG(about->st_mode), about->st_dev, about->st_ino };
}

bool file_find_id(const char *name, struct file_id *id)
{
    struct stat about;
    if (stat(name, &about) != 0)
        return false;
    *id = id_of(&about);
    return true;
}

struct cf_input file_input(const struct file *file)
{
    return (struct cf_input){ .name = file->name, .bytes = file->bytes, .length = file->length };
}

struct cf_input file_give(struct file *file)
{
    struct cf_input input = file_input(file);
    input.release = free;
    input.owner = file->bytes;
    file->bytes = NULL;
    file->length = 0;
    return input;
}

/* Reads to the end, or to one byte more than a file may have: endless input ends, too. A NUL is put
 * behind it. */
static enum cf_status read_all(int descriptor, size_t expected, bool sized, struct file *file)
{
    /* one more for the NUL, and one to see whether the file grew */
    size_t capacity = (expected < CF_FILE_LIMIT ? expected : CF_FILE_LIMIT) + 2, length = 0;
    char *bytes = malloc(capacity);
    enum cf_status status = bytes ? CF_OK : CF_NO_MEMORY;
    bool ended = false;
    while (status == CF_OK && !ended && length <= CF_FILE_LIMIT) {
        char *bigger = length < capacity - 1 ? bytes : realloc(bytes, capacity *= 2);
        ssize_t got = bigger ? read(descriptor, bigger + length, capacity - 1 - length) : -1;
        bytes = bigger ? bigger : bytes;
        if (got >= 0) {
            length += (size_t)got;
            bytes[length] = '\0';
            /* a file of a known size needs no further call to tell its end */
            ended = got == 0 || (sized && length == expected);
        } else if (!bigger) {
            status = CF_NO_MEMORY;
        } else if (errno != EINTR || interrupted()) {
            status = CF_IO;
        }
    }
    if (status != CF_OK) {
        int reason = errno;
        free(bytes);
        errno = reason;
        return status;
    }
    file->bytes = bytes;
    file->length = length;
    return CF_OK;
}

static enum cf_status read_descriptor(int descriptor, bool regular, struct file *file)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        return CF_IO;
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return CF_IO;
    }
    if (regular && !S_ISREG(about.st_mode)) {
        errno = EINVAL;
        return CF_IO;
    }
    file->id = id_of(&about);
    bool sized = S_ISREG(about.st_mode) && about.st_size >= 0 && about.st_size <= CF_FILE_LIMIT;
    return read_all(descriptor, sized ? (size_t)about.st_size : 4096, sized, file);
}

/* A pipe that is opened only to see what it is lets its writer go on, into nothing. */
static bool is_pipe(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && S_ISFIFO(about.st_mode);
}

bool reason_is_absence(int reason)
{
    return reason == ENOENT || reason == ENOTDIR;
}

enum cf_status file_load(struct file *file, char *name, bool regular)
{
    *file = (struct file){ .name = name };
    if (!name)
        return CF_NO_MEMORY;
    if (regular && is_pipe(name)) {
        file_release(file);
        errno = EINVAL;
        return CF_IO;
    }
    int descriptor = open_again(name, O_RDONLY | (regular ? O_NONBLOCK : 0), 0);
    enum cf_status status = descriptor >= 0            ? read_descriptor(descriptor, regular, file)
                            : reason_is_absence(errno) ? CF_NOT_FOUND
                                                       : CF_IO;
    int reason = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (status != CF_OK) {
        free(name);
        file->name = NULL;
    }
    errno = reason;
    return status;
}

enum cf_status file_load_stdin(struct file *file)
{
    *file = (struct file){ .name = text_format("<stdin>") };
    enum cf_status status = file->name ? read_descriptor(STDIN_FILENO, false, file) : CF_NO_MEMORY;
    if (status != CF_OK)
        file_release(file);
    return status;
}

enum cf_status file_read(struct file *file, const char *name)
{
    return file_load(file, text_format("%s", name), true);
}

enum cf_status file_tidy_name(struct file *file)
{
    struct file_id id;
    char *name = path_join("", file->name);
    if (!name)
        return CF_NO_MEMORY;
    bool there = file_find_id(name, &id);
    int reason = errno;
    if (there && file_id_same(&id, &file->id)) {
        free(file->name);
        file->name = name;
        return CF_OK;
    }
    free(name);
    errno = reason;
    return there || reason == ENOENT || reason == ENOTDIR ? CF_OK : CF_IO;
}
