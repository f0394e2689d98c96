/* Answers that changed as the YAML of a suite file. */
#include <string.h>

#include "output/difference_words.h"
#include "output/result_text.h"
#include "output/suite_writing.h"

struct writing {
    struct cf_suite_writing suite;
    struct cf_page page; /* of the words of notes */
    const struct cf_difference *difference;
    const struct cf_suite_names *names;
    const struct cf_evaluate_options *asked;
    size_t number;
};

/* Two versions of a city may name two files of one chart. A case names its chart by the id, and
 * then finds that of the new version, whose answers come first. */
static bool is_repeated(const struct cf_difference *difference, const struct cf_effect *effect)
{
    for (const struct cf_effect *other = difference->effects; other < effect; other++)
        if (other->city == effect->city && other->site == effect->site &&
            strcmp(other->chart->id.text, effect->chart->id.text) == 0)
            return true;
    return false;
}

/* Whether the new version gives another answer: one that it no longer gives cannot be expected. */
static bool is_new(const struct cf_difference *difference, const struct cf_effect *effect)
{
    return effect->aspects && effect->after && !is_repeated(difference, effect);
}

size_t cf_count_new_answers(const struct cf_difference *difference)
{
    size_t count = 0;
    for (size_t i = 0; i < difference->effect_count; i++)
        count += is_new(difference, &difference->effects[i]);
    return count;
}

static const struct cf_step *first_no_of(const struct cf_evaluation *evaluation)
{
    return evaluation->first_no == CF_NO_STEP ? NULL : evaluation->steps[evaluation->first_no].step;
}

static const char *unknown_id(const struct cf_evaluation *evaluation, size_t i)
{
    return evaluation->steps[evaluation->unknown[i]].step->id.text;
}

/* ---- the note: what was, and why it is not so any more ---- */

static const char *unknown_before(struct writing *w, const struct cf_evaluation *before)
{
    struct cf_phrase ids = { 0 };
    for (size_t i = 0; i < before->unknown_count; i++)
        cf_phrase_add(&ids, &w->page, ", ", unknown_id(before, i));
    return before->unknown_count ? cf_phrase_text(&ids) : "nothing";
}

static const char *actors_before(struct writing *w, const struct cf_evaluation *before)
{
    struct cf_phrase ids = { 0 };
    for (size_t i = 0; i < before->actor_count; i++) {
        cf_phrase_add(&ids, &w->page, ", ", before->actors[i].actor_class->id.text);
        for (size_t j = 0; j < before->actors[i].named_count; j++)
            cf_phrase_add(&ids, &w->page, j ? " and " : ": ", before->actors[i].named[j]->id.text);
    }
    return before->actor_count ? cf_phrase_text(&ids) : "nobody";
}

static void add_before(struct writing *w, struct cf_phrase *note, const struct cf_effect *effect)
{
    const struct cf_evaluation *before = effect->before;
    struct cf_page *page = &w->page;
    if (!before) {
        cf_phrase_add(note, page, "", "There was no answer before.");
        return;
    }
    const struct cf_step *first_no = first_no_of(before);
    cf_phrase_add(note, page, "",
                  cf_page_format(page, "Was %s, first No %s.", cf_verdict_name(before->verdict),
                                 first_no ? first_no->id.text : "none"));
    if (effect->aspects & CF_ASPECT_UNKNOWN)
        cf_phrase_add(note, page, " ",
                      cf_page_format(page, "Not known: %s.", unknown_before(w, before)));
    if (effect->aspects & CF_ASPECT_ACTORS)
        cf_phrase_add(note, page, " ",
                      cf_page_format(page, "Who could clear it: %s.", actors_before(w, before)));
}

/* The changes that are responsible, by their numbers; of very many only the first. */
static const char *responsible_changes(struct writing *w, const struct cf_cause *cause)
{
    enum { MOST_TOLD = 6 };
    struct cf_page *page = &w->page;
    struct cf_phrase changes = { 0 };
    size_t responsible = 0;
    for (size_t i = 0; i < w->difference->change_count; i++)
        if (cf_difference_responsible(cause, i) && responsible++ < MOST_TOLD)
            cf_phrase_add(&changes, page, "; ",
                          cf_page_format(page, "(%zu) %s", i + 1,
                                         cf_difference_change(page, &w->difference->changes[i])));
    if (responsible > MOST_TOLD)
        cf_phrase_add(&changes, page, "; ",
                      cf_page_format(page, "and %zu more", responsible - MOST_TOLD));
    return cf_phrase_text(&changes);
}

/* Of several causes each says what it is the cause of. */
static void add_cause(struct writing *w, struct cf_phrase *note, const struct cf_effect *effect,
                      const struct cf_cause *cause)
{
    struct cf_page *page = &w->page;
    const char *of = "";
    if (effect->cause_count > 1)
        of = cf_page_format(page, " (%s)", cf_difference_aspect_names(page, cause->aspects));
    cf_phrase_add(note, page, " ",
                  cf_page_format(page, "Because%s: %s.", of, responsible_changes(w, cause)));
    cf_phrase_add(note, page, " ", cf_difference_together(page, cause));
}

