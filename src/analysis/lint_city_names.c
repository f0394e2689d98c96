/*
 * The steps, stages and factors that actors can clear, and the stages that outcomes tell about.
 *
 * A city may speak of charts that it does not name itself. So a name that its charts do not have is
 * told only where it looks misspelt, and anything in a chart that they are not is passed over.
 */
#include <string.h>

#include "analysis/lint_city.h"
#include "base/map.h"
#include "base/suggest.h"

/* What the city's charts have that can be named: steps, stages and factors. */
struct names {
    struct cf_map known;
    const char **ids; /* the same, in order */
    size_t count;
};

/* ---- what is known ---- */

static size_t count_names(const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    size_t count = cf_program_catalog(program)->words.factor_count;
    for (size_t i = 0; i < chart->words_count; i++)
        count += chart->words[i].factor_count;
    for (size_t i = 0; i < chart->stage_count; i++)
        count += 1 + chart->stages[i].step_count;
    return count;
}

static bool add_name(struct names *names, const char *id)
{
    uint32_t other;
    if (!cf_map_add(&names->known, id, strlen(id), 0, &other))
        return false;
    if (other == CF_MAP_NONE)
        names->ids[names->count++] = id;
    return true;
}

static bool add_factors(struct names *names, const struct cf_vocabulary *words)
{
    for (size_t i = 0; i < words->factor_count; i++)
        if (!add_name(names, words->factors[i].id.text))
            return false;
    return true;
}

static bool add_names(struct names *names, const struct cf_program *program)
{
    const struct cf_chart *chart = cf_program_chart(program);
    bool added = add_factors(names, &cf_program_catalog(program)->words);
    for (size_t i = 0; i < chart->words_count; i++)
        added = added && add_factors(names, &chart->words[i]);
    for (size_t i = 0; i < chart->stage_count && added; i++) {
        added = add_name(names, chart->stages[i].id.text);
        for (size_t j = 0; j < chart->stages[i].step_count && added; j++)
            added = add_name(names, chart->stages[i].steps[j].id.text);
    }
    return added;
}

static bool collect_names(struct cf_city_lint *lint, struct names *names)
{
    size_t room = 0;
    for (size_t i = 0; i < lint->count; i++)
        room += count_names(lint->charts[i].program);
    names->ids = cf_arena_array(&lint->arena, room, sizeof(*names->ids));
    for (size_t i = 0; i < lint->count && names->ids; i++)
        if (!add_names(names, lint->charts[i].program))
            return false;
    return names->ids;
}

/* ---- looking up ---- */

/* The chart of that id; NULL: it is none of the city's. */
static const struct cf_chart *find_chart(const struct cf_city_lint *lint, const char *id,
                                         size_t length)
{
    for (size_t i = 0; i < lint->count; i++) {
        const struct cf_chart *chart = cf_program_chart(lint->charts[i].program);
        if (strlen(chart->id.text) == length && memcmp(chart->id.text, id, length) == 0)
            return chart;
    }
    return NULL;
}

static bool has_stage(const struct cf_chart *chart, const char *id)
{
    for (size_t i = 0; i < chart->stage_count; i++)
        if (strcmp(chart->stages[i].id.text, id) == 0)
            return true;
    return false;
}

static bool has_step(const struct cf_chart *chart, const char *id)
{
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            if (strcmp(chart->stages[i].steps[j].id.text, id) == 0)
                return true;
    return false;
}

/* ---- reporting ---- */

static void report_chart(struct cf_city_lint *lint, const struct cf_text *text, const char *id)
{
    struct cf_suggestion suggestion = { .text = id, .guesses = cf_diags_guesses(lint->diags) };
    for (size_t i = 0; i < lint->count; i++)
        cf_suggest(&suggestion, cf_program_chart(lint->charts[i].program)->id.text);
    if (!suggestion.best)
        return;
    cf_report(lint->diags, CF_R_CITY_UNKNOWN_STEP, text->pos, "the city has no chart '%s'", id);
    cf_report_meant(lint->diags, &suggestion, NULL);
}

