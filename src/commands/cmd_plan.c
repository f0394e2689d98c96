#include <stdlib.h>
#include <string.h>

#include "commands/eval_run.h"

static int run_plan(const struct command *command, int argc, char **argv);

enum { KEY_GIVEN = KEY_OWN, KEY_UNTIL, KEY_BY };

static const char *const formats[] = { "text", "markdown", "json", "jsonl", "csv", "tsv", NULL };
static const char *const groupings[] = { "actor", NULL };

static const struct option_spec options[] = {
    { KEY_GIVEN, "given", "INDEX=VALUE",
      "what has been decided: it is so, and the plan leaves\n"
      "it so; may be repeated" },
    { KEY_UNTIL, "until", "STEP", "plan as far as this step or stage" },
    { KEY_BY, "by", "GROUP", "actor: what each of them would have to do", groupings },
#include "commands/eval_asking.inc"
    { 'f', "format", "FORMAT",
      "text (default), markdown, json, jsonl (a plan a\n"
      "line), csv or tsv (a change a line)",
      formats },
#include "commands/eval_writing.inc"
    { 'v', "verbose", NULL, "show more of the alternatives" },
    { 'q', "quiet", NULL, "one line for each plan" },
    { 0 },
};

const struct command command_plan = {
    "plan",
    "the roadmap: what has to change, by how much, and who could act",
    "CITY...",
    "Clears the bottleneck of each city, walks on as if that were done, and so on to\n"
    "the end of the chart: what would have to change by how much, what has to be\n"
    "established, and who could act. Every plan is confirmed by evaluating it.\n",
    options,
    run_plan,
};

enum { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_TSV };

/* The run of plan; `eval` comes first, since the options that are shared go there. */
struct plan_run {
    struct eval_run eval;
    struct values given;
    const char *until;
    bool by_actor;
    size_t written;
};

static bool take_option(void *payload, int key, const char *value)
{
    struct plan_run *run = payload;
    switch (key) {
    case KEY_GIVEN: return add_value(&run->given, value);
    case KEY_UNTIL: run->until = value; return true;
    case KEY_BY: return run->by_actor = take_word("by", groupings, value) == 0;
    default: return eval_take_option(&run->eval.settings, key, value);
    }
}

/* ---- what is asked of a plan ---- */

/* The number of the last step that --until names in a chart, or of its last one; CF_NO_STEP: it has
 * no such step or stage. */
static int find_last(const struct cf_program *program, const char *until)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(program, &count);
    const struct cf_chart *chart = cf_program_chart(program);
    int last = until ? CF_NO_STEP : (int)count - 1;
    for (size_t i = 0; i < count && until; i++) {
        if (strcmp(steps[i].step->id.text, until) == 0)
            return (int)i;
        if (strcmp(chart->stages[steps[i].stage].id.text, until) == 0)
            last = (int)i;
    }
    return last;
}

/* The numbers of the indices that --given names; those of other charts are passed over. */
static size_t find_given(const struct plan_run *run, const struct cf_program *program,
                         size_t *numbers)
{
    size_t count = 0, all = cf_program_index_count(program);
    for (size_t i = 0; i < all; i++) {
        const char *id = cf_program_index(program, i)->id.text;
        size_t length = strlen(id);
        for (size_t j = 0; j < run->given.count; j++) {
            const char *text = run->given.items[j] + strspn(run->given.items[j], " ");
            bool named =
                strncmp(text, id, length) == 0 && text[length + strspn(text + length, " ")] == '=';
            if (!named)
                continue;
            numbers[count++] = i;
            break;
        }
    }
    return count;
}

static enum cf_status make_plan(struct plan_run *run, const struct cf_binding *binding,
                                const struct cf_evaluation *evaluation, struct cf_plan **plan)
{
    const struct cf_program *program = cf_binding_program(binding);
    struct cf_plan_options asked = { .evaluate = &run->eval.settings.options,
                                     .last = find_last(program, run->until) };
    if (asked.last == CF_NO_STEP) {
        complain("chart '%s' of '%s' has no step and no stage '%s'", evaluation->chart->id.text,
                 evaluation->city->source->name, run->until);
        return CF_INVALID;
    }
    size_t *given = malloc((run->given.count + 1) * sizeof *given);
    if (!given)
        return CF_NO_MEMORY;
    asked.given = given;
    asked.given_count = find_given(run, program, given);
    enum cf_status status = cf_make_plan(plan, binding, evaluation, &asked);
    free(given);
    if (status != CF_OK || (*plan)->state != CF_PLAN_FAULTY)
        return status;
    complain("'%s', chart '%s': what was found does not stand its test, so it is no plan; "
             "please report this",
             evaluation->city->source->name, evaluation->chart->id.text);
    cf_plan_free(*plan);
    *plan = NULL;
    run->eval.status = worse(run->eval.status, EXIT_MACHINE);
    return CF_INVALID;
}

