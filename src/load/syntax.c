#include "load/syntax.h"

#include <string.h>

#include "base/diag.h"

/* The fault, told by the text around it. */
struct fault {
    struct cf_reading *reading;
    const struct cf_source *source;
    const struct cf_stop *stop;
    uint32_t at;      /* where libyaml stopped; at the end of the file: behind the last text */
    uint32_t context; /* where it began with what it could not finish */
    uint32_t line;    /* where the line of `at` begins */
    char c;           /* what stands at `at`; 0: the file ends */
};

/* ---- wordings ---- */

/* Which of the two places a message is about. */
enum place { PROBLEM, CONTEXT };

/* The first row whose words occur in libyaml's problem and context wins. */
static const struct {
    const char *problem, *context;
    enum place place;
    const char *message, *hint;
} wordings[] = {
    { "unexpected end of stream", "quoted scalar", CONTEXT, "this quote is never closed",
      "add the closing quote; around a text that begins with one put the other quotes" },
    { "unexpected document indicator", "quoted scalar", CONTEXT, "this quote is never closed",
      "add the closing quote" },
    { "could not find expected ':'", "", CONTEXT, "this is not 'key: value'",
      "put ': ', colon and blank, between key and value; indent a text of several lines" },
    { "block sequence entries are not allowed", "", PROBLEM, "a '- ' that begins no list item here",
      "begin the list on a line of its own, or quote the text" },
    { "did not find expected key", "block mapping", PROBLEM,
      "this line does not fit the mapping around it",
      "indent it like its neighbours; quote a text that holds quotes, # or :" },
    { "did not find expected '-' indicator", "", PROBLEM,
      "this line does not fit the list around it",
      "begin it with '- ', or indent it like the keys of the item" },
    { "did not find expected node content", "", PROBLEM, "a value is missing here",
      "write it; quote a text that begins with , [ ] { }" },
    { "cannot start any token", "", PROBLEM, "this character cannot begin a value",
      "quote a text that begins with % @ or `" },
    { "unknown escape character", "", PROBLEM, "no escape of this letter exists",
      "write \\\\ for a backslash, or use single quotes" },
    { "hexdecimal number", "", PROBLEM, "an escape without its hexadecimal digits",
      "write \\\\ for a backslash, or use single quotes" },
    { "Unicode character escape", "", PROBLEM, "this escape is no character",
      "write the character itself" },
    { "did not find expected <document start>", "", PROBLEM, "more text behind the document",
      "indent it as the rest, or delete it" },
    { "", "scanning an anchor", CONTEXT, "a '&' or '*' begins an anchor or alias",
      "quote a text that begins with & or *" },
    { "", "scanning an alias", CONTEXT, "a '&' or '*' begins an anchor or alias",
      "quote a text that begins with & or *" },
    { "", "tag", CONTEXT, "a '!' begins a tag", "quote a text that begins with '!'" },
    { "undefined tag handle", "", CONTEXT, "a '!' begins a tag",
      "quote a text that begins with '!'" },
    { "", "block scalar", PROBLEM, "text behind a '|' or '>'", "begin the text on the next line" },
};

static void report(const struct fault *fault, uint32_t from, uint32_t to, const char *message,
                   const char *hint)
{
    struct cf_pos pos = { fault->source, from, to > from ? to - from : 1 };
    cf_report(fault->reading->diags, CF_R_YAML_SYNTAX, pos, "%s", message);
    cf_report_hint(fault->reading->diags, "%s", hint);
}

static bool contains(const char *text, const char *words)
{
    return !*words || (text && strstr(text, words));
}

static void report_by_wording(const struct fault *fault)
{
    const yaml_parser_t *parser = fault->stop->parser;
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (!contains(parser->problem, wordings[i].problem) ||
            !contains(parser->context, wordings[i].context))
            continue;
        bool at_context = wordings[i].place == CONTEXT && parser->context;
        report(fault, at_context ? fault->context : fault->at, 0, wordings[i].message,
               wordings[i].hint);
        return;
    }
    report(fault, fault->at, 0, parser->problem ? parser->problem : "not well-formed YAML",
           "quote the text, or mend the indentation");
}

