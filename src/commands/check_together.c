#include <stdlib.h>

#include "commands/check_run.h"

static bool is_checked(const struct check_run *run, const char *name)
{
    return name && check_has_file(run, name);
}

/* Of the charts that are checked, not those that are only needed. */
static const struct cf_program **checked_programs(struct check_run *run, size_t *count)
{
    const struct shelf *shelf = &run->shelf;
    const struct cf_program **programs = calloc(shelf->chart_count + 1, sizeof(*programs));
    *count = 0;
    for (size_t i = 0; i < shelf->chart_count && programs; i++)
        if (shelf->charts[i].program && is_checked(run, shelf->charts[i].name))
            programs[(*count)++] = shelf->charts[i].program;
    return programs;
}

static void look_at_charts(struct check_run *run)
{
    size_t count;
    const struct cf_program **programs = checked_programs(run, &count);
    if (!programs) {
        check_note_status(run, CF_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < count; i++)
        check_note_status(run, cf_lint_chart_actors(programs[i], run->usage, run->diags));
    for (size_t i = 0; i < run->shelf.catalog_count; i++)
        check_note_status(run, cf_lint_catalog(run->shelf.catalogs[i].catalog, programs, count,
                                               run->usage, run->diags));
    free(programs);
}

/* Charts and catalogs share files and lines: their comments are applied once, to all messages. A
 * faulty chart may be the one that needs what is allowed in a file that it uses. */
static void allow_in_charts(struct check_run *run)
{
    const struct shelf *shelf = &run->shelf;
    struct cf_allowance_list *lists =
        calloc(shelf->chart_count + shelf->catalog_count + 1, sizeof *lists);
    size_t count = 0;
    enum cf_allow_talk talk = CF_ALLOW_USE;
    if (!lists)
        check_note_status(run, CF_NO_MEMORY);
    for (size_t i = 0; i < shelf->chart_count && lists; i++) {
        if (!is_checked(run, shelf->charts[i].name))
            continue;
        if (shelf->charts[i].program)
            lists[count++] = shelf->charts[i].chart->allowances;
        else
            talk = CF_ALLOW_FORM;
    }
    for (size_t i = 0; i < shelf->catalog_count && lists; i++)
        if (is_checked(run, shelf->catalogs[i].catalog->source->name))
            lists[count++] = shelf->catalogs[i].catalog->allowances;
    if (lists)
        check_note_status(run, cf_apply_allowances(lists, count, talk, 0, run->diags));
    free(lists);
}

void check_together(struct check_run *run)
{
    look_at_charts(run);
    allow_in_charts(run);
}
