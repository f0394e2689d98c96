/* What became of cities, held against charts, as Markdown. */
#include "output/backtest.h"
#include "output/markdown.h"
#include "output/result_text.h"

/* A document in the making, and the page whose words it takes. */
struct document {
    struct cf_markdown md;
    struct cf_page page;
};

static void put_words(struct document *document, const char *words)
{
    cf_markdown_text(&document->md, cf_page_untied(&document->page, words));
}

static void put_count(struct document *document, size_t count)
{
    cf_markdown_cell_text(&document->md, cf_page_format(&document->page, "%zu", count));
}

static void write_stages(struct document *document, const struct cf_chart_backtest *chart)
{
    const struct cf_chart *filed = cf_program_chart(chart->program);
    struct cf_markdown_column columns[1 + CF_JUDGEMENTS] = { { "Stage", CF_ALIGN_LEFT } };
    for (size_t i = 0; i < CF_JUDGEMENTS; i++)
        columns[i + 1] = (struct cf_markdown_column){ cf_backtest_heading((enum cf_judgement)i),
                                                      CF_ALIGN_RIGHT };
    cf_markdown_table(&document->md, columns, 1 + CF_JUDGEMENTS);
    for (size_t i = 0; i < filed->stage_count; i++) {
        cf_markdown_cell_text(&document->md, filed->stages[i].title);
        for (size_t j = 0; j < CF_JUDGEMENTS; j++)
            put_count(document, chart->stages[i][j]);
        cf_markdown_end_row(&document->md);
    }
}

static void write_step(struct document *document, const struct cf_evaluation *evaluation,
                       const struct cf_step_result *step)
{
    struct cf_markdown *md = &document->md;
    const char *separator = ": ";
    cf_markdown_item(md, 1);
    cf_markdown_text(md, cf_answer_words(step->answer));
    cf_markdown_text(md, " at ");
    cf_markdown_text(md, step->step->title);
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        if (step->criteria[i].answer != step->answer)
            continue;
        cf_markdown_text(md, separator);
        put_words(document, cf_text_finding(&document->page, evaluation, &step->criteria[i]));
        separator = "; ";
    }
    cf_markdown_end(md);
}

static void write_outcome(struct document *document, const struct cf_tested_outcome *tested)
{
    struct cf_markdown *md = &document->md;
    const struct cf_evaluation *evaluation = tested->evaluation;
    const struct cf_outcome *outcome = tested->outcome;
    const char *place = cf_words_cite(&document->page, outcome->source, outcome->where);
    cf_markdown_item(md, 0);
    cf_markdown_strong(md, tested->city->self.name);
    cf_markdown_text(md, " ");
    if (evaluation->year)
        cf_markdown_text(md, cf_page_format(&document->page, "(%d) ", evaluation->year));
    cf_markdown_text(md, evaluation->chart->stages[tested->stage].title);
    cf_markdown_text(md, outcome->reached ? ", reached" : ", not reached");
    if (*place) {
        cf_markdown_text(md, ". ");
        put_words(document, place);
    }
    cf_markdown_end(md);
    for (size_t i = 0; i < tested->step_count; i++)
        write_step(document, evaluation, &evaluation->steps[tested->steps[i]]);
}

static void write_judged(struct document *document, const struct cf_chart_backtest *chart,
                         enum cf_judgement judgement)
{
    bool headed = false;
    for (size_t i = 0; i < chart->outcome_count; i++) {
        if (chart->outcomes[i].judgement != judgement)
            continue;
        if (!headed) {
            cf_markdown_heading(&document->md, 3);
            cf_markdown_text(&document->md, cf_backtest_meaning(judgement));
            cf_markdown_end(&document->md);
        }
        headed = true;
        write_outcome(document, &chart->outcomes[i]);
    }
}

static void write_most(struct document *document, const struct cf_chart_backtest *chart)
{
    struct cf_markdown *md = &document->md;
    size_t count, most = cf_backtest_most(chart);
    const struct cf_program_step *steps = cf_program_steps(chart->program, &count);
    const char *separator = ": ";
    if (!most)
        return;
    cf_markdown_paragraph(md);
    put_words(document, cf_page_format(&document->page, "Most often contradicted, %s",
                                       cf_text_count(&document->page, most, "time")));
    for (size_t i = 0; i < count; i++) {
        if (chart->contradicted[i] != most)
            continue;
        cf_markdown_text(md, separator);
        cf_markdown_text(md, steps[i].step->title);
        separator = "; ";
    }
    cf_markdown_end(md);
}

static void write_cautions(struct document *document, const struct cf_chart_backtest *chart)
{
    const char *cautions[CF_BACKTEST_CAUTIONS];
    size_t count = cf_backtest_cautions(&document->page, chart, cautions);
    for (size_t i = 0; i < count; i++) {
        cf_markdown_paragraph(&document->md);
        cf_markdown_strong(&document->md, "Caution");
        cf_markdown_text(&document->md, ": ");
        put_words(document, cautions[i]);
        cf_markdown_end(&document->md);
    }
}

static void write_chart(struct document *document, const struct cf_chart_backtest *chart)
{
    static const enum cf_judgement told[] = { CF_REFUTED, CF_NOT_NECESSARY, CF_NOT_JUDGED,
                                              CF_CONFIRMED, CF_HELD_BACK };
    cf_markdown_heading(&document->md, 2);
    cf_markdown_text(&document->md, "Backtest: ");
    cf_markdown_text(&document->md, cf_program_chart(chart->program)->title);
    cf_markdown_end(&document->md);
    write_stages(document, chart);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        write_judged(document, chart, told[i]);
    write_most(document, chart);
    write_cautions(document, chart);
}

enum cf_status cf_write_backtest_markdown(const struct cf_sink *sink,
                                          const struct cf_backtest_result *result)
{
    struct document document;
    cf_markdown_init(&document.md, sink, false);
    cf_page_init(&document.page, &(struct cf_style){ .width = 0 });
    for (size_t i = 0; i < result->chart_count; i++)
        write_chart(&document, &result->charts[i]);
    enum cf_status status = cf_markdown_flush(&document.md);
    enum cf_status words = cf_page_send(&document.page, sink); /* sends nothing, releases it */
    return status != CF_OK ? status : words;
}
