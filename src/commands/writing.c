#include "commands/writing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/command.h"

/* ---- writers ---- */

void writer_init(struct writer *writer, int descriptor)
{
    writer->descriptor = descriptor;
    writer->error = 0;
    writer->direct = isatty(descriptor);
    writer->used = 0;
}

/* Ctrl-C ends the work after whole results: it does not end a write. */
static void write_all(struct writer *writer, const char *bytes, size_t length)
{
    while (length && !writer->error) {
        ssize_t written = write(writer->descriptor, bytes, length);
        if (written < 0 && errno != EINTR)
            writer->error = errno;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

bool writer_flush(struct writer *writer)
{
    write_all(writer, writer->buffer, writer->used);
    writer->used = 0;
    return !writer->error;
}

bool writer_put(struct writer *writer, const char *bytes, size_t length)
{
    if (length > WRITER_SIZE - writer->used)
        writer_flush(writer);
    if (length > WRITER_SIZE) {
        write_all(writer, bytes, length);
    } else {
        memcpy(writer->buffer + writer->used, bytes, length);
        writer->used += length;
    }
    return writer->direct ? writer_flush(writer) : !writer->error;
}

void writer_close(struct writer *writer)
{
    int failed = close(writer->descriptor);
    if (failed && errno != EINTR && !writer->error) /* a signal keeps nothing from being closed */
        writer->error = errno;
}

int open_again(const char *path, int flags, unsigned mode)
{
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR && !interrupted());
    return descriptor;
}

/* ---- the two streams of the process ---- */

static struct writer output, errors;

struct writer *standard_output(void)
{
    return &output;
}

struct writer *standard_error(void)
{
    writer_flush(&output);
    return &errors;
}

void print(const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length > 0)
        writer_put(&output, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

void streams_begin(void)
{
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0) /* what is opened so can still not be read or written */
            open_again("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY, 0);
    writer_init(&output, STDOUT_FILENO);
    writer_init(&errors, STDERR_FILENO);
}

/* Messages that cannot be written cannot be told of either; but they are missing. */
int streams_end(void)
{
    bool told = output.error;
    if (writer_flush(&output))
        writer_close(&output);
    if (output.error && !told && output.error != EPIPE)
        complain("cannot write standard output: %s", strerror(output.error));
    writer_flush(&errors);
    return output.error || errors.error ? EXIT_MACHINE : EXIT_DONE;
}
