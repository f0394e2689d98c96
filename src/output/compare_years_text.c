/* The bottleneck of a place over the years: a picture, and what moved it. */
#include <string.h>

#include "output/citation.h"
#include "output/compare_text.h"

enum { INDENT = 2, GAP = 2 };

static const struct cf_evaluation *evaluation_at(const struct cf_compare_text *text, size_t column)
{
    return text->table->columns[column].evaluation;
}

/* What the walk comes to: a bottleneck, or none that is known. */
static const char *stop_words(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    if (evaluation->first_no != CF_NO_STEP)
        return cf_page_clean(page, evaluation->steps[evaluation->first_no].step->title);
    return evaluation->verdict == CF_CLEAR ? "clear" : "no \"No\" found";
}

static bool same_stop(const struct cf_evaluation *a, const struct cf_evaluation *b)
{
    return a->first_no == b->first_no && a->verdict == b->verdict;
}

/* ---- the picture ---- */

/* The line of each stop has one piece for each stretch of years. */
struct picture {
    const struct cf_compare_text *text;
    int first, last; /* years */
    size_t label, width, years;
    bool *columns; /* of the line at hand: what is marked */
};

/* Where a year begins in the picture. */
static size_t at_year(const struct picture *picture, int year)
{
    double share = (double)(year - picture->first) / (picture->last + 1 - picture->first);
    return (size_t)(share * (double)picture->width);
}

/* Marks the years in which the column of the comparison holds. */
static void mark_column(const struct picture *picture, size_t column)
{
    bool *columns = picture->columns;
    size_t from = at_year(picture, evaluation_at(picture->text, column)->year);
    size_t to = at_year(picture, cf_compare_last_year(picture->text, column) + 1);
    columns[from] = true;
    while (++from < to)
        columns[from] = true;
}

/* The years in which the walk comes to the same as in that column, in words. */
static const char *years_alike(const struct cf_compare_text *text, size_t column)
{
    struct cf_phrase years = { 0 };
    for (size_t i = column; i < text->table->column_count; i++) {
        size_t last = i;
        if (!same_stop(evaluation_at(text, column), evaluation_at(text, i)))
            continue;
        while (last + 1 < text->table->column_count &&
               same_stop(evaluation_at(text, i), evaluation_at(text, last + 1)))
            last++;
        cf_phrase_add(&years, text->page, ", ", cf_compare_years(text, i, last));
        i = last;
    }
    return cf_phrase_text(&years);
}

static void write_line(const struct picture *picture, size_t column)
{
    struct cf_page *page = picture->text->page;
    const struct cf_evaluation *evaluation = evaluation_at(picture->text, column);
    memset(picture->columns, 0, picture->width * sizeof *picture->columns);
    for (size_t i = column; i < picture->text->table->column_count; i++)
        if (same_stop(evaluation, evaluation_at(picture->text, i)))
            mark_column(picture, i);
    const char *title =
        cf_cut(&page->arena, stop_words(page, evaluation), picture->label, page->symbols->ellipsis);
    const char *years = cf_cut(&page->arena, years_alike(picture->text, column), picture->years,
                               page->symbols->ellipsis);
    enum cf_paint paint = cf_verdict_paint(evaluation->verdict);
    cf_page_blanks(page, INDENT);
    cf_page_text(page, CF_PAINT_NONE, title);
    cf_page_blanks(page, picture->label - cf_columns(title) + GAP);
    for (size_t i = 0; i < picture->width; i++)
        if (picture->columns[i])
            cf_page_text(page, paint, page->symbols->bar);
        else
            cf_page_blanks(page, 1);
    cf_page_blanks(page, GAP);
    cf_page_text(page, CF_PAINT_NONE, years);
    cf_page_newline(page);
}

/* Has a column before it come to the same? */
static bool seen_before(const struct cf_compare_text *text, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (same_stop(evaluation_at(text, i), evaluation_at(text, column)))
            return true;
    return false;
}

static void write_axis(const struct picture *picture)
{
    struct cf_page *page = picture->text->page;
    const char *first = cf_page_format(page, "%d", picture->first);
    const char *last = cf_page_format(page, "%d", picture->last);
    size_t used = cf_columns(first) + cf_columns(last);
    cf_page_blanks(page, INDENT + picture->label + GAP);
    cf_page_text(page, CF_PAINT_DIM, first);
    if (picture->first != picture->last) {
        cf_page_blanks(page, picture->width > used ? picture->width - used : 1);
        cf_page_text(page, CF_PAINT_DIM, last);
    }
    cf_page_newline(page);
}

