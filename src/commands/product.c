#include "commands/product.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/files.h"

enum { NARROWEST = 40, WIDEST = 200, TRIES = 100 };

/* ---- the file ---- */

/* A file that is replaced keeps its mode. */
static bool keep_mode(int descriptor, const char *path)
{
    struct stat before, now;
    if (stat(path, &before) != 0)
        return errno == ENOENT;
    if (fstat(descriptor, &now) != 0)
        return false;
    return before.st_mode == now.st_mode || fchmod(descriptor, before.st_mode & 07777) == 0;
}

/* Makes a file beside the path that nobody else has; -1: it cannot be had. */
static int make_temporary(struct product *product)
{
    for (int i = 0; i < TRIES; i++) {
        product->temporary = text_format("%s.%ld-%d", product->path, (long)getpid(), i);
        if (!product->temporary)
            return -1;
        int descriptor = open_again(product->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (descriptor >= 0)
            return descriptor;
        free(product->temporary);
        product->temporary = NULL;
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static void drop_temporary(struct product *product)
{
    unlink(product->temporary);
    free(product->temporary);
    product->temporary = NULL;
}

static int open_temporary(struct product *product)
{
    int descriptor = make_temporary(product);
    if (descriptor < 0 || keep_mode(descriptor, product->path))
        return descriptor;
    int reason = errno;
    close(descriptor);
    drop_temporary(product);
    errno = reason;
    return -1;
}

/* A device or pipe cannot be replaced by renaming: it is written straight away. What cannot be
 * looked at cannot be written. */
static int open_file(struct product *product)
{
    struct stat about;
    if (stat(product->path, &about) != 0)
        return errno == ENOENT ? open_temporary(product) : -1;
    return S_ISREG(about.st_mode) ? open_temporary(product)
                                  : open_again(product->path, O_WRONLY | O_TRUNC, 0);
}

/* What a link points to is written, not the link replaced. NULL: it cannot be told. */
static char *real_name(const char *path)
{
    struct stat about;
    bool there = lstat(path, &about) == 0;
    if (!there && errno != ENOENT)
        return NULL;
    if (there && S_ISLNK(about.st_mode)) {
        char *real = realpath(path, NULL);
        if (real || errno != ENOENT)
            return real;
    }
    return text_format("%s", path);
}

bool product_open(struct product *product, const char *path)
{
    product->writer = standard_output();
    product->path = product->temporary = NULL;
    if (!path)
        return true;
    product->path = real_name(path);
    int descriptor = product->path ? open_file(product) : -1;
    if (descriptor >= 0) {
        product->writer = &product->file;
        writer_init(product->writer, descriptor);
        return true;
    }
    complain("cannot write '%s': %s", path, strerror(errno));
    free(product->path);
    return false;
}

static int put(void *payload, const char *bytes, size_t length)
{
    struct product *product = payload;
    return writer_put(product->writer, bytes, length) ? 0 : -1;
}

struct cf_sink product_sink(struct product *product)
{
    return (struct cf_sink){ put, product };
}

/* The bytes are on the disk before the file has its name. Some file systems know no such thing. */
static void bring_home(struct writer *writer)
{
    int failed;
    do
        failed = fsync(writer->descriptor);
    while (failed && errno == EINTR);
    if (failed && errno != EINVAL && errno != ENOTSUP)
        writer->error = errno;
}

static void finish_file(struct product *product, bool keep)
{
    struct writer *writer = product->writer;
    bool replaces = product->temporary && keep;
    if (replaces && !writer->error)
        bring_home(writer);
    writer_close(writer);
    if (replaces && !writer->error && rename(product->temporary, product->path) != 0)
        writer->error = errno;
    if (product->temporary && (!keep || writer->error))
        unlink(product->temporary);
}

int product_close(struct product *product, bool keep)
{
    writer_flush(product->writer);
    if (product->path)
        finish_file(product, keep && talk_end() == EXIT_DONE);
    int error = product->writer->error;
    if (error && error != EPIPE)
        complain(product->path ? "cannot write '%s': %s" : "cannot write %s: %s",
                 product->path ? product->path : "standard output", strerror(error));
    free(product->path);
    free(product->temporary);
    return error ? EXIT_MACHINE : EXIT_DONE;
}

/* ---- bytes that are kept ---- */

static int keep_bytes(void *payload, const char *bytes, size_t length)
{
    struct kept_bytes *kept = payload;
    if (length > kept->capacity - kept->length) {
        size_t capacity = 2 * (kept->length + length);
        char *bigger = realloc(kept->bytes, capacity);
        if (!bigger)
            return -1;
        kept->bytes = bigger;
        kept->capacity = capacity;
    }
    memcpy(kept->bytes + kept->length, bytes, length);
    kept->length += length;
    return 0;
}

struct cf_sink kept_sink(struct kept_bytes *kept)
{
    return (struct cf_sink){ keep_bytes, kept };
}

/* ---- style ---- */

static bool wants_color(bool terminal, const char *color)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (strcmp(color, "auto") != 0)
        return strcmp(color, "always") == 0;
    return terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

struct cf_style style_for(int descriptor, const char *color)
{
    struct cf_style style = { .width = 80 };
    struct winsize size;
    bool terminal = isatty(descriptor);
    style.color = wants_color(terminal, color);
    style.wrap = terminal;
    if (terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.width = size.ws_col < NARROWEST ? NARROWEST
                      : size.ws_col > WIDEST  ? WIDEST
                                              : size.ws_col;
    return style;
}
