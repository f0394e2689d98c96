/* A comparison as JSON; docs/schemas/compare-1.json is the contract. */
#include <clusterflow/output.h>

#include "output/compare_table.h"
#include "output/result_json.h"

static const char SCHEMA[] = "clusterflow/compare/1";

static const char *step_id(const struct cf_evaluation *evaluation, size_t number)
{
    return number < evaluation->step_count ? evaluation->steps[number].step->id.text : NULL;
}

static const char *site_id(const struct cf_evaluation *evaluation)
{
    return evaluation->site ? evaluation->site->id.text : NULL;
}

/* ---- columns ---- */

/* How far the walk gets: a step, or null for the end. */
static void json_reach(struct cf_json *json, const struct cf_compare_column *column)
{
    cf_json_key(json, "stops");
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "least", step_id(column->evaluation, column->least));
    cf_json_key_text(json, "most", step_id(column->evaluation, column->most));
    cf_json_close(json, '}');
}

/* Of a column whose one missed level can be told in numbers. */
static void json_missed(struct cf_json *json, const struct cf_compare_column *column)
{
    cf_json_key(json, "missed");
    if (column->missed < 0) {
        cf_json_null(json);
        return;
    }
    const struct cf_evaluation *evaluation = column->evaluation;
    const struct cf_criterion_result *result =
        &evaluation->steps[evaluation->first_no].criteria[column->missed];
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "index", result->index->id.text);
    cf_json_key_text(json, "unit", result->index->unit.text);
    cf_json_key_number(json, "worst", result->margin.worst);
    cf_json_key_number(json, "best", result->margin.best);
    cf_json_close(json, '}');
}

static void json_rank(struct cf_json *json, const struct cf_compare_column *column)
{
    cf_json_key(json, "rank");
    if (!column->rank) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "place", (double)column->rank);
    cf_json_key_flag(json, "tied", column->tied);
    cf_json_key_number(json, "best", (double)column->rank_best);
    cf_json_key_number(json, "worst", (double)column->rank_worst);
    cf_json_close(json, '}');
}

static void json_column(struct cf_json *json, const struct cf_compare_column *column)
{
    const struct cf_evaluation *evaluation = column->evaluation;
    cf_json_open(json, '{');
    cf_json_key_text(json, "city", evaluation->city->self.id.text);
    cf_json_key_text(json, "site", site_id(evaluation));
    cf_json_key_text(json, "chart", evaluation->chart->id.text);
    cf_json_key_year(json, "year", evaluation->year);
    cf_json_key_text(json, "verdict", cf_verdict_name(evaluation->verdict));
    cf_json_key_text(json, "first_no",
                     evaluation->first_no == CF_NO_STEP
                         ? NULL
                         : step_id(evaluation, (size_t)evaluation->first_no));
    cf_json_key_number(json, "cleared", (double)column->cleared);
    cf_json_key_number(json, "unknown", (double)evaluation->unknown_count);
    cf_json_key_number(json, "steps", (double)evaluation->step_count);
    json_reach(json, column);
    json_missed(json, column);
    json_rank(json, column);
    cf_json_close(json, '}');
}

/* ---- rows ---- */

/* What a criterion of the step is about, in one column. */
static void json_value(struct cf_json *json, const struct cf_criterion_result *result)
{
    cf_json_open_inline(json, '{');
    cf_json_key_text(json, "answer", cf_answer_name(result->answer));
    cf_json_key(json, "value");
    cf_json_known(json, result->index, &result->value);
    cf_json_key_year(json, "year", result->year);
    cf_json_close(json, '}');
}

static void json_criterion(struct cf_json *json, const struct cf_compare_table *table,
                           const struct cf_compare_row *row, size_t number)
{
    const struct cf_criterion_result *any = cf_compare_criterion(table, row, number);
    cf_json_open(json, '{');
    cf_json_key_text(json, "index", any->index->id.text);
    cf_json_key_text(json, "label", any->index->label);
    cf_json_asked(json, any);
    cf_json_key(json, "cells");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cf_step_result *step = cf_compare_cell(&table->columns[i], row->numbers[i]);
        if (step)
            json_value(json, &step->criteria[number]);
        else
            cf_json_null(json);
    }
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void json_cells(struct cf_json *json, const struct cf_compare_table *table,
                       const struct cf_compare_row *row)
{
    cf_json_key(json, "cells");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cf_step_result *step = cf_compare_cell(&table->columns[i], row->numbers[i]);
        if (!step) {
            cf_json_null(json);
            continue;
        }
        cf_json_open_inline(json, '{');
        cf_json_key_text(json, "answer", cf_answer_name(step->answer));
        cf_json_key_flag(json, "visited", step->visited);
        cf_json_key_flag(json, "bottleneck",
                         row->numbers[i] == table->columns[i].evaluation->first_no);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_row(struct cf_json *json, const struct cf_compare_table *table,
                     const struct cf_compare_row *row, bool values)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "step", row->step->id.text);
    cf_json_key_text(json, "title", row->step->title);
    json_cells(json, table, row);
    if (values) {
        cf_json_key(json, "criteria");
        cf_json_open(json, '[');
        for (size_t i = 0; i < row->step->criterion_count; i++)
            json_criterion(json, table, row, i);
        cf_json_close(json, ']');
    }
    cf_json_close(json, '}');
}

