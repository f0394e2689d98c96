/* Expectations that were not met, as messages: what was expected, what came, and what made the
 * difference. */
#include <clusterflow/output.h>

#include <string.h>

#include "base/diag.h"
#include "output/page.h"
#include "output/result_text.h"
#include "output/words.h"

/* One case while it is told. The page only makes the words. */
struct telling {
    struct cf_page page;
    struct cf_diags *diags;
    const struct cf_case_result *result;
};

/* Text for a message: there ties are blanks. */
static const char *untied(struct telling *telling, const char *text)
{
    char *copy = cf_arena_copy(&telling->page.arena, text, strlen(text));
    for (char *c = copy; c && *c; c++)
        if (*c == CF_TIE_CHAR)
            *c = ' ';
    return copy ? copy : "";
}

/* ---- what came and what was expected ---- */

/* "[a, b]". */
static const char *list_words(struct telling *telling, struct cf_ids ids)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < ids.count; i++)
        cf_phrase_add(&words, &telling->page, ", ", ids.items[i]);
    return cf_page_format(&telling->page, "[%s]", cf_phrase_text(&words));
}

static const char *value_words(struct telling *telling, const struct cf_criterion_result *result)
{
    struct cf_page *page = &telling->page;
    const char *unit = result->index->unit.text;
    return cf_words_with_unit(page, cf_words_value(page, result),
                              cf_words_unit(page, telling->result->evaluation, unit, 0));
}

static const char *expected_words(struct telling *telling, const struct cf_comparison *item)
{
    struct cf_criterion_result expected = { .index = item->expected.index,
                                            .value = item->expected.value };
    const char *words = value_words(telling, &expected);
    if (!item->expected.year)
        return words;
    return cf_page_format(&telling->page, "%s as of %d", words, item->expected.year);
}

static const char *value_message(struct telling *telling, const struct cf_comparison *item)
{
    struct cf_page *page = &telling->page;
    if (!item->actual.value.known)
        return cf_page_format(page, "nothing is known of '%s', where %s is expected", item->subject,
                              expected_words(telling, item));
    const char *actual =
        cf_page_format(page, "'%s' is %s%s", item->subject, value_words(telling, item->known),
                       cf_words_standing(page, item->known));
    if (!item->expected.value.known)
        return cf_page_format(page, "%s, where nothing is expected to be known", actual);
    return cf_page_format(page, "%s, where %s is expected", actual, expected_words(telling, item));
}

static const char *list_message(struct telling *telling, const struct cf_comparison *item)
{
    struct cf_page *page = &telling->page;
    const char *actual = list_words(telling, item->actual_ids);
    const char *expected = list_words(telling, item->expected_ids);
    if (item->subject)
        return cf_page_format(page, "actors of '%s' are %s, not %s", item->subject, actual,
                              expected);
    return cf_page_format(page, "'%s' is %s, not %s", cf_expected_name(item->what), actual,
                          expected);
}

static const char *word_message(struct telling *telling, const struct cf_comparison *item)
{
    struct cf_page *page = &telling->page;
    const char *what = cf_expected_name(item->what);
    if (!item->subject)
        return cf_page_format(page, "'%s' is '%s', not '%s'", what, item->actual_word,
                              item->expected_word);
    return cf_page_format(page, "%s '%s' is '%s', not '%s'",
                          item->what == CF_EXPECTED_STEP ? "step" : "stage", item->subject,
                          item->actual_word, item->expected_word);
}

/* ---- what made the difference ---- */

/* Where a figure stands; a what-if stands in the case. */
static struct cf_pos figure_pos(const struct telling *telling, const struct cf_evidence *evidence)
{
    const struct cf_case *test = telling->result->test;
    for (size_t i = 0; i < test->set_count && evidence->observation->kind == CF_WHAT_IF; i++)
        if (strcmp(test->sets[i].target.text, evidence->index->id.text) == 0)
            return test->sets[i].value.pos;
    return evidence->observation->pos;
}

/* Why figures of an index were not used, when none was. */
static const char *unused_words(struct telling *telling, const struct cf_criterion_result *result)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < result->considered_count && !result->evidence_count; i++)
        cf_phrase_add(&words, &telling->page, ", ", cf_use_name(result->considered[i].use));
    return words.length ? cf_page_format(&telling->page, "; not used: %s", cf_phrase_text(&words))
                        : "";
}

