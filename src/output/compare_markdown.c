/* A comparison as Markdown, for a memo or a comment. */
#include <string.h>

#include "output/compare_text.h"
#include "output/markdown.h"
#include "output/result_words.h"

struct writing {
    struct cf_markdown md;
    struct cf_page page;         /* the memory of the words */
    struct cf_compare_text text; /* the table at hand */
};

static void put_words(struct writing *w, const char *words)
{
    cf_markdown_text(&w->md, cf_page_untied(&w->page, words));
}

static void put_cell(struct writing *w, const char *words)
{
    cf_markdown_cell(&w->md);
    put_words(w, words);
}

static void put_heading(struct writing *w, unsigned level, const char *words)
{
    cf_markdown_heading(&w->md, level);
    put_words(w, words);
    cf_markdown_end(&w->md);
}

static void put_paragraph(struct writing *w, const char *words)
{
    cf_markdown_paragraph(&w->md);
    put_words(w, words);
    cf_markdown_end(&w->md);
}

/* ---- the ranking ---- */

static void put_place(struct writing *w, size_t number)
{
    const struct cf_compare_column *column = &w->text.table->columns[number];
    put_cell(w, cf_compare_rank_words(&w->page, column));
    put_cell(w, cf_compare_range_words(&w->page, column));
    put_cell(w, cf_compare_name(&w->text, number));
    put_cell(w, cf_compare_reach_words(&w->page, column));
    put_cell(w, cf_compare_share(&w->page, column));
    put_cell(w, cf_compare_why_words(&w->text, column->evaluation));
    cf_markdown_end_row(&w->md);
}

static void put_ranking(struct writing *w)
{
    static const struct cf_markdown_column columns[] = {
        { "Place", CF_ALIGN_RIGHT },  { "May be", CF_ALIGN_RIGHT },  { "Who", CF_ALIGN_LEFT },
        { "Gets to", CF_ALIGN_LEFT }, { "Cleared", CF_ALIGN_RIGHT }, { "Why", CF_ALIGN_LEFT },
    };
    const struct cf_compare_table *table = w->text.table;
    cf_markdown_table(&w->md, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < table->column_count; i++)
        put_place(w, table->order[i]);
}

/* ---- the table ---- */

/* In bold the bottleneck, in parentheses what is not visited. */
static void put_answer(struct writing *w, const struct cf_compare_row *row, size_t column)
{
    const struct cf_step_result *step =
        cf_compare_cell(&w->text.table->columns[column], row->numbers[column]);
    cf_markdown_cell(&w->md);
    if (!step)
        return;
    const char *answer = cf_answer_words(step->answer);
    if (cf_compare_is_bottleneck(w->text.table, row, column))
        cf_markdown_strong(&w->md, answer);
    else
        cf_markdown_text(&w->md, step->visited ? answer : cf_page_format(&w->page, "(%s)", answer));
}

static void put_row(struct writing *w, const struct cf_compare_row *row)
{
    put_cell(w, cf_page_clean(&w->page, row->step->title));
    for (size_t i = 0; i < w->text.shown_count; i++)
        put_answer(w, row, w->text.shown[i].first);
    cf_markdown_end_row(&w->md);
    for (size_t i = 0; w->text.view->values && i < row->step->criterion_count; i++) {
        put_cell(w, cf_compare_question(&w->page, w->text.table, row, i));
        for (size_t j = 0; j < w->text.shown_count; j++) {
            const struct cf_criterion_result *result =
                cf_compare_known(w->text.table, row, i, w->text.shown[j].first);
            put_cell(w, result ? cf_compare_figure(&w->text, w->text.shown[j].first, result) : "");
        }
        cf_markdown_end_row(&w->md);
    }
}

static void put_stage(struct writing *w, const struct cf_compare_stage *stage)
{
    cf_markdown_cell(&w->md);
    cf_markdown_strong(&w->md, cf_page_clean(&w->page, stage->stage->title));
    for (size_t i = 0; i < w->text.shown_count; i++) {
        size_t column = w->text.shown[i].first;
        int number = stage->numbers[column];
        put_cell(w, number == CF_NO_STEP
                        ? ""
                        : cf_verdict_words(
                              w->text.table->columns[column].evaluation->stages[number].verdict));
    }
    cf_markdown_end_row(&w->md);
    for (size_t i = 0; i < stage->row_count; i++)
        put_row(w, &stage->rows[i]);
}

static void put_table(struct writing *w)
{
    const struct cf_compare_text *text = &w->text;
    struct cf_markdown_column *columns =
        cf_arena_array(&w->page.arena, text->shown_count + 1, sizeof *columns);
    if (!columns)
        return;
    columns[0] = (struct cf_markdown_column){ "Step", CF_ALIGN_LEFT };
    for (size_t i = 0; i < text->shown_count; i++)
        columns[i + 1] = (struct cf_markdown_column){ cf_page_untied(&w->page, text->shown[i].head),
                                                      CF_ALIGN_LEFT };
    cf_markdown_table(&w->md, columns, text->shown_count + 1);
    for (size_t i = 0; i < text->table->stage_count; i++)
        put_stage(w, &text->table->stages[i]);
    cf_markdown_cell(&w->md);
    cf_markdown_strong(&w->md, "Cleared");
    for (size_t i = 0; i < text->shown_count; i++)
        put_cell(w, cf_compare_share(&w->page, &text->table->columns[text->shown[i].first]));
    cf_markdown_end_row(&w->md);
}

