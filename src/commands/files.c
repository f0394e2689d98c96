#include "commands/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/writing.h"

/* ---- texts ---- */

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

/* ---- places ---- */

static bool add_place(struct places *places, char *place)
{
    char **items = place ? realloc(places->items, (places->count + 1) * sizeof *items) : NULL;
    if (!items) {
        free(place);
        return false;
    }
    places->items = items;
    places->items[places->count++] = place;
    return true;
}

static bool add_path(struct places *places, const char *path)
{
    while (path && *path) {
        size_t length = strcspn(path, ":");
        if (length && !add_place(places, text_format("%.*s/", (int)length, path)))
            return false;
        path += length + (path[length] == ':');
    }
    return true;
}

/* Below the folder of the executable's parent lie the share folder or the source tree. */
static bool add_own_places(struct places *places)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return true;
    self[length] = '\0';
    for (int up = 0; up < 2; up++) { /* bin/clusterflow, then bin */
        char *slash = strrchr(self, '/');
        if (!slash)
            return true;
        *slash = '\0';
    }
    return add_place(places, text_format("%s/share/clusterflow/", self)) &&
           add_place(places, text_format("%s/", self));
}

bool places_find(struct places *places)
{
    *places = (struct places){ 0 };
    return add_place(places, text_format("%s", "")) &&
           add_path(places, getenv("CLUSTERFLOW_PATH")) && add_own_places(places);
}

void places_release(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i]);
    free(places->items);
    *places = (struct places){ 0 };
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

/* Whether a reason says that there is no such file, and not that it cannot be looked at. */
static bool is_absent(int reason)
{
    return reason == ENOENT || reason == ENOTDIR;
}

/* Reads the file of that name; takes the name over. `regular`: nothing that may block. */
static enum cf_status read_file(struct file *file, char *name, bool regular)
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
    enum cf_status status = descriptor >= 0    ? read_descriptor(descriptor, regular, file)
                            : is_absent(errno) ? CF_NOT_FOUND
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

/* ---- operands ---- */

static const char *const folders[] = { "data/", "flowcharts/" };

/* Tries a name, then the same with ".yaml". */
static enum cf_status try_name(struct file *file, const char *place, const char *folder,
                               const char *name, bool regular)
{
    enum cf_status status = read_file(file, text_format("%s%s%s", place, folder, name), regular);
    if (status == CF_OK || status == CF_NO_MEMORY)
        return status;
    int reason = errno;
    enum cf_status longer =
        read_file(file, text_format("%s%s%s.yaml", place, folder, name), regular);
    if (longer != CF_NOT_FOUND)
        return longer;
    errno = reason;
    return status;
}

static enum cf_status look_in_places(struct file *file, const char *name, enum folder folder,
                                     const struct places *places, bool regular)
{
    enum cf_status status = CF_NOT_FOUND;
    for (size_t i = 0; i < places->count && status == CF_NOT_FOUND; i++)
        for (int other = 0; other <= 1 && status == CF_NOT_FOUND; other++)
            status =
                try_name(file, places->items[i], folders[other ? !folder : folder], name, regular);
    return status;
}

static enum cf_status open_operand(struct file *file, const char *operand, enum folder folder,
                                   const struct places *places)
{
    if (strcmp(operand, "-") == 0) {
        *file = (struct file){ .name = text_format("<stdin>") };
        enum cf_status status =
            file->name ? read_descriptor(STDIN_FILENO, false, file) : CF_NO_MEMORY;
        if (status != CF_OK)
            file_release(file);
        return status;
    }
    enum cf_status status = try_name(file, "", "", operand, false);
    if (status == CF_NOT_FOUND && *operand && !strchr(operand, '/'))
        status = look_in_places(file, operand, folder, places, false);
    return status;
}

enum cf_status file_open(struct file *file, const char *operand, enum folder folder,
                         const struct places *places, struct file_fault *fault)
{
    enum cf_status status = open_operand(file, operand, folder, places);
    fault->reason = status == CF_OK ? 0 : errno;
    return status;
}

void file_complain(const char *operand, enum cf_status status, const struct file_fault *fault)
{
    if (status == CF_NOT_FOUND)
        complain("cannot find '%s'%s", operand,
                 strchr(operand, '/') ? "" : ", neither here nor in data/ or flowcharts/");
    else if (status == CF_IO && strcmp(operand, "-") == 0)
        complain("cannot read standard input: %s", strerror(fault->reason));
    else if (status == CF_IO)
        complain("cannot read '%s': %s", operand, strerror(fault->reason));
}

/* ---- paths ---- */

/* A path told from a folder, without "./" and with "x/../" folded: names stay short and readable.
 */
static char *join(const char *folder, const char *path)
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

enum cf_status file_read(struct file *file, const char *name)
{
    return read_file(file, text_format("%s", name), true);
}

