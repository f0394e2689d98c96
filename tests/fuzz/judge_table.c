/* Readers of CSV (RFC 4180) and TSV: all rows have the cells of the first one, and no cell would be
 * taken for a formula. */
#include <string.h>

#include "fuzz.h"

struct reader {
    const char *at, *end;
    size_t row, cells, width; /* width: cells of the first row */
    bool tabs;
};

static _Noreturn void refuse(const struct reader *reader, const char *why)
{
    fuzz_fail("no table in row %zu: %s: %.80s", reader->row, why, reader->at);
}

/* What begins as a formula has to be a number. */
static void judge_cell(const struct reader *reader, const char *cell, size_t length)
{
    if (!length || !strchr("=+-@\t\r\n", *cell))
        return;
    if (*cell != '-' || length < 2 || strspn(cell + 1, "0123456789.e-") < length - 1)
        refuse(reader, "a formula");
}

/* Up to the quote that ends the cell; two stand for one. */
static void read_quoted(struct reader *reader)
{
    const char *from = ++reader->at;
    for (;; reader->at++) {
        if (reader->at >= reader->end)
            refuse(reader, "a quote that does not end");
        if (*reader->at == '"' && reader->at[1] != '"')
            break;
        reader->at += *reader->at == '"';
    }
    judge_cell(reader, from, (size_t)(reader->at - from));
    reader->at++;
}

static void read_plain(struct reader *reader)
{
    const char *from = reader->at;
    reader->at += strcspn(from, reader->tabs ? "\t\n" : ",\r\n\"");
    judge_cell(reader, from, (size_t)(reader->at - from));
}

static void end_row(struct reader *reader)
{
    const char *line_break = reader->tabs ? "\n" : "\r\n";
    if (strncmp(reader->at, line_break, strlen(line_break)) != 0)
        refuse(reader, "a cell that goes on");
    reader->at += strlen(line_break);
    if (!reader->width)
        reader->width = reader->cells;
    if (reader->cells != reader->width)
        refuse(reader, "another number of cells");
    reader->cells = 0;
    reader->row++;
}

void fuzz_judge_table(const struct fuzz_output *output, bool tabs)
{
    struct reader reader = { .at = output->bytes,
                             .end = output->bytes + output->length,
                             .tabs = tabs };
    if (strlen(output->bytes) != output->length)
        fuzz_fail("a NUL in a table");
    while (reader.at < reader.end) {
        if (*reader.at == '"' && !tabs)
            read_quoted(&reader);
        else
            read_plain(&reader);
        reader.cells++;
        if (*reader.at == (tabs ? '\t' : ','))
            reader.at++;
        else
            end_row(&reader);
    }
    if (reader.cells)
        refuse(&reader, "a row that does not end");
}
