/* What judgements of backtests mean, in words. */
#include "output/backtest.h"
#include "output/result_text.h"

const char *cf_backtest_heading(enum cf_judgement judgement)
{
    static const char *const headings[CF_JUDGEMENTS] = {
        "All Yes, reached",  "All Yes, not reached",  "A No, but reached",
        "A No, not reached", "Not known, not judged",
    };
    return headings[judgement];
}

const char *cf_backtest_meaning(enum cf_judgement judgement)
{
    static const char *const meanings[CF_JUDGEMENTS] = {
        "As the chart says: all was Yes, and the stage was reached",
        "Refutes the chart: all was Yes, and the stage was not reached",
        "Was not necessary: there was a No, and the stage was reached all the same",
        "As the chart allows: there was a No, and the stage was not reached",
        "Cannot judge: whether all was Yes is not known",
    };
    return meanings[judgement];
}

size_t cf_backtest_most(const struct cf_chart_backtest *chart)
{
    size_t count, most = 0;
    cf_program_steps(chart->program, &count);
    for (size_t i = 0; i < count; i++)
        most = chart->contradicted[i] > most ? chart->contradicted[i] : most;
    return most;
}

static const char *few_words(struct cf_page *page, const struct cf_chart_backtest *chart)
{
    if (!chart->judged)
        return "no outcome could be judged, so the chart is neither confirmed nor refuted.";
    return cf_page_format(page,
                          "only %s could be judged. Fewer than %d say little, whichever way they "
                          "point.",
                          cf_text_count(page, chart->judged, "outcome"), CF_BACKTEST_FEW);
}

size_t cf_backtest_cautions(struct cf_page *page, const struct cf_chart_backtest *chart,
                            const char *cautions[CF_BACKTEST_CAUTIONS])
{
    size_t count = 0;
    if (chart->judged < CF_BACKTEST_FEW)
        cautions[count++] = few_words(page, chart);
    if (chart->judged && chart->reached == chart->judged)
        cautions[count++] = "every stage that could be judged was reached. Places that were chosen "
                            "since they succeeded cannot refute a chart (selection on success).";
    return count;
}
