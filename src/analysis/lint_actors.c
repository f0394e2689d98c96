/* Bottlenecks for which no city names anybody. */
#include <string.h>

#include "analysis/usage.h"
#include "base/diag.h"

/* The classes who could clear a step, as far as they are collected. */
struct classes {
    const char **names;
    size_t count;
};

static void add_classes(struct classes *classes, const struct cf_text_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t j = 0;
        while (j < classes->count && strcmp(classes->names[j], list->items[i].text) != 0)
            j++;
        if (j == classes->count)
            classes->names[classes->count++] = list->items[i].text;
    }
}

/* "'local_government', 'quasi_public' or 'private_sector'"; NULL when memory fails. */
static const char *classes_of(struct cf_arena *arena, const struct cf_step *step)
{
    struct classes classes = { 0 };
    size_t most = step->actors.count;
    for (size_t i = 0; i < step->criterion_count; i++)
        most += step->criteria[i].actors.count;
    classes.names = cf_arena_array(arena, most, sizeof(*classes.names));
    for (size_t i = 0; i < step->criterion_count && classes.names; i++) {
        const struct cf_text_list *own = &step->criteria[i].actors;
        add_classes(&classes, own->count ? own : &step->actors);
    }
    const char *text = classes.names ? "" : NULL;
    for (size_t i = 0; i < classes.count && text; i++)
        text = cf_arena_format(arena, "%s%s'%s'", text,
                               i == 0                   ? ""
                               : i + 1 == classes.count ? " or "
                                                        : ", ",
                               classes.names[i]);
    return text;
}

static void report(const struct cf_program *program, const struct cf_step *step, size_t cities,
                   struct cf_arena *arena, struct cf_diags *diags)
{
    const char *classes = classes_of(arena, step);
    bool one = cities == 1;
    cf_report(diags, CF_R_CHART_NO_ACTOR, step->id.pos,
              "step '%s' of '%s' may be the bottleneck, and %s checked with it names %s who could "
              "clear it",
              step->id.text, cf_program_chart(program)->id.text,
              one ? "the city that is" : "none of the cities that are", one ? "nobody" : "anybody");
    cf_report_hint(diags,
                   "name an actor in a city file, of class %s, with the step in its 'clears' "
                   "or without 'clears'",
                   classes ? classes : "");
}

enum cf_status cf_lint_chart_actors(const struct cf_program *program, const struct cf_usage *usage,
                                    struct cf_diags *diags)
{
    struct cf_arena arena = { 0 };
    size_t step_count;
    const struct cf_program_step *steps = cf_program_steps(program, &step_count);
    const struct cf_chart_usage *chart = cf_usage_of_chart(usage, program);
    for (size_t i = 0; i < step_count && chart; i++)
        if (steps[i].on_no == CF_ROUTE_STOP && !chart->named[i])
            report(program, steps[i].step, chart->cities, &arena, diags);
    bool failed = arena.failed;
    cf_arena_clear(&arena);
    cf_diags_settle(diags);
    return failed || cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
