#include <stdlib.h>
#include <string.h>

#include "commands/check_run.h"

/* ---- what is told ---- */

/* Of files that are only needed by those that are checked, what makes them useless is told, and
 * what a checked file has a part in. */
static enum cf_review judge(void *payload, const struct cf_diag *diag)
{
    const struct check_run *run = payload;
    size_t count;
    const struct cf_rule *rules = cf_rules(&count);
    if (cf_rule_refuses(diag->rule))
        return CF_KEEP;
    if (!run->settings.chosen[diag->rule - rules])
        return CF_DROP;
    if (diag->rule->check_only && diag->file && !check_has_file(run, diag->file) &&
        !(diag->also_file && check_has_file(run, diag->also_file)))
        return CF_DROP;
    return run->settings.strict ? CF_RAISE : CF_KEEP;
}

static bool choose(struct check_run *run)
{
    cf_diags_review(run->diags, 0, judge, run);
    enum cf_status status =
        cf_diags_order(run->diags, (const char *const *)run->files.items, run->files.count);
    if (cf_diags_errors(run->diags))
        run->status = worse(run->status, EXIT_GATE);
    return check_note_status(run, status);
}

/* ---- writing ---- */

static void write_to(struct check_run *run, struct product *product, enum cf_findings_format format)
{
    struct cf_sink sink = product_sink(product);
    struct cf_style style = style_for(product->writer->descriptor, run->settings.color);
    style.ascii = run->settings.ascii;
    struct cf_checked checked = { (const char *const *)run->files.items, run->files.count,
                                  (const char *const *)run->unread.items, run->unread.count };
    enum cf_status status = cf_write_findings(&sink, format, run->diags, &checked, &style);
    if (status == CF_NO_MEMORY) /* a failed write is told when the product is closed */
        check_note_status(run, status);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void summarize(const struct check_run *run)
{
    size_t total = cf_diags_count(run->diags), errors = 0, warnings = 0;
    for (size_t i = 0; i < total; i++) {
        const struct cf_diag *diag = cf_diags_get(run->diags, i);
        errors += diag->severity == CF_ERROR;
        warnings += diag->severity == CF_WARNING;
    }
    size_t notes = total - errors - warnings;
    complain("%zu file%s checked, %zu of other programs: %zu error%s, %zu warning%s, %zu note%s",
             run->files.count, plural(run->files.count), run->passed_over, errors, plural(errors),
             warnings, plural(warnings), notes, plural(notes));
}

void check_tell(struct check_run *run)
{
    if (!choose(run))
        return;
    write_to(run, &run->product, run->settings.format);
    for (size_t i = 0; i < run->settings.report_count; i++)
        write_to(run, &run->reports[i], run->settings.reports[i].format);
    if (run->settings.verbose)
        summarize(run);
}

/* ---- the files to write ---- */

bool check_open(struct check_run *run)
{
    const struct check_settings *settings = &run->settings;
    size_t opened = 0;
    run->reports = calloc(settings->report_count + 1, sizeof *run->reports);
    if (!run->reports) {
        check_note_status(run, CF_NO_MEMORY);
        return false;
    }
    bool good = product_open(&run->product, settings->output);
    if (!good)
        run->product.writer = NULL;
    while (good && opened < settings->report_count) {
        good = product_open(&run->reports[opened], settings->reports[opened].path);
        opened += good;
    }
    if (good)
        return true;
    run->settings.report_count = opened;
    run->status = worse(run->status, EXIT_MACHINE);
    check_close(run);
    return false;
}

void check_close(struct check_run *run)
{
    bool whole = run->status < EXIT_MACHINE && !interrupted();
    for (size_t i = 0; i < run->settings.report_count; i++)
        run->status = worse(run->status, product_close(&run->reports[i], whole));
    if (run->product.writer)
        run->status = worse(run->status, product_close(&run->product, whole));
}
