#include "commands/eval_run.h"

#include <stdlib.h>

void eval_note_status(struct eval_run *run, enum cf_status status)
{
    if (status == CF_NO_MEMORY)
        out_of_memory();
    if (status != CF_OK)
        run->status = worse(run->status,
                            status == CF_NO_MEMORY || status == CF_IO ? EXIT_MACHINE : EXIT_INPUT);
}

void eval_use_diags(struct eval_run *run, struct cf_diags *diags)
{
    if (run->diags == run->run_diags)
        run->run_told = run->told;
    run->diags = diags ? diags : run->run_diags;
    run->told = diags ? 0 : run->run_told;
}

void eval_tell(struct eval_run *run)
{
    run->told = print_diags(run->diags, run->told, run->settings.color, run->settings.ascii);
}

void eval_refuse(struct eval_run *run, const char *name)
{
    const char **refused = realloc(run->refused, (run->refused_count + 1) * sizeof(*refused));
    run->status = worse(run->status, EXIT_INPUT);
    if (!refused) {
        eval_note_status(run, CF_NO_MEMORY);
        return;
    }
    run->refused = refused;
    run->refused[run->refused_count++] = name;
}

void eval_note_verdict(struct eval_run *run, enum cf_verdict verdict)
{
    if (run->settings.fail_on >> verdict & 1)
        run->status = worse(run->status, EXIT_GATE);
}

/* ---- from its beginning to its end ---- */

bool eval_prepare(struct eval_run *run)
{
    struct eval_settings *settings = &run->settings;
    run->what_ifs = (struct what_ifs){
        .sets = settings->sets.items,
        .thresholds = settings->thresholds.items,
        .set_count = settings->sets.count,
        .threshold_count = settings->thresholds.count,
        .given_count = settings->given,
        .set_used = calloc(settings->sets.count + 1, sizeof(bool)),
        .threshold_used = calloc(settings->thresholds.count + 1, sizeof(bool)),
    };
    run->diags = run->run_diags = cf_diags_new();
    run->shelf =
        (struct shelf){ .places = &run->places, .diags = &run->diags, .what_ifs = &run->what_ifs };
    if (!run->diags || !run->what_ifs.set_used || !run->what_ifs.threshold_used ||
        !places_find(&run->places)) {
        eval_note_status(run, CF_NO_MEMORY);
        return false;
    }
    if (!product_open(&run->product, settings->output)) {
        run->status = EXIT_MACHINE;
        return false;
    }
    run->sink = product_sink(&run->product);
    run->style = style_for(run->product.writer->descriptor, settings->color);
    run->style.ascii = settings->ascii;
    run->style.verbose = settings->verbose;
    return true;
}

void eval_close(struct eval_run *run, bool any)
{
    bool whole = any && run->status < EXIT_MACHINE && !interrupted();
    run->status = worse(run->status, product_close(&run->product, whole));
}

void eval_release(struct eval_run *run)
{
    shelf_release(&run->shelf);
    places_release(&run->places);
    cf_diags_free(run->run_diags);
    free(run->what_ifs.set_used);
    free(run->what_ifs.threshold_used);
    free(run->refused);
    free(run->charts);
    eval_settings_release(&run->settings);
}
