/* Steps that no route reaches and steps that can never be No, and what makes it so. */
#include "analysis/lint_chart.h"
#include "analysis/routes.h"

/* More of them are counted, not named. */
enum { MOST_NAMED = 3 };

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

/* The step and its criteria, those that have to do with the later step: "'talent' ('universities'
 * at least 10 institutions, ...)". */
static const char *say_step(const struct cf_lint *lint, size_t number, size_t later)
{
    const struct cf_questions *questions = lint->questions;
    const struct cf_program_step *step = &questions->steps[number];
    const char *words = "";
    size_t named = 0;
    for (size_t i = 0; i < step->step->criterion_count && named < MOST_NAMED; i++) {
        uint32_t criterion = (uint32_t)(step->first_criterion + i);
        if (!cf_asks_about(questions, later, questions->subject_of[criterion]))
            continue;
        words = cf_say_joined(&lint->speaker, words, ", ",
                              cf_say_criterion(&lint->speaker, &questions->criteria[criterion]));
        named++;
    }
    if (!named)
        return or_nothing(cf_arena_format(lint->speaker.arena, "'%s'", step->step->id.text));
    return or_nothing(cf_arena_format(lint->speaker.arena, "'%s' (%s%s)", step->step->id.text,
                                      words, named < step->step->criterion_count ? ", ..." : ""));
}

/* ---- steps that can never be No ---- */

/* "every value (0 to 5000 institutions) of 'universities' is at least 0 institutions" */
static const char *say_always(const struct cf_lint *lint, struct cf_siblings siblings)
{
    const struct cf_questions *questions = lint->questions;
    const struct cf_program_criterion *first = &questions->criteria[siblings.items[0]];
    const struct cf_index *index = cf_program_index(lint->speaker.program, first->index);
    const char *accepted = "";
    size_t from = 0, to = siblings.count < MOST_NAMED ? siblings.count : MOST_NAMED;
    for (size_t i = 0; i < siblings.count; i++) {
        struct cf_siblings alone = { &siblings.items[i], 1 };
        if (cf_siblings_tally(questions, alone).least) {
            from = i;
            to = i + 1;
            break;
        }
    }
    for (size_t i = from; i < to; i++)
        accepted =
            cf_say_joined(&lint->speaker, accepted, " or ",
                          cf_say_accepted(&lint->speaker, &questions->criteria[siblings.items[i]]));
    if (to - from > 1 && to < siblings.count)
        accepted = cf_say_joined(&lint->speaker, accepted, " or ", "...");
    return or_nothing(cf_arena_format(lint->speaker.arena, "%s of '%s' is %s",
                                      cf_say_every_value(&lint->speaker, first->index),
                                      index->id.text, accepted));
}

/* A step that holds by itself: some of its criteria do, whatever the values of their index. */
static void report_always(const struct cf_lint *lint, size_t number)
{
    const struct cf_questions *questions = lint->questions;
    const struct cf_program_step *step = &questions->steps[number];
    const struct cf_program_criterion *about = NULL;
    const char *words = "";
    for (size_t i = 0, named = 0; i < step->step->criterion_count && named < MOST_NAMED; i++) {
        uint32_t criterion = (uint32_t)(step->first_criterion + i);
        struct cf_siblings siblings = questions->siblings[criterion];
        if (siblings.items[0] != criterion || !cf_siblings_tally(questions, siblings).least)
            continue;
        words = cf_say_joined(&lint->speaker, words, "; ", say_always(lint, siblings));
        about = about ? about : &questions->criteria[criterion];
        named++;
    }
    cf_report(lint->diags, CF_R_CHART_NEVER_NO, step->step->id.pos, "step '%s' can never be No: %s",
              step->step->id.text, words);
    if (about)
        cf_lint_also_index(lint, about->index);
    cf_report_hint(lint->diags, "correct a level, or delete the step");
}

/* "'first' ('sales' at least 100 yuan) passed and 'second' (...) was No" */
static const char *say_premises(const struct cf_lint *lint, size_t step,
                                const struct cf_prospect *prospect)
{
    const char *words = "";
    for (size_t i = 0; i < prospect->premise_count; i++) {
        const struct cf_premise *premise = &prospect->premises[i];
        bool last = i + 1 == prospect->premise_count;
        const char *between = !last ? ", " : prospect->one_way ? " and " : " or ";
        if (i == MOST_NAMED)
            return cf_say_joined(&lint->speaker, words, ", ", "...");
        const char *answer = or_nothing(
            cf_arena_format(lint->speaker.arena, "%s %s", say_step(lint, premise->step, step),
                            premise->answer == CF_ASKED_NO ? "was No" : "passed"));
        words = cf_say_joined(&lint->speaker, words, between, answer);
    }
    return words;
}