/* ---- what the text tells better than libyaml ---- */

static bool is_problem(const struct fault *fault, const char *words)
{
    return contains(fault->stop->parser->problem, words);
}

static size_t length_of_line(const struct fault *fault, uint32_t line)
{
    return strcspn(fault->source->text + line, "\r\n");
}

static uint32_t begin_of_line(const struct fault *fault, uint32_t at)
{
    while (at && fault->source->text[at - 1] != '\n')
        at--;
    return at;
}

/* A merge that was never finished: '<<<<<<< ours', '=======', '>>>>>>> theirs'. */
static bool report_conflict(const struct fault *fault)
{
    static const char *const marks[] = { "<<<<<<<", "=======", ">>>>>>>" };
    uint32_t lines[] = { begin_of_line(fault, fault->context), fault->line };
    for (size_t i = 0; i < 6; i++)
        if (strncmp(fault->source->text + lines[i / 3], marks[i % 3], 7) == 0) {
            report(fault, lines[i / 3], lines[i / 3] + 7, "the mark of an unfinished merge",
                   "keep one of the two versions and delete the marks");
            return true;
        }
    return false;
}

static bool report_tab(const struct fault *fault)
{
    if (fault->c != '\t')
        return false;
    report(fault, fault->at, 0, "a tab as indentation", "indent with blanks");
    return true;
}

/* A list or mapping in brackets that does not end as it should. */
static bool report_brackets(const struct fault *fault)
{
    struct cf_diags *diags = fault->reading->diags;
    const struct cf_node *open = fault->stop->open;
    bool list = open && open->kind == CF_NODE_SEQUENCE;
    bool between = is_problem(fault, "did not find expected ',' or");
    bool ends = !fault->c || fault->c == (list ? '}' : ']');
    if (!open || !(between || (is_problem(fault, "node content") && ends)))
        return false;
    struct cf_pos begin = { fault->source, open->offset, 1 };
    struct cf_pos end = { fault->source, fault->at, 1 };
    cf_report(diags, CF_R_YAML_SYNTAX, begin, "this '%c' is not closed%s", list ? '[' : '{',
              fault->c ? ", or a ',' is missing" : "");
    if (fault->c)
        cf_report_also(diags, end, "here a ',' or a '%c' should stand", list ? ']' : '}');
    else
        cf_report_also(diags, end, "the file ends here");
    cf_report_hint(diags, "close it with '%c'; quote a text that holds , [ ] { } or ' #'",
                   list ? ']' : '}');
    return true;
}

/* A text in quotes with more text behind it. Where it spans lines, its own end was forgotten, and
 * it ended where the next one begins. */
static bool report_quoted(const struct fault *fault)
{
    const struct cf_node *quoted = fault->stop->quoted;
    uint32_t end = quoted ? quoted->offset + quoted->length : 0;
    const char *text = fault->source->text;
    if (!quoted || end > fault->at || strspn(text + end, " \t") < fault->at - end || !fault->c ||
        strchr(",:]}", fault->c))
        return false;
    if (!memchr(text + quoted->offset, '\n', quoted->length)) {
        report(fault, fault->at, 0, "text behind the closing quote",
               fault->stop->open ? "put a ',' between, or take all of the text into the quotes"
                                 : "take all of the text into the quotes; write \\\" or '' for a "
                                   "quote inside");
        return true;
    }
    report(fault, quoted->offset, 0, "this quote is not closed on its line",
           "add the closing quote where the text ends");
    cf_report_also(fault->reading->diags, (struct cf_pos){ fault->source, end - 1, 1 },
                   "it is closed only here");
    return true;
}

