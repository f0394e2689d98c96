/*
 * Workflow commands, which GitHub Actions shows as annotations of the lines: one command a line,
 * `::error file=...,line=...::message`. In the message '%' and line breaks are escaped, in what is
 * before it ':' and ',' too.
 */
#include "output/findings.h"
#include "output/stream.h"
#include "output/uri.h"

static const char *escape_message(char c)
{
    return c == '%' ? "%25" : NULL;
}

static const char *escape_property(char c)
{
    return c == ':' ? "%3A" : c == ',' ? "%2C" : escape_message(c);
}

static const char *command(enum cf_severity severity)
{
    return severity == CF_NOTE ? "notice" : cf_severity_word(severity);
}

static void write_number(struct cf_stream *out, const char *name, unsigned number)
{
    cf_stream_text(out, name);
    cf_stream_number(out, number);
}

/* The line is always there, since GitHub shows nothing at a file without one. */
static void begin_command(struct cf_stream *out, enum cf_severity severity, const char *file,
                          struct cf_spot spot, const struct cf_rule *rule)
{
    cf_stream_text(out, "::");
    cf_stream_text(out, command(severity));
    cf_stream_text(out, " ");
    if (file) { /* paths are those of the repository, where none begins with "./" */
        cf_stream_text(out, "file=");
        cf_stream_shown(out, cf_path_without_dot(file), escape_property);
        cf_stream_text(out, ",");
    }
    write_number(out, "line=", spot.line);
    write_number(out, ",endLine=", spot.line);
    write_number(out, ",col=", spot.column);
    write_number(out, ",endColumn=", spot.end_column);
    cf_stream_text(out, ",title=");
    cf_stream_shown(out, rule->id, escape_property);
    cf_stream_text(out, "::");
}

static void write_also(struct cf_stream *out, const struct cf_diag *diag)
{
    cf_stream_text(out, "%0A");
    cf_stream_shown(out, cf_path_without_dot(diag->also_file), escape_message);
    write_number(out, ":", diag->also_line);
    write_number(out, ":", diag->also_column);
    cf_stream_text(out, ": ");
    cf_stream_text(out, "note: ");
    cf_stream_shown(out, diag->also, escape_message);
}

static void write_finding(struct cf_stream *out, const struct cf_diag *diag)
{
    begin_command(out, diag->severity, diag->file, cf_spot_of(diag), diag->rule);
    cf_stream_shown(out, diag->message, escape_message);
    if (diag->also)
        write_also(out, diag);
    if (diag->hint) {
        cf_stream_text(out, "%0Ahint: ");
        cf_stream_shown(out, diag->hint, escape_message);
    }
    cf_stream_text(out, "\n");
}

static void write_unread(struct cf_stream *out, const char *file)
{
    begin_command(out, CF_ERROR, file, (struct cf_spot){ 1, 1, 1 }, cf_unread_rule());
    cf_stream_text(out, CF_UNREAD_MESSAGE "\n");
}

enum cf_status cf_write_github(const struct cf_sink *sink, const struct cf_findings *findings)
{
    struct cf_stream out;
    cf_stream_init(&out, sink);
    for (size_t i = 0; i < findings->unread_count; i++)
        write_unread(&out, findings->unread[i]);
    for (size_t i = 0; i < cf_diags_count(findings->diags); i++)
        write_finding(&out, cf_diags_get(findings->diags, i));
    return cf_stream_flush(&out);
}
