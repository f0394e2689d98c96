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
    mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask); /* mkstemp's 0600 is for secrets */
    return fdopen(descriptor, "w");
}

bool product_open(struct product *product, const char *path)
{
    *product = (struct product){ .stream = stdout };
    if (!path)
        return true;
    product->path = text_format("%s", path);
    if (product->path)
        product->stream = is_special(path) ? fopen(path, "w") : open_temporary(product);
    if (product->path && product->stream)
        return true;
    complain("cannot write '%s': %s", path, strerror(errno));
    free(product->path);
    return false;
}

static int put(void *payload, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, payload) == length ? 0 : -1;
}

struct cf_sink product_sink(struct product *product)
{
    return (struct cf_sink){ put, product->stream };
}

static bool finish(struct product *product, bool keep)
{
    bool written = !ferror(product->stream) && fflush(product->stream) == 0;
    if (!product->path)
        return written;
    if (fclose(product->stream) != 0)
        written = false;
    if (!product->temporary)
        return written;
    if (written && keep && rename(product->temporary, product->path) == 0)
        return true;
    int reason = errno;
    unlink(product->temporary);
    errno = reason;
    return written && !keep;
}

int product_close(struct product *product, bool keep)
{
    errno = 0;
    int status = EXIT_DONE;
    if (!finish(product, keep)) {
        status = EXIT_MACHINE;
        if (errno != EPIPE)
            complain("cannot write %s: %s", product->path ? product->path : "standard output",
                     strerror(errno ? errno : EIO));
    }
    free(product->path);
    free(product->temporary);
    return status;
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
    struct cf_sink sink = { put, stderr };
    struct cf_style style = style_for(stderr, color);
    style.ascii = ascii;
    fflush(stdout); /* on a terminal each message stands behind what it is about */
    cf_write_diags(&sink, diags, from, &style);
    fflush(stderr);
    return cf_diags_count(diags);
}
