/* The table of steps: what each asks for, what is known, and when. */
#include "output/result_text.h"
#include "output/words.h"

static void add_stage(struct cf_table *table, struct cf_page *page,
                      const struct cf_stage_result *result)
{
    cf_table_add(table, page,
                 (struct cf_table_row){
                     .kind = CF_ROW_STAGE,
                     .title = cf_page_clean(page, result->stage->title),
                     .value = cf_verdict_words(result->verdict),
                     .paint = cf_verdict_paint(result->verdict),
                 });
}

static void add_unvisited(struct cf_table *table, struct cf_page *page,
                          const struct cf_step_result *step, bool passed_by)
{
    const char *why = passed_by ? "passed by" : "not reached";
    struct cf_table_row row = {
        .kind = CF_ROW_STEP,
        .symbol = page->symbols->skipped,
        .title = cf_page_clean(page, step->step->title),
        .label = cf_page_format(page, "%s (%s)", why, cf_answer_words(step->answer)),
        .symbol_paint = CF_PAINT_DIM,
        .paint = CF_PAINT_DIM,
    };
    if (cf_table_is_narrow(page)) {
        row.kind = CF_ROW_GROUP;
        row.title = cf_page_format(page, "%s: %s", row.title, row.label);
    }
    cf_table_add(table, page, row);
}

static struct cf_table_row criterion_row(struct cf_page *page,
                                         const struct cf_evaluation *evaluation,
                                         const struct cf_criterion_result *result)
{
    return (struct cf_table_row){
        .kind = CF_ROW_CRITERION,
        .symbol = page->symbols->answer[result->answer],
        .symbol_paint = cf_answer_paint(result->answer),
        .label = cf_page_clean(page, result->index->label),
        .value = cf_words_test(page, evaluation, result),
        .year = cf_words_year(page, result),
    };
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_words(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

static void add_single(struct cf_table *table, struct cf_page *page,
                       const struct cf_evaluation *evaluation, const struct cf_step_result *step)
{
    struct cf_table_row row = criterion_row(page, evaluation, step->criteria);
    row.kind = CF_ROW_STEP;
    row.title = cf_page_clean(page, step->step->title);
    if (same_words(row.title, row.label)) /* said once is enough */
        row.label = "";
    cf_table_add(table, page, row);
    if (page->style.verbose > 0)
        cf_text_details(table, page, evaluation, step->criteria);
}

static void add_group(struct cf_table *table, struct cf_page *page,
                      const struct cf_evaluation *evaluation, const struct cf_step_result *step)
{
    bool several = step->step->criterion_count > 1;
    const char *title = cf_page_clean(page, step->step->title);
    if (several)
        title = cf_page_format(page, "%s (%s)", title, cf_words_need(page, step->step));
    cf_table_add(table, page,
                 (struct cf_table_row){
                     .kind = CF_ROW_GROUP,
                     .symbol = page->symbols->answer[step->answer],
                     .title = title,
                     .symbol_paint = cf_answer_paint(step->answer),
                 });
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        struct cf_table_row criterion = criterion_row(page, evaluation, &step->criteria[i]);
        if (!several) /* its answer is the step's */
            criterion.symbol = "";
        cf_table_add(table, page, criterion);
        if (page->style.verbose > 0)
            cf_text_details(table, page, evaluation, &step->criteria[i]);
    }
}

/* A step behind the bottleneck was not reached; any other that was not visited was passed by on a
 * route. */
static void add_step(struct cf_table *table, struct cf_page *page,
                     const struct cf_evaluation *evaluation, size_t number)
{
    const struct cf_step_result *step = &evaluation->steps[number];
    bool ended = evaluation->first_no != CF_NO_STEP && (int)number > evaluation->first_no;
    if (!step->visited)
        add_unvisited(table, page, step, !ended);
    else if (step->step->criterion_count == 1 && !cf_table_is_narrow(page))
        add_single(table, page, evaluation, step);
    else
        add_group(table, page, evaluation, step);
}

void cf_text_steps(struct cf_table *table, struct cf_page *page,
                   const struct cf_evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->chart->stage_count; i++) {
        const struct cf_stage_result *stage = &evaluation->stages[i];
        add_stage(table, page, stage);
        for (size_t j = 0; j < stage->stage->step_count; j++)
            add_step(table, page, evaluation, stage->first_step + j);
    }
}
