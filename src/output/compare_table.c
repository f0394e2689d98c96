#include "output/compare_table.h"

const struct cf_criterion_result *cf_compare_known(const struct cf_compare_table *table,
                                                   const struct cf_compare_row *row, size_t number,
                                                   size_t column)
{
    const struct cf_step_result *step =
        cf_compare_cell(&table->columns[column], row->numbers[column]);
    return step ? &step->criteria[number] : NULL;
}

const struct cf_criterion_result *cf_compare_criterion(const struct cf_compare_table *table,
                                                       const struct cf_compare_row *row,
                                                       size_t number)
{
    size_t column = 0;
    while (row->numbers[column] == CF_NO_STEP)
        column++;
    return cf_compare_known(table, row, number, column);
}

bool cf_compare_is_bottleneck(const struct cf_compare_table *table,
                              const struct cf_compare_row *row, size_t column)
{
    int number = row->numbers[column];
    return number != CF_NO_STEP && number == table->columns[column].evaluation->first_no;
}

/* ---- what looks the same ---- */

static bool same_value(const struct cf_criterion_result *a, const struct cf_criterion_result *b)
{
    if (a->value.known != b->value.known || a->year != b->year || a->disputed != b->disputed)
        return false;
    if (!a->value.known)
        return true;
    return a->index->type == CF_NUMBER ? cf_interval_equal(a->value.interval, b->value.interval)
                                       : a->value.members == b->value.members;
}

static bool same_values(const struct cf_step_result *a, const struct cf_step_result *b)
{
    for (size_t i = 0; i < a->step->criterion_count; i++)
        if (!same_value(&a->criteria[i], &b->criteria[i]))
            return false;
    return true;
}

bool cf_compare_same_figures(const struct cf_compare_table *table, const struct cf_compare_row *row,
                             size_t number, size_t a, size_t b)
{
    const struct cf_criterion_result *one = cf_compare_known(table, row, number, a);
    const struct cf_criterion_result *other = cf_compare_known(table, row, number, b);
    return one && other ? same_value(one, other) : one == other;
}

bool cf_compare_same_cells(const struct cf_compare_table *table, const struct cf_compare_row *row,
                           size_t a, size_t b)
{
    const struct cf_step_result *one = cf_compare_cell(&table->columns[a], row->numbers[a]);
    const struct cf_step_result *other = cf_compare_cell(&table->columns[b], row->numbers[b]);
    if (!one || !other)
        return one == other;
    return one->answer == other->answer && one->visited == other->visited &&
           cf_compare_is_bottleneck(table, row, a) == cf_compare_is_bottleneck(table, row, b);
}

bool cf_compare_same_columns(const struct cf_compare_table *table, size_t a, size_t b, bool values)
{
    const struct cf_evaluation *one = table->columns[a].evaluation;
    const struct cf_evaluation *other = table->columns[b].evaluation;
    for (size_t i = 0; i < one->step_count; i++) {
        const struct cf_step_result *left = &one->steps[i], *right = &other->steps[i];
        if (left->answer != right->answer || left->visited != right->visited ||
            (values && !same_values(left, right)))
            return false;
    }
    return true;
}

unsigned cf_compare_percent(const struct cf_compare_column *column)
{
    size_t steps = column->evaluation->step_count;
    size_t percent = (200 * column->cleared + steps) / (2 * steps);
    return percent == 100 && column->cleared < steps ? 99 : (unsigned)percent;
}
