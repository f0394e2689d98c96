/* Indices that nobody uses: no chart asks for them, and no city states them. */
#include <string.h>

#include "analysis/usage.h"
#include "base/diag.h"

/* The indices that the charts ask for, by their ids. */
struct asked {
    struct cf_map ids;
    const struct cf_usage *usage; /* what the cities state */
    struct cf_diags *diags;
};

static bool add_index(struct asked *asked, const char *id)
{
    return cf_map_add(&asked->ids, id, strlen(id), 0, NULL);
}

/* An operand is used with what is derived from it. */
static bool add_program(struct asked *asked, const struct cf_program *program)
{
    size_t count;
    const struct cf_program_criterion *criteria = cf_program_criteria(program, &count);
    for (size_t i = 0; i < count; i++) {
        const struct cf_index *index = cf_program_index(program, criteria[i].index);
        if (!add_index(asked, index->id.text))
            return false;
        for (size_t j = 0; j < index->operands.count; j++)
            if (!add_index(asked, index->operands.items[j].text))
                return false;
    }
    return true;
}

static void report_unused(const struct asked *asked, const struct cf_vocabulary *words)
{
    for (size_t i = 0; i < words->index_count; i++) {
        const struct cf_text *id = &words->indices[i].id;
        if (!id->text || cf_usage_states(asked->usage, id->text) ||
            cf_map_get(&asked->ids, id->text, strlen(id->text)) != CF_MAP_NONE)
            continue;
        cf_report(asked->diags, CF_R_CATALOG_UNUSED_INDEX, id->pos,
                  "no chart asks for '%s', and no city states it", id->text);
        cf_report_hint(asked->diags, "let a step ask for it, state it for a city, or delete it");
    }
}

/* The indices that the chart and the files that it uses define. */
static void report_words(const struct asked *asked, const struct cf_chart *chart)
{
    for (size_t i = 0; i < chart->words_count; i++)
        report_unused(asked, &chart->words[i]);
}

enum cf_status cf_lint_catalog(const struct cf_catalog *catalog,
                               const struct cf_program *const *programs, size_t count,
                               const struct cf_usage *usage, struct cf_diags *diags)
{
    struct asked asked = { .usage = usage, .diags = diags };
    bool added = true, any = false;
    if (!usage->any_city) /* nobody looked whether a city states them */
        return CF_OK;
    for (size_t i = 0; i < count && added; i++)
        if (cf_program_catalog(programs[i]) == catalog) {
            any = true;
            added = add_program(&asked, programs[i]);
        }
    if (any && added)
        report_unused(&asked, &catalog->words);
    for (size_t i = 0; i < count && added; i++)
        if (cf_program_catalog(programs[i]) == catalog)
            report_words(&asked, cf_program_chart(programs[i]));
    cf_map_release(&asked.ids);
    cf_diags_settle(diags);
    return added && !cf_diags_failed(diags) ? CF_OK : CF_NO_MEMORY;
}