static void report_implied_step(const struct cf_lint *lint, size_t number,
                                const struct cf_prospect *prospect)
{
    const struct cf_program_step *steps = lint->questions->steps;
    const struct cf_step *step = steps[number].step;
    bool told = prospect->premise_count > 0;
    cf_report(lint->diags, CF_R_CHART_NEVER_NO, step->id.pos, "step %s can never be No after %s",
              say_step(lint, number, number),
              told ? say_premises(lint, number, prospect) : "the steps before it");
    if (told)
        cf_report_also(lint->diags, steps[prospect->premises[0].step].step->id.pos,
                       "'%s' comes before it", steps[prospect->premises[0].step].step->id.text);
    cf_report_hint(lint->diags,
                   "delete it, or ask for something that the steps before it leave open");
}

/* ---- steps that no route reaches ---- */

/* A way into a step that is never taken: the step it comes from, and the answer that leads here. */
struct entry {
    size_t count; /* of such ways; the first one is described, one from a reached step before */
    size_t from;
    bool on_no;
};

static void note_entry(struct entry *entries, const struct cf_prospect *prospects, size_t from,
                       int to, bool on_no)
{
    struct entry *entry = &entries[to];
    if (!entry->count++ || (prospects[from].reached && !prospects[entry->from].reached)) {
        entry->from = from;
        entry->on_no = on_no;
    }
}

/* By step, and one more for the end; NULL when memory fails. */
static struct entry *find_entries(const struct cf_lint *lint, const struct cf_prospect *prospects)
{
    const struct cf_questions *questions = lint->questions;
    struct entry *entries =
        cf_arena_array(lint->speaker.arena, questions->step_count + 1, sizeof *entries);
    for (size_t i = 0; i < questions->step_count && entries; i++) {
        note_entry(entries, prospects, i, questions->steps[i].on_yes, false);
        if (questions->steps[i].on_no != CF_ROUTE_STOP)
            note_entry(entries, prospects, i, questions->steps[i].on_no, true);
    }
    return entries;
}

static const char *say_entry(const struct cf_lint *lint, const struct entry *entry,
                             const struct cf_prospect *prospects)
{
    const char *from = say_step(lint, entry->from, entry->from);
    const char *more = entry->count > 1
                           ? cf_arena_format(lint->speaker.arena,
                                             ", and %zu more that are as closed", entry->count - 1)
                           : "";
    const char *why = !prospects[entry->from].reached ? "which no route reaches"
                      : entry->on_no                  ? "which can never be No where it is reached"
                                                      : "which is always No where it is reached";
    return or_nothing(cf_arena_format(lint->speaker.arena, "the way to it is a %s of %s, %s%s",
                                      entry->on_no ? "No" : "Yes", from, why, or_nothing(more)));
}

static void report_unreachable(const struct cf_lint *lint, size_t number, const struct entry *entry,
                               const struct cf_prospect *prospects)
{
    const struct cf_program_step *steps = lint->questions->steps;
    const struct cf_text *id = &steps[number].step->id;
    if (entry->count) {
        const struct cf_text *from = &steps[entry->from].step->id;
        cf_report(lint->diags, CF_R_CHART_UNREACHABLE, id->pos, "no route reaches step '%s': %s",
                  id->text, say_entry(lint, entry, prospects));
        cf_report_also(lint->diags, from->pos, "'%s' stands here", from->text);
        cf_report_hint(lint->diags, "change the levels or the routes before it, or delete it");
        return;
    }
    const struct cf_step *before = steps[number - 1].step; /* it does not lead here, so on_yes says
                                                              where it leads */
    cf_report(lint->diags, CF_R_CHART_UNREACHABLE, id->pos,
              "no route reaches step '%s': a Yes of '%s' before it leads to '%s'", id->text,
              before->id.text, before->on_yes.text);
    cf_report_also(lint->diags, before->on_yes.pos, "'%s' goes on from here", before->id.text);
    cf_report_hint(lint->diags, "let an 'on_yes' or 'on_no' lead to it, or delete it");
}

/* ---- both ---- */

void cf_lint_routes(const struct cf_lint *lint)
{
    const struct cf_prospect *prospects = cf_walk_routes(lint->questions);
    const struct entry *entries = prospects ? find_entries(lint, prospects) : NULL;
    for (size_t i = 0; i < lint->questions->step_count && entries; i++) {
        if (!prospects[i].reached)
            report_unreachable(lint, i, &entries[i], prospects);
        else if (prospects[i].always)
            report_always(lint, i);
        else if (!prospects[i].can_be_no)
            report_implied_step(lint, i, &prospects[i]);
    }
}
