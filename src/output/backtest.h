/* What the writers of backtests share. */
#ifndef CF_OUTPUT_BACKTEST_H
#define CF_OUTPUT_BACKTEST_H

#include "output/citation.h"

/* "All Yes, reached" and so on: which outcomes a judgement counts. */
const char *cf_backtest_heading(enum cf_judgement judgement);

/* What a judgement means for the chart. */
const char *cf_backtest_meaning(enum cf_judgement judgement);

/* How often the step that was contradicted most often was; 0: none was. */
size_t cf_backtest_most(const struct cf_chart_backtest *chart);

/* What speaks against reading much into the counts, in sentences. Returns how many. */
enum { CF_BACKTEST_CAUTIONS = 2 };
size_t cf_backtest_cautions(struct cf_page *page, const struct cf_chart_backtest *chart,
                            const char *cautions[CF_BACKTEST_CAUTIONS]);

#endif
