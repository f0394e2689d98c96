/* Criteria that could be left out of their step: others imply them, or every value meets them. */
#include "analysis/lint_chart.h"

/* Criteria of one step about one index are compared with each other up to this many. */
enum { MOST_COMPARED = 200 };

/* Whether every value of its index meets the criterion. */
static bool is_always_met(const struct cf_lint *lint, uint32_t criterion)
{
    struct cf_siblings alone = { &criterion, 1 };
    return cf_siblings_tally(lint->questions, alone).least == 1;
}

static const struct cf_value *accepted_by(const struct cf_lint *lint, uint32_t criterion)
{
    return &lint->questions->criteria[criterion].accepted;
}

/* One of the list that answers so for what is observed, or NULL. */
static const uint32_t *find_answer(const struct cf_lint *lint, const uint32_t *list, size_t count,
                                   const struct cf_value *observed, enum cf_answer answer)
{
    for (size_t i = 0; i < count; i++)
        if (cf_value_answer(observed, accepted_by(lint, list[i])) == answer)
            return &list[i];
    return NULL;
}

/*
 * Where all criteria are needed: whenever this one is No, is one of the others? It is enough to
 * look at the widest observations for which it is No, of numbers those on both sides. Fills in
 * which of the others are. (Then it is Yes, too, whenever all of the others are.)
 */
static size_t implied_by_all(const struct cf_lint *lint, uint32_t criterion, const uint32_t *others,
                             size_t count, uint32_t by[2])
{
    const struct cf_questions *questions = lint->questions;
    struct cf_value parts[2];
    size_t part_count =
        cf_set_outside(&questions->subjects[questions->subject_of[criterion]].domain,
                       accepted_by(lint, criterion), parts);
    for (size_t i = 0; i < part_count; i++) {
        const uint32_t *other = find_answer(lint, others, count, &parts[i], CF_NO);
        if (!other)
            return 0;
        by[i] = *other;
    }
    return part_count == 2 && by[0] == by[1] ? 1 : part_count;
}

/* Where one criterion is enough: whenever this one is Yes, is another one? */
static size_t implied_by_any(const struct cf_lint *lint, uint32_t criterion, const uint32_t *others,
                             size_t count, uint32_t by[2])
{
    const struct cf_questions *questions = lint->questions;
    struct cf_value met = questions->subjects[questions->subject_of[criterion]].domain;
    if (!cf_set_cut(&met, accepted_by(lint, criterion)))
        return 0;
    const uint32_t *other = find_answer(lint, others, count, &met, CF_YES);
    if (other)
        by[0] = *other;
    return other != NULL;
}

static void report_implied(const struct cf_lint *lint, uint32_t number, bool all,
                           const uint32_t *by, size_t count)
{
    const struct cf_program_criterion *criteria = lint->questions->criteria;
    const char *others = cf_say_accepted(&lint->speaker, &criteria[by[0]]);
    if (count == 2)
        others = cf_say_joined(&lint->speaker, others, " and ",
                               cf_say_accepted(&lint->speaker, &criteria[by[1]]));
    cf_report(lint->diags, CF_R_CHART_IMPLIED, cf_level_pos(&criteria[number]),
              all ? "%s adds nothing: the step asks for %s, too"
                  : "%s adds nothing: %s is enough for the step",
              cf_say_criterion(&lint->speaker, &criteria[number]), others);
    cf_report_also(lint->diags, cf_level_pos(&criteria[by[0]]), "the step asks for %s here",
                   cf_say_accepted(&lint->speaker, &criteria[by[0]]));
    cf_report_hint(lint->diags, "delete it, or correct its level");
}

static void report_always_met(const struct cf_lint *lint, uint32_t number)
{
    const struct cf_program_criterion *criterion = &lint->questions->criteria[number];
    cf_report(lint->diags, CF_R_CHART_IMPLIED, cf_level_pos(criterion),
              "%s adds nothing: %s meets it", cf_say_criterion(&lint->speaker, criterion),
              cf_say_every_value(&lint->speaker, criterion->index));
    cf_lint_also_index(lint, criterion->index);
    cf_report_hint(lint->diags, "delete it, or correct its level");
}

/*
 * Reports which of the siblings could be left out, from the last to the first. What was reported is
 * not used to imply others, so all that is reported can be left out at once.
 */
static void lint_siblings(const struct cf_lint *lint, struct cf_siblings siblings, bool all)
{
    uint32_t left[MOST_COMPARED], by[2];
    size_t count = 0;
    if (siblings.count > MOST_COMPARED)
        return;
    for (size_t i = 0; i < siblings.count; i++)
        if (!is_always_met(lint, siblings.items[i]))
            left[count++] = siblings.items[i];
    for (size_t i = count; i-- > 0;) {
        uint32_t candidate = left[i];
        for (size_t j = i; j + 1 < count; j++)
            left[j] = left[j + 1];
        size_t found = all ? implied_by_all(lint, candidate, left, count - 1, by)
                           : implied_by_any(lint, candidate, left, count - 1, by);
        if (found) {
            report_implied(lint, candidate, all, by, found);
            count--;
            continue;
        }
        for (size_t j = count - 1; j > i; j--)
            left[j] = left[j - 1];
        left[i] = candidate;
    }
}

void cf_lint_implied(const struct cf_lint *lint, size_t number)
{
    const struct cf_program_step *step = &lint->questions->steps[number];
    size_t count = step->step->criterion_count, need = (size_t)step->step->need;
    struct cf_tally tally = cf_step_tally(lint->questions, number);
    if (count == 1 || tally.most < need || tally.least >= need)
        return; /* what is wrong with the step as a whole is told as such */
    for (size_t i = 0; i < count; i++) {
        uint32_t criterion = (uint32_t)(step->first_criterion + i);
        if (is_always_met(lint, criterion))
            report_always_met(lint, criterion);
        struct cf_siblings siblings = lint->questions->siblings[criterion];
        if (siblings.count > 1 && siblings.items[0] == criterion && (need == 1 || need == count))
            lint_siblings(lint, siblings, need == count);
    }
}
