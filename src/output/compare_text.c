/* A comparison as text: what it comes to, the table, and what it cannot say. */
#include "output/compare_text.h"

void cf_compare_heading(struct cf_page *page, const char *heading)
{
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_BOLD, heading);
}

static const struct cf_evaluation *evaluation_at(const struct cf_compare_text *text, size_t column)
{
    return text->table->columns[column].evaluation;
}

/* ---- which columns are shown ---- */

/* The furthest first, where they are ranked; years that look the same as one. */
static bool choose_columns(struct cf_compare_text *text)
{
    const struct cf_compare_table *table = text->table;
    struct cf_compare_shown *shown =
        cf_arena_array(&text->page->arena, table->column_count, sizeof *shown);
    if (!shown)
        return false;
    text->shown = shown;
    for (size_t i = 0; i < table->column_count; i++) {
        size_t column = table->order ? table->order[i] : i;
        if (text->by == CF_BY_YEAR && i && !text->view->chosen_years &&
            cf_compare_same_columns(table, shown[text->shown_count - 1].first, i,
                                    text->view->values))
            shown[text->shown_count - 1].last = i;
        else
            shown[text->shown_count++] = (struct cf_compare_shown){ column, column, NULL };
    }
    for (size_t i = 0; i < text->shown_count; i++)
        shown[i].head = text->by == CF_BY_YEAR
                            ? cf_compare_years(text, shown[i].first, shown[i].last)
                            : cf_compare_name(text, shown[i].first);
    return true;
}

static bool is_one_city(const struct cf_compare_table *table)
{
    for (size_t i = 1; i < table->column_count; i++)
        if (table->columns[i].evaluation->city != table->columns[0].evaluation->city)
            return false;
    return true;
}

bool cf_compare_begin(struct cf_compare_text *text, struct cf_page *page,
                      const struct cf_compared *compared, size_t number,
                      const struct cf_compare_view *view)
{
    const struct cf_compare_table *table = &compared->tables[number];
    *text = (struct cf_compare_text){ .page = page,
                                      .by = compared->by,
                                      .table = table,
                                      .view = view,
                                      .one_city = is_one_city(table) };
    return choose_columns(text);
}

/* ---- the title ---- */

/* The first and the last year of the columns; *first is 0 when one of them has none. */
static void find_years(const struct cf_compare_table *table, int *first, int *last)
{
    *first = *last = table->columns[0].evaluation->year;
    for (size_t i = 1; i < table->column_count; i++) {
        int year = table->columns[i].evaluation->year;
        *first = year < *first ? year : *first;
        *last = year > *last ? year : *last;
    }
}

static const char *years_words(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    int first, last;
    find_years(text->table, &first, &last);
    const char *as_of = text->by == CF_BY_YEAR ? "" : "as of" CF_TIE;
    if (!last)
        return "undated";
    if (!first)
        return cf_page_format(page, "up to" CF_TIE "%d", last);
    if (first == last)
        return cf_page_format(page, "%s%d", as_of, last);
    return cf_page_format(page, "%s%d%s%d", as_of, first, page->symbols->to, last);
}

/* Whom or what the table is about: "3 cities", "Dalian", "Software Park, Dalian". */
static const char *subject_words(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *first = evaluation_at(text, 0);
    const char *city = cf_page_clean(page, first->city->self.name);
    size_t count = text->table->column_count;
    if (text->by == CF_BY_YEAR || text->by == CF_BY_CHART)
        return first->site
                   ? cf_page_format(page, "%s, %s", cf_page_clean(page, first->site->name), city)
                   : city;
    if (first->site && text->one_city)
        return cf_page_format(page, "%s of %s", cf_text_count(page, count, "site"), city);
    if (first->site)
        return cf_text_count(page, count, "site");
    if (count == 1)
        return city;
    return cf_page_format(page, "%zu" CF_TIE "cities", count);
}

const char *cf_compare_title(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    const char *dot = page->symbols->dot;
    const char *chart = text->table->chart
                            ? cf_page_clean(page, text->table->chart->title)
                            : cf_text_count(page, text->table->column_count, "chart");
    return cf_page_format(page, "%s" CF_TIE "%s %s" CF_TIE "%s %s", subject_words(text), dot, chart,
                          dot, years_words(text));
}

/* ---- what it cannot say ---- */

static void write_note(struct cf_page *page, const char *words)
{
    cf_page_hanging(page, 2, words);
}

static bool any_unsettled(const struct cf_compare_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].rank_best != table->columns[i].rank_worst)
            return true;
    return false;
}

/* Columns that tie although their walks stop: their margins could not be compared. */
static bool any_stopped_tie(const struct cf_compare_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].tied && table->columns[i].least == table->columns[i].most &&
            table->columns[i].missed < 0 &&
            table->columns[i].least < table->columns[i].evaluation->step_count)
            return true;
    return false;
}