enum cf_status file_tidy_name(struct file *file)
{
    struct file_id id;
    char *name = join("", file->name);
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

/* A city or a suite may have its chart's name: it is not taken for the chart. */
static enum cf_status read_chart(struct file *file, char *name, bool regular)
{
    enum cf_status status = read_file(file, name, regular);
    if (status != CF_OK)
        return status;
    struct cf_input input = file_input(file);
    enum cf_file_kind kind = cf_file_kind(&input);
    if (kind != CF_FILE_CITY && kind != CF_FILE_SUITE)
        return status;
    file_release(file);
    return CF_NOT_FOUND;
}

static enum cf_status read_chart_in(struct file *file, const char *folder, const char *within,
                                    const char *id, bool regular)
{
    char path[128]; /* an id has at most 64 bytes */
    snprintf(path, sizeof path, "%s%s.yaml", within, id);
    return read_chart(file, join(folder, path), regular);
}

enum cf_status file_open_chart(struct file *file, const char *id, const char *from,
                               const struct places *places, bool regular)
{
    char *folder = folder_of(from);
    if (!folder)
        return CF_NO_MEMORY;
    enum cf_status status = read_chart_in(file, folder, "", id, regular);
    if (status == CF_NOT_FOUND)
        status = read_chart_in(file, folder, "../flowcharts/", id, regular);
    free(folder);
    if (status == CF_NOT_FOUND)
        status = look_in_places(file, id, FOLDER_FLOWCHARTS, places, regular);
    return status;
}

/* ---- paths inside files ---- */

/* Does a real path lie in the folder of that name? If not, CF_NOT_FOUND; CF_IO: the folder cannot
 * be looked at. */
static enum cf_status lies_in(const char *real, const char *folder, const char *inside)
{
    char *name = join(folder, inside);
    char *real_folder = name ? realpath(*name ? name : ".", NULL) : NULL;
    int reason = real_folder ? 0 : name ? errno : ENOMEM;
    size_t length = real_folder ? strlen(real_folder) : 0;
    bool lies =
        length && strncmp(real, real_folder, length) == 0 && (real[length] == '/' || length == 1);
    free(real_folder);
    free(name);
    if (reason == ENOMEM)
        return CF_NO_MEMORY;
    if (reason && reason != EACCES &&
        !is_absent(reason)) /* what is closed holds nothing readable */
        return CF_IO;
    return lies ? CF_OK : CF_NOT_FOUND;
}

static enum cf_status may_read(const char *real, const char *folder, const struct places *places)
{
    static const char *const near[] = { "", "../flowcharts/", "../data/" };
    enum cf_status status = CF_NOT_FOUND;
    for (size_t i = 0; i < 3 && status == CF_NOT_FOUND; i++)
        status = lies_in(real, folder, near[i]);
    for (size_t i = 0; i < 2 * places->count && status == CF_NOT_FOUND; i++)
        status = lies_in(real, places->items[i / 2], folders[i % 2]);
    return status;
}

/* The name that a path inside a file stands for: told from the folder, and where there is nothing
 * of a name without a slash, looked for in the places. *real is NULL when nothing is found, for the
 * reason in errno. NULL: no memory. */
static char *name_of_path(const char *path, const char *folder, const struct places *places,
                          char **real)
{
    size_t more = *path && !strchr(path, '/') ? 2 * places->count : 0;
    char *name = join(folder, path);
    *real = name ? realpath(name, NULL) : NULL;
    for (size_t i = 0; i < more && name && !*real && is_absent(errno); i++) {
        free(name);
        name = text_format("%s%s%s", places->items[i / 2],
                           folders[i % 2 ? FOLDER_DATA : FOLDER_FLOWCHARTS], path);
        *real = name ? realpath(name, NULL) : NULL;
    }
    if (*real || errno != ENOMEM)
        return name;
    free(name);
    return NULL;
}

static enum cf_status read_relative(void *payload, const char *path, const char *from,
                                    struct cf_input *input)
{
    struct relative_files *files = payload;
    char *real = NULL, *folder = folder_of(from);
    char *name = folder ? name_of_path(path, folder, files->places, &real) : NULL;
    enum cf_status status = !name  ? CF_NO_MEMORY
                            : real ? may_read(real, folder, files->places)
                                   : (is_absent(errno) ? CF_NOT_FOUND : CF_IO);
    file_release(&files->file);
    if (real && status == CF_NOT_FOUND) {
        status = CF_INVALID;
    } else if (status == CF_OK) {
        status = read_file(&files->file, name, true);
        name = NULL;
        *input = file_input(&files->file);
    }
    free(real);
    free(name);
    free(folder);
    return status;
}

struct cf_reader file_reader(struct relative_files *files)
{
    return (struct cf_reader){ read_relative, files };
}
