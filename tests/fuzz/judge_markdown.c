/* Of Markdown what can be seen without a parser: no HTML, rows of a table of the same length, and
 * paragraphs that nothing else runs into. */
#include <string.h>

#include "fuzz.h"

/* A character is itself behind an odd number of backslashes. */
static bool is_escaped(const char *line, const char *at)
{
    const char *from = at;
    while (from > line && from[-1] == '\\')
        from--;
    return (at - from) % 2 != 0;
}

/* The bars of a row, by which cells are separated: text has none of its own. */
static size_t judge_line(const char *line, const char *end)
{
    size_t bars = 0;
    for (const char *at = line; at < end; at++) {
        if (*at == '<' && !is_escaped(line, at))
            fuzz_fail("HTML in Markdown: %.120s", at);
        bars += *at == '|';
    }
    if (bars && (*line != '|' || end[-1] != '|'))
        fuzz_fail("a bar outside of a table: %.120s", line);
    return bars;
}

void fuzz_judge_markdown(const struct fuzz_output *output)
{
    size_t width = 0; /* bars of the row before; 0: it was none */
    fuzz_judge_text(output, false);
    for (const char *line = output->bytes; *line;) {
        const char *end = strchr(line, '\n');
        if (!end)
            fuzz_fail("a line that does not end: %.120s", line);
        size_t bars = judge_line(line, end);
        if (width && bars != width && end != line)
            fuzz_fail("a row of %zu bars below one of %zu: %.120s", bars, width, line);
        width = bars;
        line = end + 1;
    }
}
