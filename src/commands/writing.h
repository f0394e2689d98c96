/*
 * Bytes on their way to a descriptor. What the system writes only in part, or not since a signal
 * came, is written again; any other failure is kept, and nothing is written after it.
 */
#ifndef CF_COMMANDS_WRITING_H
#define CF_COMMANDS_WRITING_H

#include <stdbool.h>
#include <stddef.h>

enum { WRITER_SIZE = 8192 };

struct writer {
    int descriptor;
    int error;   /* errno of the first write that failed; 0: none */
    bool direct; /* nothing waits in the buffer: for terminals */
    size_t used;
    char buffer[WRITER_SIZE];
};

void writer_init(struct writer *writer, int descriptor);

/* Takes bytes; false after a write has failed. */
bool writer_put(struct writer *writer, const char *bytes, size_t length);

/* Writes what waits; false after a write has failed. */
bool writer_flush(struct writer *writer);

/* Closes the descriptor; what fails then has not been written either. Does not flush. */
void writer_close(struct writer *writer);

/* Opens a file as open(2) does, again when a signal came between, unless it was Ctrl-C. */
int open_again(const char *path, int flags, unsigned mode);

/* ---- the two streams of the process ---- */

struct writer *standard_output(void);

/* What goes there comes behind all that was put to standard output before. */
struct writer *standard_error(void);

/* Like printf to standard output, at most 1023 bytes. */
void print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Descriptors 0 to 2 are not for files that are opened later: those that are closed are taken. */
void streams_begin(void);

/* Writes out what is left, says what could not be written, and returns EXIT_DONE or EXIT_MACHINE.
 */
int streams_end(void);

#endif
