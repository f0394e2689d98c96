/* Steps that can never be Yes, whatever is known of a city. */
#include "analysis/lint_chart.h"

/* Whether no value of its index meets the criterion. */
static bool is_unmeetable(const struct cf_lint *lint, uint32_t criterion)
{
    struct cf_siblings alone = { &criterion, 1 };
    return cf_siblings_tally(lint->questions, alone).most == 0;
}

static void report_unmeetable(const struct cf_lint *lint, uint32_t number)
{
    const struct cf_program_criterion *criterion = &lint->questions->criteria[number];
    const struct cf_index *index = cf_program_index(lint->speaker.program, criterion->index);
    if (index->type == CF_NUMBER)
        cf_report(lint->diags, CF_R_CHART_UNMEETABLE, cf_level_pos(criterion),
                  "'%s' can never be %s", index->id.text,
                  cf_say_accepted(&lint->speaker, criterion));
    else
        cf_report(lint->diags, CF_R_CHART_UNMEETABLE, cf_level_pos(criterion),
                  "'%s' has no value that meets this", index->id.text);
    cf_lint_also_index(lint, criterion->index);
    cf_report_hint(lint->diags, "ask for a value that '%s' can have, or mend its definition",
                   index->id.text);
}

/* ---- criteria that no value meets together ---- */

/*
 * Fills in criteria of the list that no value meets together, none of which could be left out, if
 * there are such. Each round goes through the list until nothing is left: the criterion at which
 * that happens is one of them, and the next round begins with what it accepts.
 */
static size_t find_conflict(const struct cf_lint *lint, const uint32_t *list, size_t count,
                            uint32_t *conflict)
{
    const struct cf_questions *questions = lint->questions;
    struct cf_value base = questions->subjects[questions->subject_of[list[0]]].domain;
    size_t found = 0;
    for (;;) {
        struct cf_value left = base;
        size_t i = 0;
        while (i < count && cf_set_cut(&left, &questions->criteria[list[i]].accepted))
            i++;
        if (i == count)
            return 0;
        conflict[found++] = list[i];
        if (!cf_set_cut(&base, &questions->criteria[list[i]].accepted) || !i)
            return found;
        count = i;
    }
}

/* The criteria of the list that some value meets, copied to `meetable`. Returns how many. */
static size_t take_meetable(const struct cf_lint *lint, struct cf_siblings siblings,
                            uint32_t *meetable)
{
    size_t count = 0;
    for (size_t i = 0; i < siblings.count; i++)
        if (!is_unmeetable(lint, siblings.items[i]))
            meetable[count++] = siblings.items[i];
    return count;
}

/* "'sales' cannot be both at least 50 yuan and at most 40 yuan"; the criteria stand from the last
 * to the first. */
static const char *say_conflict(const struct cf_lint *lint, const uint32_t *conflict, size_t count)
{
    const struct cf_program_criterion *criteria = lint->questions->criteria;
    const struct cf_index *index =
        cf_program_index(lint->speaker.program, criteria[*conflict].index);
    const char *words = "";
    for (size_t i = count; i-- > 0;)
        words = cf_say_joined(&lint->speaker, words, count > 2 ? "; " : " and ",
                              cf_say_accepted(&lint->speaker, &criteria[conflict[i]]));
    words = cf_arena_format(lint->speaker.arena, "'%s' cannot be %s %s", index->id.text,
                            count > 2 ? "all of" : "both", words);
    return words ? words : "";
}

/* Room for the criteria of a step, NULL when memory fails. */
static uint32_t *room_for(const struct cf_lint *lint, const struct cf_program_step *step)
{
    return cf_arena_array(lint->speaker.arena, step->step->criterion_count, sizeof(uint32_t));
}

/* Finds a conflict among the siblings that the step's criterion begins; 0 where there is none or
 * the criterion is not the first of its siblings. */
static size_t conflict_from(const struct cf_lint *lint, uint32_t criterion, uint32_t *meetable,
                            uint32_t *conflict)
{
    struct cf_siblings siblings = lint->questions->siblings[criterion];
    if (siblings.items[0] != criterion || siblings.count < 2)
        return 0;
    size_t count = take_meetable(lint, siblings, meetable);
    return count > 1 ? find_conflict(lint, meetable, count, conflict) : 0;
}

/* A step that needs all of its criteria: each index whose criteria contradict each other. */
static void report_conflict(const struct cf_lint *lint, const struct cf_program_step *step,
                            const uint32_t *conflict, size_t count)
{
    const struct cf_program_criterion *criteria = lint->questions->criteria;
    cf_report(lint->diags, CF_R_CHART_CONTRADICTION, cf_level_pos(&criteria[conflict[0]]),
              "step '%s' can never be Yes: %s", step->step->id.text,
              say_conflict(lint, conflict, count));
    cf_report_also(lint->diags, cf_level_pos(&criteria[conflict[count - 1]]),
                   "it contradicts this one");
    cf_report_hint(lint->diags, "change a level, or 'need' fewer of the criteria");
}

/* A step that needs some of its criteria: too few of them can be met at once. */
static void report_shortfall(const struct cf_lint *lint, const struct cf_program_step *step,
                             size_t most, const uint32_t *conflict, size_t count)
{
    const struct cf_program_criterion *criteria = lint->questions->criteria;
    cf_report(lint->diags, CF_R_CHART_CONTRADICTION, step->step->need_text.pos,
              "step '%s' can never be Yes: it needs %d of its %zu criteria, and at most %zu can be "
              "met at once (%s)",
              step->step->id.text, step->step->need, step->step->criterion_count, most,
              say_conflict(lint, conflict, count));
    cf_report_also(lint->diags, cf_level_pos(&criteria[conflict[count - 1]]),
                   "one of those that cannot be met at once");
    cf_report_hint(lint->diags, "change a level, or 'need' at most %zu", most);
}

static void lint_conflicts(const struct cf_lint *lint, size_t number, size_t meetable_count)
{
    const struct cf_program_step *step = &lint->questions->steps[number];
    uint32_t *meetable = room_for(lint, step), *conflict = room_for(lint, step);
    size_t need = (size_t)step->step->need, most = cf_step_tally(lint->questions, number).most;
    bool all = need == step->step->criterion_count;
    if (!meetable || !conflict || (!all && (most >= need || meetable_count < need)))
        return;
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        size_t count =
            conflict_from(lint, (uint32_t)(step->first_criterion + i), meetable, conflict);
        if (count && all)
            report_conflict(lint, step, conflict, count);
        if (count && !all) {
            report_shortfall(lint, step, most, conflict, count);
            return;
        }
    }
}

void cf_lint_contradictions(const struct cf_lint *lint, size_t number)
{
    const struct cf_program_step *step = &lint->questions->steps[number];
    size_t meetable = 0;
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        uint32_t criterion = (uint32_t)(step->first_criterion + i);
        if (is_unmeetable(lint, criterion))
            report_unmeetable(lint, criterion);
        else
            meetable++;
    }
    lint_conflicts(lint, number, meetable);
}
