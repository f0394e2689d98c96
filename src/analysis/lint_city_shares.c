/* Shares of a whole, which cannot be more than all of it. */
#include <math.h>

#include "analysis/lint_city.h"

/*
 * A share is told in percent, and neither its range nor its derivation lets it be more than 100: it
 * has no range, and is no rate of growth and no difference. An index with a range says itself how
 * far it may go.
 */
bool cf_is_share(const struct cf_program *program, const struct cf_index *index)
{
    struct cf_unit unit;
    struct cf_unit_fault fault;
    return index->type == CF_NUMBER && index->derivation != CF_GROWTH &&
           index->derivation != CF_DIFFERENCE && isinf(index->high) &&
           cf_units_parse(cf_program_units(program), index->unit.text, &unit, &fault) == CF_OK &&
           unit.dims == 0 && unit.num == 1 && unit.den == 1 && unit.exp10 == -2;
}

void cf_lint_shares(struct cf_city_lint *lint, const struct cf_statement *statement)
{
    if (!cf_is_share(statement->chart->program, statement->index))
        return;
    for (size_t i = 0; i < statement->count; i++) {
        const struct cf_bound *bound = &statement->items[i];
        if (!bound->value.known || !cf_interval_above(bound->value.interval, 100, false))
            continue;
        cf_report(lint->diags, CF_R_CITY_SHARE_ABOVE_WHOLE, bound->observation->pos,
                  "'%s' is %s, a share of more than the whole", statement->index->id.text,
                  cf_figure_dated(&lint->arena, statement->chart->program, bound->observation));
        cf_report_also(lint->diags, statement->index->id.pos, "'%s' is defined here",
                       statement->index->id.text);
        cf_report_hint(lint->diags, "check the figure and its unit; if it is no share, give the "
                                    "index a 'range' that reaches above 100");
    }
}