/* The criteria that gave the step its answer. */
static const char *findings(struct telling *telling, const struct cf_step_result *step)
{
    struct cf_page *page = &telling->page;
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        const struct cf_criterion_result *result = &step->criteria[i];
        if (result->answer != step->answer)
            continue;
        cf_phrase_add(&words, page, "; ",
                      cf_text_finding(page, telling->result->evaluation, result));
        cf_phrase_add(&words, page, "", unused_words(telling, result));
    }
    return cf_phrase_text(&words);
}

/* The first figure that a finding rests on, or else that it could have rested on. */
static const struct cf_evidence *first_figure(const struct cf_criterion_result *result)
{
    return result->evidence_count     ? result->evidence
           : result->considered_count ? result->considered
                                      : NULL;
}

/* Where the evidence of a step stands: its first figure, or the criterion for which there is none.
 * Some criterion has the step's answer. */
static struct cf_pos evidence_pos(const struct telling *telling, const struct cf_step_result *step)
{
    size_t count = step->step->criterion_count, first = 0;
    while (step->criteria[first].answer != step->answer)
        first++;
    for (size_t i = first; i < count; i++) {
        const struct cf_criterion_result *result = &step->criteria[i];
        if (result->answer == step->answer && first_figure(result))
            return figure_pos(telling, first_figure(result));
    }
    return step->criteria[first].criterion->pos;
}

static void tell_steps(struct telling *telling, const struct cf_comparison *item)
{
    enum { MOST = 3 };
    const struct cf_evaluation *evaluation = telling->result->evaluation;
    struct cf_page *page = &telling->page;
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < item->step_count && i < MOST; i++) {
        const struct cf_step_result *step = &evaluation->steps[item->steps[i]];
        const char *text = cf_page_format(page, "step '%s' is %s (%s)", step->step->id.text,
                                          cf_answer_name(step->answer), findings(telling, step));
        cf_phrase_add(&words, page, "; ", text);
    }
    if (item->step_count > MOST)
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "and %zu more", item->step_count - MOST));
    cf_report_also(telling->diags, evidence_pos(telling, &evaluation->steps[item->steps[0]]), "%s",
                   untied(telling, cf_phrase_text(&words)));
}

static void tell_figure(struct telling *telling, const struct cf_criterion_result *known)
{
    struct cf_page *page = &telling->page;
    struct cf_phrase words = { 0 };
    const struct cf_evidence *first = first_figure(known);
    if (!first)
        return;
    for (size_t i = 0; i < known->evidence_count; i++)
        if (!i || known->evidence[i].index != known->evidence[i - 1].index)
            cf_phrase_add(&words, page, ", ",
                          cf_page_format(page, "'%s'", known->evidence[i].index->id.text));
    const char *text = words.length ? cf_page_format(page, "it rests on %s", cf_phrase_text(&words))
                                    : cf_page_format(page, "a figure that was not used: %s",
                                                     cf_use_name(first->use));
    cf_report_also(telling->diags, figure_pos(telling, first), "%s", untied(telling, text));
}

static const char *advice(const struct cf_comparison *item)
{
    if (item->unwritable && item->what == CF_EXPECTED_REPORTS)
        return "mend the file, or expect the error in a case of its own; --update cannot write it "
               "beside other expectations";
    return item->unwritable
               ? "mend what is wrong; --update has no words for what came"
               : "mend what is wrong; if it is the expectation, --update writes what came";
}

static void tell_item(struct telling *telling, const struct cf_comparison *item)
{
    const char *message = item->stated  ? value_message(telling, item)
                          : item->lists ? list_message(telling, item)
                                        : word_message(telling, item);
    cf_report(telling->diags, CF_R_SUITE_FAILED, item->pos, "%s", untied(telling, message));
    if (item->step_count)
        tell_steps(telling, item);
    else if (item->known)
        tell_figure(telling, item->known);
    cf_report_hint(telling->diags, "%s", advice(item));
}

enum cf_status cf_tell_case(struct cf_diags *diags, const struct cf_case_result *result)
{
    struct telling telling = { .diags = diags, .result = result };
    cf_page_init(&telling.page, NULL);
    for (size_t i = 0; i < result->count && result->state == CF_CASE_FAILED; i++)
        if (!result->items[i].met)
            tell_item(&telling, &result->items[i]);
    if (result->state == CF_CASE_PENDING_PASSES) {
        cf_report(diags, CF_R_SUITE_PENDING, result->test->pending.pos,
                  "this case is pending, but it passes");
        cf_report_hint(diags, "delete 'pending'");
    }
    bool failed = telling.page.failed || telling.page.arena.failed;
    cf_page_send(&telling.page, NULL); /* it is empty: this only gives back its memory */
    cf_diags_settle(diags);
    return failed || cf_diags_failed(diags) ? CF_NO_MEMORY : CF_OK;
}
