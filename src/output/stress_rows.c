/* Parts of stress tests as tables. docs/stress.md has the columns. */
#include <clusterflow/output.h>
#include <math.h>

#include "output/delimited.h"
#include "output/stress_words.h"
#include "output/threshold.h"

#define PLACE_COLUMNS "city", "site", "chart", "year", "verdict", "first_no"

static const char *const flip_columns[] = {
    PLACE_COLUMNS,    "kind",           "step",      "index",          "label",
    "unit",           "form",           "end",       "figure_year",    "value",
    "stays_low",      "stays_high",     "lower_at",  "lower_from_at",  "lower_share",
    "lower_verdict",  "lower_first_no", "higher_at", "higher_from_at", "higher_share",
    "higher_verdict", "higher_first_no"
};

struct writing {
    struct cf_delimited table;
    const struct cf_stress *stress;
};

/* ---- cells ---- */

static void put_end(struct writing *w, struct cf_walk_end end)
{
    const struct cf_step_result *steps = w->stress->evaluation->steps;
    cf_delimited_text(&w->table, cf_verdict_name(end.verdict));
    cf_delimited_text(&w->table,
                      end.first_no == CF_NO_STEP ? NULL : steps[end.first_no].step->id.text);
}

static void put_place(struct writing *w)
{
    const struct cf_evaluation *evaluation = w->stress->evaluation;
    cf_delimited_text(&w->table, evaluation->city->self.id.text);
    cf_delimited_text(&w->table, evaluation->site ? evaluation->site->id.text : NULL);
    cf_delimited_text(&w->table, evaluation->chart->id.text);
    cf_delimited_year(&w->table, evaluation->year);
    put_end(w, (struct cf_walk_end){ evaluation->verdict, evaluation->first_no });
}

static void put_point(struct writing *w, const struct cf_index *index, double at)
{
    if (index->type == CF_NUMBER)
        cf_delimited_number(&w->table, at);
    else
        cf_delimited_text(&w->table, cf_member_name(index, (size_t)at));
}

/* ---- flip points ---- */

static void put_flip(struct writing *w, const struct cf_index *index, const struct cf_flip *flip)
{
    enum { CELLS = 5 };
    for (int i = 0; i < CELLS && !flip->found; i++)
        cf_delimited_empty(&w->table);
    if (!flip->found)
        return;
    put_point(w, index, flip->at);
    cf_delimited_flag(&w->table, flip->from_at);
    cf_delimited_number(&w->table, flip->share);
    put_end(w, flip->becomes);
}

static void put_lever(struct writing *w, const struct cf_lever *lever)
{
    size_t count;
    const struct cf_program *program = w->stress->program;
    const struct cf_index *index = cf_program_index(program, lever->index);
    const struct cf_criterion *criterion =
        cf_program_criteria(program, &count)[lever->criterion].criterion;
    const struct cf_observation *observation = lever->observation;
    size_t step = cf_stress_step_of(w->stress, lever->criterion);
    bool between =
        observation ? observation->form == CF_FORM_BETWEEN : criterion->test == CF_BETWEEN;
    put_place(w);
    cf_delimited_text(&w->table, observation ? "figure" : "level");
    cf_delimited_text(&w->table,
                      observation ? NULL : w->stress->evaluation->steps[step].step->id.text);
    cf_delimited_text(&w->table, index->id.text);
    cf_delimited_text(&w->table, index->label);
    cf_delimited_text(&w->table, index->unit.text);
    cf_delimited_text(&w->table, observation ? cf_form_name(observation->form)
                                             : cf_test_name(criterion->test));
    cf_delimited_text(&w->table, !between ? NULL : lever->second ? "high" : "low");
    cf_delimited_year(&w->table, observation ? observation->year : 0);
    put_point(w, index, lever->value);
    cf_delimited_number(&w->table, lever->members ? INFINITY : lever->stays.low);
    cf_delimited_number(&w->table, lever->members ? INFINITY : lever->stays.high);
    put_flip(w, index, &lever->lower);
    put_flip(w, index, &lever->higher);
    cf_delimited_end_row(&w->table);
}

/* ---- the table ---- */

#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

enum cf_status cf_write_stress_rows_header(const struct cf_sink *sink,
                                           const struct cf_stress *stress,
                                           enum cf_delimiter delimiter)
{
    struct writing w = { .stress = stress };
    cf_delimited_init(&w.table, sink, delimiter);
    if (stress->flips)
        cf_delimited_header(&w.table, flip_columns, COUNT_OF(flip_columns));
    return cf_delimited_flush(&w.table);
}

enum cf_status cf_write_stress_rows(const struct cf_sink *sink, const struct cf_stress *stress,
                                    enum cf_delimiter delimiter)
{
    struct writing w = { .stress = stress };
    cf_delimited_init(&w.table, sink, delimiter);
    for (size_t i = 0; stress->flips && i < stress->flips->count; i++)
        put_lever(&w, &stress->flips->levers[i]);
    return cf_delimited_flush(&w.table);
}
