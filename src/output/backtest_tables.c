/* What became of cities, held against charts, as CSV and TSV: a row for each outcome. */
#include "output/backtest.h"
#include "output/delimited.h"

static void write_outcome(struct cf_delimited *table, const struct cf_tested_outcome *tested)
{
    const struct cf_evaluation *evaluation = tested->evaluation;
    const struct cf_outcome *outcome = tested->outcome;
    cf_delimited_text(table, evaluation->chart->id.text);
    cf_delimited_text(table, outcome->stage.text);
    cf_delimited_text(table, tested->city->self.id.text);
    cf_delimited_year(table, evaluation->year);
    cf_delimited_flag(table, outcome->reached);
    cf_delimited_text(table, cf_judgement_name(tested->judgement));
    cf_delimited_list(table);
    for (size_t i = 0; i < tested->step_count; i++)
        cf_delimited_item(table, evaluation->steps[tested->steps[i]].step->id.text);
    cf_delimited_text(table, outcome->source ? outcome->source->id.text : NULL);
    cf_delimited_text(table, outcome->where);
    cf_delimited_text(table, outcome->note);
    cf_delimited_end_row(table);
}

enum cf_status cf_write_backtest_table(const struct cf_sink *sink,
                                       const struct cf_backtest_result *result, bool tabs)
{
    static const char *const names[] = { "chart",     "stage", "city",   "year",  "reached",
                                         "judgement", "steps", "source", "where", "note" };
    struct cf_delimited table;
    cf_delimited_init(&table, sink, tabs ? CF_TSV : CF_CSV);
    cf_delimited_header(&table, names, sizeof names / sizeof *names);
    for (size_t i = 0; i < result->chart_count; i++)
        for (size_t j = 0; j < result->charts[i].outcome_count; j++)
            write_outcome(&table, &result->charts[i].outcomes[j]);
    return cf_delimited_flush(&table);
}
