/* Who cleared the step at which a city stops, with what and by whom. */
#include "output/citation.h"
#include "output/compare_text.h"

enum { INDENT = 2, NESTED = 4, LABEL = 20 };

static const struct cf_evaluation *evaluation_at(const struct cf_compare_text *text, size_t column)
{
    return text->table->columns[column].evaluation;
}

static void write_item(struct cf_page *page, size_t indent, const char *symbol, enum cf_paint paint,
                       const char *words)
{
    struct cf_cell cells[] = {
        { symbol, 1, indent, paint },
        { words, cf_page_measure(page) - indent - 2, 1, CF_PAINT_NONE },
    };
    cf_page_row(page, cells, 2);
}

static void write_values(struct cf_page *page, const struct cf_evaluation *evaluation,
                         const struct cf_step_result *step)
{
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        const struct cf_criterion_result *result = &step->criteria[i];
        if (result->answer != CF_YES)
            continue;
        const char *words = cf_text_finding(page, evaluation, result);
        const struct cf_observation *stated =
            result->evidence_count ? result->evidence[0].observation : NULL;
        if (stated && stated->source)
            words = cf_page_format(page, "%s. %s", words,
                                   cf_words_cite(page, stated->source,
                                                 page->style.verbose > 0 ? stated->where : NULL));
        write_item(page, NESTED, page->symbols->answer[CF_YES], CF_PAINT_GREEN, words);
    }
}

static void write_actors(struct cf_page *page, const struct cf_candidate_list *actors)
{
    for (size_t i = 0; i < actors->count; i++) {
        struct cf_phrase names = { 0 };
        for (size_t j = 0; j < actors->items[i].named_count; j++)
            cf_phrase_add(&names, page, "; ", cf_page_clean(page, actors->items[i].named[j]->name));
        if (!names.length)
            cf_phrase_add(&names, page, "", "nobody is named");
        cf_page_labelled(page, NESTED, cf_page_clean(page, actors->items[i].actor_class->label),
                         LABEL, cf_phrase_text(&names));
    }
}

static void write_cleared(const struct cf_compare_text *text, const struct cf_compare_peer *peer)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *evaluation = evaluation_at(text, peer->column);
    const struct cf_step_result *step = &evaluation->steps[peer->step];
    const char *name = cf_compare_name(text, peer->column);
    if (!step->visited)
        name = cf_page_format(page, "%s, whose walk does not get there", name);
    cf_page_paragraph(page, INDENT, CF_PAINT_BOLD, name);
    write_values(page, evaluation, step);
    write_actors(page, peer->actors);
}

/* Those that did not clear it, by their answer. */
static void write_others(const struct cf_compare_text *text, const struct cf_compare_peers *peers,
                         enum cf_answer answer)
{
    struct cf_page *page = text->page;
    struct cf_phrase names = { 0 };
    for (size_t i = 0; i < peers->count; i++) {
        const struct cf_compare_peer *peer = &peers->items[i];
        if (evaluation_at(text, peer->column)->steps[peer->step].answer == answer)
            cf_phrase_add(&names, page, "; ", cf_compare_name(text, peer->column));
    }
    if (names.length)
        write_item(page, INDENT, page->symbols->answer[answer], cf_answer_paint(answer),
                   cf_page_format(page, "%s: %s", cf_answer_words(answer), cf_phrase_text(&names)));
}

const char *cf_compare_peers_title(const struct cf_compare_text *text,
                                   const struct cf_compare_peers *peers)
{
    struct cf_page *page = text->page;
    const struct cf_evaluation *evaluation = evaluation_at(text, peers->column);
    const char *name = cf_compare_name(text, peers->column);
    if (evaluation->first_no == CF_NO_STEP)
        return cf_page_format(page, "%s has no bottleneck that is known", name);
    return cf_page_format(page, "Who cleared %s, where %s stops",
                          cf_page_clean(page, evaluation->steps[evaluation->first_no].step->title),
                          name);
}

static void write_all(const struct cf_compare_text *text, const struct cf_compare_peers *peers)
{
    struct cf_page *page = text->page;
    cf_compare_heading(page, cf_compare_peers_title(text, peers));
    if (evaluation_at(text, peers->column)->first_no == CF_NO_STEP)
        return;
    size_t cleared = 0;
    for (size_t i = 0; i < peers->count; i++)
        if (peers->items[i].actors) {
            write_cleared(text, &peers->items[i]);
            cleared++;
        }
    if (!cleared)
        cf_page_paragraph(page, INDENT, CF_PAINT_NONE,
                          peers->count ? "Nobody of those that are compared here."
                                       : "No other is compared on this chart.");
    write_others(text, peers, CF_NO);
    write_others(text, peers, CF_UNKNOWN);
}

void cf_compare_write_peers(const struct cf_compare_text *text)
{
    for (size_t i = 0; i < text->table->peers_count; i++)
        write_all(text, &text->table->peers[i]);
}