/* A row for each column, its steps by their numbers; a list tells what they are. */
static void put_transposed(struct writing *w)
{
    const struct cf_compare_table *table = w->text.table;
    size_t rows = 0, at = 1;
    for (size_t i = 0; i < table->stage_count; i++)
        rows += table->stages[i].row_count;
    struct cf_markdown_column *columns = cf_arena_array(&w->page.arena, rows + 2, sizeof *columns);
    if (!columns)
        return;
    columns[0] = (struct cf_markdown_column){ "", CF_ALIGN_LEFT };
    for (size_t i = 0; i < table->stage_count; i++)
        for (size_t j = 0; j < table->stages[i].row_count; j++)
            columns[at++] = (struct cf_markdown_column){
                cf_page_clean(&w->page, table->stages[i].rows[j].step->title), CF_ALIGN_LEFT
            };
    columns[at] = (struct cf_markdown_column){ "Cleared", CF_ALIGN_RIGHT };
    cf_markdown_table(&w->md, columns, rows + 2);
    for (size_t s = 0; s < w->text.shown_count; s++) {
        put_cell(w, w->text.shown[s].head);
        for (size_t i = 0; i < table->stage_count; i++)
            for (size_t j = 0; j < table->stages[i].row_count; j++)
                put_answer(w, &table->stages[i].rows[j], w->text.shown[s].first);
        put_cell(w, cf_compare_share(&w->page, &table->columns[w->text.shown[s].first]));
        cf_markdown_end_row(&w->md);
    }
}

/* ---- what moved the bottleneck, and who cleared it ---- */

static void put_moves(struct writing *w)
{
    const struct cf_compare_table *table = w->text.table;
    if (!table->move_count)
        return;
    put_heading(w, 3, "What moved the bottleneck");
    for (size_t i = 0; i < table->move_count; i++) {
        const struct cf_compare_move *move = &table->moves[i];
        cf_markdown_item(&w->md, 0);
        put_words(w,
                  cf_page_format(&w->page, "%d: %s", table->columns[move->column].evaluation->year,
                                 cf_compare_move_words(&w->text, move)));
        cf_markdown_end(&w->md);
        for (size_t j = 0; j < move->criterion_count; j++) {
            cf_markdown_item(&w->md, 1);
            put_words(w, cf_compare_change_words(&w->text, move, move->criteria[j]));
            cf_markdown_end(&w->md);
        }
    }
}

static void put_peer(struct writing *w, const struct cf_compare_peer *peer)
{
    const struct cf_evaluation *evaluation = w->text.table->columns[peer->column].evaluation;
    const struct cf_step_result *step = &evaluation->steps[peer->step];
    cf_markdown_item(&w->md, 0);
    cf_markdown_strong(&w->md, cf_page_untied(&w->page, cf_compare_name(&w->text, peer->column)));
    cf_markdown_text(&w->md, ": ");
    cf_markdown_text(&w->md, cf_answer_words(step->answer));
    if (peer->actors && !step->visited)
        cf_markdown_text(&w->md, ", though its walk does not get there");
    cf_markdown_end(&w->md);
    for (size_t i = 0; peer->actors && i < step->step->criterion_count; i++) {
        if (step->criteria[i].answer != CF_YES)
            continue;
        cf_markdown_item(&w->md, 1);
        put_words(w, cf_text_finding(&w->page, evaluation, &step->criteria[i]));
        cf_markdown_end(&w->md);
    }
    for (size_t i = 0; peer->actors && i < peer->actors->count; i++) {
        cf_markdown_item(&w->md, 1);
        put_words(w, cf_page_clean(&w->page, peer->actors->items[i].actor_class->label));
        cf_markdown_text(&w->md, ": ");
        put_words(w, cf_result_named(&w->page, &peer->actors->items[i]));
        cf_markdown_end(&w->md);
    }
}

static void put_peers(struct writing *w)
{
    for (size_t i = 0; i < w->text.table->peers_count; i++) {
        const struct cf_compare_peers *peers = &w->text.table->peers[i];
        put_heading(w, 3, cf_compare_peers_title(&w->text, peers));
        for (size_t j = 0; j < peers->count; j++)
            put_peer(w, &peers->items[j]);
    }
}

/* ---- all of it ---- */

static void put_all(struct writing *w)
{
    put_heading(w, 2, cf_compare_title(&w->text));
    if (w->text.table->order) {
        put_ranking(w);
        put_paragraph(w,
                      "Ranked by the step up to which all is known to be Yes. Steps count as one "
                      "each; what lies behind a bottleneck does not count.");
    }
    if (w->text.view->transpose)
        put_transposed(w);
    else
        put_table(w);
    put_paragraph(w, "In bold: the bottleneck. In parentheses: not reached. Cleared: steps of the "
                     "walk that are Yes, of all steps; Unknown does not count.");
    put_moves(w);
    put_peers(w);
}

enum cf_status cf_write_compare_markdown(const struct cf_sink *sink,
                                         const struct cf_compared *compared,
                                         const struct cf_compare_view *view)
{
    struct writing w;
    cf_page_init(&w.page, NULL);
    cf_markdown_init(&w.md, sink, false);
    for (size_t i = 0; i < compared->table_count; i++)
        if (cf_compare_begin(&w.text, &w.page, compared, i, view))
            put_all(&w);
    enum cf_status memory = cf_page_send(&w.page, sink);
    enum cf_status status = cf_markdown_flush(&w.md);
    return memory != CF_OK ? memory : status;
}
