/*
 * A catalog, a chart, a city and lines of what-ifs (workshop.h) to plans, in every format. The
 * first index that a line sets is taken for decided. A plan that the engine does not confirm is a
 * fault.
 */
#include <stdlib.h>
#include <string.h>

#include "workshop.h"

/* ---- what has to be true ---- */

static void judge_demand(const struct cf_plan_demand *demand)
{
    if (demand->least > demand->most)
        fuzz_fail("index %zu has to change by %g to %g", demand->number, demand->least,
                  demand->most);
}

static void judge_stop(const struct cf_plan *plan, const struct cf_plan_stop *stop)
{
    if (stop->step > plan->last || stop->chosen > stop->way_count ||
        stop->way_total < stop->way_count || stop->way_count > CF_PLAN_MOST_LISTED)
        fuzz_fail("a stop at step %zu: way %zu of %zu", stop->step, stop->chosen, stop->way_count);
    for (size_t i = 0; i < stop->change_count; i++)
        if (stop->changes[i] >= plan->change_count)
            fuzz_fail("change %zu of %zu", stop->changes[i], plan->change_count);
}

static void judge_plan(const struct cf_plan *plan)
{
    if (plan->state == CF_PLAN_FAULTY)
        fuzz_fail("the engine does not confirm the plan");
    if (plan->state == CF_PLAN_FOUND && !plan->change_count)
        fuzz_fail("a plan of no changes");
    if (plan->state == CF_PLAN_DONE && plan->change_count)
        fuzz_fail("changes to what is done");
    for (size_t i = 0; i < plan->change_count; i++)
        judge_demand(&plan->changes[i].demand);
    for (size_t i = 0; i < plan->stop_count; i++)
        judge_stop(plan, &plan->stops[i]);
}

/* ---- writers ---- */

static void write_text(const struct cf_plan *plan, bool by_actor)
{
    static const struct cf_style styles[] = {
        { .width = 80 },
        { .width = 40, .verbose = 1, .ascii = true },
        { .width = 120, .color = true },
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct fuzz_output output = { .bytes = NULL };
        struct cf_sink sink = fuzz_sink(&output);
        if (cf_write_plan_text(&sink, plan, by_actor, &styles[i]) != CF_OK)
            fuzz_fail("no text");
        fuzz_judge_text(&output, styles[i].color);
        fuzz_output_release(&output);
    }
}

static void write_json(const struct cf_plan *plan)
{
    struct fuzz_output output = { .bytes = NULL }, line = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output), line_sink = fuzz_sink(&line);
    if (cf_write_plan_json_begin(&sink) != CF_OK ||
        cf_write_plan_json(&sink, plan, true) != CF_OK ||
        cf_write_plan_json(&sink, plan, false) != CF_OK ||
        cf_write_json_end(&sink, NULL, 0) != CF_OK ||
        cf_write_plan_jsonl(&line_sink, plan) != CF_OK)
        fuzz_fail("no JSON");
    fuzz_judge_json(&output);
    fuzz_judge_json_lines(&line);
    fuzz_output_release(&output);
    fuzz_output_release(&line);
}

static void write_table(const struct cf_plan *plan, bool by_actor, enum cf_delimiter delimiter)
{
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_plan_rows_header(&sink, delimiter, by_actor) != CF_OK ||
        cf_write_plan_rows(&sink, plan, delimiter, by_actor) != CF_OK)
        fuzz_fail("no table");
    fuzz_judge_table(&output, delimiter == CF_TSV);
    fuzz_output_release(&output);
}

static void write_markdown(const struct cf_plan *plan, bool by_actor)
{
    static const struct cf_style style = { .verbose = 1 };
    struct fuzz_output output = { .bytes = NULL };
    struct cf_sink sink = fuzz_sink(&output);
    if (cf_write_plan_markdown(&sink, plan, by_actor, &style, true) != CF_OK)
        fuzz_fail("no Markdown");
    fuzz_judge_markdown(&output);
    fuzz_output_release(&output);
}

static void write_all(const struct cf_plan *plan)
{
    for (int by_actor = 0; by_actor <= 1; by_actor++) {
        write_text(plan, by_actor);
        write_markdown(plan, by_actor);
        write_table(plan, by_actor, CF_CSV);
        write_table(plan, by_actor, CF_TSV);
    }
    write_json(plan);
}

/* ---- plans ---- */

static void make_plan(struct fuzz_workshop *workshop, const struct cf_locality *site,
                      const struct cf_plan_options *asked)
{
    struct cf_evaluation *evaluation;
    struct cf_plan *plan;
    if (cf_evaluate(&evaluation, workshop->binding, site, asked->evaluate, workshop->diags) !=
            CF_OK ||
        cf_make_plan(&plan, workshop->binding, evaluation, asked) != CF_OK)
        fuzz_fail("no plan");
    judge_plan(plan);
    write_all(plan);
    cf_plan_free(plan);
    cf_evaluation_free(evaluation);
}

/* The number of the index that a line "set=INDEX=VALUE" names; -1: it names none. */
static int find_given(const struct fuzz_workshop *workshop, const char *line)
{
    if (strncmp(line, "set=", 4) != 0)
        return -1;
    for (size_t i = 0; i < cf_program_index_count(workshop->program); i++) {
        const char *id = cf_program_index(workshop->program, i)->id.text;
        size_t length = strlen(id);
        if (strncmp(line + 4, id, length) == 0 && line[4 + length] == '=')
            return (int)i;
    }
    return -1;
}

static void plan_all(struct fuzz_workshop *workshop, const struct fuzz_parts *parts, size_t turn)
{
    struct cf_evaluate_options options = CF_EVALUATE_OPTIONS_INIT;
    struct cf_plan_options asked = { .evaluate = &options, .last = CF_NO_STEP };
    size_t steps;
    cf_program_steps(workshop->program, &steps);
    fuzz_workshop_options(workshop, &options, &parts->items[3]);
    fuzz_workshop_bind(workshop);
    if (!workshop->binding)
        return;
    make_plan(workshop, NULL, &asked);
    char *text = fuzz_text(&parts->items[3]);
    int index = find_given(workshop, text);
    size_t given = index < 0 ? 0 : (size_t)index;
    asked.given = &given;
    asked.given_count = index >= 0;
    asked.last = (int)(turn % steps);
    make_plan(workshop, workshop->city->site_count ? workshop->city->sites : NULL, &asked);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_parts parts;
    struct fuzz_workshop workshop;
    fuzz_split(&parts, data, size);
    fuzz_workshop_open(&workshop, &parts);
    if (workshop.program)
        plan_all(&workshop, &parts, size);
    fuzz_workshop_close(&workshop);
    fuzz_release(&parts);
    return 0;
}
