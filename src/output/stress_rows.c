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

static const char *const draw_columns[] = {
    PLACE_COLUMNS,    "asked", "drawn", "seed", "spread", "drawn_verdict",
    "drawn_first_no", "count", "share", "low",  "high"
};

static const char *const order_columns[] = { PLACE_COLUMNS,  "first",  "second",
                                             "possible",     "across", "then_verdict",
                                             "then_first_no" };

static const char *const unknown_columns[] = { PLACE_COLUMNS, "index", "label", "step", "blank",
                                               "ends",        "least", "most",  "mean" };

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

/* ---- draws ---- */

static void put_share(struct writing *w, const struct cf_outcome_share *share)
{
    const struct cf_draws *draws = w->stress->draws;
    put_place(w);
    cf_delimited_number(&w->table, (double)draws->asked);
    cf_delimited_number(&w->table, (double)draws->drawn);
    cf_delimited_number(&w->table, (double)draws->seed);
    cf_delimited_number(&w->table, draws->spread);
    put_end(w, share->end);
    cf_delimited_number(&w->table, (double)share->count);
    cf_delimited_number(&w->table, share->share);
    cf_delimited_number(&w->table, share->low);
    cf_delimited_number(&w->table, share->high);
    cf_delimited_end_row(&w->table);
}

/* ---- other orders, and what is not known ---- */

static void put_step(struct writing *w, size_t step)
{
    cf_delimited_text(&w->table, w->stress->evaluation->steps[step].step->id.text);
}

static void put_swap(struct writing *w, const struct cf_swap *swap)
{
    put_place(w);
    put_step(w, swap->first);
    put_step(w, swap->second);
    cf_delimited_flag(&w->table, swap->possible);
    cf_delimited_flag(&w->table, swap->across);
    put_end(w, swap->end);
    cf_delimited_end_row(&w->table);
}

static void put_gap(struct writing *w, const struct cf_unknown *unknown)
{
    const struct cf_index *index = cf_program_index(w->stress->program, unknown->index);
    put_place(w);
    cf_delimited_text(&w->table, index->id.text);
    cf_delimited_text(&w->table, index->label);
    put_step(w, cf_stress_step_of(w->stress, unknown->criterion));
    cf_delimited_flag(&w->table, unknown->blank);
    cf_delimited_count(&w->table, w->stress->unknown->end_count);
    cf_delimited_count(&w->table, unknown->least);
    cf_delimited_count(&w->table, unknown->most);
    cf_delimited_number(&w->table, unknown->mean);
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
    else if (stress->draws)
        cf_delimited_header(&w.table, draw_columns, COUNT_OF(draw_columns));
    else if (stress->order)
        cf_delimited_header(&w.table, order_columns, COUNT_OF(order_columns));
    else
        cf_delimited_header(&w.table, unknown_columns, COUNT_OF(unknown_columns));
    return cf_delimited_flush(&w.table);
}

enum cf_status cf_write_stress_rows(const struct cf_sink *sink, const struct cf_stress *stress,
                                    enum cf_delimiter delimiter)
{
    struct writing w = { .stress = stress };
    cf_delimited_init(&w.table, sink, delimiter);
    for (size_t i = 0; stress->flips && i < stress->flips->count; i++)
        put_lever(&w, &stress->flips->levers[i]);
    for (size_t i = 0; stress->draws && i < stress->draws->outcome_count; i++)
        put_share(&w, &stress->draws->outcomes[i]);
    for (size_t i = 0; stress->order && i < stress->order->count; i++)
        put_swap(&w, &stress->order->items[i]);
    for (size_t i = 0; stress->unknown && i < stress->unknown->count; i++)
        put_gap(&w, &stress->unknown->items[i]);
    return cf_delimited_flush(&w.table);
}
