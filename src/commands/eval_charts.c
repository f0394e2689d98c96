#include "commands/eval_run.h"

#include <stdlib.h>

static void use_chart(struct eval_run *run, size_t number)
{
    for (size_t i = 0; i < run->chart_count; i++)
        if (run->charts[i] == number)
            return;
    size_t *charts = realloc(run->charts, (run->chart_count + 1) * sizeof *charts);
    if (!charts) {
        eval_note_status(run, CF_NO_MEMORY);
        return;
    }
    run->charts = charts;
    run->charts[run->chart_count++] = number;
}

void eval_find_named_charts(struct eval_run *run)
{
    const struct values *names = &run->settings.charts;
    for (size_t i = 0; i < names->count; i++) {
        size_t number;
        enum cf_status status = shelf_named(&run->shelf, names->items[i], &number);
        if (status != CF_OK)
            eval_note_status(run, status);
        else if (run->shelf.charts[number].program)
            use_chart(run, number);
        else if (run->what_ifs.faulty)
            run->status = worse(run->status, EXIT_USAGE);
        else
            eval_refuse(run, names->items[i]);
        eval_tell(run);
    }
}

/* What is wrong with a chart is told once; of the other cities that name it, that they do. */
static void note_faulty_chart(struct shelf_chart *chart, const struct cf_city *city, const char *id)
{
    if (chart->told)
        complain("'%s' is left out: it names chart '%s'", city->source->name, id);
    chart->told = true;
}

bool eval_find_city_charts(struct eval_run *run, const struct cf_city *city)
{
    bool good = true;
    run->chart_count = 0;
    for (size_t i = 0; i < city->charts.count; i++) {
        size_t number;
        enum cf_status status =
            shelf_by_id(&run->shelf, city->source->name, &city->charts.items[i], &number);
        if (status != CF_OK) {
            eval_note_status(run, status);
            good = false;
        } else if (run->shelf.charts[number].program) {
            use_chart(run, number);
        } else {
            note_faulty_chart(&run->shelf.charts[number], city, city->charts.items[i].text);
            good = false;
        }
    }
    if (!city->charts.count && !city->faulty) {
        complain("'%s' names no charts: ask for one with --chart", city->source->name);
        good = false;
    }
    return good;
}

void eval_check_what_ifs(struct eval_run *run)
{
    struct what_ifs *what_ifs = &run->what_ifs;
    bool any = false;
    for (size_t i = 0; i < run->shelf.chart_count; i++)
        any = any || run->shelf.charts[i].program;
    for (size_t i = 0; i < what_ifs->set_count && any; i++)
        if (!what_ifs->set_used[i]) {
            bool given = i + what_ifs->given_count >= what_ifs->set_count;
            usage_error("--%s %s: no chart's catalog has this index", given ? "given" : "set",
                        what_ifs->sets[i]);
            what_ifs->faulty = true;
        }
    for (size_t i = 0; i < what_ifs->threshold_count && any; i++)
        if (!what_ifs->threshold_used[i]) {
            usage_error("--threshold %s: no chart has this step with this index",
                        what_ifs->thresholds[i]);
            what_ifs->faulty = true;
        }
    if (what_ifs->faulty)
        run->status = worse(run->status, EXIT_USAGE);
}
