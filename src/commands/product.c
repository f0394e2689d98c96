#include "commands/product.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/command.h"
#include "commands/files.h"

enum { NARROWEST = 40, WIDEST = 200 };

/* ---- the file ---- */

/* A device or pipe cannot be replaced by renaming: it is written straight away. */
static bool is_special(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

static FILE *open_temporary(struct product *product)
{
    product->temporary = text_format("%s.XXXXXX", product->path);
    int descriptor = product->temporary ? mkstemp(product->temporary) : -1;
    if (descriptor < 0) {
        free(product->temporary);
        product->temporary = NULL;
        return NULL;
    }
    struct stat before;
    mode_t mask = umask(0);
    umask(mask); /* mkstemp's 0600 is for secrets; a file that is there keeps its mode */
    bool there = stat(product->path, &before) == 0;
    fchmod(descriptor, there ? before.st_mode & 07777 : 0666 & ~mask);
    FILE *stream = fdopen(descriptor, "w");
    if (!stream) {
        close(descriptor);
        unlink(product->temporary);
        free(product->temporary);
        product->temporary = NULL;
    }
    return stream;
}

/* What a link points to is written, not the link replaced. */
static char *real_name(const char *path)
{
    struct stat about;
    bool link = lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
    char *real = link ? realpath(path, NULL) : NULL;
    return real ? real : text_format("%s", path);
}

bool product_open(struct product *product, const char *path)
{
    *product = (struct product){ .stream = stdout };
    if (!path)
        return true;
    product->path = real_name(path);
    if (product->path)
        product->stream = is_special(path) ? fopen(path, "w") : open_temporary(product);
    if (product->path && product->stream)
        return true;
    complain("cannot write '%s': %s", path, strerror(errno));
    free(product->path);
    return false;
}

/* Notes why something failed, if nothing has before. */
static void note_error(struct product *product, bool failed)
{
    if (failed && !product->error)
        product->error = errno ? errno : EIO;
}

static int put(void *payload, const char *bytes, size_t length)
{
    struct product *product = payload;
    bool failed = fwrite(bytes, 1, length, product->stream) != length;
    note_error(product, failed);
    return failed ? -1 : 0;
}

struct cf_sink product_sink(struct product *product)
{
    return (struct cf_sink){ put, product };
}

static void finish(struct product *product, bool keep)
{
    note_error(product, fflush(product->stream) != 0);
    if (!product->path)
        return;
    note_error(product, fclose(product->stream) != 0);
    if (!product->temporary)
        return;
    bool whole = keep && !product->error;
    if (whole)
        note_error(product, rename(product->temporary, product->path) != 0);
    if (!whole || product->error)
        unlink(product->temporary);
}

int product_close(struct product *product, bool keep)
{
    finish(product, keep);
    if (product->error && product->error != EPIPE)
        complain(product->path ? "cannot write '%s': %s" : "cannot write %s: %s",
                 product->path ? product->path : "standard output", strerror(product->error));
    free(product->path);
    free(product->temporary);
    return product->error ? EXIT_MACHINE : EXIT_DONE;
}

/* ---- style ---- */

static bool wants_color(bool terminal, const char *color)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (strcmp(color, "auto") != 0)
        return strcmp(color, "always") == 0;
    return terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

struct cf_style style_for(FILE *stream, const char *color)
{
    struct cf_style style = { .width = 80 };
    struct winsize size;
    bool terminal = isatty(fileno(stream));
    style.color = wants_color(terminal, color);
    style.wrap = terminal;
    if (terminal && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.width = size.ws_col < NARROWEST ? NARROWEST
                      : size.ws_col > WIDEST  ? WIDEST
                                              : size.ws_col;
    return style;
}

/* ---- talk ---- */

size_t print_diags(const struct cf_diags *diags, size_t from, const char *color, bool ascii)
{
    if (from == cf_diags_count(diags))
        return from;
    struct product talk = { .stream = stderr };
    struct cf_sink sink = product_sink(&talk);
    struct cf_style style = style_for(stderr, color);
    style.ascii = ascii;
    fflush(stdout); /* on a terminal each message stands behind what it is about */
    cf_write_diags(&sink, diags, from, &style);
    fflush(stderr);
    return cf_diags_count(diags);
}
