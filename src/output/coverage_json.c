/* What cases made of charts, as JSON: how often each answer came about, or null where it cannot. */
#include "output/explain.h"
#include "output/suite_report.h"

static void write_count(struct cf_json *json, const char *key, const struct cf_covered *covered)
{
    cf_json_key(json, key);
    if (covered->possible)
        cf_json_number(json, (double)covered->times);
    else
        cf_json_null(json);
}

static void write_answers(struct cf_json *json, const struct cf_covered answers[3])
{
    cf_json_key(json, "answers");
    cf_json_open_inline(json, '{');
    for (int answer = CF_YES; answer >= CF_NO; answer--)
        if (answer != CF_UNKNOWN)
            write_count(json, cf_answer_name((enum cf_answer)answer), &answers[answer]);
    write_count(json, cf_answer_name(CF_UNKNOWN), &answers[CF_UNKNOWN]);
    cf_json_close(json, '}');
}

static void write_route(struct cf_json *json, const char *key, const struct cf_text *to,
                        const struct cf_covered *covered)
{
    cf_json_key(json, key);
    if (!to->text) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "to", to->text);
    write_count(json, "taken", covered);
    cf_json_close(json, '}');
}

static void write_step(struct cf_json *json, const struct cf_chart_coverage *chart, size_t number)
{
    size_t count;
    const struct cf_program_step *step = &cf_program_steps(chart->program, &count)[number];
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", step->step->id.text);
    write_answers(json, chart->steps[number]);
    write_route(json, "on_yes", &step->step->on_yes, &chart->on_yes[number]);
    write_route(json, "on_no", &step->step->on_no, &chart->on_no[number]);
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        size_t criterion = step->first_criterion + i;
        cf_json_open(json, '{');
        cf_json_key_text(json, "index", step->step->criteria[i].index.text);
        write_answers(json, chart->criteria[criterion]);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

size_t cf_coverage_percent(const struct cf_chart_coverage *chart)
{
    return chart->possible ? chart->covered * 100 / chart->possible : 100;
}

static void write_chart(struct cf_json *json, const struct cf_chart_coverage *chart)
{
    size_t count;
    cf_program_steps(chart->program, &count);
    cf_json_open(json, '{');
    cf_json_key_text(json, "chart", cf_program_chart(chart->program)->id.text);
    cf_json_key_number(json, "covered", (double)chart->covered);
    cf_json_key_number(json, "possible", (double)chart->possible);
    cf_json_key_number(json, "impossible", (double)chart->impossible);
    cf_json_key_number(json, "percent", (double)cf_coverage_percent(chart));
    cf_json_key(json, "steps");
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        write_step(json, chart, i);
    cf_json_close(json, ']');
    write_count(json, "end", &chart->end);
    cf_json_close(json, '}');
}

void cf_json_coverage(struct cf_json *json, const struct cf_coverage *coverage)
{
    cf_json_key(json, "coverage");
    if (!coverage) {
        cf_json_null(json);
        return;
    }
    cf_json_open(json, '[');
    for (size_t i = 0; i < coverage->chart_count; i++)
        write_chart(json, &coverage->charts[i]);
    cf_json_close(json, ']');
}