/* The widest text of each kind, within what leaves room for the picture. */
static void measure(struct picture *picture)
{
    enum { LEAST_PICTURE = 10, MOST_PICTURE = 60 };
    const struct cf_compare_text *text = picture->text;
    size_t room = text->page->style.width - INDENT - 2 * GAP - LEAST_PICTURE;
    for (size_t i = 0; i < text->table->column_count; i++) {
        size_t label = cf_columns(stop_words(text->page, evaluation_at(text, i)));
        size_t years = cf_columns(years_alike(text, i));
        picture->label = label > picture->label ? label : picture->label;
        picture->years = years > picture->years ? years : picture->years;
    }
    if (picture->years > room / 2)
        picture->years = room / 2;
    if (picture->label > room - picture->years)
        picture->label = room - picture->years;
    picture->width = LEAST_PICTURE + room - picture->years - picture->label;
    if (picture->width > MOST_PICTURE)
        picture->width = MOST_PICTURE;
}

void cf_compare_write_timeline(const struct cf_compare_text *text)
{
    struct picture picture = { .text = text };
    size_t last = text->table->column_count - 1;
    picture.first = evaluation_at(text, 0)->year;
    picture.last = evaluation_at(text, last)->year;
    if (!picture.first) /* a file without years */
        return;
    measure(&picture);
    picture.columns =
        cf_arena_array(&text->page->arena, picture.width + 1, sizeof *picture.columns);
    if (!picture.columns)
        return;
    cf_compare_heading(text->page, "Bottleneck over the years");
    write_axis(&picture);
    for (size_t i = 0; i <= last; i++)
        if (!seen_before(text, i))
            write_line(&picture, i);
}

/* ---- what moved it ---- */

/* Where a figure stands: its document, and with -v the place in it. */
static const char *cite(struct cf_page *page, const struct cf_criterion_result *result)
{
    struct cf_phrase cites = { 0 };
    const char *before = "";
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct cf_observation *stated = result->evidence[i].observation;
        const char *where = page->style.verbose > 0 ? stated->where : NULL;
        const char *words =
            stated->source || where ? cf_words_cite(page, stated->source, where) : "";
        if (strcmp(words, before) != 0)
            cf_phrase_add(&cites, page, "; ", words);
        before = words;
    }
    return cf_phrase_text(&cites);
}

/* A criterion as it is now; where nothing is known any more, what was before. */
const char *cf_compare_change_words(const struct cf_compare_text *text,
                                    const struct cf_compare_move *move, size_t criterion)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *now = evaluation_at(text, move->column);
    const struct cf_criterion_result *new = &now->steps[move->step].criteria[criterion];
    const struct cf_criterion_result *old =
        &evaluation_at(text, move->column - 1)->steps[move->step].criteria[criterion];
    const char *words = cf_text_finding(page, now, new), *source = cite(page, new);
    if (!cf_words_is_known(new) && cf_words_is_known(old)) {
        words = cf_page_format(page, "%s; before: %s%s", words, cf_words_value(page, old),
                               cf_words_standing(page, old));
        source = cite(page, old);
    }
    return *source ? cf_page_format(page, "%s. %s", words, source) : words;
}

const char *cf_compare_move_words(const struct cf_compare_text *text,
                                  const struct cf_compare_move *move)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *before = evaluation_at(text, move->column - 1);
    const struct cf_evaluation *now = evaluation_at(text, move->column);
    const char *words =
        cf_page_format(page, "from %s to %s", stop_words(page, before), stop_words(page, now));
    if ((int)move->step == before->first_no || (int)move->step == now->first_no)
        return words;
    return cf_page_format(page, "%s, by way of %s", words,
                          cf_page_clean(page, now->steps[move->step].step->title));
}

static void write_change(struct cf_page *page, const char *symbol, enum cf_paint paint,
                         const char *words)
{
    enum { CHANGE_INDENT = 8 };
    struct cf_cell cells[] = {
        { symbol, 1, CHANGE_INDENT, paint },
        { words, cf_page_measure(page) - CHANGE_INDENT - 2, 1, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}

static void write_move(const struct cf_compare_text *text, const struct cf_compare_move *move)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *now = evaluation_at(text, move->column);
    cf_page_labelled(page, INDENT, cf_page_format(page, "%d", now->year), 4,
                     cf_compare_move_words(text, move));
    for (size_t i = 0; i < move->criterion_count; i++) {
        enum cf_answer answer = now->steps[move->step].criteria[move->criteria[i]].answer;
        write_change(page, page->symbols->answer[answer], cf_answer_paint(answer),
                     cf_compare_change_words(text, move, move->criteria[i]));
    }
}

void cf_compare_write_moves(const struct cf_compare_text *text)
{
    if (!text->table->move_count)
        return;
    cf_compare_heading(text->page, "What moved the bottleneck");
    for (size_t i = 0; i < text->table->move_count; i++)
        write_move(text, &text->table->moves[i]);
}
