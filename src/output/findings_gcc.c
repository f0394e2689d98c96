/* A line each, as compilers write them: for editors, problem matchers and grep. */
#include "output/findings.h"
#include "output/stream.h"

/* What is about no file is about the tool, as in a compiler's talk. */
static void write_place(struct cf_stream *out, const char *file, size_t line, size_t column)
{
    if (!file) {
        cf_stream_text(out, "clusterflow: ");
        return;
    }
    cf_stream_shown(out, file, NULL);
    cf_stream_text(out, ":");
    cf_stream_number(out, line);
    cf_stream_text(out, ":");
    cf_stream_number(out, column);
    cf_stream_text(out, ": ");
}

static void write_finding(struct cf_stream *out, const struct cf_diag *diag)
{
    struct cf_spot spot = cf_spot_of(diag);
    write_place(out, diag->file, spot.line, spot.column);
    cf_stream_text(out, cf_severity_word(diag->severity));
    cf_stream_text(out, ": ");
    cf_stream_shown(out, diag->message, NULL);
    if (diag->hint) {
        cf_stream_text(out, "; ");
        cf_stream_shown(out, diag->hint, NULL);
    }
    cf_stream_text(out, " [");
    cf_stream_text(out, diag->rule->id);
    cf_stream_text(out, "]\n");
}

static void write_also(struct cf_stream *out, const struct cf_diag *diag)
{
    struct cf_spot spot = cf_spot_of(diag);
    if (diag->also_file)
        write_place(out, diag->also_file, diag->also_line, diag->also_column);
    else
        write_place(out, diag->file, spot.line, spot.column);
    cf_stream_text(out, "note: ");
    cf_stream_shown(out, diag->also, NULL);
    cf_stream_text(out, "\n");
}

static void write_unread(struct cf_stream *out, const char *file)
{
    write_place(out, file, 1, 1);
    cf_stream_text(out, "error: " CF_UNREAD_MESSAGE " [");
    cf_stream_text(out, cf_unread_rule()->id);
    cf_stream_text(out, "]\n");
}

enum cf_status cf_write_gcc(const struct cf_sink *sink, const struct cf_findings *findings)
{
    struct cf_stream out;
    cf_stream_init(&out, sink);
    for (size_t i = 0; i < findings->unread_count; i++)
        write_unread(&out, findings->unread[i]);
    for (size_t i = 0; i < cf_diags_count(findings->diags); i++) {
        const struct cf_diag *diag = cf_diags_get(findings->diags, i);
        write_finding(&out, diag);
        if (diag->also)
            write_also(&out, diag);
    }
    return cf_stream_flush(&out);
}