static void write_limits(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    const struct cf_compare_table *table = text->table;
    int first, last;
    find_years(table, &first, &last);
    cf_compare_heading(page, "What the ranking cannot say");
    write_note(page,
               "It goes by the step at which a walk stops. What lies behind it does not count, "
               "even if it is Yes, and every step counts as one, however hard it is.");
    if (any_unsettled(table))
        write_note(page, cf_page_format(page,
                                        "Steps that are not known may prove to be Yes or No. What "
                                        "is known up to there decides the place; a range such as "
                                        "1%s2 tells which place it may prove to be.",
                                        page->symbols->to));
    if (any_stopped_tie(table))
        write_note(page, "Those that stop at the same step tie, unless they all miss the same one "
                         "level, in a number: other margins cannot be held against each other.");
    if (table->by_margin)
        write_note(page, "Those that stop at the same step and miss the same level follow each "
                         "other by how far they miss it.");
    if (first != last)
        write_note(page, "The answers are as of different years.");
}

static void write_meaning(const struct cf_compare_text *text)
{
    struct cf_page *page = text->page;
    cf_page_newline(page);
    cf_page_paragraph(page, 0, CF_PAINT_DIM,
                      cf_page_format(page,
                                     "%s Yes, %s No, %s Unknown; %s not reached; %s marks the "
                                     "bottleneck. Cleared are the steps of the walk that are Yes, "
                                     "of all steps of the chart; Unknown does not count.",
                                     page->symbols->answer[CF_YES], page->symbols->answer[CF_NO],
                                     page->symbols->answer[CF_UNKNOWN], page->symbols->skipped,
                                     page->symbols->mark));
}

/* ---- one table ---- */

static void write_table(const struct cf_compare_text *text)
{
    cf_page_newline(text->page);
    if (text->view->transpose) {
        if (!cf_compare_write_strip(text))
            cf_compare_write_columns(text);
    } else if (text->form != CF_GRID_NONE) {
        cf_compare_write_grid(text);
    } else if (text->by == CF_BY_YEAR) {
        cf_compare_write_runs(text);
    } else {
        cf_compare_write_steps(text);
    }
}

static void write_all(const struct cf_compare_text *text)
{
    cf_page_paragraph(text->page, 0, CF_PAINT_BOLD, cf_compare_title(text));
    if (text->by == CF_BY_YEAR) {
        cf_compare_write_timeline(text);
        cf_compare_write_moves(text);
    } else {
        cf_page_newline(text->page);
        cf_compare_write_ranking(text);
    }
    write_table(text);
    write_meaning(text);
    if (text->table->order && text->table->column_count > 1)
        write_limits(text);
    cf_compare_write_peers(text);
}

/* ---- in one line ---- */

static const char *or_dash(const char *words)
{
    return *words ? words : "-";
}

static void write_line(struct cf_page *page, const struct cf_compare_column *column)
{
    const struct cf_evaluation *evaluation = column->evaluation;
    const char *rank = "", *year = "", *first_no = "";
    if (column->rank)
        rank = cf_page_format(page, "%zu%s", column->rank, column->tied ? "=" : "");
    if (evaluation->year)
        year = cf_page_format(page, "%d", evaluation->year);
    if (evaluation->first_no != CF_NO_STEP)
        first_no = evaluation->steps[evaluation->first_no].step->id.text;
    cf_page_text(page, CF_PAINT_NONE,
                 cf_page_format(page, "%s\t%s\t%s\t%s\t%s\t%s\t%zu\t%zu", or_dash(rank),
                                cf_compare_id(page, evaluation), evaluation->chart->id.text,
                                or_dash(year), cf_verdict_name(evaluation->verdict),
                                or_dash(first_no), column->cleared, evaluation->step_count));
    cf_page_newline(page);
}

static void write_lines(struct cf_page *page, const struct cf_compare_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        write_line(page, &table->columns[table->order ? table->order[i] : i]);
}

/* ---- all tables ---- */

/* The same chart for all would make them comparable. */
static void write_hint(struct cf_page *page, const struct cf_compared *compared)
{
    if (compared->table_count < 2 || (compared->by != CF_BY_CITY && compared->by != CF_BY_SITE))
        return;
    cf_page_newline(page);
    cf_page_paragraph(
        page, 0, CF_PAINT_NONE,
        "Walks of different charts cannot be ranked against each other. --chart walks "
        "one chart for all.");
}

static void write_tables(struct cf_page *page, const struct cf_compared *compared,
                         const struct cf_compare_view *view)
{
    struct cf_compare_text text;
    for (size_t i = 0; i < compared->table_count; i++) {
        if (!cf_compare_begin(&text, page, compared, i, view))
            return;
        if (i)
            cf_page_newline(page);
        text.form = view->transpose ? CF_GRID_NONE : cf_compare_grid_form(&text);
        write_all(&text);
    }
    write_hint(page, compared);
}

enum cf_status cf_write_compare_text(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view,
                                     const struct cf_style *style)
{
    struct cf_page page;
    cf_page_init(&page, style);
    if (page.style.verbose >= 0)
        write_tables(&page, compared, view);
    for (size_t i = 0; i < compared->table_count && page.style.verbose < 0; i++)
        write_lines(&page, &compared->tables[i]);
    return cf_page_send(&page, sink);
}