/* A character that is out of place where a key or the end of the line should be. */
static bool report_stray(const struct fault *fault)
{
    uint32_t before = fault->at;
    if (fault->stop->open)
        return false;
    while (before > fault->line && strchr(" \t", fault->source->text[before - 1]))
        before--;
    bool expected = fault->c && is_problem(fault, "did not find expected");
    bool closed = before > fault->line && strchr("]}", fault->source->text[before - 1]);
    if (fault->source->text[fault->line] == '%')
        report(fault, fault->line, 0, "a line that begins with '%'",
               "delete it, or quote the text that it belongs to");
    else if (fault->c && strchr("]}", fault->c))
        report(fault, fault->at, 0, "a closing bracket that nothing opened",
               "delete it, or quote the text that holds it");
    else if (expected && fault->c == ':')
        report(fault, fault->at, 0, "a ':' without a key before it",
               "write the key, or quote the text");
    else if (expected && closed)
        report(fault, fault->at, 0, "text behind the closing bracket",
               "delete it, or quote all of the text");
    else
        return false;
    return true;
}

/* 'a: b: c', and a key that is indented as if it went on with the text above it. */
static bool report_colon(const struct fault *fault)
{
    const char *line = fault->source->text + fault->line;
    size_t blanks = strspn(line, " "), length = fault->at - fault->line;
    if (!is_problem(fault, "mapping values are not allowed"))
        return false;
    for (size_t i = blanks; i + 1 < length; i++)
        if (line[i] == ':' && line[i + 1] == ' ') {
            bool dash = line[blanks] == '-' && line[blanks + 1] != ' ';
            report(fault, fault->at, 0, "a second ': ' on this line",
                   dash ? "put a blank behind the '-'" : "quote a text that holds ': '");
            return true;
        }
    report(fault, fault->line + (uint32_t)blanks, fault->at + 1,
           "a key where the text above goes on",
           "mend the indentation, or the line above; quote a text that holds ': '");
    return true;
}

/* Blanks and colons that look right and are not. */
static const struct {
    const char *bytes, *hint;
} lookalikes[] = {
    { "\xEF\xBC\x9A", "this line has a full-width colon: write ': '" },
    { "\xC2\xA0", "this line has a no-break space: write a plain blank" },
    { "\xE3\x80\x80", "this line has a full-width blank: write a plain one" },
};

/* A line without ': '. */
static bool report_no_colon(const struct fault *fault)
{
    const char *line = fault->source->text + fault->context;
    size_t length = length_of_line(fault, fault->context), word = strcspn(line, ": \r\n");
    const char *hint = NULL;
    if (!is_problem(fault, "could not find expected ':'"))
        return false;
    for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes && !hint; i++) {
        const char *found = strstr(line, lookalikes[i].bytes);
        if (found && (size_t)(found - line) < length)
            hint = lookalikes[i].hint;
    }
    if (!hint && line[word] == ':')
        hint = "put a blank behind the ':'";
    if (!hint)
        return false;
    report(fault, fault->context, fault->context + (uint32_t)length, "this is not 'key: value'",
           hint);
    return true;
}

/* ---- the whole ---- */

static uint32_t place_of(const struct fault *fault, const yaml_mark_t *mark)
{
    const struct cf_source *source = fault->source;
    uint32_t byte = cf_marks_byte(fault->stop->marks, mark->index);
    if (byte == source->length)
        while (byte && strchr(" \t\r\n", source->text[byte - 1]))
            byte--;
    return byte;
}

uint32_t cf_syntax_report(struct cf_reading *reading, const struct cf_stop *stop)
{
    struct fault fault = { .reading = reading, .source = reading->source, .stop = stop };
    bool ended =
        cf_marks_byte(stop->marks, stop->parser->problem_mark.index) >= reading->source->length;
    if (stop->parser->context)
        fault.context = place_of(&fault, &stop->parser->context_mark);
    fault.at = place_of(&fault, &stop->parser->problem_mark);
    fault.line = begin_of_line(&fault, fault.at);
    fault.c = ended ? '\0' : reading->source->text[fault.at];
    if (!report_conflict(&fault) && !report_tab(&fault) && !report_quoted(&fault) &&
        !report_brackets(&fault) && !report_stray(&fault) && !report_colon(&fault) &&
        !report_no_colon(&fault))
        report_by_wording(&fault);
    return fault.at;
}