/* ---- writing ---- */

static enum cf_status write_text(struct plan_run *run, const struct cf_plan *plan, bool first)
{
    const struct cf_sink *sink = &run->eval.sink;
    if (!first && run->eval.settings.verbose >= 0 && sink->write(sink->payload, "\n", 1) != 0)
        return CF_IO;
    return cf_write_plan_text(sink, plan, run->by_actor, &run->eval.style);
}

static enum cf_status write_rows(struct plan_run *run, const struct cf_plan *plan,
                                 enum cf_delimiter delimiter, bool first)
{
    const struct cf_sink *sink = &run->eval.sink;
    enum cf_status status =
        first ? cf_write_plan_rows_header(sink, delimiter, run->by_actor) : CF_OK;
    return status == CF_OK ? cf_write_plan_rows(sink, plan, delimiter, run->by_actor) : status;
}

static enum cf_status write_plan(struct plan_run *run, const struct cf_plan *plan)
{
    const struct cf_sink *sink = &run->eval.sink;
    bool first = run->written++ == 0;
    enum cf_status status = CF_OK;
    switch (run->eval.settings.format) {
    case FORMAT_MARKDOWN:
        return cf_write_plan_markdown(sink, plan, run->by_actor, &run->eval.style, first);
    case FORMAT_JSON:
        if (first)
            status = cf_write_plan_json_begin(sink);
        return status != CF_OK ? status : cf_write_plan_json(sink, plan, first);
    case FORMAT_JSONL: return cf_write_plan_jsonl(sink, plan);
    case FORMAT_CSV: return write_rows(run, plan, CF_CSV, first);
    case FORMAT_TSV: return write_rows(run, plan, CF_TSV, first);
    default: return write_text(run, plan, first);
    }
}

static void free_plans(struct cf_plan **plans, size_t count)
{
    for (size_t i = 0; plans && i < count; i++)
        cf_plan_free(plans[i]);
    free(plans);
}

/* All plans of a city are made before the first is written, so that a faulty one adds nothing. */
static enum cf_status write_plans(struct eval_run *eval, struct loaded *loaded,
                                  struct eval_results *results)
{
    struct plan_run *run = eval->payload;
    struct cf_plan **plans = calloc(results->count + 1, sizeof(*plans));
    enum cf_status status = plans ? CF_OK : CF_NO_MEMORY;
    (void)loaded;
    for (size_t i = 0; i < results->count && status == CF_OK; i++)
        status = make_plan(run, results->bindings[i % results->binding_count], results->items[i],
                           &plans[i]);
    for (size_t i = 0; i < results->count && status == CF_OK; i++) {
        eval_note_verdict(eval, results->items[i]->verdict);
        status = write_plan(run, plans[i]);
    }
    free_plans(plans, results->count);
    return status;
}

/* ---- the run ---- */

static void finish(struct plan_run *run)
{
    struct eval_run *eval = &run->eval;
    if (eval->settings.format == FORMAT_JSON && run->written && !eval->product.writer->error &&
        cf_write_json_end(&eval->sink, eval->refused, eval->refused_count) != CF_OK)
        eval->status = worse(eval->status, EXIT_MACHINE);
    if (!run->written && eval->status == EXIT_DONE && !interrupted()) {
        complain("nothing was planned: no city has a site");
        eval->status = EXIT_INPUT;
    }
    eval_close(eval, run->written);
}

/* What is given is so, as by --set. */
static bool set_given(struct plan_run *run)
{
    bool added = true;
    run->eval.settings.given = run->given.count;
    for (size_t i = 0; i < run->given.count && added; i++)
        added = add_value(&run->eval.settings.sets, run->given.items[i]);
    return added;
}

static int plan_all(struct plan_run *run, size_t count, char **names)
{
    if (!set_given(run))
        return EXIT_MACHINE;
    if (eval_prepare(&run->eval)) {
        eval_cities(&run->eval, count, names);
        finish(run);
    }
    return run->eval.status;
}

static int run_plan(const struct command *command, int argc, char **argv)
{
    struct plan_run run = { .eval = { .settings = EVAL_SETTINGS_INIT, .use = write_plans } };
    run.eval.payload = &run;
    run.eval.settings.formats = formats;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &run);
    if (parsed == PARSED_RUN && argc < 2) {
        usage_error("plan: no city is named");
        parsed = PARSED_WRONG;
    }
    int status = parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (parsed == PARSED_RUN)
        status = plan_all(&run, (size_t)argc - 1, argv + 1);
    eval_release(&run.eval);
    free(run.given.items);
    return status;
}
