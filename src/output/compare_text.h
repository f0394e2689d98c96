/* The parts of the text about a comparison. */
#ifndef CF_OUTPUT_COMPARE_TEXT_H
#define CF_OUTPUT_COMPARE_TEXT_H

#include "output/columns.h"
#include "output/compare_table.h"
#include "output/result_text.h"
#include "output/words.h"

/* A column that is shown; of years those that look the same are shown as one. */
struct cf_compare_shown {
    size_t first, last; /* numbers of columns */
    const char *head;
};

/* How the table is laid out that has the steps as rows. */
enum cf_grid_form { CF_GRID_NONE, CF_GRID_WORDS, CF_GRID_SYMBOLS };

/* One table on its way to the page. */
struct cf_compare_text {
    struct cf_page *page;
    enum cf_compare_by by;
    const struct cf_compare_table *table;
    const struct cf_compare_view *view;
    bool one_city; /* all columns are of one city */
    struct cf_compare_shown *shown;
    size_t shown_count;
    enum cf_grid_form form; /* CF_GRID_SYMBOLS: columns are called by letters */
};

/* Takes up table `number`, with the columns that are shown; false: memory failed. */
bool cf_compare_begin(struct cf_compare_text *text, struct cf_page *page,
                      const struct cf_compared *compared, size_t number,
                      const struct cf_compare_view *view);

/* "3 cities · Software and offshore services · as of 2014". */
const char *cf_compare_title(const struct cf_compare_text *text);

/* What tells the column from the others, for people: "Dalian", "software"; of years all are alike.
 */
const char *cf_compare_name(const struct cf_compare_text *text, size_t column);

/* The same as ids: "dalian/dlsp". */
const char *cf_compare_id(struct cf_page *page, const struct cf_evaluation *evaluation);

/* The last year as of which the column counts: that before the next one, unless the years were
 * chosen and nothing is known of those between. */
int cf_compare_last_year(const struct cf_compare_text *text, size_t column);

/* "1984–1997", "1998". */
const char *cf_compare_years(const struct cf_compare_text *text, size_t first, size_t last);

/* ---- cells ---- */

/* "✔ Yes", "✘ No ◄", "· Yes" where not visited, "" where the chart does not ask. */
const char *cf_compare_answer(const struct cf_compare_text *text, const struct cf_compare_row *row,
                              size_t column);
/* The symbol alone. */
const char *cf_compare_symbol(const struct cf_compare_text *text, const struct cf_compare_row *row,
                              size_t column);
enum cf_paint cf_compare_paint(const struct cf_compare_text *text, const struct cf_compare_row *row,
                               size_t column);

/* "12 of 16 (75 %)". */
const char *cf_compare_share(struct cf_page *page, const struct cf_compare_column *column);

/* A figure in a cell of that column: "45 km (2006)", "not known". */
const char *cf_compare_figure(const struct cf_compare_text *text, size_t column,
                              const struct cf_criterion_result *result);

/* What a criterion is about and asks for: "Export ratio ≥ 13.2 %". */
const char *cf_compare_question(struct cf_page *page, const struct cf_compare_table *table,
                                const struct cf_compare_row *row, size_t criterion);

/* ---- the ranking in words (compare_ranking.c) ---- */

/* "2=". */
const char *cf_compare_rank_words(struct cf_page *page, const struct cf_compare_column *column);
/* Where it may prove to stand; "" when that is settled. */
const char *cf_compare_range_words(struct cf_page *page, const struct cf_compare_column *column);
/* "step 13", "step 3 to 13", "the end". */
const char *cf_compare_reach_words(struct cf_page *page, const struct cf_compare_column *column);
/* The bottleneck with what is missing, then what is not known before it. */
const char *cf_compare_why_words(const struct cf_compare_text *text,
                                 const struct cf_evaluation *evaluation);

/* ---- what moved a bottleneck, and who cleared it, in words ---- */

/* "from Leader and policy to Infrastructure". */
const char *cf_compare_move_words(const struct cf_compare_text *text,
                                  const struct cf_compare_move *move);
/* What is known of a criterion that changed, with its source. */
const char *cf_compare_change_words(const struct cf_compare_text *text,
                                    const struct cf_compare_move *move, size_t criterion);
/* "Who cleared High-skill talent, where Dalian stops". */
const char *cf_compare_peers_title(const struct cf_compare_text *text,
                                   const struct cf_compare_peers *peers);

/* ---- parts ---- */

/* Where they are ranked, which is furthest; how far each gets, and why (compare_ranking.c). */
void cf_compare_write_ranking(const struct cf_compare_text *text);

/* The table in the form that fits the page; CF_GRID_NONE: none does (compare_grid.c). */
enum cf_grid_form cf_compare_grid_form(const struct cf_compare_text *text);
void cf_compare_write_grid(const struct cf_compare_text *text);

/* What a shown column is called among symbols. */
const char *cf_compare_letter(struct cf_page *page, size_t shown);

/* The same with the steps side by side; false: they do not fit (compare_strip.c). */
bool cf_compare_write_strip(const struct cf_compare_text *text);

/* Step by step, or column by column, for any width (compare_list.c). */
void cf_compare_write_steps(const struct cf_compare_text *text);
void cf_compare_write_columns(const struct cf_compare_text *text);

/* The years step by step, for any width (compare_runs.c). */
void cf_compare_write_runs(const struct cf_compare_text *text);

/* The bottleneck over the years, and what moved it (compare_years_text.c). */
void cf_compare_write_timeline(const struct cf_compare_text *text);
void cf_compare_write_moves(const struct cf_compare_text *text);

/* Who cleared a bottleneck (compare_peers_text.c). */
void cf_compare_write_peers(const struct cf_compare_text *text);

void cf_compare_heading(struct cf_page *page, const char *heading);

#endif
