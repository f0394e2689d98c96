/* A made suite as the YAML of a suite file. */
#include "output/suite_writing.h"

/* ---- figures ---- */

static void put_number_figure(struct cf_suite_writing *suite, const struct cf_made_figure *figure)
{
    const struct cf_interval *set = &figure->value.interval;
    if (set->low == set->high) {
        cf_suite_put(suite, "{value: ");
        cf_suite_number(suite, set->low);
    } else {
        cf_suite_put(suite, "{between: [");
        cf_suite_number(suite, set->low);
        cf_suite_put(suite, ", ");
        cf_suite_number(suite, set->high);
        cf_suite_put(suite, "]");
    }
    cf_suite_put(suite, ", unit: ");
    cf_suite_text(suite, figure->index->unit.text);
    cf_suite_put(suite, "}");
}

static void put_members(struct cf_suite_writing *suite, const struct cf_made_figure *figure)
{
    uint64_t members = figure->value.members;
    bool several = members & (members - 1);
    const char *before = several ? "[" : "";
    for (unsigned i = 0; i < 64; i++)
        if (members >> i & 1) {
            cf_suite_put(suite, before);
            cf_suite_member(suite, figure->index, i);
            before = ", ";
        }
    if (several)
        cf_suite_put(suite, "]");
}

static void put_figure(struct cf_suite_writing *suite, const char *indent,
                       const struct cf_made_figure *figure)
{
    cf_suite_put(suite, indent);
    cf_suite_put(suite, figure->index->id.text);
    cf_suite_put(suite, ": ");
    if (!figure->value.known)
        cf_suite_put(suite, "{missing: not_stated}");
    else if (figure->index->type == CF_NUMBER)
        put_number_figure(suite, figure);
    else
        put_members(suite, figure);
    cf_suite_put(suite, "\n");
}

/* ---- cases ---- */

static void put_expectation(struct cf_suite_writing *suite, const struct cf_made_case *made)
{
    cf_suite_put(suite, "    expect: {verdict: ");
    cf_suite_put(suite, cf_verdict_name(made->verdict));
    cf_suite_put(suite, ", first_no: ");
    cf_suite_put(suite, made->first_no ? made->first_no->id.text : "none");
    if (made->step) {
        cf_suite_put(suite, ", steps: {");
        cf_suite_put(suite, made->step->id.text);
        cf_suite_put(suite, ": ");
        cf_suite_put(suite, cf_answer_name(made->answer));
        cf_suite_put(suite, "}");
    }
    cf_suite_put(suite, "}\n");
}

static void put_case(struct cf_suite_writing *suite, const struct cf_made_case *made)
{
    cf_suite_put(suite, "  - name: ");
    cf_suite_put(suite, made->name);
    cf_suite_put(suite, "\n");
    if (made->figure_count)
        cf_suite_put(suite, "    indicators:\n");
    for (size_t i = 0; i < made->figure_count; i++)
        put_figure(suite, "      ", &made->figures[i]);
    put_expectation(suite, made);
}

/* ---- the file ---- */

static void put_head(struct cf_suite_writing *suite, const struct cf_chart *chart)
{
    cf_suite_put(suite, "clusterflow: suite/1\n");
    cf_suite_key(suite,
                 "title: ", cf_arena_format(&suite->arena, "%s: critical levels", chart->title));
    cf_suite_put(suite, "note: Just below, on and just above each critical level, and not known; "
                        "made by clusterflow test --generate.\nchart: ");
    cf_suite_put(suite, chart->id.text);
    cf_suite_put(suite, "\nindicators: # that every case begins with\n");
}

enum cf_status cf_write_made_suite(const struct cf_sink *sink, const struct cf_made_suite *made)
{
    struct cf_suite_writing suite;
    cf_suite_begin(&suite, sink);
    put_head(&suite, cf_program_chart(made->program));
    for (size_t i = 0; i < made->figure_count; i++)
        put_figure(&suite, "  ", &made->figures[i]);
    cf_suite_put(&suite, "cases:\n");
    for (size_t i = 0; i < made->case_count; i++)
        put_case(&suite, &made->cases[i]);
    return cf_suite_end(&suite);
}
