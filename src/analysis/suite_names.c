/* Names in a case: whether what they name exists. */
#include <string.h>

#include "analysis/suite_case.h"
#include "base/suggest.h"

/* ---- looking for them ---- */

int cf_case_find_step(const struct cf_chart *chart, const char *id)
{
    int number = 0;
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++, number++)
            if (strcmp(chart->stages[i].steps[j].id.text, id) == 0)
                return number;
    return -1;
}

size_t cf_case_find_stage(const struct cf_chart *chart, const char *id)
{
    size_t number = 0;
    while (strcmp(chart->stages[number].id.text, id) != 0)
        number++;
    return number;
}

/* Vocabulary i: the catalog's, then those of the chart's files. */
static const struct cf_vocabulary *vocabulary(const struct cf_case_run *run, size_t i)
{
    return i ? &run->chart->words[i - 1] : &run->catalog->words;
}

/* ---- what there is, for suggestions ---- */

struct search {
    struct cf_case_run *run;
    struct cf_suggestion suggestion;
    bool found;
};

static void try_name(struct search *search, const struct cf_text *name)
{
    if (!name->text)
        return;
    search->found |= strcmp(name->text, search->suggestion.text) == 0;
    cf_suggest(&search->suggestion, name->text);
}

static void try_steps(struct search *search)
{
    const struct cf_chart *chart = search->run->chart;
    for (size_t i = 0; i < chart->stage_count; i++)
        for (size_t j = 0; j < chart->stages[i].step_count; j++)
            try_name(search, &chart->stages[i].steps[j].id);
}

static void try_stages(struct search *search)
{
    const struct cf_chart *chart = search->run->chart;
    for (size_t i = 0; i < chart->stage_count; i++)
        try_name(search, &chart->stages[i].id);
}

static void try_indices(struct search *search)
{
    for (size_t i = 0; i <= search->run->chart->words_count; i++) {
        const struct cf_vocabulary *words = vocabulary(search->run, i);
        for (size_t j = 0; j < words->index_count; j++)
            try_name(search, &words->indices[j].id);
    }
}

static void try_classes(struct search *search)
{
    for (size_t i = 0; i <= search->run->chart->words_count; i++) {
        const struct cf_vocabulary *words = vocabulary(search->run, i);
        for (size_t j = 0; j < words->actor_class_count; j++)
            try_name(search, &words->actor_classes[j].id);
    }
}

static void check_name(struct cf_case_run *run, const struct cf_text *name, const char *what,
                       void (*try_all)(struct search *))
{
    struct search search = { run,
                             { .text = name->text, .guesses = cf_diags_guesses(run->diags) },
                             false };
    try_all(&search);
    if (search.found)
        return;
    cf_report(run->diags, CF_R_SUITE_UNDEFINED, name->pos, "no %s '%s'", what, name->text);
    cf_report_meant(run->diags, &search.suggestion,
                    try_all == try_indices ? "define it in the catalog, or name another" : NULL);
}

static void check_step(struct cf_case_run *run, const struct cf_text *name)
{
    if (name->text && strcmp(name->text, "none") != 0)
        check_name(run, name, "step", try_steps);
}

/* ---- all of a case ---- */

void cf_case_check_names(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    check_step(run, &expect->first_no);
    check_step(run, &expect->first_stop);
    for (size_t i = 0; i < expect->unknown.ids.count; i++)
        check_name(run, &expect->unknown.ids.items[i], "step", try_steps);
    for (size_t i = 0; i < expect->step_count; i++)
        check_name(run, &expect->steps[i].id, "step", try_steps);
    for (size_t i = 0; i < expect->stage_count; i++)
        check_name(run, &expect->stages[i].id, "stage", try_stages);
    for (size_t i = 0; i < expect->value_count; i++)
        check_name(run, &expect->values[i].index, "index", try_indices);
    for (size_t i = 0; i < expect->actor_count; i++)
        check_name(run, &expect->actors[i].actor_class, "actor class", try_classes);
    for (size_t i = 0; i < run->test->set_count; i++)
        check_name(run, &run->test->sets[i].target, "index", try_indices);
    cf_diags_settle(run->diags);
}