static void report_step(struct cf_city_lint *lint, const struct cf_text *text, const char *id,
                        const struct cf_chart *chart)
{
    struct cf_suggestion suggestion = { .text = id, .guesses = cf_diags_guesses(lint->diags) };
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            cf_suggest(&suggestion, chart->stages[i].steps[j].id.text);
    cf_report(lint->diags, CF_R_CITY_UNKNOWN_STEP, text->pos, "chart '%s' has no step '%s'",
              chart->id.text, id);
    cf_report_meant(lint->diags, &suggestion,
                    "name one of its steps; stages and factors are named without the chart");
}

static void report_stage(struct cf_city_lint *lint, const struct cf_text *text,
                         const struct cf_chart *chart)
{
    struct cf_suggestion suggestion = { .text = text->text,
                                        .guesses = cf_diags_guesses(lint->diags) };
    for (size_t i = 0; i < chart->stage_count; i++)
        cf_suggest(&suggestion, chart->stages[i].id.text);
    cf_report(lint->diags, CF_R_CITY_UNKNOWN_STEP, text->pos, "chart '%s' has no stage '%s'",
              chart->id.text, text->text);
    cf_report_meant(lint->diags, &suggestion, NULL);
}

static void report_name(struct cf_city_lint *lint, const struct names *names,
                        const struct cf_text *text)
{
    struct cf_suggestion suggestion = { .text = text->text,
                                        .guesses = cf_diags_guesses(lint->diags) };
    for (size_t i = 0; i < names->count; i++)
        cf_suggest(&suggestion, names->ids[i]);
    if (!suggestion.best)
        return;
    cf_report(lint->diags, CF_R_CITY_UNKNOWN_STEP, text->pos,
              "no chart of the city has a step, stage or factor '%s'", text->text);
    cf_report_meant(lint->diags, &suggestion, NULL);
}

/* ---- actors and outcomes ---- */

static void check_step(struct cf_city_lint *lint, const struct cf_text *text, const char *slash)
{
    size_t length = (size_t)(slash - text->text);
    const struct cf_chart *chart = find_chart(lint, text->text, length);
    const char *id = cf_arena_copy(&lint->arena, text->text, length);
    if (chart && !has_step(chart, slash + 1))
        report_step(lint, text, slash + 1, chart);
    else if (!chart && id)
        report_chart(lint, text, id);
}

static void check_actors(struct cf_city_lint *lint, const struct names *names,
                         const struct cf_locality *locality)
{
    for (size_t i = 0; i < locality->actor_count; i++)
        for (size_t j = 0; j < locality->actors[i].clears.count; j++) {
            const struct cf_text *text = &locality->actors[i].clears.items[j];
            const char *slash = strchr(text->text, '/');
            if (slash)
                check_step(lint, text, slash);
            else if (cf_map_get(&names->known, text->text, strlen(text->text)) == CF_MAP_NONE)
                report_name(lint, names, text);
        }
}

static void check_outcome(struct cf_city_lint *lint, const struct cf_outcome *outcome)
{
    const char *id = outcome->chart.text;
    const struct cf_chart *chart = find_chart(lint, id, strlen(id));
    if (!chart)
        report_chart(lint, &outcome->chart, id);
    else if (!has_stage(chart, outcome->stage.text))
        report_stage(lint, &outcome->stage, chart);
}

void cf_lint_names(struct cf_city_lint *lint)
{
    const struct cf_city *city = lint->city;
    struct names names = { 0 };
    if (!collect_names(lint, &names)) {
        lint->arena.failed = true;
    } else if (lint->count) {
        check_actors(lint, &names, &city->self);
        for (size_t i = 0; i < city->site_count; i++)
            check_actors(lint, &names, &city->sites[i]);
        for (size_t i = 0; i < city->outcome_count; i++)
            check_outcome(lint, &city->outcomes[i]);
    }
    cf_map_release(&names.known);
}
