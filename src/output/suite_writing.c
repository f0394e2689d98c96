#include "output/suite_writing.h"

#include "base/yaml_text.h"
#include "output/threshold.h"

void cf_suite_begin(struct cf_suite_writing *suite, const struct cf_sink *sink)
{
    cf_stream_init(&suite->out, sink);
    suite->arena = (struct cf_arena){ 0 };
}

enum cf_status cf_suite_end(struct cf_suite_writing *suite)
{
    cf_arena_clear(&suite->arena);
    return cf_stream_flush(&suite->out);
}

/* ---- texts ---- */

void cf_suite_put(struct cf_suite_writing *suite, const char *text)
{
    if (text)
        cf_stream_text(&suite->out, text);
    else if (suite->out.status == CF_OK)
        suite->out.status = CF_NO_MEMORY;
}

void cf_suite_text(struct cf_suite_writing *suite, const char *text)
{
    cf_suite_put(suite, text ? cf_yaml_text(&suite->arena, text) : NULL);
}

void cf_suite_key(struct cf_suite_writing *suite, const char *key, const char *text)
{
    cf_suite_put(suite, key);
    cf_suite_text(suite, text);
    cf_suite_put(suite, "\n");
}

void cf_suite_number(struct cf_suite_writing *suite, double number)
{
    char text[CF_NUMBER_SIZE];
    cf_number_format(number, text);
    cf_stream_text(&suite->out, text);
}

void cf_suite_member(struct cf_suite_writing *suite, const struct cf_index *index, size_t member)
{
    cf_suite_put(suite, "{value: ");
    cf_suite_put(suite, cf_member_name(index, member));
    cf_suite_put(suite, "}");
}

/* ---- cases ---- */

/* The kinds that answer beside those that always do. */
static void put_accepted(struct cf_suite_writing *suite, unsigned accept)
{
    const char *before = "    accept: [";
    for (unsigned kind = CF_ACTUAL; kind <= CF_OPINION; kind++)
        if ((accept & ~CF_ACCEPT_DEFAULT) >> kind & 1) {
            cf_suite_put(suite, before);
            cf_suite_put(suite, cf_kind_name((enum cf_kind)kind));
            before = ", ";
        }
    if (accept & ~CF_ACCEPT_DEFAULT)
        cf_suite_put(suite, "]\n");
}

void cf_suite_open_case(struct cf_suite_writing *suite, const char *name,
                        const struct cf_evaluation *evaluation, const struct cf_suite_names *names,
                        const struct cf_evaluate_options *asked)
{
    cf_suite_key(suite, "  - name: ", name);
    cf_suite_key(suite, "    chart: ", evaluation->chart->id.text);
    cf_suite_key(suite, "    city: ", names->city(names->payload, evaluation->city));
    if (evaluation->site)
        cf_suite_key(suite, "    site: ", evaluation->site->id.text);
    if (evaluation->year)
        cf_suite_put(suite, cf_arena_format(&suite->arena, "    year: %d\n", evaluation->year));
    if (asked)
        put_accepted(suite, asked->accept);
    if (asked && asked->max_age >= 0)
        cf_suite_put(suite, cf_arena_format(&suite->arena, "    max_age: %d\n", asked->max_age));
}

void cf_suite_expect(struct cf_suite_writing *suite, enum cf_verdict verdict,
                     const struct cf_step *first_no)
{
    cf_suite_put(suite, "    expect:\n      verdict: ");
    cf_suite_put(suite, cf_verdict_name(verdict));
    cf_suite_put(suite, "\n      first_no: ");
    cf_suite_put(suite, first_no ? first_no->id.text : "none");
    cf_suite_put(suite, "\n");
}