static void json_stage(struct cf_json *json, const struct cf_compare_table *table,
                       const struct cf_compare_stage *stage, bool values)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "id", stage->stage->id.text);
    cf_json_key_text(json, "title", stage->stage->title);
    cf_json_key(json, "verdicts");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        int number = stage->numbers[i];
        cf_json_text(json,
                     number == CF_NO_STEP
                         ? NULL
                         : cf_verdict_name(table->columns[i].evaluation->stages[number].verdict));
    }
    cf_json_close(json, ']');
    cf_json_key(json, "rows");
    cf_json_open(json, '[');
    for (size_t i = 0; i < stage->row_count; i++)
        json_row(json, table, &stage->rows[i], values);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- what moved the bottleneck ---- */

static void json_change(struct cf_json *json, const struct cf_criterion_result *before,
                        const struct cf_criterion_result *now)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "index", now->index->id.text);
    cf_json_key_text(json, "before", cf_answer_name(before->answer));
    cf_json_key_text(json, "now", cf_answer_name(now->answer));
    cf_json_key(json, "evidence");
    cf_json_evidence(json, now->evidence, now->evidence_count, now->index, false);
    cf_json_key(json, "evidence_before");
    cf_json_evidence(json, before->evidence, before->evidence_count, before->index, false);
    cf_json_close(json, '}');
}

static void json_move(struct cf_json *json, const struct cf_compare_table *table,
                      const struct cf_compare_move *move)
{
    const struct cf_evaluation *before = table->columns[move->column - 1].evaluation;
    const struct cf_evaluation *now = table->columns[move->column].evaluation;
    cf_json_open(json, '{');
    cf_json_key_year(json, "year", now->year);
    cf_json_key_text(json, "from",
                     before->first_no == CF_NO_STEP ? NULL
                                                    : step_id(before, (size_t)before->first_no));
    cf_json_key_text(json, "to",
                     now->first_no == CF_NO_STEP ? NULL : step_id(now, (size_t)now->first_no));
    cf_json_key_text(json, "step", step_id(now, move->step));
    cf_json_key(json, "changes");
    cf_json_open(json, '[');
    for (size_t i = 0; i < move->criterion_count; i++)
        json_change(json, &before->steps[move->step].criteria[move->criteria[i]],
                    &now->steps[move->step].criteria[move->criteria[i]]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- peers ---- */

static void json_peer(struct cf_json *json, const struct cf_compare_table *table,
                      const struct cf_compare_peer *peer)
{
    const struct cf_evaluation *evaluation = table->columns[peer->column].evaluation;
    const struct cf_step_result *step = &evaluation->steps[peer->step];
    cf_json_open(json, '{');
    cf_json_key_text(json, "city", evaluation->city->self.id.text);
    cf_json_key_text(json, "site", site_id(evaluation));
    cf_json_key_text(json, "answer", cf_answer_name(step->answer));
    cf_json_key_flag(json, "visited", step->visited);
    cf_json_key(json, "criteria");
    cf_json_open(json, '[');
    for (size_t i = 0; i < step->step->criterion_count; i++)
        cf_json_criterion(json, &step->criteria[i], false);
    cf_json_close(json, ']');
    cf_json_key(json, "actors");
    cf_json_open(json, '[');
    for (size_t i = 0; peer->actors && i < peer->actors->count; i++)
        cf_json_candidates(json, &peer->actors->items[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

static void json_peers(struct cf_json *json, const struct cf_compare_table *table,
                       const struct cf_compare_peers *peers)
{
    const struct cf_evaluation *evaluation = table->columns[peers->column].evaluation;
    cf_json_open(json, '{');
    cf_json_key_text(json, "city", evaluation->city->self.id.text);
    cf_json_key_text(json, "site", site_id(evaluation));
    cf_json_key_text(json, "step",
                     evaluation->first_no == CF_NO_STEP
                         ? NULL
                         : step_id(evaluation, (size_t)evaluation->first_no));
    cf_json_key(json, "peers");
    cf_json_open(json, '[');
    for (size_t i = 0; i < peers->count; i++)
        json_peer(json, table, &peers->items[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

/* ---- the document ---- */

static void json_table(struct cf_json *json, const struct cf_compare_table *table, bool values)
{
    cf_json_open(json, '{');
    cf_json_key_text(json, "chart", table->chart ? table->chart->id.text : NULL);
    cf_json_key(json, "columns");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->column_count; i++)
        json_column(json, &table->columns[i]);
    cf_json_close(json, ']');
    cf_json_key(json, "stages");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->stage_count; i++)
        json_stage(json, table, &table->stages[i], values);
    cf_json_close(json, ']');
    cf_json_key(json, "moves");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->move_count; i++)
        json_move(json, table, &table->moves[i]);
    cf_json_close(json, ']');
    cf_json_key(json, "peers");
    cf_json_open(json, '[');
    for (size_t i = 0; i < table->peers_count; i++)
        json_peers(json, table, &table->peers[i]);
    cf_json_close(json, ']');
    cf_json_close(json, '}');
}

enum cf_status cf_write_compare_json(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view)
{
    struct cf_json json;
    cf_json_init(&json, sink, false, 0, false);
    cf_json_open(&json, '{');
    cf_json_key_text(&json, "schema", SCHEMA);
    cf_json_key_text(&json, "by", cf_compare_by_name(compared->by));
    cf_json_key(&json, "tables");
    cf_json_open(&json, '[');
    for (size_t i = 0; i < compared->table_count; i++)
        json_table(&json, &compared->tables[i], view->values);
    cf_json_close(&json, ']');
    return cf_json_end(&json, view->refused, view->refused_count);
}