/* A text that is not longer than the format allows, whatever is in the files. */
static const char *shortened(struct writing *w, const char *text)
{
    enum { MOST = 2000 };
    size_t length = strlen(text);
    if (length <= MOST)
        return text;
    length = MOST;
    while (((unsigned char)text[length] & 0xc0) == 0x80)
        length--; /* not within a character */
    return cf_page_format(&w->page, "%.*s ...", (int)length, text);
}

static const char *case_note(struct writing *w, const struct cf_effect *effect)
{
    struct cf_phrase note = { 0 };
    add_before(w, &note, effect);
    for (size_t i = 0; i < effect->cause_count; i++)
        add_cause(w, &note, effect, &effect->causes[i]);
    return shortened(w, cf_page_untied(&w->page, cf_phrase_text(&note)));
}

/* ---- the answer ---- */

static void put_unknown(struct writing *w, const struct cf_evaluation *evaluation)
{
    cf_suite_put(&w->suite, "      unknown: [");
    for (size_t i = 0; i < evaluation->unknown_count; i++) {
        cf_suite_put(&w->suite, i ? ", " : "");
        cf_suite_put(&w->suite, unknown_id(evaluation, i));
    }
    cf_suite_put(&w->suite, "]\n");
}

static void put_candidates(struct writing *w, const struct cf_candidates *candidates)
{
    cf_suite_put(&w->suite, "        ");
    cf_suite_put(&w->suite, candidates->actor_class->id.text);
    cf_suite_put(&w->suite, ": [");
    for (size_t i = 0; i < candidates->named_count; i++) {
        cf_suite_put(&w->suite, i ? ", " : "");
        cf_suite_put(&w->suite, candidates->named[i]->id.text);
    }
    cf_suite_put(&w->suite, "]\n");
}

static void put_answer(struct writing *w, const struct cf_evaluation *evaluation)
{
    cf_suite_expect(&w->suite, evaluation->verdict, first_no_of(evaluation));
    put_unknown(w, evaluation);
    if (evaluation->actor_count)
        cf_suite_put(&w->suite, "      actors:\n");
    for (size_t i = 0; i < evaluation->actor_count; i++)
        put_candidates(w, &evaluation->actors[i]);
}

/* ---- the suite ---- */

static void put_case(struct writing *w, const struct cf_effect *effect)
{
    const struct cf_evaluation *after = effect->after;
    const char *site = effect->site ? effect->site->id.text : NULL;
    const char *name =
        cf_arena_format(&w->suite.arena, "%zu: %s/%s%s%s", ++w->number, effect->city->self.id.text,
                        site ? site : "", site ? "/" : "", after->chart->id.text);
    cf_suite_open_case(&w->suite, name, after, w->names, w->asked);
    cf_suite_key(&w->suite, "    note: ", case_note(w, effect));
    put_answer(w, after);
}

/* How many answers there are no more. */
static size_t count_lost(const struct cf_difference *difference)
{
    size_t count = 0;
    for (size_t i = 0; i < difference->effect_count; i++)
        count += difference->effects[i].aspects && !difference->effects[i].after;
    return count;
}

static void put_head(struct writing *w)
{
    size_t lost = count_lost(w->difference);
    const char *title =
        cf_page_format(&w->page, "New answers: %s", cf_difference_title(&w->page, w->difference));
    cf_suite_put(&w->suite, "clusterflow: suite/1\n");
    cf_suite_key(&w->suite, "title: ", shortened(w, title));
    cf_suite_put(&w->suite, "note: >-\n"
                            "  What the new version answers where the old one answered something "
                            "else; made by clusterflow diff --as-suite.\n"
                            "  A case that fails shows that an answer has changed again.\n");
    if (lost)
        cf_suite_put(
            &w->suite,
            cf_arena_format(&w->suite.arena, "  Left out: %s that the new version does not give.\n",
                            cf_page_untied(&w->page, cf_text_count(&w->page, lost, "answer"))));
    cf_suite_put(&w->suite, "cases:\n");
}

enum cf_status cf_write_difference_suite(const struct cf_sink *sink,
                                         const struct cf_difference *difference,
                                         const struct cf_evaluate_options *asked,
                                         const struct cf_suite_names *names)
{
    struct writing w = { .difference = difference, .names = names, .asked = asked };
    static const struct cf_style plain = { 0 };
    cf_suite_begin(&w.suite, sink);
    cf_page_init(&w.page, &plain);
    put_head(&w);
    for (size_t i = 0; i < difference->effect_count; i++)
        if (is_new(difference, &difference->effects[i]))
            put_case(&w, &difference->effects[i]);
    enum cf_status words = cf_page_release(&w.page), status = cf_suite_end(&w.suite);
    return status == CF_OK ? words : status;
}
