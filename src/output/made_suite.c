/* A made suite as the YAML of a suite file. Ids, words and numbers need no quotes. */
#include <clusterflow/output.h>

#include "base/yaml_text.h"
#include "output/stream.h"

/* ---- texts ---- */

static void put_text(struct cf_stream *out, const char *text)
{
    struct cf_arena arena = { 0 };
    const char *scalar = cf_yaml_text(&arena, text);
    if (scalar)
        cf_stream_text(out, scalar);
    else if (out->status == CF_OK)
        out->status = CF_NO_MEMORY;
    cf_arena_clear(&arena);
}

static void put_number(struct cf_stream *out, double number)
{
    char text[CF_NUMBER_SIZE];
    cf_number_format(number, text);
    cf_stream_text(out, text);
}

/* ---- figures ---- */

static void put_number_figure(struct cf_stream *out, const struct cf_made_figure *figure)
{
    const struct cf_interval *set = &figure->value.interval;
    if (set->low == set->high) {
        cf_stream_text(out, "{value: ");
        put_number(out, set->low);
    } else {
        cf_stream_text(out, "{between: [");
        put_number(out, set->low);
        cf_stream_text(out, ", ");
        put_number(out, set->high);
        cf_stream_text(out, "]");
    }
    cf_stream_text(out, ", unit: ");
    put_text(out, figure->index->unit.text);
    cf_stream_text(out, "}");
}

static void put_member(struct cf_stream *out, const struct cf_index *index, unsigned member)
{
    cf_stream_text(out, "{value: ");
    if (index->type == CF_FLAG)
        cf_stream_text(out, member ? "true" : "false");
    else
        cf_stream_text(out, index->values.items[member].text);
    cf_stream_text(out, "}");
}

static void put_members(struct cf_stream *out, const struct cf_made_figure *figure)
{
    uint64_t members = figure->value.members;
    bool several = members & (members - 1);
    const char *before = several ? "[" : "";
    for (unsigned i = 0; i < 64; i++)
        if (members >> i & 1) {
            cf_stream_text(out, before);
            put_member(out, figure->index, i);
            before = ", ";
        }
    if (several)
        cf_stream_text(out, "]");
}

static void put_figure(struct cf_stream *out, const char *indent,
                       const struct cf_made_figure *figure)
{
    cf_stream_text(out, indent);
    cf_stream_text(out, figure->index->id.text);
    cf_stream_text(out, ": ");
    if (!figure->value.known)
        cf_stream_text(out, "{missing: not_stated}");
    else if (figure->index->type == CF_NUMBER)
        put_number_figure(out, figure);
    else
        put_members(out, figure);
    cf_stream_text(out, "\n");
}

/* ---- cases ---- */

static void put_expectation(struct cf_stream *out, const struct cf_made_case *made)
{
    cf_stream_text(out, "    expect: {verdict: ");
    cf_stream_text(out, cf_verdict_name(made->verdict));
    cf_stream_text(out, ", first_no: ");
    cf_stream_text(out, made->first_no ? made->first_no->id.text : "none");
    if (made->step) {
        cf_stream_text(out, ", steps: {");
        cf_stream_text(out, made->step->id.text);
        cf_stream_text(out, ": ");
        cf_stream_text(out, cf_answer_name(made->answer));
        cf_stream_text(out, "}");
    }
    cf_stream_text(out, "}\n");
}

static void put_case(struct cf_stream *out, const struct cf_made_case *made)
{
    cf_stream_text(out, "  - name: ");
    cf_stream_text(out, made->name);
    cf_stream_text(out, "\n");
    if (made->figure_count)
        cf_stream_text(out, "    indicators:\n");
    for (size_t i = 0; i < made->figure_count; i++)
        put_figure(out, "      ", &made->figures[i]);
    put_expectation(out, made);
}

/* ---- the file ---- */

static void put_head(struct cf_stream *out, const struct cf_chart *chart)
{
    struct cf_arena arena = { 0 };
    const char *title = cf_arena_format(&arena, "%s: critical levels", chart->title);
    cf_stream_text(out, "clusterflow: suite/1\ntitle: ");
    if (title)
        put_text(out, title);
    else
        out->status = CF_NO_MEMORY;
    cf_stream_text(out, "\nnote: Just below, on and just above each critical level, and not known; "
                        "made by clusterflow test --generate.\nchart: ");
    cf_stream_text(out, chart->id.text);
    cf_stream_text(out, "\nindicators: # that every case begins with\n");
    cf_arena_clear(&arena);
}

enum cf_status cf_write_made_suite(const struct cf_sink *sink, const struct cf_made_suite *suite)
{
    struct cf_stream out;
    cf_stream_init(&out, sink);
    put_head(&out, cf_program_chart(suite->program));
    for (size_t i = 0; i < suite->figure_count; i++)
        put_figure(&out, "  ", &suite->figures[i]);
    cf_stream_text(&out, "cases:\n");
    for (size_t i = 0; i < suite->case_count; i++)
        put_case(&out, &suite->cases[i]);
    return cf_stream_flush(&out);
}
