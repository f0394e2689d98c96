#include "load/syntax.h"

#include <string.h>

#include "base/diag.h"

/* Which of libyaml's two places a message is about. */
enum place { PROBLEM, CONTEXT };

/* The first row whose words occur in libyaml's problem and context wins. */
static const struct {
    const char *problem, *context;
    enum place place;
    const char *message, *hint;
} wordings[] = {
    { "unexpected end of stream", "quoted scalar", CONTEXT, "this quote is never closed",
      "add the closing quote" },
    { "unexpected document indicator", "quoted scalar", CONTEXT, "this quote is never closed",
      "add the closing quote" },
    { "could not find expected ':'", "", CONTEXT, "this is not 'key: value'",
      "put ': ', colon and blank, between key and value; quote a text that spans lines" },
    { "did not find expected ',' or ']'", "", CONTEXT,
      "this '[' is not closed, or a ',' is missing",
      "close the list with ']'; quote a text that holds , [ ] { }" },
    { "did not find expected ',' or '}'", "", CONTEXT,
      "this '{' is not closed, or a ',' is missing",
      "close the mapping with '}'; quote a text that holds , [ ] { }" },
    { "mapping values are not allowed", "", PROBLEM, "a ': ' that begins no value here",
      "quote a text that holds ': '; else mend the indentation" },
    { "block sequence entries are not allowed", "", PROBLEM, "a '- ' that begins no list item here",
      "begin the list on a line of its own, or quote the text" },
    { "did not find expected key", "block mapping", PROBLEM,
      "this line does not fit the mapping around it",
      "indent it like its neighbours; quote a text that holds quotes, # or :" },
    { "did not find expected '-' indicator", "", PROBLEM,
      "this line does not fit the list around it",
      "begin it with '- ', or indent it like the keys of the item" },
    { "tab character", "", PROBLEM, "a tab as indentation", "indent with blanks" },
    { "cannot start any token", "", PROBLEM, "this character cannot begin a value",
      "quote a text that begins with % @ ` or a tab; indent with blanks" },
    { "unknown escape character", "", PROBLEM, "no escape of this letter exists",
      "write \\\\ for a backslash, or use single quotes" },
    { "undefined tag handle", "", CONTEXT, "a '!' begins a tag",
      "quote a text that begins with '!'" },
    { "did not find expected <document start>", "", PROBLEM, "more text behind the document",
      "indent it as the rest, or delete it" },
    { "did not find expected alphabetic or numeric character", "", CONTEXT,
      "a '&' or '*' begins an anchor or alias", "quote a text that begins with & or *" },
    { "did not find expected comment or line break", "", PROBLEM, "text behind a '|' or '>'",
      "begin the text on the next line" },
};

static size_t byte_of(const struct cf_source *source, size_t characters)
{
    size_t byte = 0;
    for (; byte < source->length; byte++)
        if (((unsigned char)source->text[byte] & 0xC0) != 0x80 && characters-- == 0)
            break;
    return byte;
}

/* An error at the end of the file is shown behind its last text. */
static struct cf_pos place_of(const struct cf_source *source, const yaml_mark_t *mark)
{
    size_t byte = byte_of(source, mark->index);
    if (byte >= source->length) {
        byte = source->length;
        while (byte && strchr(" \t\r\n", source->text[byte - 1]))
            byte--;
    }
    return (struct cf_pos){ source, (uint32_t)byte, 1 };
}

static bool contains(const char *text, const char *words)
{
    return !*words || (text && strstr(text, words));
}

void cf_syntax_report(struct cf_reading *reading, const yaml_parser_t *parser)
{
    const struct cf_source *source = reading->source;
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (!contains(parser->problem, wordings[i].problem) ||
            !contains(parser->context, wordings[i].context))
            continue;
        bool at_context = wordings[i].place == CONTEXT && parser->context;
        cf_report(reading->diags, CF_R_YAML_SYNTAX,
                  place_of(source, at_context ? &parser->context_mark : &parser->problem_mark),
                  "%s", wordings[i].message);
        cf_report_hint(reading->diags, "%s", wordings[i].hint);
        return;
    }
    cf_report(reading->diags, CF_R_YAML_SYNTAX, place_of(source, &parser->problem_mark), "%s",
              parser->problem ? parser->problem : "not well-formed YAML");
}
